"""Tables that hold forms, as lines in the order in which a form is read: each heading, then its answer.

What such a table has besides, as running numbers and rows with labels of their own, is set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from nkps_reports.report.model import Span
from nkps_reports.word.reading.headings import (
    FIRST,
    ORIGINAL_FIELDS,
    Label,
    label_of,
    named_fields,
    normalise,
    without_caption,
)
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import is_measures_table, names_relation, say_relation
from nkps_reports.wording import reports as words
from nkps_reports.wording.documents import BOKMAL

# So many of the form's headings in one row, or in one column by short names, cannot be chance.
_MIN_HEADINGS = 3
# A label or a caption is no longer than this; a heading in a cell may go over so many lines.
_MAX_LABEL_CHARACTERS, _MAX_CAPTION_CHARACTERS, _MAX_LABEL_LINES = 40, 120, 3
# A caption in a row of its own may be the title.
_MAX_TITLE_CHARACTERS = 300
# A row without a title that fills no more fields goes on from the row above.
_MAX_CONTINUED_FIELDS = 2
_NUMBER = re.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,2})?[.):]?")

# The lines of the cells of a row that have text, and those of its headings, by column.
_Cells = Mapping[int, Sequence[WordLine]]
_Labels = Mapping[int, Label]
# A heading of the form; None for the relation, which has none in Word.
_Field = int | None


def arrange(lines: Sequence[WordLine]) -> tuple[list[WordLine], frozenset[int]]:
    """Put the lines of tables that hold forms in the order of the form.

    Returns:
        The lines of the document, and the numbers of those tables.
    """
    outside = named_fields(line for line in lines if line.cell is None)
    # Where the forms stand outside of tables, a table with short names like theirs is part of an answer.
    is_answer = outside.issuperset(ORIGINAL_FIELDS)
    arranged: list[WordLine] = []
    tables: set[int] = set()
    is_after_form = False
    for table, inside in groupby(lines, lambda line: line.cell.table if line.cell else None):
        group = [*inside]
        if table is None:
            arranged.extend(_after_form(group) if is_after_form else group)
            is_after_form = False
            continue
        form = (
            None if is_measures_table([line.text for line in group]) else _arrange(group, is_answer=is_answer)
        )
        is_after_form = form is not None and _is_whole(form)
        arranged.extend(group if form is None else form)
        if form is not None:
            tables.add(table)
    return arranged, frozenset(tables)


def _is_whole(form: Sequence[WordLine]) -> bool:
    """Whether a table has several fields, the last with an answer, so that what follows it is none."""
    inside = [line for line in form if not line.is_aside]
    return len({line.field for line in inside if line.field is not None}) > 1 and inside[-1].field is None


def _after_form(lines: Sequence[WordLine]) -> Iterator[WordLine]:
    """The lines below a table with a form, which belong to no answer unless headings follow."""
    end = next((place for place, line in enumerate(lines) if label_of(line.text, 1)), len(lines))
    yield from _aside(lines[:end])
    yield from lines[end:]


def is_running_number(line: WordLine) -> bool:
    """Whether a line of a table of forms is the number of a form or of a heading."""
    return line.is_aside and _is_number(line.text)


def _is_number(text: str) -> bool:
    """Whether a text is nothing but the number of a form or of a heading, or the header of such numbers."""
    return _NUMBER.fullmatch(text.strip()) is not None or normalise(text) in words.NUMBER_LABELS


def _arrange(lines: Sequence[WordLine], *, is_answer: bool) -> list[WordLine] | None:
    """The lines of a table in the order of the form; None where it holds no form."""
    rows: list[_Cells] = []
    for _, row in groupby(lines, lambda line: line.cell and line.cell.row):
        cells: dict[int, list[WordLine]] = {}
        for line in row:
            cells.setdefault(line.cell.column if line.cell else 0, []).append(line)
        rows.append(cells)
    labels = [_labels_of(row) for row in rows]
    found = [label for row in labels for label in row.values()]
    if not any(label.is_certain for label in found) and (is_answer or _count_fields(found) < _MIN_HEADINGS):
        return None
    for number, row_labels in enumerate(labels):
        if _count_fields(row_labels.values()) >= _MIN_HEADINGS and _is_header(rows, labels, number):
            return [*_RowForms(rows, labels, number).lines()]
    columns = sorted({column for row in labels for column, label in row.items() if label.field is not None})
    if len(columns) > 1 or not any(max(row) > columns[0] for row in rows):
        return [*_in_rows(rows, labels)]
    return [*_PairForms(rows, labels, columns[0]).lines()]


def _labels_of(row: _Cells) -> dict[int, Label]:
    return {column: label for column, cell in row.items() if (label := _label(cell))}


def _label(cell: Sequence[WordLine]) -> Label | None:
    """The heading that a cell begins with, which may go over several of its lines."""
    for count in range(1, min(len(cell), _MAX_LABEL_LINES) + 1):
        text = _text_of(cell[:count])
        if len(text) > _MAX_CAPTION_CHARACTERS:
            return None
        if (label := label_of(text, count)) is not None:
            return label
    return Label(None, 1, is_certain=False) if names_relation(_text_of(cell)) else None


def _text_of(lines: Iterable[WordLine]) -> str:
    return " ".join(line.text.strip() for line in lines)


def _count_fields(labels: Iterable[Label]) -> int:
    return len({label.field for label in labels if label.field is not None})


def _is_header(rows: Sequence[_Cells], labels: Sequence[_Labels], number: int) -> bool:
    """Whether answers stand in the rows below a row of headings, and not below each heading in its cell."""
    below = zip(rows[number + 1 :], labels[number + 1 :], strict=True)
    return any(
        row.keys() & labels[number].keys() and not _count_fields(found.values()) for row, found in below
    )


def _aside(lines: Iterable[WordLine]) -> Iterator[WordLine]:
    return (replace(line, is_aside=True) for line in lines)


def _help(label: Label, cell: Sequence[WordLine]) -> Iterator[WordLine]:
    """What stands with a heading in its cell, where the answer has another."""
    return (replace(line, is_aside=True, field=label.field) for line in cell[label.lines :])


def _all_of(cells: Iterable[Sequence[WordLine]]) -> list[WordLine]:
    return [line for cell in cells for line in cell]


def _heading(label: Label, cell: Sequence[WordLine]) -> WordLine:
    """The heading that a cell begins with, on one line."""
    spans = [span for line in cell[: label.lines] for span in (Span(" "), *line.spans)][1:]
    return replace(cell[0], spans=tuple(spans), field=label.field)


def _in_rows(rows: Sequence[_Cells], labels: Sequence[_Labels]) -> Iterator[WordLine]:
    """A table with answers in the cells of their headings, beside them or below them."""
    number = 0
    while number < len(rows):
        row, found = rows[number], labels[number]
        number += 1
        is_above = number < len(rows) and not labels[number] and not row.keys().isdisjoint(rows[number])
        if _count_fields(found.values()) > 1 and row.keys() == found.keys() and is_above:
            below: list[_Cells] = []
            while number < len(rows) and not labels[number]:
                below.append(rows[number])
                number += 1
            starts = [*found]
            for start, end in zip(
                starts, [*starts[1:], max(max(each) for each in (row, *below)) + 1], strict=True
            ):
                yield _heading(found[start], row[start])
                yield from _help(found[start], row[start])
                for cells in below:
                    yield from _all_of(cell for column, cell in cells.items() if start <= column < end)
        else:
            yield from _row(row, found)


def _row(row: _Cells, labels: _Labels) -> Iterator[WordLine]:
    """A row whose cells are read one after another."""
    is_relation = False
    columns = [*row]
    for place, (column, cell) in enumerate(row.items()):
        label = labels.get(column)
        beside = columns[place + 1 : place + 2]
        has_answer = bool(beside) and beside[0] not in labels
        if label and label.field is not None:
            yield _heading(label, cell)
            yield from _help(label, cell) if has_answer else cell[label.lines :]
        elif label and has_answer:
            is_relation = True
        elif is_relation:
            yield from say_relation(cell)
            is_relation = False
        elif beside and not has_answer and all(_is_number(line.text) for line in cell):
            yield from _aside(cell)
        else:
            yield from cell


@dataclass(slots=True)
class _Form:
    """What a table has for one action: the lines of each field, and what belongs to none."""

    fields: dict[_Field, list[WordLine]] = field(default_factory=dict)
    aside: list[WordLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _RowForms:
    """A table with a row for each action, below the headings of the form in one row."""

    rows: Sequence[_Cells]
    labels: Sequence[_Labels]
    header: int

    def lines(self) -> Iterator[WordLine]:
        header, found = self.rows[self.header], self.labels[self.header]
        yield from _aside(_all_of(cell for row in self.rows[: self.header] for cell in row.values()))
        for column, label in found.items():
            yield from _help(label, header[column])
        columns = self._columns()
        names = {columns[column]: _text_of(cell) for column, cell in header.items() if column in columns}
        names |= {label.field: _heading(label, header[column]).text for column, label in found.items()}
        own = _aside(_all_of(cell for column, cell in header.items() if column not in columns))
        if None in columns.values():
            # The relation stands below the title, which may have no column.
            names.setdefault(FIRST, BOKMAL.form_headings[FIRST])
        numbers: list[WordLine] = []
        for line in own:
            if _is_number(line.text):
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
                if any(not _is_number(_text_of(row[column])) for row in below if column in row)
            )
            columns |= {column: FIRST for column in [*titles][:1]}
        return columns

    def _forms(self, columns: Mapping[int, _Field], numbers: list[WordLine]) -> list[_Form]:
        forms: list[_Form] = []
        below = zip(self.rows[self.header + 1 :], self.labels[self.header + 1 :], strict=True)
        for row, found in below:
            if _count_fields(found.values()) >= _MIN_HEADINGS:
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
                    is_numbered = all(_is_number(line.text) for line in cell)
                    (numbers if is_numbered else form.aside).extend(_aside(cell))
        return forms if forms[:1] != [_Form()] else forms[1:]

    def _is_action(self, row: _Cells, columns: Mapping[int, _Field]) -> bool:
        """Whether a row is about an action; others have a caption for those below, or a sum."""
        first = next(iter(row.values()))[0]
        is_caption = len(row) == 1 and first.cell is not None and first.cell.span > 1
        has_fields = any(column in columns for column in row)
        return has_fields and not is_caption and normalise(first.text) not in words.TOTALS


@dataclass(frozen=True, slots=True)
class _PairForms:
    """A table with headings in one column and answers beside them: in one column, or one for each action."""

    rows: Sequence[_Cells]
    labels: Sequence[_Labels]
    column: int

    def lines(self) -> Iterator[WordLine]:
        columns = self._action_columns()
        if len(columns) > 1:
            for column in columns:
                others = {each for each in columns if each != column}
                yield from self._form_lines(others, is_first=column == columns[0])
        else:
            yield from self._form_lines(set(), is_first=True)

    def _action_columns(self) -> list[int]:
        """The columns of answers, if several have a title or most of the other fields."""
        labelled = [
            (row, label)
            for row, found in zip(self.rows, self.labels, strict=True)
            if (label := found.get(self.column))
        ]
        titles = [row for row, label in labelled if label.field == FIRST]
        # The title is what an action cannot do without.
        asked = titles[:1] if len(titles) == 1 else [row for row, _ in labelled]
        repeated = len(labelled) > len({label.field for _, label in labelled})
        if repeated:
            return []
        columns = {column for row in asked for column in row if column > self.column}
        return sorted(column for column in columns if all(column in row for row in asked))

    def _form_lines(self, others: set[int], *, is_first: bool) -> Iterator[WordLine]:
        """The lines of the table without some columns of answers; its own rows are set aside once."""
        sections: list[tuple[Label | None, list[WordLine]]] = [(None, [])]
        has_titles = any(label.field == FIRST for found in self.labels for label in found.values())
        for row, found in zip(self.rows, self.labels, strict=True):
            label = found.get(self.column)
            right = _all_of(
                cell for column, cell in row.items() if column > self.column and column not in others
            )
            left = _all_of(cell for column, cell in row.items() if column < self.column)
            if label is None:
                lines = _all_of(cell for column, cell in row.items() if column not in others)
                is_aside = self._is_own_row(row, sections[-1])
                sections[-1][1].extend(_aside(lines) if is_aside else lines)
                continue
            if left and not has_titles and not all(_is_number(line.text) for line in left):
                heading = WordLine((Span(BOKMAL.form_headings[FIRST]),), field=FIRST)
                sections.append((Label(FIRST, 1, is_certain=True), [heading, *left]))
                left = []
            cell = row[self.column]
            rest = cell[label.lines :]
            lines = [*_aside(left if is_first else [])]
            if label.field is None:
                lines += say_relation(right or rest)
            else:
                lines.append(_heading(label, cell))
                lines += _help(label, cell) if right and is_first else () if right else rest
                lines += _answer(right, row, found)
            sections.append((label, lines))
        yield from _all_of(lines for _, lines in _with_relations(sections))

    def _is_own_row(self, row: _Cells, above: tuple[Label | None, list[WordLine]]) -> bool:
        """Whether a row without a heading of the form has a label of its own, or is a caption."""
        label, lines = above
        if label is None:
            return True
        own = row.get(self.column)
        if own is None:
            return False
        text = _text_of(own)
        if max(row) > self.column:
            return len(text) <= _MAX_LABEL_CHARACTERS and not text.endswith(".")
        is_wide = own[0].cell is not None and own[0].cell.span > 1
        # In a table of its own, a caption stands in one row, and an answer of which one is missing below it.
        has_answer = len(lines) > 1 or (is_wide and (lines[0].cell is None or lines[0].cell.span == 1))
        if without_caption(text) != text:
            return True
        return has_answer and (is_wide or not text.endswith(".")) and len(text) <= _MAX_TITLE_CHARACTERS


def _answer(lines: Sequence[WordLine], row: _Cells, labels: _Labels) -> Iterator[WordLine]:
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
