"""The forms that a table holds, as lines in the order in which a form is read."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nkps_reports.report.model import Span
from nkps_reports.word.reading.heading_words import FIRST, Label, normalise, without_caption
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import say_relation
from nkps_reports.word.reading.table_cells import (
    MIN_HEADINGS,
    Cells,
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

# A label that is none of the form's is no longer than this, nor a caption in a row of its own.
_MAX_LABEL_CHARACTERS, _MAX_TITLE_CHARACTERS = 40, 300
# A row without a title that fills no more fields goes on from the row above.
_MAX_CONTINUED_FIELDS = 2
# What stands with a heading is help text up to this length; longer, it is an answer.
_MAX_HELP_CHARACTERS, _MAX_HELP_COLUMNS = 300, 3

# A heading of the form; None for the relation, which has none in Word.
_Field = int | None


def lines_in_rows(rows: Sequence[Cells], labels: Sequence[Labels]) -> Iterator[WordLine]:
    """A table with answers in the cells of their headings, beside them or below them."""
    number = 0
    while number < len(rows):
        row, found = rows[number], labels[number]
        number += 1
        is_above = number < len(rows) and not labels[number] and not row.keys().isdisjoint(rows[number])
        if count_fields(found.values()) > 1 and row.keys() == found.keys() and is_above:
            starts = [*found]
            below: dict[int, list[WordLine]] = {start: [] for start in starts}
            while number < len(rows) and not labels[number]:
                for column, cell in rows[number].items():
                    below[starts[max(0, bisect(starts, column) - 1)]].extend(cell)
                number += 1
            for start in starts:
                yield heading_line(found[start], row[start])
                yield from help_text(found[start].field, row[start][found[start].lines :])
                yield from below[start]
        else:
            yield from _row(row, found)


def _row(row: Cells, labels: Labels) -> Iterator[WordLine]:
    """A row whose cells are read one after another."""
    is_relation = False
    columns = [*row]
    for place, (column, cell) in enumerate(row.items()):
        label = labels.get(column)
        beside = columns[place + 1 : place + 2]
        has_answer = bool(beside) and beside[0] not in labels
        if label and label.field is not None:
            yield heading_line(label, cell)
            rest = cell[label.lines :]
            yield from help_text(label.field, rest) if has_answer else rest
        elif label and has_answer:
            is_relation = True
        elif is_relation:
            yield from say_relation(cell)
            is_relation = False
        elif beside and not has_answer and all(is_number(line.text) for line in cell):
            yield from set_aside(cell)
        else:
            yield from cell


@dataclass(slots=True)
class _Form:
    """What a table has for one action: the lines of each field, and what belongs to none."""

    fields: dict[_Field, list[WordLine]] = field(default_factory=dict)
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

    def _columns(self) -> dict[int, _Field]:
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

    def _forms(self, columns: Mapping[int, _Field], numbers: list[WordLine]) -> list[_Form]:
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

    def _is_action(self, row: Cells, columns: Mapping[int, _Field]) -> bool:
        """Whether a row is about an action; others have a caption for those below, or a sum."""
        first = next(iter(row.values()))[0]
        is_caption = len(row) == 1 and first.cell is not None and first.cell.span > 1
        has_fields = any(column in columns for column in row)
        return has_fields and not is_caption and normalise(first.text) not in words.TOTALS


@dataclass(frozen=True, slots=True)
class PairForms:
    """A table with headings in one column and answers beside them: in one column, or one for each action."""

    rows: Sequence[Cells]
    labels: Sequence[Labels]
    column: int

    def lines(self) -> Iterator[WordLine]:
        """Its lines, one form after the other."""
        help_columns = self._help_columns()
        columns = self._action_columns(help_columns)
        everywhere = {column for row in self.rows for column in row}
        if len(columns) > 1:
            fixed = everywhere.difference(columns)
            for column in columns:
                is_first = column == columns[0]
                yield from self._form_lines(sorted({*fixed, column}), help_columns, is_first=is_first)
        else:
            yield from self._form_lines(sorted(everywhere), help_columns, is_first=True)

    def _action_columns(self, help_columns: Sequence[int]) -> list[int]:
        """The columns of answers, if several have a title or most of the other fields."""
        labelled = [
            (row, label)
            for row, found in zip(self.rows, self.labels, strict=True)
            if (label := found.get(self.column))
        ]
        titles = [row for row, label in labelled if label.field == FIRST]
        # The title is what an action cannot do without.
        asked = titles[:1] if len(titles) == 1 else [row for row, _ in labelled]
        # The relation may stand beside the title, with a label of its own.
        beside = [column for row in self.labels for column, label in row.items() if label.field is None]
        end = min((column for column in beside if column > self.column), default=None)
        repeated = len(labelled) > len({label.field for _, label in labelled})
        if repeated:
            return []
        columns = {column for row in asked for column in row if column > self.column}
        return sorted(
            column
            for column in columns
            if (end is None or column < end)
            and all(column in row for row in asked)
            and column not in help_columns
        )

    def _help_columns(self) -> list[int]:
        """The columns with help texts between headings and answers: most of them are questions."""
        found: list[int] = []
        right = sorted({column for row in self.rows for column in row if column > self.column})
        for column in right[: min(len(right) - 1, _MAX_HELP_COLUMNS)]:
            texts = [text_of_cell(row[column]) for row in self.rows if column in row]
            found += [column] if 2 * sum(text.endswith("?") for text in texts) > len(texts) else []
        return found

    def _form_lines(
        self, columns: Sequence[int], help_columns: Sequence[int], *, is_first: bool
    ) -> Iterator[WordLine]:
        """The lines of some columns of the table: those of one action."""
        sections: list[tuple[Label | None, list[WordLine]]] = [(None, [])]
        above_forms = self._rows_above_forms()
        has_titles = any(label.field == FIRST for found in self.labels for label in found.values())
        for number, (cells, found) in enumerate(zip(self.rows, self.labels, strict=True)):
            row = {column: cells[column] for column in columns if column in cells}
            label = found.get(self.column)
            asked = lines_of(row.pop(column) for column in help_columns if column in row)
            right = lines_of(cell for column, cell in row.items() if column > self.column)
            left = lines_of(cell for column, cell in row.items() if column < self.column)
            if label is None:
                lines = lines_of(row.values())
                is_aside = self._is_own_row(row, sections[-1], ends_form=number in above_forms)
                sections[-1][1].extend(set_aside(lines) if is_aside else lines)
                continue
            if left and not has_titles and not all(is_number(line.text) for line in left):
                heading = WordLine((Span(BOKMAL.form_headings[FIRST]),), field=FIRST)
                sections.append((Label(FIRST, 1, is_certain=True), [heading, *left]))
                left = []
            cell = row[self.column]
            rest = cell[label.lines :]
            lines = [*set_aside(left if is_first else [])]
            if label.field is None:
                lines += say_relation(right or rest)
            else:
                lines.append(heading_line(label, cell))
                is_help = bool(right) and len(text_of_cell(rest)) <= _MAX_HELP_CHARACTERS
                asked += rest if is_help else []
                lines += help_text(label.field, asked if is_first else [])
                lines += [] if is_help else rest
                lines += _answer(right, row, found)
            sections.append((label, lines))
        yield from lines_of(lines for _, lines in _with_relations(sections))

    def _rows_above_forms(self) -> frozenset[int]:
        """The rows without a heading between the last of a form and the first of the next one."""
        above: set[int] = set()
        between: list[int] = []
        form: set[_Field] = set()
        for number, found in enumerate(self.labels):
            if self.column not in found:
                between.append(number)
                continue
            field = found[self.column].field
            if field in form or (field == FIRST and form != {None}):
                above.update(between)
                form.clear()
            form.add(field)
            between.clear()
        return frozenset(above)

    def _is_own_row(self, row: Cells, above: tuple[Label | None, list[WordLine]], *, ends_form: bool) -> bool:
        """Whether a row without a heading of the form has a label of its own, or is a caption."""
        label, lines = above
        if label is None:
            return True
        own = row.get(self.column)
        if own is None:
            return False
        text = text_of_cell(own)
        if max(row) > self.column:
            return len(text) <= _MAX_LABEL_CHARACTERS and not text.endswith(".")
        is_wide = own[0].cell is not None and own[0].cell.span > 1
        # In a table of its own, a caption stands in one row, and an answer of which one is missing below it.
        has_answer = len(lines) > 1 or (is_wide and (lines[0].cell is None or lines[0].cell.span == 1))
        if without_caption(text) != text:
            return True
        return has_answer and ends_form and len(text) <= _MAX_TITLE_CHARACTERS


def _answer(lines: Sequence[WordLine], row: Cells, labels: Labels) -> Iterator[WordLine]:
    """The answer beside a heading; the relation may stand in the same row, with a label of its own."""
    start = next((column for column, label in labels.items() if label.field is None), None)
    if start is None:
        yield from lines
        return
    yield from (line for line in lines if line.cell and line.cell.column < start)
    yield from say_relation([line for line in lines if line.cell and line.cell.column > start])


def _with_relations(
    sections: Sequence[tuple[Label | None, list[WordLine]]],
) -> list[tuple[Label | None, list[WordLine]]]:
    """The sections, with each relation moved to the title it belongs to: the one above, or else below."""
    kept: list[tuple[Label | None, list[WordLine]]] = []
    titles = [number for number, (label, _) in enumerate(sections) if label and label.field == FIRST]
    relations = [number for number, (label, _) in enumerate(sections) if label and label.field is None]
    is_below = bool(relations and titles) and relations[0] < titles[0]
    for number, (label, lines) in enumerate(sections):
        beyond = (each for each in (titles if is_below else reversed(titles)) if (each > number) == is_below)
        target = next(beyond, None) if label and label.field is None else None
        if target is None:
            kept.append((label, lines))
        else:
            sections[target][1].extend(lines)
    return kept
