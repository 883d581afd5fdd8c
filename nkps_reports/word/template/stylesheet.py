"""The styles and numberings a template defines, and what in it says that a paragraph is a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

_VALUE = qn("w:val")
_HEADING = re.compile(r"heading [1-9]")
# The tenth level is body text.
_BODY_LEVEL = "9"
_NO_NUMBERING = "0"
_REFERENCES = tuple(qn(f"w:{name}") for name in ("basedOn", "link", "next"))


@dataclass(frozen=True, slots=True)
class Style:
    """A style as far as the template's rules need it.

    Attributes:
        name: its name in the file, which Word does not translate.
        base: the id of the style it is based on; empty where there is none.
        level: the outline level it gives; None where it gives none.
        numbering: the id of the numbering it gives; None where it gives none.
        references: the ids of all styles it names.
    """

    name: str
    base: str
    level: str | None
    numbering: str | None
    references: tuple[str, ...]


@dataclass(slots=True)
class Stylesheet:
    """What a template defines.

    Attributes:
        styles: the styles by id.
        numberings: the ids of the numberings that lead to a definition.
    """

    styles: dict[str, Style]
    numberings: frozenset[str]
    _headings: dict[str, bool] = field(default_factory=dict)

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a heading: by its own outline level, or by its style."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return False
        level = properties.find(qn("w:outlineLvl"))
        if level is not None:
            return level.get(_VALUE) != _BODY_LEVEL
        style = properties.find(qn("w:pStyle"))
        return style is not None and self._is_heading_style(style.get(_VALUE, ""))

    def find(self, name: str) -> Style | None:
        """The style of that name, whatever its id is called in the language of the Word that saved it."""
        return next((s for s in self.styles.values() if s.name.casefold() == name.casefold()), None)

    def chain(self, style: Style | None) -> Iterator[Style]:
        """A style and those it is based on, each once: a style may say that it is based on itself."""
        seen: list[Style] = []
        while style is not None and style not in seen:
            yield style
            seen.append(style)
            style = self.styles.get(style.base)

    def numbering_of(self, style: Style | None) -> str | None:
        """The id of the numbering that a style gives, its own or that of one it is based on."""
        return next((each.numbering for each in self.chain(style) if each.numbering is not None), None)

    def is_numbering(self, identifier: str) -> bool:
        """Whether a numbering is defined; 0 stands for none."""
        return identifier == _NO_NUMBERING or identifier in self.numberings

    def _is_heading_style(self, identifier: str) -> bool:
        if identifier not in self._headings:
            self._headings[identifier] = next(
                (
                    style.level != _BODY_LEVEL
                    for style in self.chain(self.styles.get(identifier))
                    if style.level is not None or _HEADING.fullmatch(style.name.casefold())
                ),
                False,
            )
        return self._headings[identifier]


def read_stylesheet(document: Document) -> Stylesheet:
    """Read what a template defines."""
    styles = {
        element.get(qn("w:styleId"), ""): _style(element)
        for element in document.styles.element.iterchildren(qn("w:style"))
    }
    return Stylesheet(styles, frozenset(_numberings(document)))


def _style(element: etree._Element) -> Style:
    references = {name: _value(element.find(name)) for name in _REFERENCES}
    properties = element.find(qn("w:pPr"))
    level = properties.find(qn("w:outlineLvl")) if properties is not None else None
    number = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}") if properties is not None else None
    return Style(
        name=_value(element.find(qn("w:name"))),
        base=references[qn("w:basedOn")],
        level=None if level is None else level.get(_VALUE),
        numbering=None if number is None else number.get(_VALUE),
        references=tuple(name for name in references.values() if name),
    )


def _numberings(document: Document) -> Iterator[str]:
    """The numberings of a template; one without the part has none."""
    try:
        root = document.part.numbering_part.element
    except NotImplementedError:
        # python-docx would make the part, and cannot.
        return
    defined = {a.get(qn("w:abstractNumId")) for a in root.iterchildren(qn("w:abstractNum"))}
    for number in root.iterchildren(qn("w:num")):
        if _value(number.find(qn("w:abstractNumId"))) in defined:
            yield number.get(qn("w:numId"), "")


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(_VALUE, "")
