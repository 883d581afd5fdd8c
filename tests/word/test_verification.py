"""The rendered report is opened again: what is wrong with it is refused, and it is told whose fault it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from lxml import etree

from nkps_reports.cli.problem_lines import exit_of
from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.files.sources import find_sources
from nkps_reports.jobs.build import build_reports
from nkps_reports.jobs.running.batch import Crew
from nkps_reports.jobs.running.executors import InlineExecutor
from nkps_reports.report.model import Organisation, Report
from nkps_reports.report.problems import TemplateError
from nkps_reports.word import rendering
from nkps_reports.word.document.bookmarks import FORM_BOOKMARKS
from nkps_reports.word.verification.package import read_story
from nkps_reports.word.verification.report import DefectError
from nkps_reports.wording.codes import Code, Exit
from tests.builders import a_report, a_text, a_word_report, a_workbook, paragraphs_of, with_texts
from tests.word_templates import Change, a_template, a_text_box, paragraph_with
from tools.word_template.template import render_default_template

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REPORT = a_report("første\nså [lenke til a](https://a.no)\n1. en\n2. to", "annen\n1. tre\n2. fire\n3. fem")
Tamper = Callable[[str], str]


def tampered(
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    tamper: Tamper,
    report: Report = REPORT,
    template: bytes | None = None,
) -> Exception:
    """What is said of a report that came out of the program otherwise than it should."""

    def pack(parts: Mapping[str, bytes]) -> bytes:
        before = parts[part].decode()
        after = tamper(before)
        assert after != before
        return pack_parts({**parts, part: after.encode()})

    monkeypatch.setattr(rendering, "pack_parts", pack)
    with pytest.raises((DefectError, TemplateError, etree.XMLSyntaxError)) as caught:
        a_word_report(report, template)
    return caught.value


def swapped(one: str, two: str) -> Tamper:
    return lambda xml: xml.replace(one, "\0").replace(two, one).replace("\0", two)


def removed(pattern: str) -> Tamper:
    return lambda xml: re.sub(pattern, "", xml, count=1)


def text(words: str) -> str:
    return rf'<w:p>(?:(?!</w:p>).)*<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


OURS: dict[str, tuple[str, Tamper]] = {
    "a paragraph is gone": ("document", removed(text("første"))),
    "a paragraph is cut": ("document", lambda xml: xml.replace(">annen<", ">anne<")),
    "two paragraphs have changed places": ("document", swapped("første", "så ")),
    "two actions have changed fields": ("document", swapped("første", "annen")),
    "a field stands under another heading": ("document", swapped("Ansvarlig</w:t>", "Tidspunkt</w:t>")),
    "a heading has other words": ("document", lambda xml: xml.replace("4. Tidspunkt og", "4. Tid", 1)),
    "two lists have one number": ("document", lambda xml: re.sub(r'(w:numId w:val=)"\d+"', r'\1"5"', xml)),
    "a list has no definition": ("numbering", removed(r'<w:num w:numId="5".*?</w:num>')),
    "a link has no address": ("document", lambda xml: re.sub(r'r:id="rIdLenke1"', 'r:id="rIdX"', xml)),
    "an address is gone": ("_rels/document", removed(r'<Relationship [^>]*Id="rIdLenke1"[^>]*/>')),
    "two bookmarks have one number": (
        "document", lambda xml: re.sub(r'(w:bookmark\w+ w:id=)"1"', r'\1"2"', xml),
    ),
    "a bookmark has no end": ("document", removed(r"<w:bookmarkEnd [^>]*/>")),
    "a link leads to the wrong kind of part": (
        "_rels/document", lambda xml: xml.replace('Target="styles.xml"', 'Target="stiler.xml"'),
    ),
    "the XML is broken": ("document", lambda xml: xml.replace("</w:body>", "")),
}  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_what_the_template_did_not_cause_is_a_bug(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    part, tamper = OURS[name]
    path = f"word/{part}.xml{'.rels' if part.startswith('_rels') else ''}"
    error = tampered(monkeypatch, path, tamper)
    assert isinstance(error, DefectError | etree.XMLSyntaxError)


def test_two_members_of_one_name_are_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def pack(parts: Mapping[str, bytes]) -> bytes:
        packed = io.BytesIO(pack_parts(parts))
        with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(packed, "a") as archive:
            archive.writestr("docProps/core.xml", parts["docProps/core.xml"])
        return packed.getvalue()

    monkeypatch.setattr(rendering, "pack_parts", pack)
    with pytest.raises(DefectError, match=r"docprops/core\.xml"):
        a_word_report(REPORT)


def test_a_report_that_python_docx_saved_with_two_members_of_one_name_is_a_bug() -> None:
    packed = io.BytesIO(render_default_template())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/document.xml", b"<x/>")
    with pytest.raises(ValueError, match="same name"):
        unpack_parts(packed.getvalue())


def fault(change: Change, report: Report = REPORT) -> tuple[Code, str]:
    """The code and the message of what a template causes."""
    with pytest.raises(TemplateError) as caught:
        a_word_report(report, a_template(change))
    (problem,) = caught.value.problems
    assert problem.code.exit == 5
    return problem.code, problem.message


def write_before(words: str, *texts: str) -> Change:
    def change(document: Document) -> None:
        for each in texts:
            paragraph_with(document, words).insert_paragraph_before(each)

    return change


def test_a_field_that_only_some_actions_have_is_named_with_its_code() -> None:
    def limit(document: Document) -> None:
        paragraph = paragraph_with(document, "{{p tiltak.tidspunkt }}")
        paragraph.insert_paragraph_before("{%p if tiltak.nummer == 1 %}")
        paragraph._p.addnext(parse_xml(f"<w:p {W}><w:r><w:t>{{%p endif %}}</w:t></w:r></w:p>"))

    code, message = fault(limit)
    assert code is Code.TEMPLATE_INCOMPLETE
    assert "«Tidspunkt og varighet»" in message
    assert "{{p tiltak.tidspunkt }}" in message


def test_a_heading_may_have_a_tab_or_a_tab_stop_in_it() -> None:
    def change(document: Document) -> None:
        paragraph_with(document, "4. Tidspunkt").runs[0].text = "4.\tTidspunkt og varighet"
        paragraph_with(document, "2. Ansvarlig").paragraph_format.tab_stops.add_tab_stop(Mm(10))

    lines = paragraphs_of(a_word_report(a_report("x", "y"), a_template(change)))
    assert lines.count("4.\tTidspunkt og varighet") == 2


def test_a_filter_that_changes_text_is_named_with_its_field() -> None:
    tag = "{{ tiltak.tittel|upper }}"

    def change(document: Document) -> None:
        paragraph_with(document, "{{p tiltak.tittel_avsnitt }}").runs[0].text = tag
        link = paragraph_with(document, "{{r tiltak.lenke }}")
        link.runs[0].text = "{{ tiltak.nummer }}"

    code, message = fault(change)
    assert code is Code.TEMPLATE_INCOMPLETE
    assert "«Tiltak»" in message
    assert tag in message


def test_a_heading_that_stands_outside_the_loop_or_twice_is_named() -> None:
    def move(document: Document) -> None:
        heading = paragraph_with(document, "2. Ansvarlig og samarbeidspartnere")
        paragraph_with(document, "Rapporteringspunkter")._p.addnext(heading._p)

    def repeat(document: Document) -> None:
        first = paragraph_with(document, "1. Tiltak i Nasjonal")
        first.insert_paragraph_before("{%p for gang in [1, 2] %}")
        first._p.addnext(parse_xml(f"<w:p {W}><w:r><w:t>{{%p endfor %}}</w:t></w:r></w:p>"))

    code, message = fault(move)
    assert (code, "«Ansvarlig og samarbeidspartnere»" in message) == (Code.TEMPLATE_FORM_HEADING, True)
    assert fault(repeat)[0] is Code.TEMPLATE_FORM_HEADING


def test_a_link_to_a_bookmark_that_is_not_there_is_named() -> None:
    def remove(document: Document) -> None:
        heading = paragraph_with(document, "{{r tiltak.bokmerke }}")
        heading.runs[1].text = ""

    code, message = fault(remove)
    assert (code, "«rapporteringspunkt_1»" in message) == (Code.TEMPLATE_BROKEN_LINK, True)


def test_a_link_to_the_top_is_words_own() -> None:
    def add(document: Document) -> None:
        link = f'<w:hyperlink {W} w:anchor="_top"><w:r><w:t>Til toppen</w:t></w:r></w:hyperlink>'
        paragraph_with(document, "Rapporteringspunkter")._p.append(parse_xml(link))

    assert a_word_report(REPORT, a_template(add))


def with_endnotes(document: Document, words: str) -> None:
    paragraph = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    content = f"<w:endnotes {W}><w:endnote w:id='1'>{paragraph}</w:endnote></w:endnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    part = Part(PackURI("/word/endnotes.xml"), kind, content.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)


def test_a_code_where_none_is_carried_out_is_named() -> None:
    code, message = fault(lambda document: with_endnotes(document, "Fra {{ virksomhet.navn }}"))
    assert (code, "{{ virksomhet.navn }}" in message) == (Code.TEMPLATE_MISPLACED_TAG, True)


def test_braces_that_somebody_typed_are_text_and_stay() -> None:
    typed = "{{ virksomhet.navn }} og {% if x %}"
    report = a_report(typed, organisation=Organisation("A {{ b }}", "{% 2017 %}", recipient="{# c #}"))
    titled = with_texts(report.actions[0], title=a_text("{{ tittel }}\n{{p tiltak.ansvarlig }}"))
    found = unpack_parts(a_word_report(replace(report, actions=(titled,))))["word/document.xml"].decode()
    assert found.count(typed) == 1
    assert "{{p tiltak.ansvarlig }}" in found
    # The same code in the template where none is carried out is still found.
    with pytest.raises(TemplateError):
        a_word_report(
            report, a_template(lambda document: with_endnotes(document, "{{ virksomhet.periode }}"))
        )


def test_a_template_that_is_unsound_itself_is_the_one_to_be_named() -> None:
    def spoil(document: Document) -> None:
        style = document.styles["List Bullet"].element
        style.pPr.numPr.numId.val = 77

    assert fault(spoil)[0] is Code.TEMPLATE_UNREADABLE


def test_a_part_of_the_template_that_is_no_xml_is_the_templates_fault() -> None:
    def add(document: Document) -> None:
        part = Part(PackURI("/customXml/item1.xml"), "application/xml", b"<a", document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)

    assert fault(add)[0] is Code.TEMPLATE_UNREADABLE


def test_the_order_of_the_form_is_the_templates() -> None:
    def turn(document: Document) -> None:
        first = paragraph_with(document, "1. Tiltak i Nasjonal")
        timing = paragraph_with(document, "4. Tidspunkt og varighet")
        field = paragraph_with(document, "{{p tiltak.tidspunkt }}")
        first._p.addprevious(timing._p)
        first._p.addprevious(field._p)

    assert a_word_report(REPORT, a_template(turn))


def as_table(document: Document) -> None:
    """The form as a table for each action: a heading to the left, the field to the right of it."""
    rows = []
    for name, heading in zip(
        ("tittel_avsnitt", "ansvarlig", "beskrivelse", "tidspunkt"), FORM_BOOKMARKS, strict=True
    ):
        (start,) = [m for m in document.element.iter(qn("w:bookmarkStart")) if m.get(qn("w:name")) == heading]
        field = paragraph_with(document, f"{{{{p tiltak.{name} }}}}")
        rows.append((start.getparent(), field._p))
    table = document.add_table(rows=len(rows), cols=2)
    rows[0][0].addprevious(table._tbl)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, paragraph in zip(row.cells, cells, strict=True):
            cell._tc.replace(cell.paragraphs[0]._p, paragraph)


def without_bookmarks(document: Document) -> None:
    for start in [*document.element.iter(qn("w:bookmarkStart"))]:
        if start.get(qn("w:name")) in FORM_BOOKMARKS:
            start.getparent().remove(start)


def with_a_summary(document: Document) -> None:
    """Fields in a list of their own before the forms, the title in a sentence."""
    entry = paragraph_with(document, "{{ tiltak.nkps_numre }}")
    entry.insert_paragraph_before("Nr. {{ tiltak.nummer }} er «{{ tiltak.tittel }}», slik:")
    entry.insert_paragraph_before("{{p tiltak.beskrivelse }}")


def with_the_title_in_the_heading(document: Document) -> None:
    heading = paragraph_with(document, "Rapporteringspunkt {{ tiltak.nummer }}")
    heading.runs[0].text = "{{ tiltak.nummer }}: {{ tiltak.tittel }}"
    field = paragraph_with(document, "{{p tiltak.tittel_avsnitt }}")
    field.runs[0].text = "Se overskriften."


def with_a_box_in_a_heading(document: Document) -> None:
    box = a_text_box("Hjelp").replace("<w:r ", f"<w:r {W} ", 1)
    paragraph_with(document, "2. Ansvarlig")._p.append(parse_xml(box))


@pytest.mark.parametrize(
    "shape",
    [as_table, without_bookmarks, with_a_summary, with_the_title_in_the_heading, with_a_box_in_a_heading],
)
def test_a_form_may_have_another_shape(shape: Change) -> None:
    report = replace(
        REPORT,
        actions=(with_texts(REPORT.actions[0], title=a_text("En\ntittel\tmed mye")), *REPORT.actions[1:]),
    )
    assert a_word_report(report, a_template(shape))


@pytest.mark.parametrize("shape", [as_table, with_a_summary])
def test_a_mix_up_is_found_in_other_shapes_too(shape: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    mix_up = swapped("første", "annen")
    error = tampered(monkeypatch, "word/document.xml", mix_up, template=a_template(shape))
    assert isinstance(error, DefectError)


def test_what_is_lost_where_headings_have_no_bookmarks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    twins, template = a_report("like", "like"), a_template(without_bookmarks)
    error = tampered(monkeypatch, "word/document.xml", removed(text("like")), twins, template)
    assert isinstance(error, DefectError)


def test_paragraphs_in_a_text_box_are_lines_of_their_own() -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>inni</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    root = parse_xml(f"<w:body {W}><w:p>{box}<w:r><w:t>utenfor</w:t></w:r></w:p></w:body>")
    assert read_story(root, has_boxes=True).texts == ["utenfor", "inni"]


@pytest.mark.parametrize(("is_ours", "exit_code"), [(True, Exit.BUG), (False, Exit.TEMPLATE)])
def test_nothing_is_put_in_place_of_what_is_refused(
    is_ours: bool, exit_code: Exit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workbook, template = tmp_path / "x.xlsx", tmp_path / "mal.docx"
    workbook.write_bytes(a_workbook())
    template.write_bytes(
        render_default_template()
        if is_ours
        else a_template(lambda d: setattr(paragraph_with(d, "{{p tiltak.tidspunkt }}"), "text", "Se over"))
    )
    if is_ours:
        path = "word/document.xml"
        monkeypatch.setattr(
            rendering,
            "pack_parts",
            lambda parts: pack_parts({**parts, path: parts[path].replace(b"En konferanse.", b"En.")}),
        )
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (outcome,) = build_reports(
        find_sources([workbook]), template, tmp_path / "output", Crew(InlineExecutor())
    )
    assert exit_of([outcome]) is exit_code
    assert not outcome.placed
    assert not (tmp_path / "output").exists()
