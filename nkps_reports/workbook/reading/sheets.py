"""From the bytes of a workbook to what its sheets hold, cell by cell, whatever is where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter

from nkps_reports.files.archive import ArchiveError, Relationship
from nkps_reports.files.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_LOOKS,
    MAX_OBJECTS,
    MAX_SHEET_BYTES,
    MAX_WHOLE_SHEETS_BYTES,
)
from nkps_reports.report.problems import Problem, WorkbookError
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.cells import Content, read_content
from nkps_reports.workbook.reading.dialects import descendants, is_named
from nkps_reports.workbook.reading.facts import Facts, read_facts
from nkps_reports.workbook.reading.objects import SheetObject, read_objects
from nkps_reports.workbook.reading.opening import damaged, open_workbook, refused, too_large
from nkps_reports.workbook.reading.package import (
    Package,
    SheetPart,
    find_parts,
    parse_xml,
    read_targets,
    read_xml,
)
from nkps_reports.workbook.reading.plain import load_plain, render_plain, render_results
from nkps_reports.workbook.reading.slimming import SheetTooLargeError, slim_sheet

# A cell's row and column, from 1.
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was found.

    Attributes:
        name: its name.
        contents: the cells of it that hold anything, by row and column from 1, in that order.
        facts: what is told of it beside its cells.
        objects: what lies on it that is no cell: notes, pictures, text boxes.
        own_cells: the cells that hold what the workbook came with.
        own_names: the headers and labels it came with, by cell: their keys in the schema.
    """

    name: str
    contents: Mapping[tuple[int, int], Content]
    facts: Facts = field(default_factory=Facts)
    objects: tuple[SheetObject, ...] = ()
    own_cells: frozenset[Position] = frozenset()
    own_names: Mapping[Position, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """A workbook before openpyxl reads its cells.

    Attributes:
        package: where its parts lie.
        roots: of each sheet the root of its part.
        facts: what is told of each sheet beside its cells.
        objects: what lies on each sheet that is no cell.
    """

    package: Package
    roots: tuple[etree._Element, ...]
    facts: tuple[Facts, ...]
    objects: tuple[tuple[SheetObject, ...], ...]


def open_parts(file: bytes, *, with_empty: bool = False) -> WorkbookParts:
    """Open a workbook without reading its cells.

    Args:
        file: the bytes of an ``.xlsx`` or ``.xlsm`` file.
        with_empty: whether rows and cells that hold nothing are kept, unless they are too many.

    Raises:
        WorkbookError: the file cannot be read as a workbook, or there is more in it than is read.
    """
    package = find_parts(open_workbook(file))
    size_bytes = sum(package.archive.size_bytes(sheet.part) for sheet in package.sheets)
    is_whole = with_empty and size_bytes <= MAX_WHOLE_SHEETS_BYTES
    roots = tuple(_read_root(package, sheet, is_whole=is_whole) for sheet in package.sheets)
    targets = [read_targets(package.archive, sheet.part) for sheet in package.sheets]
    facts = tuple(
        read_facts(root, leads, is_hidden=sheet.is_hidden)
        for sheet, root, leads in zip(package.sheets, roots, targets, strict=True)
    )
    if sum(1 for root in roots for _ in descendants(root, "c")) > MAX_CELLS:
        raise too_large()
    return WorkbookParts(package, roots, facts, tuple(_read_objects(package, targets)))


def read_sheets(file: bytes) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook.

    Args:
        file: the bytes of an ``.xlsx`` or ``.xlsm`` file.

    Returns:
        The sheets in the workbook's order. Cells that are merely formatted are left out.

    Raises:
        WorkbookError: the file cannot be read as a workbook.
    """
    parts = open_parts(file)
    book = load_plain(render_plain(parts.package, parts.roots))

    @cache
    def results() -> Workbook:
        return load_plain(render_results(parts.package, parts.roots), results=True)

    sheets: list[Sheet] = []
    amount = _Amount()
    for number, sheet in enumerate(parts.package.sheets):
        contents: dict[tuple[int, int], Content] = {}
        for content in _read_contents(book, results, number, parts.facts[number]):
            amount.add(content)
            if not content.is_blank:
                contents[content.row, content.column] = content
        sheets.append(Sheet(sheet.name, contents, parts.facts[number], parts.objects[number]))
    return tuple(sheets)


class _Amount:
    """How much was read so far: what stands in a file once may be that of every cell or sheet."""

    def __init__(self) -> None:
        self._characters = self._looks = 0

    def add(self, content: Content) -> None:
        """Count a cell, also one that holds nothing that is seen.

        Raises:
            WorkbookError: there is more than is read.
        """
        self._characters += len(content.text) + len(content.dropped) + len(content.link or "")
        self._looks += content.stretches if content.stretches > 1 else 0
        if self._characters > MAX_CHARACTERS:
            said = words.TOO_MUCH_TEXT.format(limit=MAX_CHARACTERS)
            raise _too_large(said, words.SPLIT_WORKBOOK)
        if self._looks > MAX_LOOKS:
            raise too_large()


def _read_objects(
    package: Package, targets: Sequence[Mapping[str, Relationship]]
) -> Iterator[tuple[SheetObject, ...]]:
    known: dict[str, tuple[SheetObject, ...]] = {}
    count = 0
    for leads in targets:
        objects = read_objects(package.archive, leads, known)
        count += len(objects)
        if count > MAX_OBJECTS:
            raise too_large()
        yield objects


def cell_name(row: int, column: int) -> str:
    """Excel's name of a cell: ``cell_name(5, 2)`` is ``B5``."""
    return f"{get_column_letter(column)}{row}"


def _read_root(package: Package, sheet: SheetPart, *, is_whole: bool) -> etree._Element:
    if is_whole:
        root = _sheet_root(read_xml(package.archive, sheet.part))
        for cell in [cell for cell in descendants(root, "c") if not len(cell)]:
            # openpyxl writes empty cells as texts without one, which is refused as ambiguous later.
            cell.attrib.pop("t", "")
        return root
    try:
        slim = slim_sheet(lambda: package.archive.stream(sheet.part, MAX_SHEET_BYTES))
    except ArchiveError as error:
        raise refused(error.flaw) from error
    except SheetTooLargeError as error:
        what = words.TOO_MUCH_IN_SHEET.format(sheet=sheet.name)
        raise _too_large(what, words.LESS_IN_SHEET) from error
    return _sheet_root(parse_xml(slim))


def _sheet_root(root: etree._Element) -> etree._Element:
    if not is_named(root, "worksheet"):
        raise damaged()
    return root


def _too_large(what: str, advice: str) -> WorkbookError:
    return WorkbookError(Problem.of(Code.TOO_LARGE, what=what, advice=advice))


def _read_contents(
    book: Workbook, results: Callable[[], Workbook], number: int, facts: Facts
) -> Iterator[Content]:
    sheet = book.worksheets[number]

    def result_of(cell: Cell) -> Cell:
        return cast(Cell, results().worksheets[number].cell(cell.row, cell.column))

    # The public ways to walk a sheet make every cell up to the last one; this holds just those that are
    # in the file.
    existing = cast(Mapping[tuple[int, int], Cell], sheet._cells)
    for position in sorted(existing):
        cell = existing[position]
        if cell.value is None:
            continue
        yield read_content(cell, result_of, facts.link_at(*position))
