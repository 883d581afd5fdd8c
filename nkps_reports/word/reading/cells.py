"""The answers below the headings as the texts of cells: lists with their markers, tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, groupby
from operator import itemgetter

from nkps_reports.report.cell_text import CellLine, CellText, write_cell
from nkps_reports.report.markup import PRIVATE_BULLET
from nkps_reports.report.model import Span
from nkps_reports.word.reading.lines import BULLET, CellPosition, WordLine

_BULLET = "- "
# Signs that nobody would type in a cell.
_TYPED_BULLET = re.compile(rf"\s*[•·{PRIVATE_BULLET}][ \t\u00a0]+(?=\S)")


def write_lines(lines: Sequence[WordLine]) -> CellText:
    """Write the lines of a field as the text of its cell."""
    numbers = _list_numbers(lines)
    written: list[CellLine] = []
    for position, line in enumerate(lines):
        # The characters of a link are its words, whatever they are.
        unlinked = "".join("x" * len(span.text) if span.link else span.text for span in line.spans)
        if line.item == BULLET:
            written.append(CellLine(line.spans, _BULLET))
        elif position in numbers:
            written.append(CellLine(line.spans, f"{numbers[position]}. "))
        elif typed := _TYPED_BULLET.match(unlinked):
            written.append(CellLine(line.cut(typed.end()).spans, _BULLET))
        elif unlinked == unlinked.strip():
            # Nearly always; cutting takes time.
            written.append(CellLine(line.spans))
        else:
            # White space at the ends would be taken for something else.
            start = len(unlinked) - len(unlinked.lstrip())
            written.append(CellLine(line.cut(start, len(unlinked.rstrip())).spans))
    return write_cell(written)


def _list_numbers(lines: Sequence[WordLine]) -> dict[int, int]:
    """The numbers of the items of numbered lists, each list from 1, by the positions of their lines.

    A number that stands alone is no list: Word has let one run on from the forms before.
    """
    lists: list[list[int]] = []
    last = None
    for position, line in enumerate(lines):
        if line.item is None or line.item == BULLET:
            continue
        if last is None or line.item != last + 1:
            lists.append([])
        lists[-1].append(position)
        last = line.item
    items = (enumerate(items, start=1) for items in lists if len(items) > 1)
    return {position: number for number, position in chain.from_iterable(items)}


def join_rows(lines: Sequence[WordLine], form_tables: AbstractSet[int]) -> Iterator[tuple[WordLine, bool]]:
    """The lines of a field with each row of a table on one line, and whether a line is the first of a table.

    The cells of a row are divided by tabs. The cells of a table in ``form_tables`` are fields, and a table of
    one column is a frame: their lines stay as they are.
    """

    def cell_of(line: WordLine) -> CellPosition | None:
        is_of_form = line.cell is not None and line.cell.table in form_tables
        return line.inner or (None if is_of_form else line.cell)

    for _, inside in groupby(lines, lambda line: (cell := cell_of(line)) and cell.table):
        placed = [(cell_of(line), line) for line in inside]
        if not any(cell and cell.column for cell, _ in placed):
            yield from ((line, False) for _, line in placed)
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
