"""What somebody might overlook: content that the report leaves out, and hidden content that it takes.

Both are named, so that nothing is lost or told without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from openpyxl.utils import get_column_letter

from nkps_reports.files.limits import MAX_NAMED
from nkps_reports.report.grammar import count_noun, cut, on_one_line
from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.cells import CellContent, cell_name
from nkps_reports.workbook.reading.objects import ObjectKind
from nkps_reports.workbook.reading.sheets import Sheet
from nkps_reports.workbook.reading.structure import ActionTable, is_label
from nkps_reports.workbook.schema import VALUE_COLUMN

_SHOWN_CELLS = 3
_SHOWN_CHARACTERS = 40
# Objects that are named one by one, with their text.
_NAMED = {ObjectKind.NOTE: words.NOTE, ObjectKind.SHAPE: words.SHAPE}


def find_unused(
    sheets: Sequence[Sheet], used: tuple[Sheet | None, Sheet | None], table: ActionTable
) -> Iterator[Problem]:
    """Name what the report does not use, of all sheets and of the two that it is read from.

    Yields:
        A warning for each sheet, column, field or cell that somebody typed in and that is not used.
    """
    organisation, actions = used
    for sheet in sheets:
        if sheet in used:
            yield from _objects(sheet)
        if sheet is actions:
            yield from _in_actions(sheet, table)
        elif sheet is organisation:
            yield from _in_organisation(sheet)
        elif contents := _typed_cells(sheet):
            yield _unused(sheet, words.UNUSED_SHEET.format(name=sheet.name), contents)


def find_hidden(sheet: Sheet, first_row: int, columns: Collection[int]) -> Iterator[Problem]:
    """Name what is hidden of the cells that the report takes: the sheet, each run of rows, each column."""
    layout, columns = sheet.layout, frozenset(columns)
    taken = [(row, column) for row, column in sheet.contents if row >= first_row and column in columns]
    if layout.is_hidden and taken:
        yield Problem.of(Code.HIDDEN_SHEET, Place(sheet.name))
    first_cells: dict[int, str] = {}
    for row, column in taken:
        if row in layout.hidden_rows:
            first_cells.setdefault(row, cell_name(row, column))
    for first, last in _runs(sorted(first_cells)):
        shown = words.HIDDEN_ROWS[first != last].format(first=first, last=last)
        yield Problem.of(Code.HIDDEN_ROW, Place(sheet.name, first_cells[first]), shown)
    for column in sorted({column for _, column in taken}):
        if any(each.is_hidden and each.covers(column) for each in layout.columns):
            row = next(row for row, taken_column in taken if taken_column == column)
            shown = words.HIDDEN_COLUMN.format(name=get_column_letter(column))
            yield Problem.of(Code.HIDDEN_COLUMN, Place(sheet.name, cell_name(row, column)), shown)


def _in_actions(sheet: Sheet, table: ActionTable) -> Iterator[Problem]:
    used = set(table.columns.values())
    columns: dict[int, list[CellContent]] = {}
    above: list[CellContent] = []
    for content in _typed_cells(sheet):
        if content.row < table.header_row:
            above.append(content)
        elif content.column not in used:
            columns.setdefault(content.column, []).append(content)
    yield from _one_by_one(sheet, [(_cell_in_words(content), content) for content in above])
    if len(columns) > MAX_NAMED:
        contents = [content for column in sorted(columns) for content in columns[column]]
        yield _unused(sheet, words.UNUSED_CELLS.format(name=sheet.name), contents)
        return
    for column, contents in sorted(columns.items()):
        header = sheet.contents.get((table.header_row, column))
        if header is None:
            name = words.UNUSED_UNNAMED_COLUMN.format(name=get_column_letter(column))
        else:
            name = words.UNUSED_COLUMN.format(name=on_one_line(header.text))
        below = [content for content in contents if content.row != table.header_row]
        yield _unused(sheet, name, below or contents, header.text if header else None)


def _in_organisation(sheet: Sheet) -> Iterator[Problem]:
    labels = {row: c.text for (row, column), c in sheet.contents.items() if column == 1}
    found: list[tuple[str, CellContent]] = []
    for content in _typed_cells(sheet):
        label = labels.get(content.row)
        if content.column <= VALUE_COLUMN and is_label(sheet, content.row):
            continue
        # A label of somebody's own is named with its value.
        if content.column == 1 and (content.row, VALUE_COLUMN) in sheet.contents:
            continue
        if content.column == VALUE_COLUMN and label:
            found.append((words.UNUSED_ROW.format(name=on_one_line(label)), content))
        else:
            found.append((_cell_in_words(content), content))
    yield from _one_by_one(sheet, found)


def _cell_in_words(content: CellContent) -> str:
    return words.UNUSED_CELL.format(name=cell_name(content.row, content.column))


def _one_by_one(sheet: Sheet, found: Sequence[tuple[str, CellContent]]) -> Iterator[Problem]:
    """A warning for each cell, with the words for it; a single one where there are very many."""
    if len(found) > MAX_NAMED:
        contents = [content for _, content in found]
        yield _unused(sheet, words.UNUSED_CELLS.format(name=sheet.name), contents)
        return
    for name, content in found:
        yield _unused(sheet, name, [content])


def _typed_cells(sheet: Sheet) -> list[CellContent]:
    """What somebody typed on a sheet: all but what the workbook came with."""
    return [content for position, content in sheet.contents.items() if position not in sheet.own_cells]


def _objects(sheet: Sheet) -> Iterator[Problem]:
    """Notes and text boxes one by one, with their words; pictures and charts by their number."""
    counts = Counter(item.kind for item in sheet.objects)
    named = [item for item in sheet.objects if item.kind in _NAMED]
    for item in named[:MAX_NAMED]:
        text = on_one_line(item.text)
        what = _NAMED[item.kind].format(text=cut(text, _SHOWN_CHARACTERS))
        yield Problem.of(Code.UNUSED_OBJECT, Place(sheet.name, item.cell), text, what=what)
    if len(named) > MAX_NAMED:
        what = count_noun(words.MORE_OBJECTS, len(named) - MAX_NAMED)
        yield Problem.of(Code.UNUSED_OBJECT, Place(sheet.name), None, what=what)
    for kind, forms in ((ObjectKind.PICTURE, words.PICTURES), (ObjectKind.CHART, words.CHARTS)):
        if counts[kind]:
            what = count_noun(forms, counts[kind])
            yield Problem.of(Code.UNUSED_OBJECT, Place(sheet.name), None, what=what)


def _unused(sheet: Sheet, what: str, contents: Sequence[CellContent], header: str | None = None) -> Problem:
    quoted: list[str] = []
    for content in contents[:_SHOWN_CELLS]:
        text = on_one_line(content.text) or content.error or content.formula or ""
        cell = cell_name(content.row, content.column)
        quoted.append(words.QUOTED_CELL.format(cell=cell, text=cut(text, _SHOWN_CHARACTERS)))
    shown = ", ".join(quoted)
    if len(contents) > _SHOWN_CELLS:
        shown = words.AND_MORE.format(shown=shown, count=len(contents) - _SHOWN_CELLS)
    place = Place(sheet.name, cell_name(contents[0].row, contents[0].column), header)
    return Problem.of(Code.UNUSED_SHEET_OR_COLUMN, place, shown, what=what)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    start = 0
    for position, row in enumerate(rows):
        if position + 1 == len(rows) or rows[position + 1] != row + 1:
            yield rows[start], row
            start = position + 1
