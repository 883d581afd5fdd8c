"""The strategy's measures, and which of them a report covers."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from nkps_reports.report.model import Action, Measure, Report

SOURCE = Path(__file__).with_name("nkps-2017-2021.toml")


@cache
def read_measures() -> tuple[Measure, ...]:
    """Read the catalogue of measures, in the order of their numbers."""
    catalogue = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(
        Measure(entry["number"], entry["short_name"], entry["text"], entry.get("responsible"))
        for entry in catalogue["measures"]
    )


def find_coverage(report: Report) -> dict[Measure, tuple[Action, ...]]:
    """For each measure of a report's catalogue, in order, the actions that relate to it.

    Numbers outside the catalogue, which a report with errors may have, count for nothing.
    """
    found: dict[int, list[Action]] = {measure.number: [] for measure in report.measures}
    for action in report.actions:
        for number in action.relation.measures if action.relation else ():
            if number in found:
                found[number].append(action)
    return {measure: tuple(found[measure.number]) for measure in report.measures}
