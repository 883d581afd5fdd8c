"""The recipe for an import: read a Word report, put it into a workbook, check and write that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from nkps_reports.files.outputs import write_new
from nkps_reports.files.sources import SourceFile, Sources
from nkps_reports.jobs.check import check_reading, report_clashes, report_missing, report_nothing_found
from nkps_reports.jobs.documents import with_lengths
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import Crew, run_batch
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.jobs.templates import Templates
from nkps_reports.report.drafts import Draft, shorten_cells, write_relations_plainly
from nkps_reports.report.problems import Problem
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Code


def import_reports(sources: Sources, folder: Path, crew: Crew) -> Iterator[Outcome]:
    """Make a workbook of each Word report in a folder, where no file is ever overwritten.

    Yields:
        What became of each path that has no report, and of each report as it is finished.
    """
    yield from report_missing(sources)
    clashes = report_clashes(sources.files)
    for path, problem in clashes.items():
        yield Outcome(path, (problem,))
    render = partial(render_workbook_of, folder=folder, templates=Templates(are_linted=False))
    for outcome in run_batch(crew, render, (path for path in sources.files if path not in clashes)):
        yield _write(outcome)
    if not sources.files:
        yield from report_nothing_found(sources, Code.NOTHING_TO_IMPORT)


def render_workbook_of(file: SourceFile, folder: Path, templates: Templates) -> Outcome:
    """Make a workbook of a Word report, and check it as one in that folder; no file is touched."""
    from nkps_reports.word.reading.report import parse_word_report

    reading, problems = attempt(file.path, parse_word_report, file.content)
    if reading is None:
        return Outcome(file.path, problems)
    draft, shortened = shorten_cells(reading.draft)
    draft, rewritten = write_relations_plainly(draft)
    path = folder / f"{file.path.stem}.xlsx"
    workbook, problems = attempt(file.path, _make_workbook, draft, path, templates)
    found = (*reading.problems, *shortened, *rewritten, *problems)
    return Outcome(file.path, found, workbook=workbook, field_count=_count_fields(draft))


def _make_workbook(draft: Draft, path: Path, templates: Templates) -> Outcome:
    from nkps_reports.workbook.reading.parsing import parse_workbook
    from nkps_reports.workbook.writing.blank import render_draft

    content = render_draft(draft)
    outcome = check_reading(path, parse_workbook(content))
    outcome = replace(outcome, problems=tuple(map(_note_missing_fact, outcome.problems)))
    if report := outcome.report:
        outcome = with_lengths(outcome, report, templates.template_for(report.organisation.language))
    count = outcome.action_count or 0
    return replace(outcome, report=None, action_count=count, rendered={path.name: content})


def _note_missing_fact(problem: Problem) -> Problem:
    """What a report does not say of who reports is no error of an import: staff fill it in next."""
    if problem.code is Code.MISSING_VALUE and problem.place.sheet == words.ORGANISATION:
        return Problem.of(Code.REPORT_MISSING_FACT, problem.place)
    return problem


def _write(outcome: Outcome) -> Outcome:
    if (workbook := outcome.workbook) is None:
        return outcome
    (content,) = workbook.rendered.values()
    _, problems = attempt(outcome.path, write_new, workbook.path, content)
    written = None if problems else replace(workbook, rendered={})
    return replace(outcome.with_problems(*problems), workbook=written)


def _count_fields(draft: Draft) -> int:
    cells = sum(bool(cell.text.strip()) for action in draft.actions for cell in action.cells.values())
    return cells + sum(bool(value) for value in draft.organisation.values())
