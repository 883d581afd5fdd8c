"""Rows, columns and sheets that are hidden and yet taken into the report: somebody may not know of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from openpyxl.utils import get_column_letter

from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.sheets import Sheet, cell_name


def find_hidden(sheet: Sheet, first_row: int, columns: Collection[int]) -> Iterator[Problem]:
    """Name what is hidden of the cells that a report takes.

    Args:
        sheet: a sheet that the report is made from.
        first_row: the first row it takes.
        columns: the columns it takes.

    Yields:
        A warning for the sheet, for each run of rows and for each column.
    """
    facts, columns = sheet.facts, frozenset(columns)
    taken = [(row, column) for row, column in sheet.contents if row >= first_row and column in columns]
    if facts.is_hidden and taken:
        yield Problem.of(Code.HIDDEN_SHEET, Place(sheet.name))
    first_cells: dict[int, str] = {}
    for row, column in taken:
        if row in facts.hidden_rows:
            first_cells.setdefault(row, cell_name(row, column))
    for first, last in _runs(sorted(first_cells)):
        shown = words.HIDDEN_ROWS[first != last].format(first=first, last=last)
        yield Problem.of(Code.HIDDEN_ROW, Place(sheet.name, first_cells[first]), shown)
    for column in sorted({column for _, column in taken}):
        if any(each.is_hidden and each.covers(column) for each in facts.columns):
            row = next(row for row, taken_column in taken if taken_column == column)
            shown = words.HIDDEN_COLUMN.format(name=get_column_letter(column))
            yield Problem.of(Code.HIDDEN_COLUMN, Place(sheet.name, cell_name(row, column)), shown)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    start = 0
    for position, row in enumerate(rows):
        if position + 1 == len(rows) or rows[position + 1] != row + 1:
            yield rows[start], row
            start = position + 1
