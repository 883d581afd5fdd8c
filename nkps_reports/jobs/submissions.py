"""Reports as they are sent in, each a workbook or a Word report: read into one model, whatever it came as."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from nkps_reports.files.archive import Archive, ArchiveError
from nkps_reports.files.kinds import FileKind, kinds_of_archive
from nkps_reports.files.sources import OTHER_DOCUMENTS, REPORT_SUFFIXES, SourceFile
from nkps_reports.jobs.check import check_workbook
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.report.checks import check_numbers_as_written, check_unknown_measures
from nkps_reports.report.drafts import Draft, parse_draft, shorten_cells
from nkps_reports.report.model import Place, Report
from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as problem_words
from nkps_reports.wording import reports as report_words
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Code, Severity
from nkps_reports.wording.form import FORM_FIELDS, RELATION

# Warnings of what could not be read; what the sender might improve is not the reader's concern.
_OF_READING = frozenset(
    {
        Code.NO_REPORT,
        Code.OPEN_FILE,
        Code.READ_AS,
        Code.MISSING_NEW_FIELD,
        Code.REPORT_REPEATED_HEADING,
        Code.REPORT_NEAR_HEADING,
        Code.REPORT_NOT_PLACED,
        Code.REPORT_LEFT_OUT,
        Code.REPORT_TRACKED_CHANGES,
    }
)


def parse_submission(file: SourceFile) -> Outcome:
    """Check a report, a workbook or a Word report.

    Returns:
        What was read, and what concerns its reader and not only its sender: errors, and what was not read.
    """
    checked, problems = attempt(file.path, _check, file)
    outcome = checked or Outcome(file.path, problems)
    if file.is_open:
        outcome = outcome.with_problems(Problem.of(Code.OPEN_FILE))
    concerns = tuple(p for p in outcome.problems if p.severity is Severity.ERROR or p.code in _OF_READING)
    # A problem says already that it is open.
    return replace(outcome, problems=concerns, saved_ns=file.saved_ns, was_open=False)


def _check(file: SourceFile) -> Outcome:
    return _check_document(file) if is_document(file) else check_workbook(file)


def is_document(file: SourceFile) -> bool:
    """Whether a file is to be read as a Word report and not as a workbook.

    Its content tells; where that is neither of them, its name, so that the message is the fitting one.
    """
    with suppress(ArchiveError):
        kinds = {*kinds_of_archive(Archive(file.content))}
        if kinds & {FileKind.WORD, FileKind.WORKBOOK}:
            return FileKind.WORD in kinds
    return file.path.suffix.casefold() in REPORT_SUFFIXES | OTHER_DOCUMENTS


def _check_document(file: SourceFile) -> Outcome:
    from nkps_reports.word.reading.report import parse_word_report

    reading = parse_word_report(file.content)
    draft, shortened = shorten_cells(reading.draft)
    report = parse_draft(draft)
    checked = (
        *_check_draft(draft, report),
        *check_unknown_measures(report),
        *check_numbers_as_written(report),
    )
    return Outcome(
        file.path, (*reading.problems, *shortened, *checked), report, action_count=len(report.actions)
    )


def _check_draft(draft: Draft, report: Report) -> Iterator[Problem]:
    """What a report must say and does not, and relations that cannot be read."""
    organisation = report.organisation
    for fact, label in ((organisation.name, words.LABEL_NAME), (organisation.period, words.LABEL_PERIOD)):
        if not fact:
            yield Problem.of(
                Code.REPORT_MISSING_VALUE,
                Place(header=label),
                advice=report_words.FILL_IN_FACT.format(label=label),
            )
    for written, action in zip(draft.actions, report.actions, strict=True):
        for field in FORM_FIELDS:
            text = action.fields[field.key]
            if field.key in written.cells and not (text.blocks or field.is_optional):
                yield Problem.of(Code.REPORT_MISSING_VALUE, text.place, advice=report_words.FILL_IN_FIELD)
        place = Place(header=RELATION.header, part=action.title.place.part)
        found = written.cell(RELATION).text.strip()
        if not found:
            yield Problem.of(Code.REPORT_MISSING_VALUE, place, advice=report_words.FILL_IN_FIELD)
        elif action.relation is None:
            advice = problem_words.WRITE_NUMBERS
            yield Problem.of(Code.UNREADABLE_REFERENCE, place, found, advice=advice)
