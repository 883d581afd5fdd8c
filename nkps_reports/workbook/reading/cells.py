"""Cells as they were typed: text with its looks, numbers, dates and what Excel made of a formula.

The only module that knows what openpyxl hands over for a cell. Everything after it sees ``Content``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from nkps_reports.report.characters import clean_text
from nkps_reports.report.dates import write_date
from nkps_reports.report.markup import Run
from nkps_reports.report.references import is_seen
from nkps_reports.wording import reading as words

_EXCEL_DIGITS = Context(prec=15)

Value = float | date | time | None

# How Excel writes the characters XML cannot hold.
_ESCAPE = "_x"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What a number format prints as it stands, and what it says of colours and languages.
_FORMAT_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True, slots=True)
class Content:
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
        stretches: how many pieces of text the file has for it, also such as hold nothing.
    """

    row: int
    column: int
    runs: tuple[Run, ...]
    value: Value = None
    formula: str | None = None
    has_result: bool = True
    error: str | None = None
    link: str | None = None
    dropped: str = ""
    stretches: int = 1

    @property
    def text(self) -> str:
        """The characters without their looks; lines are divided by a line feed."""
        if len(self.runs) == 1:
            return self.runs[0].text
        return "".join(run.text for run in self.runs)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing but white space, and nothing that went wrong either."""
        went_wrong = self.error or self.dropped or (self.formula and not self.has_result)
        return not (went_wrong or is_seen(self.text))


def read_content(cell: Cell, result_of: Callable[[Cell], Cell], link: str | None = None) -> Content:
    """Read one cell.

    Args:
        cell: a cell of a workbook opened with its formulas and rich text.
        result_of: gives the same cell with the saved result of its formula.
        link: where the cell leads to, if anywhere.

    Returns:
        Its content. A formula counts as the result Excel saved for it.
    """
    formula = formula_of(cell)
    shown = result_of(cell) if formula else cell
    # A result that is the empty text has no value either, but says that it is a text.
    if formula and shown.value is None and shown.data_type != "str":
        return Content(cell.row, cell.column, (), formula=formula, has_result=False)
    if shown.data_type == "e":
        return Content(cell.row, cell.column, (), formula=formula, error=str(shown.value))
    stored = shown.value
    if stored is None:
        return Content(cell.row, cell.column, (), link=link)
    if isinstance(stored, str | CellRichText):
        runs, dropped = _clean_runs(_runs_of(stored, cell))
        stretches = 1 if isinstance(stored, str) else len(stored)
        return Content(
            cell.row, cell.column, runs, formula=formula, link=link, dropped=dropped, stretches=stretches
        )
    run = Run(_write_value(stored, cell.number_format), bool(cell.font.b), bool(cell.font.i))
    value = stored if isinstance(stored, int | float | date | time) else None
    return Content(cell.row, cell.column, (run,), value, formula, link=link)


def formula_of(cell: Cell) -> str | None:
    """The formula that a cell holds, with its equals sign; None where it holds none."""
    if cell.data_type != "f":
        return None
    if isinstance(cell.value, ArrayFormula | DataTableFormula):
        return str(getattr(cell.value, "text", None) or "=")
    return str(cell.value)


def _runs_of(stored: str | CellRichText, cell: Cell) -> list[Run]:
    font = cell.font
    bold, italic = bool(font.b), bool(font.i)
    if isinstance(stored, str):
        return [Run(stored, bold, italic)]
    runs: list[Run] = []
    for part in stored:
        if isinstance(part, TextBlock):
            runs.append(Run(part.text or "", bool(part.font.b), bool(part.font.i)))
        else:
            runs.append(Run(part, bold, italic))
    return runs


def _clean_runs(runs: list[Run]) -> tuple[tuple[Run, ...], str]:
    """Line breaks made one kind, letters composed, and what no document can hold taken out."""
    cleaned: list[Run] = []
    dropped: list[str] = []
    for run in runs:
        text = run.text
        if _ESCAPE in text:
            text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text, unshowable = clean_text(text)
        dropped.append(unshowable)
        if text:
            cleaned.append(Run(text, run.bold, run.italic))
    return tuple(cleaned), "".join(dropped)


def _write_value(stored: object, number_format: str) -> str:
    """A number, date or truth value as a Norwegian Excel shows it."""
    if isinstance(stored, bool):
        return words.TRUE if stored else words.FALSE
    if isinstance(stored, datetime):
        day = _write_shown_date(stored, number_format)
        return f"{day} {stored:%H.%M}" if stored.time() != time() else day
    if isinstance(stored, date):
        return _write_shown_date(stored, number_format)
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
