"""An index of the organisations: where in an overview each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nkps_reports.overview.overview import Contribution, Overview

# So many are soon looked through without one.
_FEW = 100
# What stands for the number of a measure where an action has none.
NO_MEASURE = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation in the index.

    Attributes:
        name: what it is called.
        row: the place of its row in the table.
        places: for each measure that it has an action for, its number and the place of what it does there.
    """

    name: str
    row: str
    places: tuple[tuple[int, str], ...]


def list_entries(overview: Overview) -> tuple[Entry, ...]:
    """The index, in the order of the table, which is that of the alphabet; empty where nobody needs one."""
    contributions = overview.contributions
    return tuple(map(_enter, range(len(contributions)), contributions)) if len(contributions) > _FEW else ()


def name_places(overview: Overview, measure: int) -> Sequence[str]:
    """The places of what each organisation does for a measure, in the order of its shares."""
    numbers = enumerate(overview.contributions)
    return [name_place(number, measure) for number, each in numbers if measure in _measures_of(each)]


def name_place(number: int, measure: int | None = None) -> str:
    """The name of a place: the row of an organisation, or what it does for a measure; fit for a bookmark."""
    return f"virksomhet_{number}" if measure is None else f"virksomhet_{number}_{measure}"


def _enter(number: int, contribution: Contribution) -> Entry:
    places = tuple((measure, name_place(number, measure)) for measure in _measures_of(contribution))
    return Entry(contribution.name, name_place(number), places)


def _measures_of(contribution: Contribution) -> list[int]:
    numbers = [measure.number for measure, actions in contribution.coverage.items() if actions]
    return [*numbers, NO_MEASURE] if contribution.unrelated else numbers
