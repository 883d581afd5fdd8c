"""A document's lines divided into the fields of its forms, and what stands in none of them."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from nkps_reports.report.grammar import on_one_line
from nkps_reports.word.document.bookmarks import ACTION_BOOKMARK, unnumbered
from nkps_reports.word.reading.heading_words import FIRST, ORIGINAL_FIELDS, Heading, join_broken_headings
from nkps_reports.word.reading.headings import find_headings
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import is_fixed, is_number_line
from nkps_reports.word.reading.tables import arrange

# What a form costs that lacks a heading, repeats one, repeats its first one, or begins with another one.
_MISSING, _REPEATED, _TITLE_REPEATED, _OUT_OF_ORDER = 10, 15, 40, 1
# Headings of a deeper level, from 0, are of a text.
_MAX_LEVEL = 1
# A form with more headings repeats most of them.
_MAX_HEADINGS = 12


@dataclass(slots=True)
class ActionForm:
    """One action's form.

    Attributes:
        fields: the lines below each heading that it has, by the heading's place on the form from 0.
        repeated: the headings that stand in it more than once.
        near: the headings that are not worded quite as they should be, with their words.
        title_above: the line above the form that was taken for its title; empty where the form has one.
    """

    fields: dict[int, list[WordLine]] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    near: dict[int, str] = field(default_factory=dict)
    title_above: str = ""

    @property
    def last_answer(self) -> list[WordLine]:
        """The answer that stands last in it."""
        return [*self.fields.values()][-1]

    @property
    def missing(self) -> list[int]:
        """The headings it lacks, without those that are newer than the form."""
        return [number for number in ORIGINAL_FIELDS if number not in self.fields]


@dataclass(slots=True)
class Layout:
    """A document divided.

    Attributes:
        headings: the words of the headings of the form, without answers on the same line.
        form_tables: the numbers of the tables that hold forms.
        measures: the numbers of the tables of measures.
        is_marked: whether it has our bookmarks, so that what is typed is known from what we print.
        forms: the forms in order.
        before: the lines before the first form.
        between: the lines after a form that belong to none, by the number of forms before them; 0 where
            those were all empty.
        help: the help texts of the headings, each once, with the heading's place on the form.
    """

    headings: tuple[str, ...]
    form_tables: frozenset[int]
    measures: frozenset[int]
    is_marked: bool
    forms: list[ActionForm] = field(default_factory=list)
    before: list[WordLine] = field(default_factory=list)
    between: dict[int, list[WordLine]] = field(default_factory=dict)
    help: dict[tuple[int, str], None] = field(default_factory=dict)

    def outside(self, number: int) -> list[WordLine]:
        """The lines outside the forms below so many of them."""
        return self.between.setdefault(number, []) if number else self.before


def divide(document: Sequence[WordLine]) -> Layout:
    """Divide a document's lines.

    The headings may come in any order: the forms are those with the fewest headings missing or repeated. A
    form ends at a table of measures, and at a heading of a higher level.
    """
    arranged = arrange(document)
    lines = join_broken_headings(arranged.lines)
    found, is_marked = find_headings(lines)
    words = tuple(lines[each.line].text[: each.inline] for each in found)
    layout = Layout(words, arranged.form_tables, arranged.measures, is_marked)
    headings = {heading.line: heading for heading in found}
    positions = [*headings]
    levels = [level for position in positions if (level := lines[position].level) is not None]
    outer_level = min(levels, default=None)
    ends = {
        position
        for position, line in enumerate(lines)
        if position not in headings and _ends_form(line, layout, outer_level)
    }
    ends -= {*_titles_as_headings(lines, found)}
    # A table of measures may be part of an answer, if the form goes on below it.
    ends -= {
        each for each in ends if _is_of_measures(lines[each], layout) and _goes_on(found, positions, each)
    }
    following = {positions[after] for each in ends if (after := bisect(positions, each)) < len(positions)}
    starts = _first_headings(found, following)
    if outer_level is None:
        # The form's own headings have no level: one that has ends the form if it stands in its last field.
        ends |= {
            position
            for start, end in pairwise([-1, *positions, len(lines)])
            if end == len(lines) or end in starts
            for position in range(start + 1, end)
            if _is_heading_of_document(lines[position], layout)
        }
    for position in _taken_for_headings(found, starts):
        del headings[position]
    divider = _Divider(layout)
    for position, line in enumerate(lines):
        if heading := headings.get(position):
            divider.begin_field(heading, line, is_first=position in starts)
        else:
            divider.take(line, ends_form=position in ends)
    return layout


def _first_headings(headings: Sequence[Heading], cuts: AbstractSet[int]) -> frozenset[int]:
    """The lines of the headings that begin a form, if those in ``cuts`` do in any case."""
    fields = [heading.field for heading in headings]
    # The least cost of the forms up to each heading, and where the last of them begins.
    best: list[tuple[int, int]] = [(0, 0)]
    for end in range(1, len(fields) + 1):
        costs: list[tuple[int, int]] = []
        for start in range(end - 1, max(-1, end - 1 - _MAX_HEADINGS), -1):
            costs.append((best[start][0] + _cost(fields[start:end]), start))
            if headings[start].line in cuts:
                break
        best.append(min(costs))
    starts: list[int] = []
    end = len(fields)
    while end:
        end = best[end][1]
        starts.append(headings[end].line)
    return frozenset(starts)


def _titles_as_headings(lines: Sequence[WordLine], headings: Sequence[Heading]) -> Iterator[int]:
    """The lines of titles that are headings by themselves.

    They stand right below the first heading of a form, or between it and the next heading of the same form.
    """
    starts = _first_headings(headings, frozenset())
    for heading, following in zip_longest(headings, headings[1:]):
        if heading.field != FIRST:
            continue
        end = len(lines) if following is None else following.line
        is_same_form = following is not None and following.line not in starts
        for position in range(heading.line + 1, end):
            is_above = lines[position].level is not None and not _begins_form(lines[position])
            if not is_above and not is_same_form:
                break
            if is_above:
                yield position


def _begins_form(line: WordLine) -> bool:
    """Whether a line stands above one of our own forms."""
    is_marked = any(unnumbered(each)[0] == ACTION_BOOKMARK for each in line.bookmarks)
    return is_marked or is_number_line(line.text)


def _taken_for_headings(headings: Sequence[Heading], starts: AbstractSet[int]) -> Iterator[int]:
    """The lines of the headings by a short name in forms that have the full one as well: they are text."""
    form: list[Heading] = []
    for heading in (*headings, None):
        if heading is None or heading.line in starts:
            whole = {each.field for each in form if not each.is_short}
            yield from (each.line for each in form if each.is_short and each.field in whole)
            form = []
        if heading:
            form.append(heading)


def _cost(fields: Sequence[int]) -> int:
    counts = Counter(fields)
    titles = counts.pop(FIRST, 1)
    missing = sum(field not in fields for field in ORIGINAL_FIELDS)
    repeated = sum(counts.values()) - len(counts)
    return (
        _MISSING * missing
        + _REPEATED * repeated
        + _TITLE_REPEATED * (titles - 1)
        + _OUT_OF_ORDER * (fields[0] != FIRST)
    )


def _ends_form(line: WordLine, layout: Layout, outer_level: int | None) -> bool:
    """Whether a line that is no heading of the form cannot be part of one."""
    if _is_of_measures(line, layout) or _begins_form(line):
        return True
    is_above = outer_level is not None and line.level is not None and line.level < outer_level
    return is_above and not _is_in_form(line, layout)


def _is_of_measures(line: WordLine, layout: Layout) -> bool:
    return line.cell is not None and line.cell.table in layout.measures


def _goes_on(headings: Sequence[Heading], positions: Sequence[int], position: int) -> bool:
    """Whether the next heading below a line is of the same form: of a field that it does not have yet."""
    after = bisect(positions, position)
    if not after or after == len(headings) or headings[after].field == FIRST:
        return False
    begun = max((place for place in range(after) if headings[place].field == FIRST), default=0)
    return headings[after].field not in {heading.field for heading in headings[begun:after]}


def _is_heading_of_document(line: WordLine, layout: Layout) -> bool:
    return line.level is not None and line.level <= _MAX_LEVEL and not _is_in_form(line, layout)


def _is_in_form(line: WordLine, layout: Layout) -> bool:
    """Whether a line stands in the cell of a form, which it cannot end."""
    return line.cell is not None and line.cell.table in layout.form_tables


@dataclass(slots=True)
class _Divider:
    """Puts one line after another in the place where it belongs."""

    layout: Layout
    # What the next line belongs to.
    field: int | None = None

    def begin_field(self, heading: Heading, line: WordLine, *, is_first: bool) -> None:
        """Go on with the field of a heading; the answer may begin on its line."""
        forms = self.layout.forms
        if is_first:
            forms.append(ActionForm())
        form = forms[-1]
        if heading.field in form.fields:
            form.repeated.append(heading.field)
        if heading.is_near:
            form.near[heading.field] = line.text
        answers = form.fields.setdefault(heading.field, [])
        if heading.inline is not None:
            answers.append(replace(line.cut(heading.inline), level=None, bookmarks=()))
        self.field = heading.field

    def take(self, line: WordLine, *, ends_form: bool) -> None:
        """Place a line that is no heading."""
        if ends_form:
            self._give_back(line)
            self.field = None
        if line.is_aside and line.field is not None:
            self.layout.help[line.field, on_one_line(line.text)] = None
        elif self.field is None or line.is_aside:
            self.layout.outside(len(self.layout.forms)).append(line)
        else:
            self.layout.forms[-1].fields[self.field].append(line)

    def _give_back(self, line: WordLine) -> None:
        """Move the heading of a table of measures out of the form, together with the table."""
        if self.field is None or line.cell is None:
            return
        lines = self.layout.forms[-1].fields[self.field]
        end = len(lines)
        while end and is_fixed(lines[end - 1].text):
            end -= 1
        self.layout.outside(len(self.layout.forms)).extend(lines[end:])
        del lines[end:]
