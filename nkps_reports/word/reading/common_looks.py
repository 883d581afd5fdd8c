"""What is bold or italic in a field of every form: the look of the form, and nobody's emphasis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nkps_reports.report.model import Span
from nkps_reports.word.reading.forms import Form
from nkps_reports.word.reading.relations import parse_relation_line
from nkps_reports.wording.form import FORM_FIELDS

# What one form has may be meant.
_MIN_FORMS = 2


def drop_common_looks(forms: Sequence[Form]) -> None:
    """Take bold and italics off a field that has them all through in every form.

    Args:
        forms: every form of a document that people made by hand.
    """
    for field in range(len(FORM_FIELDS)):
        filled = [form for form in forms if form.fields.get(field)]
        if len(filled) < _MIN_FORMS:
            continue
        spans = [span for form in filled for span in _spans(form, field)]
        are_bold, are_italic = all(span.bold for span in spans), all(span.italic for span in spans)
        if are_bold or are_italic:
            for form in filled:
                _take_off(form, field, bold=are_bold, italic=are_italic)


def _spans(form: Form, field: int) -> Iterator[Span]:
    """The stretches of a field that anybody sees, but for the line of the relation below a title."""
    for line in form.fields[field]:
        if parse_relation_line(line.text) is None:
            yield from (span for span in line.spans if span.text.strip())


def _take_off(form: Form, field: int, *, bold: bool, italic: bool) -> None:
    form.fields[field] = [
        replace(
            line,
            spans=tuple(
                replace(span, bold=span.bold and not bold, italic=span.italic and not italic)
                for span in line.spans
            ),
        )
        for line in form.fields[field]
    ]
