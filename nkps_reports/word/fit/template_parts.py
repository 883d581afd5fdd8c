"""A Word template as the parts that say how it looks, read without python-docx. Knows where parts lie."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nkps_reports.archive import Archive, ArchiveError, Flaw
from nkps_reports.limits import LARGEST_TEMPLATE_BYTES, MOST_TAGS
from nkps_reports.problems import Code, TemplateError, a_problem
from nkps_reports.word.stylesheet import Stylesheet

_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE_RELATIONSHIPS = "_rels/.rels"
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
        return _read_parts(Archive(template))
    except (ArchiveError, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise TemplateError(a_problem(Code.TEMPLATE_UNREADABLE, template=name)) from error


def _read_parts(archive: Archive) -> TemplateParts:
    if archive.unpacked_bytes > LARGEST_TEMPLATE_BYTES:
        raise ArchiveError(Flaw.TOO_LARGE)
    document = dict(_related(archive, ""))["officeDocument"]
    related = dict(_related(archive, document))
    kinds = ("styles", "numbering", "theme", "settings")
    styles, numbering, theme, settings = (_parse(archive, related.get(kind, _NOTHING)) for kind in kinds)
    return TemplateParts(_parse(archive, document), Stylesheet(styles, numbering), theme, settings)


def _related(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """The parts that one leads to, by what they are to it."""
    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels" if part else _PACKAGE_RELATIONSHIPS
    for relationship in _parse(archive, name):
        kind, target = relationship.get("Type", ""), relationship.get("Target", "")
        if kind.startswith(_TRANSITIONAL) and relationship.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield kind.removeprefix(_TRANSITIONAL), path


def _parse(archive: Archive, name: str) -> etree._Element:
    if name not in archive.names:
        return etree.Element(_NOTHING)
    content = archive.read(name)
    if content.count(b"<") > MOST_TAGS:
        raise ArchiveError(Flaw.TOO_LARGE)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
