"""What text needs of the document round it: styles, numbering, relationships and bookmark numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from nkps_reports.model import Place
from nkps_reports.problems import Code, TemplateError, a_problem
from nkps_reports.word import style_names

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement


_NUMBER = (
    '<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
# Above what a person makes in Word; a bookmark's number must be the document's only one.
_FIRST_BOOKMARK = 100_000


@dataclass(frozen=True, slots=True)
class Styles:
    """The template's ids of the styles that the renderer uses; Word translates ids, not names."""

    bullet: str
    number: str
    link: str


def find_styles(document: Document, template: str) -> Styles:
    """Look up the styles by name.

    Args:
        document: the template.
        template: its name, for messages.

    Raises:
        TemplateError: one or more are missing; all are named.
    """
    ids = {
        name.get(qn("w:val"), "").casefold(): style.get(qn("w:styleId"), "")
        for style in document.styles.element.iterchildren(qn("w:style"))
        if (name := style.find(qn("w:name"))) is not None
    }
    wanted = (style_names.BULLET, style_names.NUMBER, style_names.LINK)
    missing = [name for name in wanted if name.casefold() not in ids]
    if missing:
        problems = (a_problem(Code.TEMPLATE_MISSING_STYLE, None, name, template=template) for name in missing)
        raise TemplateError(*problems)
    return Styles(*(ids[name.casefold()] for name in wanted))


class Resources:
    """Gives out numbers and relationships while a document is rendered, and notes what was placed.

    Attributes:
        styles: the template's styles.
        part: the part of the document that is being rendered.
        placed: the cells whose text has been rendered.
        lists: for each numbering that was given out, how many items its list has.
    """

    def __init__(self, document: Document, styles: Styles, template: str) -> None:
        """Args:
        document: the template, about to be rendered.
        styles: its styles.
        template: its name, for messages.
        """
        self.styles = styles
        self.part: Part = document.part
        try:
            self._numbering = document.part.numbering_part.element
        except NotImplementedError as error:
            # python-docx cannot make the part where a template has no lists at all.
            raise TemplateError(
                a_problem(Code.TEMPLATE_MISSING_STYLE, None, style_names.NUMBER, template=template)
            ) from error
        self._abstract = self._abstract_number(document, template)
        self._first_number = self._next_number()
        self._bookmarks = _FIRST_BOOKMARK
        self._links: dict[tuple[str, str], str] = {}
        self.placed: set[Place] = set()
        self.lists: dict[int, int] = {}

    def new_numbering(self, length: int) -> int:
        """A numbering of its own for one list of so many items, so that it starts at 1."""
        number = self._first_number + len(self.lists)
        self.lists[number] = length
        return number

    def new_bookmark(self) -> int:
        """A number no other bookmark has."""
        self._bookmarks += 1
        return self._bookmarks

    def link(self, target: str) -> str:
        """The relationship, in the part being rendered, to an address outside the document."""
        key = (str(self.part.partname), target)
        if key not in self._links:
            identifier = f"rIdLenke{len(self._links) + 1}"
            # Not python-docx's own way, which looks through all the others for each new one.
            self.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, target, identifier, is_external=True)
            self._links[key] = identifier
        return self._links[key]

    def write_numbering(self) -> None:
        """Put the numberings that were given out into the document."""
        numbers = "".join(_NUMBER.format(number=number, abstract=self._abstract) for number in self.lists)
        # At once: one by one, a thousand of them cost as much as their document.
        written = etree.fromstring(f"<w:numbering {nsdecls('w')}>{numbers}</w:numbering>")
        after = self._numbering.find(qn("w:numIdMacAtCleanup"))
        for number in [*written]:
            if after is None:
                self._numbering.append(number)
            else:
                after.addprevious(number)

    def _next_number(self) -> int:
        numbers = self._numbering.iterchildren(qn("w:num"))
        return max((int(number.get(qn("w:numId"), "0")) for number in numbers), default=0) + 1

    def _abstract_number(self, document: Document, template: str) -> str:
        """The definition that the style of numbered lists points to."""
        styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.iterchildren(qn("w:style"))
        }
        style: BaseOxmlElement | None = styles[self.styles.number]
        seen: set[BaseOxmlElement] = set()
        # A style may say that it is based on itself.
        while style is not None and style not in seen:
            seen.add(style)
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            if found is not None:
                wanted = found.get(qn("w:val"))
                for number in self._numbering.iterchildren(qn("w:num")):
                    if number.get(qn("w:numId")) == wanted:
                        abstract = number.find(qn("w:abstractNumId"))
                        return str(abstract.get(qn("w:val")))
            base = style.find(qn("w:basedOn"))
            style = styles.get(base.get(qn("w:val"))) if base is not None else None
        raise TemplateError(
            a_problem(Code.TEMPLATE_MISSING_STYLE, None, style_names.NUMBER, template=template)
        )
