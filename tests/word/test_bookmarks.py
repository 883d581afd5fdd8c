"""Bookmarks: those of the form and the list, the links between them, and what a loop makes of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

from nkps_reports.files.archive import unpack_parts
from nkps_reports.word.document.bookmarks import FORM_BOOKMARKS, make_unique
from nkps_reports.wording.documents import BOKMAL
from tests.builders import a_report, a_word_report
from tests.conftest import Convert
from tests.word_templates import a_template, paragraph_with
from tools.word_template.template import render_default_template

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body_of(word: bytes) -> etree._Element:
    return etree.fromstring(unpack_parts(word)["word/document.xml"])


def text_of(element: etree._Element | None) -> str:
    assert element is not None
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def names_in(element: etree._Element) -> list[str]:
    return [mark.get(qn("w:name"), "") for mark in element.iter(qn("w:bookmarkStart"))]


def anchors_in(element: etree._Element) -> list[str]:
    return [link.get(qn("w:anchor"), "") for link in element.iter(qn("w:hyperlink"))]


def mark(paragraph: Paragraph, name: str, number: str = "900") -> None:
    paragraph._p.append(OxmlElement("w:bookmarkStart", {qn("w:id"): number, qn("w:name"): name}))
    paragraph._p.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): number}))


def rendered(body: str) -> etree._Element:
    """What becomes of a body after loops have been carried out."""
    root = parse_xml(f"<w:body {W}>{body}</w:body>")
    make_unique([root])
    return root


def a_mark(name: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def test_the_template_has_a_bookmark_round_the_words_of_each_heading() -> None:
    body = body_of(render_default_template())
    for name, heading in zip(FORM_BOOKMARKS, BOKMAL.form_headings, strict=True):
        (start,) = [m for m in body.iter(qn("w:bookmarkStart")) if m.get(qn("w:name")) == name]
        run, end = [*start.itersiblings()][:2]
        assert text_of(run) == heading
        assert end.tag == qn("w:bookmarkEnd")
        assert end.get(qn("w:id")) == start.get(qn("w:id"))


def test_the_forms_own_bookmarks_end_in_the_actions_number_even_where_there_is_one() -> None:
    for count in (1, 3):
        found = names_in(body_of(a_word_report(a_report(*["x"] * count))))
        for number in range(1, count + 1):
            for name in FORM_BOOKMARKS:
                assert found.count(f"{name}_{number}") == 1
        assert len(found) == len(set(found)) == 6 * count


def test_each_form_leads_back_to_its_place_in_the_list() -> None:
    body = body_of(a_word_report(a_report("x", "y", "z")))
    links = [link for link in body.iter(qn("w:hyperlink")) if text_of(link).startswith("Til listen")]
    assert [link.get(qn("w:anchor")) for link in links] == ["liste_1", "liste_2", "liste_3"]
    for number in (1, 2, 3):
        (start,) = [m for m in body.iter(qn("w:bookmarkStart")) if m.get(qn("w:name")) == f"liste_{number}"]
        assert text_of(start.getparent()) == f"Tittel {number}"
    assert set(anchors_in(body)) <= set(names_in(body))


def link_to(name: str, text: str) -> etree._Element:
    return parse_xml(
        f'<w:p {W}><w:hyperlink w:anchor="{name}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink></w:p>'
    )


def anchors_of(text: str, template: bytes) -> list[str]:
    body = body_of(a_word_report(a_report("x", "y", "z"), template))
    return [link.get(qn("w:anchor"), "") for link in body.iter(qn("w:hyperlink")) if text_of(link) == text]


def test_several_links_in_a_form_lead_to_its_own_action_and_one_outside_to_the_first() -> None:
    def add(document: Document) -> None:
        paragraph_with(document, "{{p tiltak.tidspunkt }}")._p.addnext(link_to("liste", "Opp"))
        paragraph_with(document, "2. Ansvarlig")._p.addprevious(link_to("Skjema_Tidspunkt", "Når"))
        document.element.body.insert(-1, link_to("liste", "Til begynnelsen"))

    template = a_template(add)
    assert anchors_of("Opp", template) == ["liste_1", "liste_2", "liste_3"]
    assert anchors_of("Til listen over rapporteringspunkter", template) == ["liste_1", "liste_2", "liste_3"]
    assert anchors_of("Når", template) == [f"skjema_tidspunkt_{number}" for number in (1, 2, 3)]
    assert anchors_of("Til begynnelsen", template) == ["liste_1"]


def test_a_link_that_some_forms_have_leads_to_its_own_action() -> None:
    def add(document: Document) -> None:
        after = paragraph_with(document, "{{p tiltak.tidspunkt }}")._p
        for element in (
            paragraph_of("{%p endif %}"),
            link_to("liste", "Opp"),
            paragraph_of("{%p if not loop.first %}"),
        ):
            after.addnext(element)

    assert anchors_of("Opp", a_template(add)) == ["liste_2", "liste_3"]


def test_a_link_whose_action_has_no_such_place_leads_to_the_first() -> None:
    def add(document: Document) -> None:
        paragraph_with(document, "{{r tiltak.lenke }}")._p.addprevious(paragraph_of("{%p if loop.first %}"))
        paragraph_with(document, "Relasjon til")._p.addprevious(paragraph_of("{%p endif %}"))

    template = a_template(add)
    assert anchors_of("Til listen over rapporteringspunkter", template) == ["liste_1"] * 3


def paragraph_of(text: str) -> etree._Element:
    return parse_xml(f"<w:p {W}><w:r><w:t>{text}</w:t></w:r></w:p>")


def test_the_words_of_the_link_back_are_the_staffs_to_change() -> None:
    def reword(document: Document) -> None:
        (link,) = [p.hyperlinks[0] for p in document.paragraphs if p.hyperlinks]
        link.runs[0].text = "Opp"

    body = body_of(a_word_report(a_report("x"), a_template(reword)))
    assert "Opp" in [text_of(link) for link in body.iter(qn("w:hyperlink"))]


def test_bookmarks_and_links_survive_an_edit_in_libreoffice(libreoffice: Convert, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(render_default_template())
    edited = body_of(a_word_report(a_report("x", "y"), libreoffice(path, "docx").read_bytes()))
    expected = body_of(a_word_report(a_report("x", "y")))
    assert set(names_in(expected)) <= set(names_in(edited))
    assert anchors_in(expected) == anchors_in(edited)


def test_a_bookmark_of_the_staff_in_a_loop_gets_numbers_and_names_of_its_own() -> None:
    def add(document: Document) -> None:
        mark(paragraph_with(document, "{{ tiltak.nkps_numre }}"), "x" * 39)
        heading = paragraph_with(document, "Rapporteringspunkter")
        heading._p.append(
            parse_xml(f'<w:hyperlink {W} w:anchor="{"x" * 39}"><w:r><w:t>a</w:t></w:r></w:hyperlink>')
        )

    body = body_of(a_word_report(a_report("x", "y", "z"), a_template(add)))
    assert [name for name in names_in(body) if name[0] == "x"] == ["x" * 39, "x" * 38 + "_2", "x" * 38 + "_3"]
    assert "x" * 39 in anchors_in(body)
    numbers = [m.get(qn("w:id"), "") for m in body.iter(qn("w:bookmarkStart"))]
    assert len(numbers) == len(set(numbers))
    assert sorted(numbers) == sorted(m.get(qn("w:id"), "") for m in body.iter(qn("w:bookmarkEnd")))


def test_names_that_differ_in_case_alone_are_one_name_to_word() -> None:
    assert names_in(rendered(a_mark("Kart") + a_mark("kart", 2))) == ["Kart", "kart_2"]


@pytest.mark.parametrize("name", ["skjema_tiltak_1", "kart_2"])
def test_no_new_name_is_one_that_stands_already(name: str) -> None:
    marks = a_mark("kart", 1) + a_mark(name, 2) + a_mark("skjema_tiltak", 3) + a_mark("kart", 4)
    found = names_in(rendered(marks))
    assert len({each.casefold() for each in found}) == 4
    assert found[2] == "skjema_tiltak_1"


@pytest.mark.parametrize(
    ("field", "led"),
    [
        ("<w:r><w:instrText> REF {name} \\h </w:instrText></w:r>", " REF {new} \\h "),
        ("<w:r><w:instrText>PAGEREF {name}</w:instrText></w:r>", "PAGEREF {new}"),
        ('<w:r><w:instrText> HYPERLINK \\l "{name}" </w:instrText></w:r>', ' HYPERLINK \\l "{new}" '),
    ],
)
def test_fields_lead_to_the_first(field: str, led: str) -> None:
    for name, first in (("skjema_tiltak", "skjema_tiltak_1"), ("kart", "kart")):
        root = rendered(field.format(name=name) + a_mark(name, 1) + a_mark(name, 1))
        (code,) = root.iter(qn("w:instrText"))
        assert code.text == led.format(new=first)


def test_a_simple_field_leads_to_the_first() -> None:
    marks = a_mark("skjema_tiltak") * 2
    (field,) = rendered(f'<w:fldSimple w:instr=" PAGEREF skjema_tiltak "/>{marks}').iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == " PAGEREF skjema_tiltak_1 "


def test_a_bookmark_that_a_loop_cut_in_two_is_kept_once_or_taken_out() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="a"/>', '<w:bookmarkEnd w:id="1"/>'
    assert names_in(rendered(start * 3 + "<w:p/>" + end)) == ["a"]
    assert len([*rendered(start + "<w:p/>" + end * 3).iter(qn("w:bookmarkEnd"))]) == 1
    assert [*rendered(end)] == [*rendered(start)] == []
