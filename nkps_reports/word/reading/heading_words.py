"""What a line or a cell names by its words: a heading of the form, a caption, an entry of contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from operator import attrgetter

from nkps_reports.report.characters import compose
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import Span
from nkps_reports.report.references import INVISIBLE
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording.form import FORM_FIELDS
from nkps_reports.wording.reports import CAPTION, HEADING_LIMIT, HEADING_REMARK, WEAK_CAPTION

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
_CAPTION = re.compile(
    rf"\s*(?:{CAPTION}\s*(?:nr\b\.?\s*)?[0-9]{{1,3}}\b\s*[.:)–-]?"
    rf"|{WEAK_CAPTION}\s*(?:nr\b\.?\s*)?[0-9]{{1,3}}\s*(?:[:)–-]|\.?\Z))\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[\s*_=~#.·•–—+-]+")
# More would be a year.
_MAX_PAGE_DIGITS = 3
_CONTENTS = re.compile(r"toc [0-9]")
# Matched only from the first of several signs, or a long row of them would take quadratic time.
_LIMIT = re.compile(rf"(?<![\s,;–-])[\s,;–-]++{HEADING_LIMIT}", re.IGNORECASE)
_SLASH = re.compile(r"\s*(?:/|&|\+)\s*")
_MAX_HEADING_CHARACTERS, _MAX_KEPT_CHARACTERS = 120, 200
_DASHES = (" – ", " - ")
# How far a misspelt heading may differ: «ansvarlig og samarbeidsparter» lacks two letters.
_MIN_LIKENESS, _MAX_LETTERS = 88.0, 3
# Nobody misspells the first letters.
_OPENING_LETTERS = 3
# What may stand before the words of a heading.
_BEFORE_NAME = "0123456789.)(: \t\u00a0"
FIELDS_BY_NAME = {name: number for number, field in enumerate(FORM_FIELDS) for name in field.known_as}
_OPENINGS = frozenset(name[:_OPENING_LETTERS] for name in FIELDS_BY_NAME)
# What names begin with, by whole words.
_PARTS = frozenset(name[:end] for name in FIELDS_BY_NAME for end, sign in enumerate(name) if sign == " ")
_SHORT_NAMES = {name: number for number, field in enumerate(FORM_FIELDS) for name in field.short_names}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the form.

    Attributes:
        line: the position of its line in the document.
        field: which field of the form it is of, from 0.
        inline: how many characters stand before an answer on the same line; None where there is no answer.
        is_near: whether its words are not quite the heading's.
        is_short: whether it is one only where the form expects it.
    """

    line: int
    field: int
    inline: int | None = None
    is_near: bool = False
    is_short: bool = False


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
    if (field := FIELDS_BY_NAME.get(name)) is not None or (field := _nearest(name)) is not None:
        return Label(field, lines, is_certain=True)
    field = _SHORT_NAMES.get(name)
    return None if field is None else Label(field, lines, is_certain=False)


def named_fields(lines: Iterable[WordLine]) -> frozenset[int]:
    """The fields, from 0, whose headings are among some lines by their words."""
    found = (parse_heading(0, line.text) for line in lines if not line.is_internal_link)
    return frozenset(heading.field for heading in found if heading)


def certain_heading(position: int, line: WordLine) -> Heading | None:
    """The heading that a line is by itself, wherever it stands."""
    text = line.text
    if line.field is not None:
        return Heading(position, line.field, is_near=field_named(text) != line.field)
    heading = parse_heading(position, text)
    if heading and not heading.is_near:
        return heading
    # A short answer behind a heading looks like a slip in it.
    return _bold_heading(position, line) or heading


def parse_heading(position: int, text: str) -> Heading | None:
    """The heading that a line is, or begins with: what follows a colon is the answer."""
    whole = normalise(text) if len(text) <= _MAX_HEADING_CHARACTERS else ""
    if whole in FIELDS_BY_NAME:
        return Heading(position, FIELDS_BY_NAME[whole])
    for end in _ends_of_opening(text):
        opening = normalise(text[:end])
        is_near = opening not in FIELDS_BY_NAME
        field = _nearest(opening) if is_near else FIELDS_BY_NAME[opening]
        if field is not None and text[end + 1 :].strip():
            return Heading(position, field, end + 1, is_near)
    field = _nearest(whole)
    return None if field is None else Heading(position, field, is_near=True)


def _bold_heading(position: int, line: WordLine) -> Heading | None:
    """The heading that a line begins with in bold, before an answer that is not."""
    bold = "".join(span.text for span in takewhile(attrgetter("bold"), line.spans))
    # Cut first, so that no pattern sees a long text.
    if not bold.strip() or len(bold) > _MAX_HEADING_CHARACTERS or len(bold) == len(line.text):
        return None
    field = FIELDS_BY_NAME.get(normalise(bold))
    return None if field is None else Heading(position, field, len(bold))


def is_short_name(text: str, field: int) -> bool:
    """Whether a line is the short name of a field's heading."""
    return len(text) <= _MAX_HEADING_CHARACTERS and normalise(text) in FORM_FIELDS[field].short_names


def end_of_short_name(text: str, field: int) -> int | None:
    """Where the short name of a field ends, if a line begins with it and goes on with an answer."""
    ends = (end for end in _ends_of_opening(text) if text[end + 1 :].strip())
    return next((end for end in ends if is_short_name(text[:end], field)), None)


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
            opening = parse_heading(0, whole.text)
            is_part = normalise(joined[-1].text) in _PARTS
            if opening and (is_part or not opening.is_near) and not parse_heading(0, joined[-1].text):
                joined[-1] = whole
                continue
        joined.append(line)
    return joined


def is_separator(text: str) -> bool:
    """Whether a line only divides what stands above it from what stands below: «* * *»."""
    return _SEPARATOR.fullmatch(text) is not None


def without_caption(text: str) -> str:
    """A line without what numbers the form below it, as «Rapporteringspunkt 2 – »."""
    found = _CAPTION.match(text, 0, _MAX_HEADING_CHARACTERS)
    return text[found.end() :] if found else text


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
    return FIELDS_BY_NAME.get(name, _SHORT_NAMES.get(name))


def normalise(text: str) -> str:
    """The words by which a line is recognised: without case, number, parentheses and punctuation."""
    return _normalise(text) if len(text) <= _MAX_KEPT_CHARACTERS else _normalise.__wrapped__(text)


# Cached, because each line is checked for many things that it may be.
@lru_cache(maxsize=8192)
def _normalise(text: str) -> str:
    # On one line first, so that no pattern meets more than one space in a row.
    text = on_one_line(compose(text.translate(_WITHOUT_INVISIBLE)).casefold())
    text = _LIMIT.sub("", _PARENTHESES.sub(" ", _without_number(text)))
    return on_one_line(_SLASH.sub(" og ", text)).strip(" .:;*–-")


def _without_number(text: str) -> str:
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text


def _nearest(name: str) -> int | None:
    """The heading that a name is when misspelt."""
    # Most lines are no heading; comparing each with every name would take long.
    if name[:_OPENING_LETTERS] not in _OPENINGS or any(character.isdigit() for character in name):
        return None
    # Imported here: our own reports never need it.
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, FIELDS_BY_NAME.keys(), scorer=fuzz.ratio, score_cutoff=_MIN_LIKENESS)
    is_near = found is not None and abs(len(found[0]) - len(name)) <= _MAX_LETTERS
    return FIELDS_BY_NAME[found[0]] if found and is_near else None
