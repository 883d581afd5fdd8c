"""A Word template as the parts that say how it looks, read without python-docx."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from nkps_reports.files.archive import Archive, ArchiveError, Flaw
from nkps_reports.files.limits import MAX_TEMPLATE_TAGS
from nkps_reports.report.problems import TemplateError, unreadable_template
from nkps_reports.word.document.elements import w
from nkps_reports.word.document.stylesheet import Stylesheet
from nkps_reports.word.document.word_file import is_too_large, open_archive, parse_part, related_parts


@dataclass(frozen=True, slots=True)
class TemplateParts:
    """What is read of a template; a part that it lacks is an element without children.

    Attributes:
        document: the root of its text.
        stylesheet: what its styles and numberings say.
        theme: the root of its theme.
        settings: the root of its settings.
    """

    document: etree._Element
    stylesheet: Stylesheet
    theme: etree._Element
    settings: etree._Element


def read_parts(template: bytes, name: str) -> TemplateParts:
    """Read a template.

    Args:
        template: the bytes of a ``.docx`` file.
        name: how messages call it.

    Raises:
        TemplateError: it cannot be read as a Word document.
    """
    try:
        return _read_parts(open_archive(template))
    except (ArchiveError, KeyError) as error:
        raise TemplateError(unreadable_template(name, is_too_large=is_too_large(error))) from error


def _read_parts(archive: Archive) -> TemplateParts:
    document = _related(archive, "")["officeDocument"]
    related = _related(archive, document)
    kinds = ("styles", "numbering", "theme", "settings")
    styles, numbering, theme, settings = (_parse(archive, related.get(kind, "")) for kind in kinds)
    text = _parse(archive, document)
    if text.tag != w("document"):
        raise ArchiveError(Flaw.DAMAGED)
    return TemplateParts(text, Stylesheet(styles, numbering), theme, settings)


def _related(archive: Archive, part: str) -> dict[str, str]:
    """The parts that one leads to, by what they are to it."""
    related = related_parts(archive, part, MAX_TEMPLATE_TAGS)
    return {found.kind: found.target for found in related if not found.is_external}


def _parse(archive: Archive, name: str) -> etree._Element:
    return parse_part(archive, name, MAX_TEMPLATE_TAGS)
