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
from nkps_reports.workbook.reading.sheets import read_sheets
from nkps_reports.workbook.schema import MEASURE_HEADERS, ORGANISATION_LABELS, PREPARED_ROWS
from nkps_reports.workbook.writing import looks
from nkps_reports.workbook.writing.aids import add_aids, add_prompt
from nkps_reports.workbook.writing.guide import lay_out_guide

_FIRST_LABEL_ROW = 4
# Air above and below what stands in the middle of a row, and room for a line that a zoom may add.
_PADDING_PT = 12.0
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
_EMPTY_ROW_HEIGHT_PT = 32.0
# The help beside the headers decides how high they are.
_HEADERS_HEIGHT_PT = 80.0
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
    lay_out_guide(book.create_sheet(words.GUIDE))
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


def _lay_out_organisation(sheet: Worksheet, values: Mapping[str, str]) -> None:
    looks.set_widths(sheet, (26, 48, 78))
    looks.put(sheet, 1, 1, words.ORGANISATION_TITLE, looks.TITLE)
    sheet.row_dimensions[1].height = 34
    looks.put(sheet, 2, 1, words.ORGANISATION_INTRODUCTION, looks.INTRODUCTION)
    for row, label in enumerate(ORGANISATION_LABELS, start=_FIRST_LABEL_ROW):
        looks.put(sheet, row, 1, label.label, looks.LABEL)
        looks.put(sheet, row, 2, values.get(label.key, label.default), looks.ANSWER)
        looks.put(sheet, row, 3, label.help, looks.HELP)
        sheet.row_dimensions[row].height = looks.fitting_height_pt(sheet, row, 3) + _PADDING_PT
        add_prompt(sheet, f"B{row}", label.label, label.help, label.choices)
    looks.set_up_page(sheet)


def _lay_out_actions(sheet: Worksheet, rows: Sequence[Sequence[str | CellText]]) -> None:
    looks.set_widths(sheet, [column.width for column in FIELDS])
    looks.put_row(sheet, 1, (column.header for column in FIELDS), looks.HEADER)
    empty = (None,) * len(FIELDS)
    for row, cells in enumerate([*rows, *[empty] * (PREPARED_ROWS - len(rows))], start=2):
        looks.put_row(sheet, row, cells, looks.FIELD)
        fitting_pt = 0 if cells is empty else looks.fitting_height_pt(sheet, row, len(FIELDS))
        sheet.row_dimensions[row].height = max(_EMPTY_ROW_HEIGHT_PT, fitting_pt)
    last_row = max(_TABLE_ROWS, len(rows)) + 1
    sheet.row_dimensions[1].height = _HEADERS_HEIGHT_PT
    table = Table(displayName="Rapporteringspunkter", ref=f"A1:{_LAST_COLUMN}{last_row}")
    table.tableStyleInfo = TableStyleInfo("TableStyleLight9", showRowStripes=True)
    sheet.add_table(table)
    add_aids(sheet)
    sheet.sheet_view.zoomScale = _ZOOM_PERCENT
    sheet.freeze_panes = "B2"
    sheet.print_area = table.ref
    looks.set_up_page(sheet, title_rows="1:1")


def _lay_out_measures(sheet: Worksheet) -> None:
    looks.set_widths(sheet, (17, 96, 28))
    looks.put_row(sheet, 1, MEASURE_HEADERS, looks.HEADER)
    for row, measure in enumerate(read_measures(), start=2):
        responsible = measure.responsible or words.NO_RESPONSIBLE
        looks.put_row(sheet, row, (measure.number, measure.text, responsible), looks.ENTRY)
        fitting_pt = looks.fitting_height_pt(sheet, row, len(MEASURE_HEADERS))
        sheet.row_dimensions[row].height = fitting_pt + _PADDING_PT
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    looks.set_up_page(sheet, title_rows="1:1", orientation="portrait")
    sheet.page_setup.fitToHeight = 1
