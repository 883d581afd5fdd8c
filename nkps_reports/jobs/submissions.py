"""Reports as they are sent in, each a workbook or a Word report: read into one model, whatever it came as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from nkps_reports.files.sources import OTHER_DOCUMENTS, REPORT_SUFFIXES, SourceFile
from nkps_reports.jobs.check import check_workbook
from nkps_reports.jobs.running.batch import Crew, run_batch
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.report.checks import check_unknown_measures
from nkps_reports.report.drafts import Draft, parse_draft, shorten_cells
from nkps_reports.report.model import Place, Report
from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as problem_words
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Code, Severity
from nkps_reports.wording.form import FORM_FIELDS, RELATION

# Warnings of what a reader did not get; what the sender may improve is not the reader's concern.
_OF_READING = frozenset(
    {
        Code.NO_REPORT,
        Code.OPEN_FILE,
        Code.MISSING_NEW_FIELD,
        Code.REPORT_REPEATED_HEADING,
        Code.REPORT_NEAR_HEADING,
        Code.REPORT_NOT_PLACED,
        Code.REPORT_LEFT_OUT,
        Code.REPORT_TRACKED_CHANGES,
    }
)
_NO_REPORTS = frozenset({Code.BLANK_WORKBOOK, Code.CONTROL_COPY, Code.REPORT_IS_OWN, Code.NO_REPORT})


@dataclass(frozen=True, slots=True)
class Submission:
    """A report that somebody sent in.

    Attributes:
        path: the file.
        report: as much of the report as could be read; None where there is none.
        problems: everything found in it, in the order to be shown.
        saved_ns: when the file was last saved, in nanoseconds of the system's clock.
    """

    path: Path
    report: Report | None
    problems: tuple[Problem, ...]
    saved_ns: int = 0

    @property
    def concerns(self) -> tuple[Problem, ...]:
        """What concerns whoever reads it, and not only its sender: errors, and what was not read."""
        return tuple(
            problem
            for problem in self.problems
            if problem.severity is Severity.ERROR or problem.code in _OF_READING
        )

    @property
    def no_report(self) -> Problem | None:
        """What says that the file is a blank workbook, or one that the program made of a report."""
        return next((problem for problem in self.problems if problem.code in _NO_REPORTS), None)


def read_submissions(paths: Iterable[Path], crew: Crew) -> Iterator[Submission]:
    """Read and check reports, each as ``parse_submission`` does.

    Args:
        paths: the files.
        crew: does the work.

    Yields:
        What was read from each file, as it is finished.
    """
    yield from run_batch(crew, parse_submission, paths, _failed)


def _failed(path: Path, problems: tuple[Problem, ...]) -> Submission:
    return Submission(path, None, problems)


def parse_submission(file: SourceFile) -> Submission:
    """Check a report.

    Args:
        file: a workbook or a Word report; which of them is told by its name.

    Returns:
        What was read. Whatever goes wrong is a problem.
    """
    submission = _parse_word_report(file) if _is_document(file.path) else _parse_workbook(file)
    problems = (*submission.problems, Problem.of(Code.OPEN_FILE)) if file.is_open else submission.problems
    return replace(submission, problems=problems, saved_ns=file.saved_ns)


def _is_document(path: Path) -> bool:
    return path.suffix.casefold() in REPORT_SUFFIXES | OTHER_DOCUMENTS


def _parse_workbook(file: SourceFile) -> Submission:
    outcome, report = check_workbook(file)
    return Submission(file.path, report, outcome.problems)


def _parse_word_report(file: SourceFile) -> Submission:
    submission, problems = attempt(file.path, _parse_and_check, file)
    return submission or Submission(file.path, None, problems)


def _parse_and_check(file: SourceFile) -> Submission:
    from nkps_reports.word.reading.report import parse_word_report

    reading = parse_word_report(file.content)
    draft, shortened = shorten_cells(reading.draft)
    report = parse_draft(draft)
    checked = (*_check_draft(draft, report), *check_unknown_measures(report))
    return Submission(file.path, report, (*reading.problems, *shortened, *checked))


def _check_draft(draft: Draft, report: Report) -> Iterator[Problem]:
    """What a report must say and does not, and relations that cannot be read."""
    organisation = report.organisation
    facts = ((organisation.name, words.LABEL_NAME), (organisation.period, words.LABEL_PERIOD))
    for fact, label in facts:
        if not fact:
            yield Problem.of(Code.REPORT_MISSING_VALUE, Place(header=label))
    for written, action in zip(draft.actions, report.actions, strict=True):
        for field in FORM_FIELDS:
            text = action.fields[field.key]
            if field.key in written.cells and not (text.blocks or field.is_optional):
                yield Problem.of(Code.REPORT_MISSING_VALUE, text.place)
        place = Place(header=RELATION.header, part=action.title.place.part)
        found = written.cell(RELATION).text.strip()
        if not found:
            yield Problem.of(Code.REPORT_MISSING_VALUE, place)
        elif action.relation is None:
            advice = problem_words.WRITE_NUMBERS
            yield Problem.of(Code.UNREADABLE_REFERENCE, place, found, advice=advice)
