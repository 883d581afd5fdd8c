"""The staff's Word template: what they may change, and what is said when a code is wrong."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Pt, RGBColor

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.jobs.templates import DEFAULT_TEMPLATES
from nkps_reports.report.model import Organisation
from nkps_reports.report.problems import Problem, TemplateError
from nkps_reports.word.default.packaged import BLANK_DOCUMENT
from nkps_reports.word.template.lint import lint_template
from nkps_reports.wording.codes import Code
from nkps_reports.wording.documents import BOKMAL
from tests import ROOT
from tests.builders import a_report, a_word_report, paragraphs_of
from tests.conftest import Convert
from tests.word_templates import a_template, paragraph_with, replaced
from tools.word_template.blank_document import render_blank_document
from tools.word_template.template import render_default_template


def faults(template: bytes) -> tuple[Problem, ...]:
    """What is wrong with a template, whether it is seen before a report is made of it or after."""
    problems = lint_template(template, "templates/report.docx").problems
    if not problems:
        with pytest.raises(TemplateError) as caught:
            a_word_report(a_report("x"), template)
        return caught.value.problems
    return problems


def test_the_committed_templates_are_those_the_code_makes() -> None:
    for language, path in DEFAULT_TEMPLATES.items():
        assert (ROOT / path).read_bytes() == render_default_template(language)
    assert BLANK_DOCUMENT.read_bytes() == render_blank_document(BOKMAL.language)


def test_fixed_words_are_the_staffs_to_change() -> None:
    template = a_template(replaced("Rapporteringspunkt {{ tiltak.nummer }}", "Punkt nr. {{ tiltak.nummer }}"))
    texts = paragraphs_of(a_word_report(a_report("x", "y"), template))
    assert any(text.startswith("Punkt nr. 2") for text in texts)
    assert not any(text.startswith("Rapporteringspunkt 2") for text in texts)


def test_text_takes_the_look_of_the_code_whose_place_it_takes() -> None:
    def restyle(document: Document) -> None:
        paragraph = paragraph_with(document, "{{p tiltak.beskrivelse }}")
        paragraph.style = document.styles["Quote"]
        paragraph.runs[0].font.color.rgb = RGBColor(0xAA, 0, 0)
        paragraph.runs[0].font.size = Pt(14)
        entry = paragraph_with(document, "{{r tiltak.lenke }}")
        entry.runs[0].font.italic = True

    document = docx.Document(io.BytesIO(a_word_report(a_report("Min beskrivelse"), a_template(restyle))))
    paragraph = paragraph_with(document, "Min beskrivelse")
    assert paragraph.style
    assert paragraph.style.name == "Quote"
    assert paragraph.runs[0].font.color.rgb == RGBColor(0xAA, 0, 0)
    assert paragraph.runs[0].font.size == Pt(14)
    link = paragraph_with(document, "Tittel 1").hyperlinks[0]
    assert link.runs[0].font.italic


def test_a_code_that_word_split_into_runs_still_works() -> None:
    def split(document: Document) -> None:
        paragraph = paragraph_with(document, "{{p tiltak.ansvarlig }}")
        paragraph.runs[0].text = "{"
        for piece in ("{p til", "tak.ans", "varlig }", "}"):
            paragraph.add_run(piece)
        inline = paragraph_with(document, "Rapporteringspunkt {{ tiltak.nummer }}")
        inline.runs[0].text = "Rapporteringspunkt {"
        first = inline.runs[1]
        first.text = "{ tiltak.nummer }}"
        inline.add_run("{{r tiltak.bok")
        inline.add_run("merke }}")

    texts = paragraphs_of(a_word_report(a_report("x"), a_template(split)))
    assert "Ansvarlig" in texts
    assert "Rapporteringspunkt 1\tTil listen over rapporteringspunkter" in texts


def test_a_template_edited_in_libreoffice_still_works(libreoffice: Convert, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(render_default_template())
    edited = libreoffice(path, "docx").read_bytes()
    assert edited != render_default_template()
    texts = paragraphs_of(a_word_report(a_report("- en\n- to\n1. a\n2. b", "Ny <tekst>"), edited))
    assert paragraphs_of(a_word_report(a_report("- en\n- to\n1. a\n2. b", "Ny <tekst>"))) == texts


def test_a_misspelt_name_is_named_with_the_nearest_and_where_it_stands() -> None:
    (problem,) = faults(a_template(replaced("tiltak.ansvarlig", "tiltak.ansvarli")))
    assert (problem.code, problem.found) == (Code.TEMPLATE_UNKNOWN_VARIABLE, "tiltak.ansvarli")
    assert "«tiltak.ansvarlig»" in problem.message
    assert "under overskriften «2. Ansvarlig og samarbeidspartnere», avsnitt 1" in problem.message
    assert "(«{{p tiltak.ansvarli }}»)" in problem.message


def test_a_misspelt_name_in_the_footer_is_quoted_from_there() -> None:
    def misspell(document: Document) -> None:
        footer = document.sections[0].footer.paragraphs[0]
        footer.runs[0].text = "{{ virksomhet.nav }}"

    (problem,) = faults(a_template(misspell))
    assert "bunnteksten, avsnitt 1 («{{ virksomhet.nav }}" in problem.message


def test_a_misspelt_first_word_is_named_with_the_nearest() -> None:
    problem = faults(a_template(replaced("in rapporteringspunkter", "in raporteringspunkter")))[0]
    assert problem.found == "raporteringspunkter"
    assert "«rapporteringspunkter»" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{{ virksomhet.navn }}", "{{ virksomhet.navn", Code.TEMPLATE_UNCLOSED_TAG),
        ("{{ virksomhet.navn }}", "{{ virksomhet. }}", Code.TEMPLATE_SYNTAX),
        ("{{ virksomhet.navn }}", "{{ virksomhet.navn|storskrift }}", Code.TEMPLATE_UNKNOWN_FILTER),
        ("{{ virksomhet.navn }}", "{{ virksomhet.navn / 2 }}", Code.TEMPLATE_NOT_ALLOWED),
        ("{{ virksomhet.navn }}", "{{ ''.__class__.__mro__ }}", Code.TEMPLATE_NOT_ALLOWED),
        ("{%p endfor %}", "Slutt", Code.TEMPLATE_UNCLOSED_BLOCK),
        ("{{p tiltak.ansvarlig }}", "{{ tiltak.ansvarlig }}", Code.TEMPLATE_MISPLACED_TAG),
        ("{{p tiltak.ansvarlig }}", "Ansvarlig: {{p tiltak.ansvarlig }}", Code.TEMPLATE_MISPLACED_TAG),
        ("{{r tiltak.lenke }}", "{{p tiltak.lenke }}", Code.TEMPLATE_MISPLACED_TAG),
        (
            "{%tr for nkps in nkps_tiltak %}",
            "Se {%tr for nkps in nkps_tiltak %}",
            Code.TEMPLATE_MISPLACED_TAG,
        ),
        ("{{p tiltak.ansvarlig }}", "{{r tiltak.ansvarlig }}", Code.TEMPLATE_MISPLACED_TAG),
        ("{{p tiltak.tittel_avsnitt }}", "{{p tiltak.tittel }}", Code.TEMPLATE_MISPLACED_TAG),
        ("{{r tiltak.lenke }}", "{{r tiltak.tittel }}", Code.TEMPLATE_MISPLACED_TAG),
        ("{{p tiltak.ansvarlig }}", "{{p tiltak.ansvarlig|upper }}", Code.TEMPLATE_NOT_ALLOWED),
        ("{%p endif %}", "{%p else %}Uten{%p endif %}", Code.TEMPLATE_MISPLACED_TAG),
        ("{{ virksomhet.navn }}", "{{ virksomhet }}", Code.TEMPLATE_SYNTAX),
        ("{{ tiltak.nummer }}", "{{ rapporteringspunkter }}", Code.TEMPLATE_SYNTAX),
        ("{{ virksomhet.navn }}", "{{ virksomhet.navn.text }}", Code.TEMPLATE_NOT_ALLOWED),
        (
            "{{ tiltak.nummer }}",
            "{{ tiltak.ansvarlig.resources.part.package.save('/tmp/x') }}",
            Code.TEMPLATE_NOT_ALLOWED,
        ),
        ("{{p tiltak.ansvarlig }}", "Ingen", Code.TEMPLATE_MISSING_FIELD),
    ],
)
def test_each_fault_of_a_template_is_named(old: str, new: str, code: Code) -> None:
    problem = faults(a_template(replaced(old, new)))[0]
    assert problem.code is code
    assert "templates/report.docx" in problem.message


def test_a_field_that_the_template_leaves_out_is_named() -> None:
    (problem,) = faults(a_template(replaced("{{p tiltak.tidspunkt }}", "Se over")))
    assert "Tidspunkt og varighet" in problem.message


FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:t>Rapport fra {{ virksomhet.navn }}</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def test_a_template_with_footnotes_as_word_saves_them_is_rendered_once() -> None:
    def add(document: Document) -> None:
        document.add_section()
        name = PackURI("/word/footnotes.xml")
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, FOOTNOTES.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    hostile = Organisation("A & B {{ 7*7 }} {% if %}", "2017")
    word = a_word_report(a_report("x", organisation=hostile), a_template(add))
    notes = unpack_parts(word)["word/footnotes.xml"].decode()
    assert "Rapport fra A &amp; B {{ 7*7 }} {% if %}" in notes


def test_what_stands_beside_a_code_in_its_run_keeps_its_place() -> None:
    def put_tabs(document: Document) -> None:
        paragraph = paragraph_with(document, "{{r tiltak.lenke }}")
        paragraph.runs[0].text = "Skjema:\t{{r tiltak.lenke }} (side)\tslutt"

    assert "Skjema:\tTittel 1 (side)\tslutt" in paragraphs_of(
        a_word_report(a_report("x"), a_template(put_tabs))
    )


def test_what_word_numbers_itself_is_not_repeated_by_a_loop() -> None:
    word14 = "http://schemas.microsoft.com/office/word/2010/wordml"

    def number(document: Document) -> None:
        heading = paragraph_with(document, "2. Ansvarlig")
        heading._p.set(f"{{{word14}}}paraId", "1A2B3C4D")
        field = "<w:sdt {}><w:sdtPr><w:id w:val='7'/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>"
        heading._p.append(parse_xml(field.format(nsdecls("w"))))

    word = unpack_parts(a_word_report(a_report("x", "y"), a_template(number)))["word/document.xml"]
    assert word.count(b"<w:sdt>") == 2
    assert b"1A2B3C4D" not in word
    assert b'w:id w:val="7"' not in word


def test_a_template_may_ask_what_a_field_says() -> None:
    def ask(document: Document) -> None:
        first = document.paragraphs[0]
        for text in (
            '{%p if virksomhet.navn == "Spekter" %}', "Vi er Spekter", "{%p else %}", "Andre", "{%p endif %}",
        ):  # fmt: skip
            first.insert_paragraph_before(text)

    assert paragraphs_of(a_word_report(a_report("x"), a_template(ask)))[0] == "Vi er Spekter"


def test_a_picture_in_a_paragraph_that_would_go_is_not_lost_in_silence() -> None:
    def add(document: Document) -> None:
        paragraph_with(document, "{{p tiltak.ansvarlig }}").add_run()._r.append(OxmlElement("w:drawing"))

    assert faults(a_template(add))[0].code is Code.TEMPLATE_MISPLACED_TAG


def test_a_code_in_the_footer_that_makes_paragraphs_is_named() -> None:
    def add(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].add_run(
            "{% for t in rapporteringspunkter %}{{ t.beskrivelse }}{% endfor %}"
        )

    assert faults(a_template(add))[0].code is Code.TEMPLATE_MISPLACED_TAG


def test_a_template_without_any_numbering_is_named() -> None:
    def remove(document: Document) -> None:
        relations = document.part.rels
        (number,) = [key for key, r in relations.items() if r.reltype == RELATIONSHIP_TYPE.NUMBERING]
        del relations[number]

    assert [(problem.code, problem.found) for problem in faults(a_template(remove))[-2:]] == [
        (Code.TEMPLATE_MISSING_NUMBERING, "List Bullet"),
        (Code.TEMPLATE_MISSING_NUMBERING, "List Number"),
    ]


def test_every_style_that_is_missing_is_named() -> None:
    def remove(document: Document) -> None:
        for name in ("List Bullet", "Hyperlink"):
            style = document.styles[name]
            style.element.getparent().remove(style.element)

    found = [(problem.code, problem.found) for problem in faults(a_template(remove))]
    assert found == [
        (Code.TEMPLATE_UNDEFINED_STYLE, "Hyperlink"),
        (Code.TEMPLATE_MISSING_STYLE, "List Bullet"),
        (Code.TEMPLATE_MISSING_STYLE, "Hyperlink"),
    ]


@pytest.mark.parametrize("content", [b"", b"ikke Word", b"PK\x03\x04" + bytes(50)])
def test_a_file_that_is_no_word_document_is_named(content: bytes) -> None:
    assert faults(content or b"x")[0].code is Code.TEMPLATE_UNREADABLE


@pytest.mark.parametrize(
    "change",
    [
        {"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'},
        {"word/styles.xml": b"<a>" * 100_000 + b"</a>" * 100_000},
        {"word/media/large.png": b" " * 101_000_000},
        {"../x": b"x"},
    ],
    ids=["entities", "depth", "size", "path"],
)
def test_the_limits_of_workbooks_hold_for_templates(change: dict[str, bytes]) -> None:
    template = pack_parts(unpack_parts(render_default_template()) | change)
    assert faults(template)[0].code is Code.TEMPLATE_UNREADABLE


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("[Content_Types].xml", b"<x/>"),
        ("_rels/.rels", b"<x/>"),
        ("word/_rels/document.xml.rels", b"<Relationships><Relationship/></Relationships>"),
        ("word/document.xml", b"<w>" + b"<p/>" * 1_300_000 + b"</w>"),
    ],
)
def test_a_damaged_template_is_named_and_is_no_bug(part: str, content: bytes) -> None:
    template = pack_parts(unpack_parts(render_default_template()) | {part: content})
    assert faults(template)[0].code is Code.TEMPLATE_UNREADABLE


def renamed(name: str, document: bytes | None = None) -> bytes:
    """The template with another name for the part with its text, and other text if it is given."""
    parts = unpack_parts(render_default_template())
    for part in ("[Content_Types].xml", "_rels/.rels"):
        parts[part] = parts[part].replace(b"word/document.xml", f"word/{name}".encode())
    parts[f"word/_rels/{name}.rels"] = parts.pop("word/_rels/document.xml.rels")
    parts[f"word/{name}"] = document or parts["word/document.xml"]
    del parts["word/document.xml"]
    return pack_parts(parts)


def test_the_text_may_stand_in_a_part_of_another_name() -> None:
    template = renamed("document2.xml")
    assert lint_template(template, "egen.docx").problems == ()
    assert "Tittel 1" in paragraphs_of(a_word_report(a_report("x"), template))


def test_the_limits_hold_whatever_a_part_is_called() -> None:
    document = unpack_parts(render_default_template())["word/document.xml"]
    large = document.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 110_000)
    assert faults(renamed("document.png", large))[0].code is Code.TEMPLATE_UNREADABLE


@pytest.mark.parametrize(
    "expression",
    [
        "{{ 'a' * 1000000000 }}",
        "{{ 'a' ** 9 }}",
        "{{ '%0999999999d' | format(1) }}",
        "{{ 'a' | center(1000000000) }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ lipsum(n=100000) }}",
        "{{ virksomhet.navn | avsnitt(99999) }}",
    ],
)
def test_a_template_can_neither_fill_the_memory_nor_go_on_for_ever(expression: str) -> None:
    problem = faults(a_template(replaced("{{ virksomhet.navn }}", expression)))[0]
    assert problem.code.value.startswith("template-")


def test_a_style_that_is_based_on_itself_is_followed_once() -> None:
    def loop(document: Document) -> None:
        style = document.styles["List Number"]
        style.element.get_or_add_pPr().clear()
        style.base_style = style

    assert faults(a_template(loop))[0].code is Code.TEMPLATE_MISSING_NUMBERING


def test_a_workbook_is_no_template() -> None:
    workbook = (ROOT / "input/template.xlsx").read_bytes()
    assert faults(workbook)[0].code is Code.TEMPLATE_UNREADABLE
