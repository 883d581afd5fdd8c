"""Two texts compared: paragraphs by their sentences, and sentences that are alike word by word.

A text is a row of sentences and of ends of lines. The two rows are laid side by side so that as much as
possible of what stands in both is kept: where a paragraph was divided, its sentences are kept, and the end
of a line is what is new. A sentence that stands in both but in another place has moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile, zip_longest
from operator import itemgetter
from typing import NamedTuple

from nkps_reports.comparison.lines import Change, Line, Marker, Piece, SourceLine, join_pieces
from nkps_reports.comparison.matching import Steps, find_opcodes
from nkps_reports.comparison.moves import mark_moves
from nkps_reports.comparison.sentences import Pair, Unit, divide_lines

_SIGNS = ".!?\u2026"
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Sentences with less in common are shown one after the other: nobody can read many small changes.
_MIN_COMMON_SHARE = 0.4
# More words take too long to compare one by one.
_MAX_TOKENS = 4_000
# Laying two units side by side takes about as long as this many steps.
_STEPS_OF_UNITS = 20
# Units are laid side by side by likeness up to so many pairs of them, and of their characters.
_MAX_COMPARED_UNITS, _MAX_COMPARED_CHARACTERS = 10_000, 200_000_000
# How much it is worth, by character, to keep a sentence, and one that is alike; and to keep the end of a line
# of the same kind, and of another. What is kept comes before all that is only alike.
_SAME, _ALIKE, _SAME_END, _OTHER_END = 1_000.0, 10.0, 2.0, 1.0


class _End(NamedTuple):
    """The end of a line of the two texts laid together."""

    change: Change
    before: Marker | None
    after: Marker | None


def compare_lines(old: Sequence[SourceLine], new: Sequence[SourceLine], steps: Steps) -> tuple[Line, ...]:
    """Compare the lines of two texts, without their looks.

    Returns:
        The lines of both. What is kept or removed is the earlier text, but for white space that is kept; what
        is kept or added is the later.
    """
    pairs = _align([*divide_lines(old)], [*divide_lines(new)], steps)
    lines: list[Line] = []
    pieces: list[Piece] = []
    for each in _ordered(_compare_pairs(mark_moves([*pairs]), steps)):
        if isinstance(each, Piece):
            pieces.append(each)
        else:
            lines.append(Line(tuple(join_pieces(pieces)), *each))
            pieces = []
    return tuple(lines)


def _align(old: Sequence[Unit], new: Sequence[Unit], steps: Steps) -> Iterator[Pair]:
    """Lay the units of two texts side by side; one that is alone with nothing."""
    first = _count_equal(old, new)
    last = _count_equal(old[first:][::-1], new[first:][::-1])
    if last and old[len(old) - last].is_end:
        # The end of a line whose sentence is another: the line may have come or gone as a whole.
        last -= 1
    yield from zip(old[:first], new[:first], strict=True)
    yield from _align_others(old[first : len(old) - last], new[first : len(new) - last], steps)
    yield from zip(old[len(old) - last :], new[len(new) - last :], strict=True)


def _count_equal(old: Iterable[Unit], new: Iterable[Unit]) -> int:
    """How many units are the same from the beginning of both."""
    return sum(1 for _ in takewhile(lambda pair: pair[0].key == pair[1].key, zip(old, new, strict=False)))


def _align_others(old: Sequence[Unit], new: Sequence[Unit], steps: Steps) -> Iterator[Pair]:
    if _is_small(old, new, steps):
        yield from _align_by_likeness(old, new, steps)
        return
    for kind, i, j, k, m in find_opcodes([unit.key for unit in old], [unit.key for unit in new], steps):
        if kind != "equal" and _is_small(old[i:j], new[k:m], steps):
            yield from _align_by_likeness(old[i:j], new[k:m], steps)
        else:
            yield from zip_longest(old[i:j], new[k:m])


def _is_small(old: Sequence[Unit], new: Sequence[Unit], steps: Steps) -> bool:
    characters = sum(len(unit.text) for unit in old) * sum(len(unit.text) for unit in new)
    is_short = characters <= _MAX_COMPARED_CHARACTERS
    return is_short and len(old) * len(new) <= _MAX_COMPARED_UNITS and steps.left >= 0


def _align_by_likeness(old: Sequence[Unit], new: Sequence[Unit], steps: Steps) -> Iterator[Pair]:
    """Pair units so that they are as alike as possible, in their order."""
    steps.left -= len(old) * len(new) * _STEPS_OF_UNITS
    alike = [[_likeness(before, after) for after in new] for before in old]
    # For each pair of positions, from the end: how alike what follows can be at best.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for k in reversed(range(len(new))):
            best[i][k] = max(best[i + 1][k], best[i][k + 1], best[i + 1][k + 1] + alike[i][k])
    i = k = 0
    while i < len(old) and k < len(new):
        if alike[i][k] and best[i][k] == best[i + 1][k + 1] + alike[i][k]:
            yield old[i], new[k]
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            yield old[i], None
            i += 1
        else:
            yield None, new[k]
            k += 1
    yield from ((unit, None) for unit in old[i:])
    yield from ((None, unit) for unit in new[k:])


def _likeness(before: Unit, after: Unit) -> float:
    """How much it is worth to lay two units side by side; nothing where that must not be."""
    from rapidfuzz import fuzz

    if before.is_end or after.is_end:
        if before.is_end and after.is_end:
            return _SAME_END if before.key == after.key else _OTHER_END
        return 0.0
    length = len(before.key) + len(after.key)
    if before.key == after.key:
        return _SAME * length
    if before.key in after.key or after.key in before.key:
        return _ALIKE * length
    return _ALIKE * length * fuzz.ratio(before.key, after.key, score_cutoff=100 * _MIN_COMMON_SHARE) / 100


def _compare_pairs(pairs: Iterable[Pair], steps: Steps) -> Iterator[Piece | _End]:
    """What has become of units that were laid side by side."""
    for before, after in pairs:
        if before and after and before.is_end and after.is_end:
            yield _End(Change.KEPT, before.marker, after.marker)
        elif before and after and not before.is_end and not after.is_end:
            yield from _compare_sentences(before, after, steps)
        else:
            yield from _alone(before, Change.REMOVED)
            yield from _alone(after, Change.ADDED)


def _alone(unit: Unit | None, change: Change) -> Iterator[Piece | _End]:
    if unit and unit.is_end:
        markers = (unit.marker, None) if change is Change.REMOVED else (None, unit.marker)
        yield _End(change, *markers)
    elif unit:
        yield Piece(unit.text + unit.space, change, move=unit.move)


def _compare_sentences(before: Unit, after: Unit, steps: Steps) -> Iterator[Piece | _End]:
    """Two sentences as one, in pieces, if they have enough in common; else one after the other."""
    if before.key == after.key:
        pieces = [Piece(after.text, Change.KEPT)]
    else:
        pieces = [*_pieces(_TOKEN.findall(before.text), _TOKEN.findall(after.text), steps)]
        if not _is_readable(pieces, before.text, after.text):
            yield from (*_alone(before, Change.REMOVED), *_alone(after, Change.ADDED))
            return
    yield from pieces
    if before.space and after.space:
        yield Piece(after.space, Change.KEPT)
    else:
        yield from _replaced(before.space, after.space)


def _is_readable(pieces: Iterable[Piece], before: str, after: str) -> bool:
    """Whether two sentences have enough in common to be read as one, or the one is a part of the other."""
    kept = [piece.text for piece in pieces if piece.change is Change.KEPT]
    # A sentence that goes on where it ended has its full stop in another place.
    is_part = bool(kept) and len(kept[0]) >= len(min(before, after, key=len).rstrip(_SIGNS))
    return is_part or sum(map(len, kept)) >= _MIN_COMMON_SHARE * max(len(before), len(after))


def _pieces(old: Sequence[str], new: Sequence[str], steps: Steps) -> Iterator[Piece]:
    """What has become of the words of two sentences; too many of them are compared no further."""
    if len(old) + len(new) > _MAX_TOKENS:
        return
    opcodes = find_opcodes([*map(_one_space, old)], [*map(_one_space, new)], steps)
    kept = [
        # A space or a comma that is kept between two changes counts as changed with them.
        kind == "equal" and (place in (0, len(opcodes) - 1) or any(word[0].isalnum() for word in old[i:j]))
        for place, (kind, i, j, _, _) in enumerate(opcodes)
    ]
    for is_kept, together in groupby(zip(kept, opcodes, strict=True), key=itemgetter(0)):
        group = [opcode for _, opcode in together]
        (_, i, _, k, _), (_, _, j, _, m) = group[0], group[-1]
        before, after = "".join(old[i:j]), "".join(new[k:m])
        yield from (Piece(after, Change.KEPT),) if is_kept else _replaced(before, after)


def _one_space(token: str) -> str:
    return " " if token.isspace() else token


def _replaced(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece(before, Change.REMOVED)
    if after:
        yield Piece(after, Change.ADDED)


def _ordered(found: Iterable[Piece | _End]) -> Iterator[Piece | _End]:
    """The same with what is removed before what is added, wherever nothing is kept between them."""
    removed: list[Piece | _End] = []
    added: list[Piece | _End] = []
    begins_line = True
    for each in found:
        if each.change is Change.REMOVED:
            removed.append(each)
        elif each.change is Change.ADDED:
            added.append(each)
        else:
            if isinstance(each, _End) and begins_line and not _is_same_kind(each) and removed and added:
                # A line with nothing of what it was is not the same line with another marker.
                removed.append(_End(Change.REMOVED, each.before, None))
                added.append(_End(Change.ADDED, None, each.after))
                continue
            yield from (*removed, *added, each)
            removed, added = [], []
            begins_line = isinstance(each, _End)
    yield from (*removed, *added)


def _is_same_kind(end: _End) -> bool:
    before, after = end.before, end.after
    return (before and before.kind) == (after and after.kind)
