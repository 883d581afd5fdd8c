"""Which lines of a cell are items of lists: by the markers that people type, and how far in they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nkps_reports.report.model import LEVELS
from nkps_reports.wording.reading import MONTH_ABBREVIATIONS, MONTHS

# Word's Symbol and Wingdings bullet; it has no shape in any other font.
PRIVATE_BULLET = "\uf0b7"
GAP = "[ \t\u00a0]"
MONTH = rf"(?:{'|'.join((*MONTHS, *MONTH_ABBREVIATIONS))})\b"
# What Word's bullets become on the clipboard: those of its second and third level have a tab after them.
_PASTED_DEPTHS = {"o": 1, "§": 2}
_BULLET = re.compile(rf"(?:(?P<sign>[-–•·‣▪{PRIVATE_BULLET}]){GAP}|(?P<pasted>[o§])\t){GAP}*")
# They make a list only where the line above or below has the same.
_REPEATED = re.compile(rf"(?P<sign>[*→])[ \t]{GAP}*")
_NUMBER = re.compile(rf"(?P<number>[1-9][0-9]{{0,3}})\.{GAP}++(?!{MONTH})", re.IGNORECASE)
# What any of them begins with; most lines begin with something else.
_FIRST = frozenset(f"-–•·‣▪{PRIVATE_BULLET}o§*→123456789")
_TAB_COLUMNS = 2


# Tuples, because every line of every cell becomes one.
class TextLine(NamedTuple):
    """A line that is no item: where its words begin in the text of the cell, and where they end."""

    start: int
    end: int


class ItemLine(NamedTuple):
    """An item of a list: its words, its level from 0, and its number; None where it has a bullet."""

    start: int
    end: int
    level: int
    number: int | None


class Bullet(NamedTuple):
    """A bullet at the beginning of a text.

    Attributes:
        end: where the words after it begin.
        depth: what its sign alone tells of its level: 0 for most.
    """

    end: int
    depth: int


class _Marker(NamedTuple):
    """What stands before the words of a line that may be an item.

    Attributes:
        line: the words after it.
        indent: how far in it stands, and what the sign adds to that.
        number: None for a bullet.
        sign: one that makes a list only where it is repeated.
    """

    line: TextLine
    indent: tuple[int, int]
    number: int | None = None
    sign: str = ""


def divide(text: str) -> Iterator[TextLine | list[ItemLine]]:
    """The lines of a text that have more in them than white space; those of a list together."""
    lines: list[TextLine] = []
    markers: list[_Marker | None] = []
    for line, indent in _lines(text):
        lines.append(line)
        markers.append(_find_marker(text, line, indent))
    if not any(markers):
        # As in most texts.
        yield from lines
        return
    _drop_single_signs(markers)
    position = 0
    while position < len(lines):
        items = _read_list(markers, position) if markers[position] else []
        yield items or lines[position]
        position += len(items) or 1


def find_bullet(text: str) -> Bullet | None:
    """The bullet that a text begins with, one that makes a list wherever it stands."""
    match = _BULLET.match(text)
    return Bullet(match.end(), _PASTED_DEPTHS.get(match["pasted"], 0)) if match else None


def is_bullet(text: str) -> bool:
    """Whether a text begins with a bullet or a dash as lists have them."""
    return find_bullet(text.lstrip()) is not None


def count_columns(space: str) -> int:
    """How far in white space leads; a tab is as good as the two spaces that we write ourselves."""
    return len(space) + (_TAB_COLUMNS - 1) * space.count("\t")


def _lines(text: str) -> Iterator[tuple[TextLine, int]]:
    """The lines that have more in them than white space, and how far in they stand."""
    start = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            space = 0 if line[0] == words[0] else len(line) - len(line.lstrip())
            first = start + space
            yield TextLine(first, first + len(words)), count_columns(line[:space]) if space else 0
        start += len(line) + 1


def _find_marker(text: str, line: TextLine, columns: int) -> _Marker | None:
    start, end = line
    if text[start] not in _FIRST:
        return None
    if bullet := _BULLET.match(text, start, end):
        depth = 0 if columns else _PASTED_DEPTHS.get(bullet["pasted"], 0)
        return _Marker(TextLine(bullet.end(), end), (columns, depth))
    if number := _NUMBER.match(text, start, end):
        return _Marker(TextLine(number.end(), end), (columns, 0), int(number["number"]))
    if repeated := _REPEATED.match(text, start, end):
        return _Marker(TextLine(repeated.end(), end), (columns, 0), sign=repeated["sign"])
    return None


def _drop_single_signs(markers: list[_Marker | None]) -> None:
    """Drop the signs that make a list only where they are repeated, where they are not."""
    if not any(marker and marker.sign for marker in markers):
        return
    signs = ["", *(marker.sign if marker else "" for marker in markers), ""]
    for position, sign in enumerate(signs[1:-1]):
        if sign and sign not in (signs[position], signs[position + 2]):
            markers[position] = None


def _read_list(markers: Sequence[_Marker | None], position: int) -> list[ItemLine]:
    """The items of the list that begins at a line; none where no list does."""
    reader = _ListReader()
    for index in range(position, len(markers)):
        marker = markers[index]
        if marker is None or not reader.take(marker):
            break
    return reader.items


class _ListReader:
    """Reads a list item by item.

    White space before a line of text is lost. So the list must be the same if a number that is no item had
    stood further out: a number goes on with the list that it is the next of, also if it stands too far in.
    """

    def __init__(self) -> None:
        self._items: list[ItemLine] = []
        # How far in the items stand that the next one may be below.
        self._indents: list[tuple[int, int]] = []
        # The last number of each level there is by now; None after a bullet.
        self._last: list[int | None] = []
        # The place of a 1 of the first level that no 2 has followed yet.
        self._lone: int | None = None

    @property
    def items(self) -> list[ItemLine]:
        """The items so far, up to a lone 1."""
        return self._items[: self._lone]

    def take(self, marker: _Marker) -> bool:
        """Add an item; False where it is none, and where it shows that an earlier one is none."""
        level = self._level_of(marker.indent)
        number = marker.number
        if number is not None and number > 1:
            before = [each for each, last in enumerate(self._last[: level + 1]) if last == number - 1]
            if not before:
                return False
            level = before[-1]
            del self._indents[level + 1 :]
        if level == 0:
            if self._lone is not None and number != 2:
                return False
            self._lone = len(self._items) if number == 1 else None
        self._last[level:] = [number]
        self._items.append(ItemLine(marker.line.start, marker.line.end, level, number))
        return True

    def _level_of(self, indent: tuple[int, int]) -> int:
        while self._indents and indent <= self._indents[-1]:
            self._indents.pop()
        self._indents.append(indent)
        return min(len(self._indents) - 1, LEVELS[-1])
