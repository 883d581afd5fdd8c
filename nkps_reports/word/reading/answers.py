"""What stands among the answers of forms made by hand and is none: help text, numbers, a signature.

It is put outside the forms, where it is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.markup import find_stray_number
from nkps_reports.report.model import Paragraph, Span
from nkps_reports.word.reading.captions import take_captions
from nkps_reports.word.reading.forms import Layout
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import parse_relation_line
from nkps_reports.wording import reports as words
from nkps_reports.wording.form import FORM_FIELDS
from nkps_reports.wording.reading import MONTHS, PERIODS

_RUNNING_NUMBER = re.compile(r"\s*(?P<number>[0-9]{1,3})\.\s+")
_GREETING = re.compile(words.GREETING, re.IGNORECASE)
_PLACE_AND_DATE = re.compile(words.PLACE_AND_DATE, re.IGNORECASE)
_DIGIT, _WEEK = re.compile("[0-9]"), re.compile(r"[0-9]{1,2}\b")
# A line of a signature is no longer, and it has no more of them; help text in italics is a sentence.
_MAX_SIGNED_CHARACTERS, _MAX_SIGNATURE_LINES, _MIN_HELP_WORDS = 60, 6, 4


def separate_answers(layout: Layout) -> None:
    """Take what is no answer out of the forms of a document made by hand."""
    _take_signature(layout)
    take_captions(layout)
    for field in range(len(FORM_FIELDS)):
        answers = [form.fields[field] for form in layout.forms if form.fields.get(field)]
        # What only one form has may be meant.
        if len(answers) > 1:
            _take_help(layout, field, answers)
            filled = [lines for lines in answers if lines]
            _drop_running_numbers(filled)
            _drop_common_looks(filled)


def _take_signature(layout: Layout) -> None:
    """Take the signature out of the last answer."""
    lines = layout.forms[-1].last_answer
    for start in range(max(0, len(lines) - _MAX_SIGNATURE_LINES), len(lines)):
        if _is_signature(lines[start:], is_whole=start == 0):
            layout.outside(len(layout.forms))[:0] = lines[start:]
            del lines[start:]
            return


def _is_signature(lines: Sequence[WordLine], *, is_whole: bool) -> bool:
    """Whether lines are a greeting and a name, or a place, a date and a name; those may be an answer."""
    first, *below = (line.text.strip() for line in lines)
    if any(len(text) > _MAX_SIGNED_CHARACTERS or _DIGIT.search(text) for text in below):
        return False
    if any(_GREETING.match(text, 0, _MAX_SIGNED_CHARACTERS) for text in (first, *below[:1])):
        return any(each.match(first, 0, _MAX_SIGNED_CHARACTERS) for each in (_GREETING, _PLACE_AND_DATE))
    return (
        bool(below) and not is_whole and _PLACE_AND_DATE.match(first, 0, _MAX_SIGNED_CHARACTERS) is not None
    )


def _take_help(layout: Layout, field: int, answers: Sequence[list[WordLine]]) -> None:
    """Take out the help text below a heading: what every form has there, and leaves an answer without it."""
    for lines in answers:
        # Where the answer is missing, nothing stands beside a heading and its help text.
        while lines and (field, on_one_line(lines[0].text)) in layout.help:
            del lines[0]
    while all(answers) and len({on_one_line(lines[0].text) for lines in answers}) == 1:
        line = answers[0][0]
        more = sum(len(lines) > 1 for lines in answers)
        # Below a line break in the heading's paragraph may stand an answer as well.
        if not more or (line.is_continued and 2 * more <= len(answers)) or not _is_help(line):
            return
        layout.help[field, on_one_line(line.text)] = None
        for lines in answers:
            del lines[0]


def _is_help(line: WordLine) -> bool:
    """Whether a line stands with its heading, asks for something or is slanted as no answer is."""
    is_slanted = all(span.italic for span in line.spans if span.text.strip())
    is_sentence = len(line.text.split()) >= _MIN_HELP_WORDS
    return line.is_continued or (is_slanted and is_sentence) or line.text.rstrip(" )").endswith(("?", ":"))


def _drop_running_numbers(answers: Sequence[list[WordLine]]) -> None:
    """Take off the number that each answer begins with, where they count on from form to form."""
    numbers = [_number_of(lines[0]) for lines in answers]
    # «1. kvartal» in one form and «2. kvartal» in the next are no such numbers.
    if not any(_is_stray(lines[0]) for lines in answers):
        return
    if all(first is not None and second == first + 1 for first, second in pairwise(numbers)):
        for lines in answers:
            typed = None if lines[0].item else _RUNNING_NUMBER.match(lines[0].text)
            lines[0] = replace(lines[0].cut(typed.end() if typed else 0), item=None)


def _number_of(line: WordLine) -> int | None:
    if line.item:
        return line.item.number if line.item.is_plain else None
    typed = _RUNNING_NUMBER.match(line.text)
    return int(typed["number"]) if typed else None


def _is_stray(line: WordLine) -> bool:
    """Whether a number before a line is neither of a date nor of a period, or a sentence follows it."""
    if line.item:
        return True
    typed = _RUNNING_NUMBER.match(line.text)
    rest = line.text[typed.end() :] if typed else ""
    word, _, more = rest.partition(" ")
    # «1. Halvår 2018» is a period; «9. Uke 38» has a number of its own behind the word.
    is_period = word.casefold() in PERIODS and not _WEEK.match(more)
    is_sentence = rest[:1].isupper() and not word.casefold().startswith(MONTHS) and not is_period
    return is_sentence or find_stray_number((Paragraph((Span(line.text.lstrip()),), 0),)) is not None


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
