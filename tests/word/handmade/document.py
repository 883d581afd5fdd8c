"""A Word document put together piece by piece: paragraphs, lists, notes and links, with the parts they need."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from nkps_reports.files.archive import pack_parts
from tests.handmade import CONTENT, PACKAGE, R, W, paragraph, run

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SYMEX = "http://schemas.microsoft.com/office/word/2015/wordml/symex"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:wps="{WPS}" xmlns:wp="{WP}" xmlns:a="{A}" '
    f'xmlns:m="{M}" xmlns:w16se="{SYMEX}" xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w16se"'
)
# The kinds of lists, each with the format and the text of its levels.
BULLETS, DECIMALS, LETTERS, ROMANS, GOALS, MIXED, BRACKETED = range(7)
_BULLET_LEVELS = (("bullet", "\uf0b7"), ("bullet", "o"), ("bullet", "\uf0a7"))
_LISTS = (
    _BULLET_LEVELS,
    (("decimal", "%1."), ("decimal", "%2."), ("decimal", "%3.")),
    (("lowerLetter", "%1)"), ("lowerLetter", "%2)"), ("lowerLetter", "%3)")),
    (("lowerRoman", "%1."), ("lowerRoman", "%2."), ("lowerRoman", "%3.")),
    (("decimal", "Mål %1:"), ("decimal", "Mål %2:"), ("decimal", "Mål %3:")),
    (("decimal", "%1."), ("bullet", "\uf0b7"), ("bullet", "\uf0a7")),
    (("decimal", "%1)"), ("decimal", "%2)"), ("decimal", "%3)")),
)
_FONTS = {"\uf0b7": "Symbol", "\uf0a7": "Wingdings", "o": "Courier New"}
# Lists that a style has: bullets of three levels, and numbers that run on through the document.
_STYLE_LISTS = (
    ("List Bullet", "bullet", "\uf0b7"),
    ("List Bullet 2", "bullet", "o"),
    ("List Number", "decimal", "%1."),
)


class Document:
    """A document that is being made.

    Args:
        is_norwegian: whether the ids of its styles are those of Norwegian Word.
    """

    def __init__(self, *, is_norwegian: bool) -> None:
        self.is_norwegian = is_norwegian
        self._links: list[str] = []
        self._notes: list[str] = []
        self._comments: list[str] = []
        self._lists: list[tuple[int, int]] = []
        self.header = ""
        self.footer = ""

    def style(self, name: str) -> str:
        """The property that gives a paragraph a style, by the style's own name."""
        return f'<w:pStyle w:val="{self._style_id(name)}"/>'

    def _style_id(self, name: str) -> str:
        """A style's id; Norwegian Word has ids of its own."""
        plain = name.title().replace(" ", "")
        if not self.is_norwegian:
            return plain
        return (
            plain.replace("Heading", "Overskrift").replace("Toc", "INNH").replace("ListBullet", "Punktliste")
        )

    def link(self, target: str) -> str:
        """The id of a link to an address."""
        self._links.append(target)
        return f"rIdL{len(self._links)}"

    def note(self, text: str) -> str:
        """A run with the mark of a footnote."""
        self._notes.append(text)
        return f'<w:r><w:footnoteReference w:id="{len(self._notes) + 1}"/></w:r>'

    def comment(self, text: str) -> str:
        """A run with the mark of a comment."""
        self._comments.append(text)
        return f'<w:r><w:commentReference w:id="{len(self._comments)}"/></w:r>'

    def new_list(self, kind: int, start: int = 1) -> int:
        """The number of a list of its own."""
        self._lists.append((kind, start))
        return len(self._lists) + len(_STYLE_LISTS)

    def pack(self, body: str) -> bytes:
        """The file."""
        parts = {
            "word/styles.xml": ("styles", self._styles()),
            "word/numbering.xml": ("numbering", self._numbering()),
            "word/footnotes.xml": ("footnotes", self._note_part("footnote", self._notes, 2)),
            "word/comments.xml": ("comments", self._note_part("comment", self._comments, 1)),
            "word/header1.xml": ("header", f"<w:hdr {_NAMESPACES}>{self.header or paragraph('')}</w:hdr>"),
            "word/footer1.xml": ("footer", f"<w:ftr {_NAMESPACES}>{self.footer or paragraph('')}</w:ftr>"),
        }
        types = "".join(
            f'<Override PartName="/{name}" ContentType="{CONTENT}.{kind}+xml"/>'
            for name, (kind, _) in parts.items()
        )
        relations = "".join(
            f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{name.removeprefix("word/")}"/>'
            for name, (kind, _) in parts.items()
        )
        links = "".join(
            f'<Relationship Id="rIdL{number}" Type="{R}/hyperlink" Target="{escape(target)}" TargetMode="External"/>'
            for number, target in enumerate(self._links, start=1)
        )
        section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        return pack_parts({
            "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{CONTENT}.document.main+xml"/>{types}</Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}{links}</Relationships>'.encode(),
            "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}{section}</w:body></w:document>".encode(),
            **{name: content.encode() for name, (_, content) in parts.items()},
        })  # fmt: skip

    def _note_part(self, kind: str, texts: Sequence[str], first: int) -> str:
        notes = "".join(
            f'<w:{kind} w:id="{number}" w:author="Kari">{paragraph(run(text))}</w:{kind}>'
            for number, text in enumerate(texts, start=first)
        )
        return f"<w:{kind}s {_NAMESPACES}>{notes}</w:{kind}s>"

    def _styles(self) -> str:
        headings = "".join(
            self._paragraph_style(f"heading {level}", f'<w:outlineLvl w:val="{level - 1}"/>', "<w:b/>")
            for level in range(1, 6)
        )
        lists = "".join(
            self._paragraph_style(name, f'<w:numPr><w:numId w:val="{number}"/></w:numPr>')
            for number, (name, _, _) in enumerate(_STYLE_LISTS, start=1)
        )
        others = "".join(map(self._paragraph_style, ("Title", "List Paragraph", "toc 1", "toc 2")))
        characters = "".join(
            f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
            for name, look in (
                ("Hyperlink", '<w:u w:val="single"/>'),
                ("Strong", "<w:b/>"),
                ("Emphasis", "<w:i/>"),
                ("PlaceholderText", '<w:color w:val="808080"/>'),
                ("Skjult", "<w:vanish/>"),
            )
        )
        return f'<w:styles {_NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{headings}{lists}{others}{characters}</w:styles>'

    def _paragraph_style(self, name: str, properties: str = "", look: str = "") -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{self._style_id(name)}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:pPr>{properties}</w:pPr><w:rPr>{look}</w:rPr></w:style>'
        )  # fmt: skip

    def _numbering(self) -> str:
        levels: list[Sequence[tuple[str, str]]] = [((kind, text),) for _, kind, text in _STYLE_LISTS]
        levels += [_LISTS[kind] for kind, _ in self._lists]
        starts = [1] * len(_STYLE_LISTS) + [start for _, start in self._lists]
        numbered = [*enumerate(zip(levels, starts, strict=True), start=1)]
        abstracts = "".join(_abstract(number, each, start) for number, (each, start) in numbered)
        numbers = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number, _ in numbered
        )
        return f"<w:numbering {_NAMESPACES}>{abstracts}{numbers}</w:numbering>"


def _abstract(number: int, levels: Sequence[tuple[str, str]], start: int) -> str:
    inside = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{1 if depth else start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{720 + 360 * depth}" w:hanging="360"/></w:pPr>'
        f"{_font(text)}</w:lvl>"
        for depth, (kind, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{inside}</w:abstractNum>'


def _font(text: str) -> str:
    font = _FONTS.get(text)
    return f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
