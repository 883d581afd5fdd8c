"""The recipe for a comparison: read two reports, compare them, render, write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nkps_reports.comparison.changes import Comparison, compare_reports
from nkps_reports.files.names import CHANGES, path_of
from nkps_reports.files.outputs import Placed, write_output
from nkps_reports.files.sources import Kind, kind_of
from nkps_reports.jobs.check import no_such_file
from nkps_reports.jobs.running.batch import Crew
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.jobs.submissions import Submission, read_submissions
from nkps_reports.report.characters import make_showable
from nkps_reports.report.problems import Problem, UsageError
from nkps_reports.wording import workbook as workbook_words
from nkps_reports.wording.codes import Code


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of two reports.

    Attributes:
        submissions: what was found in each, the earlier first.
        comparison: the two compared; None where one has no report.
        document: the document that was put in place.
        problems: what kept it from being.
    """

    submissions: tuple[Submission, Submission]
    comparison: Comparison | None = None
    document: Placed | None = None
    problems: tuple[Problem, ...] = ()


def concerns_of(submission: Submission) -> tuple[Problem, ...]:
    """What a comparison tells of a report: not that one made by hand does not say who reports and when."""
    facts = (workbook_words.LABEL_NAME, workbook_words.LABEL_PERIOD)
    return tuple(
        problem
        for problem in submission.concerns
        if problem.code is not Code.REPORT_MISSING_VALUE or problem.place.header not in facts
    )


def _not_readable(path: Path) -> Problem | None:
    """What keeps a path from being read, told before either of the two is."""
    match kind_of(path):
        case Kind.MISSING:
            return no_such_file(path)
        case Kind.FOLDER:
            return Problem.of(Code.NOT_A_FILE, path=path)
        case Kind.IRREGULAR:
            return Problem.of(Code.IRREGULAR_FILE, path=path)
        case Kind.UNREADABLE:
            return Problem.of(Code.FILE_NOT_READABLE, path=path)
    return None


def compare_files(old: Path, new: Path, folder: Path, crew: Crew) -> Compared:
    """Compare two reports, each a workbook or a Word report.

    Args:
        old: the earlier one.
        new: the later one.
        folder: where the document goes.
        crew: reads the two.

    Raises:
        UsageError: one of them does not exist, or both are the same file.
    """
    for path in (old, new):
        if problem := _not_readable(path):
            raise UsageError(problem)
    if old.resolve() == new.resolve():
        raise UsageError(Problem.of(Code.SAME_FILE, path=old))
    before, after = read_submissions((old, new), crew)
    if before.report is None or after.report is None:
        return Compared((before, after))
    comparison = compare_reports(before.report, after.report)
    placed, problems = attempt(new, _write, comparison, old, new, folder)
    return Compared((before, after), comparison, placed, problems)


def _write(comparison: Comparison, old: Path, new: Path, folder: Path) -> Placed:
    from nkps_reports.word.composed.changes import render_changes

    rendered = render_changes(comparison, make_showable(old.name), make_showable(new.name))
    return write_output(path_of(CHANGES, new, folder), rendered)
