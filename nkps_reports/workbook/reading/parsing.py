"""From a workbook's sheets to a report, with everything that stands in the way of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nkps_reports.report.model import Organisation, Place, Report
from nkps_reports.report.problems import Problem, has_errors
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording import overview as overview_words
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.actions import parse_actions
from nkps_reports.workbook.reading.organisation import parse_organisation
from nkps_reports.workbook.reading.overlooked import find_hidden, find_unused
from nkps_reports.workbook.reading.own_texts import find_own_cells
from nkps_reports.workbook.reading.sheets import Sheet, read_sheets
from nkps_reports.workbook.reading.structure import find_sheet, find_table
from nkps_reports.workbook.schema import REQUIRED_SHEETS, VALUE_COLUMN


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """What came out of a workbook.

    Attributes:
        report: as much of the report as could be read, to be checked; not to be built where there are errors.
            None where there is nothing to check.
        problems: everything found while reading, in the order of sheets and cells.
        is_blank: whether the two sheets a report is made from hold nothing beyond the blank workbook.
        is_untouched: whether no sheet does.
        is_control_copy: whether it is a copy that the program itself wrote its problems into.
        is_overview: whether it is an overview of many reports that the program made.
        sheets: the sheets that the report was read from.
    """

    report: Report | None
    problems: tuple[Problem, ...]
    is_blank: bool = False
    is_untouched: bool = False
    is_control_copy: bool = False
    is_overview: bool = False
    sheets: tuple[Sheet, ...] = ()


def parse_workbook(file: bytes) -> WorkbookReading:
    """Read the report, and the problems, of an ``.xlsx`` or ``.xlsm`` file.

    Raises:
        WorkbookError: the file cannot be read as a workbook at all.
    """
    sheets: Sequence[Sheet] = read_sheets(file)
    if _is_control_copy(sheets[0]):
        return WorkbookReading(None, (), is_control_copy=True)
    if is_overview(sheets):
        return WorkbookReading(None, (), is_overview=True)
    sheets, found, problems = _find_sheets(sheets)
    organisation, is_filled_in = Organisation("", ""), True
    if sheet := found[words.ORGANISATION]:
        organisation, is_filled_in, more = parse_organisation(sheet)
        is_filled_in = is_filled_in or any(problem.code is not Code.MISSING_VALUE for problem in more)
        problems += [*more, *find_hidden(sheet, 1, (VALUE_COLUMN,))]
    sheet, read = found[words.ACTIONS], tuple(filter(None, found.values()))
    if sheet is None:
        return WorkbookReading(None, tuple(problems), sheets=read)
    table, structural = find_table(sheet)
    actions, more = parse_actions(sheet, table)
    used = (found[words.ORGANISATION], sheet)
    unused = list(find_unused(sheets, used, table))
    if not (actions or structural or has_errors(more)):
        touched = {problem.place.sheet for problem in (*more, *unused)}
        if not (is_filled_in or touched & {each.name for each in used if each}):
            return WorkbookReading(None, (), is_blank=True, is_untouched=not touched)
        more.append(Problem.of(Code.NO_ACTIONS, Place(sheet.name)))
    hidden = find_hidden(sheet, table.header_row + 1, table.columns.values())
    problems += [*structural, *more, *hidden, *unused]
    if any(problem.code is Code.TOO_LARGE for problem in problems):
        return WorkbookReading(None, tuple(problems), sheets=read)
    return WorkbookReading(Report(organisation, actions, read_measures()), tuple(problems), sheets=read)


def _find_sheets(
    sheets: Sequence[Sheet],
) -> tuple[Sequence[Sheet], dict[str, Sheet | None], list[Problem]]:
    """All sheets, with their own texts found, and by its name each that a report cannot be made without."""
    found: dict[str, Sheet | None] = {}
    problems: list[Problem] = []
    for name in REQUIRED_SHEETS:
        found[name], problem = find_sheet(sheets, name)
        problems += [problem] if problem else []
    marked = find_own_cells(sheets, found[words.ORGANISATION], found[words.ACTIONS])
    found = {name: sheet and marked[sheets.index(sheet)] for name, sheet in found.items()}
    return marked, found, problems


def is_overview(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is an overview of many reports that the program made, by the names of its sheets."""
    names = (overview_words.SHEET_MATRIX, overview_words.SHEET_RELATIONS, overview_words.SHEET_REMARKS)
    return tuple(sheet.name for sheet in sheets[: len(names)]) == names


def _is_control_copy(first: Sheet) -> bool:
    opening = first.contents.get((1, 1))
    is_named = first.name.startswith(words.CONTROL_SHEET)
    return is_named and opening is not None and opening.text.startswith(words.CONTROL_OPENING)
