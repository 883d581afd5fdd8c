"""Two texts compared word by word: what is kept, what is removed and what is added."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import Enum
from itertools import accumulate, groupby, product, zip_longest
from operator import itemgetter

from nkps_reports.report.grammar import on_one_line
from nkps_reports.wording import comparison as words

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Lines with less in common are shown one after the other: nobody can read many small changes.
_MIN_COMMON_SHARE = 0.4
# More words take too long to compare one by one.
_MAX_TOKENS = 4_000
# Pairs of equal words in two texts, which decide how long ``difflib`` takes: a page has some thousands.
_MAX_MATCHES = 100_000
# The steps that ``difflib`` may take for two texts, and for two reports: two pages take a hundred thousand.
_MAX_STEPS, MAX_TOTAL_STEPS = 2_000_000, 50_000_000
# Comparing two lines takes about as long as this many steps.
_STEPS_OF_LINES = 20
# Lines are paired by likeness up to so many pairs of lines, and of their characters.
_MAX_COMPARED_LINES, _MAX_COMPARED_CHARACTERS = 10_000, 200_000_000


class Change(Enum):
    """What has become of a stretch of text, and how that is marked for those who do not see colours."""

    KEPT = "{text}"
    REMOVED = words.REMOVED
    ADDED = words.ADDED


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and what has become of it."""

    text: str
    change: Change


@dataclass(slots=True)
class Steps:
    """How many steps are left for all texts of two reports; once spent, texts that differ are shown whole."""

    left: int = MAX_TOTAL_STEPS


def mark_piece(piece: Piece) -> str:
    """A stretch of text with the marks that say what has become of it."""
    return piece.change.value.format(text=piece.text)


def compare_lines(old: Sequence[str], new: Sequence[str], steps: Steps) -> tuple[tuple[Piece, ...], ...]:
    """Compare the lines of two texts.

    Returns:
        The lines of both, each in pieces. What is kept or removed is the earlier text, what is kept or added
        is the later, white space aside.
    """
    old, new = [*map(on_one_line, old)], [*map(on_one_line, new)]
    lines: list[tuple[Piece, ...]] = []
    for kind, i, j, k, m in _opcodes(old, new, steps):
        if kind == "equal":
            lines.extend((Piece(line, Change.KEPT),) for line in old[i:j])
            continue
        for before, after in _pair_lines(old[i:j], new[k:m], steps):
            lines.extend(_compare_line(before, after, steps))
    return tuple(lines)


def compare_items(old: Sequence[str], new: Sequence[str], steps: Steps) -> Iterator[Piece]:
    """The texts that were removed from a list or added to it, in order; each is compared as a whole."""
    for kind, i, j, k, m in _opcodes(old, new, steps):
        if kind != "equal":
            yield from (Piece(text, Change.REMOVED) for text in old[i:j])
            yield from (Piece(text, Change.ADDED) for text in new[k:m])


def _pair_lines(old: Sequence[str], new: Sequence[str], steps: Steps) -> Iterator[tuple[str, str]]:
    """Pair lines so that they are as alike as possible, in their order; one that is alone with nothing."""
    from rapidfuzz import fuzz

    is_long = sum(map(len, old)) * sum(map(len, new)) > _MAX_COMPARED_CHARACTERS
    if is_long or len(old) * len(new) > _MAX_COMPARED_LINES or steps.left < 0:
        yield from zip_longest(old, new, fillvalue="")
        return
    steps.left -= len(old) * len(new) * _STEPS_OF_LINES
    # For each pair of positions, from the end: how alike what follows can be at best.
    best: dict[tuple[int, int], float] = defaultdict(float)
    alike: dict[tuple[int, int], float] = {}
    for i, k in product(reversed(range(len(old))), reversed(range(len(new)))):
        alike[i, k] = fuzz.ratio(old[i], new[k], score_cutoff=100 * _MIN_COMMON_SHARE)
        best[i, k] = max(best[i + 1, k], best[i, k + 1], best[i + 1, k + 1] + alike[i, k])
    i = k = 0
    while i < len(old) and k < len(new):
        if alike[i, k] and best[i, k] == best[i + 1, k + 1] + alike[i, k]:
            yield old[i], new[k]
            i, k = i + 1, k + 1
        elif best[i, k] == best[i + 1, k]:
            yield old[i], ""
            i += 1
        else:
            yield "", new[k]
            k += 1
    yield from ((line, "") for line in old[i:])
    yield from (("", line) for line in new[k:])


def _compare_line(before: str, after: str, steps: Steps) -> Iterator[tuple[Piece, ...]]:
    """Two lines as one, in pieces, if they have enough in common; else one after the other."""
    if before and after:
        pieces = tuple(_pieces(_TOKEN.findall(before), _TOKEN.findall(after), steps))
        kept = sum(len(piece.text) for piece in pieces if piece.change is Change.KEPT)
        if kept >= _MIN_COMMON_SHARE * max(len(before), len(after)):
            yield pieces
            return
    yield from ((piece,) for piece in _replaced(before, after))


def _replaced(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece(before, Change.REMOVED)
    if after:
        yield Piece(after, Change.ADDED)


def _pieces(old: Sequence[str], new: Sequence[str], steps: Steps) -> Iterator[Piece]:
    """What has become of the words of two lines; too many of them are compared no further."""
    if len(old) + len(new) > _MAX_TOKENS:
        return
    opcodes = _opcodes(old, new, steps)
    kept = [
        # A space or a comma that is kept between two changes counts as changed with them.
        kind == "equal" and (place in (0, len(opcodes) - 1) or any(word[0].isalnum() for word in old[i:j]))
        for place, (kind, i, j, _, _) in enumerate(opcodes)
    ]
    for is_kept, together in groupby(zip(kept, opcodes, strict=True), key=itemgetter(0)):
        group = [opcode for _, opcode in together]
        (_, i, _, k, _), (_, _, j, _, m) = group[0], group[-1]
        before, after = "".join(old[i:j]), "".join(new[k:m])
        yield from (Piece(before, Change.KEPT),) if is_kept else _replaced(before, after)


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


def _opcodes(
    old: Sequence[str], new: Sequence[str], steps: Steps
) -> Sequence[tuple[str, int, int, int, int]]:
    """What turns the one into the other, as ``difflib`` says it; all of it where that takes too long."""
    counts = Counter(new)
    if sum(counts[each] for each in old if not each.isspace()) <= _MAX_MATCHES and steps.left >= 0:
        with suppress(_TooManyStepsError):
            return _Matcher(old, new, steps).get_opcodes()
    return [("replace", 0, len(old), 0, len(new))] if old or new else []
