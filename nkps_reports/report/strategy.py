"""The strategy's measures, and which of them a report covers."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nkps_reports.report.model import Action, Measure, Report

SOURCE = Path(__file__).with_name("nkps-2017-2021.toml")


@cache
def read_measures() -> tuple[Measure, ...]:
    """Read the catalogue of measures, in the order of their numbers."""
    catalogue = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(
        Measure(entry["number"], entry["text"], entry.get("responsible")) for entry in catalogue["measures"]
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """For the number of each measure of a catalogue, the actions that relate to it, in order."""

    actions_by_measure: dict[int, tuple[Action, ...]]
    measures: tuple[Measure, ...]

    @property
    def with_action(self) -> tuple[Measure, ...]:
        """The measures that at least one action relates to."""
        return tuple(m for m in self.measures if self.actions_by_measure[m.number])

    @property
    def without_action(self) -> tuple[Measure, ...]:
        """The measures that no action relates to."""
        return tuple(m for m in self.measures if not self.actions_by_measure[m.number])

    @property
    def relation_count(self) -> int:
        """How many pairs of an action and a measure there are."""
        return sum(len(actions) for actions in self.actions_by_measure.values())


def count_by_measure(report: Report) -> tuple[int, ...]:
    """How many actions relate to each measure of a report's catalogue, in order; no other number counts."""
    counts = Counter(n for action in report.actions if action.relation for n in action.relation.measures)
    return tuple(counts[measure.number] for measure in report.measures)


def measure_coverage(report: Report) -> Coverage:
    """Sort a report's actions by measure; its relations must name only measures of its catalogue."""
    found: dict[int, list[Action]] = {measure.number: [] for measure in report.measures}
    for action in report.actions:
        for number in action.relation.measures if action.relation else ():
            found[number].append(action)
    return Coverage({number: tuple(actions) for number, actions in found.items()}, report.measures)
