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

from nkps_reports.files.archive import ArchiveError
from nkps_reports.files.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_LOOKS,
    MAX_OBJECTS,
    MAX_SHEET_BYTES,
)
from nkps_reports.report.problems import Problem, WorkbookError
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.cells import Content, read_content
from nkps_reports.workbook.reading.dialects import descendants, is_named
from nkps_reports.workbook.reading.facts import Facts, read_facts
from nkps_reports.workbook.reading.objects import SheetObject, read_objects
from nkps_reports.workbook.reading.opening import damaged, open_workbook, refused, too_large
from nkps_reports.workbook.reading.package import Package, SheetPart, find_parts, parse_xml, read_targets
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


def read_sheets(file: bytes) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook.

    Args:
        file: the bytes of an ``.xlsx`` or ``.xlsm`` file.

    Returns:
        The sheets in the workbook's order. Cells that are merely formatted are left out.

    Raises:
        WorkbookError: the file cannot be read as a workbook.
    """
    package = find_parts(open_workbook(file))
    roots = [_read_root(package, sheet) for sheet in package.sheets]
    targets = [read_targets(package.archive, sheet.part) for sheet in package.sheets]
    facts = [
        read_facts(root, leads, is_hidden=sheet.is_hidden)
        for sheet, root, leads in zip(package.sheets, roots, targets, strict=True)
    ]
    if sum(1 for root in roots for _ in descendants(root, "c")) > MAX_CELLS:
        raise too_large()
    book = load_plain(render_plain(package, roots))

    @cache
    def results() -> Workbook:
        return load_plain(render_results(package, roots), results=True)

    sheets: list[Sheet] = []
    amount = _Amount()
    known: dict[str, tuple[SheetObject, ...]] = {}
    for number, sheet in enumerate(package.sheets):
        contents: dict[tuple[int, int], Content] = {}
        for content in _read_contents(book, results, number, facts[number]):
            amount.add(content)
            if not content.is_blank:
                contents[content.row, content.column] = content
        objects = read_objects(package.archive, targets[number], known)
        amount.add_objects(objects)
        sheets.append(Sheet(sheet.name, contents, facts[number], objects))
    return tuple(sheets)


class _Amount:
    """How much was read so far: what stands in a file once may be that of every cell or sheet."""

    def __init__(self) -> None:
        self._characters = self._looks = self._objects = 0

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

    def add_objects(self, objects: Sequence[SheetObject]) -> None:
        """Count what lies on a sheet, as ``add`` counts a cell."""
        self._objects += len(objects)
        if self._objects > MAX_OBJECTS:
            raise too_large()


def cell_name(row: int, column: int) -> str:
    """Excel's name of a cell: ``cell_name(5, 2)`` is ``B5``."""
    return f"{get_column_letter(column)}{row}"


def _read_root(package: Package, sheet: SheetPart) -> etree._Element:
    try:
        root = parse_xml(slim_sheet(lambda: package.archive.stream(sheet.part, MAX_SHEET_BYTES)))
    except ArchiveError as error:
        raise refused(error.flaw) from error
    except SheetTooLargeError as error:
        what = words.TOO_MUCH_IN_SHEET.format(sheet=sheet.name)
        raise _too_large(what, words.LESS_IN_SHEET) from error
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
