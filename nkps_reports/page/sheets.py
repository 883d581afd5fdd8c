"""The sheets of a workbook as tables, beside which the page shows what is wrong in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nkps_reports.report.problems import Problem
from nkps_reports.wording import page as words
from nkps_reports.workbook.reading.cells import Position, column_name, position_of
from nkps_reports.workbook.reading.sheets import Sheet
from nkps_reports.workbook.schema import VALUE_COLUMN

# So much of a cell is shown, and so many rows beside those with problems, and columns.
_MAX_CHARACTERS, _MAX_ROWS, _MAX_COLUMNS = 300, 200, 26
# The worst of files has a problem in every row.
_MAX_PROBLEM_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell that holds something or has a problem, by the letter of its column."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row by Excel's number."""

    number: int
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet as a table; ``note`` says what is left out of it."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    note: str = ""


def show_sheets(sheets: Iterable[Sheet], problems: Iterable[Problem]) -> tuple[ShownSheet, ...]:
    """Sheets as tables, with the cells that have problems."""
    places = [problem.place for problem in problems]
    return tuple(
        _show(
            sheet, {position for place in places if (position := _position(place.cell, place.sheet, sheet))}
        )
        for sheet in sheets
    )


def _position(cell: str | None, name: str | None, sheet: Sheet) -> Position | None:
    return position_of(cell) if name == sheet.name else None


def _show(sheet: Sheet, marked: set[Position]) -> ShownSheet:
    # The help beside what is typed is not shown.
    last = max([VALUE_COLUMN, *(column for _, column in sheet.own_names)])
    help_cells = {(row, column) for row, column in sheet.own_cells if column > last} - marked
    shown = {*sheet.contents} - help_cells | marked
    all_columns = sorted({column for _, column in shown})
    columns = all_columns[:_MAX_COLUMNS]
    rows, left_out = _choose_rows(sorted({row for row, _ in shown}), {row for row, _ in marked})
    notes = [words.ROWS_LEFT_OUT.format(count=left_out)] if left_out else []
    notes += [words.COLUMNS_LEFT_OUT] if len(all_columns) > len(columns) else []
    return ShownSheet(
        sheet.name,
        tuple(map(column_name, columns)),
        tuple(ShownRow(row, tuple(_show_cells(sheet, row, columns, shown))) for row in rows),
        " ".join(notes),
    )


def _choose_rows(rows: list[int], marked: set[int]) -> tuple[list[int], int]:
    """The first rows and those with problems, and how many of the others there are."""
    wanted = {*rows[:_MAX_ROWS], *sorted(marked)[:_MAX_PROBLEM_ROWS]}
    return sorted(wanted), len(rows) - len(wanted)


def _show_cells(sheet: Sheet, row: int, columns: list[int], shown: set[Position]) -> Iterator[ShownCell]:
    for column in columns:
        if (row, column) in shown:
            content = sheet.contents.get((row, column))
            text = (content.error or content.text or content.formula or "") if content else ""
            is_cut = len(text) > _MAX_CHARACTERS
            yield ShownCell(
                column_name(column), words.CELL_CUT.format(text=text[:_MAX_CHARACTERS]) if is_cut else text
            )
