"""A document's lines divided: what stands in each field of each form, and what stands in none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from nkps_reports.word.document.bookmarks import ACTION_BOOKMARK
from nkps_reports.word.document.form import unnumbered
from nkps_reports.word.reading.columns import Columns, find_columns
from nkps_reports.word.reading.headings import FIRST, Heading, find_headings, is_marked, last_field
from nkps_reports.word.reading.lines import Cell, WordLine, drop
from nkps_reports.word.reading.measures import is_fixed, is_measures_table
from nkps_reports.wording.form import FORM_FIELDS


@dataclass(slots=True)
class Form:
    """One action's form.

    Attributes:
        fields: for each heading that it has, by its place on the form from 0, the lines below it.
        repeated: the headings that stand in it more than once.
        near: the headings whose words are not quite theirs, with the words.
    """

    fields: dict[int, list[WordLine]] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    near: dict[int, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[int]:
        """The headings it lacks, without those that the form has not always had."""
        return [
            number
            for number, field in enumerate(FORM_FIELDS)
            if number not in self.fields and not field.since
        ]


@dataclass(slots=True)
class Layout:
    """A document divided.

    Attributes:
        forms: the forms in order.
        before: the lines before the first form.
        between: the lines after each form that belong to none, by the number of forms before them; 0 where
            the forms before them were empty.
        headings: the words of the headings of the form, without answers on the same line.
        measures: the tables of the measures, by their numbers.
        is_marked: whether it has our bookmarks.
    """

    forms: list[Form] = field(default_factory=list)
    before: list[WordLine] = field(default_factory=list)
    between: dict[int, list[WordLine]] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    measures: frozenset[int] = frozenset()
    is_marked: bool = False


def divide(lines: Sequence[WordLine]) -> Layout:
    """Divide a document's lines.

    Args:
        lines: its text.

    Returns:
        Forms that begin at each first heading, or where the headings begin anew without it. A table of
        measures and a heading above those of the form end a form.
    """
    columns = find_columns(lines)
    headings = {
        heading.line: heading
        for heading in find_headings(lines)
        if not ((cell := lines[heading.line].cell) and cell.table in columns)
    }
    outer = _outer_levels(lines, headings)
    divider = _Divider(lines, headings, outer, columns)
    for position in range(len(lines)):
        divider.take(position)
    divider.layout.is_marked = is_marked(lines)
    divider.layout.headings = tuple(lines[each.line].text[: each.inline] for each in headings.values())
    return divider.layout


def _outer_levels(lines: Sequence[WordLine], headings: dict[int, Heading]) -> int | None:
    """The outermost level that headings of the form have; None where they have none."""
    levels = [level for position in headings if (level := lines[position].level) is not None]
    return min(levels, default=None)


class _Divider:
    """Takes one line after another to the place where it belongs."""

    def __init__(
        self,
        lines: Sequence[WordLine],
        headings: dict[int, Heading],
        outer_level: int | None,
        columns: dict[int, Columns],
    ) -> None:
        self.layout = Layout()
        self._lines = lines
        self._headings = headings
        self._outer_level = outer_level
        self._last = last_field(heading.field for heading in headings.values())
        self._columns = columns
        self._rows: dict[tuple[int, int], Form] = {}
        self._field: int | None = None
        self.layout.measures = frozenset(
            table
            for table, inside in _tables(lines)
            if table not in columns and is_measures_table([line.text for line in inside])
        )

    def take(self, position: int) -> None:
        line = self._lines[position]
        if line.cell and (columns := self._columns.get(line.cell.table)):
            self._take_cell(line, line.cell, columns)
            return
        if heading := self._headings.get(position):
            self._begin_field(heading, line)
            return
        if self._ends_form(line):
            self._give_back(line)
            self._field = None
        if self._field is not None:
            self.layout.forms[-1].fields[self._field].append(line)
        elif not self.layout.forms:
            self.layout.before.append(line)
        else:
            self.layout.between.setdefault(len(self.layout.forms), []).append(line)

    def _take_cell(self, line: WordLine, cell: Cell, columns: Columns) -> None:
        """Take a line of a table with a row for each action."""
        self._field = None
        if cell.row <= columns.header_row:
            return
        place = (cell.table, cell.row)
        if place not in self._rows:
            form = Form({field: [] for field in columns.fields.values()})
            self._rows[place] = form
            self.layout.forms.append(form)
        if found := columns.field_of(line):
            field, text = found
            self._rows[place].fields[field].append(replace(text, cell=None))
        else:
            self.layout.between.setdefault(len(self.layout.forms), []).append(line)

    def _begin_field(self, heading: Heading, line: WordLine) -> None:
        forms = self.layout.forms
        begun = max(forms[-1].fields, default=-1) if forms else len(FORM_FIELDS)
        if heading.field == FIRST or heading.field < begun or self._field is None:
            forms.append(Form())
        form = forms[-1]
        if heading.field in form.fields:
            form.repeated.append(heading.field)
        if heading.is_near:
            form.near[heading.field] = line.text
        form.fields.setdefault(heading.field, [])
        self._field = heading.field
        if heading.inline is not None:
            answer = replace(line, spans=drop(line.spans, heading.inline), level=None, bookmarks=())
            form.fields[heading.field].append(answer)

    def _give_back(self, line: WordLine) -> None:
        """What stands above a table of the measures and says that it is one belongs to the table."""
        if self._field is None or line.cell is None:
            return
        lines = self.layout.forms[-1].fields[self._field]
        end = len(lines)
        while end and is_fixed(lines[end - 1].text):
            end -= 1
        self.layout.between.setdefault(len(self.layout.forms), [])[:0] = lines[end:]
        del lines[end:]

    def _ends_form(self, line: WordLine) -> bool:
        if line.cell and line.cell.table in self.layout.measures:
            return True
        if any(unnumbered(bookmark)[0] == ACTION_BOOKMARK for bookmark in line.bookmarks):
            return True
        if line.level is None:
            return False
        # What has the form's own level in the last field may be a heading of whatever comes next.
        return self._field == self._last if self._outer_level is None else line.level < self._outer_level


def _tables(lines: Sequence[WordLine]) -> Iterator[tuple[int, list[WordLine]]]:
    """The tables, each with its lines."""
    tables: dict[int, list[WordLine]] = {}
    for line in lines:
        if line.cell:
            tables.setdefault(line.cell.table, []).append(line)
    yield from tables.items()
