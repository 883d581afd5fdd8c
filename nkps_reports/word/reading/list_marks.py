"""What Word shows before the items of a document's lists, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

from nkps_reports.word.document.elements import child_of, parse_whole, value_of, w
from nkps_reports.word.document.stylesheet import NO_NUMBERING, Inherited, Stylesheet
from nkps_reports.wording.reading import LIST_STYLES

# Word has nine levels, from 0.
_DEPTHS = range(9)
_PLACE = re.compile("%([1-9])")
# More than anybody writes before an item, and than Word has room for.
_MAX_MARK = 100
# Word's own limits: from there on it writes no letters and no roman numbers.
_MAX_LETTERS, _MAX_ROMAN = 780, 3999
_ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix",
    5: "v", 4: "iv", 1: "i",
}  # fmt: skip
# Word's styles for items, which say the level of those below the first: «List Bullet 2».
_LEVELLED_STYLE = re.compile(rf"(?:list bullet|list number|list|{'|'.join(LIST_STYLES)})(?: ([2-5]))?")


@dataclass(frozen=True, slots=True)
class ListMark:
    """What makes a line an item of a list.

    Attributes:
        shown: what Word shows before it, such as «a)»; empty for a bullet.
        number: its number on its level; None for a bullet.
        start: the number that its list begins at by its own definition.
        depth: its level in the definition, or by the name of its style, from 0.
        left: how far in it stands, in twentieths of a point; None where only its style tells its level.
        is_typed: whether it is a character of the text, and no list of Word's.
    """

    shown: str = ""
    number: int | None = None
    start: int = 1
    depth: int = 0
    left: int | None = None
    is_typed: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is a number with a full stop, as a cell has them."""
        return self.number is not None and self.shown == f"{self.number}."


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list.

    Attributes:
        definition: the id of its definition.
        depth: which level it is, from 0.
        text: what stands before an item, with ``%1`` where the number of the first level stands.
        kinds: how each level of the list writes its numbers.
        starts: the number that each level begins at.
        restart: the number of the first item where the list starts over; None where it counts on.
        styled_depth: how deep its style says that it is; None where the style does not say.
        left: how far in the items stand, where they do not say so themselves.
    """

    definition: str
    depth: int
    text: str
    kinds: tuple[str, ...]
    starts: tuple[int, ...]
    restart: int | None
    styled_depth: int | None
    left: int | None

    @property
    def is_bullet(self) -> bool:
        return self.kinds[self.depth] == "bullet"


class ListCounter:
    """Counts the items of a document's lists."""

    def __init__(self, stylesheet: Stylesheet, names: Mapping[str, str]) -> None:
        """``names`` are the casefolded names of the styles by their ids."""
        self._stylesheet, self._names = stylesheet, names
        self._depths_of = Inherited(stylesheet, lambda style: value_of(style, "pPr/numPr/ilvl"))
        self._lefts_of = Inherited(stylesheet, lambda style: _left_said(child_of(style, "pPr/ind")))
        # Asked for each paragraph of what may be a very long list.
        self._level = cache(self._find_level)
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, str, int]] = set()

    def mark_of(self, paragraph: etree._Element, style: str) -> ListMark | None:
        """The mark of a paragraph in a style; None where it is no item.

        Must be asked once for each paragraph, in order.
        """
        # Most paragraphs name none.
        listed = child_of(paragraph, "pPr/numPr")
        number, depth = (
            (None, None) if listed is None else (value_of(listed, "numId"), value_of(listed, "ilvl"))
        )
        level = self._level(style, number, depth)
        if level is None:
            return None
        left, styled = None, level.styled_depth
        if styled is None:
            own_left = _left_said(child_of(paragraph, "pPr/ind"))
            left = level.left if own_left is None else own_left
        depth_shown = max(level.depth, styled or 0)
        if level.is_bullet:
            return ListMark(depth=depth_shown, left=left)
        counted, shown = self._count(level, number or style), self._show(level)
        start = level.starts[level.depth] if level.restart is None else level.restart
        return ListMark(shown, counted, start, depth_shown, left) if shown else None

    def _count(self, level: _Level, numbering: str) -> int:
        counters = self._counters.setdefault(level.definition, {})
        first_use = (level.definition, numbering, level.depth)
        if level.restart is not None and first_use not in self._begun:
            self._begun.add(first_use)
            counters[level.depth] = level.restart
        else:
            counters[level.depth] = counters.get(level.depth, level.starts[level.depth] - 1) + 1
        for deeper in [depth for depth in counters if depth > level.depth]:
            del counters[deeper]
        return counters[level.depth]

    def _show(self, level: _Level) -> str:
        counters = self._counters[level.definition]

        def write(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            return _write_number(counters.get(depth, level.starts[depth]), level.kinds[depth])

        return _PLACE.sub(write, level.text).strip()

    def _find_level(self, style: str, own_number: str | None, own_depth: str | None) -> _Level | None:
        number = self._stylesheet.numbering_of(style) if own_number is None else own_number
        if number is None or number == NO_NUMBERING:
            return None
        depth = own_depth or ("0" if own_number else self._depth_of(style, number))
        level = self._stylesheet.level_of(number, depth)
        text = (value_of(level, "lvlText") or "")[:_MAX_MARK]
        # A level may be defined to show nothing.
        if level is None or not text.strip() or (value_of(level, "numFmt") == "none" and _PLACE.search(text)):
            return None
        levels = [self._stylesheet.level_of(number, str(each)) for each in _DEPTHS]
        is_legal = child_of(level, "isLgl") is not None and value_of(level, "isLgl") not in ("0", "false")
        kinds = ("decimal" if is_legal else value_of(each, "numFmt") or "decimal" for each in levels)
        named = _LEVELLED_STYLE.fullmatch(self._names.get(style, ""))
        left = _left_said(child_of(level, "pPr/ind"))
        of_style = self._lefts_of.said_of(style)
        # A numbering that the paragraph names itself wins over its style.
        lefts = (left, of_style) if own_number else (of_style, left)
        return _Level(
            self._stylesheet.definition_of(number),
            min(parse_whole(depth) or 0, _DEPTHS[-1]),
            text,
            tuple(kinds),
            tuple(_start_of(each) for each in levels),
            parse_whole(self._stylesheet.restart_of(number, depth)),
            int(named[1] or 1) - 1 if named else None,
            next((each for each in lefts if each is not None), None),
        )

    def _depth_of(self, style: str, number: str) -> str:
        """The level that a style puts its paragraphs on: what it says, or else the level that names it."""
        said = self._depths_of.said_of(style)
        levels = {str(depth): self._stylesheet.level_of(number, str(depth)) for depth in _DEPTHS}
        named = (depth for depth, level in levels.items() if value_of(level, "pStyle") == style)
        return next(named, "0") if said is None else said


def _start_of(level: etree._Element | None) -> int:
    start = parse_whole(value_of(level, "start"))
    return 1 if start is None else start


def _left_said(indent: etree._Element | None) -> int | None:
    if indent is None:
        return None
    return parse_whole(indent.get(w("left")) or indent.get(w("start")))


def _write_number(number: int, kind: str) -> str:
    """A number as a level of a list writes it; as digits where Word itself has no other way."""
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= _MAX_LETTERS:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number <= _MAX_ROMAN:
        roman = _write_roman(number)
        return roman if kind == "lowerRoman" else roman.upper()
    if kind in ("none", "bullet"):
        return ""
    if kind == "ordinal":
        return f"{number}."
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _write_roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN.items():
        written += sign * (number // value)
        number %= value
    return written
