"""Two texts compared word by word: what is kept, what is removed and what is added."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import Enum, auto
from itertools import accumulate, groupby, product, zip_longest

from nkps_reports.report.grammar import on_one_line

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Paragraphs with less in common are shown one after the other: nobody can read many small changes.
_MIN_COMMON_SHARE = 0.4
# More words take too long to compare one by one.
_MAX_TOKENS = 4_000
# Pairs of equal words in two texts, which decide how long ``difflib`` takes: a page has some thousands.
_MAX_MATCHES = 100_000
# The steps ``difflib`` may take for two texts and for two reports: two pages take a hundred thousand.
_MAX_STEPS, MAX_TOTAL_STEPS = 2_000_000, 50_000_000
# To compare two lines takes as long as so many steps.
_STEPS_OF_LINES = 20
# Pairs of lines of which each is compared, and pairs of their characters.
_MAX_COMPARED_LINES, _MAX_COMPARED_CHARACTERS = 10_000, 200_000_000


class Change(Enum):
    """What has become of a stretch of text."""

    KEPT = auto()
    REMOVED = auto()
    ADDED = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and what has become of it."""

    text: str
    change: Change


@dataclass(slots=True)
class Steps:
    """How many steps are left for all texts of two reports; after them, texts that differ are shown whole."""

    left: int = MAX_TOTAL_STEPS


def compare_lines(
    old: Sequence[str], new: Sequence[str], steps: Steps | None = None
) -> tuple[tuple[Piece, ...], ...]:
    """Compare the lines of two texts.

    Returns:
        The lines of both, each in pieces. What is kept or removed is the earlier text, what is kept or added
        is the later, white space aside.
    """
    before, after = [on_one_line(line) for line in old], [on_one_line(line) for line in new]
    return tuple(_lines(before, after, steps or Steps()))


def compare_wholes(old: Sequence[str], new: Sequence[str], steps: Steps | None = None) -> tuple[Piece, ...]:
    """Compare two lists of texts as wholes; what was removed and what was added, in order."""
    found: list[Piece] = []
    for kind, i, j, k, m in _opcodes(old, new, steps or Steps()):
        if kind != "equal":
            found.extend(Piece(text, Change.REMOVED) for text in old[i:j])
            found.extend(Piece(text, Change.ADDED) for text in new[k:m])
    return tuple(found)


def _lines(old: Sequence[str], new: Sequence[str], steps: Steps) -> Iterator[tuple[Piece, ...]]:
    for kind, i, j, k, m in _opcodes(old, new, steps):
        if kind == "equal":
            yield from ((Piece(line, Change.KEPT),) for line in old[i:j])
            continue
        for before, after in _pair_lines(old[i:j], new[k:m], steps):
            yield from _line(before, after, steps)


def _pair_lines(
    old: Sequence[str], new: Sequence[str], steps: Steps
) -> Iterator[tuple[str | None, str | None]]:
    """Pair the lines that are alike, in their order, so that they are as alike as possible."""
    from rapidfuzz import fuzz

    is_long = sum(map(len, old)) * sum(map(len, new)) > _MAX_COMPARED_CHARACTERS
    if is_long or len(old) * len(new) > _MAX_COMPARED_LINES or steps.left < 0:
        yield from zip_longest(old, new)
        return
    steps.left -= len(old) * len(new) * _STEPS_OF_LINES
    # From the end: how alike the rests of both can be at best.
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
            yield old[i], None
            i += 1
        else:
            yield None, new[k]
            k += 1
    yield from ((line, None) for line in old[i:])
    yield from ((None, line) for line in new[k:])


def _line(before: str | None, after: str | None, steps: Steps) -> Iterator[tuple[Piece, ...]]:
    if before is None or after is None:
        change = Change.ADDED if before is None else Change.REMOVED
        yield (Piece(before or after or "", change),)
        return
    pieces = _pieces(_TOKEN.findall(before), _TOKEN.findall(after), steps)
    kept = sum(len(piece.text) for piece in pieces if piece.change is Change.KEPT)
    if kept < _MIN_COMMON_SHARE * max(len(before), len(after)):
        yield (Piece(before, Change.REMOVED),)
        yield (Piece(after, Change.ADDED),)
    else:
        yield pieces


def _pieces(old: Sequence[str], new: Sequence[str], steps: Steps) -> tuple[Piece, ...]:
    if len(old) + len(new) > _MAX_TOKENS:
        return (Piece("".join(old), Change.REMOVED), Piece("".join(new), Change.ADDED))
    opcodes = _opcodes(old, new, steps)
    stretches = [(old[i:j], new[k:m], kind == "equal") for kind, i, j, k, m in opcodes]
    found: list[Piece] = []
    for is_kept, together in groupby(_merge_changes(stretches), key=lambda each: each[2]):
        group = [*together]
        before = "".join(token for tokens, _, _ in group for token in tokens)
        after = "".join(token for _, tokens, _ in group for token in tokens)
        if is_kept:
            found.append(Piece(before, Change.KEPT))
        else:
            found.extend((Piece(before, Change.REMOVED),) if before else ())
            found.extend((Piece(after, Change.ADDED),) if after else ())
    return tuple(found)


# The words of both texts, and whether they are kept.
_Stretch = tuple[Sequence[str], Sequence[str], bool]


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


def _merge_changes(stretches: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """The stretches; a space or a comma that is kept between two changes counts as changed with them."""
    last = len(stretches) - 1
    for place, (old, new, is_kept) in enumerate(stretches):
        is_word = any(token[0].isalnum() for token in old)
        yield old, new, is_kept and (is_word or place in (0, last))
