"""Which lines of a document are headings of the form: by their bookmarks, or else by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nkps_reports.report.characters import compose
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.references import INVISIBLE
from nkps_reports.word.document.bookmarks import FORM_BOOKMARKS, unnumbered
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording.form import FORM_FIELDS
from nkps_reports.wording.reports import HEADING_LIMIT, HEADING_REMARK

FIRST = 0
# Without those that are newer than the form: a document may be older than they are.
ORIGINAL_FIELDS = tuple(number for number, field in enumerate(FORM_FIELDS) if not field.since)
_WITHOUT_INVISIBLE = str.maketrans("", "", INVISIBLE)
_NUMBER = re.compile(
    r"\s*(?:(?:punkt\s+)?\(?[0-9]{1,2}\s*[.):]\s*|[0-9]{1,2}\s+(?=[^\W\d])|(?:[a-d]|i{1,3}|iv)[.)]\s+)",
    re.IGNORECASE,
)
# Words in parentheses belong to the heading if they are an instruction; else they are an answer.
_PARENTHESES = re.compile(rf"\({HEADING_REMARK}[^()]*\)", re.IGNORECASE)
# A line of a table of contents ends in a page number after dots or a tab.
_DIGITS, _DOTS, _TAB = "0123456789", ("...", "…"), "\t"
_CONTENTS = re.compile(r"toc [0-9]")
# Matched only from the first of several signs, or a long row of them would take quadratic time.
_LIMIT = re.compile(rf"(?<![\s,;–-])[\s,;–-]++{HEADING_LIMIT}", re.IGNORECASE)
_SLASH = re.compile(r"\s*(?:/|&|\+)\s*")
_MAX_HEADING_CHARACTERS, _MAX_KEPT_CHARACTERS = 120, 200
# How far a misspelt heading may differ: «ansvarlig og samarbeidsparter» lacks two letters.
_MIN_LIKENESS, _MAX_LETTERS = 88.0, 3
# Nobody misspells the first letters.
_OPENING_LETTERS = 3
_FIELDS = {name: number for number, field in enumerate(FORM_FIELDS) for name in field.known_as}
_OPENINGS = frozenset(name[:_OPENING_LETTERS] for name in _FIELDS)
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


def find_headings(lines: Sequence[WordLine]) -> tuple[list[Heading], bool]:
    """Find the headings of the form, in the order of the document, and whether they have our bookmarks.

    Where our bookmarks stand, a line between those of one form is text, even if it reads like a heading.
    """
    marked = [*_answered(lines, [*_marked(lines)])]
    if not marked:
        return [*_worded(lines)], False
    # A form that was copied in Word has no bookmarks; it stands before or after a whole form.
    styles = {lines[heading.line].style for heading in marked}
    copied = {each.line: each for each in _worded(lines) if lines[each.line].style in styles}
    found = [each for line, each in copied.items() if line < marked[0].line]
    ends = [heading.line for heading in marked[1:]]
    last = max(*ORIGINAL_FIELDS, *(heading.field for heading in marked))
    for heading, end in zip(marked, [*ends, len(lines)], strict=True):
        found.append(heading)
        if heading.field == last:
            found.extend(copied[line] for line in range(heading.line + 1, end) if line in copied)
    return found, True


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


def _worded(lines: Sequence[WordLine]) -> Iterator[Heading]:
    """The headings by their words; short names count only where the form expects them."""
    # In a table of contents a line only names a heading.
    texts = {position: line.text for position, line in enumerate(lines)
             if not line.is_internal_link and contents_entry(line) is None}  # fmt: skip
    certain = {position: heading for position, text in texts.items()
               if (heading := _parse_heading(position, text))}  # fmt: skip
    expected = FIRST
    for position, text in texts.items():
        if heading := certain.get(position):
            yield heading
            expected = heading.field + 1
        elif (field := _expected_field(text, expected)) is not None:
            if field == FIRST and not _is_followed(lines, position, certain):
                continue
            yield Heading(position, field)
            expected = field + 1
        if expected == len(FORM_FIELDS):
            expected = FIRST


def _expected_field(text: str, expected: int) -> int | None:
    """The expected field, if a line is its short name; if it may be missing, the next form may begin."""
    if _is_short(text, expected):
        return expected
    return FIRST if FORM_FIELDS[expected].since and _is_short(text, FIRST) else None


def _is_followed(lines: Sequence[WordLine], position: int, certain: dict[int, Heading]) -> bool:
    """Whether the second heading is the next to come: «Tiltak» alone may be anything."""
    after = range(position + 1, min(position + 12, len(lines)))
    following = next((certain[line].field for line in after if line in certain), None)
    if following is None:
        return any(_is_short(lines[line].text, FIRST + 1) for line in after)
    return following == FIRST + 1


def _is_short(text: str, field: int) -> bool:
    """Whether a line is the short name of a field's heading."""
    return len(text) <= _MAX_HEADING_CHARACTERS and normalise(text) in FORM_FIELDS[field].short_names


def _parse_heading(position: int, text: str) -> Heading | None:
    """The heading that a line is, or begins with: what follows a colon is the answer."""
    opening, colon, answer = text.partition(":")
    if colon and answer.strip() and len(opening) <= _MAX_HEADING_CHARACTERS:
        field = _FIELDS.get(normalise(opening))
        return None if field is None else Heading(position, field, len(opening) + 1)
    if len(text) > _MAX_HEADING_CHARACTERS:
        return None
    name = normalise(text)
    if name in _FIELDS:
        return Heading(position, _FIELDS[name])
    field = _nearest(name)
    return None if field is None else Heading(position, field, is_near=True)


def contents_entry(line: WordLine) -> str | None:
    """What an entry of a table of contents names, without the page number; None for any other line."""
    text = line.text.rstrip()
    numbered = text.rstrip(_DIGITS)
    entry = numbered.rstrip()
    if numbered != text and (entry.endswith(_DOTS) or _TAB in numbered[len(entry) :]):
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
