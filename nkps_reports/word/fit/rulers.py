"""What tells how long text is: by its letters, by how wide letters are on average, or at the very most."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Protocol

from nkps_reports.word.fit.pango import Face, Setter
from nkps_reports.word.fit.pango_library import PangoMissingError

Stretches = Sequence[tuple[str, Face]]

# The fonts that have the measures of Office's own, letter by letter.
TWINS = {
    "calibri": "Carlito",
    "cambria": "Caladea",
    "arial": "Liberation Sans",
    "helvetica": "Liberation Sans",
    "times new roman": "Liberation Serif",
    "courier new": "Liberation Mono",
}
# How wide a letter of running Norwegian text is, in sizes of its font, with what is left over at the ends of
# lines; measured with the twins. And how high a line is.
_AVERAGE_WIDTHS = {"carlito": 0.44, "liberation sans": 0.5, "liberation serif": 0.45, "liberation mono": 0.62}
_AVERAGE_WIDTH, _AVERAGE_HEIGHT = 0.48, 1.2

# Pango counts in whole numbers, which end; only a poster has letters that get there.
_MAX_PT = 100_000

# No font for text has small letters wider than this, nor higher lines. The wider ones count as two of them,
# and what may stand in any other font as three; a tab counts as what it can be at most.
_GREATEST_WIDTH, _GREATEST_HEIGHT = 0.75, 1.5
# Escapes are the expression's own.
_NARROW = r"-a-ln-vx-z\xe0-\xe5\xe7-\xf6\xf8-\xff .,:;()/'\"!0-9\xab\xbb\u2013_?"
_BROAD = r"A-Z\xc0-\xdf\xe6mw+=%&@\xf7\u2014\u2026"
_WIDE, _OTHER = re.compile(f"[{_BROAD}]"), re.compile(f"[^{_NARROW}{_BROAD}]")
_TWO, _THREE, _TAB = "xx", "xxx", "x" * 12


class Ruler(Protocol):
    """Tells how high lines are and where a paragraph breaks into them."""

    @property
    def is_exact(self) -> bool:
        """Whether it goes by the letters of the font, or of one with the same measures."""

    def line_height_pt(self, face: Face) -> float:
        """How high the font's own lines are."""

    def width_pt(self, text: str, face: Face) -> float:
        """How wide a text is on one line."""

    def break_lines(self, stretches: Stretches, width_pt: float, indent_pt: float = 0) -> Sequence[int]:
        """For each line of a paragraph the number of characters before it; see ``pango.Setter``."""


def find_ruler(families: Iterable[str], tab_stop_pt: float) -> Ruler:
    """The best ruler this machine has.

    Args:
        families: the fonts that text is set in.
        tab_stop_pt: how far it is from each tab stop to the next.
    """
    try:
        setter = Setter(tab_stop_pt)
    except PangoMissingError:
        return AverageRuler()
    found = {family: _find_family(family, setter) for family in set(families)}
    if not all(name for name, _ in found.values()):
        return AverageRuler()
    names = {family: name for family, (name, _) in found.items()}
    return _Letters(setter, names, all(is_exact for _, is_exact in found.values()))


def _find_family(family: str, setter: Setter) -> tuple[str, bool]:
    """The font to set a family in, if there is any, and whether it has its measures."""
    for name in (family, TWINS.get(family.casefold(), "")):
        if name and setter.find_family(name).casefold() == name.casefold():
            return name, True
    return setter.find_family(family), False


@dataclass(frozen=True, slots=True)
class _Letters:
    """Pango's own lines, in the font itself or in what stands in for it."""

    setter: Setter
    names: dict[str, str]
    is_exact: bool

    def line_height_pt(self, face: Face) -> float:
        return self.setter.line_height_pt(self._found(face))

    def width_pt(self, text: str, face: Face) -> float:
        return self.setter.width_pt(text, self._found(face))

    def break_lines(self, stretches: Stretches, width_pt: float, indent_pt: float = 0) -> Sequence[int]:
        if sum(len(text) * face.size_pt for text, face in stretches) > _MAX_PT:
            return AverageRuler().break_lines(stretches, width_pt, indent_pt)
        found = [(text, self._found(face)) for text, face in stretches]
        return self.setter.break_lines(found, width_pt, indent_pt)

    def _found(self, face: Face) -> Face:
        return replace(face, family=self.names[face.family])


class AverageRuler:
    """Goes by how wide letters are on average: without Pango, and to know what is far too long."""

    is_exact = False

    def line_height_pt(self, face: Face) -> float:
        """See ``Ruler``."""
        return face.size_pt * _AVERAGE_HEIGHT

    def width_pt(self, text: str, face: Face) -> float:
        """See ``Ruler``."""
        name = face.family.casefold()
        average = _AVERAGE_WIDTHS.get(TWINS.get(name, name).casefold(), _AVERAGE_WIDTH)
        return len(text) * (average * face.size_pt + face.letter_spacing_pt)

    def break_lines(self, stretches: Stretches, width_pt: float, indent_pt: float = 0) -> Sequence[int]:
        """See ``Ruler``."""
        count = sum(len(text) for text, _ in stretches)
        whole_pt = sum(self.width_pt(text, face) for text, face in stretches) + max(0.0, indent_pt)
        return _evenly(count, ceil(whole_pt / width_pt))


class GreatestRuler:
    """Never tells less than there is: what is short by it is short by every other."""

    is_exact = False

    def line_height_pt(self, face: Face) -> float:
        """See ``Ruler``."""
        return face.size_pt * _GREATEST_HEIGHT

    def width_pt(self, text: str, face: Face) -> float:
        """See ``Ruler``."""
        return len(_counted(text)) * _greatest_pt(face)

    def break_lines(self, stretches: Stretches, width_pt: float, indent_pt: float = 0) -> Sequence[int]:
        """See ``Ruler``."""
        letter_pt = max(_greatest_pt(face) for _, face in stretches)
        whole = "".join(text for text, _ in stretches)
        counted = _counted(whole)
        whole_pt = len(counted) * letter_pt + max(0.0, indent_pt)
        longest_pt = (max(map(len, counted.split()), default=0) + 1) * letter_pt
        # Two lines that follow each other are together longer than one; and no line ends earlier than the
        # longest word would not fit any more.
        lines = 2 * whole_pt / width_pt + 1
        if longest_pt < width_pt:
            lines = min(lines, whole_pt / (width_pt - longest_pt) + 1)
        return _evenly(len(whole), floor(lines))


class HurriedRuler:
    """Another ruler, asked for the first characters only: the rest is taken to be like them."""

    is_exact = False

    def __init__(self, ruler: Ruler, most_characters: int) -> None:
        """Get ready.

        Args:
            ruler: the ruler that is asked.
            most_characters: how many characters it is asked for.
        """
        self._ruler = ruler
        self._left = most_characters
        self._characters = self._lines = 0
        self.line_height_pt: Callable[[Face], float] = ruler.line_height_pt
        self.width_pt: Callable[[str, Face], float] = ruler.width_pt

    def break_lines(self, stretches: Stretches, width_pt: float, indent_pt: float = 0) -> Sequence[int]:
        """See ``Ruler``."""
        count = sum(len(text) for text, _ in stretches)
        starts: Sequence[int] = ()
        if self._left > 0:
            starts = self._ruler.break_lines(_opening(stretches, self._left), width_pt, indent_pt)
            # All but the last, which is seldom full.
            self._characters, self._lines = self._characters + starts[-1], self._lines + len(starts) - 1
        is_whole = count <= self._left
        self._left -= count
        if is_whole:
            return starts
        if not self._lines:
            return AverageRuler().break_lines(stretches, width_pt, indent_pt)
        return _evenly(count, ceil(count * self._lines / self._characters))


def _opening(stretches: Stretches, length: int) -> Stretches:
    opening: list[tuple[str, Face]] = []
    for text, face in stretches:
        if length > 0:
            opening.append((text[:length], face))
        length -= len(text)
    return opening


def _counted(text: str) -> str:
    """A text in which each character is at most as wide as one small letter."""
    return _WIDE.sub(_TWO, _OTHER.sub(_THREE, text.replace("\t", _TAB)))


def _greatest_pt(face: Face) -> float:
    return _GREATEST_WIDTH * face.size_pt + max(0.0, face.letter_spacing_pt)


def _evenly(count: int, lines: int) -> Sequence[int]:
    """Where lines begin that are all of the same length."""
    whole = max(1, min(lines, count))
    return [count * number // whole for number in range(whole)]
