"""From a workbook's sheets to a report, with everything that stands in the way of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nkps_reports.model import Action, Organisation, Place, Relation, Report, Text
from nkps_reports.problems import Code, Problem, a_problem
from nkps_reports.strategy import read_measures
from nkps_reports.wording import problems as problem_words
from nkps_reports.wording import workbook as words
from nkps_reports.workbook.cells import Content
from nkps_reports.workbook.fields import cell_problems, parse_relation, parse_text
from nkps_reports.workbook.organisation import parse_organisation
from nkps_reports.workbook.reading import MergedRange, Sheet, cell_name, read_sheets
from nkps_reports.workbook.schema import ACTION_COLUMNS, REQUIRED_SHEETS, SHEETS
from nkps_reports.workbook.structure import Table, find_sheet, find_table, missing_sheet
from nkps_reports.workbook.unused import find_unused

# Beyond this a build is no longer a matter of seconds, and no organisation has so many actions.
MOST_ACTIONS = 5000


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a workbook.

    Attributes:
        report: as much of the report as could be read; None where the structure is missing.
        problems: everything found while reading, in the order of sheets and cells.
        is_blank: whether the two sheets a report is made from hold nothing beyond the blank workbook.
        is_untouched: whether no sheet does.
    """

    report: Report | None
    problems: tuple[Problem, ...]
    is_blank: bool = False
    is_untouched: bool = False


def parse_workbook(file: bytes) -> Reading:
    """Read a workbook.

    Args:
        file: the bytes of an ``.xlsx`` or ``.xlsm`` file.

    Returns:
        The report and the problems.

    Raises:
        WorkbookError: the file cannot be read as a workbook at all.
    """
    sheets = read_sheets(file)
    found = {name: find_sheet(sheets, name) for name in SHEETS}
    problems = [missing_sheet(sheets, name, SHEETS) for name in REQUIRED_SHEETS if found[name] is None]
    organisation, filled_in = Organisation("", ""), True
    if sheet := found[words.ORGANISATION]:
        organisation, filled_in, more = parse_organisation(sheet)
        filled_in = filled_in or any(problem.code is not Code.MISSING_VALUE for problem in more)
        problems.extend(more)
    actions: tuple[Action, ...] = ()
    if sheet := found[words.ACTIONS]:
        table, structural = find_table(sheet)
        actions, more = _parse_actions(sheet, table)
        used = (found[words.ORGANISATION], found[words.ACTIONS])
        unused = list(find_unused(sheets, used, table))
        touched = {problem.place.sheet for problem in unused}
        own = {used_sheet.name for used_sheet in used if used_sheet}
        if not (structural or actions or more or filled_in or touched & own):
            return Reading(None, (), is_blank=True, is_untouched=not touched)
        problems.extend(structural)
        problems.extend(more)
        if not (actions or more or structural):
            problems.append(a_problem(Code.NO_ACTIONS, Place(sheet.name)))
        problems.extend(unused)
    readable = not any(problem.code in _STRUCTURAL for problem in problems)
    report = Report(organisation, actions, read_measures()) if readable else None
    return Reading(report, tuple(problems))


_STRUCTURAL = {Code.MISSING_SHEET, Code.MISSING_HEADER, Code.DUPLICATE_HEADER, Code.TOO_LARGE}


def _parse_actions(sheet: Sheet, table: Table) -> tuple[tuple[Action, ...], list[Problem]]:
    columns = table.columns
    used = set(columns.values())
    rows = sorted({row for row, column in sheet.contents if row > table.header_row and column in used})
    if len(rows) > MOST_ACTIONS:
        problem = a_problem(Code.TOO_LARGE, Place(sheet.name), str(len(rows)), limit=MOST_ACTIONS)
        return (), [problem]
    merged = _merged_in_table(sheet, table, rows)
    problems = [
        a_problem(
            Code.MERGED_CELL, Place(sheet.name, cell_name(area.first_row, area.first_column)), area.name
        )
        for area in merged
    ]
    actions: list[Action] = []
    for number, row in enumerate(rows, start=1):
        parsed = _Row(sheet, row, columns, merged)
        problems.extend(parsed.problems())
        actions.append(parsed.action(number))
    return tuple(actions), problems


def _merged_in_table(sheet: Sheet, table: Table, rows: Sequence[int]) -> list[MergedRange]:
    """Merged ranges that leave it unclear where in the table their text belongs.

    That is: several cells of the table in one, or one that holds its text outside the table. A range
    that touches no row with content is nobody's concern.
    """
    unclear: list[MergedRange] = []
    for area in sheet.merged:
        columns = [c for c in table.columns.values() if area.first_column <= c <= area.last_column]
        height = area.last_row - max(area.first_row, table.header_row + 1) + 1
        several = len(columns) * height > 1 or area.first_column not in columns
        touched = any(area.first_row <= row <= area.last_row for row in rows)
        if columns and height > 0 and several and touched:
            unclear.append(area)
    return unclear


class _Row:
    """One row of the table: its cells by the schema's keys."""

    def __init__(
        self, sheet: Sheet, row: int, columns: Mapping[str, int], merged: Sequence[MergedRange]
    ) -> None:
        self._row = row
        self._merged = merged
        self._columns = columns
        self._places: dict[str, Place] = {}
        self._contents: dict[str, Content | None] = {}
        for column in ACTION_COLUMNS:
            number = columns.get(column.key)
            cell = cell_name(row, number) if number else None
            self._places[column.key] = Place(sheet.name, cell, column.header)
            self._contents[column.key] = sheet.contents.get((row, number)) if number else None
        relation = self._contents["relation"]
        self._relation: Relation | Problem | None = None
        if relation and relation.has_result and not relation.error and relation.text.strip():
            self._relation = parse_relation(relation, self._places["relation"])

    def problems(self) -> Iterator[Problem]:
        for key, number in self._columns.items():
            content, place = self._contents[key], self._places[key]
            if content is not None:
                yield from cell_problems(content, place)
                missing = content.has_result and not content.error and not content.text.strip()
            else:
                missing = not any(area.covers(self._row, number) for area in self._merged)
            if missing:
                hint = problem_words.ROW_HINT.format(row=self._row)
                yield a_problem(Code.MISSING_VALUE, place, row_hint=hint)
        if isinstance(self._relation, Problem):
            yield self._relation

    def action(self, number: int) -> Action:
        return Action(
            number,
            self._row,
            self._text("title"),
            self._relation if isinstance(self._relation, Relation) else None,
            self._text("responsible"),
            self._text("description"),
            self._text("timing"),
        )

    def _text(self, key: str) -> Text:
        return parse_text(self._contents[key], self._places[key])
