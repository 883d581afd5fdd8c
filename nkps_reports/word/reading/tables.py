"""Tables that hold forms, as lines in the order in which a form is read: each heading, then its answer.

What such a table has besides, as running numbers and rows with labels of their own, is set aside.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from nkps_reports.word.reading.heading_words import ORIGINAL_FIELDS, label_of, named_fields
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import is_measures_table, say_relation
from nkps_reports.word.reading.pair_forms import PairForms
from nkps_reports.word.reading.row_forms import RowForms
from nkps_reports.word.reading.table_cells import (
    MIN_HEADINGS,
    Cells,
    Labels,
    count_fields,
    heading_line,
    help_text,
    is_number,
    labels_of,
    read_rows,
    set_aside,
)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A document's lines, with those of tables that hold forms in the order of the form.

    Attributes:
        lines: the lines.
        form_tables: the numbers of the tables that hold forms.
        measures: the numbers of those that list the measures.
    """

    lines: Sequence[WordLine]
    form_tables: frozenset[int]
    measures: frozenset[int]


def arrange(lines: Sequence[WordLine]) -> Arrangement:
    """Put the lines of tables that hold forms in the order of the form."""
    # Where the forms have the full headings, a table with short names like theirs is something else.
    is_answer = named_fields(lines).issuperset(ORIGINAL_FIELDS)
    arranged: list[WordLine] = []
    form_tables: set[int] = set()
    measures: set[int] = set()
    is_after_form = False
    for table, inside in groupby(lines, lambda line: line.cell.table if line.cell else None):
        group = [*inside]
        if table is None:
            arranged.extend(_after_form(group) if is_after_form else group)
            is_after_form = False
            continue
        is_of_measures = is_measures_table([line.text for line in group])
        form = None if is_of_measures else _arrange(group, is_answer=is_answer)
        is_after_form = form is not None and _is_whole(form)
        arranged.extend(group if form is None else form)
        if is_of_measures:
            measures.add(table)
        elif form is not None:
            form_tables.add(table)
    return Arrangement(arranged, frozenset(form_tables), frozenset(measures))


def _is_whole(form: Sequence[WordLine]) -> bool:
    """Whether a table has several fields, the last with an answer, so that what follows it is none."""
    inside = [line for line in form if not line.is_aside]
    return len({line.field for line in inside if line.field is not None}) > 1 and inside[-1].field is None


def _after_form(lines: Sequence[WordLine]) -> Iterator[WordLine]:
    """The lines below a table with a form, which belong to no answer unless headings follow."""
    end = next((place for place, line in enumerate(lines) if label_of(line.text, 1)), len(lines))
    yield from set_aside(lines[:end])
    yield from lines[end:]


def _arrange(lines: Sequence[WordLine], *, is_answer: bool) -> list[WordLine] | None:
    """The lines of a table in the order of the form; None where it holds no form."""
    rows = read_rows(lines)
    labels = [labels_of(row) for row in rows]
    found = [label for row in labels for label in row.values()]
    if not any(label.is_certain for label in found) and (is_answer or count_fields(found) < MIN_HEADINGS):
        return None
    for number, row_labels in enumerate(labels):
        if count_fields(row_labels.values()) >= MIN_HEADINGS and _is_header(rows, labels, number):
            return [*RowForms(rows, labels, number).lines()]
    meant = _without_chance(labels)
    columns = sorted({column for row in meant for column, label in row.items() if label.field is not None})
    if len(columns) > 1 or not any(max(row) > columns[0] for row in rows):
        return [*_in_rows(rows, meant)]
    return [*PairForms(rows, meant, columns[0]).lines()]


def _without_chance(labels: Sequence[Labels]) -> list[Labels]:
    """The headings without those of short names in a column that has no others: an answer may begin so."""
    certain = {column for row in labels for column, label in row.items() if label.is_certain}
    return [
        {
            column: label
            for column, label in row.items()
            if not certain or column in certain or label.field is None
        }
        for row in labels
    ]


def _is_header(rows: Sequence[Cells], labels: Sequence[Labels], number: int) -> bool:
    """Whether answers stand in the rows below a row of headings, and not below each heading in its cell."""
    below = zip(rows[number + 1 :], labels[number + 1 :], strict=True)
    return any(
        row.keys() & labels[number].keys() and not count_fields(found.values()) for row, found in below
    )


def _in_rows(rows: Sequence[Cells], labels: Sequence[Labels]) -> Iterator[WordLine]:
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
