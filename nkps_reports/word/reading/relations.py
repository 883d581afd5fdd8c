"""The line of a form that says which measures the action relates to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nkps_reports.cell_text import CellText
from nkps_reports.markup import Run
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording.reports import RELATION_ENDING, RELATION_MEASURE, RELATION_OPENING

_LINE = re.compile(
    rf"\s*[(*–-]?\s*{RELATION_OPENING}[^0-9:]{{0,40}}?(?:{RELATION_MEASURE})\s*(?P<numbers>.*?)(?:{RELATION_ENDING})?[\s.)]*",
    re.IGNORECASE | re.DOTALL,
)


def take_relation(lines: Sequence[WordLine]) -> tuple[list[WordLine], CellText | None]:
    """Take the relation out of the lines below a form's first heading.

    Args:
        lines: the title and the relation, in whatever order.

    Returns:
        The lines of the title, and the text of the relation's cell; None where no line says one. The last of
        several lines is meant: a title may name measures too.
    """
    for position in range(len(lines) - 1, -1, -1):
        numbers = parse_relation_line(lines[position].text)
        if numbers is None:
            continue
        end = position + 1
        if not numbers and end < len(lines):
            # In a table the numbers stand in the next cell.
            numbers, end = lines[end].text.strip().rstrip("."), end + 1
        return [*lines[:position], *lines[end:]], CellText((Run(numbers),) if numbers else ())
    return [*lines], None


def parse_relation_line(text: str) -> str | None:
    """What a line names of measures: «4 og 7»; None where it is no such line."""
    found = _LINE.fullmatch(text)
    return found["numbers"] if found else None
