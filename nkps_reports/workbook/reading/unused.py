"""Content that no part of the report takes: it is named, so that nothing is lost without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter

from nkps_reports.files.limits import MAX_NAMED
from nkps_reports.report.grammar import count_noun, cut, on_one_line
from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.cells import Content
from nkps_reports.workbook.reading.objects import Kind
from nkps_reports.workbook.reading.organisation import VALUE_COLUMN
from nkps_reports.workbook.reading.sheets import Sheet, cell_name
from nkps_reports.workbook.reading.structure import Table, is_label

_SHOWN_CELLS = 3
_SHOWN_CHARACTERS = 40
# What is named with its words.
_NAMED = {Kind.NOTE: words.NOTE, Kind.SHAPE: words.SHAPE}


def find_unused(
    sheets: Sequence[Sheet], used: tuple[Sheet | None, Sheet | None], table: Table
) -> Iterator[Problem]:
    """Name what the report does not use.

    Args:
        sheets: all sheets of the workbook.
        used: the sheets that the organisation and the actions are read from.
        table: where the actions stand.

    Yields:
        A warning for each sheet, column, field or cell with content of its own that is not used.
    """
    organisation, actions = used
    for sheet in sheets:
        if sheet in used:
            yield from _objects(sheet)
        if sheet is actions:
            yield from _in_actions(sheet, table)
        elif sheet is organisation:
            yield from _in_organisation(sheet)
        else:
            yield from _in_other(sheet)


def _in_actions(sheet: Sheet, table: Table) -> Iterator[Problem]:
    used = set(table.columns.values())
    columns: dict[int, list[Content]] = {}
    above: list[Content] = []
    for content in _not_ours(sheet):
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
    known = {row for row in labels if is_label(sheet, row)}
    found: list[tuple[str, Content]] = []
    for content in _not_ours(sheet):
        label = labels.get(content.row)
        if content.row in known and content.column <= VALUE_COLUMN:
            continue
        # A label of somebody's own is named with its value.
        if content.column == 1 and (content.row, VALUE_COLUMN) in sheet.contents:
            continue
        if content.column == VALUE_COLUMN and label:
            found.append((words.UNUSED_ROW.format(name=on_one_line(label)), content))
        else:
            found.append((_cell_in_words(content), content))
    yield from _one_by_one(sheet, found)


def _cell_in_words(content: Content) -> str:
    return words.UNUSED_CELL.format(name=cell_name(content.row, content.column))


def _one_by_one(sheet: Sheet, found: Sequence[tuple[str, Content]]) -> Iterator[Problem]:
    """A warning for each cell, which is called as it says; one for all where they are very many."""
    if len(found) > MAX_NAMED:
        contents = [content for _, content in found]
        yield _unused(sheet, words.UNUSED_CELLS.format(name=sheet.name), contents)
        return
    for name, content in found:
        yield _unused(sheet, name, [content])


def _in_other(sheet: Sheet) -> Iterator[Problem]:
    if contents := _not_ours(sheet):
        yield _unused(sheet, words.UNUSED_SHEET.format(name=sheet.name), contents)


def _not_ours(sheet: Sheet) -> list[Content]:
    """What a sheet holds beside what the workbook came with."""
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
    for kind, forms in ((Kind.PICTURE, words.PICTURES), (Kind.CHART, words.CHARTS)):
        if counts[kind]:
            what = count_noun(forms, counts[kind])
            yield Problem.of(Code.UNUSED_OBJECT, Place(sheet.name), None, what=what)


def _unused(sheet: Sheet, what: str, contents: Sequence[Content], header: str | None = None) -> Problem:
    first = contents[0]
    place = Place(sheet.name, cell_name(first.row, first.column), header)
    shown = ", ".join(_quoted(content) for content in contents[:_SHOWN_CELLS])
    if len(contents) > _SHOWN_CELLS:
        shown = words.AND_MORE.format(shown=shown, count=len(contents) - _SHOWN_CELLS)
    return Problem.of(Code.UNUSED_SHEET_OR_COLUMN, place, shown, what=what)


def _quoted(content: Content) -> str:
    text = on_one_line(content.text) or content.error or content.formula or ""
    return words.QUOTED_CELL.format(
        cell=cell_name(content.row, content.column), text=cut(text, _SHOWN_CHARACTERS)
    )
