"""Word reports in which one thing stands very many times: what a reader must not take ever longer for."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.handmade import HEADINGS, PACKAGE, R, W, a_document, a_table, paragraph, run

CHARACTERS = 200_000
# Whatever a pattern of the reader knows: alone, and as the beginning of what it looks for.
UNITS = (
    ".", ",", ":", ";", "-", "–", "—", "…", "*", "_", "&", "/", "+", "(", ")", "[", "]", "«", "<", "{", "|",
    "0", "1", "a", "æ", "T", " ", "\u00a0", "\t", "\u00ad", "\u200b", "\ufeff", "\u202e", "•", "\uf0b7", "\u0301", "\u0301\u0316",
    "[](", "[a](", "[a](https://", "](", "()", "((", "https://", "https://a", "www.", "www.a", "@", "a@b.", "mailto:",
    "1. ", "9) ", "a) ", "- ", "• ", "* ", "o\t", "\t• ", "→ ", "1, ", "1-", "4 og ", "og ", ", og", ". .", ") ", "..", "_x0041_", "_x",
    "maks ", ", maks", "(maks ", "½ ", "NKPS ", "NKPS-", "tiltak ", "tiltak nr", "nr ", "nr. 4 ", "NKPS-tiltak nr. 4, ",
    "Relasjon ", "Relasjon til ", "Relasjon til NKPS-tiltak nr. 4 ", " relasjon til tiltak 4", "punkt ", "(punkt 1) ",
    "side ", "side 1 ", "s. ", "s. 1 av ", "av 1", "{% ", "{% for ", "{%for a in ", "{{ ", "Virksomhet: ", "Til:", "Dato\t",
    "Tiltak ", "Ansvarlig ", "Beskrivelse ", "Tidspunkt ", "Ansvarlig og samarbeidspartnere ", "Tiltak i Nasjonal kompetansepolitisk strategi",
)  # fmt: skip
# Those of them that a line may consist of and mean something.
LINES = (
    ".",
    "-",
    "1",
    "æ",
    "•",
    "- ",
    "1. ",
    "\t• a",
    "* a",
    "https://a.no",
    "Relasjon til NKPS-tiltak nr. 4 ",
    "tiltak ",
    "Virksomhet: ",
    "Tiltak ",
)


def _line(text: str) -> str:
    return paragraph(run(text))


def _broken(unit: str, count: int) -> str:
    """The same on as many lines of one paragraph."""
    return paragraph(f"<w:r>{f'<w:t>{escape(unit)}</w:t><w:br/>' * count}</w:r>")


def _form(
    title: str, *, relation: str = "", answer: str = "NHO", description: str = "Noe.", timing: str = "2017"
) -> str:
    fields = (title + relation, answer, description, timing)
    return "".join(_line(heading) + field for heading, field in zip(HEADINGS, fields, strict=True))


def a_form(title: str = "Kurs", description: str = "") -> str:
    """One action's form."""
    relation = _line("Relasjon til NKPS-tiltak nr. 4")
    return _form(
        _line(title),
        relation=relation,
        answer=_line("NHO"),
        description=description or _line("Noe."),
        timing=_line("2017"),
    )


def everywhere(unit: str) -> bytes:
    """A report in which one text stands over and over in every place."""
    text = unit * (CHARACTERS // len(unit))
    relation = "Relasjon til NKPS-tiltak nr. 4"
    places = (
        _line(text), _line(f"Virksomhet{text}"), _line(f"x{text}"), _line(f"{text}x"),
        _form(_line(f"Kurs{text}") + _line(f"Kurs{text}{relation}"), relation=_line(f"{relation}{text}"),
              answer=_line(f"{text}NHO"), description=_line(f"En{text}slutt") + _line(f"1. {text}"), timing=_line(f"{text}2017")),
        _line(f"{HEADINGS[0]}{text}") + _line(f"{relation}{text}7") + _line(f"{text}{relation}") + _line(f"{HEADINGS[1]}: {text}")
        + _broken(f"{HEADINGS[2]}{text[:100]}", 1) + _line(f"{text}{HEADINGS[2]}") + _line(f"{HEADINGS[3]}\t{text}"),
        a_table([[_line(text), _line(f"{relation}{text}")], [_line(f"Dato{text}"), _line(f"{text} 12")]]),
        a_form(),
        _line(f"Noe{text}"),
    )  # fmt: skip
    header = f'<w:hdr xmlns:w="{W}">{_line(text)}{_line(f"Side{text}")}</w:hdr>'
    return a_document("".join(places), {"word/header1.xml": header.encode()})


def many_lines(unit: str) -> bytes:
    """A report in which one short text is each of 20,000 lines, in every place."""
    count = 20_000
    lines = _broken(unit, count)
    return a_document(lines + a_form() + a_form(description=lines) + lines)


def _rich(pieces: str, count: int, before: str = "", after: str = "") -> bytes:
    return a_document(a_form(description=paragraph(before + pieces * count + after)))


def _many(block: str, count: int, form: str = "") -> bytes:
    return a_document(block * count + (form or a_form()) + block * count)


def _styles_on_each_other(count: int) -> bytes:
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{kind[0]}{n}"><w:name w:val="{kind} {n}"/><w:basedOn w:val="{kind[0]}{(n + 1) % count}"/></w:style>'
        for kind in ("paragraph", "character") for n in range(count)
    )  # fmt: skip
    used = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="p{n}"/></w:pPr><w:r><w:rPr><w:rStyle w:val="c{n}"/></w:rPr><w:t>Ord</w:t></w:r></w:p>'
        for n in range(count)
    )
    sheet = f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{styles}</w:styles>'
    return a_document(a_form(description=used), {"word/styles.xml": sheet.encode()})


def _levels_of_lists(count: int) -> bytes:
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="3"/><w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:lvlOverride>'
        for n in range(count)
    )
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="1"/>{overrides}</w:num></w:numbering>'
    )
    items = "".join(
        paragraph(run("Punkt"), f'<w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="1"/></w:numPr>')
        for n in range(count)
    )
    return a_document(a_form(description=items), {"word/numbering.xml": numbering.encode()})


def _links(count: int, address: str, words: str) -> bytes:
    """Links of which each leads elsewhere, some of them to where no cell can lead."""
    relations = "".join(
        f'<Relationship Id="rIdL{n}" Type="{R}/hyperlink" Target="{escape(address.format(n))}" TargetMode="External"/>'
        for n in range(count)
    )
    links = "".join(f'<w:hyperlink r:id="rIdL{n}">{run(words.format(n))}</w:hyperlink>' for n in range(count))
    rels = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>{relations}</Relationships>'
    return a_document(a_form(description=paragraph(links)), {"word/_rels/document.xml.rels": rels.encode()})


def _headers(count: int) -> bytes:
    """One part to which very many relationships lead."""
    relations = "".join(
        f'<Relationship Id="rIdH{n}" Type="{R}/header" Target="topp.xml"/>' for n in range(count)
    )
    rels = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>{relations}</Relationships>'
    header = f'<w:hdr xmlns:w="{W}">{_line("Topp") * 5_000}</w:hdr>'
    return a_document(
        a_form(), {"word/_rels/document.xml.rels": rels.encode(), "word/topp.xml": header.encode()}
    )


def _titles(count: int, title: str, listed: str) -> bytes:
    listing = "".join(_line(listed.format(n)) for n in range(count))
    forms = "".join(a_form(title.format(n)) for n in range(count))
    return a_document(listing + forms)


def _nested(inner: str, before: str, after: str, depth: int) -> bytes:
    return a_document(a_form(description=before * depth + inner + after * depth))


def _rows_with_notes(count: int) -> str:
    """A table with a row for each action, and a column that is none of the form's."""
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    header = "".join(map(cell.format, (*HEADINGS, "Merknad")))
    row = '<w:tr><w:trPr><w:gridBefore w:val="3"/></w:trPr>' + cell.format("a") + cell.format("m") + "</w:tr>"
    return f"<w:tbl><w:tr>{header}</w:tr>{row * count}</w:tbl>"


def _one_link(count: int, address: str) -> bytes:
    """As many links to one address, with other words between them."""
    relation = f'<Relationship Id="rIdL" Type="{R}/hyperlink" Target="{address}" TargetMode="External"/>'
    rels = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>{relation}</Relationships>'
    links = f'<w:hyperlink r:id="rIdL">{run("x")}</w:hyperlink>{run("y")}' * count
    return a_document(a_form(description=paragraph(links)), {"word/_rels/document.xml.rels": rels.encode()})


def _long_style(count: int, length: int) -> bytes:
    style = f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="S"><w:name w:val="{"X" * length}"/></w:style></w:styles>'
    used = '<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>' * count
    return a_document(a_form(description=used), {"word/styles.xml": style.encode()})


def _equation(depth: int, text: str) -> str:
    opening, closing = "<m:rad><m:e>" * depth, "</m:e></m:rad>" * depth
    return f'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{opening}<m:r><m:t>{text}</m:t></m:r>{closing}</m:oMath>'


def _begin(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


_BOX = "<w:p><w:r><w:pict><w:txbxContent>"
_END_OF_BOX = "</w:txbxContent></w:pict></w:r></w:p>"
_CELL = "<w:tbl><w:tr><w:tc>"
_END_OF_CELL = "<w:p/></w:tc></w:tr></w:tbl>"

DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "paragraphs": lambda: _many(_line("Et avsnitt om noe som ingen har ventet."), 10_000),
    "short paragraphs": lambda: a_document(a_form() + "<w:p><w:r><w:t>Ord</w:t></w:r></w:p>" * 160_000),
    "empty paragraphs with bookmarks": lambda: _many('<w:bookmarkStart w:id="1" w:name="a"/><w:p/>', 100_000),
    "bookmarks of forms": lambda: _many('<w:bookmarkStart w:id="1" w:name="skjema_tidspunkt_1"/><w:p><w:r><w:t>4. Tidspunkt</w:t></w:r></w:p>', 20_000),
    "headings": lambda: _many(_line("Ansvarlig og samarbeidspartnere"), 20_000),
    "headings with a slip": lambda: a_document(a_form() + "".join(_line(f"Ansvarlig og samarbeidspart{chr(97 + n % 26)}ere {'x' * (n % 60)}") for n in range(20_000))),
    "first headings": lambda: _many(_line("Tiltak"), 20_000),
    "relations": lambda: _many(_line("Relasjon til NKPS-tiltak nr. 4 og 7."), 20_000),
    "forms": lambda: a_document(a_form() * 8_000),
    "empty forms": lambda: a_document("".join(map(_line, HEADINGS)) * 20_000 + a_form()),
    "titles listed": lambda: _titles(12_000, "Kurs i digital kompetanse for alle ansatte i bedrift {0}", "Kurs i digital kompetanse for alle ansatte i bedrift {0}"),
    "pieces of titles": lambda: _titles(12_000, "Kurs i digital kompetanse for alle ansatte i bedrift {0}", "digital kompetanse for alle ansatte i bedrift {0}"),
    "no titles": lambda: _titles(12_000, "Kurs i digital kompetanse for alle ansatte i bedrift {0}", "digital kompetanse for alle ansatte i bedrift og mer {0}"),
    "tables": lambda: _many("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Rute</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", 20_000),
    "tables in an answer": lambda: a_document(a_form(description="<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Rute</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" * 20_000)),
    "tables of measures": lambda: _many(a_table([[_line("NKPS-tiltak"), _line("Hovedansvarlig")], [_line("Etablere et kompetansebehovsutvalg"), _line("KD")]]), 5_000),
    "rows with a heading each": lambda: _many("<w:tbl><w:tr>" + "".join(f"<w:tc>{_line(h)}</w:tc>" for h in HEADINGS) + "</w:tr></w:tbl>", 5_000),
    "cells": lambda: a_document(a_form() + "<w:tbl>" + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>Rute</w:t></w:r></w:p></w:tc>" * 20 + "</w:tr>") * 4_000 + "</w:tbl>"),
    "tables in tables": lambda: _nested("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 50_000, _CELL, _END_OF_CELL, 70),
    "boxes in boxes": lambda: _nested("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 50_000, _BOX, _END_OF_BOX, 45),
    "pictures": lambda: _many("<w:p><w:r><w:drawing/></w:r></w:p>", 50_000),
    "runs": lambda: _rich("<w:r><w:t>x</w:t></w:r>", 200_000),
    "runs of different looks": lambda: _rich("<w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>y</w:t></w:r>", 60_000),
    "spaces": lambda: _rich('<w:r><w:t xml:space="preserve"> </w:t></w:r>', 150_000, after=run("x")),
    "line breaks": lambda: _rich("<w:r><w:t>x</w:t><w:br/></w:r>", 150_000),
    "deleted ends of paragraphs": lambda: a_document(a_form(description="<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>" * 80_000)),
    "bullets": lambda: a_document(a_form(description='<w:p><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>Punkt</w:t></w:r></w:p>' * 60_000)),
    "items each further in": lambda: a_document(a_form(description="".join(paragraph(run("x"), f'<w:numPr><w:numId w:val="3"/></w:numPr><w:ind w:left="{200 * n}"/>') for n in range(60_000)))),
    "styles on each other": lambda: _styles_on_each_other(10_000),
    "levels of lists": lambda: _levels_of_lists(10_000),
    "links": lambda: _links(3_000, "https://a.no/{0}", "{0}"),
    "links that no cell can hold": lambda: _links(3_000, "https://a.no/{0})(", "[{0}"),
    "mail addresses": lambda: _links(3_000, "mailto:a{0}@b.no", "a{0}"),
    "relationships to one part": lambda: _headers(3_000),
    "fields that never end": lambda: _rich(_begin("begin") + '<w:r><w:instrText>HYPERLINK "https://a.no"</w:instrText></w:r>' + _begin("separate") + run("x"), 40_000),
    "instructions": lambda: _rich('<w:r><w:instrText> \\l "x </w:instrText></w:r>', 200_000, before=_begin("begin"), after=_begin("separate") + run("x")),
    "fields left open by paragraphs": lambda: a_document(a_form(description=f"<w:p>{_begin('begin')}{_begin('separate')}{_begin('begin')}<w:r><w:t>x</w:t></w:r></w:p>" * 40_000)),
    "footnotes": lambda: _rich('<w:r><w:footnoteReference w:id="1"/></w:r>', 100_000, after=run("x")),
    "symbols": lambda: _rich('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', 100_000),
    "equations": lambda: _rich('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath>', 60_000),
    "equations in equations": lambda: _rich(_equation(40, "(" * 2_000), 200),
    "hidden text of many pieces": lambda: _rich(run("x", "<w:vanish/>"), 100_000, after=run("x")),
    "struck words here and there": lambda: a_document(a_form(description=paragraph("".join(run(f"ord{n}", "<w:strike/>") + run("x") for n in range(20_000))))),
    "raised digits": lambda: _rich(run("6", '<w:vertAlign w:val="superscript"/>'), 100_000),
    "prompts": lambda: _rich(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Hvem?')}</w:sdtContent></w:sdt>", 40_000, after=run("x")),
    "links that lead nowhere": lambda: _rich(_begin("begin") + "<w:r><w:instrText>HYPERLINK</w:instrText></w:r>" + _begin("separate") + run("x") + _begin("end"), 30_000),
    "rows with notes beside them": lambda: a_document(_rows_with_notes(45_000)),
    "words that one long address is that of": lambda: _one_link(2_000, "https://a.no/" + "x" * 200_000),
    "words in a field with a long instruction": lambda: _rich(run("x"), 60_000, before=_begin("begin") + f"<w:r><w:instrText>HYPERLINK \"https://a.no/{'x' * 9_900}\"</w:instrText></w:r>" + _begin("separate")),
    "words in fields with long instructions": lambda: _rich(run("x"), 60_000, before=(_begin("begin") + f"<w:r><w:instrText>{'x' * 9_990}</w:instrText></w:r>" * 2 + _begin("separate")) * 20),
    "paragraphs in a style with a long name": lambda: _long_style(30_000, 1_000_000),
}  # fmt: skip
