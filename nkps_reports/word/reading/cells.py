"""The answers below the headings as the texts of cells: lists with their markers, tables row by row.

In documents that people made by hand, what every form has alike is the form's, and no part of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby, pairwise

from nkps_reports.report.cell_text import CellLine, CellText, write_cell
from nkps_reports.report.list_lines import PRIVATE_BULLET
from nkps_reports.report.markup import find_stray_number
from nkps_reports.report.model import Paragraph, Span
from nkps_reports.word.reading.forms import ActionForm
from nkps_reports.word.reading.lines import BULLET, WordLine
from nkps_reports.word.reading.measures import parse_relation_line
from nkps_reports.wording.form import FORM_FIELDS

_BULLET = "- "
# Signs that nobody would type in a cell.
_TYPED_BULLET = re.compile(rf"\s*[•·{PRIVATE_BULLET}][ \t\u00a0]+(?=\S)")
_RUNNING_NUMBER = re.compile(r"\s*[0-9]+\.\s+")


def drop_form_traits(forms: Sequence[ActionForm]) -> None:
    """Take off the numbers and looks that the answers below a heading have in every form."""
    for field in range(len(FORM_FIELDS)):
        answers = [form.fields[field] for form in forms if form.fields.get(field)]
        # What only one form has may be meant.
        if len(answers) > 1:
            _drop_running_numbers(answers)
            _drop_common_looks(answers)


def _drop_running_numbers(answers: Sequence[list[WordLine]]) -> None:
    """Take off the number that each answer begins with, where they count on from form to form."""
    numbers = [_number_of(lines[0]) for lines in answers]
    if all(first is not None and second == first + 1 for first, second in pairwise(numbers)):
        for lines in answers:
            typed = _RUNNING_NUMBER.match(lines[0].text)
            lines[0] = lines[0].cut(typed.end() if typed else 0)


def _number_of(line: WordLine) -> int | None:
    stray = find_stray_number((Paragraph((Span(line.text.lstrip()),), 0),))
    return int(stray.rstrip(".")) if stray else None


def _drop_common_looks(answers: Sequence[list[WordLine]]) -> None:
    """Take off bold and italics that all of an answer has in every form; a relation below a title aside."""
    spans = [
        span
        for lines in answers
        for line in lines
        if parse_relation_line(line.text) is None
        for span in line.spans
        if span.text.strip()
    ]
    bold, italic = all(span.bold for span in spans), all(span.italic for span in spans)
    if not (bold or italic):
        return
    for lines in answers:
        for position, line in enumerate(lines):
            plain = (
                replace(span, bold=span.bold and not bold, italic=span.italic and not italic)
                for span in line.spans
            )
            lines[position] = replace(line, spans=tuple(plain))


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


def join_rows(lines: Sequence[WordLine], form_tables: frozenset[int]) -> Iterator[tuple[WordLine, bool]]:
    """The lines of a field with each row of a table on one line, and whether a line is the first of a table.

    The cells of a table in ``form_tables`` are fields, and their lines stay as they are.
    """
    for table, inside in groupby(
        lines, lambda line: line.cell.table if line.cell and line.cell.table not in form_tables else None
    ):
        if table is None:
            yield from ((line, False) for line in inside)
            continue
        rows = groupby(inside, lambda line: line.cell and line.cell.row)
        for number, (_, row) in enumerate(rows):
            spans = [span for line in row for span in (Span("\t"), *line.spans)]
            yield WordLine(tuple(spans[1:])), number == 0
