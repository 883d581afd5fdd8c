"""The looks of compared text: what it looked like and where it led before, and what it does now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from nkps_reports.comparison.lines import PLAIN, Change, Line, Look, Piece, SourceLine


def add_looks(
    lines: Iterable[Line], old: Sequence[SourceLine], new: Sequence[SourceLine]
) -> tuple[Line, ...]:
    """Lines of two texts that were compared, divided further where a look changes."""
    if {*_looks_of(old), *_looks_of(new)} <= {PLAIN}:
        return tuple(lines)
    before, after = _Reader(old), _Reader(new)
    return tuple(replace(line, pieces=tuple(_divide(line.pieces, before, after))) for line in lines)


def find_words(lines: Sequence[Line], aspect: Callable[[Look], object]) -> Iterator[str]:
    """The stretches of kept or moved words in which an aspect of the look has changed."""
    looks = _looks_before_moves(lines)
    for line in lines:
        kept = [*_kept_pieces(line, looks)]
        differs = False
        verdicts: list[tuple[bool, str]] = []
        for piece in kept:
            # White space belongs to what stands before it.
            if not piece.text.isspace():
                differs = aspect(piece.before) != aspect(piece.after)
            verdicts.append((differs, piece.text))
        for is_changed, together in groupby(verdicts, key=lambda each: each[0]):
            text = "".join(text for _, text in together).strip()
            if is_changed and text:
                yield text


def _looks_before_moves(lines: Iterable[Line]) -> dict[int, Iterator[Look]]:
    """For each move the looks that its characters had, without white space."""
    looks: dict[int, list[Look]] = defaultdict(list)
    for piece in (piece for line in lines for piece in line.pieces):
        if piece.move and piece.change is Change.REMOVED:
            looks[piece.move] += [piece.before] * len("".join(piece.text.split()))
    return {move: iter(found) for move, found in looks.items()}


def _kept_pieces(line: Line, looks: Mapping[int, Iterator[Look]]) -> Iterator[Piece]:
    """What is kept in a line or has moved there, with the looks it had and has."""
    for piece in line.pieces:
        if piece.change is Change.KEPT:
            yield piece
        elif piece.move and piece.change is Change.ADDED:
            for character in piece.text:
                before = piece.after if character.isspace() else next(looks[piece.move])
                yield Piece(character, Change.KEPT, before, piece.after)


def find_targets(lines: Iterable[SourceLine]) -> list[str]:
    """Where the links of a text lead, in order."""
    links = (span.link for line in lines for span in line.spans if span.text.strip())
    return [target for target, _ in groupby(links) if target]


def _looks_of(lines: Iterable[SourceLine]) -> Iterator[Look]:
    return (Look(span.bold, span.italic, span.link) for line in lines for span in line.spans)


class _Reader:
    """Goes through a text character by character and tells their looks."""

    def __init__(self, lines: Iterable[SourceLine]) -> None:
        self._characters = (
            (character, Look(span.bold, span.italic, span.link))
            for line in lines
            for span in line.spans
            for character in span.text
        )
        self._waiting = next(self._characters, None)
        self._look = PLAIN

    def read(self, character: str) -> Look:
        """The look of the next character; there may be more or less white space than is asked for."""
        is_space = character.isspace()
        while self._waiting and not is_space and self._waiting[0].isspace():
            self._waiting = next(self._characters, None)
        if self._waiting and self._waiting[0].isspace() == is_space:
            self._look = self._waiting[1]
            self._waiting = next(self._characters, None)
        return self._look


def _divide(pieces: Iterable[Piece], before: _Reader, after: _Reader) -> Iterator[Piece]:
    for piece in pieces:
        was = map(before.read, piece.text) if piece.change is not Change.ADDED else [PLAIN] * len(piece.text)
        now = map(after.read, piece.text) if piece.change is not Change.REMOVED else [PLAIN] * len(piece.text)
        characters = zip(piece.text, was, now, strict=True)
        for (old, new), together in groupby(characters, key=lambda each: each[1:]):
            text = "".join(character for character, *_ in together)
            yield replace(piece, text=text, before=old, after=new)
