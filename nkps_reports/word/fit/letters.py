"""How wide letters are and how high their lines, as data: no font is needed. Knows no Word.

``letters.json`` is made from the fonts by ``tools/letters.py``, and names their versions and licences.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product, zip_longest
from operator import add
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("letters.json")

# What an unknown font is taken to be like, and how wide in ems a letter that a font lacks: most are signs.
_STAND_IN, _LACKING_EM = "liberation sans", 1.0
# Marks on the letter before them, tabs, and what only tells how others are to be shown.
_INVISIBLE = ("Mn", "Me", "Cc", "Cf")


@dataclass(frozen=True, slots=True)
class Face:
    """A font as text is set in it.

    Attributes:
        family: the font's name.
        size_pt: its size.
        bold: whether it is bold.
        italic: whether it is italic.
        letter_spacing_pt: what is added between letters.
        kerned_from_pt: the size from which pairs of letters are moved together; 0 where they never are.
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
        """Scale what is known of a face, or of one like it."""
        fonts = _read_fonts()
        family = face.family.casefold()
        style = fonts.get(family, fonts[_STAND_IN])["styles"][_style_of(face)]
        unit_pt = face.size_pt / style["units_per_em"]
        super().__init__(
            (letter, int(units) * unit_pt + face.letter_spacing_pt)
            for units, letters in style["widths"].items()
            for letter in letters
        )
        self.line_height_pt: float = style["line_height"] * unit_pt
        self._is_known = family in fonts
        self._lacking_pt = _LACKING_EM * face.size_pt
        is_kerned = 0 < face.kerned_from_pt <= face.size_pt
        self._kerning_pt = _kerning_pt(style["kerning"], unit_pt) if is_kerned else {}

    def __missing__(self, letter: str) -> float:
        """The width of a letter that the font lacks."""
        return 0 if _is_invisible(letter) else self._lacking_pt

    def advances_pt(self, text: str) -> Iterator[float]:
        """How far it is from each letter of a text to the next."""
        widths_pt = map(self.__getitem__, text)
        if not self._kerning_pt:
            return widths_pt
        # Nothing comes after the last one.
        moved_pt = (self._kerning_pt.get(pair, 0) for pair in zip_longest(text, text[1:]))
        return map(add, widths_pt, moved_pt)

    def knows(self, text: str) -> bool:
        """Whether the letters of a text are those of its font, or of one with the same measures."""
        return self._is_known and all(letter in self or _is_invisible(letter) for letter in set(text))


@lru_cache(maxsize=32)
def read_letters(face: Face) -> Letters:
    """The letters of a face; where its font is unknown, those of one like it."""
    return Letters(face)


@cache
def _read_fonts() -> dict[str, Any]:
    """The fonts by their names and those of their twins, in small letters."""
    fonts = json.loads(SOURCE.read_bytes())
    return {name.casefold(): font for own, font in fonts.items() for name in (own, *font["twins"])}


def _style_of(face: Face) -> str:
    return "Bold" * face.bold + "Italic" * face.italic or "Regular"


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) in _INVISIBLE


def _kerning_pt(kerning: dict[str, dict[str, str]], unit_pt: float) -> dict[tuple[str, str], float]:
    """By how much the second letter of a pair is moved; closer to the first where below 0."""
    return {
        pair: int(units) * unit_pt
        for firsts, moved in kerning.items()
        for units, seconds in moved.items()
        for pair in product(firsts, seconds)
    }
