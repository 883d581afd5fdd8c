"""What text needs of the document round it: styles, numbering, relationships and bookmark numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from nkps_reports.report.model import Place
from nkps_reports.word.document.stylesheet import NEEDED_STYLES, Stylesheet, read_stylesheet

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part


_NUMBER = (
    '<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
# Above what a person makes in Word; a bookmark's number must be the document's only one.
_FIRST_BOOKMARK = 100_001


@dataclass(frozen=True, slots=True)
class StyleIds:
    """The template's own ids for what the renderer uses.

    Attributes:
        bullet: the style of lists with bullets.
        number: that of numbered lists.
        link: that of links.
        numbering: the definition of the numbers that the style of numbered lists leads to.
    """

    bullet: str
    number: str
    link: str
    numbering: str


def _find_styles(stylesheet: Stylesheet) -> StyleIds:
    bullet, number, link = (stylesheet.ids[name.casefold()] for name in NEEDED_STYLES)
    return StyleIds(bullet, number, link, stylesheet.definition_of(stylesheet.numbering_of(number) or ""))


class Resources:
    """Gives out numbers and relationships while a document is rendered, and notes what was placed.

    Attributes:
        styles: the template's styles.
        part: the part of the document that is being rendered.
        placed: the cells whose text has been rendered.
        lists: for each numbering given out, how many items its list has.
    """

    def __init__(self, document: Document) -> None:
        """Read a template without errors, which is about to be rendered."""
        self.styles = _find_styles(read_stylesheet(document))
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
        abstract = self.styles.numbering
        numbers = "".join(_NUMBER.format(number=number, abstract=abstract) for number in self.lists)
        # All at once: a thousand, one by one, would take as long as the rest of the document.
        written = etree.fromstring(f"<w:numbering {nsdecls('w')}>{numbers}</w:numbering>")
        after = self._numbering.find(qn("w:numIdMacAtCleanup"))
        for number in [*written]:
            if after is None:
                self._numbering.append(number)
            else:
                after.addprevious(number)
