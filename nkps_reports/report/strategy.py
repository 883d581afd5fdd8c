"""The strategy's measures, read from ``nkps-2017-2021.toml`` beside this module: their only home."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from nkps_reports.report.model import Measure

SOURCE = Path(__file__).with_name("nkps-2017-2021.toml")


@cache
def read_measures() -> tuple[Measure, ...]:
    """Read the catalogue of measures.

    Returns:
        The measures in the order of their numbers; ``responsible`` is None where the source is blank.
    """
    catalogue = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(
        Measure(entry["number"], entry["text"], entry.get("responsible")) for entry in catalogue["measures"]
    )
