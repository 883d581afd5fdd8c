"""What stands among the answers of forms made by hand and is none: captions, help text, a signature.

It is put outside the forms, where it is named. A caption may be the title of its form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.markup import find_stray_number
from nkps_reports.report.model import Paragraph, Span
from nkps_reports.word.reading.forms import ActionForm, Layout
from nkps_reports.word.reading.heading_words import FIRST, is_separator, without_caption
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import (
    are_numbers,
    is_fixed,
    names_relation,
    parse_relation,
    parse_relation_line,
    say_relation,
    take_relation,
)
from nkps_reports.word.reading.table_cells import is_running_number
from nkps_reports.wording import reports as words
from nkps_reports.wording.form import FORM_FIELDS
from nkps_reports.wording.reading import MONTHS, PERIODS

_RUNNING_NUMBER = re.compile(r"\s*(?P<number>[0-9]{1,3})\.\s+")
_TYPED_NUMBER = re.compile(r"\s*\(?(?P<number>[0-9]{1,3})[.)]\s+")
_GREETING = re.compile(words.GREETING, re.IGNORECASE)
_PLACE_AND_DATE = re.compile(words.PLACE_AND_DATE, re.IGNORECASE)
_DIGIT, _WEEK = re.compile("[0-9]"), re.compile(r"[0-9]{1,2}\b")
_PAGE = re.compile(r"(?:side|page|s\.)\s*[0-9]{1,3}(?:\s*(?:av|of|/)\s*[0-9]{1,3})?", re.IGNORECASE)
# A title may be longer than a caption of a few words.
_MAX_CAPTION_CHARACTERS, _MAX_TITLE_CHARACTERS, _MAX_SIGNATURE_LINES = 60, 300, 6
_MIN_HELP_WORDS = 4
_SENTENCE_ENDS = (".", "!", "?", ":", ",", ";")


def separate_answers(layout: Layout) -> None:
    """Take what is no answer out of the forms of a document made by hand."""
    _take_signature(layout)
    _take_captions(layout)
    _take_titles(layout)
    _take_relations(layout)
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
    lines = _last_answer(layout.forms[-1])
    for start in range(max(0, len(lines) - _MAX_SIGNATURE_LINES), len(lines)):
        if _is_signature(lines[start:], is_whole=start == 0):
            layout.outside(len(layout.forms))[:0] = lines[start:]
            del lines[start:]
            return


def _is_signature(lines: Sequence[WordLine], *, is_whole: bool) -> bool:
    """Whether lines are a greeting and a name, or a place, a date and a name; those may be an answer."""
    first, *below = (line.text.strip() for line in lines)
    if any(len(text) > _MAX_CAPTION_CHARACTERS or _DIGIT.search(text) for text in below):
        return False
    if any(_GREETING.match(text, 0, _MAX_CAPTION_CHARACTERS) for text in (first, *below[:1])):
        return any(each.match(first, 0, _MAX_CAPTION_CHARACTERS) for each in (_GREETING, _PLACE_AND_DATE))
    return (
        bool(below) and not is_whole and _PLACE_AND_DATE.match(first, 0, _MAX_CAPTION_CHARACTERS) is not None
    )


def _last_answer(form: ActionForm) -> list[WordLine]:
    """The answer that stands last in a form."""
    return [*form.fields.values()][-1]


def _take_captions(layout: Layout) -> None:
    """Take the caption of each form, with the relation below it, out of the answer above."""
    tails = {
        number: lines
        for number, form in enumerate(layout.forms[:-1], start=1)
        if (lines := _last_answer(form)) and not _is_of_table(lines[-1], layout)
    }
    is_plain = _have_plain_captions(layout, [*tails.values()])
    texts = [
        lines[0]
        for lines in (*(each for each in tails.values() if len(each) > 1), _last_answer(layout.forms[-1]))
        if lines
    ]
    # Bold lines are captions if they are what most forms end with, or what stands above the first one.
    above = layout.before[: _above_relation(layout.before)][-1:]
    bold_ends = sum(lines[end - 1].is_bold for lines in tails.values() if (end := _above_relation(lines)))
    is_usual = 2 * bold_ends > len(tails) or any(line.is_bold for line in above)
    is_text_bold = not is_usual or (bool(texts) and all(line.is_bold for line in texts))
    for number, lines in tails.items():
        end = _above_relation(lines)
        start = end
        while start and _is_caption(lines[start - 1], is_text_bold=is_text_bold):
            start -= 1
        start -= start == end and is_plain
        if start < end:
            outside = layout.outside(number)
            outside += lines[start:]
            # Rows that a table has below its last answer stand above.
            outside.sort(key=attrgetter("position"))
            del lines[start:]


def _is_of_table(line: WordLine, layout: Layout) -> bool:
    return line.cell is not None and line.cell.table in layout.form_tables


def _above_relation(lines: Sequence[WordLine]) -> int:
    """How many lines stand above those that name the measures, at the end; numbers of headings aside."""
    end = len(lines)
    while end:
        is_below_label = end > 1 and names_relation(lines[end - 2].text) and are_numbers(lines[end - 1].text)
        is_relation = (
            names_relation(lines[end - 1].text) or parse_relation_line(lines[end - 1].text) is not None
        )
        if not (is_below_label or is_relation or is_running_number(lines[end - 1])):
            break
        end -= 1
    return end


def _is_caption(line: WordLine, *, is_text_bold: bool) -> bool:
    if line.item is not None or len(line.text) > _MAX_TITLE_CHARACTERS:
        return False
    text = line.text.strip()
    # «* * *», «Side 2», «Neste tiltak:»: an answer does not end so.
    divides = is_separator(text) or _PAGE.fullmatch(text) is not None or text.endswith(":")
    is_numbered = without_caption(line.text) != line.text
    return divides or is_numbered or line.level is not None or (line.is_bold and not is_text_bold)


def _have_plain_captions(layout: Layout, tails: Sequence[Sequence[WordLine]]) -> bool:
    """Whether a short line without a look of its own stands above each form, also above the first."""
    above = layout.before[: _above_relation(layout.before)][-1:]
    last = [lines[end - 1] for lines in tails if (end := _above_relation(lines))]
    untitled = sum(_is_untitled(form) for form in layout.forms)
    if not above or not last or len(last) < len(layout.forms) - 1:
        return False
    # A form may have no answer above the caption of the next one, but not most of them.
    has_answers = 2 * sum(_above_relation(lines) > 1 for lines in tails) > len(tails)
    is_title = untitled == len(layout.forms)
    return has_answers and all(
        _looks(line) == _looks(last[0])
        and len(line.text) <= (_MAX_TITLE_CHARACTERS if is_title else _MAX_CAPTION_CHARACTERS)
        and (is_title or not (line.text.rstrip().endswith(_SENTENCE_ENDS) or _DIGIT.search(line.text)))
        for line in (*above, *last)
    )


def _looks(line: WordLine) -> tuple[str, int | None, bool, bool]:
    return line.style, line.level, line.is_bold, line.item is not None


def _is_untitled(form: ActionForm) -> bool:
    return not take_relation(form.fields.get(FIRST, ())).title


def _take_titles(layout: Layout) -> None:
    """Let the line above a form without a title be its title."""
    looks = None
    # The first form last: what stands above it may be the title of the whole document.
    for number in (*range(1, len(layout.forms)), 0):
        form, outside = layout.forms[number], layout.outside(number)
        place = _above_relation(outside) - 1
        if place < 0 or not _is_untitled(form) or not _may_be_title(outside, place):
            continue
        line = outside[place]
        is_like_others = _looks(line) == looks if len(layout.forms) > 1 else not _is_of_document(line, place)
        if number == 0 and not is_like_others:
            continue
        title = _as_title(line, number + 1)
        if title.text.strip():
            looks = _looks(line)
            form.title_above = on_one_line(title.text)
            form.fields = {FIRST: [title, *form.fields.get(FIRST, ())], **_without_title(form)}
            del outside[place]


def _is_of_document(line: WordLine, place: int) -> bool:
    """Whether the line above the only form is rather the title of the whole document."""
    return place == 0 and any(word in without_caption(line.text).casefold() for word in words.DOCUMENT_WORDS)


def _may_be_title(outside: Sequence[WordLine], place: int) -> bool:
    """Whether a line outside the forms may be a title: not one cell of several in a row."""
    line = outside[place]
    beside = [*outside[place - 1 : place], *outside[place + 1 : place + 2]]
    row = line.cell and (line.cell.table, line.cell.row)
    is_alone = row is None or all(not each.cell or (each.cell.table, each.cell.row) != row for each in beside)
    return is_alone and len(line.text) <= _MAX_TITLE_CHARACTERS and not is_fixed(line.text)


def _as_title(line: WordLine, number: int) -> WordLine:
    """A caption as a title: without the number of its form, and without the look of a caption."""
    start = len(line.text) - len(without_caption(line.text))
    typed = _TYPED_NUMBER.match(line.text, 0, _MAX_CAPTION_CHARACTERS)
    # «2. språk for voksne» is an ordinal number.
    if typed and int(typed["number"]) == number and not line.text[typed.end() : typed.end() + 1].islower():
        start = typed.end()
    line = line.cut(start)
    bold = line.is_bold
    spans = tuple(replace(span, bold=span.bold and not bold) for span in line.spans)
    return replace(line, spans=spans, level=None, item=None, bookmarks=(), cell=None, is_aside=False)


def _take_relations(layout: Layout) -> None:
    """Take the relation that stands above a form, or in another of its fields, where the title has none."""
    for number, form in enumerate(layout.forms):
        if take_relation(form.fields.get(FIRST, ())).relation is not None:
            continue
        outside = layout.outside(number)
        is_list = number == 0 and not form.title_above and _is_list(outside)
        above = [] if is_list else _relations_above(outside)
        if not is_list and _take_labelled(form, outside):
            continue
        inside = [(lines, place) for lines in form.fields.values() for place in range(len(lines))]
        for lines, place in (*above, *inside):
            if parse_relation(lines[place].text):
                form.fields = {FIRST: [*form.fields.get(FIRST, ()), lines.pop(place)], **_without_title(form)}
                break


def _take_labelled(form: ActionForm, outside: list[WordLine]) -> bool:
    """Take a label above a form with the numbers below it, each on a line."""
    start = _above_relation(outside)
    labels = [place for place in range(start, len(outside) - 1) if names_relation(outside[place].text)]
    if not labels or not are_numbers(outside[labels[-1] + 1].text):
        return False
    taken = outside[labels[-1] : labels[-1] + 2]
    form.fields = {FIRST: [*form.fields.get(FIRST, ()), *say_relation(taken[1:])], **_without_title(form)}
    del outside[labels[-1] : labels[-1] + 2]
    return True


def _relations_above(outside: list[WordLine]) -> list[tuple[list[WordLine], int]]:
    """Where the lines with a relation stand right above a form, the nearest first."""
    return [(outside, place) for place in reversed(range(_above_relation(outside), len(outside)))]


def _is_list(lines: Sequence[WordLine]) -> bool:
    """Whether the lines before the forms list them with their relations."""
    end = _above_relation(lines)
    is_below_item = any(line.item for line in lines[max(0, end - 1) : end])
    return is_below_item or sum(parse_relation(line.text) is not None for line in lines) > 1


def _without_title(form: ActionForm) -> dict[int, list[WordLine]]:
    return {field: lines for field, lines in form.fields.items() if field != FIRST}


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
    is_slanted = is_slanted and len(line.text.split()) >= _MIN_HELP_WORDS
    return line.is_continued or is_slanted or line.text.rstrip(" )").endswith(("?", ":"))


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
