"""The recipe for last year's report: a Word report is read, laid out as a workbook, checked and written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nkps_reports.checked_workbooks import check_reading, tell_unread
from nkps_reports.drafts import shorten_cells
from nkps_reports.failures import gather_failures
from nkps_reports.outcome import Outcome
from nkps_reports.outputs import write_new
from nkps_reports.pipeline import with_lengths
from nkps_reports.problems import Code, a_problem
from nkps_reports.sources import Sources, read_file
from nkps_reports.templates import Templates

if TYPE_CHECKING:
    from nkps_reports.drafts import Draft

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


def import_reports(sources: Sources, folder: Path) -> Iterator[Import]:
    """Make a workbook of each Word report.

    Args:
        sources: the Word reports.
        folder: where the workbooks go; a file that is there is never written over.

    Yields:
        What became of each report, and of each path that has none.
    """
    unread = [*tell_unread(sources)]
    yield from map(Import, unread)
    templates = Templates(are_linted=False)
    for path in sources.files:
        yield _import(path, folder / f"{path.stem}{WORKBOOK_SUFFIX}", templates)
    if not sources.files and not unread:
        for path in sources.folders:
            yield Import(Outcome(path, problems=(a_problem(Code.NOTHING_TO_IMPORT, path=path),)))


def _import(path: Path, target: Path, templates: Templates) -> Import:
    from nkps_reports.word.reading.report import parse_word_report
    from nkps_reports.workbook.imported import render_draft
    from nkps_reports.workbook.parsing import parse_workbook

    made = Import(Outcome(path))
    with gather_failures(path) as stopped:
        reading = parse_word_report(read_file(path))
        draft, shortened = shorten_cells(reading.draft)
        made = Import(made.report.with_problems(*reading.problems, *shortened))
        rendered = render_draft(draft)
        checked = check_reading(target, parse_workbook(rendered))
        if checked.report:
            template = templates.template_for(checked.report.organisation.language)
            checked = replace(checked, outcome=with_lengths(checked.outcome, checked.report, template))
        write_new(target, rendered)
        made = Import(made.report, checked.outcome, _count_fields(draft))
    return replace(made, report=made.report.with_problems(*stopped))


def _count_fields(draft: Draft) -> int:
    cells = sum(bool(cell.text.strip()) for action in draft.actions for cell in action.cells)
    return cells + sum(bool(value) for value in draft.organisation.values())
