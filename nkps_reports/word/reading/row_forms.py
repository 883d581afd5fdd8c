"""A table with a row for each action, as lines in the order in which a form is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nkps_reports.report.model import Span
from nkps_reports.word.reading.heading_words import FIRST, normalise
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import say_relation
from nkps_reports.word.reading.table_cells import (
    MIN_HEADINGS,
    Cells,
    FormField,
    Labels,
    count_fields,
    heading_line,
    help_text,
    is_number,
    lines_of,
    set_aside,
    text_of_cell,
)
from nkps_reports.wording import reports as words
from nkps_reports.wording.documents import BOKMAL

# A row without a title that fills no more fields goes on from the row above.
_MAX_CONTINUED_FIELDS = 2


@dataclass(slots=True)
class _Form:
    """What a table has for one action: the lines of each field, and what belongs to none."""

    fields: dict[FormField, list[WordLine]] = field(default_factory=dict)
    aside: list[WordLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RowForms:
    """A table with a row for each action, below the headings of the form in one row."""

    rows: Sequence[Cells]
    labels: Sequence[Labels]
    header: int

    def lines(self) -> Iterator[WordLine]:
        """Its lines, one form after the other."""
        header, found = self.rows[self.header], self.labels[self.header]
        yield from set_aside(lines_of(cell for row in self.rows[: self.header] for cell in row.values()))
        for column, label in found.items():
            yield from help_text(label.field, header[column][label.lines :])
        columns = self._columns()
        names = {columns[column]: text_of_cell(cell) for column, cell in header.items() if column in columns}
        names |= {label.field: heading_line(label, header[column]).text for column, label in found.items()}
        own = set_aside(lines_of(cell for column, cell in header.items() if column not in columns))
        if None in columns.values():
            # The relation stands below the title, which may have no column.
            names.setdefault(FIRST, BOKMAL.form_headings[FIRST])
        numbers: list[WordLine] = []
        for line in own:
            if is_number(line.text):
                numbers.append(line)
            else:
                yield line
        for form in self._forms(columns, numbers):
            for each in sorted(number for number in names if number is not None):
                yield WordLine((Span(names[each]),), field=each)
                # A slip in a heading is told once.
                names[each] = BOKMAL.form_headings[each]
                yield from form.fields.get(each, ())
                if each == FIRST:
                    yield from say_relation(form.fields.get(None, []))
            yield from form.aside
        yield from numbers

    def _columns(self) -> dict[int, FormField]:
        """The field of each column; that of the title is the first other one if it has no heading."""
        found = self.labels[self.header]
        columns = {column: label.field for column, label in found.items()}
        if FIRST not in columns.values():
            others = self.rows[self.header].keys() - found.keys()
            below = self.rows[self.header + 1 :]
            titles = (
                column
                for column in sorted(others)
                if any(not is_number(text_of_cell(row[column])) for row in below if column in row)
            )
            columns |= {column: FIRST for column in [*titles][:1]}
        return columns

    def _forms(self, columns: Mapping[int, FormField], numbers: list[WordLine]) -> list[_Form]:
        forms: list[_Form] = []
        below = zip(self.rows[self.header + 1 :], self.labels[self.header + 1 :], strict=True)
        for row, found in below:
            if count_fields(found.values()) >= MIN_HEADINGS:
                # The header again, on a new page.
                row = {column: cell for column, cell in row.items() if column not in found}
                is_action = False
            else:
                is_action = self._is_action(row, columns)
            fields = {columns[column] for column in row if column in columns}
            is_continued = forms and FIRST not in fields and len(fields) <= _MAX_CONTINUED_FIELDS
            if not forms or (is_action and not is_continued):
                forms.append(_Form())
            form = forms[-1]
            for column, cell in row.items():
                if is_action and column in columns:
                    form.fields.setdefault(columns[column], []).extend(cell)
                else:
                    is_numbered = all(is_number(line.text) for line in cell)
                    (numbers if is_numbered else form.aside).extend(set_aside(cell))
        return forms if forms[:1] != [_Form()] else forms[1:]

    def _is_action(self, row: Cells, columns: Mapping[int, FormField]) -> bool:
        """Whether a row is about an action; others have a caption for those below, or a sum."""
        first = next(iter(row.values()))[0]
        is_caption = len(row) == 1 and first.cell is not None and first.cell.span > 1
        has_fields = any(column in columns for column in row)
        return has_fields and not is_caption and normalise(first.text) not in words.TOTALS
