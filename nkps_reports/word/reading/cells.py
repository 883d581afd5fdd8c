"""The lines below a heading as the text of a cell: lists with their markers, tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, groupby, takewhile

from nkps_reports.report.cell_text import CellText, Line, write_cell
from nkps_reports.report.markup import PRIVATE_BULLET
from nkps_reports.report.model import Span
from nkps_reports.word.reading.lines import WordLine, drop

_BULLET = "- "
# Those that nobody would type in a cell.
_TYPED_BULLET = re.compile(rf"\s*[•·{PRIVATE_BULLET}][ \t\u00a0]+(?=\S)")
_NUMBER = "{}. "
_COLUMN = "\t"


def write_lines(lines: Sequence[WordLine]) -> CellText:
    """Write the lines of a field as the text of its cell."""
    numbers = _list_numbers(lines)
    written: list[Line] = []
    for position, line in enumerate(lines):
        marker = ""
        if line.mark and line.mark.number is None:
            marker = _BULLET
        elif position in numbers:
            marker = _NUMBER.format(numbers[position])
        elif length := _typed_bullet(line):
            marker, line = _BULLET, replace(line, spans=drop(line.spans, length))
        # What stands after a marker was somebody's, whatever white space it is.
        written.append(Line(line.spans if marker else _trimmed(line.spans), marker))
    return write_cell(written)


def _typed_bullet(line: WordLine) -> int:
    """How many characters of a line are a bullet that somebody typed; those of a link are its words."""
    typed = _TYPED_BULLET.match(line.text)
    unlinked = takewhile(lambda span: not span.link, line.spans)
    return typed.end() if typed and typed.end() <= sum(len(span.text) for span in unlinked) else 0


def _list_numbers(lines: Sequence[WordLine]) -> dict[int, int]:
    """The numbers of the items of numbered lists, each list from 1, by the positions of their lines.

    A number alone is no list but the end of one that Word has let run on from the forms before.
    """
    lists: list[list[int]] = []
    last = None
    for position, line in enumerate(lines):
        number = line.mark.number if line.mark else None
        if number is None:
            continue
        if last is None or number != last + 1:
            lists.append([])
        lists[-1].append(position)
        last = number
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
    for table, inside in groupby(
        lines, key=lambda line: line.cell.table if line.cell and line.cell.table not in form_tables else None
    ):
        if table is None:
            yield from ((line, False) for line in inside)
            continue
        rows = groupby(inside, key=lambda line: line.cell.row if line.cell else 0)
        for number, (_, row) in enumerate(rows):
            yield _joined([*row]), number == 0


def _joined(row: Sequence[WordLine]) -> WordLine:
    spans: list[Span] = []
    for number, line in enumerate(row):
        spans.extend((Span(_COLUMN),) if number else ())
        spans.extend(line.spans)
    return WordLine(tuple(spans))


def _trimmed(spans: Sequence[Span]) -> tuple[Span, ...]:
    """A line without white space at its ends, which would be taken for something else; but that of a link."""
    kept = [*dropwhile(_is_space, spans)]
    while kept and _is_space(kept[-1]):
        kept.pop()
    if kept and not kept[0].link:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    if kept and not kept[-1].link:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def _is_space(span: Span) -> bool:
    return not span.link and not span.text.strip()
