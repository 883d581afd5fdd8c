"""The answers below the headings as the texts of cells: lists with their markers, tables row by row.

In documents that people made by hand, what every form has alike is the form's, and no part of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from nkps_reports.report.cell_text import CellText, write_cell
from nkps_reports.report.markup import find_stray_number
from nkps_reports.report.model import Paragraph, Span
from nkps_reports.word.reading.cell_lines import write_cell_lines
from nkps_reports.word.reading.forms import ActionForm
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import parse_relation_line
from nkps_reports.wording.form import FORM_FIELDS

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
    return write_cell([*write_cell_lines(lines)])


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
