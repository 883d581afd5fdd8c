"""Text from Word that was pasted onto a cell and not into it, so that each paragraph got a row of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nkps_reports.model import Place
from nkps_reports.problems import Code, Problem, a_problem
from nkps_reports.wording import problems as words
from nkps_reports.workbook.reading import Sheet, cell_name
from nkps_reports.workbook.schema import ACTION_COLUMNS
from nkps_reports.workbook.structure import Table

# Two texts may have been pasted side by side; a row with more in it is an action somebody began.
_MOST_COLUMNS = 2
# What begins an action, and is not pasted paragraph by paragraph beside another text.
_BEGINNING = ("title", "relation")


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
    columns that both go on from the row above it.

    Returns:
        The blocks, and the rows that hold nothing else.
    """
    keys = {number: key for key, number in table.columns.items()}
    filled: dict[int, set[str]] = {}
    for row, column in sheet.contents:
        if row > table.header_row and row not in table.repeated and column in keys:
            filled.setdefault(row, set()).add(keys[column])
    blocks: dict[tuple[int, str], PastedBlock] = {}
    pasted: set[int] = set()
    origin = above = 0
    for row in sorted(filled):
        if origin and _goes_on(filled[row], filled[above], filled[origin]):
            pasted.add(row)
            for key in filled[row]:
                block = blocks.get((origin, key))
                blocks[origin, key] = PastedBlock(key, origin, block.first_row if block else row, row)
        else:
            origin = row
        above = row
    return tuple(blocks.values()), frozenset(pasted)


def pasted_problems(
    sheet: Sheet, columns: Mapping[str, int], blocks: tuple[PastedBlock, ...]
) -> Iterator[Problem]:
    """One problem for each block, at its first cell."""
    headers = {column.key: column.header for column in ACTION_COLUMNS}
    for block in blocks:
        column = columns[block.key]
        first, last = cell_name(block.first_row, column), cell_name(block.last_row, column)
        origin = cell_name(block.origin, column)
        yield a_problem(
            Code.TEXT_IN_NEXT_ROW,
            Place(sheet.name, first, headers[block.key]),
            sheet.contents[block.first_row, column].text.strip(),
            block=first if first == last else f"{first}:{last}",
            origin=origin,
            whole=f"{origin}:{last}",
            hint=words.NEW_ACTION_HINT if block.key in _BEGINNING else "",
        )


def _goes_on(row: set[str], above: set[str], origin: set[str]) -> bool:
    if len(origin) <= len(row):
        return False
    if len(row) == 1:
        return True
    return len(row) <= _MOST_COLUMNS and row <= above and not row.intersection(_BEGINNING)
