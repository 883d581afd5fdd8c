"""A table with headings and answers beside each other, as lines in the order in which a form is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nkps_reports.report.model import Span
from nkps_reports.word.reading.heading_words import FIRST, Label, without_caption
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import say_relation
from nkps_reports.word.reading.table_cells import (
    Cells,
    FormField,
    Labels,
    heading_line,
    help_text,
    is_number,
    lines_of,
    set_aside,
    text_of_cell,
)
from nkps_reports.wording.documents import BOKMAL

# A label that is none of the form's is no longer than this, nor a caption in a row of its own.
_MAX_LABEL_CHARACTERS, _MAX_TITLE_CHARACTERS = 40, 300
# What stands with a heading is help text up to this length; longer, it is an answer.
_MAX_HELP_CHARACTERS, _MAX_HELP_COLUMNS = 300, 3


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
        form: set[FormField] = set()
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
