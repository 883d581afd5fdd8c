"""From the bytes of a workbook to what its sheets hold, cell by cell, whatever is where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.workbook.cells import Content, read_content
from nkps_reports.workbook.opening import open_workbook


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Cells that were merged into one: rows and columns from 1, both ends included."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def covers(self, row: int, column: int) -> bool:
        """Whether the cell is one of those merged."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name and the cells of it that hold anything, by row and column from 1."""

    name: str
    contents: Mapping[tuple[int, int], Content]
    merged: tuple[MergedRange, ...]


def read_sheets(file: bytes) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook.

    Args:
        file: the bytes of an ``.xlsx`` or ``.xlsm`` file.

    Returns:
        The sheets in the workbook's order. Cells that are merely formatted are left out.

    Raises:
        WorkbookError: the file cannot be read as a workbook.
    """
    book = open_workbook(file)

    @cache
    def results() -> Workbook:
        return open_workbook(file, results=True)

    return tuple(_read_sheet(sheet, results) for sheet in book.worksheets)


def cell_name(row: int, column: int) -> str:
    """Excel's name of a cell: ``cell_name(5, 2)`` is ``B5``."""
    return f"{get_column_letter(column)}{row}"


def _read_sheet(sheet: Worksheet, results: Callable[[], Workbook]) -> Sheet:
    def result_of(cell: Cell) -> Cell:
        return cast(Cell, results()[sheet.title].cell(cell.row, cell.column))

    contents: dict[tuple[int, int], Content] = {}
    # The public ways to walk a sheet make every cell up to the last formatted one, a million rows of
    # them where somebody formatted whole columns; this holds just those that are in the file.
    existing = cast(Mapping[tuple[int, int], Cell], sheet._cells)
    links = Counter(cell.hyperlink.id for cell in existing.values() if cell.hyperlink)
    for position in sorted(existing):
        cell = existing[position]
        if cell.value is None or _is_made_up(cell, links):
            continue
        content = read_content(cell, result_of)
        if not content.is_blank:
            contents[position] = content
    merged = tuple(
        MergedRange(area.coord, area.min_row, area.max_row, area.min_col, area.max_col)
        for area in sheet.merged_cells.ranges
    )
    return Sheet(sheet.title, contents, tuple(sorted(merged, key=lambda area: area.name)))


def _is_made_up(cell: Cell, links: Counter[str | None]) -> bool:
    """Whether openpyxl put the address into an empty cell: it does so all over a range that has a link."""
    link = cell.hyperlink
    if link is None or links[link.id] < 2:
        return False
    return bool(cell.value == (link.target or link.location))
