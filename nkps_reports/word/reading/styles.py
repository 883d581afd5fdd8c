"""What a document's styles and lists say of its paragraphs and characters, as far as reading needs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lxml import etree

from nkps_reports.word.document.elements import ON, child_of, value_of, w
from nkps_reports.word.document.stylesheet import NO_NUMBERING, Inherited, Stylesheet, name_of
from nkps_reports.word.reading.lines import BULLET

_MAX_NUMBER_DIGITS = 8
# Word has nine levels, from 0.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list."""

    definition: str
    depth: int
    start: int
    # The number of the first item where a list starts over; None where it counts on.
    restart: int | None
    is_bullet: bool


class ReportStyles(Stylesheet):
    """The styles of a report, asked for one paragraph or run at a time."""

    def __init__(self, styles: etree._Element, numbering: etree._Element) -> None:
        super().__init__(styles, numbering)
        self._bold = Inherited(self, lambda style: read_switch(child_of(style, "rPr"), "b"))
        self._italic = Inherited(self, lambda style: read_switch(child_of(style, "rPr"), "i"))
        self._names = {each: name_of(style).casefold() for each, style in self.styles.items()}
        # Asked for each paragraph of what may be a very long list.
        self._level = cache(self._find_level)
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, str, int]] = set()

    def name_of(self, paragraph: etree._Element) -> str:
        """The casefolded name of a paragraph's style, the same in every language of Word."""
        return self._names.get(self._id_of(paragraph), "")

    def item_of(self, paragraph: etree._Element) -> int | None:
        """The number of a paragraph in its list, or ``BULLET``; None where it is no item of one.

        Must be asked once for each paragraph, in order, because it counts the numbers.
        """
        number, depth = value_of(paragraph, "pPr/numPr/numId"), value_of(paragraph, "pPr/numPr/ilvl")
        style = self._id_of(paragraph)
        level = self._level(style, number, depth or "0")
        if level is None or level.is_bullet:
            return None if level is None else BULLET
        return self._count(level, number or style)

    def _count(self, level: _Level, numbering: str) -> int:
        counters = self._counters.setdefault(level.definition, {})
        first_use = (level.definition, numbering, level.depth)
        if level.restart is not None and first_use not in self._begun:
            self._begun.add(first_use)
            counters[level.depth] = level.restart
        else:
            counters[level.depth] = counters.get(level.depth, level.start - 1) + 1
        for deeper in [depth for depth in counters if depth > level.depth]:
            del counters[deeper]
        return counters[level.depth]

    def looks_of(self, properties: etree._Element | None) -> tuple[bool, bool]:
        """Whether a run is bold and italic, by itself or by its character style.

        What the paragraph's style says is how the document looks, and nobody's emphasis.
        """
        if properties is None:
            return False, False
        style = value_of(properties, "rStyle") or ""
        bold, italic = read_switch(properties, "b"), read_switch(properties, "i")
        return (
            bool(self._bold.said_of(style)) if bold is None else bold,
            bool(self._italic.said_of(style)) if italic is None else italic,
        )

    def _id_of(self, paragraph: etree._Element) -> str:
        return value_of(paragraph, "pPr/pStyle") or self.default

    def _find_level(self, style: str, number: str | None, depth: str) -> _Level | None:
        number = self.numbering_of(style) if number is None else number
        if number is None or number == NO_NUMBERING:
            return None
        level = self.level_of(number, depth)
        kind = value_of(level, "numFmt")
        # A level may be defined to show nothing.
        if level is None or kind == "none" or not value_of(level, "lvlText"):
            return None
        start = parse_whole(value_of(level, "start"))
        return _Level(
            self.definition_of(number),
            min(parse_whole(depth) or 0, _DEEPEST),
            1 if start is None else start,
            parse_whole(self.restart_of(number, depth)),
            kind == "bullet",
        )


def parse_whole(text: str | None) -> int | None:
    """A whole number in a document; None where there is none, or one that is far too large."""
    return int(text) if text and text.isdecimal() and len(text) <= _MAX_NUMBER_DIGITS else None


def read_switch(properties: etree._Element | None, name: str) -> bool | None:
    """Whether properties switch something on; None where they do not say."""
    said = child_of(properties, name)
    return None if said is None else said.get(w("val"), ON[0]) in ON
