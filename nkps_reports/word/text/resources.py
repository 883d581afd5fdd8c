"""What text needs of the document round it: styles, numbering, relationships and bookmark numbers."""

from __future__ import annotations

from itertools import count

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from nkps_reports.report.model import Place
from nkps_reports.word.document.list_levels import ListLevels
from nkps_reports.word.document.stylesheet import BULLET_STYLE, LINK_STYLE, NUMBER_STYLE, read_stylesheet

_NUMBERING = '<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'
_FROM_1 = '<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
# Above what a person makes in Word; a bookmark's number must be the document's only one.
_FIRST_BOOKMARK = 100_001


class Resources:
    """Gives out numbers and relationships while a document is rendered, and notes what was placed.

    Attributes:
        bullets: the template's levels of lists with bullets.
        numbers: those of numbered lists.
        link_style: the template's own id of the style of links.
        part: the part of the document that is being rendered.
        placed: the cells whose text has been rendered.
        lists: for each numbering given out for a numbered list, how many items have it.
    """

    def __init__(self, document: Document) -> None:
        """Read a template without errors, which is about to be rendered."""
        self._stylesheet = read_stylesheet(document)
        self.bullets = ListLevels(self._stylesheet, BULLET_STYLE)
        self.numbers = ListLevels(self._stylesheet, NUMBER_STYLE)
        self.link_style = self._stylesheet.ids[LINK_STYLE.casefold()]
        self.part: Part = document.part
        self._element = document.part.numbering_part.element
        self._numbers = count(_highest(self._element, "num", "numId") + 1)
        self._definitions = count(_highest(self._element, "abstractNum", "abstractNumId") + 1)
        # The definitions of our own, by whose levels they are, and the XML of all that was given out.
        self._ours: dict[ListLevels, int] = {}
        self._written: list[str] = []
        self._bullets: dict[int, str] = {}
        self._bookmarks = count(_FIRST_BOOKMARK)
        self._links: dict[tuple[str, str], str] = {}
        self.placed: set[Place] = set()
        self.lists: dict[int, int] = {}

    def bullet_numbering(self, level: int) -> str:
        """The numbering of items with bullets on a level: the template's, or one of our own."""
        if level not in self._bullets:
            has_own = self.bullets.find_own(level) is not None
            ours = 0 if has_own else self._add_numbering(self._definition(self.bullets, level))
            self._bullets[level] = self.bullets.numbering if has_own else str(ours)
        return self._bullets[level]

    def new_numbering(self, level: int) -> int:
        """A numbering of its own for one list with numbers on a level, so that it starts at 1."""
        number = self._add_numbering(self._definition(self.numbers, level), _FROM_1.format(level=level))
        self.lists[number] = 0
        return number

    def _definition(self, levels: ListLevels, level: int) -> int | str:
        """The definition that has a level: the template's, or one of our own."""
        if levels.find_own(level) is not None:
            return self._stylesheet.definition_of(levels.numbering)
        if levels not in self._ours:
            self._ours[levels] = next(self._definitions)
        return self._ours[levels]

    def _add_numbering(self, definition: int | str, override: str = "") -> int:
        number = next(self._numbers)
        self._written.append(_NUMBERING.format(number=number, definition=definition, override=override))
        return number

    def new_bookmark(self) -> int:
        """A number that no other bookmark has."""
        return next(self._bookmarks)

    def link(self, target: str) -> str:
        """The relationship, in the part being rendered, to an address outside the document."""
        key = (str(self.part.partname), target)
        if key not in self._links:
            identifier = f"rIdLenke{len(self._links) + 1}"
            # python-docx's own method looks through all the others for each new one.
            self.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, target, identifier, is_external=True)
            self._links[key] = identifier
        return self._links[key]

    def write_numbering(self) -> None:
        """Put the numberings that were given out into the document."""
        for levels, number in self._ours.items():
            definition = levels.write_ours(f' w:abstractNumId="{number}"')
            _insert_before(self._element, "num", definition)
        # All at once: a thousand, one by one, would take as long as the rest of the document.
        _insert_before(self._element, "numIdMacAtCleanup", "".join(self._written))


def _highest(numbering: etree._Element, name: str, attribute: str) -> int:
    """The highest number that elements of a name have; 0 where there are none."""
    numbers = (element.get(qn(f"w:{attribute}"), "0") for element in numbering.iterchildren(qn(f"w:{name}")))
    return max(map(int, numbers), default=0)


def _insert_before(numbering: etree._Element, name: str, xml: str) -> None:
    """Insert XML before the first element of a name, or at the end."""
    written = etree.fromstring(f"<w:numbering {nsdecls('w')}>{xml}</w:numbering>")
    after = numbering.find(qn(f"w:{name}"))
    place = len(numbering) if after is None else numbering.index(after)
    numbering[place:place] = [*written]
