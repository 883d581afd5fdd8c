"""The recipe for last year's report: a Word report is read, laid out as a workbook, checked and written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nkps_reports.files.outputs import write_new
from nkps_reports.files.sources import SourceFile, Sources
from nkps_reports.jobs.check import check_reading, report_missing
from nkps_reports.jobs.clashes import group_by_output, report_clashes
from nkps_reports.jobs.documents import with_lengths
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import Crew, run_batch
from nkps_reports.jobs.running.failures import collect_problems
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


@dataclass(frozen=True, slots=True)
class _Rendered:
    """What was made of a Word report, and the bytes of the workbook, which is not yet in its place."""

    made: Import
    workbook: bytes | None = None


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
    render = partial(_render, folder=folder, templates=Templates(are_linted=False))
    for finished in run_batch(crew, render, (path for path in sources.files if path not in clashes)):
        if finished.result is None:
            yield Import(Outcome(finished.path, problems=finished.problems))
        else:
            yield _write(finished.result)
    if not sources.files and not unread:
        for path in sources.folders:
            yield Import(Outcome(path, problems=(Problem.of(Code.NOTHING_TO_IMPORT, path=path),)))


def _render(file: SourceFile, folder: Path, templates: Templates) -> _Rendered:
    """Make a workbook of a Word report, to lie in a folder, and check it; no file is touched."""
    from nkps_reports.word.reading.report import parse_word_report
    from nkps_reports.workbook.reading.parsing import parse_workbook
    from nkps_reports.workbook.writing.imported import render_draft

    made = Import(Outcome(file.path))
    rendered = None
    with collect_problems(file.path) as stopped:
        reading = parse_word_report(file.content)
        draft, shortened = shorten_cells(reading.draft)
        made = Import(made.report.with_problems(*reading.problems, *shortened))
        content = render_draft(draft)
        checked = check_reading(folder / f"{file.path.stem}{WORKBOOK_SUFFIX}", parse_workbook(content))
        outcome = checked.outcome
        if checked.report:
            template = templates.template_for(checked.report.organisation.language)
            outcome = with_lengths(outcome, checked.report, template)
        made, rendered = Import(made.report, outcome, _count_fields(draft)), content
    return _Rendered(replace(made, report=made.report.with_problems(*stopped)), rendered)


def _write(rendered: _Rendered) -> Import:
    made = rendered.made
    if made.workbook is None or rendered.workbook is None:
        return made
    with collect_problems(made.report.path) as stopped:
        write_new(made.workbook.path, rendered.workbook)
        return made
    return Import(made.report.with_problems(*stopped))


def _count_fields(draft: Draft) -> int:
    cells = sum(bool(cell.text.strip()) for action in draft.actions for cell in action.cells.values())
    return cells + sum(bool(value) for value in draft.organisation.values())
