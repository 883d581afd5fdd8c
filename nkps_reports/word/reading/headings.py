"""Which lines of a document are headings of the form: by their bookmarks, or else by their words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, takewhile
from operator import attrgetter

from nkps_reports.report.characters import compose
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import Span
from nkps_reports.report.references import INVISIBLE
from nkps_reports.word.document.bookmarks import FORM_BOOKMARKS, unnumbered
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording.form import FORM_FIELDS
from nkps_reports.wording.reports import CAPTION, HEADING_LIMIT, HEADING_REMARK

FIRST = 0
# Without those that are newer than the form: a document may be older than they are.
ORIGINAL_FIELDS = tuple(number for number, field in enumerate(FORM_FIELDS) if not field.since)
NEWER_FIELDS = tuple(number for number, field in enumerate(FORM_FIELDS) if field.since)
_WITHOUT_INVISIBLE = str.maketrans("", "", INVISIBLE)
# «1.», «1.1», «(1)», «1 », «Punkt 1:», «a)», «ii.».
_NUMBER = re.compile(
    r"\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}[.):]?\s+|(?:punkt\s+)?\(?[0-9]{1,2}\s*[.):]\s*"
    r"|[0-9]{1,2}\s+(?=[^\W\d])|(?:[a-d]|i{1,3}|iv)[.)]\s+)",
    re.IGNORECASE,
)
# Words in parentheses belong to the heading if they are an instruction; else they are an answer.
_PARENTHESES = re.compile(rf"\({HEADING_REMARK}[^()]*\)", re.IGNORECASE)
# A line of a table of contents ends in a page number after dots or a tab.
_DIGITS, _DOTS, _TAB = "0123456789", ("...", "…"), "\t"
# «Rapporteringspunkt nr. 2 – Konferanse», «Tiltak 2: Konferanse».
_CAPTION = re.compile(rf"\s*{CAPTION}\s*(?:nr\b\.?\s*)?[0-9]{{1,3}}\b\s*[.:)–-]?\s*", re.IGNORECASE)
# More would be a year.
_MAX_PAGE_DIGITS = 3
_CONTENTS = re.compile(r"toc [0-9]")
# Matched only from the first of several signs, or a long row of them would take quadratic time.
_LIMIT = re.compile(rf"(?<![\s,;–-])[\s,;–-]++{HEADING_LIMIT}", re.IGNORECASE)
_SLASH = re.compile(r"\s*(?:/|&|\+)\s*")
_MAX_HEADING_CHARACTERS, _MAX_KEPT_CHARACTERS = 120, 200
_DASHES = (" – ", " - ")
# Within so many lines come the next headings of a form that has only begun.
_MAX_LINES_OF_FORM = 40
# So many headings of a form cannot be chance.
_MIN_OF_NEW_FORM = 3
# How far a misspelt heading may differ: «ansvarlig og samarbeidsparter» lacks two letters.
_MIN_LIKENESS, _MAX_LETTERS = 88.0, 3
# Nobody misspells the first letters.
_OPENING_LETTERS = 3
# What may stand before the words of a heading.
_BEFORE_NAME = "0123456789.)(: \t\u00a0"
_FIELDS = {name: number for number, field in enumerate(FORM_FIELDS) for name in field.known_as}
_OPENINGS = frozenset(name[:_OPENING_LETTERS] for name in _FIELDS)
# What names begin with, by whole words.
_PARTS = frozenset(name[:end] for name in _FIELDS for end, sign in enumerate(name) if sign == " ")
_SHORT_NAMES = {name: number for number, field in enumerate(FORM_FIELDS) for name in field.short_names}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the form.

    Attributes:
        line: the position of its line in the document.
        field: which field of the form it is of, from 0.
        inline: how many characters stand before an answer on the same line; None where there is no answer.
        is_near: whether its words are not quite the heading's.
    """

    line: int
    field: int
    inline: int | None = None
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A heading of the form in the cell of a table.

    Attributes:
        field: which field of the form it is of, from 0; None for the relation.
        lines: over how many lines of the cell it goes.
        is_certain: whether it is one by itself: short names may mean something else.
    """

    field: int | None
    lines: int
    is_certain: bool


def label_of(text: str, lines: int) -> Label | None:
    """The heading that the first lines of a cell are, by any of its names."""
    name = normalise(text)
    if (field := _FIELDS.get(name)) is not None or (field := _nearest(name)) is not None:
        return Label(field, lines, is_certain=True)
    field = _SHORT_NAMES.get(name)
    return None if field is None else Label(field, lines, is_certain=False)


def named_fields(lines: Iterable[WordLine]) -> frozenset[int]:
    """The fields, from 0, whose headings are among some lines by their words."""
    found = (_parse_heading(0, line.text) for line in lines if not line.is_internal_link)
    return frozenset(heading.field for heading in found if heading)


def find_headings(lines: Sequence[WordLine]) -> tuple[list[Heading], bool]:
    """Find the headings of the form, in the order of the document, and whether our bookmarks mark them.

    Where they do, a line between those of one form is text, even if it reads like a heading.
    """
    marked = [*_answered(lines, [*_marked(lines)])]
    worded, certain = _worded(lines)
    # A heading that was copied from a report of ours into another brings its bookmark along.
    if not _has_whole_form(lines, marked):
        positions = {heading.line for heading in worded}
        pasted = [heading for heading in marked if heading.line not in positions]
        return sorted([*worded, *pasted], key=lambda heading: heading.line), False
    found = [*marked, *_unmarked(lines, marked, [heading for heading in worded if heading.line in certain])]
    return sorted(found, key=lambda heading: heading.line), True


def _has_whole_form(lines: Sequence[WordLine], marked: Sequence[Heading]) -> bool:
    """Whether our bookmarks mark every heading of a form."""
    fields: dict[str, set[int]] = {}
    for heading in marked:
        fields.setdefault(_form_number(lines[heading.line]), set()).add(heading.field)
    return any(found.issuperset(ORIGINAL_FIELDS) for found in fields.values())


def _unmarked(
    lines: Sequence[WordLine], marked: Sequence[Heading], worded: Sequence[Heading]
) -> Iterator[Heading]:
    """The headings of a report of ours without a bookmark: copied, or typed by somebody.

    One stands where its form lacks it, or with others of a new form before or after a whole form.
    """
    positions = [heading.line for heading in marked]
    styles = {lines[position].style for position in positions}
    of_form: dict[str, set[int]] = {}
    for heading in marked:
        of_form.setdefault(_form_number(lines[heading.line]), set()).add(heading.field)
    for place, group in groupby(
        (heading for heading in worded if heading.line not in positions),
        lambda heading: bisect_left(positions, heading.line),
    ):
        gap = [*group]
        before, after = (
            _form_number(lines[each])
            for each in (positions[max(0, place - 1)], positions[min(place, len(positions) - 1)])
        )
        missing = {*ORIGINAL_FIELDS} - of_form[before if place else after]
        is_inside = 0 < place < len(positions) and before == after
        is_new = not is_inside and len({heading.field for heading in gap}) >= _MIN_OF_NEW_FORM
        for heading in gap:
            if is_new or heading.field in missing or (not is_inside and lines[heading.line].style in styles):
                yield heading


def _form_number(line: WordLine) -> str:
    """The number of the form that a line with a bookmark of ours is a heading of."""
    return next(
        number
        for each in line.bookmarks
        for stem, number in [unnumbered(each.casefold())]
        if stem in FORM_BOOKMARKS
    )


def _may_go_on(text: str) -> bool:
    """Whether a line begins as a heading does, told without taking it apart: there may be very many lines."""
    return (
        len(text) <= _MAX_HEADING_CHARACTERS
        and text.lstrip(_BEFORE_NAME)[:_OPENING_LETTERS].casefold() in _OPENINGS
    )


def join_broken_headings(lines: Sequence[WordLine]) -> list[WordLine]:
    """The lines, those that are one heading with line breaks in it as one."""
    joined: list[WordLine] = []
    for line in lines:
        if line.is_continued and joined and _may_go_on(joined[-1].text):
            whole = replace(joined[-1], spans=(*joined[-1].spans, Span(" "), *line.spans))
            opening = _parse_heading(0, whole.text)
            is_part = normalise(joined[-1].text) in _PARTS
            if opening and (is_part or not opening.is_near) and not _parse_heading(0, joined[-1].text):
                joined[-1] = whole
                continue
        joined.append(line)
    return joined


def without_caption(text: str) -> str:
    """A line without what numbers the form below it, as «Rapporteringspunkt 2 – »."""
    found = _CAPTION.match(text, 0, _MAX_HEADING_CHARACTERS)
    return text[found.end() :] if found else text


def normalise(text: str) -> str:
    """The words by which a line is recognised: without case, number, parentheses and punctuation."""
    return _normalise(text) if len(text) <= _MAX_KEPT_CHARACTERS else _normalise.__wrapped__(text)


# Cached, because each line is checked for many things that it may be.
@lru_cache(maxsize=8192)
def _normalise(text: str) -> str:
    # On one line first, so that no pattern meets more than one space in a row.
    text = on_one_line(compose(text.translate(_WITHOUT_INVISIBLE)).casefold())
    text = _LIMIT.sub("", _PARENTHESES.sub(" ", _NUMBER.sub("", text, count=1)))
    return on_one_line(_SLASH.sub(" og ", text)).strip(" .:;*–-")


def _marked(lines: Sequence[WordLine]) -> Iterator[Heading]:
    for position, line in enumerate(lines):
        for bookmark in line.bookmarks:
            stem, number = unnumbered(bookmark.casefold())
            if stem in FORM_BOOKMARKS and number.isdecimal():
                yield Heading(position, FORM_BOOKMARKS.index(stem))
                break


def _answered(lines: Sequence[WordLine], marked: Sequence[Heading]) -> Iterator[Heading]:
    """The headings with our bookmarks, and whether somebody has answered on their lines or reworded them.

    A template may have words of its own for a heading, which are the same in each form.
    """
    names = {heading.line: normalise(lines[heading.line].text) for heading in marked}
    counts = Counter((heading.field, names[heading.line]) for heading in marked)
    usual = dict(sorted(counts, key=lambda each: counts[each]))
    for heading in marked:
        field, name = heading.field, names[heading.line]
        has_more = any(each in name for each in FORM_FIELDS[field].known_as)
        is_usual = name == usual[field] and (counts[field, name] > 1 or not has_more)
        if is_usual or _FIELDS.get(name) == field:
            yield heading
            continue
        parsed = _parse_heading(heading.line, lines[heading.line].text)
        is_answer = parsed and parsed.inline and parsed.field == field
        yield parsed if parsed and is_answer else replace(heading, is_near=True)


def _worded(lines: Sequence[WordLine]) -> tuple[list[Heading], dict[int, Heading]]:
    """The headings by their words, and those of them that are certain, by their lines.

    Short names count only where the form expects them.
    """
    # In a table of contents a line only names a heading.
    texts = {position: line.text for position, line in enumerate(lines)
             if not line.is_aside and not line.is_internal_link and contents_entry(line) is None}  # fmt: skip
    certain = {position: heading for position in texts
               if (heading := _certain_heading(position, lines[position]))}  # fmt: skip
    named = frozenset(heading.field for heading in certain.values())
    found: list[Heading] = []
    # The fields of the form so far.
    form: list[int] = []
    for position, text in texts.items():
        heading = certain.get(position) or _short_heading(position, text, form, named)
        if heading is None:
            continue
        if position not in certain and _begins_form(heading.field, form):
            if not _is_followed(lines, position, heading.field, certain):
                continue
            form = []
        if heading.field in form:
            form = []
        found.append(heading)
        form.append(heading.field)
        if len(form) == len(FORM_FIELDS):
            form = []
    return found, certain


def _certain_heading(position: int, line: WordLine) -> Heading | None:
    """The heading that a line is by itself, wherever it stands."""
    text = line.text
    if line.field is not None:
        return Heading(position, line.field, is_near=field_named(text) != line.field)
    return _parse_heading(position, text) or _bold_heading(position, line)


def _bold_heading(position: int, line: WordLine) -> Heading | None:
    """The heading that a line begins with in bold, before an answer that is not."""
    bold = "".join(span.text for span in takewhile(attrgetter("bold"), line.spans))
    # Cut first, so that no pattern sees a long text.
    if not bold.strip() or len(bold) > _MAX_HEADING_CHARACTERS or len(bold) == len(line.text):
        return None
    field = _FIELDS.get(normalise(bold))
    return None if field is None else Heading(position, field, len(bold))


def _short_heading(position: int, text: str, form: Sequence[int], named: AbstractSet[int]) -> Heading | None:
    """The heading of which a line is the short name, if the form may have it there.

    The next one counts; others, and one with an answer on its line, where the document has no other name for
    the field.
    """
    expected = form[-1] + 1 if form else FIRST
    for field in range(len(FORM_FIELDS)):
        is_next = field == expected or (field == FIRST and expected in NEWER_FIELDS)
        is_repeated = field in form and field != form[0] and len(form) < _MIN_OF_NEW_FORM
        if not is_next and (field in named or is_repeated):
            continue
        if _is_short(text, field):
            return Heading(position, field)
        if field not in named and (end := _end_of_short(text, field)):
            return Heading(position, field, end + 1)
    return None


def _begins_form(field: int, form: Sequence[int]) -> bool:
    return not form or field in form or field == FIRST


def _end_of_short(text: str, field: int) -> int | None:
    """Where the short name of a field ends, if a line begins with it and goes on with an answer."""
    ends = (end for end in _ends_of_opening(text) if text[end + 1 :].strip())
    return next((end for end in ends if _is_short(text[:end], field)), None)


def _is_followed(
    lines: Sequence[WordLine], position: int, field: int, certain: Mapping[int, Heading]
) -> bool:
    """Whether others of its form come soon after a heading by its short name: «Tiltak» may be anything."""
    after = range(position + 1, min(position + _MAX_LINES_OF_FORM, len(lines)))
    following = next((certain[line].field for line in after if line in certain), None)
    if following is not None:
        return following != field
    texts = [lines[line].text for line in after]
    others = {
        each
        for each in range(len(FORM_FIELDS))
        if each != field and any(_is_short(text, each) or _end_of_short(text, each) for text in texts)
    }
    # The title has its own place, and others need more to tell a form by.
    return len(others) > (field != FIRST)


def _is_short(text: str, field: int) -> bool:
    """Whether a line is the short name of a field's heading."""
    return len(text) <= _MAX_HEADING_CHARACTERS and normalise(text) in FORM_FIELDS[field].short_names


def _parse_heading(position: int, text: str) -> Heading | None:
    """The heading that a line is, or begins with: what follows a colon is the answer."""
    whole = normalise(text) if len(text) <= _MAX_HEADING_CHARACTERS else ""
    if whole in _FIELDS:
        return Heading(position, _FIELDS[whole])
    for end in _ends_of_opening(text):
        opening = normalise(text[:end])
        is_near = opening not in _FIELDS
        field = _nearest(opening) if is_near else _FIELDS[opening]
        if field is not None and text[end + 1 :].strip():
            return Heading(position, field, end + 1, is_near)
    field = _nearest(whole)
    return None if field is None else Heading(position, field, is_near=True)


def _ends_of_opening(text: str) -> Iterator[int]:
    """Where the words before an answer on the same line may end: at a colon, a tab or a dash."""
    opening = text[: _MAX_HEADING_CHARACTERS + 1].rstrip()
    for sign in (":", _TAB):
        if (end := opening.find(sign)) >= 0:
            yield end
    if (end := opening.find(_TAB, opening.find(_TAB) + 1)) >= 0:
        # «1.», a tab, the heading, a tab and the answer.
        yield end
    for dash in _DASHES:
        if (end := opening.find(dash)) >= 0:
            yield end + 1


def contents_entry(line: WordLine) -> str | None:
    """What an entry of a table of contents names, without the page number; None for any other line."""
    text = line.text.rstrip()
    numbered = text.rstrip(_DIGITS)
    entry = numbered.rstrip()
    is_numbered = 0 < len(text) - len(numbered) <= _MAX_PAGE_DIGITS
    if is_numbered and (entry.endswith(_DOTS) or _TAB in numbered[len(entry) :]):
        return entry.rstrip(".…")
    return text if _CONTENTS.fullmatch(line.style) else None


def field_named(text: str) -> int | None:
    """The field whose heading a text is, by any of its names, also the short ones; from 0."""
    name = normalise(text)
    return _FIELDS.get(name, _SHORT_NAMES.get(name))


def _nearest(name: str) -> int | None:
    """The heading that a name is when misspelt."""
    # Most lines are no heading; comparing each with every name would take long.
    if name[:_OPENING_LETTERS] not in _OPENINGS or any(character.isdigit() for character in name):
        return None
    # Imported here: our own reports never need it.
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, _FIELDS.keys(), scorer=fuzz.ratio, score_cutoff=_MIN_LIKENESS)
    is_near = found is not None and abs(len(found[0]) - len(name)) <= _MAX_LETTERS
    return _FIELDS[found[0]] if found and is_near else None
