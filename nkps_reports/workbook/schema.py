"""What stands where in the workbook: the one source for the blank, the reader and the messages.

The columns of the actions stand in ``wording.form``. To add a label of the organisation, add it here, its
words in ``wording.workbook``, and a field in the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from openpyxl.utils import get_column_letter

from nkps_reports.report.cell_text import CellText
from nkps_reports.report.markup import Run
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording import workbook as words
from nkps_reports.wording.form import FIELDS, Field


@dataclass(frozen=True, slots=True)
class Label:
    """A row of the sheet for the organisation: label in column A, value in B, help in C.

    Attributes:
        key: what the code calls it.
        label: the words in column A.
        help: the words in column C.
        required: whether it must be filled in.
        default: what the blank workbook has in column B.
        choices: what Excel offers in a list; nothing where anything may be typed.
    """

    key: str
    label: str
    help: str
    required: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()


ORGANISATION_LABELS = (
    Label("name", words.LABEL_NAME, words.HELP_NAME, required=True),
    Label("period", words.LABEL_PERIOD, words.HELP_PERIOD, required=True),
    Label("report_date", words.LABEL_DATE, words.HELP_DATE),
    Label("recipient", words.LABEL_RECIPIENT, words.HELP_RECIPIENT, default=words.DEFAULT_RECIPIENT),
    Label("contact", words.LABEL_CONTACT, words.HELP_CONTACT),
    Label("email", words.LABEL_EMAIL, words.HELP_EMAIL),
    Label("language", words.LABEL_LANGUAGE, words.HELP_LANGUAGE, choices=words.LANGUAGE_CHOICES),
)

# The column of the organisation's sheet that is typed in; the labels stand in the first.
VALUE_COLUMN = 2
# How many rows the blank workbook has ready for typing.
PREPARED_ROWS = 500

# The help beside the headers, in as few lines as a row of headers may be high: the widths of its columns.
HELP_WIDTHS = (22, 26, 26)

MEASURE_HEADERS = (words.HEADER_MEASURE_NUMBER, words.HEADER_MEASURE, words.HEADER_MEASURE_RESPONSIBLE)


def _line(lead: str, rest: str) -> CellText:
    return CellText((Run(lead, bold=True), Run(f" {rest}")))


GUIDE_STEPS = tuple(
    _line(f"{number}.  {lead}", rest) for number, (lead, rest) in enumerate(words.GUIDE_STEPS, start=1)
)
GUIDE_TEXT = tuple(_line(lead, rest) for lead, rest in words.GUIDE_TEXT)

# The heads of the columns and rows that the guide shows a picture of.
PICTURE_COLUMNS = tuple(get_column_letter(number) for number in range(1, len(FIELDS) + 1))
PICTURE_ROWS = (1, 2)

SHEETS = (words.GUIDE, words.ORGANISATION, words.ACTIONS, words.MEASURES)
# The sheets that a report cannot be read without; the two others are for reference.
REQUIRED_SHEETS = (words.ORGANISATION, words.ACTIONS)


def callout_of(field: Field) -> str:
    """What the guide says below the example of a field."""
    return words.GUIDE_CALLOUT.format(text=field.callout) if field.callout else ""


def measure_help() -> tuple[str, ...]:
    """The help beside the headers, column by column: each measure's number and short name on a line."""
    measures = (f"{measure.number}  {measure.short_name}" for measure in read_measures())
    lines = [words.HEADER_HELP, *measures, words.HELP_MORE]
    height = ceil(len(lines) / len(HELP_WIDTHS))
    return tuple("\n".join(lines[first : first + height]) for first in range(0, len(lines), height))
