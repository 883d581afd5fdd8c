"""Which measures the actions relate to, and which are left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from nkps_reports.report.model import Action, Measure, Report


@dataclass(frozen=True, slots=True)
class Coverage:
    """Actions by measures.

    Attributes:
        actions_by_measure: for each measure's number, the actions that relate to it, in order.
        measures: the catalogue.
    """

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
    """Count a report's actions by measure.

    Args:
        report: a report whose relations name only measures of its catalogue.

    Returns:
        The coverage of every measure of the catalogue, also those without an action.
    """
    found: dict[int, list[Action]] = {measure.number: [] for measure in report.measures}
    for action in report.actions:
        for number in action.relation.measures if action.relation else ():
            found[number].append(action)
    return Coverage({number: tuple(actions) for number, actions in found.items()}, report.measures)
