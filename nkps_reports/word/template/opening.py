"""A template opened by python-docx: within the limits, and refused where it is no Word document."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument

from nkps_reports.files.archive import ArchiveError, Flaw
from nkps_reports.files.limits import MAX_TEMPLATE_TAGS
from nkps_reports.report.problems import TemplateError, unreadable_template
from nkps_reports.word.document.word_file import is_too_large, open_archive, read_part


def open_template(template: bytes, name: str) -> WordDocument:
    """Open a template.

    Args:
        template: the bytes of the file.
        name: how messages call it.

    Raises:
        TemplateError: it is no Word document, is damaged, or is larger than a template may be.
    """
    try:
        archive = open_archive(template)
        # Every part, before python-docx reads them without any limit.
        for part in archive.names:
            read_part(archive, part, MAX_TEMPLATE_TAGS)
        document = Document(io.BytesIO(template))
        # What python-docx reads only when it is asked for.
        for needed in (document.styles, document.core_properties, document.element.body):
            if needed is None:
                raise ArchiveError(Flaw.DAMAGED)
    # A damaged file can fail anywhere in python-docx and lxml, with any exception they know.
    except Exception as error:
        raise TemplateError(unreadable_template(name, is_too_large=is_too_large(error))) from error
    return document
