"""Many organisations' reports side by side: who has how many actions for each measure, and what is left out.

Values only; ``collection`` makes them of what was sent in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nkps_reports.grammar import on_one_line
from nkps_reports.model import Action, Measure, Report
from nkps_reports.problems import Problem
from nkps_reports.strategy import read_measures


@dataclass(frozen=True, slots=True)
class Contribution:
    """A report that is counted.

    Attributes:
        path: its file.
        report: what it says.
        counts: for each measure of the catalogue, in order, how many actions relate to it.
        saved_ns: when the file was last saved, in nanoseconds of the system's clock.
    """

    path: Path
    report: Report
    counts: tuple[int, ...]
    saved_ns: int = 0

    @property
    def name(self) -> str:
        """Who reports."""
        return self.report.organisation.name

    @property
    def period(self) -> str:
        """What the report is about, as part of a file's name."""
        return period_name(self.report.organisation.period)


@dataclass(frozen=True, slots=True)
class Remark:
    """A file that something must be said of.

    Attributes:
        path: the file.
        is_counted: whether its report is counted all the same.
        problems: what is wrong.
    """

    path: Path
    is_counted: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An action under a measure, and whose it is."""

    organisation: str
    action: Action


@dataclass(frozen=True)
class Overview:
    """The reports of one period.

    Attributes:
        period: what the reports call it.
        contributions: those that are counted, by their names.
        remarks: the files that are left out, or read with problems.
        absent: the names on the list of those who should report that have not, and the names that they are
            like; None where there is no list.
        unexpected: the names that have reported and are not on the list.
    """

    period: str
    contributions: tuple[Contribution, ...]
    remarks: tuple[Remark, ...] = ()
    absent: tuple[tuple[str, str | None], ...] | None = None
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

    @cached_property
    def organisation_totals(self) -> tuple[int, ...]:
        """For each measure how many organisations have an action that relates to it."""
        return tuple(sum(count > 0 for count in column) for column in self._columns())

    @property
    def without_action(self) -> tuple[Measure, ...]:
        """The measures that no action relates to."""
        return tuple(m for m, total in zip(self.measures, self.totals, strict=True) if not total)

    @cached_property
    def entries(self) -> dict[int, list[Entry]]:
        """For each measure's number the actions that relate to it, by organisation."""
        entries: dict[int, list[Entry]] = {measure.number: [] for measure in self.measures}
        for each in self.contributions:
            for action in each.report.actions:
                for number in action.relation.measures if action.relation else ():
                    if number in entries:
                        entries[number].append(Entry(each.name, action))
        return entries

    def _columns(self) -> Iterator[tuple[int, ...]]:
        counts = [each.counts for each in self.contributions]
        return zip(*counts, strict=True) if counts else iter([(0,)] * len(self.measures))


def period_name(period: str) -> str:
    """A period as part of a file's name: lower-case letters, digits and hyphens."""
    from slugify import slugify

    return slugify(period, max_length=60) or slugify(period.encode().hex(), max_length=60)


def normalise_name(name: str) -> str:
    """What two names of one organisation have in common."""
    return on_one_line(name).casefold()
