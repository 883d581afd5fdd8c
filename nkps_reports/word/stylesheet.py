"""The styles and numberings a template defines: what they inherit, and which of them make headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lxml import etree

from nkps_reports.word import style_names
from nkps_reports.word.elements import child_of, value_of, w

if TYPE_CHECKING:
    from docx.document import Document

_HEADING = re.compile(r"heading ([1-9])")
# The tenth level is body text.
_LEVELS = frozenset("012345678")
_TRUE = ("1", "true", "on")
# Says that a paragraph is in no list, whatever its style says.
NO_NUMBERING = "0"
_REFERENCES = ("basedOn", "link", "next")


class Stylesheet:
    """What a template defines.

    Attributes:
        styles: the styles by id.
        ids: their ids by name, without regard to capitals; Word translates ids, not names.
        default: the id of the style of paragraphs that name none; empty where there is none.
        defaults: the elements that hold where no style says otherwise.
    """

    def __init__(self, styles: etree._Element, numbering: etree._Element | None) -> None:
        """Read what is defined.

        Args:
            styles: the root of the template's styles.
            numbering: the root of its numberings; None where it has none.
        """
        self.styles = {style.get(w("styleId"), ""): style for style in styles.iterchildren(w("style"))}
        self.ids = {name_of(style).casefold(): identifier for identifier, style in self.styles.items()}
        self.default = next(
            (
                identifier
                for identifier, style in self.styles.items()
                if style.get(w("type")) == "paragraph" and style.get(w("default")) in _TRUE
            ),
            "",
        )
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
        self._levels: dict[str, str | None] = {}
        self._numbers: dict[str, str | None] = {}

    @property
    def missing(self) -> list[str]:
        """The names of the styles that every template must have, and this one has not."""
        return [name for name in style_names.NEEDED if name.casefold() not in self.ids]

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
        return self._inherit(identifier, lambda style: value_of(style, "pPr/numPr/numId"), self._numbers)

    def is_numbering(self, number: str | None) -> bool:
        """Whether a numbering leads to a definition."""
        return number in self._numberings

    def definition_of(self, number: str) -> str:
        """The id of the definition that a numbering leads to."""
        return value_of(self._numberings[number], "abstractNumId") or ""

    def level_of(self, number: str | None, depth: str) -> etree._Element | None:
        """A level of a numbering, its own or that of its definition."""
        numbering = self._numberings.get(number or "")
        if numbering is None:
            return None
        for override in numbering.iterchildren(w("lvlOverride")):
            level = child_of(override, "lvl")
            if override.get(w("ilvl")) == depth and level is not None:
                return level
        levels = self._definitions[value_of(numbering, "abstractNumId") or ""].iterchildren(w("lvl"))
        return next((level for level in levels if level.get(w("ilvl")) == depth), None)

    def restart_of(self, number: str, depth: str) -> str | None:
        """The number that a numbering begins anew with at a depth, if it does."""
        for override in self._numberings[number].iterchildren(w("lvlOverride")):
            if override.get(w("ilvl")) == depth:
                return value_of(override, "startOverride")
        return None

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a heading: by its own outline level, or by its style."""
        return self.heading_level(paragraph) is not None

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """The level of a heading, from 0: its own, or that of its style; None where a paragraph is none."""
        level = value_of(paragraph, "pPr/outlineLvl")
        if level is not None:
            return _parse_level(level)
        style = value_of(paragraph, "pPr/pStyle")
        return None if style is None else self._level_of_style(style)

    def _level_of_style(self, identifier: str) -> int | None:
        said = self._inherit(identifier, _level_said, self._levels)
        return None if said is None else _parse_level(said)

    def _inherit(
        self, identifier: str, say: Callable[[etree._Element], str | None], known: dict[str, str | None]
    ) -> str | None:
        """What a style says, or the nearest that it is based on and that says anything.

        Args:
            identifier: the style.
            say: what a style itself says.
            known: what was found before, so that styles based on each other are each asked once.
        """
        asked, said = [], None
        for style in self.chain(identifier):
            name = style.get(w("styleId"), "")
            if name in known:
                said = known[name]
                break
            asked.append(name)
            said = say(style)
            if said is not None:
                break
        known.update(dict.fromkeys(asked, said))
        return said


def read_stylesheet(document: Document) -> Stylesheet:
    """Read what a template that python-docx has opened defines."""
    try:
        numbering = document.part.numbering_part.element
    except NotImplementedError:
        # python-docx would make the part, and cannot.
        numbering = None
    return Stylesheet(document.styles.element, numbering)


def name_of(style: etree._Element) -> str:
    """A style's name in the file, which Word does not translate."""
    return value_of(style, "name") or ""


def _level_said(style: etree._Element) -> str | None:
    """The outline level that a style gives, or that its name does where it is one of Word's headings."""
    level = value_of(style, "pPr/outlineLvl")
    heading = _HEADING.fullmatch(name_of(style).casefold())
    return level if level is not None or heading is None else str(int(heading[1]) - 1)


def _parse_level(level: str) -> int | None:
    return int(level) if level in _LEVELS else None


def references_of(style: etree._Element) -> list[str]:
    """The ids of the other styles that a style names."""
    return [found for name in _REFERENCES if (found := value_of(style, name))]


def _children(element: etree._Element | None, name: str = "*") -> Iterator[etree._Element]:
    return iter(()) if element is None else element.iterchildren(name)
