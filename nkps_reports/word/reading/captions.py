"""What stands above the forms of a document made by hand: their captions, titles and relations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from nkps_reports.report.grammar import on_one_line
from nkps_reports.word.reading.forms import ActionForm, Layout
from nkps_reports.word.reading.heading_words import FIRST, is_separator, normalise, without_caption
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import (
    are_numbers,
    is_fixed,
    is_number_line,
    names_relation,
    parse_relation,
    parse_relation_line,
    say_relation,
    take_relation,
)
from nkps_reports.word.reading.table_cells import is_running_number
from nkps_reports.wording import reports as words

_TYPED_NUMBER = re.compile(r"\s*\(?(?P<number>[0-9]{1,3})[.)]\s+")
_DIGIT = re.compile("[0-9]")
_PAGE = re.compile(r"(?:side|page|s\.)\s*[0-9]{1,3}(?:\s*(?:av|of|/)\s*[0-9]{1,3})?", re.IGNORECASE)
# A title may be longer than a caption of a few words.
_MAX_CAPTION_CHARACTERS, _MAX_TITLE_CHARACTERS = 60, 300
_SENTENCE_ENDS = (".", "!", "?", ":", ",", ";")


def take_captions(layout: Layout) -> None:
    """Take what stands above each form out of the answer above; its title may stand there."""
    _take_captions(layout)
    _take_titles(layout)
    _take_relations(layout)


def _take_captions(layout: Layout) -> None:
    """Take the caption of each form, with the relation below it, out of the answer above."""
    tails = {
        number: lines
        for number, form in enumerate(layout.forms[:-1], start=1)
        if (lines := form.last_answer) and not _is_of_table(lines[-1], layout)
    }
    is_plain = _have_plain_captions(layout, [*tails.values()])
    texts = [
        lines[0]
        for lines in (*(each for each in tails.values() if len(each) > 1), layout.forms[-1].last_answer)
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
    """Whether the line above the only form is rather a text before it, or the title of the whole document."""
    text = without_caption(line.text).rstrip()
    is_sentence = text.endswith(".") and not line.is_heading_like
    return is_sentence or (place == 0 and any(word in text.casefold() for word in words.DOCUMENT_WORDS))


def _may_be_title(outside: Sequence[WordLine], place: int) -> bool:
    """Whether a line outside the forms may be a title: not one cell of several in a row."""
    line = outside[place]
    beside = [*outside[place - 1 : place], *outside[place + 1 : place + 2]]
    row = line.cell and (line.cell.table, line.cell.row)
    is_alone = row is None or all(not each.cell or (each.cell.table, each.cell.row) != row for each in beside)
    is_fact = normalise(line.text.partition(":")[0]) in words.ORGANISATION_LABELS
    is_ours = is_fixed(line.text) or is_number_line(line.text)
    return is_alone and len(line.text) <= _MAX_TITLE_CHARACTERS and not is_ours and not is_fact


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
