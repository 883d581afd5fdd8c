"""What a document's styles and lists say of its paragraphs and characters, as far as a reader goes by it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from nkps_reports.word.document.elements import child_of, value_of, w
from nkps_reports.word.document.stylesheet import NO_NUMBERING, Inherited, Stylesheet, name_of

_ON = ("1", "true", "on")
_BULLET, _NO_MARK = "bullet", "none"
_MAX_NUMBER_DIGITS = 9
# Word has nine levels, from 0.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class ListMark:
    """That a paragraph is an item of a list.

    Attributes:
        number: the number that Word shows before it; None where it shows a bullet.
    """

    number: int | None


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list.

    Attributes:
        definition: the definition whose numbers it counts on.
        depth: how deep it is, from 0.
        start: the number that it begins with.
        restart: the number that its first item has, where the list begins anew with it.
        is_bullet: whether its items have bullets.
    """

    definition: str
    depth: int
    start: int
    restart: int | None
    is_bullet: bool


class Styles:
    """Answers for one paragraph or stretch of characters at a time."""

    def __init__(self, stylesheet: Stylesheet) -> None:
        self._stylesheet = stylesheet
        self._names: dict[str, str] = {}
        self._bold = Inherited(stylesheet, lambda style: says(child_of(style, "rPr"), "b"))
        self._italic = Inherited(stylesheet, lambda style: says(child_of(style, "rPr"), "i"))
        self._levels: dict[tuple[str, str | None, str | None], _Level | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, str, int]] = set()

    def name_of(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style, in lower case, whatever language Word had."""
        identifier = self._id_of(paragraph)
        if identifier not in self._names:
            style = self._stylesheet.styles.get(identifier)
            self._names[identifier] = "" if style is None else name_of(style).casefold()
        return self._names[identifier]

    def level_of(self, paragraph: etree._Element) -> int | None:
        """The level of a heading, from 0; None where a paragraph is none."""
        return self._stylesheet.heading_level(paragraph)

    def mark_of(self, paragraph: etree._Element) -> ListMark | None:
        """The list that a paragraph is an item of, by itself or by its style.

        To be asked once for each paragraph, in their order: the numbers are counted here.
        """
        number, depth = value_of(paragraph, "pPr/numPr/numId"), value_of(paragraph, "pPr/numPr/ilvl")
        key = (self._id_of(paragraph), number, depth)
        if key not in self._levels:
            self._levels[key] = self._level(*key)
        level = self._levels[key]
        if level is None:
            return None
        return ListMark(None if level.is_bullet else self._count(level, number or key[0]))

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
        """Whether characters are bold and italic: by themselves or by a style of characters.

        What the paragraph's style says is the document's look, and nobody's emphasis.
        """
        if properties is None:
            return False, False
        style = value_of(properties, "rStyle") or ""
        bold, italic = says(properties, "b"), says(properties, "i")
        return (
            bool(self._bold.said_of(style)) if bold is None else bold,
            bool(self._italic.said_of(style)) if italic is None else italic,
        )

    def _id_of(self, paragraph: etree._Element) -> str:
        return value_of(paragraph, "pPr/pStyle") or self._stylesheet.default

    def _level(self, style: str, number: str | None, depth: str | None) -> _Level | None:
        number = self._stylesheet.numbering_of(style) if number is None else number
        if number is None or number == NO_NUMBERING:
            return None
        depth = depth or "0"
        level = self._stylesheet.level_of(number, depth)
        kind = value_of(level, "numFmt")
        # A level may be made to show nothing.
        if level is None or kind == _NO_MARK or not value_of(level, "lvlText"):
            return None
        return _Level(
            self._stylesheet.definition_of(number),
            min(_whole(depth) or 0, _DEEPEST),
            1 if (start := _whole(value_of(level, "start"))) is None else start,
            _whole(self._stylesheet.restart_of(number, depth)),
            kind == _BULLET,
        )


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < _MAX_NUMBER_DIGITS else None


def says(properties: etree._Element | None, name: str) -> bool | None:
    """What is said of a look of characters; None where nothing is."""
    said = child_of(properties, name)
    return None if said is None else said.get(w("val"), _ON[0]) in _ON
