"""What stands inside a line of a Word report: text as Word shows it, and what is left out is named."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

from collections.abc import Sequence

import pytest

from nkps_reports.files.archive import unpack_parts
from nkps_reports.word.reading.report import WordReading, parse_word_report
from nkps_reports.wording.codes import Code
from tests.builders import a_word_report, shipped_report
from tests.foreign import edited
from tests.handmade import HEADINGS, R, W, a_document, a_table, paragraph, run

SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:other="http://example.org/other"'
)
FRACTION = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
FIRST_FORM = "Rapporteringspunkt 1: «Kurs»"
DESCRIPTION = "Beskrivelse av tiltaket (maks en halv side)"


def styles(more: str) -> dict[str, bytes]:
    """Styles beside those that every document has: a heading and body text."""
    return {
        "word/styles.xml": (
            f'<w:styles xmlns:w="{W}"><w:docDefaults/><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            f'<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>{more}</w:styles>'
        ).encode()
    }


def forms(*descriptions: str) -> str:
    """Forms of which the descriptions are given as XML."""
    return "".join(
        "".join(
            paragraph(run(heading), '<w:pStyle w:val="Overskrift2"/>') + content
            for heading, content in zip(
                HEADINGS,
                (paragraph(run("Kurs")) + paragraph(run("Relasjon til NKPS-tiltak nr. 4")), paragraph(run("NAV")), description, paragraph(run("2017"))),
                strict=True,
            )
        )
        for description in descriptions
    )  # fmt: skip


def read(body: str, extra: dict[str, bytes] | None = None) -> WordReading:
    return parse_word_report(a_document(f'<w:customXml w:element="x" {SPACES}>{body}</w:customXml>', extra))


def line(content: str, extra: dict[str, bytes] | None = None) -> WordReading:
    """Read a report whose description is one paragraph."""
    return read(forms(paragraph(content)), extra)


def text_of(reading: WordReading) -> str:
    return reading.draft.actions[0].cells["description"].text


def said(reading: WordReading) -> list[str]:
    assert all(problem.code is Code.REPORT_LEFT_OUT for problem in reading.problems)
    return [problem.message.removeprefix("Ikke tatt med: ") for problem in reading.problems]


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(text: str, shown: str) -> str:
    return mark("begin") + text + mark("separate") + shown + mark("end")


def sdt(content: str, properties: str = "<w:showingPlcHdr/>") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


PROMPT = run("Klikk eller trykk her for å skrive inn tekst.")


@pytest.mark.parametrize("control", [sdt(paragraph(PROMPT)), paragraph(sdt(PROMPT))])
def test_a_prompt_that_nobody_has_written_over_is_no_answer(control: str) -> None:
    reading = read(forms(control))
    assert text_of(reading) == ""
    assert reading.problems == ()


@pytest.mark.parametrize("level", ["cell", "row"])
def test_a_cell_with_a_prompt_is_an_empty_cell(level: str) -> None:
    # Side by side, so that a cell that is gone would lead the next answer into its field.
    texts = ("Kurs", "Klikk her.", "Tekst", "2017")
    table = a_table(
        [[paragraph(run(heading)) for heading in HEADINGS], [paragraph(run(text)) for text in texts]]
    )
    before, cell, after = table.partition('<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>' + paragraph(run("Klikk her.")) + "</w:tc>")  # fmt: skip
    row = "<w:tr>" + sdt(cell) + "</w:tr>" if level == "row" else ""
    reading = read(before + sdt(cell) + after.replace("</w:tr>", "</w:tr>" + row, 1))
    assert [cell.text for cell in reading.draft.actions[0].cells.values()] == [
        "Kurs",
        "",
        "",
        "Tekst",
        "2017",
    ]


def test_a_prompt_of_somebodys_own_is_named_and_an_answer_in_a_control_is_one() -> None:
    reading = line(sdt(run("Hvem er med?")) + sdt(run("NAV er med."), '<w:showingPlcHdr w:val="0"/>'))
    assert text_of(reading) == "NAV er med."
    assert said(reading) == ["1 ledetekst som ingen har skrevet noe i stedet for («Hvem er med?»)."]


@pytest.mark.parametrize(
    ("look", "what"),
    [
        ("<w:vanish/>", "skjult"),
        ("<w:strike/>", "gjennomstreket"),
        ('<w:dstrike w:val="1"/>', "gjennomstreket"),
    ],
)
def test_hidden_and_struck_text_is_left_out_and_named_where_it_stands(look: str, what: str) -> None:
    reading = line(run("Kurset holdes i ") + run("ma", look) + run("rs ", look) + run("april"))
    assert text_of(reading) == "Kurset holdes i april"
    assert said(reading) == [f"1 {what} tekst («mars»)."]
    place = reading.problems[0].place
    assert (place.part, place.header) == (FIRST_FORM, DESCRIPTION)


@pytest.mark.parametrize("switch", ["vanish", "strike"])
def test_a_style_of_characters_or_paragraphs_hides_and_strikes_text_too(switch: str) -> None:
    extra = styles(
        f'<w:style w:type="character" w:styleId="Tegn"><w:name w:val="Tegn"/><w:rPr><w:{switch}/></w:rPr></w:style>'
        f'<w:style w:type="character" w:styleId="Under"><w:name w:val="Under"/><w:basedOn w:val="Tegn"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Avsnitt"><w:name w:val="Avsnitt"/><w:rPr><w:{switch}/></w:rPr></w:style>'
    )
    below = '<w:pStyle w:val="Avsnitt"/>'
    reading = read(
        forms(
            paragraph(run("Synlig") + run("Borte", '<w:rStyle w:val="Under"/>'))
            + paragraph(run("Også borte") + run("Med", f'<w:{switch} w:val="0"/>'), below)
            # Each switches the other off.
            + paragraph(run("Begge", '<w:rStyle w:val="Tegn"/>'), below)
        ),
        extra,
    )
    assert text_of(reading) == "Synlig\nMed\nBegge"
    (message,) = said(reading)
    assert "(«Borte» og «Også borte»)" in message


def test_what_the_defaults_hide_is_hidden_where_nothing_shows_it() -> None:
    extra = styles("")
    hidden = b"<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    extra["word/styles.xml"] = extra["word/styles.xml"].replace(b"<w:docDefaults/>", hidden)
    shown = forms(paragraph(run("Synlig"))).replace(
        '<w:r w:rsidRPr="00A77B3E">', '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr>'
    )
    reading = read(shown.replace("2017</w:t></w:r>", "2017</w:t></w:r>" + run("Borte")), extra)
    assert text_of(reading) == "Synlig"
    assert said(reading) == ["1 skjult tekst («Borte»)."]


UP, DOWN = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("10") + run("6", UP), "10⁶"),
        (run("CO") + run("2", DOWN) + run(" ut"), "CO₂ ut"),
        (run("10") + run("1", UP) + run("2", UP + "<w:b/>"), "10¹²"),
        # Half of it in signs would be another number.
        (run("x") + run("2", UP) + run("m", UP), "x2m"),
        (run("10") + run("6", '<w:vertAlign w:val="baseline"/>'), "106"),
        (run("10") + run("6", '<w:rStyle w:val="Opp"/>'), "10⁶"),
        (run("10") + run("6", '<w:rStyle w:val="Opp"/><w:vertAlign w:val="baseline"/>'), "106"),
    ],
)  # fmt: skip
def test_raised_and_lowered_digits_are_signs(content: str, text: str) -> None:
    extra = styles(
        f'<w:style w:type="character" w:styleId="Opp"><w:name w:val="Opp"/><w:rPr>{UP}</w:rPr></w:style>'
    )
    assert text_of(line(content, extra)) == text


@pytest.mark.parametrize("dialect", ["transitional", "strict"])
def test_an_equation_is_text_in_either_dialect(dialect: str) -> None:
    file = a_document(
        f'<w:customXml w:element="x" {SPACES}>{forms(paragraph(run("Om lag ") + FRACTION + run(" av oss")))}</w:customXml>'
    )
    if dialect == "strict":
        file = edited(
            file, {name: strict for name in unpack_parts(file) if name.startswith(("word/", "_rels/"))}
        )
    assert text_of(parse_word_report(file)) == "Om lag 1/2 av oss"


def strict(part: bytes) -> bytes:
    purl = b"http://purl.oclc.org/ooxml/"
    part = part.replace(W.encode(), purl + b"wordprocessingml/main").replace(R.encode(), purl + b"officeDocument/relationships")  # fmt: skip
    return part.replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/math", purl + b"officeDocument/math"
    )


SMILE = '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/>'


def choices(*alternatives: tuple[str, str], fallback: str = "") -> str:
    """Alternatives by the prefixes that they require; a run holds them."""
    inside = "".join(
        f'<mc:Choice Requires="{needs}">{content}</mc:Choice>' for needs, content in alternatives
    )
    return f"<mc:AlternateContent>{inside}{fallback and f'<mc:Fallback>{fallback}</mc:Fallback>'}</mc:AlternateContent>"


@pytest.mark.parametrize(
    ("alternatives", "text"),
    [
        (choices(("w16se", SMILE), fallback="<w:t>:)</w:t>"), "😊"),
        (choices(("w16se", SMILE)), "😊"),
        (choices(("other", "<w:t>A</w:t>"), fallback="<w:t>B</w:t>"), "B"),
        (choices(("other", "<w:t>A</w:t>"), ("wps", "<w:t>C</w:t>"), fallback="<w:t>B</w:t>"), "C"),
        (choices(("wps other", "<w:t>A</w:t>"), fallback="<w:t>B</w:t>"), "B"),
        (choices(("other", "<w:t>A</w:t>")), "A"),
        ("<mc:AlternateContent/>", ""),
    ],
)
def test_of_alternatives_in_a_run_that_of_word_is_read(alternatives: str, text: str) -> None:
    reading = line(run("Bra ") + f"<w:r>{alternatives}</w:r>" + run(" ja"))
    assert text_of(reading) == f"Bra {text} ja"
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Wingdings", "F04A", "☺"), ("Symbol", "F0B0", "°"), ("Symbol", "B0", "°"), ("Symbol", "F061", "α"),
        ("Calibri", "2192", "→"), ("Wingdings", "F0FC", "✓"),
    ],
)  # fmt: skip
def test_symbols_are_the_signs_they_look_like(font: str, code: str, sign: str) -> None:
    reading = line(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>' + run(" ja"))
    assert text_of(reading) == f"{sign} ja"
    assert reading.problems == ()


@pytest.mark.parametrize("code", ["F055", "E123", "D800", "110000", "x", ""])
def test_a_symbol_that_is_not_known_is_named(code: str) -> None:
    reading = line(f'<w:r><w:sym w:font="Webdings" w:char="{code}"/></w:r>' + run(" ja"))
    assert text_of(reading) == "\ufffd ja"
    assert said(reading) == [f"1 tegn fra en symbolskrift («{f'Webdings {code.upper()}'.strip()}»)."]


def test_a_remark_in_the_xml_cuts_no_text() -> None:
    content = "<w:r><w:t>Det <!-- gikk -->gikk <?x y?>bra</w:t><!-- x --></w:r><!-- y -->"
    assert text_of(line(content)) == "Det gikk bra"


def test_the_text_under_a_phonetic_guide_is_read_and_the_guide_is_named() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('tå-kjå')}</w:rt><w:rubyBase>{run('Tokyo')}</w:rubyBase></w:ruby></w:r>"
    reading = line(run("Tur til ") + ruby)
    assert text_of(reading) == "Tur til Tokyo"
    assert said(reading) == ["1 fonetisk veiledning over teksten («tå-kjå»)."]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("a ") + mark("begin") + instruction(" REF x ") + run("etter"), "a etter"),
        (run("a ") + mark("begin") + mark("begin") + instruction(" REF x ") + run("etter"), "a etter"),
        (run("a ") + mark("begin") + field(instruction("REF x"), run("b")) + run(" c"), "a b c"),
        (run("a ") + mark("begin") + instruction(" REF x ") + mark("separate") + run("b"), "a b"),
        (run("a ") + mark("end") + run("b") + mark("separate") + run(" c"), "a b c"),
        # What stands in an instruction that ends is not shown, nor a field in it.
        (run("a ") + field(instruction("IF ") + run("nei") + field(instruction("REF x"), run("ja")), run("b")), "a b"),
        (run("a ") + mark("begin") + instruction(" XE ") + run("nei") + mark("end") + run("b"), "a b"),
        ('<w:fldSimple w:instr=" REF x ">' + run("a") + '<w:fldSimple w:instr=" DATE ">' + run("b") + "</w:fldSimple></w:fldSimple>", "ab"),
    ],
)  # fmt: skip
def test_fields_show_their_result_and_one_that_never_ends_its_text(content: str, text: str) -> None:
    reading = line(content)
    assert text_of(reading) == text
    assert reading.problems == ()
    assert reading.draft.actions[0].cells["timing"].text == "2017"


@pytest.mark.parametrize("merged", ["«adresse»", ""])
def test_a_link_to_what_a_merge_fills_in_keeps_its_text_and_the_loss_is_named(merged: str) -> None:
    address = field(instruction("MERGEFIELD adresse"), run(merged) if merged else "")
    link = field(instruction(' HYPERLINK "') + address + instruction('" '), run("pla") + run("nen"))
    reading = line(run("Se ") + link + run("."))
    assert text_of(reading) == "Se planen."
    assert said(reading) == ["adressen til 1 lenke («planen»)."]


def test_a_link_that_a_merge_has_filled_in_is_a_link() -> None:
    address = field(instruction("MERGEFIELD adresse"), run("https://nkps.no"))
    link = field(instruction(' HYPERLINK "') + address + instruction('" '), run("planen"))
    inside = '<w:fldSimple w:instr=" HYPERLINK &quot;https://nkps.no&quot; ">' + run("her") + "</w:fldSimple>"
    reading = line(link + run(" og ") + inside)
    assert text_of(reading) == "[planen](https://nkps.no) og [her](https://nkps.no)"
    assert reading.problems == ()


def test_documents_put_into_the_document_are_named() -> None:
    reading = read(forms(paragraph(run("Tekst") + '<w:subDoc r:id="rId3"/>') + '<w:altChunk r:id="rId9"/>'))
    assert text_of(reading) == "Tekst"
    chunk, subdocument = said(reading)
    assert chunk == "1 innsatt fil."
    assert subdocument.startswith("1 deldokument («http://www.spekter.no/")
    assert [(each.place.part, each.place.header) for each in reading.problems] == [
        (FIRST_FORM, DESCRIPTION)
    ] * 2


def notes(kind: str, name: str, texts: Sequence[str]) -> dict[str, bytes]:
    inside = "".join(
        f'<w:{name} w:id="{number}">{paragraph(run(text))}</w:{name}>' for number, text in enumerate(texts)
    )
    return {f"word/{kind}.xml": f'<w:{kind} xmlns:w="{W}">{inside}</w:{kind}>'.encode()}


def test_every_note_is_named_in_its_field_with_its_words() -> None:
    texts = ("Én", "To", "Tre", "Fire")
    extra = notes("footnotes", "footnote", texts) | notes("comments", "comment", ("Husk dette",))
    reference = [f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in range(4)]
    first = paragraph(run("Tekst") + "".join(reference[:3]) + '<w:r><w:commentReference w:id="0"/></w:r>')
    second = paragraph(run("Annet"))
    # In a heading.
    body = forms(first, second)
    place = body.rindex("</w:p>", 0, body.rindex("Ansvarlig og samarbeidspartnere</w:t></w:r></w:p>") + 60)
    reading = read(body[:place] + reference[3] + body[place:], extra)
    assert said(reading) == [
        "1 kommentar («Husk dette»).",
        "3 fotnoter («Én», «To» og «Tre»).",
        "1 fotnote («Fire»).",
    ]
    assert [(each.place.part, each.place.header) for each in reading.problems] == [
        (FIRST_FORM, DESCRIPTION), (FIRST_FORM, DESCRIPTION),
        ("Rapporteringspunkt 2: «Kurs»", "Ansvarlig og samarbeidspartnere"),
    ]  # fmt: skip


def test_text_boxes_and_pictures_are_named_with_their_words() -> None:
    boxes = "".join(
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(run(text))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        for text in ("Én", "To")
    )
    art = '<w:r><w:pict><v:shape><v:textpath string="UTKAST"/></v:shape></w:pict></w:r>'
    pictures = "".join(
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{text}"/></wp:inline></w:drawing></w:r>'
        for text in ("Kart", "")
    )
    reading = line(run("Tekst") + boxes + art + pictures)
    assert said(reading) == ["3 tekstbokser («Én», «To» og «UTKAST»).", "2 bilder eller figurer («Kart»)."]


def test_a_picture_alone_in_the_last_field_stands_there() -> None:
    year, picture = paragraph(run("2017")), paragraph("<w:r><w:drawing/></w:r>")
    body = forms(paragraph(run("A")), paragraph(run("B"))).replace(year, picture, 1)
    (problem,) = read(body).problems
    assert (problem.place.part, problem.place.header) == (FIRST_FORM, "Tidspunkt og varighet")


def test_a_picture_before_the_forms_stands_there() -> None:
    picture = "<w:r><w:drawing/></w:r>"
    cover = paragraph(picture) + paragraph(run("Virksomhet: NAV") + picture)
    (problem,) = read(cover + forms(paragraph(run("A")))).problems
    assert (problem.place.part, problem.place.header) == ("Før skjemaene", None)
    assert problem.message == "Ikke tatt med: 2 bilder eller figurer."


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"Til listen over rapporteringspunkter", b"Husk budsjettet", "Rapporteringspunkt 1 Husk budsjettet"),
        (
            b"Rapporteringspunkt 2",
            b"Husk: Rapporteringspunkt 2",
            "Husk: Rapporteringspunkt 2 Til listen over rapporteringspunkter",
        ),
    ],
)
def test_words_typed_in_the_line_above_a_form_are_named(old: bytes, new: bytes, found: str) -> None:
    def change(part: bytes) -> bytes:
        return part.replace(old, new, 1)

    (problem,) = parse_word_report(
        edited(a_word_report(shipped_report()), {"word/document.xml": change})
    ).problems
    assert (problem.code, problem.found) == (Code.REPORT_NOT_PLACED, found)


def test_what_word_reckons_out_or_deletes_is_no_text() -> None:
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>slettet</w:delText></w:r></w:del>'
    odd = "<w:r><w:lastRenderedPageBreak/><w:pgNum/><w:dayShort/><w:annotationRef/></w:r>"
    content = run("a") + odd + "<w:r><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>"
    reading = line(content + f'<w:dir w:val="ltr"><w:bdo w:val="ltr">{run(" d")}</w:bdo></w:dir>' + deleted)
    assert text_of(reading) == "a\tb\u2011c d"
    assert [problem.code for problem in reading.problems] == [Code.REPORT_TRACKED_CHANGES]


def test_codes_of_templates_in_an_answer_are_text() -> None:
    text = "Vi skriver {% for x in y %} og {{ tiltak.tittel }} i malen."
    assert text_of(line(run(text))) == text


def test_an_old_field_of_which_word_shows_what_it_says_is_named() -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    field = marks[0] + "<w:r><w:instrText> MACROBUTTON NoMacro Ola Nordmann </w:instrText></w:r>" + marks[1]
    reading = line(run("Ved ") + field + run("og andre"))
    assert reading.draft.actions[0].cells["description"].text == "Ved og andre"
    assert "Ola Nordmann" in reading.problems[0].message
