"""How a report names the strategy's measures: on a line of each form, and in a table of them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from nkps_reports.report.cell_text import CellText
from nkps_reports.report.markup import Run
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.reading.headings import normalise
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording.reading import AND
from nkps_reports.wording.reports import (
    FIXED_TEXTS,
    MEASURES_HEADERS,
    RELATION_ENDING,
    RELATION_MEASURE,
    RELATION_OPENING,
)

# A table without a header of theirs needs this many measures to be taken for a list of them.
_MIN_MEASURES = 3
_OPENING_CHARACTERS = 25
# Anything shorter may occur in a measure by chance.
_MIN_CHARACTERS = 2
_FIXED = frozenset(map(normalise, FIXED_TEXTS))

_OPENING = re.compile(
    rf"[(*–-]?\s*{RELATION_OPENING}[^0-9:]{{0,40}}?(?:{RELATION_MEASURE})\s*", re.IGNORECASE
)
_ENDING = re.compile(rf"{RELATION_ENDING}\Z", re.IGNORECASE)
# The words before the numbers, and after them, are shorter; patterns see no more of a line.
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
            below = [*takewhile(_NUMBERS.fullmatch, (line.text for line in lines[end:]))]
            end += len(below)
            numbers = ", ".join(text.strip().rstrip(".") for text in below)
        # The measure's own words may stand behind its number.
        found = _WITH_WORDS.fullmatch(numbers)
        numbers = found["number"] if found and is_of_measures(found["words"]) else numbers
        return [*lines[:position], *lines[end:]], CellText((Run(numbers),) if numbers else ())
    return _take_from_title(lines)


def _take_from_title(lines: Sequence[WordLine]) -> tuple[list[WordLine], CellText | None]:
    """The relation, where it stands behind the title on the same line."""
    text = lines[-1].text if lines else ""
    if found := _BEHIND.fullmatch(text, max(0, len(text) - _MAX_BEHIND)):
        title = lines[-1].cut(0, found.end("title"))
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


def is_measures_table(lines: Sequence[str]) -> bool:
    """Whether a table, by its lines, lists the measures: by a header of its, or by their words."""
    names = [normalise(line) for line in lines]
    openings = sum(name.startswith(_openings()) for name in names)
    has_header = any(name in MEASURES_HEADERS for name in names[:6])
    return openings >= (1 if has_header else _MIN_MEASURES)


def is_of_measures(text: str) -> bool:
    """Whether a line of a table of measures is the source's: a piece of one, or of who is responsible."""
    name = normalise(text)
    return len(name) < _MIN_CHARACTERS or name in MEASURES_HEADERS or name in _catalogue()


def is_measure(name: str) -> bool:
    """Whether a line, as ``normalise`` leaves it, is a measure or a good piece of one."""
    return len(name) >= _OPENING_CHARACTERS and name in _catalogue()


def is_fixed(text: str) -> bool:
    """Whether a line is one that the program's own reports say by themselves."""
    return normalise(text) in _FIXED


@cache
def _openings() -> tuple[str, ...]:
    return tuple(normalise(measure.text)[:_OPENING_CHARACTERS] for measure in read_measures())


@cache
def _catalogue() -> str:
    """All that the catalogue says, to find a piece of it in."""
    return "\n".join(
        normalise(text) for measure in read_measures() for text in (measure.text, measure.responsible or "")
    )
