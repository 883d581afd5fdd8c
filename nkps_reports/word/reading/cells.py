"""The answers below the headings as the texts of cells: lists with their markers, tables row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from operator import itemgetter

from nkps_reports.report.cell_text import CellText, write_cell
from nkps_reports.report.model import Span
from nkps_reports.word.reading.cell_lines import write_cell_lines
from nkps_reports.word.reading.lines import CellPosition, WordLine


def write_lines(lines: Sequence[WordLine]) -> CellText:
    """Write the lines of a field as the text of its cell."""
    return write_cell([*write_cell_lines(lines)])


def join_rows(lines: Sequence[WordLine], form_tables: AbstractSet[int]) -> Iterator[tuple[WordLine, bool]]:
    """The lines of a field with each row of a table on one line, and whether a line is the first of a table.

    The cells of a row are divided by tabs. The cells of a table in ``form_tables`` are fields, and a table of
    one cell is a frame: their lines stay as they are.
    """

    def cell_of(line: WordLine) -> CellPosition | None:
        is_of_form = line.cell is not None and line.cell.table in form_tables
        return line.inner or (None if is_of_form else line.cell)

    for _, inside in groupby(lines, lambda line: (cell := cell_of(line)) and cell.table):
        placed = [(cell_of(line), line) for line in inside]
        if not any(cell and cell.column for cell, _ in placed):
            has_rows = any(cell and cell.row for cell, _ in placed)
            yield from ((line, has_rows and number == 0) for number, (_, line) in enumerate(placed))
            continue
        rows = groupby(placed, lambda each: each[0] and each[0].row)
        for number, (_, row) in enumerate(rows):
            yield WordLine(tuple(_join_cells(row))), number == 0


def _join_cells(row: Iterable[tuple[CellPosition | None, WordLine]]) -> Iterator[Span]:
    column = 0
    for cell, inside in groupby(row, itemgetter(0)):
        if cell and cell.column > column:
            # Between them may be empty cells, which have no lines.
            yield Span("\t" * (cell.column - column))
            column = cell.column
        for number, (_, line) in enumerate(inside):
            yield from (Span(" "), *line.spans) if number else line.spans
