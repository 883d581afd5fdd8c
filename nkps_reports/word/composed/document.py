"""A Word document put together from headings, paragraphs, lists and tables, in the default template's styles.

It writes XML, because python-docx searches the whole document for each paragraph that it adds: a thousand
actions would take a minute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.word.default import packaged
from nkps_reports.word.document.elements import OFFICE_NAMESPACE, WORD_NAMESPACE, value_of, w
from nkps_reports.word.document.stylesheet import LINK_STYLE
from nkps_reports.wording.documents import BOKMAL

PORTRAIT_WIDTH = packaged.TEXT_WIDTH
LANDSCAPE_WIDTH = packaged.PAGE_HEIGHT - 2 * packaged.MARGIN
_DOCUMENT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_TYPES, _PROPERTIES = "[Content_Types].xml", "docProps/core.xml"
_NUMBERINGS = "word/numbering.xml"
_NAMESPACES = f'xmlns:w="{WORD_NAMESPACE}" xmlns:r="{OFFICE_NAMESPACE}"'
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
# One for upright pages and one for landscape, since the page's number stands at the right edge.
_FOOTERS = {False: "footer1", True: "footer2"}
_CELL_STYLE = "NKPScelle"
# Above those of the blank document.
_FIRST_NUMBERING = 1_001
# A table with more columns is one of figures, which are centred below their headers.
_MAX_TEXT_COLUMNS = 6
# A heading of the first level begins a page by its style.
NO_PAGE_BREAK = '<w:pageBreakBefore w:val="0"/><w:spacing w:before="360"/>'
_BREAKS = {w("tab"): "\t", w("br"): "\n"}


class WrongDocumentError(Exception):
    """A finished document does not say what it should: a bug in the program."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table; colours are six hexadecimal digits, or empty for none.

    Attributes:
        bookmark: the place in the document that its first line leads to; empty where it leads nowhere.
    """

    lines: tuple[str, ...]
    fill: str = ""
    color: str = ""
    is_bold: bool = False
    is_centred: bool = False
    bookmark: str = ""


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
        self.add_paragraph("Subtitle", write_run(subtitle))

    def add_heading(self, text: str, level: int) -> None:
        """Add a heading, which begins no new page, whatever its style says."""
        self.add_paragraph(f"Heading{level}", write_run(text), NO_PAGE_BREAK if level == 1 else "")

    def add_text(self, text: str) -> None:
        """Add a paragraph of plain text."""
        self.add_paragraph("", write_run(text))

    def add_items(self, items: Iterable[str]) -> None:
        """Add a list with bullets, of plain text."""
        for item in items:
            self.add_paragraph("ListBullet", write_run(item))

    def add_paragraph(self, style: str, content: str, more: str = "") -> None:
        """Add a paragraph, given the id of its style and the XML of its content and of more properties."""
        self._body.append(f"<w:p>{_paragraph_style(style, more)}{content}</w:p>")

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
        header: Sequence[str],
        rows: Iterable[Sequence[TableCell]],
        widths: Sequence[int],
        description: tuple[str, str],
    ) -> None:
        """Add a table whose header is repeated on each page.

        Widths are in twentieths of a point. The description, for screen readers, is a title and a sentence.
        """
        caption, text = map(quoteattr, description)
        are_figures = len(header) > _MAX_TEXT_COLUMNS
        head = [
            TableCell((name,), is_centred=are_figures and number > 0) for number, name in enumerate(header)
        ]
        self._body += (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{"".join(packaged.TABLE_STYLE.split())}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
            f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={caption}/>'
            f"<w:tblDescription w:val={text}/></w:tblPr><w:tblGrid>",
            *(f'<w:gridCol w:w="{width}"/>' for width in widths),
            "</w:tblGrid>",
            _write_row(head, widths, "<w:tblHeader/>"),
            *(_write_row(row, widths) for row in rows),
            "</w:tbl>",
        )
        # Two tables without a paragraph between them are one.
        self.add_paragraph("", "", '<w:spacing w:before="0" w:after="120"/>')

    def end_section(self, *, is_landscape: bool) -> None:
        """End a section; what follows begins on a new page."""
        self._body.append(f"<w:p><w:pPr>{_write_section(is_landscape=is_landscape)}</w:pPr></w:p>")

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
        style = _paragraph_style("Footer", tabs if is_landscape else "")
        text = write_run(f"{self._footer}\t")
        return f"<w:ftr {_NAMESPACES}><w:p>{style}{text}{fields}</w:p></w:ftr>"


def write_look(style: str = "", *, is_bold: bool = False, is_italic: bool = False) -> str:
    """The XML of how a run looks, in a character style given by its id."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += "<w:b/><w:bCs/>" if is_bold else ""
    return properties + ("<w:i/><w:iCs/>" if is_italic else "")


def write_run(text: str, look: str = "", *, is_deleted: bool = False) -> str:
    """The XML of text with Word's own tabs and line breaks, in what ``write_look`` made."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    name = "w:delText" if is_deleted else "w:t"
    content = escape(text)
    for character, element in (("\t", "<w:tab/>"), ("\n", "<w:br/>")):
        content = content.replace(character, f'</{name}>{element}<{name} xml:space="preserve">')
    return f'<w:r>{properties}<{name} xml:space="preserve">{content}</{name}></w:r>'


def write_link_field(target: str, content: str, *, is_deleted: bool) -> str:
    """The XML of runs that lead to an address, as Word has it in tracked changes, where no link may be."""
    name = "w:delInstrText" if is_deleted else "w:instrText"
    address = escape(target.replace("\\", "%5C").replace('"', "%22"))
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f'<w:r><{name} xml:space="preserve"> HYPERLINK "{address}" </{name}></w:r>'
    return f"{begin}{code}{separate}{content}{end}"


def _paragraph_style(style: str, more: str = "") -> str:
    """The properties of a paragraph: the id of its style, and more XML."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""


def _write_row(cells: Sequence[TableCell], widths: Sequence[int], more: str = "") -> str:
    written = "".join(_write_cell(cell, width) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{written}</w:tr>"


def _write_cell(cell: TableCell, width: int) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    centred = '<w:jc w:val="center"/>' if cell.is_centred else ""
    look = "<w:b/><w:bCs/>" if cell.is_bold else ""
    look += f'<w:color w:val="{cell.color}"/>' if cell.color else ""
    run = f"<w:rPr>{look}</w:rPr>" if look else ""
    runs = [f'<w:r>{run}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' for line in cell.lines or ("",)]
    if cell.bookmark:
        linked = write_run(cell.lines[0], write_look(LINK_STYLE))
        runs[0] = f'<w:hyperlink w:anchor="{cell.bookmark}" w:history="1">{linked}</w:hyperlink>'
    paragraphs = "".join(f"<w:p>{_paragraph_style(_CELL_STYLE, centred)}{each}</w:p>" for each in runs)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{paragraphs}</w:tc>'


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
    if is_landscape:
        width, height, turned = height, width, ' w:orient="landscape"'
    margins = " ".join(f'w:{side}="{packaged.MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{_FOOTERS[is_landscape]}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {margins} w:header="680" w:footer="680" w:gutter="0"/></w:sectPr>'
    )
