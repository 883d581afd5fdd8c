"""The sheet with one action a row, below the headers that ``structure`` found.

Text from Word that was pasted onto a cell, and not into it, fills a row with each paragraph. Such rows are
not actions, and each text is reported as one problem.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, product

from nkps_reports.files.limits import MAX_ACTIONS, MAX_LINES, MAX_TITLE_CHARACTERS
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.list_lines import PRIVATE_BULLET, is_bullet
from nkps_reports.report.model import Action, Place
from nkps_reports.report.problems import Problem
from nkps_reports.report.references import is_seen
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.form import FIELDS, FORM_FIELDS, RELATION, TITLE, Field
from nkps_reports.workbook.reading.cells import CellContent, Position, cell_name
from nkps_reports.workbook.reading.fields import cell_problems, parse_relation, parse_text, text_problems
from nkps_reports.workbook.reading.layout import Area, first_cells
from nkps_reports.workbook.reading.sheets import Sheet
from nkps_reports.workbook.reading.struck import leave_out_struck
from nkps_reports.workbook.reading.structure import ActionTable

# Two texts may have been pasted side by side; a row with more in it is an action that somebody began.
_MAX_COLUMNS = 2
# One with more filled cells lacks an answer; one with fewer may be there by mistake.
_MAX_IN_UNMEANT_ROW = 2
_FORM_WORDS = tuple(column.header.casefold()[:16] for column in FIELDS[1:])
# The filled cells of the table below its header, by row and column.
_Rows = Mapping[int, Mapping[int, CellContent]]


def parse_actions(sheet: Sheet, table: ActionTable) -> tuple[tuple[Action, ...], list[Problem]]:
    """Read the actions of a sheet's table.

    Returns:
        An action for each row with content, in order, and the problems of their cells. A row that holds
        nothing but the rest of a text above it makes no action.
    """
    headers = _headers(sheet, table)
    sheet, problems = leave_out_struck(sheet, headers)
    columns = frozenset(table.columns.values())
    filled: dict[int, dict[int, CellContent]] = {}
    for row, column in headers:
        if content := sheet.contents.get((row, column)):
            filled.setdefault(row, {})[column] = content
    pasted = _find_pasted(filled, table.columns.get(RELATION.key))
    rows = sorted(filled.keys() - chain.from_iterable(pasted.values()))
    if problem := _too_large(sheet, table, filled, len(rows)):
        return (), [problem]
    merged = _merged_in_table(sheet, table, rows)
    for area in merged:
        place = Place(sheet.name, cell_name(area.first_row, area.first_column))
        problems.append(Problem.of(Code.MERGED_CELL, place, area.name))
    problems += _pasted_problems(sheet, table, filled, pasted)
    covered = first_cells(merged, product(rows, columns))
    actions: list[Action] = []
    for number, row in enumerate(rows, start=1):
        action, found = _parse_row(sheet, table, number, row, filled[row], covered)
        actions.append(action)
        problems += found
    return tuple(actions), problems


def _headers(sheet: Sheet, table: ActionTable) -> dict[Position, str]:
    """The filled cells of the table below its header, each with its header."""
    headers = {table.columns[field.key]: field.header for field in FIELDS if field.key in table.columns}
    return {
        (row, column): headers[column]
        for row, column in sheet.contents
        if row > table.header_row and row not in table.repeated and column in headers
    }


def _too_large(sheet: Sheet, table: ActionTable, filled: _Rows, row_count: int) -> Problem | None:
    title = table.columns.get(TITLE.key, 0)
    written = [content.text for cells in filled.values() for content in cells.values()]
    # Each line, tab and link of a text becomes an element.
    marks = sum([text.count("\n") + text.count("\t") + text.count("://") for text in written])
    titles = sum(len(cells[title].text) for cells in filled.values() if title in cells)
    for count, limit, what in (
        (row_count, MAX_ACTIONS, words.TOO_MANY_ACTIONS),
        (titles, MAX_TITLE_CHARACTERS, words.TOO_LONG_TITLES),
        (len(written) + marks, MAX_LINES, words.TOO_MANY_LINES),
    ):
        if count > limit:
            said, advice = what.format(count=count, limit=limit), words.SPLIT_WORKBOOK
            return Problem.of(Code.TOO_LARGE, Place(sheet.name), str(count), what=said, advice=advice)
    return None


def _merged_in_table(sheet: Sheet, table: ActionTable, rows: Sequence[int]) -> list[Area]:
    """Merged ranges that leave it unclear where in the table their text belongs.

    That is: several cells of the table in one, or one that holds its text outside the table. A range that
    touches no row with content does not matter.
    """
    unclear: list[Area] = []
    for area in sheet.layout.merged:
        columns = [c for c in table.columns.values() if area.first_column <= c <= area.last_column]
        height = area.last_row - max(area.first_row, table.header_row + 1) + 1
        several = len(columns) * height > 1 or area.first_column not in columns
        touched = bisect_left(rows, area.first_row) < bisect_right(rows, area.last_row)
        if columns and height > 0 and several and touched:
            unclear.append(area)
    return unclear


def _parse_row(
    sheet: Sheet,
    table: ActionTable,
    number: int,
    row: int,
    cells: Mapping[int, CellContent],
    covered: Collection[Position],
) -> tuple[Action, list[Problem]]:
    contents: dict[str, CellContent | None] = {}
    places: dict[str, Place] = {}
    problems: list[Problem] = []
    filled = sum([column in cells for column in table.columns.values()])
    # A row that is nearly whole is meant.
    hint = words.ROW_HINT.format(row=row) if filled <= _MAX_IN_UNMEANT_ROW else ""
    for field in FIELDS:
        column = table.columns.get(field.key, 0)
        contents[field.key] = cells.get(column)
        cell = cell_name(row, column) if column else None
        place = places[field.key] = Place(sheet.name, cell, field.header)
        if column:
            is_covered = (row, column) in covered
            problems += _field_problems(field, contents[field.key], place, hint, is_covered=is_covered)
    written, relation = contents[RELATION.key], None
    if written and written.has_result and not written.error and is_seen(written.text):
        found = parse_relation(written, places[RELATION.key])
        if isinstance(found, Problem):
            problems.append(found)
        else:
            relation = found
    texts = {field.key: parse_text(contents[field.key], places[field.key]) for field in FORM_FIELDS}
    unread = on_one_line(written.text) if written and relation is None else ""
    return Action(number, row, texts, relation, unread), problems


def _field_problems(
    field: Field, content: CellContent | None, place: Place, hint: str, *, is_covered: bool
) -> Iterator[Problem]:
    if content is None:
        missing = not is_covered
    else:
        yield from cell_problems(content, place)
        if field.key != RELATION.key:
            yield from text_problems(content, place)
        missing = content.has_result and not content.error and not is_seen(content.text)
    if missing and not field.is_optional:
        yield Problem.of(Code.MISSING_VALUE, place, row_hint=hint)


def _find_pasted(filled: _Rows, relation: int | None) -> dict[Position, list[int]]:
    """Find text that was pasted over several rows.

    A row holds the rest of such a text when it stands below a filled row and has content in one column only,
    or in two columns that both go on from the row above it. A whole form pasted into the first column is
    one too.

    Returns:
        For each cell that a text belongs to, the rows below it that hold the rest.
    """
    pasted: dict[Position, list[int]] = {}
    origin = above = 0
    for row, cells in filled.items():
        if origin and _goes_on(cells, filled[above], filled[origin], relation, in_block=above != origin):
            for column in cells:
                pasted.setdefault((origin, column), []).append(row)
        else:
            origin = row
        above = row
    return pasted


def _goes_on(
    row: Mapping[int, CellContent],
    above: Mapping[int, CellContent],
    origin: Mapping[int, CellContent],
    relation: int | None,
    *,
    in_block: bool,
) -> bool:
    if len(row) == 1 and len(origin) == 1:
        # A form in one column: only its own words tell it from a list of titles.
        return row.keys() == origin.keys() and (in_block or _is_of_form(*row.values()))
    if len(origin) <= len(row):
        return False
    return len(row) == 1 or (len(row) <= _MAX_COLUMNS and row.keys() <= above.keys() and relation not in row)


def _pasted_problems(
    sheet: Sheet, table: ActionTable, filled: _Rows, pasted: Mapping[Position, Sequence[int]]
) -> Iterator[Problem]:
    """One problem for each text, at the first cell that is too many."""
    fields = {table.columns[field.key]: field for field in FIELDS if field.key in table.columns}
    for (row, column), rows in pasted.items():
        first, last = cell_name(rows[0], column), cell_name(rows[-1], column)
        block = first if first == last else f"{first}:{last}"
        origin = cell_name(row, column)
        above = filled[row].get(column)
        overwritten = above is not None and is_bullet(above.text)
        if len(filled[row]) == 1:
            advice = words.PASTE_EACH_FIELD
        else:
            # People fill in these first, in row after row.
            is_begun = fields[column] in (TITLE, RELATION)
            advice = words.FILL_IN_OR_PASTE if is_begun else words.PASTE_AGAIN
        yield Problem.of(
            Code.TEXT_IN_NEXT_ROW,
            Place(sheet.name, first, fields[column].header),
            filled[rows[0]][column].text.strip().replace(PRIVATE_BULLET, "•"),
            block=block,
            origin=origin,
            hint=words.PERHAPS_OVERWRITTEN.format(origin=origin) if overwritten else "",
            advice=advice.format(origin=origin, block=block),
        )


def _is_of_form(content: CellContent) -> bool:
    """Whether a cell holds one of the headings of the form, or the line with the measures."""
    return content.text.casefold().lstrip("0123456789. \t\u00a0").startswith(_FORM_WORDS)
