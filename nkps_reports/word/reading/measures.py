"""How a report names the strategy's measures: on a line of each form, and in a table of them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from nkps_reports.report.cell_text import CellText
from nkps_reports.report.markup import Run
from nkps_reports.report.model import Span
from nkps_reports.report.references import parse_references
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.reading.heading_words import normalise
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording import reports as words
from nkps_reports.wording.documents import BOKMAL
from nkps_reports.wording.reading import AND

# A table without a header of theirs needs so many measures to be taken for a list of them.
_MIN_MEASURES = 3
_OPENING_CHARACTERS = 25
# «til og med» occurs in a measure, and what follows is more than its number.
_MIN_WORDS = 12
# Anything shorter may occur in a measure by chance.
_MIN_CHARACTERS = 2
_FIXED = frozenset(map(normalise, words.FIXED_TEXTS))

_OPENING = re.compile(
    rf"[(*–-]?\s*{words.RELATION_OPENING}[^0-9:]{{0,40}}?(?:{words.RELATION_MEASURE})\s*", re.IGNORECASE
)
_ENDING = re.compile(rf"{words.RELATION_ENDING}\Z", re.IGNORECASE)
# The words before and after the numbers are shorter; the patterns see no more of a line.
_MAX_OPENING, _MAX_ENDING = 200, 20
# What closes the line.
_CLOSING = re.compile(r"(?<![\s.)])[\s.)]++\Z")
_MEANT = re.compile(r"NKPS|\bnr\b", re.IGNORECASE)
_NUMBERS = re.compile(rf"(?=[^0-9]*+[0-9])(?:[0-9\s,.–-]|{AND})+", re.IGNORECASE)
_WITH_WORDS = re.compile(r"(?P<number>[0-9]{1,2})[.:)]?\s+(?P<words>\w.*)", re.DOTALL)
# «NKPS: 12», «NKPS-tiltak nr. 4 og 7».
_BARE = re.compile(
    r"[(\[]?\s*(?:NKPS(?:[-\s]?tiltak(?:et|ene|a)?)?|tiltak\s+i\s+NKPS)\b\s*(?:\(?nr\b\.?\)?|nummer\b)?"
    r"\s*[.:]?\s*",
    re.IGNORECASE,
)
# «… av KompetansePluss. Relasjon til NKPS tiltak nr 12.», «… av KompetansePluss (NKPS-tiltak 12)».
_BEHIND = re.compile(
    rf"(?P<title>.*\S)\s+(?:\(?{words.RELATION_OPENING}\s+til\s+{words.RELATION_MEASURE}"
    r"|[(\[–-]\s*(?:NKPS(?:[-\s]?tiltak(?:et|ene|a)?)?|tiltak\s+nr)\b\s*(?:nr\b|nummer\b)?\s*[.:]?)\s*"
    r"(?P<numbers>[0-9].*?)[\s.)\]]*",
    re.IGNORECASE | re.DOTALL,
)
_MAX_BEHIND = 200


def take_relation(lines: Sequence[WordLine]) -> tuple[list[WordLine], CellText | None]:
    """Divide the lines below a form's first heading into those of the title and the relation, in any order.

    The relation is None where no line has one. The last such line counts: a title may name measures too.
    """
    for position in range(len(lines) - 1, -1, -1):
        numbers = parse_relation_line(lines[position].text)
        if numbers is None:
            continue
        end = position + 1
        if not numbers:
            # The numbers stand in the next cell of a table, or in a list below.
            below = [*takewhile(_are_numbers, (line.text for line in lines[end:]))]
            end += len(below)
            numbers = ", ".join(text.strip().rstrip(".") for text in below)
        # The measure's own words may follow its number.
        found = _WITH_WORDS.fullmatch(numbers)
        if found and len(found["words"]) >= _MIN_WORDS and is_of_measures(found["words"]):
            numbers = found["number"]
        return [*lines[:position], *lines[end:]], CellText((Run(numbers),) if numbers else ())
    # It may follow the title on the same line.
    text = lines[-1].text if lines else ""
    found = _BEHIND.fullmatch(text, max(0, len(text) - _MAX_BEHIND))
    # With a full stop in it, only what is all numbers: another sentence may follow.
    if found and ("." not in found["numbers"] or parse_references(found["numbers"])):
        title = lines[-1].cut(0, found.end("title"))
        return [*lines[:-1], title], CellText((Run(found["numbers"]),))
    return [*lines], None


def _are_numbers(text: str) -> bool:
    return bool(_NUMBERS.fullmatch(text) or parse_references(text))


def parse_relation_line(text: str) -> str | None:
    """The numbers in a line that names the action's measures, as «4 og 7»; None for any other line."""
    line = text.lstrip()
    if bare := _BARE.match(line, 0, _MAX_OPENING):
        numbers = _CLOSING.sub("", line[bare.end() :]).rstrip("]")
        if parse_references(numbers) or normalise(line) in words.RELATION_LABELS:
            return numbers
    opening = _OPENING.match(line, 0, _MAX_OPENING)
    if opening is None:
        return None
    numbers = _CLOSING.sub("", line[opening.end() :].lstrip())
    if ending := _ENDING.search(numbers, max(0, len(numbers) - _MAX_ENDING)):
        numbers = numbers[: ending.start()]
    # «Tilknytning til arbeidslivet gjennom tiltak for unge» is a title.
    is_meant = numbers[:1].isdigit() or not numbers or _MEANT.search(text)
    return numbers if is_meant else None


def parse_relation(text: str) -> frozenset[int] | None:
    """The measures that a line names as the relation; None for a line that is about something else."""
    numbers = parse_relation_line(text)
    found = parse_references(numbers) if numbers else None
    return frozenset(found) if found else None


def names_relation(text: str) -> bool:
    """Whether a text is the label of the relation, without numbers."""
    return normalise(text) in words.RELATION_LABELS or parse_relation_line(text) == ""


def say_relation(lines: Sequence[WordLine]) -> list[WordLine]:
    """A cell with numbers of measures as the line that names the relation; none for an empty cell."""
    if not lines:
        return []
    said = Span(BOKMAL.relation_line.partition("{")[0])
    numbers = [span for line in lines for span in (Span(", "), *line.spans)][1:]
    return [replace(lines[0], spans=(said, *numbers))]


def is_measures_table(lines: Sequence[str]) -> bool:
    """Whether the lines of a table list the measures: by a header of theirs, or by their words."""
    names = [normalise(line) for line in lines]
    openings = sum(name.startswith(_openings()) for name in names)
    has_header = any(name in words.MEASURES_HEADERS for name in names[:6])
    return openings >= (1 if has_header else _MIN_MEASURES)


def is_of_measures(text: str) -> bool:
    """Whether a line repeats the catalogue: part of a measure, or of who is responsible for one."""
    name = normalise(text)
    is_ours = name in words.MEASURES_HEADERS or name in words.MEASURES_BLANKS
    return len(name) < _MIN_CHARACTERS or is_ours or name in _catalogue()


def is_measure(name: str) -> bool:
    """Whether a normalised line is a measure or a large part of one."""
    return len(name) >= _OPENING_CHARACTERS and name in _catalogue()


def is_fixed(text: str) -> bool:
    """Whether a line is one that our own reports print by themselves."""
    return normalise(text) in _FIXED


@cache
def _openings() -> tuple[str, ...]:
    return tuple(normalise(measure.text)[:_OPENING_CHARACTERS] for measure in read_measures())


@cache
def _catalogue() -> str:
    """All that the catalogue says, to look a line up in."""
    return "\n".join(
        normalise(text) for measure in read_measures() for text in (measure.text, measure.responsible or "")
    )
