"""A document's lines divided into the fields of its forms, and what stands in none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from nkps_reports.report.model import Span
from nkps_reports.word.document.bookmarks import ACTION_BOOKMARK, unnumbered
from nkps_reports.word.reading.headings import FIRST, ORIGINAL_FIELDS, Heading, field_named, find_headings
from nkps_reports.word.reading.lines import CellPosition, WordLine
from nkps_reports.word.reading.measures import is_fixed, is_measures_table, parse_relation_line
from nkps_reports.wording.documents import BOKMAL
from nkps_reports.wording.form import FORM_FIELDS

# So many of the form's headings in one row of a table cannot be chance.
_MIN_HEADINGS = 3


@dataclass(slots=True)
class ActionForm:
    """One action's form.

    Attributes:
        fields: the lines below each heading that it has, by the heading's place on the form from 0.
        repeated: the headings that stand in it more than once.
        near: the headings that are not worded quite as they should be, with their words.
    """

    fields: dict[int, list[WordLine]] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    near: dict[int, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[int]:
        """The headings it lacks, without those that are newer than the form."""
        return [number for number in ORIGINAL_FIELDS if number not in self.fields]


@dataclass(slots=True)
class Layout:
    """A document divided.

    Attributes:
        headings: the words of the headings of the form, without answers on the same line.
        measures: the numbers of the tables of measures.
        is_marked: whether it has our bookmarks, so that what is typed is known from what we print.
        forms: the forms in order.
        before: the lines before the first form.
        between: the lines after a form that belong to none, by the number of forms before them; 0 where
            those were all empty.
    """

    headings: tuple[str, ...]
    measures: frozenset[int]
    is_marked: bool
    forms: list[ActionForm] = field(default_factory=list)
    before: list[WordLine] = field(default_factory=list)
    between: dict[int, list[WordLine]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _ActionTable:
    """A table with a row for each action, below the headings of the form in one row.

    Attributes:
        header_row: the row of the headings.
        fields: the field that each column with a heading is for, from 0.
        relation: the column of the relation, if it has one of its own.
    """

    header_row: int
    fields: Mapping[int, int]
    relation: int | None


def divide(lines: Sequence[WordLine]) -> Layout:
    """Divide a document's lines.

    A form begins at each first heading, or where the headings start over without it. It ends at a table of
    measures, and at a heading of a higher level.
    """
    tables: dict[int, list[tuple[CellPosition, WordLine]]] = {}
    for line in lines:
        if line.cell:
            tables.setdefault(line.cell.table, []).append((line.cell, line))
    action_tables = {number: found for number, table in tables.items() if (found := _find_columns(table))}
    found_headings, is_marked = find_headings(lines)
    headings = {
        heading.line: heading
        for heading in found_headings
        if not ((cell := lines[heading.line].cell) and cell.table in action_tables)
    }
    layout = Layout(
        tuple(lines[each.line].text[: each.inline] for each in headings.values()),
        frozenset(
            number
            for number, table in tables.items()
            if number not in action_tables and is_measures_table([line.text for _, line in table])
        ),
        is_marked,
    )
    levels = [level for position in headings if (level := lines[position].level) is not None]
    last = max(*ORIGINAL_FIELDS, *(heading.field for heading in headings.values()))
    divider = _Divider(layout, min(levels, default=None), last, action_tables)
    for position, line in enumerate(lines):
        divider.take(line, headings.get(position))
    return layout


def _find_columns(table: Sequence[tuple[CellPosition, WordLine]]) -> _ActionTable | None:
    """The columns of a table, if it has a row for each action."""
    for row, inside in groupby(table, lambda each: each[0].row):
        texts = [(cell.column, line.text) for cell, line in inside]
        fields = {column: field for column, text in texts if (field := field_named(text)) is not None}
        if len(set(fields.values())) >= _MIN_HEADINGS:
            relations = (column for column, text in texts if parse_relation_line(text) == "")
            # Without a column for the title there is no field to put it in.
            relation = next(relations, None) if FIRST in fields.values() else None
            return _ActionTable(row, fields, relation)
    return None


@dataclass(slots=True)
class _Divider:
    """Puts one line after another in the place where it belongs."""

    layout: Layout
    # The highest level of the form's own headings, and its last field.
    outer_level: int | None
    last: int
    action_tables: Mapping[int, _ActionTable]
    # The table and the row of the last action that a table has a row for.
    row: tuple[int, int] | None = None
    # What the next line belongs to.
    field: int | None = None

    def take(self, line: WordLine, heading: Heading | None) -> None:
        """Place a line, which may be a heading of the form."""
        if line.cell and (table := self.action_tables.get(line.cell.table)):
            self._take_cell(line, line.cell, table)
        elif heading:
            self._begin_field(heading, line)
        elif self.field is None or self._ends_form(line):
            self._give_back(line)
            self.field = None
            self._outside().append(line)
        else:
            self.layout.forms[-1].fields[self.field].append(line)

    def _outside(self) -> list[WordLine]:
        """The lines outside the forms that the next such line belongs to."""
        layout = self.layout
        return layout.between.setdefault(len(layout.forms), []) if layout.forms else layout.before

    def _take_cell(self, line: WordLine, cell: CellPosition, table: _ActionTable) -> None:
        """Place a line of a table with a row for each action."""
        self.field = None
        if cell.row <= table.header_row:
            return
        if self.row != (cell.table, cell.row):
            self.row = (cell.table, cell.row)
            self.layout.forms.append(ActionForm({each: [] for each in table.fields.values()}))
        fields = self.layout.forms[-1].fields
        if cell.column == table.relation:
            said = Span(BOKMAL.relation_line.partition("{")[0])
            fields[FIRST].append(replace(line, spans=(said, *line.spans), cell=None))
        elif cell.column in table.fields:
            fields[table.fields[cell.column]].append(replace(line, cell=None))
        else:
            self._outside().append(line)

    def _begin_field(self, heading: Heading, line: WordLine) -> None:
        forms = self.layout.forms
        begun = max(forms[-1].fields, default=-1) if forms else len(FORM_FIELDS)
        if heading.field == FIRST or heading.field < begun or self.field is None:
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

    def _give_back(self, line: WordLine) -> None:
        """Move the heading of a table of measures out of the form, together with the table."""
        if self.field is None or line.cell is None:
            return
        lines = self.layout.forms[-1].fields[self.field]
        end = len(lines)
        while end and is_fixed(lines[end - 1].text):
            end -= 1
        self._outside().extend(lines[end:])
        del lines[end:]

    def _ends_form(self, line: WordLine) -> bool:
        is_of_measures = line.cell and line.cell.table in self.layout.measures
        if is_of_measures or any(unnumbered(each)[0] == ACTION_BOOKMARK for each in line.bookmarks):
            return True
        if line.level is None:
            return False
        # If the form's own headings have no level, one that has ends the form in its last field.
        return self.field == self.last if self.outer_level is None else line.level < self.outer_level
