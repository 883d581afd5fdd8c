"""The recipe for a comparison: read two reports, compare them, render, write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from nkps_reports.comparison.changes import Comparison, compare_reports
from nkps_reports.files.names import CHANGES, path_of
from nkps_reports.files.outputs import Placed, write_output
from nkps_reports.files.sources import PathKind, kind_of
from nkps_reports.jobs.check import no_file
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import Crew, run_batch
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.jobs.submissions import parse_submission
from nkps_reports.report.characters import make_showable
from nkps_reports.report.problems import Problem, UsageError
from nkps_reports.wording import workbook as workbook_words
from nkps_reports.wording.codes import Code


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of two reports.

    Attributes:
        outcomes: what was found in each, the earlier first.
        comparison: the two compared; None if one has no report.
        document: the document that was put in place.
        problems: why it was not.
    """

    outcomes: tuple[Outcome, ...]
    comparison: Comparison | None = None
    document: Placed | None = None
    problems: tuple[Problem, ...] = ()


def compare_files(old: Path, new: Path, folder: Path, crew: Crew) -> Compared:
    """Compare two reports, each a workbook or a Word report, and write the document to a folder.

    Raises:
        UsageError: one of them does not exist, or both are the same file.
    """
    for path in (old, new):
        kind = kind_of(path)
        if kind is PathKind.FOLDER:
            raise UsageError(Problem.of(Code.NOT_A_FILE, path=path))
        if kind is not PathKind.FILE:
            raise UsageError(no_file(path, kind))
    if old.resolve() == new.resolve():
        raise UsageError(Problem.of(Code.SAME_FILE, path=old))
    compared = compare_submissions(*run_batch(crew, parse_submission, (old, new)))
    if compared.comparison is None:
        return compared
    placed, problems = attempt(new, _write, compared.comparison, old, new, folder)
    return replace(compared, document=placed, problems=problems)


def compare_submissions(before: Outcome, after: Outcome) -> Compared:
    """Compare two reports that were read, the earlier one first; no document is made."""
    outcomes = _without_facts(before), _without_facts(after)
    if before.report is None or after.report is None:
        return Compared(outcomes)
    return Compared(outcomes, compare_reports(before.report, after.report))


def render_document(comparison: Comparison, old: Path, new: Path) -> bytes:
    """The document that shows the changes, from the reports in two files."""
    from nkps_reports.word.composed.changes import render_changes

    names = [old.name, new.name]
    if old.name == new.name:
        # Two years of one name, in a folder each.
        names = [f"{path.parent.name}/{path.name}" for path in (old, new)]
    return render_changes(comparison, *map(make_showable, names))


def _without_facts(outcome: Outcome) -> Outcome:
    """The same without complaints that the sender or the period is missing: a comparison needs neither."""
    facts = (workbook_words.LABEL_NAME, workbook_words.LABEL_PERIOD)
    kept = (
        p for p in outcome.problems if p.code is not Code.REPORT_MISSING_VALUE or p.place.header not in facts
    )
    return replace(outcome, problems=tuple(kept))


def _write(comparison: Comparison, old: Path, new: Path, folder: Path) -> Placed:
    return write_output(path_of(CHANGES, new, folder), render_document(comparison, old, new))
