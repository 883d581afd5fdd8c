"""Where in a workbook's archive its sheets, styles and strings lie, and what is said about each sheet.

Parts are found the way Excel finds them, along the relationships, whatever they are called. Every part is
parsed here by one parser, which expands nothing and fetches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from nkps_reports.files.archive import (
    Archive,
    ArchiveError,
    Relationship,
    parse_relationships,
    relationships_of,
)
from nkps_reports.files.limits import MAX_SHEETS, MAX_TAGS
from nkps_reports.wording import problems as words
from nkps_reports.workbook.reading.dialects import children, id_of, is_named
from nkps_reports.workbook.reading.opening import damaged, refused, too_large, unsupported

# Excel stops at 31.
_MAX_NAME_CHARACTERS = 255
_VISIBLE = "visible"
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the workbook: its name, its part, and whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Package:
    """What a reader needs to know of a workbook.

    Attributes:
        archive: the file.
        sheets: the worksheets in order; sheets of charts or old macros hold no cells.
        styles: the part with the looks of cells, if there is one.
        strings: the part with the texts, if there is one.
        counts_from_1904: whether dates are counted as the first Macs did.
    """

    archive: Archive
    sheets: tuple[SheetPart, ...]
    styles: str | None
    strings: str | None
    counts_from_1904: bool


def find_parts(archive: Archive) -> Package:
    """Find a workbook's parts.

    Raises:
        WorkbookError: there is no workbook in the archive, it is damaged, or has too many sheets.
    """
    roots = read_targets(archive, "").values()
    workbook = next((root.target for root in roots if root.kind == "officeDocument"), None)
    if workbook is None or workbook not in archive:
        raise unsupported(words.KIND_ZIP)
    root = read_xml(archive, workbook)
    if not is_named(root, "workbook"):
        raise unsupported(words.KIND_ZIP)
    targets = read_targets(archive, workbook)
    by_kind = {each.kind: each.target for each in targets.values() if not each.is_external}
    properties = next(children(root, "workbookPr"), None)
    return Package(
        archive,
        _find_sheets(root, targets, archive),
        by_kind.get("styles"),
        by_kind.get("sharedStrings"),
        properties is not None and properties.get("date1904") in _TRUE,
    )


def read_xml(archive: Archive, part: str) -> etree._Element:
    """Parse a part.

    Raises:
        WorkbookError: it is missing, too large, or no well-formed XML.
    """
    try:
        return parse_xml(archive.read(part))
    except ArchiveError as error:
        raise refused(error.flaw) from error


def parse_xml(content: bytes) -> etree._Element:
    """Parse XML; entities are not expanded, nothing is fetched, depth and text have libxml2's limits.

    Raises:
        WorkbookError: it is not well-formed, or has more tags than are read.
    """
    # In every encoding that is let in, a tag has this byte.
    if content.count(b"<") > MAX_TAGS:
        raise too_large()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error


def read_targets(archive: Archive, part: str) -> dict[str, Relationship]:
    """Where a part's relationships lead, by their ids; the archive's own where the name is empty."""
    relations = relationships_of(part)
    if relations not in archive:
        return {}
    found = parse_relationships(read_xml(archive, relations), part, archive)
    return {relationship.identifier: relationship for relationship in found}


def _find_sheets(
    root: etree._Element, targets: Mapping[str, Relationship], archive: Archive
) -> tuple[SheetPart, ...]:
    found: list[SheetPart] = []
    for sheets in children(root, "sheets"):
        for element in children(sheets, "sheet"):
            found_at = targets.get(id_of(element))
            if found_at and found_at.kind == "worksheet" and found_at.target in archive:
                is_hidden = element.get("state", _VISIBLE) != _VISIBLE
                found.append(SheetPart(element.get("name", ""), found_at.target, is_hidden))
    if len(found) > MAX_SHEETS:
        raise too_large()
    parts = {sheet.part for sheet in found}
    # Readers would disagree, or read one sheet a thousand times.
    if not found or len(parts) < len(found) or any(len(sheet.name) > _MAX_NAME_CHARACTERS for sheet in found):
        raise damaged()
    return tuple(found)
