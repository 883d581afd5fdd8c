"""Tables with a row for each action: the headings of the form stand side by side in the first row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nkps_reports.report.model import Span
from nkps_reports.word.reading.headings import FIRST, field_named
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.relations import parse_relation_line
from nkps_reports.wording.documents import BOKMAL

# So many headings of the form in one row are no chance.
_MIN_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands in each column of a table with a row for each action.

    Attributes:
        header_row: the row of the headings.
        fields: for each column with a heading, which of the form it is, from 0.
        relation: the column of the measures, if there is one of its own.
    """

    header_row: int
    fields: Mapping[int, int]
    relation: int | None

    def field_of(self, line: WordLine) -> tuple[int, WordLine] | None:
        """The field that a line below the headings belongs to, and what of it stands there."""
        column = line.cell.column if line.cell else None
        if column is not None and column == self.relation:
            said = Span(BOKMAL.relation_line.partition("{")[0])
            return FIRST, replace(line, spans=(said, *line.spans))
        field = self.fields.get(-1 if column is None else column)
        return None if field is None else (field, line)


def find_columns(lines: Sequence[WordLine]) -> dict[int, Columns]:
    """The tables with a row for each action, by their numbers.

    Args:
        lines: the document's text.
    """
    rows: dict[tuple[int, int], list[WordLine]] = {}
    for line in lines:
        if line.cell:
            rows.setdefault((line.cell.table, line.cell.row), []).append(line)
    found: dict[int, Columns] = {}
    for (table, row), inside in rows.items():
        fields = dict(_fields(inside))
        if table not in found and len(set(fields.values())) >= _MIN_HEADINGS:
            found[table] = Columns(row, fields, next(_relations(inside), None))
    return found


def _relations(row: Sequence[WordLine]) -> Iterator[int]:
    """The columns whose heading is that of the measures."""
    for line in row:
        if line.cell and parse_relation_line(line.text) == "":
            yield line.cell.column


def _fields(row: Sequence[WordLine]) -> Iterator[tuple[int, int]]:
    for line in row:
        field = field_named(line.text)
        if line.cell and field is not None:
            yield line.cell.column, field
