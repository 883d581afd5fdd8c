"""The workbook as staff get it: laid out from the schema, empty or with rows filled in."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import (
    Alignment,
    Border,
    Font,
    NamedStyle,
    PatternFill,
    Protection,
    Side,
)
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.archive import pack_parts, unpack_parts
from nkps_reports.model import Measure
from nkps_reports.strategy import read_measures
from nkps_reports.wording import workbook as words
from nkps_reports.workbook.schema import (
    ACTION_COLUMNS,
    GUIDE_LINES,
    MEASURE_HEADERS,
    ORGANISATION_LABELS,
)

_BLUE = "1F3864"
_PALE = "EAF0F8"
_LINE = "B4C2D6"
_GREY = "595959"

_FONT = "Calibri"
_TITLE, _INTRODUCTION, _HEADER, _LABEL = "NKPS tittel", "NKPS ingress", "NKPS overskrift", "NKPS ledetekst"
_REQUIRED, _OPTIONAL, _PROSE, _HELP = "NKPS påkrevd", "NKPS valgfri", "NKPS tekst", "NKPS hjelp"

_TEXT_FORMAT = "@"
_FIRST_LABEL_ROW = 4
# The table's banding invites to this many rows and prints them; formats go on below it.
_TABLE_ROWS = 30
_PREPARED_ROWS = 500
_PROMPT_TITLE_LENGTH = 32
_A4 = 9

_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_TABLE_PARTS = re.compile(rb"(?=<tableParts )")
_NUMBERS_ARE_TEXT = (
    f'<ignoredErrors><ignoredError sqref="A2:E{_PREPARED_ROWS + 1}" numberStoredAsText="1"/></ignoredErrors>'
).encode()
_LINE_HEIGHT_PT = 15.0
_EMPTY_ROW_HEIGHT_PT = 32.0


def render_workbook(
    organisation: Mapping[str, str] | None = None, rows: Sequence[Sequence[str]] = ()
) -> bytes:
    """Lay out the workbook.

    Args:
        organisation: what stands in column B of the organisation's sheet, by the label's key; the
            labels' defaults where a key is missing.
        rows: for each action the text of its cells, in the schema's order of columns.

    Returns:
        The bytes of an ``.xlsx`` file; the same input gives the same bytes.
    """
    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    book.remove(book.worksheets[0])
    _lay_out_guide(book.create_sheet(words.GUIDE))
    _lay_out_organisation(book.create_sheet(words.ORGANISATION), organisation or {})
    _lay_out_actions(book.create_sheet(words.ACTIONS), rows)
    _lay_out_measures(book.create_sheet(words.MEASURES), read_measures())
    book.properties.title = words.DOCUMENT_TITLE
    book.properties.creator = "nkps-reports"
    book.properties.language = "nb-NO"
    saved = io.BytesIO()
    book.save(saved)
    return _finish(saved.getvalue())


def _finish(saved: bytes) -> bytes:
    """The file as openpyxl cannot write it: without the moment it was made, without row heights fixed
    by hand, which would keep rows from growing with what is typed, and without Excel's green triangle
    on a measure number, which is text on purpose.
    """
    parts = unpack_parts(saved)
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            parts[name] = _TABLE_PARTS.sub(_NUMBERS_ARE_TEXT, _FIXED_HEIGHT.sub(rb"\1", part))
    properties = etree.fromstring(parts["docProps/core.xml"])
    for name in ("created", "modified"):
        for element in properties.findall(f"{{http://purl.org/dc/terms/}}{name}"):
            properties.remove(element)
    parts["docProps/core.xml"] = etree.tostring(properties, encoding="UTF-8", xml_declaration=True)
    return pack_parts(parts)


def _styles() -> list[NamedStyle]:
    wrapped = Alignment("left", "top", wrap_text=True, indent=1)
    centred = Alignment("left", "center", wrap_text=True, indent=1)
    side = Side("thin", color=_LINE)
    box = Border(left=side, right=side, top=side, bottom=side)
    body = Font(_FONT, 11)
    return [
        NamedStyle(_TITLE, font=Font(_FONT, 20, bold=True, color=_BLUE)),
        NamedStyle(_INTRODUCTION, font=body, alignment=Alignment(vertical="center")),
        NamedStyle(
            _HEADER,
            font=Font(_FONT, 11, bold=True, color="FFFFFF"),
            fill=PatternFill("solid", fgColor=_BLUE),
            alignment=centred,
        ),
        NamedStyle(
            _LABEL,
            font=Font(_FONT, 11, bold=True, color=_BLUE),
            fill=PatternFill("solid", fgColor=_PALE),
            alignment=Alignment("left", "center", indent=1),
        ),
        NamedStyle(
            _REQUIRED, font=body, alignment=wrapped, border=box, number_format=_TEXT_FORMAT,
            protection=Protection(locked=False),
        ),
        NamedStyle(
            _OPTIONAL, font=body, alignment=centred, border=box, number_format=_TEXT_FORMAT,
            protection=Protection(locked=False),
        ),
        NamedStyle(_PROSE, font=body, alignment=wrapped),
        NamedStyle(_HELP, font=Font(_FONT, 10, italic=True, color=_GREY), alignment=centred),
    ]  # fmt: skip


def _put(sheet: Worksheet, row: int, column: int, value: object, style: str) -> None:
    cell = sheet.cell(row, column)
    if value:
        cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        # A text that begins with «=» is text; openpyxl would make it a formula.
        cell.data_type = "s"
    cell.style = style


def _fitting_height_pt(sheet: Worksheet, row: int) -> float:
    """About the height that the wrapped text of a row needs; Excel makes it exact on the first edit."""
    lines = 1
    for cell in sheet[row]:
        width = sheet.column_dimensions[get_column_letter(cell.column or 1)].width - 3
        text = str(cell.value or "")
        lines = max(lines, sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n")))
    return lines * _LINE_HEIGHT_PT + 4


def _set_up_page(sheet: Worksheet, title_rows: str | None = None) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    footer = _HeaderFooterPart(text=words.PRINT_PAGE)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(right=footer)
    sheet.print_title_rows = title_rows
    sheet.sheet_view.showGridLines = False


def _set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _lay_out_guide(sheet: Worksheet) -> None:
    _set_widths(sheet, [column.width for column in ACTION_COLUMNS])
    _put(sheet, 1, 1, words.GUIDE_TITLE, _TITLE)
    sheet.row_dimensions[1].height = 34
    row = 3
    for step in GUIDE_LINES:
        _put(sheet, row, 1, step, _INTRODUCTION)
        sheet.row_dimensions[row].height = 20
        row += 1
    _put(sheet, row + 1, 1, words.GUIDE_TEXT_TITLE, _LABEL)
    row += 2
    for line in words.GUIDE_TEXT:
        _put(sheet, row, 1, line, _INTRODUCTION)
        sheet.row_dimensions[row].height = 20
        row += 1
    _put(sheet, row + 1, 1, words.GUIDE_EXAMPLE_TITLE, _LABEL)
    row += 2
    for number, column in enumerate(ACTION_COLUMNS, start=1):
        _put(sheet, row, number, column.header, _HEADER)
        _put(sheet, row + 1, number, column.example, _REQUIRED)
    sheet.row_dimensions[row].height = 32
    sheet.row_dimensions[row + 1].height = _fitting_height_pt(sheet, row + 1)
    _set_up_page(sheet)
    sheet.protection.sheet = True


def _lay_out_organisation(sheet: Worksheet, values: Mapping[str, str]) -> None:
    _set_widths(sheet, (26, 48, 70))
    _put(sheet, 1, 1, words.ORGANISATION_TITLE, _TITLE)
    _put(sheet, 2, 1, words.ORGANISATION_INTRODUCTION, _INTRODUCTION)
    for row, label in enumerate(ORGANISATION_LABELS, start=_FIRST_LABEL_ROW):
        _put(sheet, row, 1, label.label, _LABEL)
        value = values.get(label.key, label.default)
        _put(sheet, row, 2, value, _REQUIRED if label.required else _OPTIONAL)
        _put(sheet, row, 3, label.help, _HELP)
        sheet.row_dimensions[row].height = 26
        _add_prompt(sheet, f"B{row}", label.label, label.help)
    _set_up_page(sheet)


def _lay_out_actions(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    _set_widths(sheet, [column.width for column in ACTION_COLUMNS])
    for number, column in enumerate(ACTION_COLUMNS, start=1):
        letter = get_column_letter(number)
        _put(sheet, 1, number, column.header, _HEADER)
        for row in range(2, max(_PREPARED_ROWS, len(rows)) + 2):
            filled = rows[row - 2][number - 1] if row - 2 < len(rows) else None
            _put(sheet, row, number, filled, _REQUIRED)
        _add_prompt(sheet, f"{letter}2:{letter}{_PREPARED_ROWS + 1}", column.header, column.prompt)
    last_row = max(_TABLE_ROWS, len(rows)) + 1
    for row in range(2, last_row + 1):
        height_pt = max(_EMPTY_ROW_HEIGHT_PT, _fitting_height_pt(sheet, row))
        sheet.row_dimensions[row].height = height_pt
    sheet.row_dimensions[1].height = 38
    last = get_column_letter(len(ACTION_COLUMNS))
    table = Table(displayName="Rapporteringspunkter", ref=f"A1:{last}{last_row}")
    table.tableStyleInfo = TableStyleInfo("TableStyleLight9", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = "B2"
    sheet.print_area = table.ref
    _set_up_page(sheet, title_rows="1:1")


def _lay_out_measures(sheet: Worksheet, measures: Sequence[Measure]) -> None:
    _set_widths(sheet, (16, 110, 26))
    for number, header in enumerate(MEASURE_HEADERS, start=1):
        _put(sheet, 1, number, header, _HEADER)
    for row, measure in enumerate(measures, start=2):
        responsible = measure.responsible or words.NO_RESPONSIBLE
        for number, value in enumerate((measure.number, measure.text, responsible), start=1):
            _put(sheet, row, number, value, _PROSE)
        sheet.row_dimensions[row].height = _fitting_height_pt(sheet, row)
    sheet.row_dimensions[1].height = 28
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    _set_up_page(sheet, title_rows="1:1")
    sheet.page_setup.fitToHeight = 1


def _add_prompt(sheet: Worksheet, cells: str, title: str, prompt: str) -> None:
    """A message that shows while a cell is chosen; any value is accepted."""
    short = title.partition(" (")[0][:_PROMPT_TITLE_LENGTH]
    validation = DataValidation(promptTitle=short, prompt=prompt, showInputMessage=True)
    validation.add(cells)
    sheet.add_data_validation(validation)
