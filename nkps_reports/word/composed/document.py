"""A Word document put together from headings, paragraphs, lists and tables, in the default template's styles.

It writes XML, because python-docx searches the whole document for each paragraph that it adds: a thousand
actions would take a minute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.word.composed.runs import exact_height, write_properties, write_run
from nkps_reports.word.composed.tables import TableCell, write_table
from nkps_reports.word.default import packaged
from nkps_reports.word.document.elements import OFFICE_NAMESPACE, WORD_NAMESPACE, value_of, w
from nkps_reports.wording.documents import BOKMAL

PORTRAIT_WIDTH = packaged.TEXT_WIDTH
LANDSCAPE_WIDTH = packaged.PAGE_HEIGHT - 2 * packaged.MARGIN
# Above and below, where every row counts.
_LANDSCAPE_MARGINS = {"top": 720, "bottom": 1_000}
_DOCUMENT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_TYPES, _PROPERTIES = "[Content_Types].xml", "docProps/core.xml"
_NUMBERINGS = "word/numbering.xml"
_NAMESPACES = f'xmlns:w="{WORD_NAMESPACE}" xmlns:r="{OFFICE_NAMESPACE}"'
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
# One for upright pages and one for landscape, since the page's number stands at the right edge.
_FOOTERS = {False: "footer1", True: "footer2"}
BULLET_STYLE = "ListBullet"
# Above those of the blank document.
_FIRST_NUMBERING = 1_001
# Two tables without a paragraph between them are one.
_AFTER_TABLE = '<w:p><w:pPr><w:spacing w:before="0" w:after="120"/></w:pPr></w:p>'
# A heading of the first level begins a page by its style.
NO_PAGE_BREAK = '<w:pageBreakBefore w:val="0"/><w:spacing w:before="360"/>'
_BREAKS = {w("tab"): "\t", w("br"): "\n"}


class WrongDocumentError(Exception):
    """A finished document does not say what it should: a bug in the program."""


class ComposedDocument:
    """A document while it is put together."""

    def __init__(self, title: str, footer: str, bookmark: str) -> None:
        """Begin a document; the bookmark at its top tells import that it is no report."""
        self._title, self._footer, self._bookmark = title, footer, bookmark
        self._body: list[str] = []
        self._links: dict[str, str] = {}
        self._numberings: list[str] = []
        self._identifiers = count()

    def add_title(self, title: str, subtitle: str) -> None:
        """Add the document's title, and what stands below it."""
        self.add_paragraph("Title", self.write_bookmark(self._bookmark) + write_run(title))
        self.add_paragraph("Subtitle", write_run(subtitle), '<w:spacing w:before="0" w:after="200"/>')

    def add_heading(self, text: str, level: int) -> None:
        """Add a heading, which begins no new page, whatever its style says."""
        self.add_paragraph(f"Heading{level}", write_run(text), NO_PAGE_BREAK if level == 1 else "")

    def add_text(self, text: str) -> None:
        """Add a paragraph of plain text."""
        self.add_paragraph("", write_run(text))

    def add_items(self, items: Iterable[str]) -> None:
        """Add a list with bullets, of plain text."""
        for item in items:
            self.add_paragraph(BULLET_STYLE, write_run(item))

    def add_paragraph(self, style: str, content: str, more: str = "", after: str = "") -> None:
        """Add a paragraph.

        Args:
            style: the id of its style.
            content: the XML of its content.
            more: the XML of more properties.
            after: XML that stands behind it.
        """
        self._body.append(f"<w:p>{write_properties(style, more)}{content}</w:p>{after}")

    def new_identifier(self) -> int:
        """A number that no other bookmark or tracked change has."""
        return next(self._identifiers)

    def new_numbering(self, style: str, level: int) -> int:
        """A numbering of its own for items on a level of a list, whose style is given by its id."""
        number = _FIRST_NUMBERING + len(self._numberings)
        self._numberings.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_definition_of(style)}"/><w:lvlOverride '
            f'w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        return number

    def write_bookmark(self, name: str) -> str:
        """The XML of a place that links lead to."""
        number = self.new_identifier()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def write_link(self, target: str, content: str) -> str:
        """The XML of runs that lead to an address."""
        identifier = self._links.setdefault(target, f"rIdLink{len(self._links) + 1}")
        return f'<w:hyperlink r:id="{identifier}" w:history="1">{content}</w:hyperlink>'

    def add_table(
        self,
        header: Sequence[str | TableCell],
        rows: Iterable[Sequence[TableCell]],
        widths: Sequence[int],
        description: tuple[str, str],
    ) -> None:
        """Add a table, as ``write_table`` says."""
        self._body += (*write_table(header, rows, widths, description), _AFTER_TABLE)

    def end_section(self, *, is_landscape: bool) -> None:
        """End a section; what follows begins on a new page."""
        if self._body[-1] == _AFTER_TABLE:
            del self._body[-1]
        look = exact_height(20)
        section = _write_section(is_landscape=is_landscape)
        self._body.append(f"<w:p><w:pPr>{look}{section}</w:pPr></w:p>")

    def render(self, expected: Iterable[str]) -> bytes:
        """The bytes of a ``.docx`` file; the same input gives the same bytes.

        Raises:
            WrongDocumentError: a paragraph that was expected is not there, or not as often.
        """
        file = pack_parts(self._write_parts())
        found = Counter(_paragraphs(file))
        for text, times in Counter(expected).items():
            if found[text] < times:
                raise WrongDocumentError(text)
        return file

    def _write_parts(self) -> dict[str, bytes]:
        parts = unpack_parts(packaged.BLANK_DOCUMENT.read_bytes())
        body = "".join((*self._body, _write_section(is_landscape=False)))
        parts[_DOCUMENT] = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
        links = "".join(
            f'<Relationship Id="{identifier}" Type="{OFFICE_NAMESPACE}/hyperlink" Target={quoteattr(target)} '
            'TargetMode="External"/>'
            for target, identifier in self._links.items()
        )
        _insert(parts, _RELATIONS, "</Relationships>", links)
        _insert(parts, _NUMBERINGS, "</w:numbering>", "".join(self._numberings))
        for is_landscape, name in _FOOTERS.items():
            relation = f'<Relationship Id="{name}" Type="{OFFICE_NAMESPACE}/footer" Target="{name}.xml"/>'
            _insert(parts, _RELATIONS, "</Relationships>", relation)
            kind = f'<Override PartName="/word/{name}.xml" ContentType="{_FOOTER_TYPE}"/>'
            _insert(parts, _TYPES, "</Types>", kind)
            parts[f"word/{name}.xml"] = self._write_footer(is_landscape=is_landscape).encode()
        parts[_PROPERTIES] = (
            "<cp:coreProperties"
            ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(self._title)}</dc:title>'
            f"<dc:language>{BOKMAL.language}</dc:language></cp:coreProperties>"
        ).encode()
        return parts

    def _write_footer(self, *, is_landscape: bool) -> str:
        fields = "".join(
            f'{write_run(word)}<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            for word, name in zip(BOKMAL.page, ("PAGE", "NUMPAGES"), strict=True)
        )
        tabs = (
            f'<w:tabs><w:tab w:val="clear" w:pos="{PORTRAIT_WIDTH}"/>'
            f'<w:tab w:val="right" w:pos="{LANDSCAPE_WIDTH}"/></w:tabs>'
        )
        style = write_properties("Footer", tabs if is_landscape else "")
        text = write_run(f"{self._footer}\t")
        return f"<w:ftr {_NAMESPACES}><w:p>{style}{text}{fields}</w:p></w:ftr>"


def _paragraphs(file: bytes) -> Iterator[str]:
    for paragraph in etree.fromstring(unpack_parts(file)[_DOCUMENT]).iter(w("p")):
        pieces = paragraph.iter(w("t"), w("delText"), *_BREAKS)
        yield "".join(_BREAKS.get(piece.tag) or piece.text or "" for piece in pieces)


@cache
def _definition_of(style: str) -> str:
    """The id of the definition of lists whose first level has a style."""
    numbering = etree.fromstring(unpack_parts(packaged.BLANK_DOCUMENT.read_bytes())[_NUMBERINGS])
    for definition in numbering.iter(w("abstractNum")):
        if value_of(definition, "lvl/pStyle") == style:
            return definition.get(w("abstractNumId"), "")
    raise WrongDocumentError(style)


def _insert(parts: dict[str, bytes], name: str, end: str, content: str) -> None:
    """Add content to the end of a part of the blank document."""
    parts[name] = parts[name].decode().replace(end, content + end).encode()


def _write_section(*, is_landscape: bool) -> str:
    width, height, turned = packaged.PAGE_WIDTH, packaged.PAGE_HEIGHT, ""
    sides = dict.fromkeys(("top", "bottom", "left", "right"), packaged.MARGIN)
    if is_landscape:
        width, height, turned, sides = height, width, ' w:orient="landscape"', sides | _LANDSCAPE_MARGINS
    margins = " ".join(f'w:{side}="{margin}"' for side, margin in sides.items())
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{_FOOTERS[is_landscape]}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {margins} w:header="680" w:footer="680" w:gutter="0"/></w:sectPr>'
    )
