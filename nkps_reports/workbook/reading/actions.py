"""The sheet with one action a row, below the headers that ``structure`` found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

from nkps_reports.files.limits import MAX_ACTIONS, MAX_LINES, MAX_TITLE_CHARACTERS
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import Action, Place, Relation
from nkps_reports.report.problems import Problem
from nkps_reports.report.references import is_seen
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.form import FIELDS, FORM_FIELDS, RELATION, TITLE
from nkps_reports.workbook.reading.cells import Content
from nkps_reports.workbook.reading.facts import Area
from nkps_reports.workbook.reading.fields import cell_problems, parse_relation, parse_text, text_problems
from nkps_reports.workbook.reading.pasted import find_pasted, pasted_problems
from nkps_reports.workbook.reading.sheets import Sheet, cell_name
from nkps_reports.workbook.reading.structure import Table

_OPTIONAL = frozenset(field.key for field in FIELDS if field.is_optional)


def parse_actions(sheet: Sheet, table: Table) -> tuple[tuple[Action, ...], list[Problem]]:
    """Read the actions.

    Args:
        sheet: the sheet.
        table: where on it the actions stand.

    Returns:
        An action for each row with content, in order, and the problems of their cells. A row that holds
        nothing but the rest of a text above it makes no action.
    """
    columns = table.columns
    used = set(columns.values())
    blocks, pasted = find_pasted(sheet, table)
    found = {row for row, column in sheet.contents if row > table.header_row and column in used}
    rows = sorted(found - pasted - table.repeated)
    if problem := _too_large(sheet, table, len(rows)):
        return (), [problem]
    merged = _merged_in_table(sheet, table, rows)
    problems = [
        Problem.of(
            Code.MERGED_CELL, Place(sheet.name, cell_name(area.first_row, area.first_column)), area.name
        )
        for area in merged
    ]
    problems.extend(pasted_problems(sheet, columns, blocks))
    covered = _covered(merged, used, rows)
    actions: list[Action] = []
    for number, row in enumerate(rows, start=1):
        parsed = _Row(sheet, row, columns, covered)
        problems.extend(parsed.problems())
        actions.append(parsed.action(number))
    return tuple(actions), problems


def _too_large(sheet: Sheet, table: Table, row_count: int) -> Problem | None:
    columns = {number: key for key, number in table.columns.items()}
    texts = [
        (columns[column], content.text)
        for (row, column), content in sheet.contents.items()
        if column in columns and row > table.header_row and row not in table.repeated
    ]
    lines = sum(_count_lines(text) for _, text in texts)
    titles = sum(len(text) for key, text in texts if key == TITLE.key)
    for count, limit, what in (
        (row_count, MAX_ACTIONS, words.TOO_MANY_ACTIONS),
        (titles, MAX_TITLE_CHARACTERS, words.TOO_LONG_TITLES),
        (lines, MAX_LINES, words.TOO_MANY_LINES),
    ):
        if count > limit:
            said = what.format(count=count, limit=limit)
            advice = words.SPLIT_WORKBOOK
            return Problem.of(Code.TOO_LARGE, Place(sheet.name), str(count), what=said, advice=advice)
    return None


def _count_lines(text: str) -> int:
    """What a text makes of elements: its lines, tabs and links."""
    return text.count("\n") + text.count("\t") + text.count("://") + 1


def _merged_in_table(sheet: Sheet, table: Table, rows: Sequence[int]) -> list[Area]:
    """Merged ranges that leave it unclear where in the table their text belongs.

    That is: several cells of the table in one, or one that holds its text outside the table. A range
    that touches no row with content is nobody's concern.
    """
    unclear: list[Area] = []
    for area in sheet.facts.merged:
        columns = [c for c in table.columns.values() if area.first_column <= c <= area.last_column]
        height = area.last_row - max(area.first_row, table.header_row + 1) + 1
        several = len(columns) * height > 1 or area.first_column not in columns
        touched = bisect_left(rows, area.first_row) < bisect_right(rows, area.last_row)
        if columns and height > 0 and several and touched:
            unclear.append(area)
    return unclear


def _covered(areas: Sequence[Area], columns: Collection[int], rows: Sequence[int]) -> set[tuple[int, int]]:
    """The cells of the table's rows that have no content of their own because they were merged."""
    return {(row, column) for column in columns for row in _covered_rows(areas, column, rows)}


def _covered_rows(areas: Sequence[Area], column: int, rows: Sequence[int]) -> Iterator[int]:
    """The rows in which a column was merged, each once, however many ranges lie over each other."""
    spans = sorted(
        (area.first_row, area.last_row) for area in areas if area.first_column <= column <= area.last_column
    )
    begin = 0
    for first, last in spans:
        begin = max(begin, bisect_left(rows, first))
        end = bisect_right(rows, last)
        yield from rows[begin:end]
        begin = max(begin, end)


class _Row:
    """One row of the table: its cells by the schema's keys."""

    def __init__(
        self, sheet: Sheet, row: int, columns: Mapping[str, int], merged: Collection[tuple[int, int]]
    ) -> None:
        self._row = row
        self._merged = merged
        self._columns = columns
        self._places: dict[str, Place] = {}
        self._contents: dict[str, Content | None] = {}
        for column in FIELDS:
            number = columns.get(column.key)
            cell = cell_name(row, number) if number else None
            self._places[column.key] = Place(sheet.name, cell, column.header)
            self._contents[column.key] = sheet.contents.get((row, number)) if number else None
        relation = self._contents[RELATION.key]
        self._relation: Relation | Problem | None = None
        if relation and relation.has_result and not relation.error and is_seen(relation.text):
            self._relation = parse_relation(relation, self._places[RELATION.key])

    def problems(self) -> Iterator[Problem]:
        for key, number in self._columns.items():
            content, place = self._contents[key], self._places[key]
            if content is not None:
                yield from cell_problems(content, place)
                if key != RELATION.key:
                    yield from text_problems(content, place)
                missing = content.has_result and not content.error and not is_seen(content.text)
            else:
                missing = (self._row, number) not in self._merged
            if missing and key not in _OPTIONAL:
                hint = words.ROW_HINT.format(row=self._row)
                yield Problem.of(Code.MISSING_VALUE, place, row_hint=hint)
        if isinstance(self._relation, Problem):
            yield self._relation

    def action(self, number: int) -> Action:
        relation = self._relation if isinstance(self._relation, Relation) else None
        written = self._contents[RELATION.key]
        keys = [field.key for field in FORM_FIELDS]
        texts = {key: parse_text(self._contents[key], self._places[key]) for key in keys}
        unread = on_one_line(written.text) if written and relation is None else ""
        return Action(number, self._row, texts, relation, unread)
