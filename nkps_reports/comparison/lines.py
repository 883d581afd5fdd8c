"""The lines of a text as they are compared, and as a comparison leaves them: in pieces, with their looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from nkps_reports.report.model import Span
from nkps_reports.wording import comparison as words


class Change(Enum):
    """What has become of something, and the signs that say so where there are neither colours nor lines."""

    KEPT = "{text}"
    REMOVED = words.REMOVED
    ADDED = words.ADDED


class Look(NamedTuple):
    """Whether text is bold and italic, and where it leads."""

    is_bold: bool = False
    is_italic: bool = False
    link: str | None = None


PLAIN = Look()


class Marker(NamedTuple):
    """What stands before an item of a list.

    Attributes:
        level: how deep the item is, from 0.
        number: None where it has a bullet.
        numbering: which of the numberings of its text the number belongs to; each begins at 1.
    """

    level: int
    number: int | None = None
    numbering: int = 0

    @property
    def kind(self) -> tuple[int, bool]:
        """What two markers that look alike but for the number have in common."""
        return self.level, self.number is not None


class SourceLine(NamedTuple):
    """A paragraph of a text, or an item of a list with its marker."""

    spans: tuple[Span, ...]
    marker: Marker | None = None

    @property
    def text(self) -> str:
        """Its characters, without the marker."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what has become of it; the text is the later where it is kept.

    Attributes:
        before: the look it had.
        after: the look it has.
        move: the number of its move within a field, where it goes or comes by one; else 0.
    """

    text: str
    change: Change
    before: Look = PLAIN
    after: Look = PLAIN
    move: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of two texts laid together.

    Attributes:
        pieces: its text.
        end: what has become of the end of the line: where it is removed or added, the text goes on in the
            next line in one of the two texts.
        before: the marker it had, if any.
        after: the marker it has, if any.
    """

    pieces: tuple[Piece, ...]
    end: Change = Change.KEPT
    before: Marker | None = None
    after: Marker | None = None

    @property
    def has_other_words(self) -> bool:
        """Whether anything but looks and numbers has changed."""
        kinds = [marker and marker.kind for marker in (self.before, self.after)]
        is_kept = all(piece.change is Change.KEPT for piece in self.pieces)
        return not is_kept or self.end is not Change.KEPT or kinds[0] != kinds[1]

    @property
    def is_renumbered(self) -> bool:
        """Whether the line is kept, and an item with another number."""
        if self.end is not Change.KEPT or self.before is None or self.after is None:
            return False
        return self.before.number != self.after.number


def mark_text(text: str, change: Change) -> str:
    """A text with the signs that say what has become of it."""
    return change.value.format(text=text)


def join_pieces(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a line, whatever their looks: those of which the same has become as one."""
    for (change, move), together in groupby(pieces, key=attrgetter("change", "move")):
        yield Piece("".join(piece.text for piece in together), change, move=move)
