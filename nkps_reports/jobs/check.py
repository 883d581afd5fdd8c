"""The workbooks of a run, read and checked: which have a report, which are told of, which would collide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from nkps_reports.files.sources import SourceFile, Sources, find_nearest
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.report.checks import check_report
from nkps_reports.report.model import Report
from nkps_reports.report.problems import Problem, has_errors
from nkps_reports.report.strategy import measure_coverage
from nkps_reports.wording import problems as words
from nkps_reports.wording import reports as report_words
from nkps_reports.wording.codes import Code

if TYPE_CHECKING:
    from nkps_reports.workbook.reading.parsing import WorkbookReading


DEFAULT_INPUT = Path("input")
BLANK_WORKBOOK = Path("input/template.xlsx")


def report_missing(sources: Sources) -> Iterator[Outcome]:
    """The paths that lead to nothing that can be read."""
    for path in sources.missing:
        yield Outcome(path, problems=(no_such_file(path),))
    for path in sources.unreadable:
        yield Outcome(path, problems=(Problem.of(Code.FILE_NOT_READABLE, path=path),))
    for path in sources.irregular:
        yield Outcome(path, problems=(Problem.of(Code.IRREGULAR_FILE, path=path),))


def no_such_file(path: Path) -> Problem:
    """The problem that a file does not exist, with the name of one that may be meant."""
    nearest = find_nearest(path, DEFAULT_INPUT)
    hint = words.NEAREST_FILE.format(path=nearest) if nearest else ""
    return Problem.of(Code.NO_SUCH_FILE, path=path, nearest=hint)


def report_nothing_found(sources: Sources) -> Iterator[Outcome]:
    """The folders of a run that found no workbook in them, where no path was named."""
    if sources.named or sources.missing or sources.unreadable or sources.irregular:
        return
    for folder in sources.folders:
        problem = Problem.of(Code.NOTHING_TO_BUILD, path=folder, template=BLANK_WORKBOOK.name)
        yield Outcome(folder, problems=(problem,))


def check_workbook(file: SourceFile) -> tuple[Outcome, Report | None]:
    """Check a workbook.

    Args:
        file: the workbook.

    Returns:
        What was found, and the report if there is one. That it is blank, or a file that the program made of a
        workbook, is a problem.
    """
    from nkps_reports.workbook.reading.parsing import parse_workbook

    reading, problems = attempt(file.path, parse_workbook, file.content)
    if reading is None:
        return Outcome(file.path, problems=problems), None
    if no_report := _no_report(reading):
        return Outcome(file.path, problems=(no_report,), was_open=file.is_open), None
    return check_reading(file.path, reading, was_open=file.is_open), reading.report


def _no_report(reading: WorkbookReading) -> Problem | None:
    if reading.is_control_copy:
        return Problem.of(Code.CONTROL_COPY)
    if reading.is_overview:
        return Problem.of(Code.REPORT_IS_OWN, what=report_words.OWN_OVERVIEW)
    return Problem.of(Code.BLANK_WORKBOOK) if reading.is_blank else None


def as_found(outcome: Outcome) -> Outcome:
    """What to tell of a workbook that was found in a folder: nothing where nobody would miss it."""
    codes = {problem.code for problem in outcome.problems}
    if not codes & {Code.CONTROL_COPY, Code.REPORT_IS_OWN, Code.BLANK_WORKBOOK}:
        return outcome
    is_blank_template = outcome.path.name.casefold() == BLANK_WORKBOOK.name
    if Code.BLANK_WORKBOOK in codes and outcome.was_open and not is_blank_template:
        return replace(outcome, problems=(Problem.of(Code.UNSAVED_WORKBOOK),))
    return Outcome(outcome.path, is_passed_over=True)


def is_unsaved(outcome: Outcome) -> bool:
    """Whether a workbook is blank on the disk while somebody has it open."""
    return any(problem.code is Code.UNSAVED_WORKBOOK for problem in outcome.problems)


def check_reading(path: Path, reading: WorkbookReading, *, was_open: bool = False) -> Outcome:
    """Check what was read from a workbook that somebody has filled in.

    Args:
        path: where it lies, or is to lie.
        reading: what was read from it.
        was_open: whether it was open in Excel.
    """
    problems, report = list(reading.problems), reading.report
    if report:
        problems.extend(check_report(report))
    if path.name.casefold() == BLANK_WORKBOOK.name:
        suggestion = words.TEMPLATE_SUGGESTION
        command = words.TEMPLATE_COMMAND
        problems.append(Problem.of(Code.TEMPLATE_FILLED_IN, suggestion=suggestion, template_command=command))
    count = len(report.actions) if report else None
    outcome = Outcome(path, is_opened=True, action_count=count, problems=tuple(problems), was_open=was_open)
    if not report or has_errors(problems):
        return outcome
    return replace(
        outcome,
        organisation=report.organisation,
        covered_count=len(measure_coverage(report).with_action),
        measure_count=len(report.measures),
    )


def group_by_output(paths: Iterable[Path]) -> tuple[tuple[Path, ...], ...]:
    """Those files of a run that share the names of their outputs, on any disk, each group in their order."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        # Some disks know no capitals, and some no difference between «å» as one character and as two.
        groups.setdefault(normalize("NFC", path.stem).casefold(), []).append(path)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def report_clashes(groups: Iterable[Iterable[Path]], in_the_way: Collection[Path]) -> dict[Path, Problem]:
    """For each file whose outputs would have the name of another's, the problem that says so.

    Args:
        groups: the files that share names.
        in_the_way: those of them that have outputs; a blank workbook makes none.
    """
    clashes: dict[Path, Problem] = {}
    for group in groups:
        for path, other in permutations([path for path in group if path in in_the_way], 2):
            clashes[path] = Problem.of(Code.SAME_OUTPUT, other=other)
    return clashes
