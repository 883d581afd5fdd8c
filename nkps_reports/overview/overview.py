"""Many organisations' reports side by side: who has how many actions for each measure, and what is left out.

Values only; ``jobs.collection`` makes them from what was sent in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from nkps_reports.report.characters import compose
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import Action, Measure, Report
from nkps_reports.report.problems import Problem
from nkps_reports.report.strategy import find_coverage, read_measures

# What may stand in a word without dividing it: «N.H.O.» is «NHO».
_WITHIN_WORDS = frozenset(".'’")
# Each name and period is compared with those of every other report in a folder.
_MAX_REMEMBERED = 10_000
# How much of a period is compared: making a slug of a long text is slow.
_MAX_PERIOD_CHARACTERS = 1_000
# The colours of figures.
_DARK, _WHITE = "1A1A1A", "FFFFFF"


@dataclass(frozen=True)
class Contribution:
    """A report that is counted; ``saved_ns`` is when its file was last saved, by the system's clock."""

    path: Path
    report: Report
    saved_ns: int = 0

    @property
    def name(self) -> str:
        """Who reports."""
        return self.report.organisation.name

    @property
    def period(self) -> str:
        """What the report is about."""
        return self.report.organisation.period

    @cached_property
    def coverage(self) -> dict[Measure, tuple[Action, ...]]:
        """For each measure of the catalogue, in order, the actions that relate to it."""
        return find_coverage(self.report)

    @property
    def unrelated(self) -> tuple[Action, ...]:
        """The actions that relate to no measure of the catalogue."""
        related = {id(action) for actions in self.coverage.values() for action in actions}
        return tuple(action for action in self.report.actions if id(action) not in related)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many actions relate to each measure."""
        return tuple(map(len, self.coverage.values()))


@dataclass(frozen=True, slots=True)
class Remark:
    """A file with problems, and whether its report is counted all the same; or the folder itself."""

    path: Path
    is_counted: bool
    problems: tuple[Problem, ...]
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """An organisation and those of its actions that belong together."""

    organisation: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Absentee:
    """One who should have reported and has not.

    Attributes:
        name: as it stands on the list.
        left_out: the organisation's files that are not counted.
        nearest: a similar name that has sent a report, if there is one.
    """

    name: str
    left_out: tuple[Path, ...] = ()
    nearest: str | None = None


@dataclass(frozen=True)
class Overview:
    """The reports of one period.

    Attributes:
        period: what the reports call it.
        contributions: those that are counted, by their names.
        remarks: the files that are left out, or read with problems.
        elsewhere: the reports in the folder that are about another period.
        absent: those on the list of those who should report that have not; None where there is no list.
        unexpected: the names that have reported and are not on the list.
    """

    period: str
    contributions: tuple[Contribution, ...]
    remarks: tuple[Remark, ...] = ()
    elsewhere: tuple[Contribution, ...] = ()
    absent: tuple[Absentee, ...] | None = None
    unexpected: tuple[str, ...] = ()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The catalogue."""
        return read_measures()

    @property
    def action_count(self) -> int:
        """How many actions are counted."""
        return sum(len(each.report.actions) for each in self.contributions)

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """For each measure how many actions relate to it."""
        return tuple(sum(column) for column in self._columns())

    @property
    def organisation_totals(self) -> tuple[int, ...]:
        """For each measure how many organisations have an action that relates to it."""
        return tuple(sum(figure > 0 for figure in column) for column in self._columns())

    @property
    def without_action(self) -> tuple[Measure, ...]:
        """The measures that no action relates to."""
        return tuple(m for m, total in zip(self.measures, self.totals, strict=True) if not total)

    @cached_property
    def shares(self) -> dict[int, list[Share]]:
        """For each measure's number what each organisation that has an action for it does."""
        return {
            measure.number: [
                Share(each.name, actions)
                for each in self.contributions
                if (actions := each.coverage[measure])
            ]
            for measure in self.measures
        }

    @cached_property
    def unrelated(self) -> list[Share]:
        """The actions that relate to no measure of the catalogue, by organisation."""
        return [Share(each.name, actions) for each in self.contributions if (actions := each.unrelated)]

    def _columns(self) -> Iterator[tuple[int, ...]]:
        counts = [each.counts for each in self.contributions]
        return zip(*counts, strict=True) if counts else iter([(0,)] * len(self.measures))


@lru_cache(_MAX_REMEMBERED)
def normalise_period(period: str) -> str:
    """A key that all ways to write one period have in common: lower-case letters, digits and hyphens."""
    from slugify import slugify

    # A comma between digits divides them.
    period = period[:_MAX_PERIOD_CHARACTERS]
    return slugify(period.replace(",", " ")) or period.encode().hex()


@lru_cache(_MAX_REMEMBERED)
def normalise_name(name: str) -> str:
    """A key that all ways to write one organisation's name have in common: words of letters and digits."""
    letters = compose(name, "NFKC").casefold()
    words = "".join(map(_normalise_character, letters))
    return on_one_line(words) or on_one_line(letters)


def _normalise_character(character: str) -> str:
    if character in _WITHIN_WORDS or unicodedata.category(character) == "Cf":
        return ""
    return character if character.isalnum() or unicodedata.combining(character) else " "


@dataclass(frozen=True, slots=True)
class Shade:
    """The colours of a figure, which tell no more than the figure itself.

    Attributes:
        least: the smallest figure that has them.
        fill: the colour behind it, as six hexadecimal digits.
        color: its own; the contrast is at least 4.8 to 1, where 4.5 is asked for.
    """

    least: int
    fill: str
    color: str

    @property
    def is_dark(self) -> bool:
        """Whether the figure is white, and bold to be seen on it."""
        return self.color == _WHITE


# The darkest first; the same in all documents.
SHADES = (
    Shade(8, "1F3864", _WHITE),
    Shade(4, "4F74AB", _WHITE),
    Shade(2, "B3C8E4", _DARK),
    Shade(1, "DBE5F3", _DARK),
)


def shade_of(figure: int) -> Shade | None:
    """The shade of a figure; None for zero."""
    return next((shade for shade in SHADES if figure >= shade.least), None)
