"""An overview of many reports to the bytes of a workbook: the matrix, a row for each relation, the files."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.overview.overview import Contribution, Overview, shade_of
from nkps_reports.overview.words import (
    describe_absent,
    describe_elsewhere,
    describe_missing,
    describe_no_remarks,
    describe_remarks,
    describe_unrelated,
    summarise,
)
from nkps_reports.report.cell_text import MAX_CELL_CHARACTERS, count_units
from nkps_reports.report.characters import make_showable
from nkps_reports.wording import overview as words
from nkps_reports.wording.form import RESPONSIBLE, TIMING
from nkps_reports.workbook.reading.cells import cell_name
from nkps_reports.workbook.writing import looks
from nkps_reports.workbook.writing.blank import begin_workbook, save_workbook

_Value = str | int
_TITLE_PT, _HEADER_ROW = 34.0, 5
_HEADER_PADDING_PT, _ROW_PADDING_PT, _LINE_PT = 16.0, 4.0, 15.0
# The headers of figures: in degrees, how high, and how wide their columns are.
_UPWARDS, _TURNED_PT, _FIGURE_WIDTH = 90, 172.0, 8
_QUIET, _HATCH, _LINE = "595959", "8E99AB", "1F3864"
# Where nothing is, the figure is 0 all the same: a pivot table counts it.
_BLANK_ZERO, _NAMED_ZERO = "0;-0;", f'0;-0;"{words.NONE}"'
_IN_ALL = f'"{words.ORGANISATIONS_IN_ALL.partition("{")[0]}"0'
_WIDE = 110
_FIELD_WIDTHS = {RESPONSIBLE.key: 38, TIMING.key: 28}
_RELATION_WIDTHS = (
    *(30, 20, 19, 52, 11, 52, 22),
    *(_FIELD_WIDTHS.get(field.key, field.width) for field in words.RELATION_FIELDS),
    24,
)


def render_overview_workbook(overview: Overview) -> bytes:
    """Make the bytes of an ``.xlsx`` file; the same input gives the same bytes."""
    book = begin_workbook()
    _lay_out_matrix(book.create_sheet(words.SHEET_MATRIX), overview)
    relations = book.create_sheet(words.SHEET_RELATIONS)
    remarks = book.create_sheet(words.SHEET_REMARKS)
    rows = [row for each in overview.contributions for row in _relations(each, overview)]
    cuts = _write_rows(relations, "Relasjoner", _Listing(words.RELATION_COLUMNS, rows, _RELATION_WIDTHS))
    for number, (name, table) in enumerate(_other_tables(overview)):
        cuts += _write_rows(book.create_sheet(name), f"Annet{number}", table)
    _write_rows(remarks, "Filer", _remarks(overview, cuts))
    return save_workbook(book, words.DOCUMENT_TITLE.format(period=overview.period))


def _lay_out_matrix(sheet: Worksheet, overview: Overview) -> None:
    named = [words.SHORT_NAME.format(number=each.number, name=each.short_name) for each in overview.measures]
    header = (words.ORGANISATION, *named, words.SUM_SPOKEN, words.ACTION_COUNT_SPOKEN)
    rows = [_figures(each.name, each.counts, len(each.report.actions)) for each in overview.contributions]
    widths = (44, *[_FIGURE_WIDTH] * (len(header) - 1))
    _write_table(sheet, "Oversikt", _Listing(header, rows, widths), _HEADER_ROW)
    _write_opening(sheet, overview, len(header))
    _turn_header(sheet, len(header))
    first = _HEADER_ROW + 1
    for row in range(first, first + len(rows)):
        _set_figures(sheet, row, len(header), overview.totals)
    count = len(overview.contributions)
    totals: tuple[tuple[_Value, ...], ...] = (
        _figures(words.TOTAL, overview.totals, overview.action_count),
        (words.ORGANISATION_TOTAL, *overview.organisation_totals, "", count),
    )
    # A row apart, so that sorting the table leaves them where they are.
    for row, values in enumerate(totals, start=first + len(rows) + 1):
        looks.put_row(sheet, row, values, looks.PROSE)
        sheet.row_dimensions[row].height = looks.fitting_height_pt(sheet, row, 1)
        for column in range(1, len(header) + 1):
            sheet.cell(row, column).font = Font(looks.FONT, looks.FONT_SIZE_PT, bold=True)
        _set_figures(sheet, row, len(header), overview.totals, is_sum=True)
    sheet.cell(first + len(rows) + 2, len(header)).number_format = _IN_ALL
    sheet.freeze_panes = f"B{first}"
    looks.set_up_page(sheet, title_rows=f"{_HEADER_ROW}:{_HEADER_ROW}")


def _write_opening(sheet: Worksheet, overview: Overview, last_column: int) -> None:
    """Write the title, what the overview says in figures and what is missing, as wide as the table."""
    looks.put(sheet, 1, 1, words.DOCUMENT_TITLE.format(period=overview.period), looks.TITLE)
    sheet.row_dimensions[1].height = _TITLE_PT
    sheet.cell(1, 1).alignment = Alignment(vertical="center")
    letters = sum(sheet.column_dimensions[get_column_letter(n)].width for n in range(1, last_column + 1))
    missing = f"{words.MISSING_LEAD} {describe_missing(overview)}"
    for row, text in enumerate((summarise(overview), missing), start=2):
        looks.put(sheet, row, 1, text, looks.PROSE)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last_column)
        sheet.cell(row, 1).alignment = Alignment("left", "top", wrap_text=True)
        sheet.row_dimensions[row].height = math.ceil(len(text) / letters) * _LINE_PT + _ROW_PADDING_PT


def _figures(name: str, counts: Sequence[int], actions: int) -> tuple[_Value, ...]:
    """A row: a name, a figure for each measure, their sum, and how many actions there are."""
    return (name, *counts, sum(counts), actions)


def _turn_header(sheet: Worksheet, last_column: int) -> None:
    """Write the headers of figures from the bottom to the top."""
    sheet.row_dimensions[_HEADER_ROW].height = _TURNED_PT
    for column in range(1, last_column + 1):
        cell = sheet.cell(_HEADER_ROW, column)
        if column > 1:
            cell.alignment = Alignment("center", "bottom", _UPWARDS, wrap_text=True)
        # Keeps the words off the edge.
        cell.border = Border(bottom=Side("thick", color=_LINE))


def _set_figures(
    sheet: Worksheet, row: int, last_column: int, totals: Sequence[int], *, is_sum: bool = False
) -> None:
    """Set a row of figures in the middle; those of measures are shaded, which tells no more than the figures.

    Args:
        sheet: where it stands.
        row: its number.
        last_column: that of its last figure.
        totals: how many actions each of the measures has; the columns of those without are hatched.
        is_sum: it says that there is nothing where it is so, and has no shades.
    """
    sheet.row_dimensions[row].height = (sheet.row_dimensions[row].height or 0) + _ROW_PADDING_PT
    sheet.cell(row, 1).alignment = Alignment("left", "center", wrap_text=True, indent=1)
    for column in range(2, last_column + 1):
        sheet.cell(row, column).alignment = Alignment("center", "center")
    sheet.cell(row, len(totals) + 2).border = Border(left=Side("medium", color=_LINE))
    for column, total in enumerate(totals, start=2):
        cell = sheet.cell(row, column)
        cell.number_format = _NAMED_ZERO if is_sum else _BLANK_ZERO
        figure = cell.value if isinstance(cell.value, int) else 0
        if not total:
            cell.fill = PatternFill("lightUp", fgColor=_HATCH)
            cell.font = Font(looks.FONT, looks.FONT_SIZE_PT, color=_QUIET)
        elif not is_sum and (shade := shade_of(figure)):
            cell.fill = PatternFill("solid", fgColor=shade.fill)
            cell.font = Font(looks.FONT, looks.FONT_SIZE_PT, bold=shade.is_dark, color=shade.color)


def _relations(contribution: Contribution, overview: Overview) -> Iterator[Sequence[_Value]]:
    """A row for each relation of a report."""
    measures = {measure.number: measure for measure in overview.measures}
    organisation = contribution.report.organisation
    for action in contribution.report.actions:
        for number in action.relation.measures if action.relation else ():
            if measure := measures.get(number):
                yield (
                    organisation.name,
                    organisation.period,
                    action.number,
                    action.title.plain,
                    number,
                    measure.text,
                    measure.responsible or words.NO_RESPONSIBLE,
                    *(action.fields[field.key].plain for field in words.RELATION_FIELDS),
                    make_showable(contribution.path.name),
                )


def _other_tables(overview: Overview) -> Iterator[tuple[str, _Listing]]:
    """What is in no other table, with the names of the sheets: only what there is."""
    absent = describe_absent(overview)
    for sheet, header, said in (
        (words.SHEET_UNRELATED, words.UNRELATED, [*_unrelated(overview)]),
        (words.SHEET_ELSEWHERE, words.ELSEWHERE, [*describe_elsewhere(overview)]),
        (words.SHEET_ABSENT, words.ABSENT, [] if absent is None else [*absent] or [words.NONE_ABSENT]),
        (words.SHEET_UNEXPECTED, words.UNEXPECTED, overview.unexpected),
    ):
        if said:
            yield sheet, _Listing((header,), [(each,) for each in said], (_WIDE,))


def _unrelated(overview: Overview) -> Iterator[str]:
    for share in describe_unrelated(overview):
        for line in share.actions:
            yield words.UNRELATED_LINE.format(
                organisation=share.organisation, title=line.title, note=line.note
            )


def _remarks(overview: Overview, cuts: Iterable[str]) -> _Listing:
    """What is to be said of files, and the cells whose text had to be cut."""
    rows = [(each.file, each.counted, "\n".join(each.said)) for each in describe_remarks(overview)]
    rows += [("", words.IS_COUNTED, words.CUT.format(cell=cell, limit=MAX_CELL_CHARACTERS)) for cell in cuts]
    return _Listing(words.REMARK_COLUMNS, rows or [(describe_no_remarks(overview), "", "")], (50, 14, 110))


class _Listing(NamedTuple):
    """What stands in a table; the widths of its columns are in characters."""

    header: Sequence[str]
    rows: Sequence[Sequence[_Value]]
    widths: Sequence[int]


def _write_rows(sheet: Worksheet, name: str, table: _Listing) -> list[str]:
    """Write a table that has a sheet for itself; returns the cells whose text had to be cut."""
    cuts: list[str] = []
    rows = [
        [_shortened(value, sheet.title, row, column, cuts) for column, value in enumerate(values, start=1)]
        for row, values in enumerate(table.rows, start=2)
    ]
    _write_table(sheet, name, table._replace(rows=rows))
    sheet.freeze_panes = "B2" if len(table.header) > 1 else "A2"
    looks.set_up_page(sheet, title_rows="1:1")
    return cuts


def _shortened(value: _Value, sheet: str, row: int, column: int, cuts: list[str]) -> _Value:
    if not isinstance(value, str) or count_units(value) <= MAX_CELL_CHARACTERS:
        return value
    cuts.append(f"{sheet}!{cell_name(row, column)}")
    # Half of the limit, since a character counts for two at most.
    return value[: MAX_CELL_CHARACTERS // 2 - 1] + "…"


def _write_table(sheet: Worksheet, name: str, table: _Listing, header_row: int = 1) -> None:
    """Write a table with a filter on each column; the name is what Excel calls it."""
    looks.set_widths(sheet, table.widths)
    looks.put_row(sheet, header_row, table.header, looks.HEADER)
    width = len(table.header)
    for column in range(1, width + 1):
        # Air, which LibreOffice leaves none of below a header that it repeats.
        sheet.cell(header_row, column).border = Border(bottom=Side("thick", color="FFFFFF"))
    last = header_row
    for last, row in enumerate(table.rows, start=header_row + 1):
        looks.put_row(sheet, last, row, looks.PROSE)
        sheet.row_dimensions[last].height = looks.fitting_height_pt(sheet, last, width)
    header_pt = looks.fitting_height_pt(sheet, header_row, width)
    sheet.row_dimensions[header_row].height = header_pt + _HEADER_PADDING_PT
    area = f"A{header_row}:{cell_name(max(last, header_row + 1), width)}"
    style = TableStyleInfo("TableStyleLight1", showRowStripes=False)
    sheet.add_table(Table(displayName=name, ref=area, tableStyleInfo=style))
