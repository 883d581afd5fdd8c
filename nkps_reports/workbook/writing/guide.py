"""The sheet that says how the workbook is filled in, with a picture of the sheet of actions."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.report.cell_text import CellText
from nkps_reports.wording import workbook as words
from nkps_reports.wording.form import FIELDS
from nkps_reports.workbook.reading.own_texts import list_checksums
from nkps_reports.workbook.schema import (
    GUIDE_STEPS,
    GUIDE_TEXT,
    PICTURE_COLUMNS,
    PICTURE_ROWS,
    callout_of,
)
from nkps_reports.workbook.writing import looks

# The first column holds the row numbers of the picture; all text but that begins in it and runs on.
_LAST = len(FIELDS) + 1
_HEADS_WIDTH = 5
_ZOOM_PERCENT = 90
_TITLE_PT, _LINE_PT, _SPACE_PT, _HEADS_PT = 34.0, 19.0, 9.0, 16.0


def lay_out_guide(sheet: Worksheet) -> None:
    """Lay out the guide: one screen, protected, and a hidden row by which its words are known as ours."""
    looks.set_widths(sheet, (_HEADS_WIDTH, *(field.width for field in FIELDS)))
    looks.put(sheet, 1, 1, words.GUIDE_TITLE, looks.TITLE)
    sheet.row_dimensions[1].height = _TITLE_PT
    sheet.row_dimensions[2].height = _SPACE_PT
    row = _put_lines(sheet, 3, GUIDE_STEPS)
    row = _put_title(sheet, row, words.GUIDE_EXAMPLE_TITLE)
    row = _put_picture(sheet, row)
    row = _put_title(sheet, row, words.GUIDE_TEXT_TITLE)
    row = _put_lines(sheet, row, GUIDE_TEXT)
    looks.put(sheet, row + 1, 1, list_checksums(), looks.INTRODUCTION)
    sheet.row_dimensions[row + 1].hidden = True
    looks.set_up_page(sheet)
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_view.zoomScale = _ZOOM_PERCENT
    sheet.protection.sheet = True


def _put_title(sheet: Worksheet, row: int, title: str) -> int:
    """Write a title below some space; returns the row behind it."""
    sheet.row_dimensions[row].height = _SPACE_PT
    looks.put(sheet, row + 1, 1, title, looks.SECTION)
    sheet.row_dimensions[row + 1].height = _LINE_PT
    return row + 2


def _put_lines(sheet: Worksheet, first_row: int, lines: Sequence[CellText]) -> int:
    """Write a line in each row; returns the row behind them."""
    for row, line in enumerate(lines, start=first_row):
        looks.put(sheet, row, 1, line, looks.INTRODUCTION)
        sheet.row_dimensions[row].height = _LINE_PT
    return first_row + len(lines)


def _put_picture(sheet: Worksheet, row: int) -> int:
    """Write two rows of the sheet of actions, with the heads around them; returns the row behind.

    Cells rather than an image: they are sharp at any zoom, and are read aloud.
    """
    header, example = PICTURE_ROWS
    looks.put_row(sheet, row, (None, *PICTURE_COLUMNS), looks.PICTURE_HEAD)
    looks.put_row(sheet, row + 1, (header, *(field.header for field in FIELDS)), looks.HEADER)
    looks.put_row(sheet, row + 2, (example, *(field.example for field in FIELDS)), looks.PICTURE_CELL)
    looks.put_row(sheet, row + 3, (None, *map(callout_of, FIELDS)), looks.CALLOUT)
    sheet.row_dimensions[row].height = _HEADS_PT
    for place in (1, 2, 3):
        sheet.row_dimensions[row + place].height = looks.fitting_height_pt(sheet, row + place, _LAST)
    for place in (1, 2):
        sheet.cell(row + place, 1).style = looks.PICTURE_HEAD
    return row + 4
