"""A template opened, and its parts: where codes are carried out, and where they stay as they are typed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from nkps_reports.files.archive import ArchiveError, Flaw
from nkps_reports.files.limits import MAX_TEMPLATE_TAGS
from nkps_reports.report.problems import TemplateError, unreadable_template
from nkps_reports.word.document.stylesheet import Stylesheet
from nkps_reports.word.document.word_file import is_too_large, open_archive, read_part
from nkps_reports.word.template.lines import P, PlacedTag, Spot, T, TemplateLine, read_line, read_lines
from nkps_reports.wording import problems as words

# The properties that are rendered, by python-docx's names, in the order of the words for them.
PROPERTIES = ("title", "subject", "author", "category", "keywords", "comments")
_OTHER_PROPERTIES = ("content_status", "identifier", "last_modified_by", "language", "version")
_REFERENCES = {
    RELATIONSHIP_TYPE.HEADER: (qn("w:headerReference"), words.HEADERS),
    RELATIONSHIP_TYPE.FOOTER: (qn("w:footerReference"), words.FOOTERS),
}
# Parts that hold no words of the document.
_WORDLESS = ("styles", "stylesWithEffects", "fontTable", "theme", "settings", "webSettings", "numbering")
# The ends of their types, and of the type of the properties, which are read by their names.
_WORDLESS_TYPES = (*(f".{name}+xml" for name in _WORDLESS), "relationships+xml", "core-properties+xml")
# Word itself repeats the document's title there.
_COPIES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}TitlesOfParts"


def open_template(template: bytes, name: str) -> Document:
    """Open a template, which messages call by that name.

    Raises:
        TemplateError: it is no Word document, is damaged, or is larger than a template may be.
    """
    try:
        archive = open_archive(template)
        # Every part, before python-docx reads them without any limit.
        for part in archive.names:
            read_part(archive, part, MAX_TEMPLATE_TAGS)
        document = docx.Document(io.BytesIO(template))
        # What python-docx reads only when it is asked for.
        if None in (document.styles, document.core_properties, document.element.body):
            raise ArchiveError(Flaw.DAMAGED)
    # A damaged file can fail anywhere in python-docx and lxml, with any exception they know.
    except Exception as error:
        raise TemplateError(unreadable_template(name, is_too_large=is_too_large(error))) from error
    return document


@dataclass(frozen=True, eq=False)
class RenderedPart:
    """A part that codes are carried out in: its name in Norwegian, its first element, and its lines.

    Each property of the document is one, without an element.
    """

    name: str
    root: etree._Element | None
    lines: tuple[TemplateLine, ...]

    @cached_property
    def tags(self) -> tuple[PlacedTag, ...]:
        """Its codes in the order in which they are carried out."""
        tags = tuple(placed for line in self.lines for placed in line.tags)
        if self.root is None:
            return tags
        # A text box stands in the middle of a paragraph, and its own paragraphs come after that one as lines.
        order = {text: number for number, text in enumerate(self.root.iter(T))}
        return tuple(sorted(tags, key=lambda placed: order[placed.texts[0]]))

    def spot_of(self, element: etree._Element) -> Spot:
        """The place of an element: its paragraph's, or where it has none, the first paragraph's in it."""
        itself = (element,) if element.tag == P else ()
        nearest = next(chain(itself, element.iterancestors(P), element.iter(P)), None)
        return self._spots.get(nearest, Spot(self.name))

    @cached_property
    def _spots(self) -> dict[etree._Element | None, Spot]:
        return {line.spot.paragraph: line.spot for line in self.lines}


def read_rendered(document: Document, stylesheet: Stylesheet) -> Iterator[RenderedPart]:
    """The body, headers, footers and footnotes, and each property as a part of its own."""
    orders = count()
    roots = [(words.BODY, document.element)]
    for part, name in _headers_and_footers(document):
        roots.append((name, part.element if isinstance(part, XmlPart) else parse_xml(part.blob)))
    for part in document.part.package.parts:
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            roots.append((words.FOOTNOTES, parse_xml(part.blob)))
    for name, root in roots:
        yield RenderedPart(name, root, tuple(read_lines(root, name, stylesheet, orders)))
    for attribute, label in zip(PROPERTIES, words.PROPERTY_NAMES, strict=True):
        name = words.PROPERTY.format(name=label)
        text = getattr(document.core_properties, attribute)
        yield RenderedPart(name, None, (read_line(Spot(name, next(orders), text=text)),))


def read_unrendered(document: Document) -> Iterator[tuple[str, str]]:
    """What is written where no code is carried out: each part's name in Norwegian, and its text."""
    rendered = {document.part, *(part for part, _ in _headers_and_footers(document))}
    for part in document.part.package.parts:
        if part not in rendered and part.content_type != CONTENT_TYPE.WML_FOOTNOTES:
            yield from _text_of_part(part)
    for attribute in _OTHER_PROPERTIES:
        yield words.OTHER_PROPERTIES, getattr(document.core_properties, attribute)


def _headers_and_footers(document: Document) -> Iterator[tuple[Part, str]]:
    """Each with its name in Norwegian."""
    for kind, (reference, names) in _REFERENCES.items():
        pages = {
            element.get(qn("r:id")): element.get(qn("w:type"), "default")
            for element in document.element.iter(reference)
        }
        for identifier, relation in document.part.rels.items():
            if relation.reltype == kind and not relation.is_external:
                yield relation.target_part, names.get(pages.get(identifier, "default"), names["default"])


def _text_of_part(part: Part) -> Iterator[tuple[str, str]]:
    kind = part.content_type
    if not kind.endswith("xml") or kind.endswith(_WORDLESS_TYPES) or b"{" not in part.blob:
        return
    try:
        root = parse_xml(part.blob)
    except etree.XMLSyntaxError:
        return
    for copy in root.iter(_COPIES):
        copy.clear()
    texts = [str(text) for text in root.itertext()]
    texts += [str(value) for element in root.iter("*") for value in element.attrib.values()]
    yield name_of_part(part), "".join(texts)


def name_of_part(part: Part) -> str:
    """What a part in which no code is carried out is called in Norwegian."""
    names = (name for part_of, name in words.OTHER_PARTS.items() if part_of in part.content_type)
    return next(names, words.OTHER_PART.format(name=part.partname))
