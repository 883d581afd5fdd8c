"""What helps while somebody types: messages that show while a cell is chosen."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_PROMPT_TITLE_LENGTH = 32


def add_prompt(sheet: Worksheet, cells: str, title: str, prompt: str) -> None:
    """A message that shows while a cell is chosen; any value is accepted."""
    short = title.partition(" (")[0][:_PROMPT_TITLE_LENGTH]
    validation = DataValidation(promptTitle=short, prompt=prompt, showInputMessage=True)
    validation.add(cells)
    sheet.add_data_validation(validation)
