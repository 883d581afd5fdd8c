"""What text needs of the document round it: styles, numbering, relationships and bookmark numbers."""

from __future__ import annotations

from itertools import count

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from nkps_reports.report.model import Place
from nkps_reports.word.document.stylesheet import NEEDED_STYLES, read_stylesheet

_NUMBER = (
    '<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
# Above what a person makes in Word; a bookmark's number must be the document's only one.
_FIRST_BOOKMARK = 100_001


class Resources:
    """Gives out numbers and relationships while a document is rendered, and notes what was placed.

    Attributes:
        bullet_style: the template's own id of the style of lists with bullets.
        number_style: that of numbered lists.
        link_style: that of links.
        part: the part of the document that is being rendered.
        placed: the cells whose text has been rendered.
        lists: for each numbering given out, how many items its list has.
    """

    def __init__(self, document: Document) -> None:
        """Read a template without errors, which is about to be rendered."""
        stylesheet = read_stylesheet(document)
        ids = (stylesheet.ids[name.casefold()] for name in NEEDED_STYLES)
        self.bullet_style, self.number_style, self.link_style = ids
        # The definition of the numbers that the style of numbered lists leads to.
        self._definition = stylesheet.definition_of(stylesheet.numbering_of(self.number_style) or "")
        self.part: Part = document.part
        self._numbering = document.part.numbering_part.element
        numbers = self._numbering.iterchildren(qn("w:num"))
        self._first_number = max((int(number.get(qn("w:numId"), "0")) for number in numbers), default=0) + 1
        self._bookmarks = count(_FIRST_BOOKMARK)
        self._links: dict[tuple[str, str], str] = {}
        self.placed: set[Place] = set()
        self.lists: dict[int, int] = {}

    def new_numbering(self, length: int) -> int:
        """A numbering of its own for one list of so many items, so that it starts at 1."""
        number = self._first_number + len(self.lists)
        self.lists[number] = length
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
        numbers = "".join(_NUMBER.format(number=number, abstract=self._definition) for number in self.lists)
        # All at once: a thousand, one by one, would take as long as the rest of the document.
        written = etree.fromstring(f"<w:numbering {nsdecls('w')}>{numbers}</w:numbering>")
        after = self._numbering.find(qn("w:numIdMacAtCleanup"))
        place = len(self._numbering) if after is None else self._numbering.index(after)
        self._numbering[place:place] = [*written]
