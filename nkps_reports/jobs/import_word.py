"""The recipe for last year's report: a Word report is read, laid out as a workbook, checked and written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nkps_reports.files.outputs import write_new
from nkps_reports.files.sources import SourceFile, Sources
from nkps_reports.jobs.check import check_reading, group_by_output, report_clashes, report_missing
from nkps_reports.jobs.documents import with_lengths
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import Crew, run_batch
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.jobs.templates import Templates
from nkps_reports.report.drafts import shorten_cells
from nkps_reports.report.problems import Problem
from nkps_reports.wording.codes import Code

if TYPE_CHECKING:
    from nkps_reports.report.drafts import Draft

WORKBOOK_SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class Import:
    """What became of one Word report.

    Attributes:
        report: what was found in it.
        workbook: what was found in the workbook that was made of it; None where none was.
        field_count: how many fields of the workbook were filled in.
    """

    report: Outcome
    workbook: Outcome | None = None
    field_count: int = 0

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What was found, in the report and then in the workbook."""
        return (self.report, self.workbook) if self.workbook else (self.report,)


def import_reports(sources: Sources, folder: Path, crew: Crew) -> Iterator[Import]:
    """Make a workbook of each Word report.

    Args:
        sources: the Word reports.
        folder: where the workbooks go; a file that is there is never written over.
        crew: does the work.

    Yields:
        What became of each path that has no report, and of each report as it is finished.
    """
    unread = [*report_missing(sources)]
    yield from map(Import, unread)
    clashes = report_clashes(group_by_output(sources.files), sources.files)
    for path, problem in clashes.items():
        yield Import(Outcome(path, problems=(problem,)))
    render = partial(render_workbook_of, folder=folder, templates=Templates(are_linted=False))
    others = (path for path in sources.files if path not in clashes)
    for made in run_batch(crew, render, others, _failed):
        yield _write(made)
    if not sources.files and not unread:
        for path in sources.folders:
            yield Import(Outcome(path, problems=(Problem.of(Code.NOTHING_TO_IMPORT, path=path),)))


def _failed(path: Path, problems: tuple[Problem, ...]) -> Import:
    return Import(Outcome(path, problems=problems))


def render_workbook_of(file: SourceFile, folder: Path, templates: Templates) -> Import:
    """Make a workbook of a Word report, and check it; no file is touched.

    Args:
        file: the Word report.
        folder: where the workbook is to lie.
        templates: the Word templates that descriptions are laid out by.
    """
    from nkps_reports.word.reading.report import parse_word_report

    reading, problems = attempt(file.path, parse_word_report, file.content)
    if reading is None:
        return _failed(file.path, problems)
    draft, shortened = shorten_cells(reading.draft)
    report = Outcome(file.path, problems=(*reading.problems, *shortened))
    path = folder / f"{file.path.stem}{WORKBOOK_SUFFIX}"
    workbook, problems = attempt(file.path, _make_workbook, draft, path, templates)
    return Import(report.with_problems(*problems), workbook, _count_fields(draft))


def _make_workbook(draft: Draft, path: Path, templates: Templates) -> Outcome:
    from nkps_reports.workbook.reading.parsing import parse_workbook
    from nkps_reports.workbook.writing.imported import render_draft

    content = render_draft(draft)
    reading = parse_workbook(content)
    outcome = replace(check_reading(path, reading), rendered={path.name: content})
    if reading.report is None:
        return outcome
    return with_lengths(outcome, reading.report, templates.template_for(reading.report.organisation.language))


def _write(made: Import) -> Import:
    if made.workbook is None:
        return made
    (content,) = made.workbook.rendered.values()
    _, problems = attempt(made.report.path, write_new, made.workbook.path, content)
    if problems:
        return Import(made.report.with_problems(*problems))
    return replace(made, workbook=replace(made.workbook, rendered={}))


def _count_fields(draft: Draft) -> int:
    cells = sum(bool(cell.text.strip()) for action in draft.actions for cell in action.cells.values())
    return cells + sum(bool(value) for value in draft.organisation.values())
