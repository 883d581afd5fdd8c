"""The source document as a person made it in Word: one list that runs on, Symbol bullets, cut runs."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from nkps_reports.files.archive import pack_parts
from nkps_reports.report.strategy import read_measures
from tests.source_document import LINK, SourceAction, source_actions

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The list that runs on through the document, bullets of the font Symbol, and numbers of headings.
RUNNING, BULLETS, HEADING_NUMBERS = 1, 2, 3
HEADINGS = (
    "Tiltak i Nasjonal kompetansepolitisk strategi",
    "Ansvarlig og samarbeidspartnere",
    "Beskrivelse av tiltaket (maks en halv side)",
    "Tidspunkt og varighet",
)
NYNORSK_HEADINGS = (
    "Tiltak i Nasjonal kompetansepolitisk strategi",
    "Ansvarleg og samarbeidspartnarar",
    "Omtale av tiltaket (maks ei halv side)",
    "Tidspunkt og varigheit",
)
# How people write them when nobody looks.
VARIANTS = (
    ("TILTAK I NASJONAL KOMPETANSEPOLITISK STRATEGI:", "ANSVARLIG OG SAMARBEIDSPARTNERE:", "BESKRIVELSE AV TILTAKET:", "TIDSPUNKT OG VARIGHET:"),
    ("Tiltak i nasjonal  kompetansepolitisk\u00a0strategi (NKPS)", "Ansvarlig/samarbeidspartnere", "Beskrivelse av tiltak (maks ½ side)", "Tidspunkt/varighet"),
    ("Tiltak i NKPS", "Ansvarlig og samarbeidspartner", "Beskrivelse av tiltaket – maks en halv side", "Tidspunkt og varighet."),
    ("Tiltak", "Ansvarlig", "Beskrivelse", "Tidspunkt"),
)  # fmt: skip
RELATION_FORMS = (
    "Relasjon til NKPS tiltak nr {}",
    "Relasjon til NKPS-tiltak nr. {}.",
    "Relasjon til NKPS-tiltak: {}",
    "RELASJON TIL NKPS TILTAK NR. {}",
    "(Relasjon til tiltak nr {} i NKPS)",
    "Relaterer seg til NKPS-tiltakene nr. {}.",
)


def run(text: str, properties: str = "") -> str:
    """A run as Word writes it."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidRPr="00A77B3E">{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def cut_runs(text: str) -> str:
    """A text in runs cut inside words, with the marks of the spelling checker between them."""
    pieces = [text[start : start + 7] for start in range(0, len(text), 7)]
    return '<w:proofErr w:type="spellStart"/><w:proofErr w:type="spellEnd"/>'.join(map(run, pieces))


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph."""
    return f'<w:p w:rsidR="00B22C47" w:rsidRDefault="00B22C47"><w:pPr>{properties}</w:pPr>{content}</w:p>'


def listed(content: str, numbering: int) -> str:
    """An item of an automatic list."""
    return paragraph(content, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>')


@dataclass(frozen=True)
class Hand:
    """How somebody makes the form.

    Attributes:
        headings: the words of the four.
        numbered: how they are numbered: typed, automatic or not.
        styled: whether they have a style of headings, or are merely bold.
        layout: paragraphs; pairs (label and text side by side), rows (one below the other) or cells (both in one).
        relation: the line that names the measures.
        in_title: whether that line stands in the paragraph of the title, after a line break.
        bullet: what stands before an item of a list; none for an automatic one.
        timing: how the last field is numbered: running, typed or not.
        has_list: whether the list of actions comes first.
        wrap: what is done with the text of a field.
        between: what stands between two forms.
        before: what stands before everything.
    """

    headings: Sequence[str] = HEADINGS
    numbered: str = "typed"
    styled: bool = True
    layout: str = "paragraphs"
    relation: str = "Relasjon til NKPS tiltak nr. {}."
    in_title: bool = False
    bullet: str = ""
    timing: str = "running"
    has_list: bool = True
    wrap: Callable[[str], str] = cut_runs
    between: str = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    before: str = ""
    extra_parts: dict[str, bytes] = field(default_factory=dict)


def a_handmade_report(hand: Hand | None = None) -> bytes:
    """The source document, made in Word by hand."""
    hand = hand or Hand()
    actions = source_actions()
    forms = hand.between.join(_form(hand, number, action) for number, action in enumerate(actions))
    listing = "".join(_listing(hand, actions)) if hand.has_list else ""
    return a_document(hand.before + listing + forms + _measures_table(), hand.extra_parts)


def a_document(body: str, extra_parts: dict[str, bytes] | None = None) -> bytes:
    """A Word file with styles and lists as Norwegian Word makes them.

    Args:
        body: the XML of its paragraphs and tables.
        extra_parts: more parts, by their names; comments and footnotes are related to the document.
    """
    extra = extra_parts or {}
    kinds = {"word/comments.xml": "comments", "word/footnotes.xml": "footnotes", "word/header1.xml": "header"}
    more = "".join(
        f'<Relationship Id="rIdX{number}" Type="{R}/{kinds[name]}" Target="{name.removeprefix("word/")}"/>'
        for number, name in enumerate(extra) if name in kinds
    )  # fmt: skip
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{CONTENT}.{kinds[name]}+xml"/>'
        for name in extra
        if name in kinds
    )
    return pack_parts({
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{CONTENT}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{CONTENT}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="{CONTENT}.numbering+xml"/>{types}</Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{R}/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="{R}/hyperlink" Target="{LINK}" TargetMode="External"/>{more}</Relationships>'.encode(),
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'.encode(),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        **extra,
    })  # fmt: skip


def _styles() -> bytes:
    return (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Listeavsnitt"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperkobling"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Sterk"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>'
    ).encode()


def _numbering() -> bytes:
    levels = (
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>',
        '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>',
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>',
    )
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        for number, level in enumerate(levels, start=1)
    )
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2, 3)
    )
    return f'<w:numbering xmlns:w="{W}">{abstracts}{numbers}</w:numbering>'.encode()


def _listing(hand: Hand, actions: Sequence[SourceAction]) -> Iterator[str]:
    yield paragraph(run("Rapporteringspunkter:", "<w:b/>"))
    for action in actions:
        yield listed(cut_runs(action.title), RUNNING)
        yield paragraph(run(hand.relation.format(action.relation)))


def _heading(hand: Hand, number: int) -> str:
    words = f"{number + 1}. {hand.headings[number]}" if hand.numbered == "typed" else hand.headings[number]
    style = '<w:pStyle w:val="Overskrift2"/>' if hand.styled else ""
    if hand.numbered == "automatic":
        style += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{HEADING_NUMBERS}"/></w:numPr>'
    return paragraph(run(words, "" if hand.styled else "<w:b/>"), style)


def _form(hand: Hand, number: int, action: SourceAction) -> str:
    relation = hand.relation.format(action.relation)
    if hand.in_title:
        title = paragraph(hand.wrap(action.title) + "<w:r><w:br/></w:r>" + run(relation))
    else:
        title = paragraph(hand.wrap(action.title)) + paragraph(run(relation))
    fields = (
        title,
        _texts(hand, action.responsible),
        _texts(hand, action.description),
        _timing(hand, number, action.timing),
    )
    pairs = [(_heading(hand, place), content) for place, content in enumerate(fields)]
    if hand.layout == "paragraphs":
        return "".join(heading + content for heading, content in pairs)
    return _table(hand.layout, pairs)


def _table(layout: str, pairs: Sequence[tuple[str, str]]) -> str:
    rows = {
        "pairs": [[heading, content] for heading, content in pairs],
        "rows": [[each] for pair in pairs for each in pair],
        "cells": [[heading + content] for heading, content in pairs],
    }[layout]
    return a_table(rows) + paragraph("")


def a_table(rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that each hold the XML of paragraphs."""
    columns = "".join('<w:gridCol w:w="4000"/>' for _ in rows[0])
    inside = "".join(
        "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in row) + "</w:tr>"
        for row in rows
    )  # fmt: skip
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{inside}</w:tbl>'


def _texts(hand: Hand, paragraphs: Sequence[str]) -> str:
    if len(paragraphs) == 1:
        return paragraph(hand.wrap(paragraphs[0]))
    if hand.bullet:
        return "".join(paragraph(run(hand.bullet) + _linked(hand, text)) for text in paragraphs)
    return "".join(listed(_linked(hand, text), BULLETS) for text in paragraphs)


def _linked(hand: Hand, text: str) -> str:
    """The word «her» at the end of action 4 leads to the address."""
    if not text.endswith(" her."):
        return hand.wrap(text)
    link = f'<w:hyperlink r:id="rId3" w:history="1">{run("h", HYPERLINK)}{run("er", HYPERLINK)}</w:hyperlink>'
    return hand.wrap(text.removesuffix("her.")) + link + run(".")


HYPERLINK = '<w:rStyle w:val="Hyperkobling"/>'


def _timing(hand: Hand, number: int, paragraphs: Sequence[str]) -> str:
    (text,) = paragraphs
    if hand.timing == "running":
        return listed(hand.wrap(text), RUNNING)
    return paragraph(hand.wrap(f"{number + 9}. {text}" if hand.timing == "typed" else text))


def _measures_table() -> str:
    rows = [[paragraph(run("Tiltak", "<w:b/>")), paragraph(run("Hovedansvarlig", "<w:b/>"))]]
    for measure in read_measures():
        words = measure.text.split()
        middle = len(words) // 2
        first = f"{measure.number}. {' '.join(words[:middle])}"
        wrapped = paragraph(run(first)) + paragraph(run(" ".join(words[middle:])))
        rows.append([wrapped, paragraph(run(measure.responsible or ""))])
    return a_table(rows)
