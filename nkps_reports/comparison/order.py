"""Which of several have changed places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def find_moved(places: Sequence[int]) -> frozenset[int]:
    """Those that are out of order among the places that some had; as many as can be stay where they are."""
    # For each length of a row in order the lowest place that ends one, and for each place the one before it.
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(ends, place)
        before[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    stay: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        stay.add(last)
        last = before[last]
    return frozenset(places) - stay
