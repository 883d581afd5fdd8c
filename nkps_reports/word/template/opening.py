"""The one door by which a Word template comes in: within the limits, and refused where it is no document."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument

from nkps_reports.archive import Archive, ArchiveError, Flaw
from nkps_reports.limits import LARGEST_TEMPLATE_BYTES, MOST_TEMPLATE_TAGS
from nkps_reports.problems import Code, TemplateError, a_problem


def open_template(template: bytes, name: str) -> WordDocument:
    """Open a template.

    Args:
        template: the bytes of the file.
        name: how messages call it.

    Raises:
        TemplateError: it is no Word document, is damaged, or is larger than a template may be.
    """
    try:
        _refuse_too_large(Archive(template))
        document = Document(io.BytesIO(template))
        # What python-docx reads only when it is asked for.
        for needed in (document.styles, document.core_properties, document.element.body):
            if needed is None:
                raise ArchiveError(Flaw.DAMAGED)
    # A damaged file can fail anywhere in python-docx and lxml, with any exception they know.
    except Exception as error:
        raise TemplateError(a_problem(Code.TEMPLATE_UNREADABLE, template=name)) from error
    return document


def _refuse_too_large(archive: Archive) -> None:
    """Read every part within the limits, before python-docx reads them without any."""
    if archive.unpacked_bytes > LARGEST_TEMPLATE_BYTES:
        raise ArchiveError(Flaw.TOO_LARGE)
    for name in archive.names:
        if archive.read(name).count(b"<") > MOST_TEMPLATE_TAGS and name.endswith((".xml", ".rels")):
            raise ArchiveError(Flaw.TOO_LARGE)
