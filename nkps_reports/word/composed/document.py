"""A Word document put together from headings, paragraphs, lists and tables, as XML from the beginning.

python-docx looks through the document for each paragraph that it adds; a thousand actions would take it a
minute. The styles are those of the default template.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.model import Span
from nkps_reports.word.composed.pieces import Look, paragraph_style, write_run
from nkps_reports.word.composed.tables import TableCell, write_table
from nkps_reports.word.default.packaged import (
    BLANK_DOCUMENT,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
)
from nkps_reports.word.document import style_names
from nkps_reports.wording.documents import BOKMAL

PORTRAIT_WIDTH, LANDSCAPE_WIDTH = TEXT_WIDTH, PAGE_HEIGHT - 2 * MARGIN
_NAMESPACES = nsdecls("w", "r")
_DOCUMENT, _RELATIONS, _STYLES = "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"
_TYPES, _PROPERTIES = "[Content_Types].xml", "docProps/core.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
# For pages upright and turned: the page's number stands at the edge of either.
_FOOTERS = {False: "footer1", True: "footer2"}


class Document:
    """A document while it is put together."""

    def __init__(self, title: str, footer: str, mark: str) -> None:
        """Begin a document.

        Args:
            title: its title among the document's properties.
            footer: what stands at the foot of each page, before the page's number.
            mark: the name of a bookmark at its beginning, by which a reader knows it for no report.
        """
        self._title = title
        self._footer = footer
        self._mark = mark
        self._body: list[str] = []
        self._links: dict[str, str] = {}
        self._styles: list[str] = []

    def add_style(self, identifier: str, name: str, properties: str) -> None:
        """Add a style of characters.

        Args:
            identifier: its id.
            name: its name.
            properties: the XML of its properties.
        """
        self._styles.append(
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:qFormat/>'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )

    def add_title(self, text: str) -> None:
        """Add the title that everything stands under."""
        mark = f'<w:bookmarkStart w:id="0" w:name="{self._mark}"/><w:bookmarkEnd w:id="0"/>'
        self._body.append(f"<w:p>{paragraph_style('Title')}{mark}{write_run(text)}</w:p>")

    def add_subtitle(self, text: str) -> None:
        """Add what stands below the title."""
        self._add("Subtitle", write_run(text))

    def add_heading(self, text: str, level: int, *, on_new_page: bool = False) -> None:
        """Add a heading; one of the first level begins a page only where that is asked for."""
        more = "" if on_new_page or level > 1 else '<w:pageBreakBefore w:val="0"/><w:spacing w:before="360"/>'
        self._add(f"Heading{level}", write_run(text), more)

    def add_paragraph(self, *pieces: str, style: str = "", more: str = "") -> None:
        """Add a paragraph of pieces that ``write_run`` and ``write_spans`` made."""
        self._add(style, "".join(pieces), more)

    def add_items(self, items: Iterable[str]) -> None:
        """Add a list with bullets; each item is what ``write_run`` and ``write_spans`` made."""
        for item in items:
            self._add("ListBullet", item)

    def write_spans(self, spans: Sequence[Span], look: Look | None = None) -> str:
        """Text with its own looks and links, as XML.

        Args:
            spans: the text.
            look: what else holds for all of it.
        """
        look = look or Look()
        pieces: list[str] = []
        for span in spans:
            run = write_run(span.text, Look(look.style, look.bold or span.bold), is_italic=span.italic)
            if span.link:
                identifier = self._links.setdefault(span.link, f"rIdLink{len(self._links) + 1}")
                linked = Look(look.style or style_names.LINK, look.bold or span.bold)
                run = write_run(span.text, linked, is_italic=span.italic)
                run = f'<w:hyperlink r:id="{identifier}" w:history="1">{run}</w:hyperlink>'
            pieces.append(run)
        return "".join(pieces)

    def add_table(
        self,
        header: Sequence[str],
        rows: Iterable[Sequence[TableCell]],
        widths: Sequence[int],
        description: tuple[str, str],
    ) -> None:
        """Add a table whose header is repeated on each page.

        Args:
            header: the words above its columns.
            rows: its cells.
            widths: of its columns, in twentieths of a point.
            description: its title and what it shows, for those who do not see it.
        """
        self._body.append(write_table(header, rows, widths, description))
        # Two tables without a paragraph between them are one.
        self._add("", "", '<w:spacing w:before="0" w:after="120"/>')

    def end_section(self, *, is_landscape: bool) -> None:
        """End a section of pages; what comes next begins on a new one."""
        self._body.append(f"<w:p><w:pPr>{_section(is_landscape=is_landscape)}</w:pPr></w:p>")

    def render(self) -> bytes:
        """The bytes of a ``.docx`` file; the same input gives the same bytes."""
        parts = unpack_parts(BLANK_DOCUMENT.read_bytes())
        end = _section(is_landscape=False)
        body = "".join(self._body)
        parts[_DOCUMENT] = f"<w:document {_NAMESPACES}><w:body>{body}{end}</w:body></w:document>".encode()
        links = "".join(
            f'<Relationship Id="{identifier}" Type="{_OFFICE}/hyperlink" Target={quoteattr(target)} '
            'TargetMode="External"/>'
            for target, identifier in self._links.items()
        )
        _insert(parts, _RELATIONS, "</Relationships>", links)
        _insert(parts, _STYLES, "</w:styles>", "".join(self._styles))
        for is_landscape, name in _FOOTERS.items():
            relation = f'<Relationship Id="{name}" Type="{_OFFICE}/footer" Target="{name}.xml"/>'
            _insert(parts, _RELATIONS, "</Relationships>", relation)
            kind = f'<Override PartName="/word/{name}.xml" ContentType="{_FOOTER_TYPE}"/>'
            _insert(parts, _TYPES, "</Types>", kind)
            parts[f"word/{name}.xml"] = self._write_footer(is_landscape=is_landscape).encode()
        parts[_PROPERTIES] = (
            f"<cp:coreProperties {nsdecls('cp', 'dc')}><dc:title>{escape(self._title)}</dc:title>"
            f"<dc:language>{BOKMAL.language}</dc:language></cp:coreProperties>"
        ).encode()
        return pack_parts(parts)

    def _add(self, style: str, content: str, more: str = "") -> None:
        self._body.append(f"<w:p>{paragraph_style(style, more)}{content}</w:p>")

    def _write_footer(self, *, is_landscape: bool) -> str:
        before, between = BOKMAL.page
        fields = (
            f'{write_run(word)}<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            for word, name in ((before, "PAGE"), (between, "NUMPAGES"))
        )
        text = write_run(f"{self._footer}\t")
        tabs = (
            f'<w:tabs><w:tab w:val="clear" w:pos="{PORTRAIT_WIDTH}"/>'
            f'<w:tab w:val="right" w:pos="{LANDSCAPE_WIDTH}"/></w:tabs>'
        )
        style = paragraph_style("Footer", tabs if is_landscape else "")
        return f"<w:ftr {_NAMESPACES}><w:p>{style}{text}{''.join(fields)}</w:p></w:ftr>"


def _insert(parts: dict[str, bytes], name: str, end: str, content: str) -> None:
    """Put more at the end of a part of our own."""
    parts[name] = parts[name].decode().replace(end, content + end).encode()


def _section(*, is_landscape: bool) -> str:
    width, height = (PAGE_HEIGHT, PAGE_WIDTH) if is_landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    turned = ' w:orient="landscape"' if is_landscape else ""
    margins = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{_FOOTERS[is_landscape]}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {margins} w:header="680" w:footer="680" w:gutter="0"/></w:sectPr>'
    )
