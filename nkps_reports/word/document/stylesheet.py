"""The styles and numberings that a Word file defines: what they inherit, and which of them make headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from lxml import etree

from nkps_reports.word.document.elements import ON, child_of, value_of, w

if TYPE_CHECKING:
    from docx.document import Document

# What text from a workbook gets, by the names that Word gives them in every language.
BULLET_STYLE, NUMBER_STYLE, LINK_STYLE = "List Bullet", "List Number", "Hyperlink"
# Every template must have them.
NEEDED_STYLES = (BULLET_STYLE, NUMBER_STYLE, LINK_STYLE)

_HEADING = re.compile(r"heading ([1-9])")
# The tenth level is body text.
_LEVELS = frozenset("012345678")
# Says that a paragraph is in no list, whatever its style says.
NO_NUMBERING = "0"
_REFERENCES = ("basedOn", "link", "next")

T = TypeVar("T")


class Stylesheet:
    """The styles and numberings of a Word file.

    Attributes:
        styles: the styles by id.
        ids: their ids by casefolded name; Word translates ids, not names.
        default: the id of the style of paragraphs that name none; empty where there is none.
        defaults: the elements that hold where no style says otherwise.
    """

    def __init__(self, styles: etree._Element, numbering: etree._Element | None) -> None:
        """Read the root elements of the styles, and of the numberings if the file has any."""
        self.styles = {style.get(w("styleId"), ""): style for style in styles.iterchildren(w("style"))}
        self.ids = {name_of(style).casefold(): identifier for identifier, style in self.styles.items()}
        paragraphs = (each for each, style in self.styles.items() if style.get(w("type")) == "paragraph")
        self.default = next((each for each in paragraphs if self.styles[each].get(w("default")) in ON), "")
        self.defaults = tuple(_children(styles.find(w("docDefaults"))))
        self._definitions = {
            definition.get(w("abstractNumId"), ""): definition
            for definition in _children(numbering, w("abstractNum"))
        }
        # Those that lead to a definition.
        self._numberings = {
            number.get(w("numId"), ""): number
            for number in _children(numbering, w("num"))
            if value_of(number, "abstractNumId") in self._definitions
        }
        self._numberings_of = Inherited(self, lambda style: value_of(style, "pPr/numPr/numId"))
        self._headings_of = Inherited(self, _level_said)
        self._overrides_of = cache(self._read_overrides)
        self._levels_of = cache(self._read_levels)

    @property
    def missing(self) -> list[str]:
        """The names of the styles that every template must have, and this one has not."""
        return [name for name in NEEDED_STYLES if name.casefold() not in self.ids]

    def chain(self, identifier: str) -> Iterator[etree._Element]:
        """A style and those it is based on, the nearest first."""
        seen = {""}
        # A style may say that it is based on itself.
        while identifier not in seen and identifier in self.styles:
            seen.add(identifier)
            yield self.styles[identifier]
            identifier = value_of(self.styles[identifier], "basedOn") or ""

    def numbering_of(self, identifier: str) -> str | None:
        """The id of the numbering that a style gives, its own or that of one it is based on."""
        return self._numberings_of.said_of(identifier)

    def is_numbering(self, number: str | None) -> bool:
        """Whether a numbering leads to a definition."""
        return number in self._numberings

    def definition_of(self, number: str) -> str:
        """The id of the definition that a numbering leads to."""
        return value_of(self._numberings[number], "abstractNumId") or ""

    def level_of(self, number: str | None, depth: str) -> etree._Element | None:
        """A level of a numbering, its own or that of its definition."""
        return self._levels_of(number).get(depth) if number in self._numberings else None

    def restart_of(self, number: str, depth: str) -> str | None:
        """The number that a numbering starts over from at a depth, if it does."""
        return value_of(self._overrides_of(number).get(depth), "startOverride")

    def _read_overrides(self, number: str) -> dict[str, etree._Element]:
        return _by_depth(self._numberings[number].iterchildren(w("lvlOverride")))

    def _read_levels(self, number: str) -> dict[str, etree._Element | None]:
        definition = self._definitions[self.definition_of(number)]
        overrides = self._numberings[number].iterchildren(w("lvlOverride"))
        own = _by_depth(each for each in overrides if child_of(each, "lvl") is not None)
        return {
            **_by_depth(definition.iterchildren(w("lvl"))),
            **{depth: child_of(each, "lvl") for depth, each in own.items()},
        }

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """The level of a heading, from 0: its own, or that of its style; None if it is no heading."""
        level = value_of(paragraph, "pPr/outlineLvl")
        if level is None:
            level = self._headings_of.said_of(value_of(paragraph, "pPr/pStyle") or "")
        return int(level) if level in _LEVELS else None


class Inherited(Generic[T]):
    """What styles say of one property: each by itself, or else the nearest that it is based on."""

    def __init__(self, stylesheet: Stylesheet, say: Callable[[etree._Element], T | None]) -> None:
        """``say`` is what a style says by itself; None where it says nothing."""
        self._stylesheet, self._say = stylesheet, say
        self._known: dict[str, T | None] = {}

    def said_of(self, identifier: str) -> T | None:
        """What a style says, or None; each style is looked at once, however many are based on it."""
        asked: list[str] = []
        said: T | None = None
        for style in self._stylesheet.chain(identifier):
            asked.append(style.get(w("styleId"), ""))
            is_known = asked[-1] in self._known
            said = self._known[asked[-1]] if is_known else self._say(style)
            if is_known or said is not None:
                break
        self._known.update(dict.fromkeys(asked, said))
        return said


def read_stylesheet(document: Document) -> Stylesheet:
    """Read the styles and numberings of a template that python-docx has opened."""
    try:
        numbering = document.part.numbering_part.element
    except NotImplementedError:
        # There is no such part, and python-docx cannot make one.
        numbering = None
    return Stylesheet(document.styles.element, numbering)


def name_of(style: etree._Element) -> str:
    """The name of a style as the file has it; Word translates only what it shows."""
    return value_of(style, "name") or ""


def _level_said(style: etree._Element) -> str | None:
    """The outline level that a style says, or that its name says if it is one of Word's headings."""
    level = value_of(style, "pPr/outlineLvl")
    heading = _HEADING.fullmatch(name_of(style).casefold())
    return level if level is not None or heading is None else str(int(heading[1]) - 1)


def _by_depth(levels: Iterable[etree._Element]) -> dict[str, etree._Element]:
    """Levels by their depth; the first one counts where several have the same."""
    return {level.get(w("ilvl"), ""): level for level in reversed([*levels])}


def references_of(style: etree._Element) -> list[str]:
    """The ids of the other styles that a style names."""
    return [found for name in _REFERENCES if (found := value_of(style, name))]


def _children(element: etree._Element | None, name: str = "*") -> Iterator[etree._Element]:
    return iter(()) if element is None else element.iterchildren(name)
