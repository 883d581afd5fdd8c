"""The text of a template as it is read: line by line, each with its place, its codes and its faults."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.report.grammar import cut, on_one_line
from nkps_reports.report.problems import Problem
from nkps_reports.word.document.elements import texts_of, words_of
from nkps_reports.word.document.stylesheet import Stylesheet
from nkps_reports.word.document.tags import Loose, Tag, replace_tags, scan
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

P, T = qn("w:p"), qn("w:t")
_BOX, _CELL, _ROW = qn("w:txbxContent"), qn("w:tc"), qn("w:tr")
_MAX_QUOTE_CHARACTERS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A place in a template.

    Attributes:
        part: what the part of the document is called, in Norwegian.
        order: lower for what stands earlier; what stands in no line comes last.
        heading: the heading it stands under; empty where there is none.
        number: which paragraph under that heading it is, from 1; 0 where paragraphs are not counted.
        text: the words of the paragraph.
        paragraph: the paragraph itself; None for what is none, such as a property.
        is_heading: whether the paragraph is a heading.
    """

    part: str
    order: int = sys.maxsize
    heading: str = ""
    number: int = 0
    text: str = ""
    paragraph: etree._Element | None = None
    is_heading: bool = False

    def describe(self) -> str:
        """The place in words: «brødteksten, under overskriften «2. Ansvarlig», avsnitt 1 («Se …»)»."""
        pieces = [self.part]
        if self.paragraph is not None and _has_ancestor(self.paragraph, _BOX):
            pieces.append(words.IN_TEXT_BOX)
        if self.is_heading:
            return ", ".join((*pieces, words.AT_HEADING.format(text=_quote(self.heading))))
        if self.heading:
            pieces.append(words.UNDER_HEADING.format(text=_quote(self.heading)))
        quoted = words.QUOTED.format(text=_quote(self.text)) if self.text.strip() else ""
        return ", ".join((*pieces, *self._location())) + quoted

    def _location(self) -> Iterator[str]:
        """Which row and column of a table, or which paragraph."""
        container, number = None, self.number
        if self.paragraph is not None:
            container = next(self.paragraph.iterancestors(_BOX, _CELL), None)
            number = number if container is None else _position(self.paragraph)
        if container is not None and container.tag == _CELL:
            row = next(container.iterancestors(_ROW))
            yield words.IN_TABLE.format(row=_position(row), column=_position(container))
        elif number:
            yield words.PARAGRAPH_NUMBER.format(number=number)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it is, if it is not the whole template's, and what the words of its code need."""

    code: Code
    spot: Spot | None
    found: str
    facts: Mapping[str, object]

    @classmethod
    def of(cls, code: Code, spot: Spot | None, found: str, **facts: object) -> Self:
        """Note a fault; to put it in words is slow, and done for few of them."""
        return cls(code, spot, found, facts)

    def problem(self, template: str) -> Problem:
        """The finding in words, in a template of that name."""
        where = words.TEMPLATE_PLACE.format(template=template)
        if self.spot is not None:
            where = f"{where}, {self.spot.describe()}"
        return Problem.of(self.code, None, self.found, where=where, template=template, **self.facts)


@dataclass(frozen=True, slots=True, eq=False)
class PlacedTag:
    """A code, its place, and the elements that its characters stand in; none outside a paragraph."""

    tag: Tag
    spot: Spot
    texts: tuple[etree._Element, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TemplateLine:
    """A paragraph, or a property: its place, codes, braces without their partner, and elements of text."""

    spot: Spot
    tags: tuple[PlacedTag, ...]
    loose: tuple[Loose, ...]
    texts: tuple[etree._Element, ...]

    def with_tags_as(self, replacement: Callable[[Tag], str]) -> str:
        """Its words, with something else in place of each code."""
        return replace_tags(self.spot.text, (placed.tag for placed in self.tags), replacement)


def read_lines(
    root: etree._Element, part: str, stylesheet: Stylesheet, orders: Iterator[int]
) -> Iterator[TemplateLine]:
    """The paragraphs of a part, those of text boxes where their paragraph stands; ``orders`` numbers them."""
    heading, number = "", 0
    for paragraph in root.iter(P):
        texts = tuple(texts_of(paragraph))
        text = words_of(texts)
        is_boxed = _has_ancestor(paragraph, _BOX)
        level = None if is_boxed or not text.strip() else stylesheet.heading_level(paragraph)
        is_heading = level is not None
        # Nobody counts the paragraphs of a table to find the one after it.
        number += not is_boxed and not _has_ancestor(paragraph, _CELL)
        if is_heading:
            heading, number = text, 0
        yield read_line(Spot(part, next(orders), heading, number, text, paragraph, is_heading), texts)


def read_line(spot: Spot, texts: tuple[etree._Element, ...] = ()) -> TemplateLine:
    """A line at its place, with the elements that its text stands in; a property has none."""
    found = list(scan(spot.text))
    ends = list(accumulate(len(text.text or "") for text in texts))
    tags = tuple(
        PlacedTag(tag, spot, texts[bisect_right(ends, tag.start) : bisect_right(ends, tag.end - 1) + 1])
        for tag in found
        if isinstance(tag, Tag)
    )
    return TemplateLine(spot, tags, tuple(loose for loose in found if isinstance(loose, Loose)), texts)


def _has_ancestor(paragraph: etree._Element, name: str) -> bool:
    return next(paragraph.iterancestors(name), None) is not None


def _position(element: etree._Element) -> int:
    """Which one of its kind an element is among its siblings."""
    return 1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True))


def _quote(text: str) -> str:
    return cut(on_one_line(text), _MAX_QUOTE_CHARACTERS)
