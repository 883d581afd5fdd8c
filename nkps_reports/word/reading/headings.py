"""Which lines of a document are headings of the form: by their bookmarks, or else by their words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from nkps_reports.word.document.bookmarks import FORM_BOOKMARKS, unnumbered
from nkps_reports.word.reading.heading_words import (
    FIELDS_BY_NAME,
    FIRST,
    NEWER_FIELDS,
    ORIGINAL_FIELDS,
    Heading,
    certain_heading,
    contents_entry,
    end_of_short_name,
    is_short_name,
    normalise,
    parse_heading,
)
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording.form import FORM_FIELDS

# Within so many lines come the next headings of a form that has only begun.
_MAX_LINES_OF_FORM = 40
# So many headings of a form cannot be chance.
_MIN_OF_NEW_FORM = 3


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
    known = frozenset(positions)
    styles = {lines[position].style for position in positions}
    of_form: dict[str, set[int]] = {}
    for heading in marked:
        of_form.setdefault(_form_number(lines[heading.line]), set()).add(heading.field)
    for place, group in groupby(
        (heading for heading in worded if heading.line not in known),
        lambda heading: bisect_left(positions, heading.line),
    ):
        gap = [*group]
        before, after = (
            _form_number(lines[each])
            for each in (positions[max(0, place - 1)], positions[min(place, len(positions) - 1)])
        )
        missing = {*ORIGINAL_FIELDS} - of_form[before if place else after]
        is_inside = 0 < place < len(positions) and before == after
        is_new = not is_inside and {heading.field for heading in gap}.issuperset(ORIGINAL_FIELDS)
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
        if is_usual or FIELDS_BY_NAME.get(name) == field:
            yield heading
            continue
        parsed = parse_heading(heading.line, lines[heading.line].text)
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
               if (heading := certain_heading(position, lines[position]))}  # fmt: skip
    named = frozenset(heading.field for heading in certain.values())
    found: list[Heading] = []
    # The fields of the form so far.
    form: list[int] = []
    for position, text in texts.items():
        heading = certain.get(position)
        # In a table that holds no form, short names are headers of columns.
        if heading is None and lines[position].cell is None:
            heading = _short_heading(position, text, form, named)
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
        if is_short_name(text, field):
            return Heading(position, field, is_short=True)
        if field not in named and (end := end_of_short_name(text, field)):
            return Heading(position, field, end + 1, is_short=True)
    return None


def _begins_form(field: int, form: Sequence[int]) -> bool:
    return not form or field in form or field == FIRST


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
        if each != field and any(is_short_name(text, each) or end_of_short_name(text, each) for text in texts)
    }
    # The title has its own place, and others need more to tell a form by.
    return len(others) > (field != FIRST)
