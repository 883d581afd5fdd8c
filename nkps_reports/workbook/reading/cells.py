"""Cells as they were typed: text with its looks, numbers, dates and what Excel made of a formula.

The only module that knows what openpyxl hands over for a cell. Everything after it sees ``CellContent``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from functools import partial
from typing import Any, NamedTuple, TypeAlias, cast

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.report.characters import clean_text, to_subscript, to_superscript
from nkps_reports.report.grammar import write_date
from nkps_reports.report.markup import Run
from nkps_reports.report.references import is_seen
from nkps_reports.wording import reading as words

# A cell's row and column, from 1.
Position: TypeAlias = tuple[int, int]
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
CELL_NAME = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_EXCEL_DIGITS = Context(prec=15)

# What becomes of a text, by its place above or below the line.
_TO_SIGNS = {"superscript": to_superscript, "subscript": to_subscript}
# How Excel writes the characters XML cannot hold.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What a number format prints as it stands, and what it says of colours and languages.
_FORMAT_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def cell_name(row: int, column: int) -> str:
    """Excel's name of a cell: ``cell_name(5, 2)`` is ``B5``."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """Excel's name of a column: ``column_name(2)`` is ``B``."""
    return get_column_letter(column)


def position_of(name: str | None) -> Position | None:
    """Row and column of a cell's name; None where it names no cell of a sheet."""
    match = CELL_NAME.fullmatch(name or "")
    if match is None:
        return None
    row, column = int(match[2]), column_index_from_string(match[1])
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None


def existing_cells(sheet: Worksheet) -> Mapping[Position, Cell]:
    """The cells that are in the file; openpyxl's public ways to walk a sheet make all up to the last."""
    return cast(Mapping[Position, Cell], sheet._cells)


def take_cells(sheet: Worksheet) -> list[tuple[Position, Cell]]:
    """The cells that are in the file, in order, taken off their sheet.

    As long as a sheet and its cells know each other, nothing but a search for garbage would free them.
    """
    cells = sorted(existing_cells(sheet).items())
    sheet._cells.clear()
    return cells


# A tuple, because every cell becomes one.
class CellContent(NamedTuple):
    """What one cell holds.

    Attributes:
        row: Excel's row number, from 1.
        column: the column's number, from 1.
        runs: the text with its looks; numbers and dates written as a Norwegian would.
        value: the number, date or time stored, where the cell holds no text.
        formula: the formula, where the cell holds one.
        has_result: whether a formula has a saved result.
        error: Excel's error value, such as ``#REF!``, where the cell shows one.
        link: where the cell as a whole leads to.
        dropped: the characters that no document can hold, taken out of ``runs``.
        struck: which of ``runs`` are struck through, by their places among them.
        stretches: how many pieces of text the file has for it, counting empty ones.
    """

    row: int
    column: int
    runs: tuple[Run, ...]
    value: float | date | time | None = None
    formula: str | None = None
    has_result: bool = True
    error: str | None = None
    link: str | None = None
    dropped: str = ""
    struck: frozenset[int] = frozenset()
    stretches: int = 1

    @property
    def text(self) -> str:
        """The characters without their looks; lines are divided by a line feed."""
        if len(self.runs) == 1:
            return self.runs[0].text
        return "".join([run.text for run in self.runs])

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing but white space, and nothing went wrong in it."""
        went_wrong = self.error or self.dropped or (self.formula and not self.has_result)
        return not (went_wrong or is_seen(self.text))


def read_content(cell: Cell, shown: Cell, link: str | None) -> CellContent:
    """Read one cell.

    Args:
        cell: a cell of a workbook opened with its formulas and rich text.
        shown: the same cell; for a formula, that of the workbook opened with saved results.
        link: where the cell leads to, if anywhere.
    """
    formula = formula_of(cell)
    content = partial(CellContent, cell.row, cell.column, formula=formula)
    stored = shown.value
    # A result that is the empty text has no value either, but says that it is a text.
    if formula and stored is None and shown.data_type != "str":
        return content((), has_result=False)
    if shown.data_type == "e":
        return content((), error=str(stored))
    if stored is None:
        return content((), link=link)
    if isinstance(stored, str | CellRichText):
        runs, struck, dropped = _read_runs(stored, _font_of(cell))
        stretches = 1 if isinstance(stored, str) else len(stored)
        return content(runs, link=link, dropped=dropped, struck=struck, stretches=stretches)
    font = _font_of(cell)
    run = Run(_write_value(stored, cell.number_format), bool(font.b), bool(font.i))
    value = stored if isinstance(stored, int | float | date | time) else None
    return content((run,), value, link=link, struck=frozenset({0} if font.strike else ()))


def formula_of(cell: Cell) -> str | None:
    """The formula that a cell holds, with its equals sign; None where it holds none."""
    if cell.data_type != "f":
        return None
    if isinstance(cell.value, ArrayFormula | DataTableFormula):
        return str(getattr(cell.value, "text", None) or "=")
    return str(cell.value)


def _font_of(cell: Cell) -> Font:
    """The cell's font itself; ``cell.font`` is a stand-in that takes its time for each of its attributes."""
    styled = cast(Any, cell)
    return cast(Font, styled.parent.parent._fonts[styled._style.fontId])


def _read_runs(stored: str | CellRichText, font: Font) -> tuple[tuple[Run, ...], frozenset[int], str]:
    """Line breaks made one kind, letters composed, raised and lowered digits as signs of their own.

    Args:
        stored: the text.
        font: that of the cell, which pieces without one of their own have.

    Returns:
        The runs, which of them are struck through, and what no document can hold, which was taken out.
    """
    runs: list[Run] = []
    struck: set[int] = set()
    dropped: list[str] = []
    for piece in [stored] if isinstance(stored, str) else stored:
        text, own = (piece.text or "", piece.font) if isinstance(piece, TextBlock) else (piece, font)
        # Hardly any text has an escape, and searching each for the pattern takes time.
        if "_x" in text:
            text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text, unshowable = clean_text(text)
        dropped.append(unshowable)
        if own.strike and is_seen(text):
            struck.add(len(runs))
        if text:
            to_signs = _TO_SIGNS.get(own.vertAlign or "")
            runs.append(Run(to_signs(text) if to_signs else text, bool(own.b), bool(own.i)))
    return tuple(runs), frozenset(struck), "".join(dropped)


def _write_value(stored: object, number_format: str) -> str:
    """A number, date or truth value as a Norwegian Excel shows it."""
    if isinstance(stored, bool):
        return words.TRUE if stored else words.FALSE
    if isinstance(stored, date):
        day = _write_shown_date(stored, number_format)
        return f"{day} {stored:%H.%M}" if isinstance(stored, datetime) and stored.time() != time() else day
    if isinstance(stored, time):
        return f"{stored:%H.%M}"
    if isinstance(stored, timedelta):
        minutes = round(stored.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(stored, int | float):
        percent = number_format.rstrip().endswith("%")
        return _write_number(stored * 100) + " %" if percent else _write_number(stored)
    return str(stored)


def _write_number(number: float) -> str:
    """The fifteen digits Excel keeps, never with an exponent."""
    return f"{Decimal(number).normalize(_EXCEL_DIGITS):f}".replace(".", ",")


def _write_shown_date(day: date, number_format: str) -> str:
    """A date as far as its cell shows it: «sep. 17» is typed for a month and stored as its first day."""
    codes = _FORMAT_LITERALS.sub("", number_format).casefold()
    if "m" in codes and "d" not in codes:
        month = words.MONTHS[day.month - 1]
        return f"{month} {day.year}" if "y" in codes else month
    return write_date(day)
