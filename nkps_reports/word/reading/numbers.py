"""Numbers that somebody's list has let run on from form to form: typed along, and no part of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nkps_reports.report.markup import find_stray_number
from nkps_reports.report.model import Paragraph, Span
from nkps_reports.word.reading.forms import Form
from nkps_reports.word.reading.lines import WordLine, drop
from nkps_reports.wording.form import FORM_FIELDS

_NUMBER = re.compile(r"\s*[0-9]+\.\s+")
# What one form has may be somebody's own number; what two have in a row is a list's.
_MIN_FORMS = 2


def drop_running_numbers(forms: Sequence[Form]) -> None:
    """Take the numbers out of a field that counts on from each form to the next.

    Args:
        forms: every form of a document that people made by hand.
    """
    for field in range(len(FORM_FIELDS)):
        openings = [form.fields[field] for form in forms if form.fields.get(field)]
        numbers = [_number_of(lines[0]) for lines in openings]
        if len(numbers) >= _MIN_FORMS and _count_on(numbers):
            for lines in openings:
                lines[0] = _without_number(lines[0])


def _number_of(line: WordLine) -> int | None:
    stray = find_stray_number((Paragraph((Span(line.text.lstrip()),), 0),))
    return int(stray.rstrip(".")) if stray else None


def _count_on(numbers: Sequence[int | None]) -> bool:
    return all(first is not None and second == first + 1 for first, second in pairwise(numbers))


def _without_number(line: WordLine) -> WordLine:
    found = _NUMBER.match(line.text)
    return replace(line, spans=drop(line.spans, found.end() if found else 0))
