"""A Word template as the parts that say how it looks, read without python-docx."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nkps_reports.archive import Archive, ArchiveError, Flaw
from nkps_reports.problems import Code, TemplateError, a_problem
from nkps_reports.relationships import parse_relationships, relationships_of
from nkps_reports.word.elements import w
from nkps_reports.word.stylesheet import Stylesheet
from nkps_reports.word.template_file import open_archive, read_part

# What a part that the template lacks is read as.
_NOTHING = "nothing"


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
    except (ArchiveError, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise TemplateError(a_problem(Code.TEMPLATE_UNREADABLE, template=name)) from error


def _read_parts(archive: Archive) -> TemplateParts:
    document = dict(_related(archive, ""))["officeDocument"]
    related = dict(_related(archive, document))
    kinds = ("styles", "numbering", "theme", "settings")
    styles, numbering, theme, settings = (_parse(archive, related.get(kind, _NOTHING)) for kind in kinds)
    text = _parse(archive, document)
    if text.tag != w("document"):
        raise ArchiveError(Flaw.DAMAGED)
    return TemplateParts(text, Stylesheet(styles, numbering), theme, settings)


def _related(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """The parts that one leads to, by what they are to it."""
    root = _parse(archive, relationships_of(part))
    for relationship in parse_relationships(root, part, archive):
        if not relationship.is_external:
            yield relationship.kind, relationship.target


def _parse(archive: Archive, name: str) -> etree._Element:
    if name not in archive:
        return etree.Element(_NOTHING)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(read_part(archive, name), parser)
