"""The workbooks of a run, read and checked: which have a report, and which are passed over or told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

from nkps_reports.checks import check_report
from nkps_reports.coverage import measure_coverage
from nkps_reports.failures import gather_failures
from nkps_reports.locks import find_lock
from nkps_reports.model import Report
from nkps_reports.outcome import Outcome
from nkps_reports.problems import Code, Problem, a_problem, has_errors
from nkps_reports.sources import Sources, find_nearest, read_file
from nkps_reports.wording import problems as words
from nkps_reports.wording import reports as report_words

if TYPE_CHECKING:
    from nkps_reports.workbook.parsing import Reading

DEFAULT_INPUT = Path("input")
BLANK_WORKBOOK = Path("input/template.xlsx")


@dataclass(frozen=True, slots=True)
class CheckedWorkbook:
    """A workbook that was read and checked: what became of it, its report if it has one, and its bytes."""

    outcome: Outcome
    report: Report | None = None
    file: bytes = b""

    @property
    def is_unsaved(self) -> bool:
        """Whether it is blank on the disk while somebody has it open."""
        return any(problem.code is Code.UNSAVED_WORKBOOK for problem in self.outcome.problems)


def check_all(sources: Sources) -> Iterator[CheckedWorkbook]:
    """Read and check each workbook, but those that are blank and that nobody would miss."""
    clashes = _find_clashes(sources.files)
    for path in sources.files:
        checked = check_workbook(path) if path in sources.named else _check_found(path)
        if checked is not None:
            yield replace(checked, outcome=checked.outcome.with_problems(*clashes.get(path, ())))


def tell_unread(sources: Sources) -> Iterator[Outcome]:
    """The paths that lead to nothing that can be read."""
    for path in sources.missing:
        yield Outcome(path, problems=(no_such_file(path),))
    for path in sources.unreadable:
        yield Outcome(path, problems=(a_problem(Code.FILE_NOT_READABLE, path=path),))


def no_such_file(path: Path) -> Problem:
    """The problem that a file does not exist, with the name of one that may be meant."""
    nearest = find_nearest(path, DEFAULT_INPUT)
    hint = words.NEAREST_FILE.format(path=nearest) if nearest else ""
    return a_problem(Code.NO_SUCH_FILE, path=path, nearest=hint)


def tell_nothing_found(sources: Sources) -> Iterator[Outcome]:
    """The folders of a run that found no workbook in them, where no path was named."""
    if sources.named or sources.missing or sources.unreadable:
        return
    for folder in sources.folders:
        problem = a_problem(Code.NOTHING_TO_BUILD, path=folder, template=BLANK_WORKBOOK.name)
        yield Outcome(folder, problems=(problem,))


def check_workbook(path: Path) -> CheckedWorkbook:
    """Read and check a workbook.

    Args:
        path: where it lies.

    Returns:
        What was found. That it is blank, or a file that the program made of a workbook, is a problem.
    """
    from nkps_reports.workbook.parsing import parse_workbook

    with gather_failures(path) as failures:
        file = read_file(path)
        reading = parse_workbook(file)
        if no_report := _no_report(reading):
            was_open = find_lock(path) is not None
            return CheckedWorkbook(Outcome(path, problems=(no_report,), was_open=was_open))
        return replace(check_reading(path, reading), file=file)
    return CheckedWorkbook(Outcome(path, problems=tuple(failures)))


def _no_report(reading: Reading) -> Problem | None:
    if reading.is_control_copy:
        return a_problem(Code.CONTROL_COPY)
    if reading.is_overview:
        return a_problem(Code.REPORT_IS_OWN, what=report_words.OWN_OVERVIEW)
    return a_problem(Code.BLANK_WORKBOOK) if reading.is_blank else None


def _check_found(path: Path) -> CheckedWorkbook | None:
    """The same of a workbook that was found in a folder: nothing where nobody would miss it."""
    checked = check_workbook(path)
    codes = {problem.code for problem in checked.outcome.problems}
    if codes & {Code.CONTROL_COPY, Code.REPORT_IS_OWN}:
        return None
    if Code.BLANK_WORKBOOK not in codes:
        return checked
    if checked.outcome.was_open and path.name.casefold() != BLANK_WORKBOOK.name:
        return CheckedWorkbook(Outcome(path, problems=(a_problem(Code.UNSAVED_WORKBOOK),)))
    return None


def check_reading(path: Path, reading: Reading) -> CheckedWorkbook:
    """Check what was read from a workbook that somebody has filled in.

    Args:
        path: where it lies, or is to lie.
        reading: what was read from it.
    """
    return CheckedWorkbook(_outcome(path, reading), reading.report)


def _outcome(path: Path, reading: Reading) -> Outcome:
    problems, report = list(reading.problems), reading.report
    if report:
        problems.extend(check_report(report))
    if path.name.casefold() == BLANK_WORKBOOK.name:
        suggestion = words.TEMPLATE_SUGGESTION
        command = words.TEMPLATE_COMMAND
        problems.append(a_problem(Code.TEMPLATE_FILLED_IN, suggestion=suggestion, template_command=command))
    count = len(report.actions) if report else None
    outcome = Outcome(
        path,
        is_opened=True,
        action_count=count,
        problems=tuple(problems),
        was_open=find_lock(path) is not None,
    )
    if not report or has_errors(problems):
        return outcome
    return replace(
        outcome,
        organisation=report.organisation,
        covered_count=len(measure_coverage(report).with_action),
        measure_count=len(report.measures),
    )


def _find_clashes(workbooks: Sequence[Path]) -> dict[Path, tuple[Problem]]:
    """For each workbook whose outputs would have the name of another's, the problem that says so."""
    groups: dict[str, list[Path]] = {}
    for path in workbooks:
        groups.setdefault(path.stem.casefold(), []).append(path)
    clashes: dict[Path, tuple[Problem]] = {}
    for group in groups.values():
        # A blank one makes no report that could be in the way.
        filled = [p for p in group if len(group) > 1 and _check_found(p)]
        for path, other in permutations(filled, 2):
            clashes[path] = (a_problem(Code.SAME_OUTPUT, other=other),)
    return clashes
