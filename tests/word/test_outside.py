"""What leads out of a template: told with its place, and in no report."""

# ruff: noqa: E501 - the XML of Word has long lines.
from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import pytest
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from lxml import etree

from nkps_reports.files.archive import unpack_parts
from nkps_reports.report.problems import Problem
from nkps_reports.word.template.lint import lint_template
from nkps_reports.wording.codes import Code, Exit
from tests.builders import a_report, a_word_report, paragraphs_of
from tests.word.test_lint import a_picture
from tests.word_templates import Change, a_paragraph, a_part, a_template

PATH = "file:///C:/Users/kari/hemmelig.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PIC = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="7" name="logo"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
    "<pic:blipFill><a:blip {blip}/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>"
    "</wp:inline></w:drawing></w:r>"
)
OBJECT = (
    '<w:r><w:object xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shape id="s"><v:imagedata r:id="{inside}"/></v:shape>'
    '<o:OLEObject Type="Link" ProgID="Excel.Sheet.12" ShapeID="s" r:id="{outside}"/></w:object></w:r>'
)


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(*texts: str) -> str:
    return "".join(f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>' for text in texts)


def shown(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def a_field(result: str, *instruction: str) -> str:
    return f"{mark('begin')}{code(*instruction)}{mark('separate')}{shown(result)}{mark('end')}"


def outside(part: Part, kind: str, target: str = PATH) -> str:
    relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    return part.relate_to(target, relation, is_external=True)


def put(document: Document, inside: str) -> None:
    document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{inside}</w:p>"))


def picture(*, is_embedded: bool) -> Change:
    def change(document: Document) -> None:
        blip = f'r:link="{outside(document.part, "image", "file:///H:/logo.png")}"'
        if is_embedded:
            blip += f' r:embed="{document.part.get_or_add_image(a_picture())[0]}"'
        put(document, PIC.format(blip=blip) + shown("Etter bildet"))

    return change


def linked_object(document: Document) -> None:
    inside = document.part.get_or_add_image(a_picture())[0]
    put(document, OBJECT.format(inside=inside, outside=outside(document.part, "oleObject")))


def setting(kind: str, xml: str) -> Change:
    def change(document: Document) -> None:
        part = document.part._settings_part
        part.element.append(parse_xml(xml.format(names=nsdecls("w", "r"), id=outside(part, kind))))

    return change


attached = setting("attachedTemplate", '<w:attachedTemplate {names} r:id="{id}"/>')
merged = setting(
    "mailMergeSource",
    '<w:mailMerge {names}><w:mainDocumentType w:val="formLetters"/><w:query w:val="SELECT * FROM x"/>'
    '<w:dataSource r:id="{id}"/></w:mailMerge>',
)


def merged_by_query(document: Document) -> None:
    xml = f'<w:mailMerge {W}><w:mainDocumentType w:val="formLetters"/><w:connectString w:val="H:/x.xlsx"/></w:mailMerge>'
    document.settings.element.append(parse_xml(xml))


def chunk(document: Document) -> None:
    part = Part(
        PackURI("/word/bit.html"), "text/html", b"<img src='http://a.no/x.png'>", document.part.package
    )
    identifier = document.part.relate_to(part, RELATIONSHIP_TYPE.A_F_CHUNK)
    document.element.body.insert(-1, parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="{identifier}"/>'))


def part_of_a_document(document: Document) -> None:
    identifier = outside(document.part, "subDocument")
    document.element.body.insert(
        -1, parse_xml(f'<w:p {nsdecls("w", "r")}><w:subDoc r:id="{identifier}"/></w:p>')
    )


def unused(document: Document) -> None:
    outside(document.part, "frame")


def in_header(document: Document) -> None:
    paragraph = document.sections[0].header.paragraphs[0]._p
    for run in parse_xml(f"<w:p {nsdecls('w')}>{a_field('Fra hodet', 'DDEAUTO Excel x')}</w:p>"):
        paragraph.append(run)


def in_note(document: Document) -> None:
    note = f'<w:footnotes {W}><w:footnote w:id="1"><w:p>{a_field("Fra noten", "INCLUDETEXT x")}</w:p></w:footnote></w:footnotes>'
    a_part("/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, note)(document)


WAYS = {
    "picture": (picture(is_embedded=True), "file:///H:/logo.png", "brødteksten, under overskriften", "slik det sist ble lagret"),
    "picture elsewhere": (picture(is_embedded=False), "file:///H:/logo.png", "brødteksten, under overskriften", "uten bildet"),
    "object": (linked_object, PATH, "brødteksten, under overskriften", "bare bildet av det"),
    "template": (attached, PATH, "innstillingene: Malen bygger på en annen Word-mal", ""),
    "list": (merged, PATH, "innstillingene: Malen er koblet til en liste", ""),
    "query": (merged_by_query, "H:/x.xlsx", "innstillingene: Malen er koblet til en liste", ""),
    "chunk": (chunk, "bit.html", "brødteksten: Et annet dokument", "uten det"),
    "document": (part_of_a_document, PATH, "brødteksten, under overskriften", "uten det"),
    "unused": (unused, PATH, "Word-malen egen.docx: Noe er koblet", ""),
    "header": (in_header, "DDEAUTO Excel x", "toppteksten", "som vanlig tekst"),
    "note": (in_note, "INCLUDETEXT x", "fotnotene", "som vanlig tekst"),
}  # fmt: skip


def problems_of(template: bytes) -> tuple[Problem, ...]:
    return lint_template(template, "egen.docx").problems


def outer_links(word: bytes) -> Iterator[str]:
    for name, content in unpack_parts(word).items():
        if name.endswith(".rels"):
            relations = etree.fromstring(content)
            yield from (r.get("Type", "") for r in relations if r.get("TargetMode") == "External")


@pytest.mark.parametrize("name", WAYS)
def test_what_leads_out_is_told_where_it_stands_and_is_in_no_report(name: str) -> None:
    change, found, place, said = WAYS[name]
    template = a_template(change)
    (problem,) = problems_of(template)
    assert (problem.code, problem.code.exit) == (Code.TEMPLATE_REACHES_OUTSIDE, Exit.DONE)
    assert problem.found == found
    assert place in problem.message
    assert said in problem.message
    assert problem.fix
    report = a_word_report(a_report("x"), template)
    assert [*outer_links(report)] == []
    for content in unpack_parts(report).values():
        for trace in (b"kari", b"H:/", b"mailMerge", b"altChunk", b"<img", b"DDEAUTO", b"INCLUDETEXT"):
            assert trace not in content


def test_a_picture_that_is_in_the_file_too_stays_and_one_that_is_not_goes() -> None:
    for is_embedded in (True, False):
        template = a_template(picture(is_embedded=is_embedded))
        report = docx.Document(io.BytesIO(a_word_report(a_report("x"), template)))
        assert len(report.inline_shapes) == is_embedded
        assert "Etter bildet" in [paragraph.text for paragraph in report.paragraphs]


def test_the_picture_of_a_linked_object_stays() -> None:
    parts = unpack_parts(a_word_report(a_report("x"), a_template(linked_object)))
    assert b"imagedata" in parts["word/document.xml"]
    assert b"OLEObject" not in parts["word/document.xml"]


def test_links_stay_and_are_not_told() -> None:
    def link(document: Document) -> None:
        identifier = outside(document.part, "hyperlink", "https://a.no")
        put(document, f'<w:hyperlink r:id="{identifier}">{shown("her")}</w:hyperlink>')

    template = a_template(link)
    assert problems_of(template) == ()
    assert [kind.rpartition("/")[2] for kind in outer_links(a_word_report(a_report("x"), template))] == [
        "hyperlink"
    ]


FIELDS = {
    "simple": ('<w:fldSimple w:instr=" INCLUDEPICTURE x ">' + shown("vist") + "</w:fldSimple>", "INCLUDEPICTURE x"),
    "split": (a_field("vist", " INC", "LUDE", "TEXT x "), "INCLUDETEXT x"),
    "small letters": (a_field("vist", "dde Excel x"), "dde Excel x"),
    "link": (a_field("vist", "LINK Excel.Sheet x"), "LINK Excel.Sheet x"),
    "import": (a_field("vist", "IMPORT x"), "IMPORT x"),
    "inside a field": (
        mark("begin") + code("IF ") + a_field("1", "INCLUDETEXT x") + code(" = 1") + mark("separate") + shown("vist") + mark("end"),
        "INCLUDETEXT x",
    ),
    "round a field": (
        mark("begin") + code("INCLUDETEXT ") + a_field("skjult", "DOCPROPERTY x") + mark("separate") + shown("vist") + mark("end"),
        "INCLUDETEXT",
    ),
    "made by a field": (
        mark("begin") + a_field("DDE", "QUOTE 68 68 69") + code(" Excel x") + mark("separate") + shown("vist") + mark("end"),
        "Excel x",
    ),
    "never ended": (mark("begin") + code("DDE Excel x") + shown("vist"), "DDE Excel x"),
}  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_that_fetches_leaves_what_it_shows(name: str) -> None:
    xml, found = FIELDS[name]
    template = a_template(a_paragraph(shown("før ") + xml + shown(" etter")))
    (problem,) = problems_of(template)
    assert (problem.code, problem.found) == (Code.TEMPLATE_REACHES_OUTSIDE, found)
    report = a_word_report(a_report("x"), template)
    # Word hides what stands in the instruction of the field round it.
    assert ("før 1vist etter" if name == "inside a field" else "før vist etter") in paragraphs_of(report)
    assert found.encode() not in unpack_parts(report)["word/document.xml"]


def test_other_fields_stay_as_they_are() -> None:
    date = a_field("1. mai", "DATE ", "\\@ d. MMMM")
    template = a_template(a_paragraph(date))
    assert problems_of(template) == ()
    body = unpack_parts(a_word_report(a_report("x"), template))["word/document.xml"]
    assert body.count(b"DATE ") == 1


def test_a_report_by_a_template_that_leads_nowhere_keeps_its_parts() -> None:
    notes = f'<w:footnotes {W}>\n<w:footnote w:id="1"><w:p>{shown("x")}</w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    template = a_template(a_part("/word/endnotes.xml", kind, notes))
    assert unpack_parts(a_word_report(a_report("x"), template))["word/endnotes.xml"] == notes.encode()


def test_very_many_fields_in_each_other_take_no_long_time() -> None:
    many = (mark("begin") + code("INCLUDETEXT ")) * 4_000
    template = a_template(a_paragraph(many + mark("end") * 4_000 + shown("vist")))
    assert {problem.code for problem in problems_of(template)} == {Code.TEMPLATE_REACHES_OUTSIDE}
    assert "vist" in paragraphs_of(a_word_report(a_report("x"), template))
