"""The lines below a heading as the text of a cell: lists with their markers, tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from nkps_reports.report.cell_text import CellLine, CellText, write_cell
from nkps_reports.report.markup import PRIVATE_BULLET
from nkps_reports.report.model import Span
from nkps_reports.word.reading.lines import BULLET, WordLine

_BULLET = "- "
# Those that nobody would type in a cell.
_TYPED_BULLET = re.compile(rf"\s*[•·{PRIVATE_BULLET}][ \t\u00a0]+(?=\S)")
_COLUMN = Span("\t")


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
            written.append(CellLine(line.spans))
        else:
            # White space at the ends would be taken for something else.
            start = len(unlinked) - len(unlinked.lstrip())
            written.append(CellLine(line.cut(start, len(unlinked.rstrip())).spans))
    return write_cell(written)


def _list_numbers(lines: Sequence[WordLine]) -> dict[int, int]:
    """The numbers of the items of numbered lists, each list from 1, by the positions of their lines.

    A number alone is no list but the end of one that Word has let run on from the forms before.
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
    return {
        position: number
        for items in lists
        for number, position in enumerate(items, start=1)
        if len(items) > 1
    }


def join_rows(lines: Sequence[WordLine], form_tables: frozenset[int]) -> Iterator[tuple[WordLine, bool]]:
    """The lines of a field with each row of a table in it on one line.

    Args:
        lines: the field's lines.
        form_tables: the tables that forms stand in, whose cells are fields.

    Yields:
        Each line, and whether it is the first of a table.
    """
    tables = groupby(
        lines, lambda line: line.cell.table if line.cell and line.cell.table not in form_tables else None
    )
    for table, inside in tables:
        if table is None:
            yield from ((line, False) for line in inside)
            continue
        rows = groupby(inside, lambda line: line.cell and line.cell.row)
        for number, (_, row) in enumerate(rows):
            # Each line with a tab before it, and the first without.
            spans = [span for line in row for span in (_COLUMN, *line.spans)]
            yield WordLine(tuple(spans[1:])), number == 0
