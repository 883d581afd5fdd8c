"""The strategy's measures as reports repeat them: a table that is nobody's answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from nkps_reports.report.strategy import read_measures
from nkps_reports.word.reading.headings import normalise
from nkps_reports.wording.reports import FIXED_TEXTS, MEASURES_HEADERS

# So many measures make a table theirs, when nothing says who is responsible.
_MIN_MEASURES = 3
_OPENING_CHARACTERS = 25
# What is shorter may stand in a measure by chance.
_MIN_CHARACTERS = 2


def is_measures_table(lines: Sequence[str]) -> bool:
    """Whether a table lists the measures: by a header of its, or by their words.

    Args:
        lines: the table's text.
    """
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
    return normalise(text) in _fixed()


@cache
def _fixed() -> frozenset[str]:
    return frozenset(map(normalise, FIXED_TEXTS))


@cache
def _openings() -> tuple[str, ...]:
    return tuple(normalise(measure.text)[:_OPENING_CHARACTERS] for measure in read_measures())


@cache
def _catalogue() -> str:
    """All that the catalogue says, to find a piece of it in."""
    return "\n".join(
        normalise(text) for measure in read_measures() for text in (measure.text, measure.responsible or "")
    )
