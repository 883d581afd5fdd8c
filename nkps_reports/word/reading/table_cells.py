"""The rows and cells of a table that may hold forms, and the headings of the form in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from nkps_reports.report.model import Span
from nkps_reports.word.reading.heading_words import Label, label_of, normalise
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import names_relation
from nkps_reports.wording import reports as words

# So many of the form's headings in one row, or in one table by short names, cannot be chance.
MIN_HEADINGS = 3
# A heading in a cell is no longer, and goes over no more lines.
_MAX_CHARACTERS, _MAX_LINES = 120, 3
_NUMBER = re.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,2})?[.):]?")

# The lines of the cells of a row that have text, and those of its headings, by column.
Cells = Mapping[int, Sequence[WordLine]]
Labels = Mapping[int, Label]
# A field of the form, from 0; None for the relation, which has no heading in Word.
FormField = int | None


def read_rows(table: Iterable[WordLine]) -> list[Cells]:
    """The rows of a table that have text."""
    rows: list[Cells] = []
    for _, row in groupby(table, lambda line: line.cell and line.cell.row):
        cells: dict[int, list[WordLine]] = {}
        for line in row:
            cells.setdefault(line.cell.column if line.cell else 0, []).append(line)
        rows.append(cells)
    return rows


def labels_of(row: Cells) -> dict[int, Label]:
    """The headings of the form, and of the relation, in the cells of a row."""
    return {column: label for column, cell in row.items() if (label := _label(cell))}


def _label(cell: Sequence[WordLine]) -> Label | None:
    """The heading that a cell begins with, which may go over several of its lines."""
    short: Label | None = None
    for count in range(1, min(len(cell), _MAX_LINES) + 1):
        text = text_of_cell(cell[:count])
        if len(text) > _MAX_CHARACTERS:
            break
        label = label_of(text, count)
        if label and label.is_certain:
            return label
        # «Tiltak» may be the first line of a longer heading.
        short = short or label
    if short is None and names_relation(text_of_cell(cell)):
        return Label(None, 1, is_certain=False)
    return short


def text_of_cell(lines: Iterable[WordLine]) -> str:
    """The lines of a cell as one."""
    return " ".join(line.text.strip() for line in lines)


def count_fields(labels: Iterable[Label]) -> int:
    """How many fields have a heading among some, without the relation."""
    return len({label.field for label in labels if label.field is not None})


def set_aside(lines: Iterable[WordLine]) -> Iterator[WordLine]:
    """Lines that belong to none of the fields."""
    return (replace(line, is_aside=True) for line in lines)


def help_text(field: int | None, lines: Iterable[WordLine]) -> Iterator[WordLine]:
    """What stands with the heading of a field, where the answer has a cell of its own."""
    return (replace(line, is_aside=True, field=field) for line in lines)


def lines_of(cells: Iterable[Sequence[WordLine]]) -> list[WordLine]:
    """The lines of some cells in order."""
    return [line for cell in cells for line in cell]


def heading_line(label: Label, cell: Sequence[WordLine]) -> WordLine:
    """The heading that a cell begins with, on one line."""
    spans = [span for line in cell[: label.lines] for span in (Span(" "), *line.spans)][1:]
    return replace(cell[0], spans=tuple(spans), field=label.field)


def is_running_number(line: WordLine) -> bool:
    """Whether a line of a table of forms is the number of a form or of a heading."""
    return line.is_aside and is_number(line.text)


def is_number(text: str) -> bool:
    """Whether a text is nothing but the number of a form or of a heading, or the header of such numbers."""
    return _NUMBER.fullmatch(text.strip()) is not None or normalise(text) in words.NUMBER_LABELS
