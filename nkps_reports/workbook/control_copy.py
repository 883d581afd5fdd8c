"""A copy of what a workbook shows, with every problem at its cell and in a list on the first sheet.

It is made from what the reader has openpyxl load: cells and their looks, with the ``layout`` of each sheet.
Nothing in it is calculated or run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.styles.fills import DEFAULT_GRAY_FILL
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.views import BookView
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.files.limits import MAX_COPIED_NOTES
from nkps_reports.report.characters import make_showable
from nkps_reports.report.grammar import cut
from nkps_reports.report.problems import Problem, WorkbookError
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Severity
from nkps_reports.workbook.reading.cells import (
    MAX_COLUMN,
    MAX_ROW,
    Position,
    cell_name,
    existing_cells,
    formula_of,
    position_of,
)
from nkps_reports.workbook.reading.layout import Area, SheetLayout, first_cells
from nkps_reports.workbook.reading.loading import load_for_copy
from nkps_reports.workbook.reading.objects import ObjectKind, SheetObject
from nkps_reports.workbook.reading.own_texts import is_help
from nkps_reports.workbook.reading.sheets import Sheet, open_parts
from nkps_reports.workbook.writing import looks
from nkps_reports.workbook.writing.blank import save_workbook

_AUTHOR = "nkps-reports"
# Excel holds 32,767 characters; a note that long helps nobody.
_MAX_NOTE_CHARACTERS = 8_000
_NOTE_WIDTH_PX, _NOTE_LINE_PX, _NOTE_MARGIN_PX = 340, 18, 16
_CHARACTERS_ON_LINE = 46

_FORBIDDEN_IN_TITLE = re.compile(r"[\\*?:/\[\]]")
_MAX_TITLE_CHARACTERS = 31

_FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="FFFFC7CE"),
    Severity.WARNING: PatternFill("solid", fgColor="FFFFEB9C"),
}

_HEADER_ROW = 3
_LIST_WIDTHS = (6, 8, 14, 8, 26, 28, 42, 42)
_CELL_COLUMN = 4
# Of the title, the line below it and the headers.
_HEADING_HEIGHTS_PT = (34.0, 22.0, 24.0)
# Enough to recognise a text by; the whole of it stands in its cell.
_MAX_LISTED_CHARACTERS = 500
# Nobody reads more; how many are left is told, and they too stand at their cells.
_MAX_LISTED = 10_000

_LIST_TEXT, _LIST_LINK, _LIST_NUMBER = "NKPS kontroll", "NKPS kontroll lenke", "NKPS kontroll nummer"
_SEVERITIES = {Severity.ERROR: "NKPS kontroll feil", Severity.WARNING: "NKPS kontroll merknad"}


def render_control_copy(file: bytes, problems: Sequence[Problem], source: str, summary: str) -> bytes:
    """Make the control copy of a workbook.

    Args:
        file: the bytes of a workbook that could be read.
        problems: what was found in it, in the order to list it.
        source: the path of the workbook, which is the one to correct.
        summary: a line that says how many problems there are.

    Returns:
        The bytes of an ``.xlsx`` file; the same input gives the same bytes.

    Raises:
        WorkbookError: the workbook cannot be read.
    """
    sheets, book = _load(file)
    names = [sheet.name for sheet in sheets]
    *titles, listing = _free_titles([*names, words.CONTROL_SHEET])
    by_sheet = _by_sheet(problems)
    left = MAX_COPIED_NOTES
    for sheet, title, original in zip(book.worksheets, titles, sheets, strict=True):
        sheet.title = title
        found = by_sheet.pop(original.name, None)
        notes = _notes(original.objects, left)
        left -= len(notes)
        _store_as_text(sheet)
        _lay_out(sheet, original.layout, found or {}, is_shown=found is not None)
        _annotate(sheet, original.layout.merged, notes, found or {})
        _set_up_page(sheet, found or {})
    explained = f"{summary}. {words.CONTROL_LEGEND}" if problems else summary
    heading = (words.CONTROL_TITLE.format(source=source), explained)
    _add_listing(book, listing, problems, dict(zip(reversed(names), reversed(titles), strict=True)), heading)
    return _save(book)


def _load(file: bytes) -> tuple[list[Sheet], Workbook]:
    """Load the workbook with its looks; if openpyxl refuses them, without, as the reader does."""
    try:
        package, roots, sheets = open_parts(file, with_empty=True)
        book = load_for_copy(package, roots, has_looks=True)
    except WorkbookError:
        package, roots, sheets = open_parts(file)
        book = load_for_copy(package, roots, has_looks=False)
    # Excel shows the second fill as this one, whatever the file says.
    book._fills.add(DEFAULT_GRAY_FILL)  # type: ignore[attr-defined]
    return sheets, book


def _save(book: Workbook) -> bytes:
    book.views = [BookView()]
    book.active = 0
    for sheet in book.worksheets:
        sheet.protection.sheet = True
        # Columns and rows may be given other sizes, and lists may be filtered.
        sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
    return save_workbook(book)


def _free_titles(names: Iterable[str]) -> list[str]:
    """Turn names into titles that Excel accepts; no two are alike, in capitals or not."""
    titles: dict[str, str] = {}
    for name in names:
        wanted = title = _FORBIDDEN_IN_TITLE.sub("_", name)[:_MAX_TITLE_CHARACTERS] or "_"
        count = 1
        while title.casefold() in titles:
            count += 1
            title = f"{wanted[: _MAX_TITLE_CHARACTERS - len(f' {count}')]} {count}"
        titles[title.casefold()] = title
    return [*titles.values()]


def _by_sheet(problems: Sequence[Problem]) -> dict[str, dict[Position, list[Problem]]]:
    """Group problems by sheet and cell; a sheet may have problems that concern no cell."""
    found: dict[str, dict[Position, list[Problem]]] = {}
    for problem in problems:
        if problem.place.sheet is not None:
            cells = found.setdefault(problem.place.sheet, {})
            if position := position_of(problem.place.cell):
                cells.setdefault(position, []).append(problem)
    return found


def _store_as_text(sheet: Worksheet) -> None:
    """Store what is no number, date or error as text, also formulas without a result and endless numbers."""
    for cell in existing_cells(sheet).values():
        value = cell.value
        is_beyond = isinstance(value, int | float) and abs(value) > sys.float_info.max
        if text := str(value) if is_beyond else formula_of(cell):
            cell.value = looks.escaped(_showable(text))
            cell.data_type = "s"
        elif isinstance(value, str | CellRichText) and cell.data_type != "e":
            cell.data_type = "s"


def _lay_out(sheet: Worksheet, layout: SheetLayout, cells: Iterable[Position], *, is_shown: bool) -> None:
    """Merge cells and set widths as they were; hide what was hidden, unless a problem stands in it."""
    sheet.merged_cells = MultiCellRange(
        CellRange(None, area.first_column, area.first_row, area.last_column, area.last_row)
        for area in layout.merged
        if area.cell_count > 1
    )
    shown_rows, shown_columns = {row for row, _ in cells}, {column for _, column in cells}
    sheet.sheet_format.defaultColWidth = layout.usual_width
    for columns in layout.columns:
        if 1 <= columns.first <= columns.last <= MAX_COLUMN:
            letter = get_column_letter(columns.first)
            dimension = ColumnDimension(sheet, letter, min=columns.first, max=columns.last)
            dimension.hidden = columns.is_hidden and not any(map(columns.covers, shown_columns))
            if columns.width:
                dimension.width = columns.width
            sheet.column_dimensions[letter] = dimension
    for row in layout.hidden_rows:
        if 1 <= row <= MAX_ROW:
            sheet.row_dimensions[row].hidden = row not in shown_rows
            # A height of nothing hides too.
            sheet.row_dimensions[row].height = sheet.row_dimensions[row].height or None
    for row_dimension in sheet.row_dimensions.values():
        # A file may say what no program shows: no number, or more than any row has.
        if row_dimension.height is not None and not 0 <= row_dimension.height <= looks.MAX_ROW_HEIGHT_PT:
            row_dimension.height = None
    if layout.frozen:
        sheet.freeze_panes = cell_name(*layout.frozen)
    if layout.is_hidden and not is_shown:
        sheet.sheet_state = "hidden"


def _set_up_page(sheet: Worksheet, problems: Iterable[Position]) -> None:
    """Print as far as something is said: looks go on far below, and so did our help."""
    looks.set_up_page(sheet)
    said = {
        position
        for position, cell in existing_cells(sheet).items()
        if cell.value not in (None, "") and not is_help(str(cell.value))
    }
    said.update(problems)
    if said:
        rows, columns = zip(*said, strict=True)
        sheet.print_area = f"A1:{cell_name(max(rows), max(columns))}"


def _notes(objects: Iterable[SheetObject], limit: int) -> dict[Position, str]:
    """The notes of a sheet, by their cells."""
    of_cells = ((position_of(each.cell), each.text) for each in objects if each.kind is ObjectKind.NOTE)
    return dict(islice(((position, text) for position, text in of_cells if position), limit))


def _annotate(
    sheet: Worksheet,
    merged: Iterable[Area],
    notes: dict[Position, str],
    problems: Mapping[Position, Sequence[Problem]],
) -> None:
    """Colour each cell that has problems and add them to its note; of merged cells, the one that is seen."""
    shown = first_cells(merged, problems)
    gathered: dict[Position, list[Problem]] = {}
    for position in sorted(problems):
        gathered.setdefault(shown.get(position, position), []).extend(problems[position])
    for position, together in gathered.items():
        # Errors first: they decide the colour and open the note.
        together.sort(key=lambda problem: problem.severity is not Severity.ERROR)
        sheet.cell(*position).fill = _FILLS[together[0].severity]
        said = cut("\n\n".join(f"{p.message}\n{p.fix}".strip() for p in together), _MAX_NOTE_CHARACTERS)
        said = looks.escaped(_showable(said))
        own = notes.get(position)
        notes[position] = f"{own}\n\n{words.CONTROL_NOTE.format(text=said)}" if own else said
    for position, text in notes.items():
        sheet.cell(*position).comment = Comment(text, _AUTHOR, _note_height_px(text), _NOTE_WIDTH_PX)


def _note_height_px(text: str) -> int:
    lines = sum(max(1, ceil(len(line) / _CHARACTERS_ON_LINE)) for line in text.split("\n"))
    return lines * _NOTE_LINE_PX + _NOTE_MARGIN_PX


def _add_listing(
    book: Workbook, title: str, problems: Sequence[Problem], titles: Mapping[str, str], heading: Sequence[str]
) -> None:
    """Put the list before all other sheets of a workbook, under a title that none of them has.

    ``titles`` says what the sheets are called in this workbook, by their names in the original.
    """
    for style in _make_styles():
        book.add_named_style(style)
    sheet = book.create_sheet(title, 0)
    looks.set_widths(sheet, _LIST_WIDTHS)
    for row, (line, look) in enumerate(zip(heading, (looks.TITLE, looks.INTRODUCTION), strict=True), start=1):
        looks.put(sheet, row, 1, _showable(line), look)
    looks.put_row(sheet, _HEADER_ROW, words.CONTROL_COLUMNS, looks.HEADER)
    for row, height_pt in enumerate(_HEADING_HEIGHTS_PT, start=1):
        sheet.row_dimensions[row].height = height_pt
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


def _showable(text: str) -> str:
    """A text with the line ends of a cell, and without what no cell can show."""
    return make_showable("\n".join(text.splitlines()))


def _list_problem(sheet: Worksheet, row: int, problem: Problem, titles: Mapping[str, str]) -> None:
    place = problem.place
    looks.put(sheet, row, 1, row - _HEADER_ROW, _LIST_NUMBER)
    kind = words.CONTROL_ERROR if problem.severity is Severity.ERROR else words.CONTROL_WARNING
    looks.put(sheet, row, 2, kind, _SEVERITIES[problem.severity])
    texts = (place.sheet, place.cell, place.header, problem.found, problem.message, problem.fix)
    for column, text in enumerate(texts, start=3):
        looks.put(sheet, row, column, _showable(cut(text or "", _MAX_LISTED_CHARACTERS)), _LIST_TEXT)
    sheet.row_dimensions[row].height = looks.fitting_height_pt(sheet, row, len(_LIST_WIDTHS))
    title = titles.get(place.sheet or "")
    if title and position_of(place.cell):
        cell = sheet.cell(row, _CELL_COLUMN)
        location = f"{quote_sheetname(title)}!{place.cell}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
        cell.style = _LIST_LINK


def _make_styles() -> Iterator[NamedStyle]:
    shared = (looks.TITLE, looks.INTRODUCTION, looks.HEADER)
    yield from (style for style in looks.make_styles() if style.name in shared)
    box, font = looks.thin_box(), Font(looks.FONT, looks.FONT_SIZE_PT)
    link = Font(looks.FONT, looks.FONT_SIZE_PT, underline="single", color="0563C1")
    wrapped = Alignment("left", "center", wrap_text=True, indent=1)
    centred = Alignment("center", "center")
    yield NamedStyle(_LIST_TEXT, font=font, border=box, alignment=wrapped)
    yield NamedStyle(_LIST_LINK, font=link, border=box, alignment=wrapped)
    yield NamedStyle(_LIST_NUMBER, font=font, border=box, alignment=centred)
    for severity, name in _SEVERITIES.items():
        yield NamedStyle(name, font=font, border=box, alignment=centred, fill=_FILLS[severity])
