"""The text of a template as it is read: line by line, each with its place and the codes that stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.report.grammar import cut, on_one_line
from nkps_reports.word.document.elements import texts_of, words_of
from nkps_reports.word.document.stylesheet import Stylesheet
from nkps_reports.word.document.tags import Loose, Tag, scan
from nkps_reports.wording import problems as words

P, T, BOX = qn("w:p"), qn("w:t"), qn("w:txbxContent")
_CELL, _ROW = qn("w:tc"), qn("w:tr")
_OPENING_CHARACTERS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """Where something stands in a template.

    Attributes:
        order: what stands earlier has a lower one.
        part: what the part of the document is called, in Norwegian.
        heading: the heading it stands under; empty where there is none.
        number: which paragraph under that heading it is, from 1; 0 where paragraphs are not counted.
        text: the words of the paragraph.
        paragraph: the paragraph itself; None for what is none, such as a property.
        is_heading: whether the paragraph is a heading.
    """

    order: int
    part: str
    heading: str = ""
    number: int = 0
    text: str = ""
    paragraph: etree._Element | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PlacedTag:
    """A code and where it stands.

    Attributes:
        tag: the code.
        spot: its place.
        texts: the elements its characters stand in; none outside a paragraph.
    """

    tag: Tag
    spot: Spot
    texts: tuple[etree._Element, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A paragraph, or a property of the document.

    Attributes:
        spot: its place.
        tags: its codes.
        loose: braces without their partner.
        texts: its elements of text.
    """

    spot: Spot
    tags: tuple[PlacedTag, ...]
    loose: tuple[Loose, ...]
    texts: tuple[etree._Element, ...] = ()

    @property
    def rest(self) -> str:
        """Its words without the codes."""
        text, position, pieces = self.spot.text, 0, []
        for placed in self.tags:
            pieces.append(text[position : placed.tag.start])
            position = placed.tag.end
        return "".join((*pieces, text[position:]))


@dataclass(slots=True)
class Reader:
    """Reads the parts of a template one after the other.

    Attributes:
        stylesheet: tells headings from other paragraphs.
    """

    stylesheet: Stylesheet
    _order: int = field(default=0)

    def read_part(self, root: etree._Element, part: str) -> Iterator[Line]:
        """The paragraphs of a part, those of text boxes where their paragraph stands.

        Args:
            root: the part's first element.
            part: what it is called in Norwegian.
        """
        heading, number = "", 0
        for paragraph in root.iter(P):
            texts = tuple(texts_of(paragraph))
            text = words_of(texts)
            is_boxed = next(paragraph.iterancestors(BOX), None) is not None
            is_heading = not is_boxed and self.stylesheet.is_heading(paragraph) and bool(text.strip())
            # Nobody counts the paragraphs of a table to find the one after it.
            number += not is_boxed and next(paragraph.iterancestors(_CELL), None) is None
            if is_heading:
                heading, number = text, 0
            spot = self._spot(part, heading, number, text, paragraph, is_heading)
            yield _line(spot, texts)

    def read_text(self, text: str, part: str) -> Line:
        """A line that is no paragraph, such as a property."""
        return _line(self._spot(part, "", 0, text), ())

    def spot(self, part: str, text: str = "") -> Spot:
        """The place of what stands in no line."""
        return self._spot(part, "", 0, text)

    def _spot(
        self,
        part: str,
        heading: str,
        number: int,
        text: str,
        paragraph: etree._Element | None = None,
        is_heading: bool = False,
    ) -> Spot:
        self._order += 1
        return Spot(self._order, part, heading, number, text, paragraph, is_heading)


def describe_spot(spot: Spot) -> str:
    """A place in words: «brødteksten, under overskriften «2. Ansvarlig», avsnitt 1 («Se …»)»."""
    pieces = [spot.part, *_container(spot)]
    if spot.is_heading:
        return ", ".join((*pieces, words.AT_HEADING.format(text=_quote(spot.heading))))
    if spot.heading:
        pieces.append(words.UNDER_HEADING.format(text=_quote(spot.heading)))
    place = ", ".join((*pieces, *_count(spot)))
    return place + (words.QUOTED.format(text=_quote(spot.text)) if spot.text.strip() else "")


def _container(spot: Spot) -> Iterator[str]:
    if spot.paragraph is not None and next(spot.paragraph.iterancestors(BOX), None) is not None:
        yield words.IN_TEXT_BOX


def _count(spot: Spot) -> Iterator[str]:
    """Which row and column of a table, or which paragraph."""
    if spot.paragraph is None:
        return
    container = next(spot.paragraph.iterancestors(BOX, _CELL), None)
    if container is not None and container.tag == _CELL:
        row = next(container.iterancestors(_ROW))
        yield words.IN_TABLE.format(row=_position(row), column=_position(container))
    elif container is not None:
        yield words.PARAGRAPH_NUMBER.format(number=_position(spot.paragraph))
    elif spot.number:
        yield words.PARAGRAPH_NUMBER.format(number=spot.number)


def _position(element: etree._Element) -> int:
    """Which one of its kind an element is among its siblings."""
    return 1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True))


def _quote(text: str) -> str:
    return cut(on_one_line(text), _OPENING_CHARACTERS)


def _line(spot: Spot, texts: tuple[etree._Element, ...]) -> Line:
    found = list(scan(spot.text))
    ends = list(accumulate(len(text.text or "") for text in texts))
    tags = tuple(
        PlacedTag(tag, spot, texts[bisect_right(ends, tag.start) : bisect_right(ends, tag.end - 1) + 1])
        for tag in found
        if isinstance(tag, Tag)
    )
    return Line(spot, tags, tuple(loose for loose in found if isinstance(loose, Loose)), texts)
