"""The line of a form that says which measures the action relates to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nkps_reports.report.cell_text import CellText
from nkps_reports.report.markup import Run
from nkps_reports.word.reading.lines import WordLine, keep
from nkps_reports.word.reading.measures import is_of_measures
from nkps_reports.wording.reading import AND
from nkps_reports.wording.reports import RELATION_ENDING, RELATION_MEASURE, RELATION_OPENING

_OPENING = re.compile(
    rf"[(*–-]?\s*{RELATION_OPENING}[^0-9:]{{0,40}}?(?:{RELATION_MEASURE})\s*", re.IGNORECASE
)
_ENDING = re.compile(rf"{RELATION_ENDING}\Z", re.IGNORECASE)
# What stands before the numbers, or behind them, is shorter; a pattern sees no more of a line.
_MAX_OPENING, _MAX_ENDING = 200, 20
# What closes the line.
_CLOSING = re.compile(r"(?<![\s.)])[\s.)]++\Z")
_MEANT = re.compile(r"NKPS|\bnr\b", re.IGNORECASE)
_NUMBERS = re.compile(rf"(?=[^0-9]*+[0-9])(?:[0-9\s,.–-]|{AND})+", re.IGNORECASE)
_WITH_WORDS = re.compile(r"(?P<number>[0-9]{1,2})[.:)]?\s+(?P<words>\w.*)", re.DOTALL)
# «… av KompetansePluss. Relasjon til NKPS tiltak nr 12.»
_BEHIND = re.compile(
    rf"(?P<title>.*\S)\s+\(?{RELATION_OPENING}\s+til\s+{RELATION_MEASURE}\s*(?P<numbers>[0-9][^.]*?)[\s.)]*",
    re.IGNORECASE | re.DOTALL,
)
_MAX_BEHIND = 200


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
        if not numbers:
            # In a table the numbers stand in the next cell, in a list below each other.
            end = _end_of_numbers(lines, end)
            numbers = ", ".join(line.text.strip().rstrip(".") for line in lines[position + 1 : end])
        numbers = _without_measure(numbers)
        return [*lines[:position], *lines[end:]], CellText((Run(numbers),) if numbers else ())
    return _take_from_title(lines)


def _without_measure(numbers: str) -> str:
    """The number alone, where the measure's own words stand behind it."""
    found = _WITH_WORDS.fullmatch(numbers)
    return found["number"] if found and is_of_measures(found["words"]) else numbers


def _end_of_numbers(lines: Sequence[WordLine], start: int) -> int:
    """Where the lines end that follow and hold nothing but numbers."""
    end = start
    while end < len(lines) and _NUMBERS.fullmatch(lines[end].text):
        end += 1
    return end


def _take_from_title(lines: Sequence[WordLine]) -> tuple[list[WordLine], CellText | None]:
    """The relation, where it stands behind the title on the same line."""
    text = lines[-1].text if lines else ""
    start = max(0, len(text) - _MAX_BEHIND)
    if found := _BEHIND.fullmatch(text, start):
        end = found.end("title")
        title = replace(lines[-1], spans=keep(lines[-1].spans, end))
        return [*lines[:-1], title], CellText((Run(found["numbers"]),))
    return [*lines], None


def parse_relation_line(text: str) -> str | None:
    """What a line names of measures: «4 og 7»; None where it is no such line."""
    line = text.lstrip()
    opening = _OPENING.match(line, 0, _MAX_OPENING)
    if opening is None:
        return None
    numbers = _CLOSING.sub("", line[opening.end() :].lstrip())
    if ending := _ENDING.search(numbers, max(0, len(numbers) - _MAX_ENDING)):
        numbers = numbers[: ending.start()]
    # «Tilknytning til arbeidslivet gjennom tiltak for unge» is a title.
    is_meant = numbers[:1].isdigit() or not numbers or _MEANT.search(text)
    return numbers if is_meant else None
