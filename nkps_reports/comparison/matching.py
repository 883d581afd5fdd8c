"""What two sequences have in common, found within a limit of steps whatever they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate

# Pairs of equal words in two texts, which decide how long ``difflib`` takes: a page has some thousands.
_MAX_MATCHES = 100_000
# The steps that ``difflib`` may take for two texts, and for two reports: two pages take a hundred thousand.
_MAX_STEPS, MAX_TOTAL_STEPS = 2_000_000, 50_000_000


@dataclass(slots=True)
class Steps:
    """How many steps are left for all texts of two reports; once spent, texts that differ are shown whole."""

    left: int = MAX_TOTAL_STEPS


class _TooManyStepsError(Exception):
    """A comparison takes too long."""


class _Matcher(SequenceMatcher[str]):
    """``difflib``, but for what takes too long."""

    def __init__(self, old: Sequence[str], new: Sequence[str], steps: Steps) -> None:
        # Spaces match everywhere, so they follow the words beside them.
        super().__init__(str.isspace, old, new, autojunk=False)
        counts = Counter(word for word in new if not word.isspace())
        self._costs = [0, *accumulate(counts[word] + 1 for word in old)]
        self._all = steps
        self._left = _MAX_STEPS

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """As in ``difflib``, which goes through all places of each word."""
        cost = self._costs[-1 if ahi is None else ahi] - self._costs[alo]
        self._left -= cost
        self._all.left -= cost
        if self._left < 0 or self._all.left < 0:
            raise _TooManyStepsError
        return super().find_longest_match(alo, ahi, blo, bhi)


def find_opcodes(
    old: Sequence[str], new: Sequence[str], steps: Steps
) -> Sequence[tuple[str, int, int, int, int]]:
    """What turns the one into the other, as ``difflib`` says it; all of it where that takes too long."""
    counts = Counter(new)
    if sum(counts[each] for each in old if not each.isspace()) <= _MAX_MATCHES and steps.left >= 0:
        with suppress(_TooManyStepsError):
            return _Matcher(old, new, steps).get_opcodes()
    return [("replace", 0, len(old), 0, len(new))] if old or new else []
