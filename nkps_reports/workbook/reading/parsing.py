"""From a workbook's sheets to a report, with everything that stands in the way of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nkps_reports.report.model import Action, Organisation, Place, Report
from nkps_reports.report.problems import Problem
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording import overview as overview_words
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.actions import parse_actions
from nkps_reports.workbook.reading.hidden import find_hidden
from nkps_reports.workbook.reading.organisation import VALUE_COLUMN, parse_organisation
from nkps_reports.workbook.reading.sheets import Sheet, read_sheets
from nkps_reports.workbook.reading.structure import find_sheet, find_table, missing_sheet
from nkps_reports.workbook.reading.unused import find_unused
from nkps_reports.workbook.schema import REQUIRED_SHEETS, SHEETS


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a workbook.

    Attributes:
        report: as much of the report as could be read, to be checked; not to be built where there are errors.
            None where there is nothing to check.
        problems: everything found while reading, in the order of sheets and cells.
        is_blank: whether the two sheets a report is made from hold nothing beyond the blank workbook.
        is_untouched: whether no sheet does.
        is_control_copy: whether it is a copy that the program itself wrote its problems into.
        is_overview: whether it is an overview of many reports that the program made.
    """

    report: Report | None
    problems: tuple[Problem, ...]
    is_blank: bool = False
    is_untouched: bool = False
    is_control_copy: bool = False
    is_overview: bool = False


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
    if _is_control_copy(sheets[0]):
        return Reading(None, (), is_control_copy=True)
    if is_overview(sheets):
        return Reading(None, (), is_overview=True)
    found = {name: find_sheet(sheets, name) for name in SHEETS}
    problems: list[Problem] = []
    for name in REQUIRED_SHEETS:
        if found[name] is None:
            problem, found[name] = missing_sheet(sheets, name, SHEETS)
            problems.append(problem)
    organisation, filled_in = Organisation("", ""), True
    if sheet := found[words.ORGANISATION]:
        organisation, filled_in, more = parse_organisation(sheet)
        filled_in = filled_in or any(problem.code is not Code.MISSING_VALUE for problem in more)
        problems.extend(more)
        problems.extend(find_hidden(sheet, 1, (VALUE_COLUMN,)))
    actions: tuple[Action, ...] = ()
    if sheet := found[words.ACTIONS]:
        table, structural = find_table(sheet)
        actions, more = parse_actions(sheet, table)
        used = (found[words.ORGANISATION], found[words.ACTIONS])
        unused = list(find_unused(sheets, used, table))
        touched = {problem.place.sheet for problem in unused}
        own = {used_sheet.name for used_sheet in used if used_sheet}
        if not (structural or actions or more or filled_in or touched & own):
            return Reading(None, (), is_blank=True, is_untouched=not touched)
        problems.extend(structural)
        problems.extend(more)
        if not (actions or more or structural):
            problems.append(Problem.of(Code.NO_ACTIONS, Place(sheet.name)))
        problems.extend(find_hidden(sheet, table.header_row + 1, table.columns.values()))
        problems.extend(unused)
    is_read = found[words.ACTIONS] and not any(problem.code is Code.TOO_LARGE for problem in problems)
    report = Report(organisation, actions, read_measures()) if is_read else None
    return Reading(report, tuple(problems))


def is_overview(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is an overview of many reports that the program made, by the names of its sheets."""
    names = (overview_words.SHEET_MATRIX, overview_words.SHEET_RELATIONS, overview_words.SHEET_REMARKS)
    return tuple(sheet.name for sheet in sheets[: len(names)]) == names


def _is_control_copy(first: Sheet) -> bool:
    opening = first.contents.get((1, 1))
    return (
        first.name.startswith(words.CONTROL_SHEET)
        and opening is not None
        and opening.text.startswith(words.CONTROL_OPENING)
    )
