"""A workbook's archive: opened, told from files of other kinds, and its parts found and parsed.

Parts are found as Excel finds them, along the relationships, whatever they are called. All are parsed by
one parser, which expands nothing and fetches nothing. ISO 29500 has two dialects, which say the same in other
namespaces; Excel writes the transitional one by default, and both are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

from nkps_reports.files.archive import (
    Archive,
    ArchiveError,
    Flaw,
    Relationship,
    parse_relationships,
    relationships_of,
)
from nkps_reports.files.kinds import FileKind, kind_of_file, kinds_of_archive
from nkps_reports.files.limits import MAX_SHEETS, MAX_TAGS
from nkps_reports.report.problems import Problem, WorkbookError
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

# The namespaces of elements, and of ``r:id`` and the types of relationships: transitional, then strict.
MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
# Charts that fill a sheet, dialogues, and macros of before 1995.
_SHEETS_WITHOUT_CELLS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
# Excel stops at 31.
_MAX_NAME_CHARACTERS = 255
_OTHER_KINDS = {
    FileKind.OLD_WORKBOOK: words.KIND_XLS,
    FileKind.BINARY_WORKBOOK: words.KIND_XLSB,
    FileKind.WORD: words.KIND_WORD,
    FileKind.OLD_WORD: words.KIND_WORD,
    FileKind.RTF: words.KIND_WORD,
    FileKind.OPEN_DOCUMENT: words.KIND_OPEN_DOCUMENT,
    FileKind.POWERPOINT: words.KIND_POWERPOINT,
    FileKind.APPLE: words.KIND_NUMBERS,
    FileKind.PDF: words.KIND_PDF,
    FileKind.PICTURE: words.KIND_PICTURE,
    FileKind.TEXT: words.KIND_TEXT,
}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the workbook: its name, its part, and whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class WorkbookPackage:
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


def open_package(file: bytes) -> WorkbookPackage:
    """Open a workbook and find its parts.

    Raises:
        WorkbookError: the file is no workbook, is protected or damaged, or there is more in it than is read;
            carries one problem that says what it is and what to do.
    """
    archive = _open_archive(file)
    roots = read_targets(archive, "").values()
    workbook = next((root.target for root in roots if root.kind == "officeDocument"), None)
    if workbook is None or workbook not in archive:
        raise _unsupported(words.KIND_ZIP)
    root = read_xml(archive, workbook)
    if not is_named(root, "workbook"):
        raise _unsupported(words.KIND_ZIP)
    targets = read_targets(archive, workbook)
    by_kind = {each.kind: each.target for each in targets.values() if not each.is_external}
    properties = next(children(root, "workbookPr"), None)
    return WorkbookPackage(
        archive,
        _find_sheets(root, targets, archive),
        by_kind.get("styles"),
        by_kind.get("sharedStrings"),
        properties is not None and is_true(properties.get("date1904")),
    )


def refused(flaw: Flaw) -> WorkbookError:
    """The error that a workbook, or a part of it, cannot be read."""
    if flaw is Flaw.TOO_LARGE:
        return too_large()
    if flaw is Flaw.ENCRYPTED:
        return WorkbookError(Problem.of(Code.PROTECTED_WORKBOOK))
    return WorkbookError(Problem.of(Code.UNREADABLE_WORKBOOK, reason=words.REASON_DAMAGED))


def too_large(what: str = words.TOO_MUCH_IN_FILE, advice: str = words.LESS_IN_FILE) -> WorkbookError:
    """The error that there is more in the file than is read."""
    return WorkbookError(Problem.of(Code.TOO_LARGE, what=what, advice=advice))


def damaged() -> WorkbookError:
    """The error that the archive holds no workbook that can be read."""
    return refused(Flaw.DAMAGED)


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
    # Every tag has this byte, in every encoding that is let in.
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


def is_named(element: etree._Element, name: str) -> bool:
    """Whether an element has that name, in either dialect."""
    return element.tag in _tags(name)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name, in either dialect."""
    return element.iterchildren(*_tags(name))


def items(element: etree._Element, group: str, name: str) -> Iterator[etree._Element]:
    """The children of that name of the groups that an element has, such as each ``row`` of ``sheetData``."""
    return (item for each in children(element, group) for item in children(each, name))


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of that name below an element, in either dialect."""
    return element.iter(*_tags(name))


def id_of(element: etree._Element) -> str:
    """The id of the relationship that an element holds, in either dialect; empty if it holds none."""
    ids = (element.get(f"{{{namespace}}}id") for namespace in RELATIONSHIPS)
    return next((id_ for id_ in ids if id_ is not None), "")


def is_true(attribute: str | None) -> bool:
    """Whether an attribute says yes."""
    return attribute in ("1", "true")


@cache
def _tags(name: str) -> tuple[str, ...]:
    return tuple(f"{{{namespace}}}{name}" for namespace in MAIN)


def _open_archive(file: bytes) -> Archive:
    try:
        archive = Archive(file)
        kinds = [kind for kind in kinds_of_archive(archive) if kind in _OTHER_KINDS]
    except ArchiveError as error:
        raise _no_archive(file) if error.flaw is Flaw.NO_ARCHIVE else refused(error.flaw) from error
    if kinds:
        raise _unsupported(_OTHER_KINDS[kinds[0]])
    return archive


def _no_archive(file: bytes) -> WorkbookError:
    if not file:
        return WorkbookError(Problem.of(Code.UNREADABLE_WORKBOOK, reason=words.REASON_EMPTY))
    kind = kind_of_file(file)
    if kind in _OTHER_KINDS:
        return _unsupported(_OTHER_KINDS[kind])
    return refused(Flaw.ENCRYPTED if kind is FileKind.PROTECTED else Flaw.DAMAGED)


def _unsupported(kind: str) -> WorkbookError:
    return WorkbookError(Problem.of(Code.UNSUPPORTED_FORMAT, kind=kind))


def _find_sheets(
    root: etree._Element, targets: Mapping[str, Relationship], archive: Archive
) -> tuple[SheetPart, ...]:
    found: list[SheetPart] = []
    kinds: set[str] = set()
    for element in items(root, "sheets", "sheet"):
        found_at = targets.get(id_of(element))
        kinds.add(found_at.kind if found_at else "")
        if found_at and found_at.kind == "worksheet" and found_at.target in archive:
            is_hidden = element.get("state", "visible") != "visible"
            found.append(SheetPart(element.get("name", ""), found_at.target, is_hidden))
    if len(found) > MAX_SHEETS:
        raise too_large()
    if kinds and kinds <= _SHEETS_WITHOUT_CELLS:
        raise WorkbookError(Problem.of(Code.NO_WORKSHEET, template_command=words.TEMPLATE_COMMAND))
    parts = {sheet.part.casefold() for sheet in found}
    # Readers would disagree about such a file, or read one sheet a thousand times.
    if not found or len(parts) < len(found) or any(len(sheet.name) > _MAX_NAME_CHARACTERS for sheet in found):
        raise damaged()
    return tuple(found)
