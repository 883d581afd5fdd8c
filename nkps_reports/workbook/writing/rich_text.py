"""The text of a cell as openpyxl writes it: looks as stretches of their own, characters as typed."""

from __future__ import annotations

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.report.cell_text import LOOKS_ESCAPED, CellText
from nkps_reports.workbook.writing.looks import FONT, FONT_SIZE_PT, put


def put_text(sheet: Worksheet, row: int, column: int, text: CellText, style: str) -> None:
    """Write a text with its looks and its link in a cell of a style."""
    put(sheet, row, column, _value_of(text), style)
    if text.link:
        sheet.cell(row, column).hyperlink = text.link


def escape_underscores(text: str) -> str:
    """A text that Excel and our reader show as it is: ``_x0041_`` would be an «A»."""
    return LOOKS_ESCAPED.sub("_x005F_", text)


def _value_of(text: CellText) -> str | CellRichText:
    if not any(run.bold or run.italic for run in text.runs):
        return escape_underscores(text.text)
    pieces: list[str | TextBlock] = []
    for run in text.runs:
        shown = escape_underscores(run.text)
        font = InlineFont(rFont=FONT, sz=FONT_SIZE_PT, b=run.bold, i=run.italic)
        pieces.append(TextBlock(font, shown) if run.bold or run.italic else shown)
    return CellRichText(*pieces)
