"""How wide letters are, how high their lines, and where Word breaks them. Needs no font and knows no Word.

``letters.json`` is made from the fonts by ``tools/letters.py``, and names their versions and licences.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, product, zip_longest
from operator import add
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("letters.json")

# What stands in for an unknown font, and how wide in ems what a font lacks is: a letter of another script, or
# a symbol or ideograph.
_STAND_IN, _LETTER_EM, _SYMBOL_EM = "liberation sans", 0.5, 1.0
# Marks on the letter before them, tabs, and characters that only tell how others are shown.
_INVISIBLE = ("Mn", "Me", "Cc", "Cf")
# A line may end at spaces and tabs, which then take no room, and after hyphens and dashes inside a word; but
# neither at non-breaking characters nor after a slash, so an address goes to the next line as a whole.
_SPACES = " \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
_CUT = re.compile(
    rf"[{_SPACES}]+|(?P<tab>\t)|(?<=\S)(?:(?P<soft>\xad)|(?P<dashes>[-\u2010\u2012-\u2014]+))(?=\S)"
    rf"|(?<![{_SPACES}\t])\Z"
)
# Widths are sums of fractions: text that ends so close to a tab stop stands at it.
_AT_STOP_PT = 0.001


@dataclass(frozen=True, slots=True)
class Face:
    """A font as text is set in it.

    The spacing is added between letters. From the size ``kerned_from_pt`` on, pairs of letters are moved
    together; where it is 0 they never are.
    """

    family: str
    size_pt: float
    bold: bool = False
    italic: bool = False
    letter_spacing_pt: float = 0
    kerned_from_pt: float = 0


class Letters(dict[str, float]):
    """How wide each letter of a face is, in points.

    Attributes:
        line_height_pt: how high the font's own lines are.
    """

    def __init__(self, face: Face) -> None:
        """Scale the widths of a face, or of its stand-in."""
        fonts = _read_fonts()
        family = face.family.casefold()
        style_name = "Bold" * face.bold + "Italic" * face.italic or "Regular"
        style = fonts.get(family, fonts[_STAND_IN])["styles"][style_name]
        unit_pt = face.size_pt / style["units_per_em"]
        super().__init__(
            (letter, int(units) * unit_pt + face.letter_spacing_pt)
            for units, letters in style["widths"].items()
            for letter in letters
        )
        self.line_height_pt: float = style["line_height"] * unit_pt
        self._is_known = family in fonts
        self._size_pt = face.size_pt
        is_kerned = 0 < face.kerned_from_pt <= face.size_pt
        self._kerning_pt = _kerning_pt(style["kerning"], unit_pt) if is_kerned else {}

    def __missing__(self, letter: str) -> float:
        """The width of a letter that the font lacks."""
        if _is_invisible(letter):
            return 0
        is_letter = letter.isalpha() and unicodedata.east_asian_width(letter) not in "WF"
        return self._size_pt * (_LETTER_EM if is_letter else _SYMBOL_EM)

    def advances_pt(self, text: str) -> Iterator[float]:
        """How far it is from each letter of a text to the next."""
        widths_pt = map(self.__getitem__, text)
        if not self._kerning_pt:
            return widths_pt
        # Nothing comes after the last one.
        moved_pt = (self._kerning_pt.get(pair, 0) for pair in zip_longest(text, text[1:]))
        return map(add, widths_pt, moved_pt)

    def knows(self, text: str) -> bool:
        """Whether the letters of a text are those of its font, or of one with the same metrics."""
        return self._is_known and all(letter in self or _is_invisible(letter) for letter in set(text))


# The text of a paragraph in order, each piece with its face.
TextRuns = Sequence[tuple[str, Face]]


@lru_cache(maxsize=32)
def read_letters(face: Face) -> Letters:
    """The letters of a face; where its font is unknown, those of one like it."""
    return Letters(face)


@cache
def _read_fonts() -> dict[str, Any]:
    """The fonts by their names and those of fonts with the same metrics, in lower case."""
    fonts = json.loads(SOURCE.read_bytes())
    return {name.casefold(): font for own, font in fonts.items() for name in (own, *font["twins"])}


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) in _INVISIBLE


def _kerning_pt(kerning: dict[str, dict[str, str]], unit_pt: float) -> dict[tuple[str, str], float]:
    """How far the second letter of each pair is moved; closer to the first where below 0."""
    return {
        pair: int(units) * unit_pt
        for firsts, moved in kerning.items()
        for units, seconds in moved.items()
        for pair in product(firsts, seconds)
    }


def width_pt(text: str, face: Face) -> float:
    """How wide a text is on one line."""
    return sum(read_letters(face).advances_pt(text))


def next_tab_stop_pt(place_pt: float, left_pt: float, tab_stop_pt: float) -> float:
    """Where a tab leads to from a place in a paragraph whose lines begin that far in."""
    return ((left_pt + place_pt + _AT_STOP_PT) // tab_stop_pt + 1) * tab_stop_pt - left_pt


def break_lines(
    runs: TextRuns, line_pt: float, *, left_pt: float = 0, indent_pt: float = 0, tab_stop_pt: float
) -> list[int]:
    """Break a paragraph as Word does: greedily, with no hyphenation.

    Args:
        runs: its text in order, each run with its font.
        line_pt: how long a line may be.
        left_pt: how far in the lines begin.
        indent_pt: how much further in the first one begins; negative where it begins further out.
        tab_stop_pt: how far it is from each tab stop to the next, in the column and not in the paragraph.

    Returns:
        For each line the number of characters of the paragraph that stand before it.
    """
    whole = "".join(text for text, _ in runs)
    advances_pt = (read_letters(face).advances_pt(text) for text, face in runs)
    edges_pt = [0.0, *accumulate(chain.from_iterable(advances_pt))]
    hyphen_pt = width_pt("-", runs[0][1])
    # Where the current line begins, on the same scale as the edges, and how far in the next would begin.
    origin_pt, before, starts, next_indent_pt = -indent_pt, 0, [0], 0.0
    for cut in _CUT.finditer(whole):
        start, end = cut.span()
        kind = cut.lastgroup
        shown_pt = edges_pt[end if kind == "dashes" else start]
        if kind == "soft" and shown_pt + hyphen_pt > origin_pt + line_pt:
            continue
        if shown_pt > origin_pt + line_pt and before > starts[-1]:
            starts.append(before)
            origin_pt = edges_pt[before] - next_indent_pt
        while shown_pt > origin_pt + line_pt and starts[-1] + 1 < start:
            # What is longer than a line is broken wherever the line ends.
            starts.append(max(bisect_right(edges_pt, origin_pt + line_pt) - 1, starts[-1] + 1))
            origin_pt = edges_pt[starts[-1]]
        before, next_indent_pt = end, 0.0
        if kind == "tab":
            # A tab goes to the next line with what follows it.
            before, next_indent_pt = start, next_tab_stop_pt(0, left_pt, tab_stop_pt)
            origin_pt = edges_pt[end] - next_tab_stop_pt(edges_pt[end] - origin_pt, left_pt, tab_stop_pt)
    return starts
