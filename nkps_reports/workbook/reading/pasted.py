"""Text from Word that was pasted onto a cell and not into it, so that each paragraph got a row of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nkps_reports.report.markup import PRIVATE_BULLET, is_bullet
from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.form import FIELDS, RELATION, TITLE
from nkps_reports.workbook.reading.sheets import Sheet, cell_name
from nkps_reports.workbook.reading.structure import Table

# Two texts may have been pasted side by side; a row with more in it is an action somebody began.
_MAX_COLUMNS = 2
# What people fill in first, in row after row.
_BEGINNING = (TITLE.key, RELATION.key)
_FORM_WORDS = tuple(column.header.casefold()[:16] for column in FIELDS[1:])


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """Cells below each other that belong to the cell above them.

    Attributes:
        key: the column, by the schema's key.
        origin: the row of the cell that the text belongs to.
        first_row: the first row that is too many.
        last_row: the last one.
    """

    key: str
    origin: int
    first_row: int
    last_row: int


def find_pasted(sheet: Sheet, table: Table) -> tuple[tuple[PastedBlock, ...], frozenset[int]]:
    """Find the blocks of pasted text.

    A row belongs to a block when it stands below a filled row and has content in one column only, or in two
    columns that both go on from the row above it. A whole form pasted into the first column is one as well.

    Returns:
        The blocks, and the rows that hold nothing else.
    """
    keys = {number: key for key, number in table.columns.items()}
    filled: dict[int, dict[str, str]] = {}
    for (row, column), content in sheet.contents.items():
        if row > table.header_row and row not in table.repeated and column in keys:
            filled.setdefault(row, {})[keys[column]] = content.text
    blocks: dict[tuple[int, str], PastedBlock] = {}
    pasted: set[int] = set()
    origin = above = 0
    for row in sorted(filled):
        if origin and _goes_on(filled[row], filled[above], filled[origin], above in pasted):
            pasted.add(row)
            for key in filled[row]:
                block = blocks.get((origin, key))
                blocks[origin, key] = PastedBlock(key, origin, block.first_row if block else row, row)
        else:
            origin = row
        above = row
    return tuple(blocks.values()), frozenset(pasted)


def pasted_problems(
    sheet: Sheet, columns: Mapping[str, int], blocks: Sequence[PastedBlock]
) -> Iterator[Problem]:
    """One problem for each block, at its first cell."""
    headers = {column.key: column.header for column in FIELDS}
    for block in blocks:
        column = columns[block.key]
        first, last = cell_name(block.first_row, column), cell_name(block.last_row, column)
        whole = first if first == last else f"{first}:{last}"
        origin = cell_name(block.origin, column)
        text = sheet.contents[block.first_row, column].text
        above = sheet.contents.get((block.origin, column))
        overwritten = above is not None and is_bullet(above.text)
        yield Problem.of(
            Code.TEXT_IN_NEXT_ROW,
            Place(sheet.name, first, headers[block.key]),
            text.strip().replace(PRIVATE_BULLET, "•"),
            block=whole,
            origin=origin,
            hint=words.PERHAPS_OVERWRITTEN.format(origin=origin) if overwritten else "",
            advice=_advice(block, sheet, columns).format(origin=origin, block=whole),
        )


def _advice(block: PastedBlock, sheet: Sheet, columns: Mapping[str, int]) -> str:
    if sum((block.origin, column) in sheet.contents for column in columns.values()) == 1:
        return words.PASTE_EACH_FIELD
    return words.FILL_IN_OR_PASTE if block.key in _BEGINNING else words.PASTE_AGAIN


def _goes_on(
    row: Mapping[str, str], above: Mapping[str, str], origin: Mapping[str, str], in_block: bool
) -> bool:
    if len(row) == 1 and len(origin) == 1:
        # A form in one column: only its own words tell it from a list of titles.
        return row.keys() == origin.keys() and (in_block or any(map(_is_of_form, row.values())))
    if len(origin) <= len(row):
        return False
    return len(row) == 1 or (
        len(row) <= _MAX_COLUMNS and row.keys() <= above.keys() and RELATION.key not in row
    )


def _is_of_form(text: str) -> bool:
    """Whether a text is one of the headings of the form, or the line with the measures."""
    return text.casefold().lstrip("0123456789. \t\u00a0").startswith(_FORM_WORDS)
