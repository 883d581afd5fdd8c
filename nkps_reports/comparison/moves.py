"""Sentences that stand in both of two texts, but in another place: they are neither struck nor new."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeGuard

from nkps_reports.comparison.sentences import Pair, Unit


def mark_moves(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The same pairs, but each unit that has moved is alone and has the number of its move.

    Sentences that have moved together have the same number.
    """
    gone: dict[int, int] = {}
    come: dict[int, int] = {}
    for start, end, number in _number(_find_moves(pairs), pairs):
        gone[start], come[end] = number, number
    for place, (before, after) in enumerate(pairs):
        if place in gone or place in come:
            yield before and before._replace(move=gone.get(place, 0)), None
            yield None, after and after._replace(move=come.get(place, 0))
        else:
            yield before, after


def _find_moves(pairs: Iterable[Pair]) -> Iterator[tuple[int, int]]:
    """For each sentence that has moved, where it stood and where it stands; those that are alike in order."""
    come: dict[str, deque[int]] = defaultdict(deque)
    others = [
        (place, before, after)
        for place, (before, after) in enumerate(pairs)
        if not (before and after and before.key == after.key)
    ]
    for place, _, after in others:
        if _is_sentence(after):
            come[after.key].append(place)
    for place, before, _ in others:
        if _is_sentence(before) and come[before.key]:
            yield place, come[before.key].popleft()


def _is_sentence(unit: Unit | None) -> TypeGuard[Unit]:
    return bool(unit and unit.key and not unit.is_end)


def _number(moves: Iterable[tuple[int, int]], pairs: Sequence[Pair]) -> Iterator[tuple[int, int, int]]:
    """Moves with their numbers: one for sentences that followed each other and still do."""
    befores = [*accumulate(before is not None for before, _ in pairs)]
    afters = [*accumulate(after is not None for _, after in pairs)]
    number, last = 0, (0, 0)
    for start, end in moves:
        place = befores[start], afters[end]
        if not number or place != (last[0] + 1, last[1] + 1):
            number += 1
        last = place
        yield start, end, number
