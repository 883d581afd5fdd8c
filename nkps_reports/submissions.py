"""Reports as they are sent in, each a workbook or a Word report: read into one model, whatever it came as."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from nkps_reports.checked_workbooks import check_workbook
from nkps_reports.checks import check_unknown_measures
from nkps_reports.drafts import Draft, parse_draft
from nkps_reports.failures import gather_failures
from nkps_reports.model import Place, Report
from nkps_reports.problems import Code, Problem, a_problem
from nkps_reports.sources import OTHER_DOCUMENTS, REPORT_SUFFIXES, read_file
from nkps_reports.wording import problems as problem_words
from nkps_reports.wording import workbook as words


class SubmissionKind(Enum):
    """What a report was sent in as."""

    WORKBOOK = auto()
    WORD_REPORT = auto()


@dataclass(frozen=True, slots=True)
class Submission:
    """A report that somebody sent in.

    Attributes:
        path: the file.
        kind: what it was sent in as.
        report: as much of the report as could be read; None where there is none.
        problems: everything found in it, in the order to be shown.
        saved_ns: when the file was last saved, in nanoseconds of the system's clock.
    """

    path: Path
    kind: SubmissionKind
    report: Report | None
    problems: tuple[Problem, ...]
    saved_ns: int = 0


def read_submission(path: Path, *, is_named: bool) -> Submission | None:
    """Read and check a report.

    Args:
        path: a workbook or a Word report; which of them is told by its name.
        is_named: whether the user asked for this very file.

    Returns:
        What was read; nothing where the file is a blank workbook or a copy of our own and was found in a
        folder. Whatever goes wrong is a problem.
    """
    submission = _read_word_report(path) if _is_document(path) else _read_workbook(path, is_named=is_named)
    if submission is None or (not is_named and _is_own(submission)):
        return None
    with suppress(OSError):
        return replace(submission, saved_ns=path.stat().st_mtime_ns)
    return submission


def _is_own(submission: Submission) -> bool:
    """Whether it is a document that the program made of reports."""
    return any(problem.code is Code.REPORT_IS_OWN for problem in submission.problems)


def _is_document(path: Path) -> bool:
    return path.suffix.casefold() in REPORT_SUFFIXES | OTHER_DOCUMENTS


def _read_workbook(path: Path, *, is_named: bool) -> Submission | None:
    checked = check_workbook(path, is_named=is_named)
    if checked is None:
        return None
    return Submission(path, SubmissionKind.WORKBOOK, checked.report, checked.outcome.problems)


def _read_word_report(path: Path) -> Submission:
    from nkps_reports.word.reading.report import parse_word_report

    with gather_failures(path) as failures:
        reading = parse_word_report(read_file(path))
        report = parse_draft(reading.draft)
        found = (*reading.problems, *_check_draft(reading.draft, report), *check_unknown_measures(report))
        return Submission(path, SubmissionKind.WORD_REPORT, report, found)
    return Submission(path, SubmissionKind.WORD_REPORT, None, tuple(failures))


def _check_draft(draft: Draft, report: Report) -> Iterator[Problem]:
    """What a report must say and does not, and relations that cannot be read."""
    organisation = report.organisation
    facts = ((organisation.name, words.LABEL_NAME), (organisation.period, words.LABEL_PERIOD))
    for fact, label in facts:
        if not fact:
            yield a_problem(Code.REPORT_MISSING_VALUE, Place(header=label))
    for written, action in zip(draft.actions, report.actions, strict=True):
        for text in action.texts:
            if not text.blocks:
                yield a_problem(Code.REPORT_MISSING_VALUE, text.place)
        place = Place(header=words.HEADER_RELATION, part=action.title.place.part)
        found = written.relation.text.strip()
        if not found:
            yield a_problem(Code.REPORT_MISSING_VALUE, place)
        elif action.relation is None:
            advice = problem_words.WRITE_NUMBERS
            yield a_problem(Code.UNREADABLE_REFERENCE, place, found, advice=advice)
