"""What is claimed of a speed or of memory, and how the figures for it are taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A row of the table.

    Attributes:
        work: what is measured.
        against: what it is held against; no other row has the same two.
        ours: measures the one; what it needs for that is made before and not counted.
        theirs: measures the other.
        limit: how many times as much as the other it may take, or what it must stay under; None where
            nothing is promised, and the other is there to be looked at.
        shows: a sentence: what a reader may conclude.
        hides: a sentence: what a reader may not.
        unit: of what is measured.
        is_absolute: whether the limit is for what is measured, in its unit, whatever the other takes.
        is_long: whether it takes too long for a first look.
        least: how often each is measured at least, the two by turns.
        prepare: makes what they need beforehand; they would make it, but that would look like slowness.
    """

    work: str
    against: str
    ours: Callable[[], float]
    theirs: Callable[[], float]
    limit: float | None
    shows: str
    hides: str
    unit: str = "s"
    is_absolute: bool = False
    is_long: bool = False
    least: int = 2
    prepare: Callable[[], object] = lambda: None
