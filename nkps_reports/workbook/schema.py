"""What stands where in the workbook: the one source for the blank, the reader and the messages.

The columns of the actions stand in ``wording.form``. To add a label of the organisation, add it here, its
words in ``wording.workbook``, and a field in the model.
"""

from __future__ import annotations

from dataclasses import dataclass

from nkps_reports.report.grammar import cut
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording import workbook as words


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

# In the help beside the table, each measure stays on one line.
_OPENING_CHARACTERS = 45

MEASURE_HEADERS = (words.HEADER_MEASURE_NUMBER, words.HEADER_MEASURE, words.HEADER_MEASURE_RESPONSIBLE)

GUIDE_LINES = tuple(f"{number}.  {step}" for number, step in enumerate(words.GUIDE_STEPS, start=1))

SHEETS = (words.GUIDE, words.ORGANISATION, words.ACTIONS, words.MEASURES)
# The sheets that a report cannot be read without; the two others are for reference.
REQUIRED_SHEETS = (words.ORGANISATION, words.ACTIONS)


def measure_help() -> str:
    """The help beside the table of actions: each measure's number and opening words on a line."""
    return "\n".join(f"{each.number}  {cut(each.text, _OPENING_CHARACTERS)}" for each in read_measures())
