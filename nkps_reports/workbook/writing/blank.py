"""The workbook as staff get it: laid out from the schema, empty or with rows filled in."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import cast
from zipfile import ZipFile

from lxml import etree
from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.merge import MergeCell, MergeCells
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.cell_text import CellText
from nkps_reports.report.drafts import Draft
from nkps_reports.report.markup import join_runs
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording import workbook as words
from nkps_reports.wording.form import FIELDS
from nkps_reports.workbook.reading.own_texts import list_checksums
from nkps_reports.workbook.reading.sheets import read_sheets
from nkps_reports.workbook.schema import (
    GUIDE_LINES,
    MEASURE_HEADERS,
    ORGANISATION_LABELS,
    PREPARED_ROWS,
)
from nkps_reports.workbook.writing import looks
from nkps_reports.workbook.writing.aids import add_aids, add_prompt

_FIRST_LABEL_ROW = 4
# How many rows are banded, which invites to fill them in, and printed; formats go on below.
_TABLE_ROWS = 30

_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name",
    "family", "charset", "scheme",
)  # fmt: skip
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_TABLE_PARTS = re.compile(rb"(?=<tableParts )")
_LAST_COLUMN = get_column_letter(len(FIELDS))
_NUMBERS_ARE_TEXT = (
    f'<ignoredErrors><ignoredError sqref="A2:{_LAST_COLUMN}{PREPARED_ROWS + 1}" numberStoredAsText="1"/>'
    "</ignoredErrors>"
).encode()
# Five empty rows hold the help beside the table.
_EMPTY_ROW_HEIGHT_PT = 39.0
_ZOOM_PERCENT = 85


def render_workbook(
    organisation: Mapping[str, str] | None = None, rows: Sequence[Sequence[str | CellText]] = ()
) -> bytes:
    """Lay out the workbook.

    Args:
        organisation: what stands beside the labels of the organisation's sheet, by their keys; the labels'
            defaults where a key is missing.
        rows: for each action the text of its cells, in the order of ``FIELDS``.

    Returns:
        The bytes of an ``.xlsx`` file; the same input gives the same bytes.
    """
    book = begin_workbook()
    _lay_out_guide(book.create_sheet(words.GUIDE))
    _lay_out_organisation(book.create_sheet(words.ORGANISATION), organisation or {})
    _lay_out_actions(book.create_sheet(words.ACTIONS), rows)
    _lay_out_measures(book.create_sheet(words.MEASURES))
    return save_workbook(book, words.DOCUMENT_TITLE)


def render_draft(draft: Draft) -> bytes:
    """Fill in the blank workbook with a draft, whose cells hold no more than they may, and read it again.

    Raises:
        ValueError: a cell does not hold what was put there.
    """
    rows = [[action.cell(field) for field in FIELDS] for action in draft.actions]
    rendered = render_workbook(draft.organisation, rows)
    sheet = next(sheet for sheet in read_sheets(rendered) if sheet.name == words.ACTIONS)
    for row, cells in enumerate(rows, start=2):
        for column, cell in enumerate(cells, start=1):
            content = sheet.contents.get((row, column), CellText())
            if ([*join_runs(content.runs)], content.link) != ([*join_runs(cell.runs)], cell.link):
                raise ValueError(f"row {row}, column {column}")
    return rendered


def begin_workbook() -> Workbook:
    """A workbook without sheets that has our styles."""
    book = Workbook()
    for style in looks.make_styles():
        book.add_named_style(style)
    book.remove(book.worksheets[0])
    return book


def save_workbook(book: Workbook, title: str | None = None) -> bytes:
    """The bytes of a workbook; the same content gives the same bytes."""
    book.properties.title = title
    book.properties.creator = "nkps-reports"
    book.properties.language = "nb-NO"
    saved = io.BytesIO()
    with ZipFile(saved, "w") as archive:
        _MemoryWriter(book, archive).save()
    return _finish(saved.getvalue())


class _SheetWriter(WorksheetWriter):
    """Writes merged cells in their order; openpyxl's own goes by hashes, which differ in a browser."""

    def write_merged_cells(self) -> None:
        """Write the merged cells of the sheet."""
        if ranges := cast(Worksheet, self.ws).merged_cells.sorted():
            cells = [MergeCell(str(each)) for each in ranges]
            self.xf.send(MergeCells(mergeCell=cells).to_tree())


class _MemoryWriter(ExcelWriter):
    """Writes sheets to memory; openpyxl's own way is by files in the system's temporary folder."""

    _archive: ZipFile

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write a sheet."""
        ws._drawing = SpreadsheetDrawing()  # type: ignore[attr-defined]
        part = io.BytesIO()
        writer = _SheetWriter(ws, part)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]
        self._archive.writestr(ws.path[1:], part.getvalue())
        self.manifest.append(ws)


def _finish(saved: bytes) -> bytes:
    """Make a file what openpyxl cannot write.

    Without the moment it was made; without fixed row heights, which would keep rows from growing with what is
    typed; without Excel's green triangle on a measure number, which is text on purpose; with fonts in the
    standard's order.
    """
    parts = unpack_parts(saved)
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            parts[name] = _TABLE_PARTS.sub(_NUMBERS_ARE_TEXT, _FIXED_HEIGHT.sub(rb"\1", part))
    properties = etree.fromstring(parts["docProps/core.xml"])
    etree.strip_elements(properties, "{*}created", "{*}modified")
    parts["docProps/core.xml"] = etree.tostring(properties, encoding="UTF-8", xml_declaration=True)
    styles = etree.fromstring(parts["xl/styles.xml"])
    for font in styles.iter("{*}font"):
        # openpyxl writes them in an order of its own, which Microsoft's validator refuses.
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    parts["xl/styles.xml"] = etree.tostring(styles, encoding="UTF-8", xml_declaration=True)
    return pack_parts(parts)


def _lay_out_guide(sheet: Worksheet) -> None:
    looks.set_widths(sheet, [column.width for column in FIELDS])
    looks.put(sheet, 1, 1, words.GUIDE_TITLE, looks.TITLE)
    sheet.row_dimensions[1].height = 34
    row = _put_lines(sheet, 3, GUIDE_LINES)
    looks.put(sheet, row + 1, 1, words.GUIDE_TEXT_TITLE, looks.LABEL)
    row = _put_lines(sheet, row + 2, words.GUIDE_TEXT)
    looks.put(sheet, row + 1, 1, words.GUIDE_EXAMPLE_TITLE, looks.LABEL)
    row += 2
    looks.put_row(sheet, row, (column.header for column in FIELDS), looks.HEADER)
    looks.put_row(sheet, row + 1, (column.example for column in FIELDS), looks.REQUIRED)
    sheet.row_dimensions[row].height = 32
    sheet.row_dimensions[row + 1].height = looks.fitting_height_pt(sheet, row + 1, len(FIELDS))
    looks.put(sheet, row + 3, 1, list_checksums(), looks.INTRODUCTION)
    sheet.row_dimensions[row + 3].hidden = True
    looks.set_up_page(sheet)
    sheet.protection.sheet = True


def _put_lines(sheet: Worksheet, first_row: int, lines: Sequence[str]) -> int:
    """Write a line in each row; returns the row behind them."""
    for row, line in enumerate(lines, start=first_row):
        looks.put(sheet, row, 1, line, looks.INTRODUCTION)
        sheet.row_dimensions[row].height = 20
    return first_row + len(lines)


def _lay_out_organisation(sheet: Worksheet, values: Mapping[str, str]) -> None:
    looks.set_widths(sheet, (26, 48, 70))
    looks.put(sheet, 1, 1, words.ORGANISATION_TITLE, looks.TITLE)
    looks.put(sheet, 2, 1, words.ORGANISATION_INTRODUCTION, looks.INTRODUCTION)
    for row, label in enumerate(ORGANISATION_LABELS, start=_FIRST_LABEL_ROW):
        looks.put(sheet, row, 1, label.label, looks.LABEL)
        style = looks.REQUIRED if label.required else looks.OPTIONAL
        looks.put(sheet, row, 2, values.get(label.key, label.default), style)
        looks.put(sheet, row, 3, label.help, looks.HELP)
        sheet.row_dimensions[row].height = 26
        add_prompt(sheet, f"B{row}", label.label, label.help, label.choices)
    looks.set_up_page(sheet)


def _lay_out_actions(sheet: Worksheet, rows: Sequence[Sequence[str | CellText]]) -> None:
    looks.set_widths(sheet, [column.width for column in FIELDS])
    looks.put_row(sheet, 1, (column.header for column in FIELDS), looks.HEADER)
    empty = (None,) * len(FIELDS)
    for row, cells in enumerate([*rows, *[empty] * (PREPARED_ROWS - len(rows))], start=2):
        looks.put_row(sheet, row, cells, looks.REQUIRED)
        fitting_pt = 0 if cells is empty else looks.fitting_height_pt(sheet, row, len(FIELDS))
        sheet.row_dimensions[row].height = max(_EMPTY_ROW_HEIGHT_PT, fitting_pt)
    for column in (column for column, field in enumerate(FIELDS, start=1) if field.is_optional):
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, column).style = looks.OPTIONAL
    last_row = max(_TABLE_ROWS, len(rows)) + 1
    sheet.row_dimensions[1].height = 38
    table = Table(displayName="Rapporteringspunkter", ref=f"A1:{_LAST_COLUMN}{last_row}")
    table.tableStyleInfo = TableStyleInfo("TableStyleLight9", showRowStripes=True)
    sheet.add_table(table)
    add_aids(sheet)
    sheet.sheet_view.zoomScale = _ZOOM_PERCENT
    sheet.freeze_panes = "B2"
    sheet.print_area = table.ref
    looks.set_up_page(sheet, title_rows="1:1")


def _lay_out_measures(sheet: Worksheet) -> None:
    looks.set_widths(sheet, (16, 110, 26))
    looks.put_row(sheet, 1, MEASURE_HEADERS, looks.HEADER)
    for row, measure in enumerate(read_measures(), start=2):
        responsible = measure.responsible or words.NO_RESPONSIBLE
        looks.put_row(sheet, row, (measure.number, measure.text, responsible), looks.PROSE)
        sheet.row_dimensions[row].height = looks.fitting_height_pt(sheet, row, len(MEASURE_HEADERS))
    sheet.row_dimensions[1].height = 28
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    looks.set_up_page(sheet, title_rows="1:1")
    sheet.page_setup.fitToHeight = 1
