"""The sheet that lists every problem of a workbook, as it stands first in a control copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import column_index_from_string, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.report.characters import make_showable
from nkps_reports.report.grammar import cut
from nkps_reports.report.problems import Problem
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Severity
from nkps_reports.workbook.reading.sheets import cell_name
from nkps_reports.workbook.writing.looks import (
    FONT,
    FONT_SIZE_PT,
    HEADER,
    INTRODUCTION,
    TITLE,
    fitting_height_pt,
    make_styles,
    put,
    set_up_page,
    set_widths,
)

# Row and column, from 1.
Position: TypeAlias = tuple[int, int]

FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="FFFFC7CE"),
    Severity.WARNING: PatternFill("solid", fgColor="FFFFEB9C"),
}
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_HEADER_ROW = 3
_WIDTHS = (6, 8, 14, 8, 26, 28, 42, 42)
_CELL_COLUMN = 4
# The list shows what it is about; the whole of a long text stands in its cell.
_MAX_TEXT = 500
# Nobody reads more. All stand at their cells, and the number of those left is told.
_MAX_LISTED = 10_000
_MAX_HEIGHT_PT = 409.0

_TEXT, _LINK, _NUMBER = "NKPS kontroll", "NKPS kontroll lenke", "NKPS kontroll nummer"
_SEVERITIES = {Severity.ERROR: "NKPS kontroll feil", Severity.WARNING: "NKPS kontroll merknad"}


def add_listing(
    book: Workbook, title: str, problems: Sequence[Problem], titles: Mapping[str, str], heading: Sequence[str]
) -> None:
    """Put the list before all other sheets of a workbook.

    Args:
        book: the workbook.
        title: what the sheet is called; no other is called so.
        problems: what to list, in this order.
        titles: what each sheet that links can lead to is called in this workbook, by its name.
        heading: the lines on top.
    """
    for style in _make_styles():
        book.add_named_style(style)
    sheet = book.create_sheet(title, 0)
    set_widths(sheet, _WIDTHS)
    for row, (line, look) in enumerate(zip(heading, (TITLE, INTRODUCTION), strict=True), start=1):
        put(sheet, row, 1, showable(line), look)
    for column, text in enumerate(words.CONTROL_COLUMNS, start=1):
        put(sheet, _HEADER_ROW, column, text, HEADER)
    row = _HEADER_ROW
    for row, problem in enumerate(problems[:_MAX_LISTED], start=_HEADER_ROW + 1):
        _list_problem(sheet, row, problem, titles)
    left = len(problems) - _MAX_LISTED
    if not problems or left > 0:
        said = words.CONTROL_MORE.format(count=left) if problems else words.CONTROL_NO_PROBLEMS
        put(sheet, row + 1, 1, said, INTRODUCTION)
    set_up_page(sheet, title_rows=f"{_HEADER_ROW}:{_HEADER_ROW}")
    sheet.freeze_panes = cell_name(_HEADER_ROW + 1, 1)
    sheet.sheet_view.tabSelected = True


def position_of(cell: str | None) -> Position | None:
    """Row and column of a cell's name; None where it names no cell of a sheet."""
    match = _CELL.fullmatch(cell or "")
    if match is None:
        return None
    row, column = int(match[2]), column_index_from_string(match[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def showable(text: str) -> str:
    """A text with the line ends of a cell, and without what no cell can show."""
    return make_showable("\n".join(text.splitlines()))


def _list_problem(sheet: Worksheet, row: int, problem: Problem, titles: Mapping[str, str]) -> None:
    place = problem.place
    is_error = problem.severity is Severity.ERROR
    put(sheet, row, 1, row - _HEADER_ROW, _NUMBER)
    kind = words.CONTROL_ERROR if is_error else words.CONTROL_WARNING
    put(sheet, row, 2, kind, _SEVERITIES[problem.severity])
    texts = (place.sheet, place.cell, place.header, problem.found, problem.message, problem.fix)
    for column, text in enumerate(texts, start=3):
        put(sheet, row, column, showable(cut(text or "", _MAX_TEXT)), _TEXT)
    sheet.row_dimensions[row].height = min(fitting_height_pt(sheet, row, len(_WIDTHS)), _MAX_HEIGHT_PT)
    title = titles.get(place.sheet or "")
    if title and position_of(place.cell):
        cell = sheet.cell(row, _CELL_COLUMN)
        location = f"{quote_sheetname(title)}!{place.cell}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
        cell.style = _LINK


def _make_styles() -> Iterator[NamedStyle]:
    yield from (style for style in make_styles() if style.name in (TITLE, INTRODUCTION, HEADER))
    side = Side("thin", color="B4C2D6")
    box = Border(left=side, right=side, top=side, bottom=side)
    font = Font(FONT, FONT_SIZE_PT)
    wrapped = Alignment("left", "center", wrap_text=True, indent=1)
    centred = Alignment("center", "center")
    yield NamedStyle(_TEXT, font=font, border=box, alignment=wrapped)
    yield NamedStyle(
        _LINK,
        font=Font(FONT, FONT_SIZE_PT, underline="single", color="0563C1"),
        border=box,
        alignment=wrapped,
    )
    yield NamedStyle(_NUMBER, font=font, border=box, alignment=centred)
    for severity, name in _SEVERITIES.items():
        yield NamedStyle(name, font=font, border=box, alignment=centred, fill=FILLS[severity])
