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
        is_blank: whether nothing is filled in beyond the blank workbook.
    """

    report: Report | None
    problems: tuple[Problem, ...]
    is_blank: bool = False


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
        problems.extend(more)
    actions: tuple[Action, ...] = ()
    if sheet := found[words.ACTIONS]:
        table, structural = find_table(sheet)
        actions, more = _parse_actions(sheet, table)
        is_blank = not (structural or actions or filled_in)
        if is_blank:
            return Reading(None, (), is_blank=True)
        problems.extend(structural)
        problems.extend(more)
        if not actions and not structural:
            problems.append(a_problem(Code.NO_ACTIONS, Place(sheet.name)))
        problems.extend(find_unused(sheets, table))
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
    merged = _merged_in_table(sheet, table)
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


def _merged_in_table(sheet: Sheet, table: Table) -> list[MergedRange]:
    """Merged ranges with content that reach into the rows and columns of the table."""
    columns = table.columns.values()
    return [
        area
        for area in sheet.merged
        if area.last_row > table.header_row
        and any(area.first_column <= column <= area.last_column for column in columns)
        and (area.first_row, area.first_column) in sheet.contents
    ]


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
