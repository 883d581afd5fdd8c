"""A draft laid out as a workbook, and read again to see that every cell holds what was put there."""

from __future__ import annotations

from nkps_reports.report.drafts import Draft
from nkps_reports.report.markup import Run, join_runs
from nkps_reports.wording import workbook as words
from nkps_reports.wording.form import FIELDS
from nkps_reports.workbook.reading.sheets import Sheet, read_sheets
from nkps_reports.workbook.reading.structure import find_sheet
from nkps_reports.workbook.writing.blank import render_workbook


def render_draft(draft: Draft) -> bytes:
    """Lay out a draft as a workbook.

    Args:
        draft: cells that each hold no more than a cell may.

    Returns:
        The bytes of an ``.xlsx`` file that is the blank workbook filled in.

    Raises:
        ValueError: a cell does not hold what was put there.
    """
    rows = [[action.cell(field) for field in FIELDS] for action in draft.actions]
    rendered = render_workbook(draft.organisation, rows)
    sheet = find_sheet(read_sheets(rendered), words.ACTIONS)
    for row, cells in enumerate(rows, start=2):
        for column, cell in enumerate(cells, start=1):
            if sheet is None or _held(sheet, row, column) != (tuple(join_runs(cell.runs)), cell.link):
                raise ValueError(f"row {row}, column {column}")
    return rendered


def _held(sheet: Sheet, row: int, column: int) -> tuple[tuple[Run, ...], str | None]:
    content = sheet.contents.get((row, column))
    return (tuple(join_runs(content.runs)), content.link) if content else ((), None)
