"""The workbooks of a run, read and checked: which have a report, and which outputs would collide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from nkps_reports.files.sources import PathKind, SourceFile, Sources, find_nearest
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.report.checks import check_report
from nkps_reports.report.problems import Problem, has_errors
from nkps_reports.report.strategy import find_coverage
from nkps_reports.wording import problems as words
from nkps_reports.wording import reports as report_words
from nkps_reports.wording.codes import Code

if TYPE_CHECKING:
    from nkps_reports.workbook.reading.parsing import WorkbookReading


DEFAULT_INPUT = Path("input")
BLANK_WORKBOOK = Path("input/template.xlsx")


def report_missing(sources: Sources) -> Iterator[Outcome]:
    """Report the paths that lead to nothing that can be read."""
    for path, kind in sources.unread:
        yield Outcome(path, (no_file(path, kind),))


def no_file(path: Path, kind: PathKind) -> Problem:
    """The problem of a path that leads to no file; if nothing is there, with the file that may be meant."""
    if kind is PathKind.IRREGULAR:
        return Problem.of(Code.IRREGULAR_FILE, path=path)
    if kind is PathKind.UNREADABLE:
        return Problem.of(Code.FILE_NOT_READABLE, path=path)
    nearest = find_nearest(path, DEFAULT_INPUT)
    hint = words.NEAREST_FILE.format(path=nearest) if nearest else ""
    return Problem.of(Code.NO_SUCH_FILE, path=path, nearest=hint)


def report_nothing_found(sources: Sources, code: Code) -> Iterator[Outcome]:
    """Report the folders of a run that found nothing in them, if no file was named."""
    for folder in () if sources.named or sources.unread else sources.folders:
        yield Outcome(folder, (Problem.of(code, path=folder, template=BLANK_WORKBOOK.name),))


def check_workbook(file: SourceFile, *, keeps_sheets: bool = False) -> Outcome:
    """Check a workbook. One that is blank or made by the program has that as its only problem.

    With ``keeps_sheets`` the outcome has the sheets too, for whoever shows them.
    """
    from nkps_reports.workbook.reading.parsing import parse_workbook

    reading, problems = attempt(file.path, parse_workbook, file.content)
    if reading is None:
        return Outcome(file.path, problems)
    if no_report := _no_report(reading):
        return Outcome(file.path, (no_report,), was_open=file.is_open)
    outcome = replace(check_reading(file.path, reading), was_open=file.is_open)
    return replace(outcome, sheets=reading.sheets) if keeps_sheets else outcome


def _no_report(reading: WorkbookReading) -> Problem | None:
    if reading.is_control_copy:
        return Problem.of(Code.CONTROL_COPY)
    if reading.is_overview:
        return Problem.of(Code.REPORT_IS_OWN, what=report_words.OWN_OVERVIEW)
    return Problem.of(Code.BLANK_WORKBOOK) if reading.is_blank else None


def as_found(outcome: Outcome) -> Outcome:
    """What to report of a workbook that was found in a folder and not named: nothing if it has no report."""
    codes = {problem.code for problem in outcome.problems}
    if not codes & {Code.CONTROL_COPY, Code.REPORT_IS_OWN, Code.BLANK_WORKBOOK}:
        return outcome
    is_blank_template = outcome.path.name.casefold() == BLANK_WORKBOOK.name
    if Code.BLANK_WORKBOOK in codes and outcome.was_open and not is_blank_template:
        return replace(outcome, problems=(Problem.of(Code.UNSAVED_WORKBOOK),))
    return Outcome(outcome.path, is_passed_over=True)


def check_reading(path: Path, reading: WorkbookReading) -> Outcome:
    """Check what was read from a workbook that is filled in, and lies at a path or will."""
    problems, report = list(reading.problems), reading.report
    if report:
        problems.extend(check_report(report))
    if path.name.casefold() == BLANK_WORKBOOK.name:
        suggestion, command = words.TEMPLATE_SUGGESTION, words.TEMPLATE_COMMAND
        problems.append(Problem.of(Code.TEMPLATE_FILLED_IN, suggestion=suggestion, template_command=command))
    count = len(report.actions) if report else None
    outcome = Outcome(path, tuple(problems), report, is_opened=True, action_count=count)
    if not report or has_errors(problems):
        return outcome
    return replace(
        outcome,
        organisation=report.organisation,
        covered_count=sum(map(bool, find_coverage(report).values())),
        measure_count=len(report.measures),
    )


def report_clashes(paths: Iterable[Path]) -> dict[Path, Problem]:
    """The problem of each file whose outputs would, on some disk, have the same names as another's."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        # Some disks know no capitals, and some no difference between «å» as one character and as two.
        groups.setdefault(normalize("NFC", path.stem).casefold(), []).append(path)
    pairs = (pair for group in groups.values() for pair in permutations(group, 2))
    return {path: Problem.of(Code.SAME_OUTPUT, other=other) for path, other in pairs}
