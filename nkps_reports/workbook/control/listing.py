"""The sheet that lists every problem of a workbook, as it stands first in a control copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.report.characters import make_showable
from nkps_reports.report.grammar import cut
from nkps_reports.report.problems import Problem
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Severity
from nkps_reports.workbook.reading.cells import cell_name, position_of
from nkps_reports.workbook.writing import looks

FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="FFFFC7CE"),
    Severity.WARNING: PatternFill("solid", fgColor="FFFFEB9C"),
}

_HEADER_ROW = 3
_WIDTHS = (6, 8, 14, 8, 26, 28, 42, 42)
_CELL_COLUMN = 4
# Enough to recognise a text by; the whole of it stands in its cell.
_MAX_TEXT = 500
# Nobody reads more; how many are left is told, and they too stand at their cells.
_MAX_LISTED = 10_000
MAX_ROW_HEIGHT_PT = 409.0

_TEXT, _LINK, _NUMBER = "NKPS kontroll", "NKPS kontroll lenke", "NKPS kontroll nummer"
_SEVERITIES = {Severity.ERROR: "NKPS kontroll feil", Severity.WARNING: "NKPS kontroll merknad"}


def add_listing(
    book: Workbook, title: str, problems: Sequence[Problem], titles: Mapping[str, str], heading: Sequence[str]
) -> None:
    """Put the list before all other sheets of a workbook, under a title that none of them has.

    ``titles`` says what the sheets are called in this workbook, by their names in the original.
    """
    for style in _make_styles():
        book.add_named_style(style)
    sheet = book.create_sheet(title, 0)
    looks.set_widths(sheet, _WIDTHS)
    for row, (line, look) in enumerate(zip(heading, (looks.TITLE, looks.INTRODUCTION), strict=True), start=1):
        looks.put(sheet, row, 1, showable(line), look)
    looks.put_row(sheet, _HEADER_ROW, words.CONTROL_COLUMNS, looks.HEADER)
    row = _HEADER_ROW
    for row, problem in enumerate(problems[:_MAX_LISTED], start=_HEADER_ROW + 1):
        _list_problem(sheet, row, problem, titles)
    left = len(problems) - _MAX_LISTED
    if not problems or left > 0:
        said = words.CONTROL_MORE.format(count=left) if problems else words.CONTROL_NO_PROBLEMS
        looks.put(sheet, row + 1, 1, said, looks.INTRODUCTION)
    looks.set_up_page(sheet, title_rows=f"{_HEADER_ROW}:{_HEADER_ROW}")
    sheet.freeze_panes = cell_name(_HEADER_ROW + 1, 1)
    sheet.sheet_view.tabSelected = True


def showable(text: str) -> str:
    """A text with the line ends of a cell, and without what no cell can show."""
    return make_showable("\n".join(text.splitlines()))


def _list_problem(sheet: Worksheet, row: int, problem: Problem, titles: Mapping[str, str]) -> None:
    place = problem.place
    looks.put(sheet, row, 1, row - _HEADER_ROW, _NUMBER)
    kind = words.CONTROL_ERROR if problem.severity is Severity.ERROR else words.CONTROL_WARNING
    looks.put(sheet, row, 2, kind, _SEVERITIES[problem.severity])
    texts = (place.sheet, place.cell, place.header, problem.found, problem.message, problem.fix)
    for column, text in enumerate(texts, start=3):
        looks.put(sheet, row, column, showable(cut(text or "", _MAX_TEXT)), _TEXT)
    height_pt = looks.fitting_height_pt(sheet, row, len(_WIDTHS))
    sheet.row_dimensions[row].height = min(height_pt, MAX_ROW_HEIGHT_PT)
    title = titles.get(place.sheet or "")
    if title and position_of(place.cell):
        cell = sheet.cell(row, _CELL_COLUMN)
        location = f"{quote_sheetname(title)}!{place.cell}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
        cell.style = _LINK


def _make_styles() -> Iterator[NamedStyle]:
    shared = (looks.TITLE, looks.INTRODUCTION, looks.HEADER)
    yield from (style for style in looks.make_styles() if style.name in shared)
    box, font = looks.thin_box(), Font(looks.FONT, looks.FONT_SIZE_PT)
    link = Font(looks.FONT, looks.FONT_SIZE_PT, underline="single", color="0563C1")
    wrapped = Alignment("left", "center", wrap_text=True, indent=1)
    centred = Alignment("center", "center")
    yield NamedStyle(_TEXT, font=font, border=box, alignment=wrapped)
    yield NamedStyle(_LINK, font=link, border=box, alignment=wrapped)
    yield NamedStyle(_NUMBER, font=font, border=box, alignment=centred)
    for severity, name in _SEVERITIES.items():
        yield NamedStyle(name, font=font, border=box, alignment=centred, fill=FILLS[severity])
