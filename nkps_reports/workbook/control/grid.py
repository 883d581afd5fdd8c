"""The cells of one worksheet part: found by row and column, and made where the sheet has none yet.

Rows and cells are indexed once, so that thousands of cells cost no more than one pass over the sheet.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from typing import TypeAlias

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter

from nkps_reports.workbook.control.elements import (
    Element,
    child_of,
    children_of,
    decimal,
    is_true,
    named,
    number,
    put_child,
)

Position: TypeAlias = tuple[int, int]

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_USUAL_WIDTH, _USUAL_HEIGHT_PT = 9.14, 15.0
# One character of Calibri 11 at 96 dots to the inch.
_PX_PER_CHARACTER = 7
_PX_PER_PT = 4 / 3


def position_of(cell: str | None) -> Position | None:
    """Row and column from 1 of a cell's name; nothing where it names no cell of a sheet."""
    match = _CELL.fullmatch((cell or "").upper())
    if match is None:
        return None
    row, column = int(match[2]), column_index_from_string(match[1])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def name_of(position: Position) -> str:
    """The cell's name of a row and column."""
    return f"{get_column_letter(position[1])}{position[0]}"


class Grid:
    """The cells, columns and rows of a worksheet."""

    def __init__(self, root: Element) -> None:
        """Args:
        root: the root element of the worksheet's part, about to be changed.
        """
        self._root = root
        self._data = put_child(root, "sheetData")
        self._rows = _index(children_of(self._data, "row"), number)
        for row, element in self._rows.items():
            # A row that only its place numbers would change its number when another is put before it.
            element.set("r", str(row))
        self._row_numbers = sorted(self._rows)
        self._cells: dict[int, tuple[dict[int, Element], list[int]]] = {}
        columns = children_of(child_of(root, "cols"), "col")
        self._columns = sorted(
            ((number(column.get("min")), number(column.get("max")), column) for column in columns),
            key=lambda column: column[:2],
        )
        self._starts = [first for first, _, _ in self._columns]
        usual = child_of(root, "sheetFormatPr")
        self._width = decimal(None if usual is None else usual.get("defaultColWidth"), _USUAL_WIDTH)
        self._height = decimal(None if usual is None else usual.get("defaultRowHeight"), _USUAL_HEIGHT_PT)

    def cell(self, position: Position) -> Element:
        """The cell; a new one gets the look that its row or column gives it."""
        row, column = position
        parent = self._row(row)
        cells, columns = self._cells_of(row, parent)
        if column not in cells:
            made = etree.Element(named(parent, "c"), {"r": name_of(position)})
            if style := self._inherited_style(parent, column):
                made.set("s", style)
            _put_in_order(parent, made, column, cells, columns)
            # It tells which columns have cells; without it, readers look for themselves.
            parent.attrib.pop("spans", "")
        return cells[column]

    def width_px(self, column: int) -> int:
        """How wide a column is on the screen."""
        element = self._column(column)
        if element is not None and is_true(element.get("hidden")):
            return 0
        width = self._width if element is None else decimal(element.get("width"), self._width)
        return round(width * _PX_PER_CHARACTER)

    def height_px(self, row: int) -> int:
        """How high a row is on the screen."""
        element = self._rows.get(row)
        if element is not None and is_true(element.get("hidden")):
            return 0
        height = self._height if element is None else decimal(element.get("ht"), self._height)
        return round(height * _PX_PER_PT)

    def visible(self, positions: Iterable[Position]) -> dict[Position, Position]:
        """For each cell the one that shows: of merged cells the first, of any other itself."""
        shown = {position: position for position in positions}
        # By column, those not found in a merged range yet: ranges that lie over each other are nobody's.
        left: dict[int, list[int]] = {}
        for row, column in sorted(shown):
            left.setdefault(column, []).append(row)
        for merged in children_of(child_of(self._root, "mergeCells"), "mergeCell"):
            first, _, last = merged.get("ref", "").partition(":")
            start, end = position_of(first), position_of(last)
            if start is None or end is None:
                continue
            for column, rows in left.items():
                if start[1] <= column <= end[1]:
                    covered = slice(bisect_left(rows, start[0]), bisect_right(rows, end[0]))
                    shown.update(((row, column), start) for row in rows[covered])
                    del rows[covered]
        return shown

    def _row(self, row: int) -> Element:
        if row not in self._rows:
            made = etree.Element(named(self._data, "row"), {"r": str(row)})
            _put_in_order(self._data, made, row, self._rows, self._row_numbers)
        return self._rows[row]

    def _cells_of(self, row: int, parent: Element) -> tuple[dict[int, Element], list[int]]:
        if row not in self._cells:

            def column_of(name: str | None) -> int:
                position = position_of(name)
                return 0 if position is None else position[1]

            cells = _index(children_of(parent, "c"), column_of)
            for column, cell in cells.items():
                cell.set("r", name_of((row, column)))
            self._cells[row] = (cells, sorted(cells))
        return self._cells[row]

    def _inherited_style(self, row: Element, column: int) -> str | None:
        if is_true(row.get("customFormat")):
            return row.get("s")
        element = self._column(column)
        return None if element is None else element.get("style")

    def _column(self, column: int) -> Element | None:
        at = bisect_right(self._starts, column) - 1
        if at < 0:
            return None
        _, last, element = self._columns[at]
        return element if column <= last else None


def _index(elements: Iterable[Element], number_of: Callable[[str | None], int]) -> dict[int, Element]:
    """Elements by their number; one that says none comes right after the one before it."""
    found: dict[int, Element] = {}
    last = 0
    for element in elements:
        last = number_of(element.get("r")) or last + 1
        found.setdefault(last, element)
    return found


def _put_in_order(
    parent: Element, made: Element, at: int, elements: dict[int, Element], numbers: list[int]
) -> None:
    before = bisect_left(numbers, at)
    if before:
        elements[numbers[before - 1]].addnext(made)
    else:
        parent.insert(0, made)
    elements[at] = made
    insort(numbers, at)
