"""The check of the Word template: what is told of it, where it stands, and that nothing gets past."""

# ruff: noqa: E501 - the XML of Word, and the sentences looked for, have long lines.
from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm, Pt, RGBColor

from nkps_reports.files.archive import unpack_parts
from nkps_reports.report.model import Language
from nkps_reports.report.problems import Problem, TemplateError, highest_exit
from nkps_reports.word.document.bookmarks import FORM_BOOKMARKS
from nkps_reports.word.document.tags import find_tags
from nkps_reports.word.template.lint import lint_template
from nkps_reports.word.text.resources import Resources
from nkps_reports.word.text.vocabulary import LISTS, RECORDS, build_vocabulary
from nkps_reports.wording.codes import Code, Exit
from tests.builders import a_report, a_word_report, a_workbook, paragraphs_of
from tests.commands import run
from tests.conftest import Convert
from tests.word_templates import (
    Change,
    a_paragraph,
    a_part,
    a_template,
    a_text_box,
    added,
    paragraph_with,
    replaced,
)
from tools.word_template.template import render_default_template

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def problems_of(*changes: Change) -> tuple[Problem, ...]:
    return lint_template(a_template(*changes), "egen.docx").problems


def told(*changes: Change) -> list[tuple[Code, str | None]]:
    return [(problem.code, problem.found) for problem in problems_of(*changes)]


def the_problem(*changes: Change) -> Problem:
    (problem,) = problems_of(*changes)
    return problem


@pytest.mark.parametrize("language", Language)
def test_the_default_templates_are_in_order(language: Language) -> None:
    lint = lint_template(render_default_template(language), "report.docx")
    assert (lint.problems, lint.heading_count) == ((), 4)
    assert lint.code_count > 30


def test_the_vocabulary_is_what_the_check_knows() -> None:
    document = docx.Document(io.BytesIO(render_default_template()))
    resources = Resources(document)
    words = build_vocabulary(a_report("x"), resources)
    assert set(words) == {*RECORDS, *LISTS}
    for name, kind in RECORDS.items():
        assert isinstance(words[name], kind)
    for name, kind in LISTS.items():
        items = words[name]
        assert isinstance(items, list)
        assert isinstance(items[0], kind)


# Templates that are in order


def a_picture() -> io.BytesIO:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\x1f\x38\x64")
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def restyle(document: Document) -> None:
    heading = document.styles["Heading 2"].font
    heading.name, heading.size, heading.color.rgb = "Georgia", Pt(15), RGBColor(0x7A, 0x1F, 0x1F)
    paragraph = paragraph_with(document, "{{p tiltak.beskrivelse }}")
    paragraph.paragraph_format.left_indent = Mm(10)
    # As a person leaves it who makes a part of the code bold.
    paragraph.runs[0].text = "{{p tiltak"
    paragraph.add_run(".beskrivelse }}").bold = True


@pytest.mark.parametrize("way", [("docx",), ("odt", "docx")])
def test_a_template_restyled_and_saved_by_libreoffice_is_in_order_and_makes_the_same_report(
    way: tuple[str, ...], libreoffice: Convert, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(a_template(restyle))
    for kind in way:
        path = libreoffice(path, kind)
    edited = path.read_bytes()
    assert lint_template(edited, "egen.docx").problems == ()
    report = a_report("- en\n- to\n1. a\n2. b", "Ny <tekst>")
    # LibreOffice ends a document with a paragraph where a table stood last.
    made, usual = (
        filter(None, paragraphs_of(word)) for word in (a_word_report(report, edited), a_word_report(report))
    )
    assert list(made) == list(usual)


def reorder(document: Document) -> None:
    """The measures first, the form's parts in another order and in other words, logos, a cover in a box."""
    body = document.element.body
    table = document.tables[0]._tbl
    heading = paragraph_with(document, "NKPS-tiltak og hovedansvarlig")._p
    for element in (table, heading):
        body.insert(0, element)
    when, text = (
        paragraph_with(document, "4. Tidspunkt og varighet"),
        paragraph_with(document, "{{p tiltak.tidspunkt }}"),
    )
    before = paragraph_with(document, "2. Ansvarlig og samarbeidspartnere")._p
    before.addprevious(when._p)
    before.addprevious(text._p)
    when.runs[0].text = "Når?"
    document.paragraphs[0].insert_paragraph_before().add_run().add_picture(a_picture(), width=Mm(20))
    document.sections[0].header.paragraphs[0].add_run().add_picture(a_picture(), width=Mm(20))
    a_paragraph(a_text_box("Rapport fra {{ virksomhet.navn }}"))(document)
    document.add_paragraph("Nr. {{ rapporteringspunkter|length }}, {{ virksomhet.navn|upper }}")


def test_a_template_in_another_order_with_a_logo_is_in_order() -> None:
    template = a_template(reorder)
    assert lint_template(template, "egen.docx").problems == ()
    texts = paragraphs_of(a_word_report(a_report("x", "y"), template))
    assert texts.count("Når?") == 2
    assert "Nr. 2, SPEKTER" in texts


def test_what_a_template_may_say_can_be_carried_out() -> None:
    asked = a_template(
        added(
            '{%p if virksomhet.mottaker == "KD" or virksomhet.periode in ("2017", "2018") %}',
            "{%p for punkt in rapporteringspunkter %}",
            "{% if loop.first and not loop.last %}Først{% elif loop.index is even %}Like{% else %}Odde{% endif %}"
            " {{ loop.index }}/{{ loop.length }} {% if punkt.nummer >= 2 and loop.revindex < 9 %}stor{% endif %}",
            "{%p endfor %}",
            "{%p else %}",
            "Andre",
            "{%p endif %}",
            "{# En påminnelse til oss selv #}Slutt",
            "{{ virksomhet.mottaker|default('ingen', true) }}",
            # Word's own quotation marks, and a hard space after the prefix.
            "{% if virksomhet.periode == “2017” %}i fjor{% endif %}",
            "{%p\u00a0if virksomhet.dato %}",
            "Dato",
            "{%p endif %}",
        )
    )
    assert lint_template(asked, "egen.docx").problems == ()
    texts = paragraphs_of(a_word_report(a_report("x", "y", "z"), asked))
    assert texts[-6:] == ["Først 1/3 ", "Like 2/3 stor", "Odde 3/3 stor", "Slutt", "ingen", "i fjor"]


# Faults: the code, what was found, and words of the message


@pytest.mark.parametrize(
    ("change", "code", "found", "said"),
    [
        (
            replaced("tiltak.beskrivelse", "tiltak.beskrivlse"), Code.TEMPLATE_UNKNOWN_VARIABLE,
            "tiltak.beskrivlse",
            "brødteksten, under overskriften «3. Beskrivelse av tiltaket (maks en halv side)», avsnitt 1 "
            "(«{{p tiltak.beskrivlse }}»): «tiltak.beskrivlse» finnes ikke. Det nærmeste som finnes, er "
            "«tiltak.beskrivelse».",
        ),
        (
            added("{{ virksomhet.nvan }}"), Code.TEMPLATE_UNKNOWN_VARIABLE, "virksomhet.nvan",
            "under overskriften «NKPS-tiltak og hovedansvarlig», avsnitt 2 («{{ virksomhet.nvan }}»)",
        ),
        (
            added("{{ virksomhte.navn }}"), Code.TEMPLATE_UNKNOWN_VARIABLE, "virksomhte",
            "Det nærmeste som finnes, er «virksomhet».",
        ),
        (
            added("{{ virksomhet.xyz }}"), Code.TEMPLATE_UNKNOWN_VARIABLE, "virksomhet.xyz",
            "Dette finnes: virksomhet.dato, virksomhet.epost",
        ),
        (
            added("{{p tiltak.ansvarlig }}"), Code.TEMPLATE_UNKNOWN_VARIABLE, "tiltak",
            "Det finnes bare mellom {%p for tiltak in rapporteringspunkter %} og {%p endfor %}.",
        ),
        (
            replaced("Rapporteringspunkt {{ tiltak.nummer }}", "Punkt {{ tiltak.numer }}"),
            Code.TEMPLATE_UNKNOWN_VARIABLE, "tiltak.numer", "avsnitt 6 («Punkt {{ tiltak.numer }}",
        ),
        (
            replaced("{{ nkps.tekst }}", "{{ nkps.txt }}"), Code.TEMPLATE_UNKNOWN_VARIABLE, "nkps.txt",
            "rad 3, kolonne 2 i tabellen",
        ),
        (added("{{ virksomhet.navn }"), Code.TEMPLATE_UNCLOSED_TAG, "{{ virksomhet.navn }", "ikke avsluttet"),
        (added("virksomhet.navn }}"), Code.TEMPLATE_UNCLOSED_TAG, "virksomhet.navn }}", "ikke begynt"),
        (added("{ { virksomhet.navn } }"), Code.TEMPLATE_UNCLOSED_TAG, "{ {", "mellomrom"),
        (added("{virksomhet.navn}"), Code.TEMPLATE_UNCLOSED_TAG, "{virksomhet.navn}", "for få"),
        (added("｛｛ virksomhet.navn ｝｝"), Code.TEMPLATE_UNCLOSED_TAG, "｛｛ virksomhet.navn ｝｝", "mangler"),
        (added("{% if virksomhet.navn }}x"), Code.TEMPLATE_UNCLOSED_TAG, "{% if virksomhet.navn }}", ""),
        (added("{%p if virksomhet.navn %}", "x"), Code.TEMPLATE_UNCLOSED_BLOCK, "{%p if virksomhet.navn %}",
         "{% endif %} mangler"),
        (added("{%p endfor %}"), Code.TEMPLATE_UNCLOSED_BLOCK, "{%p endfor %}", "ingen {% for %} foran"),
        (added("{%p if virksomhet.navn %}", "x", "{% endif %}"), Code.TEMPLATE_UNCLOSED_BLOCK, "{% endif %}",
         "begynner ikke likt som «{%p if virksomhet.navn %}»"),
        (added("{% if virksomhet.navn %}", "x{% endif %}"), Code.TEMPLATE_UNCLOSED_BLOCK, "{% endif %}",
         "ikke i samme avsnitt"),
        (added("{% else %}"), Code.TEMPLATE_UNCLOSED_BLOCK, "{% else %}", "ingen {% if %}"),
        (added("{%p edif %}"), Code.TEMPLATE_SYNTAX, "{%p edif %}", "Mente du «endif»?"),
        (added("{{ p tiltak.ansvarlig }}"), Code.TEMPLATE_SYNTAX, "{{ p tiltak.ansvarlig }}",
         "Skriv «{{p» uten mellomrom"),
        (added("{{- virksomhet.navn }}"), Code.TEMPLATE_SYNTAX, "{{- virksomhet.navn }}", "bindestrek"),
        (added("{{ }}"), Code.TEMPLATE_SYNTAX, "{{ }}", "tom"),
        (added("{{ virksomhet.na\u200bvn }}"), Code.TEMPLATE_SYNTAX, None, "usynlig tegn"),
        (added("{% if virksomhet.navn == «KD» %}x{% endif %}"), Code.TEMPLATE_SYNTAX, None, "rette anførselstegn"),
        (added("{{ virksomhet }}"), Code.TEMPLATE_SYNTAX, "{{ virksomhet }}", "virksomhet.navn, virksomhet.periode"),
        (added("{{ virksomhet.navn|uper }}"), Code.TEMPLATE_UNKNOWN_FILTER, "uper", "er «upper»"),
        (added("{{ virksomhet.navn|frame(3) }}"), Code.TEMPLATE_UNKNOWN_FILTER, "frame", ""),
        (
            replaced("{{p tiltak.ansvarlig }}", "{{p tiltak.ansvarlig|upper }}"), Code.TEMPLATE_NOT_ALLOWED,
            "{{p tiltak.ansvarlig|upper }}", "slik det er skrevet i arbeidsboken",
        ),
        (replaced("{{p tiltak.ansvarlig }}", "Hvem: {{p tiltak.ansvarlig }}"), Code.TEMPLATE_MISPLACED_TAG,
         "{{p tiltak.ansvarlig }}", "alene i avsnittet"),
        (replaced("{{p tiltak.ansvarlig }}", "{{ tiltak.ansvarlig }}"), Code.TEMPLATE_MISPLACED_TAG,
         "{{ tiltak.ansvarlig }}", "må skrives {{p tiltak.ansvarlig }}"),
        (replaced("{{r tiltak.lenke }}", "{{ tiltak.lenke }}"), Code.TEMPLATE_MISPLACED_TAG,
         "{{ tiltak.lenke }}", "må skrives {{r tiltak.lenke }}"),
        (added("{{r virksomhet.navn }}"), Code.TEMPLATE_MISPLACED_TAG, "{{r virksomhet.navn }}",
         "skrives {{ virksomhet.navn }}"),
        (added("{%tr if virksomhet.dato %}{%tr endif %}"), Code.TEMPLATE_MISPLACED_TAG, None, "kan ikke brukes der"),
        (added('{{ virksomhet.navn|default("\\u0000") }}'), Code.TEMPLATE_NOT_ALLOWED, None, "ikke kan vises"),
        (added(r'{{ "\ud800" }}'), Code.TEMPLATE_NOT_ALLOWED, None, "ikke kan vises"),
        (added(r'{{ "a\nb" }}'), Code.TEMPLATE_NOT_ALLOWED, None, "et linjeskift"),
        (added("{_{ virksomhet }_}"), Code.TEMPLATE_UNCLOSED_TAG, "{_{", "understrek"),
        (added("x {_% y"), Code.TEMPLATE_UNCLOSED_TAG, "{_%", "understrek"),
        (added("{%p for x in " + "9" * 5_000 + " %}"), Code.TEMPLATE_NOT_ALLOWED, None, "mer enn 500 tegn"),
        (added("{{tr virksomhet.navn }}"), Code.TEMPLATE_MISPLACED_TAG, None, "skrives {{ virksomhet.navn }}"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_place(change: Change, code: Code, found: str | None, said: str) -> None:
    problem = problems_of(change)[0]
    assert problem.code is code
    assert found is None or problem.found == found
    assert said in problem.message
    assert problem.message.startswith("Word-malen egen.docx, brødteksten, ")
    assert problem.code.exit is Exit.TEMPLATE


def test_all_faults_are_told_at_once_in_the_order_of_the_document() -> None:
    faults = told(
        replaced("{{ virksomhet.navn }}", "{{ virksomhet.nvan }}"),
        replaced("in rapporteringspunkter", "in raporteringspunkter"),
        replaced("{{p tiltak.tidspunkt }}", "Senere"),
        added("{{ x }", "{% set x = 1 %}"),
    )
    assert faults == [
        (Code.TEMPLATE_UNKNOWN_VARIABLE, "virksomhet.nvan"),
        (Code.TEMPLATE_UNKNOWN_VARIABLE, "raporteringspunkter"),
        (Code.TEMPLATE_UNKNOWN_VARIABLE, "raporteringspunkter"),
        (Code.TEMPLATE_UNCLOSED_TAG, "{{ x }"),
        (Code.TEMPLATE_NOT_ALLOWED, "{% set x = 1 %}"),
        (Code.TEMPLATE_MISSING_FIELD, "Tidspunkt og varighet"),
    ]


def test_loops_that_cross_are_told() -> None:
    assert told(
        added("{%p for a in nkps_tiltak %}", "{%p if virksomhet.navn %}", "{%p endfor %}", "{%p endif %}")
    ) == [
        (Code.TEMPLATE_UNCLOSED_BLOCK, "{%p if virksomhet.navn %}"),
        (Code.TEMPLATE_UNCLOSED_BLOCK, "{%p endif %}"),
    ]


def without(text: str, number: int = 0) -> Change:
    """Without one of the paragraphs that have a text, the first where no number is given."""

    def change(document: Document) -> None:
        found = [paragraph._p for paragraph in document.paragraphs if text in paragraph.text]
        document.element.body.remove(found[number])

    return change


@pytest.mark.parametrize("number", [0, 1])
def test_an_end_that_is_missing_is_told_once(number: int) -> None:
    problem = the_problem(without("{%p endfor %}", number))
    assert problem.code is Code.TEMPLATE_UNCLOSED_BLOCK
    assert problem.found == "{%p for tiltak in rapporteringspunkter %}"
    assert "kan ikke brukes slik. {% endfor %} mangler." in problem.message


def test_a_row_without_its_end_is_told_once_and_the_loop_round_the_table_is_right() -> None:
    def change(document: Document) -> None:
        document.add_paragraph("{%p for punkt in rapporteringspunkter %}")
        cells = document.add_table(1, 1).cell(0, 0)
        cells.text = "{%tr for nkps in nkps_tiltak %}"
        document.add_paragraph("{%p endfor %}")

    told_of = [problem for problem in problems_of(change) if problem.code is Code.TEMPLATE_UNCLOSED_BLOCK]
    assert [problem.found for problem in told_of] == ["{%tr for nkps in nkps_tiltak %}"]
    assert "{% endfor %} må stå før «{%p endfor %}»" in told_of[0].message


def test_an_end_at_the_end_of_the_document_that_repeats_what_comes_after_the_forms_is_told() -> None:
    def to_the_end(document: Document) -> None:
        end = [paragraph._p for paragraph in document.paragraphs if "endfor" in paragraph.text][-1]
        document.element.body.insert(-1, end)

    problem = the_problem(to_the_end)
    assert (problem.code, problem.code.exit) == (Code.TEMPLATE_INNER_LIST, Exit.DONE)
    assert problem.found == "{%tr for nkps in nkps_tiltak %}"
    assert "inne i løkken «{%p for tiltak in rapporteringspunkter %}»" in problem.message
    assert "må «{%p endfor %}» stå foran løkken" in problem.fix


def test_of_several_loops_in_a_loop_the_first_is_told() -> None:
    loops = ("{%p for nkps in nkps_tiltak %}", "{{ nkps.tekst }}", "{%p endfor %}") * 2
    around = ("{%p for a in rapporteringspunkter %}", *loops, "{%p endfor %}")
    assert told(added(*around)) == [(Code.TEMPLATE_INNER_LIST, "{%p for nkps in nkps_tiltak %}")]


def test_an_end_in_the_last_paragraph_is_right_but_not_where_a_section_ends_with_it() -> None:
    def nothing_after(document: Document) -> None:
        end = [paragraph._p for paragraph in document.paragraphs if "endfor" in paragraph.text][-1]
        for element in [*end.itersiblings()][:-1]:
            document.element.body.remove(element)

    def section_ends(document: Document) -> None:
        end = [paragraph._p for paragraph in document.paragraphs if "endfor" in paragraph.text][-1]
        end.get_or_add_pPr().append(parse_xml(f"<w:sectPr {nsdecls('w')}/>"))

    template = a_template(nothing_after)
    assert lint_template(template, "egen.docx").problems == ()
    assert paragraphs_of(a_word_report(a_report("x", "y"), template))[-2:] == [
        "4. Tidspunkt og varighet",
        "Tidspunkt",
    ]
    problem = the_problem(section_ends)
    assert (problem.code, problem.found) == (Code.TEMPLATE_MISPLACED_TAG, "{%p endfor %}")
    assert "inndelingsskift. Trykk Enter etter koden" in problem.message


def test_fields_in_another_order_are_in_order() -> None:
    def change(document: Document) -> None:
        before = paragraph_with(document, "3. Beskrivelse")._p
        for text in ("4. Tidspunkt", "{{p tiltak.tidspunkt }}"):
            before.addprevious(paragraph_with(document, text)._p)

    template = a_template(change)
    assert lint_template(template, "egen.docx").problems == ()
    made = paragraphs_of(a_word_report(a_report("x"), template))
    assert made.index("4. Tidspunkt og varighet") < made.index(
        "3. Beskrivelse av tiltaket (maks en halv side)"
    )


@pytest.mark.parametrize("code", ["{{ tiltak.nummer }}", "{{ nkps.nummer }}", "{{ tiltk.nummer }}"])
def test_a_name_that_is_unknown_there_is_told_once(code: str) -> None:
    assert the_problem(added(code)).code is Code.TEMPLATE_UNKNOWN_VARIABLE


def test_what_only_looks_like_a_code_is_none() -> None:
    texts = ("Våre tiltak.Neste setning", "post@virksomhet.navn.no", "50 %", "{a}", "a % b")
    assert told(added(*texts)) == []


def test_a_code_over_two_paragraphs_is_told_in_both() -> None:
    assert told(added("{{ virksomhet.navn", "}}"))[0] == (
        Code.TEMPLATE_UNCLOSED_TAG,
        "{{ virksomhet.navn",
    )
    # docxtpl would take these for one and lose what is between.
    for texts in (("{", "{"), ("slutt {", "{{ virksomhet.navn }}"), ("{{ virksomhet.navn }}", "} slutt")):
        assert "delt mellom to avsnitt" in the_problem(added(*texts)).message


def in_cell(row: int, column: int, *texts: str) -> Change:
    def change(document: Document) -> None:
        cell = document.tables[0].rows[row].cells[column]
        for paragraph in cell.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        cell.paragraphs[0].text = texts[0]
        for text in texts[1:]:
            cell.add_paragraph(text)

    return change


def test_a_loop_from_one_cell_into_another_is_told() -> None:
    problem = the_problem(in_cell(2, 1, "{%p if nkps.tekst %}", "x"), in_cell(2, 2, "y", "{%p endif %}"))
    assert "ikke i samme celle" in problem.message
    assert "rad 3, kolonne 3 i tabellen" in problem.message


def test_a_cell_of_which_nothing_may_be_left_is_told() -> None:
    emptied = in_cell(2, 1, "{%p if nkps.hovedansvarlig %}", "{{ nkps.tekst }}", "{%p endif %}")
    assert "ingenting igjen" in the_problem(emptied).message
    kept = in_cell(
        2, 1, "{%p if nkps.hovedansvarlig %}", "{{ nkps.tekst }}", "{%p else %}", "–", "{%p endif %}"
    )
    assert told(kept) == []


@pytest.mark.parametrize("prefix", ["p", "tr"])
def test_two_codes_in_one_paragraph_of_a_cell_are_told_to_stand_alone(prefix: str) -> None:
    crowded = in_cell(2, 1, f"{{%{prefix} if virksomhet.dato %}}{{%{prefix} endif %}}")
    assert Code.TEMPLATE_MISPLACED_TAG in {problem.code for problem in problems_of(crowded)}


@pytest.mark.parametrize(
    "between",
    ["<w:tab/>", "<w:br/>", '<w:fldChar w:fldCharType="begin"/>', '<w:footnoteReference w:id="2"/>'],
)
def test_a_code_with_something_else_in_the_middle_is_told(between: str) -> None:
    code = f"<w:r><w:t>{{{{ virksomhet</w:t></w:r><w:r>{between}</w:r><w:r><w:t>.navn }}}}</w:t></w:r>"
    assert "delt av en tabulator" in the_problem(a_paragraph(code)).message


def test_a_code_that_word_split_is_none() -> None:
    code = (
        "<w:r><w:t>{</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>{ virksom</w:t></w:r>"
        "<w:r><w:lastRenderedPageBreak/><w:t>het.navn }</w:t></w:r><w:r><w:t>}</w:t></w:r>"
    )
    assert told(a_paragraph(code)) == []


# Places


def header(text: str) -> Change:
    return lambda document: setattr(document.sections[0].header.paragraphs[0], "text", text)


def first_page_header(text: str) -> Change:
    def change(document: Document) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = text

    return change


def prop(name: str, text: str) -> Change:
    return lambda document: setattr(document.core_properties, name, text)


def footnotes(text: str) -> Change:
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    return a_part("/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, note)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (header, "toppteksten, avsnitt 1"),
        (first_page_header, "toppteksten på første side, avsnitt 1"),
        (lambda text: a_paragraph(a_text_box(text)), "brødteksten, en tekstboks, under overskriften «NKPS-tiltak og"),
        (lambda text: prop("title", text), "dokumentegenskapen Tittel («"),
        (lambda text: prop("keywords", text), "dokumentegenskapen Nøkkelord («"),
        (footnotes, "fotnotene, avsnitt 1"),
    ],
)  # fmt: skip
def test_codes_are_checked_and_carried_out_everywhere_they_can_be(
    place: Callable[[str], Change], name: str
) -> None:
    problem = the_problem(place("{{ virksomhet.nvan }}"))
    assert f"{name}" in problem.message
    assert problem.found == "virksomhet.nvan"
    right = a_template(place("Fra {{ virksomhet.navn }}!"))
    assert lint_template(right, "egen.docx").problems == ()
    parts = unpack_parts(a_word_report(a_report("x"), right))
    assert any(b"Fra Spekter!" in content for content in parts.values())
    assert not any(b"{{" in content for content in parts.values())


COMMENTS = f'<w:comments xmlns:w="{W}"><w:comment w:id="1"><w:p><w:r><w:t>{{{{ virksomhet.navn }}}}</w:t></w:r></w:p></w:comment></w:comments>'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (
            a_part("/word/endnotes.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
                   COMMENTS.replace("comment", "endnote")),
            "sluttnotene",
        ),
        (
            a_part("/word/comments.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
                   COMMENTS),
            "en merknad",
        ),
        (
            a_part("/word/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
                   f'<c xmlns:a="{A}"><a:t>{{{{ virksomhet</a:t><a:t>.navn }}}}</a:t></c>'),
            "et diagram",
        ),
        (
            a_part("/word/diagrams/data1.xml",
                   "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
                   f'<c xmlns:a="{A}"><a:t>{{{{ virksomhet.navn }}}}</a:t></c>'),
            "en SmartArt-grafikk",
        ),
        (
            a_part("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml",
                   "<Properties><p>{{ virksomhet.navn }}</p></Properties>"),
            "de egendefinerte dokumentegenskapene",
        ),
        (prop("content_status", "{{ virksomhet.navn }}"), "de andre dokumentegenskapene"),
        (
            lambda document: document.part.relate_to(
                "mailto:%7b%7b%20virksomhet.epost%20%7d%7d",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
            ),
            "adressen til en lenke",
        ),
    ],
)  # fmt: skip
def test_a_code_where_none_is_carried_out_is_told(change: Change, place: str) -> None:
    problem = the_problem(change)
    assert problem.code is Code.TEMPLATE_TAG_NOT_RENDERED
    assert place in problem.message


def test_the_copy_of_the_title_that_word_itself_keeps_is_no_fault() -> None:
    def change(document: Document) -> None:
        package = document.part.package
        kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        titles = (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<TitlesOfParts><x>{{ virksomhet.navn }}</x></TitlesOfParts></Properties>"
        )
        part = Part(PackURI("/docProps/app.xml"), kind, titles.encode(), package)
        package.relate_to(part, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)

    assert told(change) == []


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<w:ins w:id='1' w:author='x'><w:r><w:t>{{ virksomhet.navn }}</w:t></w:r></w:ins>", "sporet endring"),
        ("<w:del w:id='1' w:author='x'><w:r><w:delText>{{ virksomhet.x }}</w:delText></w:r></w:del>", "sporet endring"),
        ("<w:r><w:instrText>HYPERLINK {{ virksomhet.epost }}</w:instrText></w:r>", "feltkode"),
        ("<w:fldSimple w:instr='X {{ virksomhet.navn }}'><w:r><w:t>x</w:t></w:r></w:fldSimple>", "beskrivelse"),
        ("<!-- {{ virksomhet.navn }} --><w:r><w:t>x</w:t></w:r>", "ikke i vanlig tekst"),
    ],
)  # fmt: skip
def test_a_code_where_word_keeps_no_text_is_told(inside: str, said: str) -> None:
    problem = problems_of(a_paragraph(inside))[0]
    assert problem.code is Code.TEMPLATE_MISPLACED_TAG
    assert said in problem.message


def test_tracked_changes_and_comments_are_a_warning() -> None:
    problems = problems_of(
        a_paragraph("<w:ins w:id='1' w:author='x'><w:r><w:t>ny</w:t></w:r></w:ins>"),
        a_paragraph("<w:r><w:commentReference w:id='1'/></w:r>"),
    )
    assert [problem.code for problem in problems] == [Code.TEMPLATE_REVIEW_MARKS] * 2
    assert highest_exit(problems) is Exit.DONE


@pytest.mark.parametrize(
    "code", ["{{p tiltak.beskrivelse }", "{ {p tiltak.beskrivelse }}", "{{p tiltak.beskrivelse"]
)
def test_a_field_whose_code_is_broken_is_not_said_to_be_missing_as_well(code: str) -> None:
    found = problems_of(replaced("{{p tiltak.beskrivelse }}", code))
    assert found
    assert {problem.code for problem in found} == {Code.TEMPLATE_UNCLOSED_TAG}


def test_a_field_in_a_comment_is_missing() -> None:
    found = problems_of(replaced("{{p tiltak.beskrivelse }}", "{# tiltak.beskrivelse #}"))
    assert Code.TEMPLATE_MISSING_FIELD in {problem.code for problem in found}


def test_a_link_to_a_bookmark_that_is_gone_is_told_where_it_stands() -> None:
    def without_list(document: Document) -> None:
        """Delete the list of actions, as somebody does who wants none."""
        texts = [paragraph.text for paragraph in document.paragraphs]
        first = next(index for index, text in enumerate(texts) if "for tiltak in" in text)
        last = next(index for index, text in enumerate(texts) if "endfor" in text)
        for paragraph in document.paragraphs[first : last + 1]:
            document.element.body.remove(paragraph._p)

    (problem,) = problems_of(without_list)
    assert (problem.code, problem.found) == (Code.TEMPLATE_BROKEN_LINK, "liste")
    assert "avsnitt 2 («Rapporteringspunkt {{ tiltak.nummer }}" in problem.message


def test_a_link_to_a_place_on_another_page_needs_no_bookmark() -> None:
    def outside(document: Document) -> None:
        target = document.part.relate_to("https://a.no", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        names = nsdecls("w", "r")
        link = (
            f'<w:hyperlink {names} r:id="{target}" w:anchor="avsnitt"><w:r><w:t>x</w:t></w:r></w:hyperlink>'
        )
        document.add_paragraph()._p.append(parse_xml(link))

    template = a_template(outside)
    assert lint_template(template, "egen.docx").problems == ()
    assert "x" in paragraphs_of(a_word_report(a_report("y"), template))


# The form


def without_bookmark(name: str) -> Change:
    def change(document: Document) -> None:
        for element in list(document.element.iter(qn("w:bookmarkStart"))):
            if element.get(qn("w:name")) == name:
                parent = element.getparent()
                assert parent is not None
                parent.remove(element)

    return change


def test_headings_are_known_by_their_bookmark_whatever_they_say() -> None:
    reworded = replaced("3. Beskrivelse av tiltaket (maks en halv side)", "Hva vi gjør")
    assert told(reworded) == []
    problem = the_problem(reworded, without_bookmark("skjema_beskrivelse"))
    assert problem.code is Code.TEMPLATE_MISSING_HEADING
    assert problem.found == "3. Beskrivelse av tiltaket (maks en halv side)"
    assert "skriver skjema_beskrivelse og velger Legg til" in problem.fix


def test_headings_of_templates_older_than_the_bookmarks_are_known_by_their_words() -> None:
    assert told(*(without_bookmark(name) for name in FORM_BOOKMARKS)) == []
    assert (
        told(
            *(without_bookmark(name) for name in FORM_BOOKMARKS),
            replaced("4. Tidspunkt og varighet", "Tidspunkt og varighet:"),
        )
        == []
    )


def test_a_heading_without_the_style_of_one_is_told() -> None:
    def change(document: Document) -> None:
        paragraph_with(document, "2. Ansvarlig").style = document.styles["Normal"]

    problem = the_problem(change)
    assert problem.code is Code.TEMPLATE_MISSING_HEADING
    assert "har ikke en overskriftsstil" in problem.message


def test_the_first_heading_may_be_plain_only_where_the_title_is_a_heading() -> None:
    def plain_title(document: Document) -> None:
        paragraph_with(document, "{{p tiltak.tittel").style = document.styles["Normal"]

    def real_heading(document: Document) -> None:
        paragraph_with(document, "1. Tiltak i Nasjonal").style = document.styles["Heading 2"]

    assert told() == []
    problem = the_problem(plain_title)
    assert problem.code is Code.TEMPLATE_MISSING_HEADING
    assert problem.found == "1. Tiltak i Nasjonal kompetansepolitisk strategi"
    assert "har ikke en overskriftsstil" in problem.message
    assert told(plain_title, real_heading) == []


def test_a_report_without_the_four_headings_is_an_error() -> None:
    def change(document: Document) -> None:
        for paragraph in document.paragraphs:
            if paragraph.style and paragraph.style.name in ("NKPS skjemaoverskrift", "Heading 2"):
                document.element.body.remove(paragraph._p)

    problems = problems_of(change)
    assert [problem.code for problem in problems] == [Code.TEMPLATE_MISSING_HEADING] * 4
    assert highest_exit(problems) is Exit.TEMPLATE


@pytest.mark.parametrize(
    ("old", "field"),
    [
        ("{{p tiltak.tittel_avsnitt }}", "Tiltak"),
        ("{{p tiltak.ansvarlig }}", "Ansvarlig og samarbeidspartnere"),
        ("{{ tiltak.nkps_numre }}", "Relasjon til NKPS-tiltak nr."),
        ("{{ virksomhet.periode }}", "Rapporteringsperiode"),
    ],
)
def test_each_field_that_is_left_out_is_told(old: str, field: str) -> None:
    def without_footer(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].text = ""

    assert (Code.TEMPLATE_MISSING_FIELD, field) in told(replaced(old, "–"), without_footer)


def test_links_that_lead_nowhere_are_a_warning() -> None:
    problem = the_problem(replaced("{{r tiltak.bokmerke }}", ""))
    assert (problem.code, problem.code.exit) == (Code.TEMPLATE_DEAD_LINK, Exit.TEMPLATE)


# Styles


def test_a_style_that_is_used_and_not_defined_is_told() -> None:
    def change(document: Document) -> None:
        style = paragraph_with(document, "{{p tiltak.ansvarlig }}")._p.get_or_add_pPr()
        style.get_or_add_pStyle().val = "Borte"

    problem = the_problem(change)
    assert (problem.code, problem.found) == (Code.TEMPLATE_UNDEFINED_STYLE, "Borte")
    assert "under overskriften «2. Ansvarlig og samarbeidspartnere», avsnitt 1" in problem.message


def test_a_list_that_would_have_no_bullets_is_told() -> None:
    def change(document: Document) -> None:
        properties = document.styles["List Bullet"].element.pPr
        properties.remove(properties.find(qn("w:numPr")))

    problem = the_problem(change)
    assert (problem.code, problem.found) == (Code.TEMPLATE_MISSING_NUMBERING, "List Bullet")


def test_a_numbering_that_is_not_defined_is_told() -> None:
    def change(document: Document) -> None:
        paragraph = document.add_paragraph("punkt")._p
        properties: Any = paragraph.get_or_add_pPr()
        number = properties.get_or_add_numPr()
        number.get_or_add_numId().val = 99

    problem = the_problem(change)
    assert (problem.code, problem.found) == (Code.TEMPLATE_MISSING_NUMBERING, "99")


# Templates made to do harm


def doubling(levels: int) -> str:
    loops = "".join(f"{{% for a{n} in nkps_tiltak %}}" for n in range(levels))
    return "{% set x = 'a' %}" + loops + "{% set x = x ~ x %}" + "{% endfor %}" * levels


@pytest.mark.parametrize(
    "text",
    [
        "{{" * 30_000,
        "{%" * 30_000 + "{#" * 30_000,
        "{{ x }}" * 30_000,
        doubling(8),
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ " + "(" * 40_000 + "x" + ")" * 40_000 + " }}",
        "{{ " + "(" * 200 + "virksomhet.navn" + ")" * 200 + " }}",
        "{{ " + "x" * 100_000 + " }}",
        "{% if " + "not " * 100 + "virksomhet.navn %}{% endif %}" * 300,
        "{% if virksomhet.navn %}" * 200 + "{% endif %}" * 200,
        "{{ 'a' * 1000000000 }}",
        "{{ virksomhet.navn.text.format }}",
        "{{ virksomhet.navn|map(attribute='x')|list }}",
        "{{ loop }}",
        "{{ self }}",
        "{{ range(999999999) }}",
        "{% for a in rapporteringspunkter %}{% for b in rapporteringspunkter %}{% endfor %}{% endfor %}",
        "{% raw %}{{ x }}{% endraw %}",
        "{% if loop.index is divisibleby(0) %}{% endif %}",
    ],
    ids=range(21),
)
def test_a_template_made_to_do_harm_is_refused_and_never_carried_out(text: str) -> None:
    template = a_template(added(text))
    problems = lint_template(template, "egen.docx").problems
    assert highest_exit(problems) is Exit.TEMPLATE
    assert len(problems) <= 200


def test_many_faults_in_many_paragraphs_are_told_as_far_as_anybody_reads() -> None:
    template = a_template(*(added(f"{{{{ feil{number}") for number in range(3_000)))
    assert len(lint_template(template, "egen.docx").problems) == 200


def test_what_is_refused_is_refused_by_the_renderer_too() -> None:
    for text in ("{{ ''.__class__ }}", "{{ virksomhet.navn|map }}", "{{ borte }}", "{{ virksomhet }}"):
        with pytest.raises(TemplateError):
            a_word_report(a_report("x"), a_template(added(text)))


def test_one_character_less_in_any_code_is_told_or_harmless() -> None:
    source = docx.Document(io.BytesIO(render_default_template()))
    codes = sorted({tag.text for p in source.paragraphs for tag in find_tags(p.text)})
    choose = random.Random(20170913)  # noqa: S311 - the same every time
    for _ in range(60):
        code = choose.choice(codes)
        gone = choose.randrange(len(code))
        template = a_template(replaced(code, code[:gone] + code[gone + 1 :]))
        if not lint_template(template, "egen.docx").problems:
            assert "x" in paragraphs_of(a_word_report(a_report("x"), template))


# The command


def test_lint_template_says_what_it_looked_at(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/report.docx").write_bytes(render_default_template())
    answer = run(tmp_path, "lint-template")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Word-malen templates/report.docx er i orden: " in answer.stdout
    assert " koder, 4 overskrifter." in answer.stdout


def test_lint_template_tells_everything_and_ends_with_5(tmp_path: Path) -> None:
    (tmp_path / "egen.docx").write_bytes(a_template(added("{{ virksomhet.nvan }}", "{{ x }")))
    answer = run(tmp_path, "lint-template", "egen.docx")
    assert (answer.returncode, answer.stdout) == (5, "")
    lines = answer.stderr.splitlines()
    assert lines[0] == "egen.docx"
    assert lines[-1].startswith("Word-malen egen.docx kan ikke brukes: 2 feil")
    assert "«virksomhet.nvan» finnes ikke" in answer.stderr
    assert "«{{ x }»" in answer.stderr
    assert run(tmp_path, "lint-template", "borte.docx").returncode == 5


def test_report_checks_the_template_first_and_tells_warnings_once(tmp_path: Path) -> None:
    (tmp_path / "input").mkdir()
    for name in ("en", "to"):
        (tmp_path / f"input/{name}.xlsx").write_bytes(a_workbook())
    (tmp_path / "egen.docx").write_bytes(a_template(added("{{ virksomhet.nvan }}", "{{ x }")))
    answer = run(tmp_path, "report", "--template", "egen.docx")
    assert answer.returncode == 5
    assert answer.stderr.count("«virksomhet.nvan» finnes ikke") == 2
    assert "«{{ x }»" in answer.stderr
    assert not (tmp_path / "output/en.docx").exists()
    (tmp_path / "egen.docx").write_bytes(
        a_template(a_paragraph("<w:ins w:id='1' w:author='x'><w:r><w:t>ny</w:t></w:r></w:ins>"))
    )
    answer = run(tmp_path, "report", "--template", "egen.docx")
    assert answer.returncode == 0
    assert answer.stderr.count("Malen har") == 1
    assert (tmp_path / "output/to.docx").exists()


def test_a_drawing_in_a_row_that_would_go_is_told() -> None:
    def change(document: Document) -> None:
        document.tables[0].rows[1].cells[1].paragraphs[0].add_run()._r.append(OxmlElement("w:drawing"))

    assert the_problem(change).code is Code.TEMPLATE_MISPLACED_TAG
