"""How the workbook looks: colours, fonts and named styles, a cell written in one, the page it prints on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.report.cell_text import LOOKS_ESCAPED, CellText
from nkps_reports.report.markup import Run
from nkps_reports.wording import workbook as words

_BLUE = "1F3864"
_PALE = "EAF0F8"
_LINE = "B4C2D6"
_GREY, _PALE_GREY, _GREY_LINE = "595959", "E7E6E6", "BFBFBF"

FONT, FONT_SIZE_PT = "Calibri", 11
TITLE, INTRODUCTION, HEADER, LABEL = "NKPS tittel", "NKPS ingress", "NKPS overskrift", "NKPS ledetekst"
SECTION, FIELD, ANSWER = "NKPS mellomtittel", "NKPS felt", "NKPS svar"
PROSE, ENTRY, HELP, HELP_LIST = "NKPS tekst", "NKPS oppslag", "NKPS hjelp", "NKPS hjelp liste"
PICTURE_HEAD, PICTURE_CELL, CALLOUT = "NKPS bilde hode", "NKPS bilde celle", "NKPS bilde forklaring"

# What a cell may hold.
CellValue = str | int | CellText | None

_TEXT_FORMAT = "@"
_LINE_HEIGHT_PT = 15.0
MAX_ROW_HEIGHT_PT = 409.0
# A column's width is told in digits, and 1.2 letters of running text are as wide as one. Some are left as
# room for zooms at which text becomes wider, and for where lines break.
_LETTERS_PER_WIDTH, _CELL_MARGIN = 1.12, 3
_A4 = 9


def make_styles() -> list[NamedStyle]:
    """The named styles, each made anew: openpyxl binds a style to the workbook that takes it."""
    line, middle = Alignment(vertical="center"), Alignment("center", "center")
    wrapped = Alignment("left", "top", wrap_text=True, indent=1)
    centred = Alignment("left", "center", wrap_text=True, indent=1)
    body, small = Font(FONT, FONT_SIZE_PT), partial(Font, FONT, 10)
    blue, pale, grey = (PatternFill("solid", fgColor=color) for color in (_BLUE, _PALE, _PALE_GREY))
    grey_box, below = box_of(Side("thin", color=_GREY_LINE)), Border(bottom=Side("thin", color=_LINE))
    bold = partial(Font, FONT, bold=True, color=_BLUE)
    typed = partial(
        NamedStyle,
        font=body,
        border=thin_box(),
        number_format=_TEXT_FORMAT,
        protection=Protection(locked=False),
    )
    return [
        NamedStyle(TITLE, font=bold(sz=20)),
        NamedStyle(INTRODUCTION, font=body, alignment=line),
        NamedStyle(SECTION, font=bold(sz=12), alignment=line),
        NamedStyle(HEADER, font=Font(FONT, 11, bold=True, color="FFFFFF"), fill=blue, alignment=centred),
        NamedStyle(LABEL, font=bold(sz=11), fill=pale, alignment=Alignment("left", "center", indent=1)),
        typed(FIELD, alignment=wrapped),
        typed(ANSWER, alignment=centred),
        NamedStyle(PROSE, font=body, alignment=wrapped),
        NamedStyle(ENTRY, font=body, alignment=centred, border=below),
        NamedStyle(HELP, font=small(italic=True, color=_GREY), alignment=centred),
        NamedStyle(HELP_LIST, font=Font(FONT, 9, color=_BLUE), fill=pale, alignment=centred),
        NamedStyle(PICTURE_HEAD, font=small(color=_GREY), fill=grey, alignment=middle, border=grey_box),
        NamedStyle(PICTURE_CELL, font=body, alignment=wrapped, border=thin_box()),
        NamedStyle(CALLOUT, font=small(italic=True, color=_BLUE), alignment=wrapped),
    ]


def thin_box() -> Border:
    """The thin lines around what is listed or typed."""
    return box_of(Side("thin", color=_LINE))


def box_of(side: Side) -> Border:
    """The same line on all four sides."""
    return Border(left=side, right=side, top=side, bottom=side)


def put_row(sheet: Worksheet, row: int, values: Iterable[CellValue], style: str) -> None:
    """Write the first cells of a row, as ``put`` does."""
    for column, value in enumerate(values, start=1):
        put(sheet, row, column, value, style)


def put(sheet: Worksheet, row: int, column: int, value: CellValue, style: str) -> None:
    """Write a number, or a text with its looks and its link, in a cell of a style."""
    cell = sheet.cell(row, column)
    shown = _as_openpyxl(value)
    if shown is not None and shown != "":
        cell.value = shown
    if isinstance(shown, str):
        # A text that begins with «=» is text; openpyxl would make it a formula.
        cell.data_type = "s"
    if isinstance(value, CellText) and value.link:
        cell.hyperlink = value.link
    cell.style = style


def _as_openpyxl(value: CellValue) -> str | int | CellRichText | None:
    if isinstance(value, CellText):
        if any(run.bold or run.italic for run in value.runs):
            return CellRichText(*map(_rich_text, value.runs))
        value = value.text
    return escaped(value) if isinstance(value, str) else value


def _rich_text(run: Run) -> str | TextBlock:
    if not (run.bold or run.italic):
        return escaped(run.text)
    return TextBlock(InlineFont(rFont=FONT, sz=FONT_SIZE_PT, b=run.bold, i=run.italic), escaped(run.text))


def escaped(text: str) -> str:
    """A text that Excel and our reader show as it is: ``_x0041_`` would be an «A»."""
    return LOOKS_ESCAPED.sub("_x005F_", text)


def fitting_height_pt(sheet: Worksheet, row: int, last_column: int) -> float:
    """About the height that the wrapped text of a row needs; Excel makes it exact on the first edit."""
    lines = 1
    # Not ``sheet[row]``, which looks for the last column among all cells of the sheet.
    for column in range(1, last_column + 1):
        width = sheet.column_dimensions[get_column_letter(column)].width
        letters = width * _LETTERS_PER_WIDTH - _CELL_MARGIN
        text = str(sheet.cell(row, column).value or "")
        lines = max(lines, sum(max(1, math.ceil(len(line) / letters)) for line in text.split("\n")))
    return min(lines * _LINE_HEIGHT_PT + 4, MAX_ROW_HEIGHT_PT)


def set_up_page(
    sheet: Worksheet,
    title_rows: str | None = None,
    orientation: Literal["landscape", "portrait"] = "landscape",
) -> None:
    """A4 pages as wide as the sheet, numbered, with the rows of ``title_rows`` on each."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    # Below, LibreOffice cuts the footer where there is less.
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.8
    footer = _HeaderFooterPart(text=words.PRINT_PAGE)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(right=footer)
    sheet.print_title_rows = title_rows
    sheet.sheet_view.showGridLines = False


def set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Set the widths of the first columns, in characters of the workbook's font."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
