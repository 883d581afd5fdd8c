"""``docs/performance.json``: all measurements, one a line, and which are a change for the worse."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.cases.case import Case
from bench.material import ROOT

HISTORY = ROOT / "docs/performance.json"

# A row is worse where it is so many times as high as the best of so many measurements before.
_WORSE, _LOOKED_AT = 1.1, 3
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured of a row, once; the fields stand so in the file.

    Attributes:
        date: the day, as 2026-11-27.
        commit: of the program.
        machine: the processor and its cores; then, after a semicolon, the system.
        state: what else the machine did.
        work: what was measured.
        against: what it was held against.
        ours: the median of the one, in the unit.
        theirs: the median of the other.
        ratio: the one through the other.
        limit: what the row was to reach on that day; None where nothing was promised.
        is_absolute: whether the limit is for ``ours``, not for the ratio.
        unit: of both.
        met: whether the limit was kept; None where there was none.
    """

    date: str
    commit: str
    machine: str
    state: str
    work: str
    against: str
    ours: float
    theirs: float
    ratio: float
    limit: float | None
    is_absolute: bool
    unit: str
    met: bool | None

    @property
    def figure(self) -> float:
        """What the limit is for."""
        return self.ours if self.is_absolute else self.ratio

    def is_of(self, case: Case) -> bool:
        """Whether it is of that row."""
        return (self.work, self.against) == (case.work, case.against)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, of what, where and how it was measured."""

    date: str
    commit: str
    machine: str
    state: str


def conclude(case: Case, circumstances: Circumstances, ours: float, theirs: float) -> Measurement:
    """The measurement of a case by the medians of both."""
    ratio = ours / theirs
    return Measurement(
        circumstances.date,
        circumstances.commit,
        circumstances.machine,
        circumstances.state,
        case.work,
        case.against,
        _round(ours),
        _round(theirs),
        _round(ratio),
        case.limit,
        case.is_absolute,
        case.unit,
        is_met(case, ours, ratio),
    )


def _round(figure: float) -> float:
    return float(f"{figure:.{_DIGITS}g}")


def is_met(case: Case, ours: float, ratio: float) -> bool | None:
    """Whether what is to be reached is reached; None where nothing is."""
    if case.limit is None:
        return None
    return ours < case.limit if case.is_absolute else ratio <= case.limit


def find_better(history: Sequence[Measurement]) -> Measurement | None:
    """What the last measurement is clearly worse than: the best of the three before it that are like it."""
    *before, last = history
    like = [each for each in before if _kind_of(each) == _kind_of(last)][-_LOOKED_AT:]
    best = min(like, key=lambda each: each.figure, default=last)
    return best if last.figure > _WORSE * best.figure else None


def _kind_of(measurement: Measurement) -> tuple[str, str, str, str]:
    """The row, on the same kind of machine, which did as much else."""
    processor, _, _ = measurement.machine.partition(";")
    return measurement.work, measurement.against, processor, measurement.state


def read_history(path: Path) -> list[Measurement]:
    """All measurements, the oldest first."""
    return [Measurement(**each) for each in json.loads(path.read_text(encoding="utf-8"))]


def render_history(history: Iterable[Measurement]) -> str:
    """A list with one measurement a line, so that a comparison of versions shows which are new."""
    lines = (json.dumps(asdict(each), ensure_ascii=False) for each in history)
    return "[\n" + ",\n".join(lines) + "\n]\n"
