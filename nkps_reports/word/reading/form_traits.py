"""What belongs to the form and not to the answers, being the same in every form: list numbers and looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nkps_reports.report.markup import find_stray_number
from nkps_reports.report.model import Paragraph, Span
from nkps_reports.word.reading.forms import ActionForm
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import parse_relation_line
from nkps_reports.wording.form import FORM_FIELDS

_NUMBER = re.compile(r"\s*[0-9]+\.\s+")
# What only one form has may be meant.
_MIN_FORMS = 2


def drop_form_traits(forms: Sequence[ActionForm]) -> None:
    """Take such numbers and looks out of the forms of a document that people made by hand."""
    for field in range(len(FORM_FIELDS)):
        answers = [form.fields[field] for form in forms if form.fields.get(field)]
        if len(answers) >= _MIN_FORMS:
            _drop_running_numbers(answers)
            _drop_common_looks(answers)


def _drop_running_numbers(answers: Sequence[list[WordLine]]) -> None:
    """Take off the number that each answer begins with, where they count on from form to form."""
    numbers = [_number_of(lines[0]) for lines in answers]
    if all(first is not None and second == first + 1 for first, second in pairwise(numbers)):
        for lines in answers:
            typed = _NUMBER.match(lines[0].text)
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
    for lines in answers if bold or italic else ():
        lines[:] = [
            replace(
                line,
                spans=tuple(
                    replace(span, bold=span.bold and not bold, italic=span.italic and not italic)
                    for span in line.spans
                ),
            )
            for line in lines
        ]
