"""A Word report made by hand becomes a workbook: the eight actions exactly, whatever the hand."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from docx.document import Document

from nkps_reports.jobs.templates import DEFAULT_TEMPLATES
from nkps_reports.report.markup import Run, parse_markup
from nkps_reports.report.model import Block, Language, Organisation
from nkps_reports.report.problems import NkpsError, Problem, WordReportError
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.reading.report import WordReading, parse_word_report
from nkps_reports.wording.codes import Code
from nkps_reports.wording.documents import BOKMAL
from nkps_reports.wording.form import DESCRIPTION
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.writing.blank import render_draft
from tests import ROOT
from tests.builders import a_report, a_row, a_word_report, a_workbook, shipped_report, with_texts
from tests.commands import run as run_command
from tests.foreign import edited
from tests.handmade import (
    HEADINGS,
    NYNORSK_HEADINGS,
    RELATION_FORMS,
    VARIANTS,
    Hand,
    W,
    a_document,
    a_handmade_report,
    a_table,
    listed,
    paragraph,
    run,
)
from tests.hostile import ole
from tests.source_document import shipped_rows
from tests.word_templates import a_template, paragraph_with
from tools.word_template.template import render_default_template

LAYOUTS = ("paragraphs", "pairs", "rows", "cells")
NUMBERED = ("typed", "automatic", "none")
HANDS = [
    *(Hand(headings=headings) for headings in (*VARIANTS, NYNORSK_HEADINGS)),
    *(
        Hand(styled=styled, numbered=numbered, layout=layout)
        for styled, numbered, layout in product((True, False), NUMBERED, LAYOUTS)
    ),
    *(
        Hand(relation=relation, in_title=in_title)
        for relation, in_title in product(RELATION_FORMS, (True, False))
    ),
    *(Hand(bullet=bullet) for bullet in ("- ", "•\t", "\uf0b7\u00a0")),
    *(Hand(timing=timing, has_list=has_list) for timing in ("typed", "none") for has_list in (True, False)),
    Hand(between=""),
]


def rows_of(reading: WordReading) -> list[list[str]]:
    """The cells of the workbook that is made."""
    return [[cell.text for cell in action.cells.values()] for action in reading.draft.actions]


def codes_of(problems: Sequence[Problem]) -> list[Code]:
    return [problem.code for problem in problems]


def a_form(*fields: str, headings: Sequence[str] = HEADINGS) -> str:
    """A form of one action; the first field holds the title and the relation."""
    pairs = zip(headings, fields, strict=True)
    return "".join(paragraph(run(heading)) + content for heading, content in pairs)


def a_simple_form(description: str) -> str:
    """A form with one word in each field but the description, whose XML is given."""
    title = paragraph(run("Møteplass")) + paragraph(run("Relasjon til NKPS tiltak nr 4."))
    return a_form(title, paragraph(run("Spekter")), description, paragraph(run("2017")))


def read(body: str, extra: dict[str, bytes] | None = None) -> WordReading:
    return parse_word_report(a_document(body, extra))


@pytest.mark.parametrize("hand", HANDS, ids=range(len(HANDS)))
def test_a_report_made_by_hand_is_read_to_the_eight_actions(hand: Hand) -> None:
    reading = parse_word_report(a_handmade_report(hand))
    assert rows_of(reading) == shipped_rows()
    assert reading.problems == ()


def inserted(text: str) -> str:
    """A text of which half was inserted and other words deleted and moved away, by somebody who tracks it."""
    middle = len(text) // 2
    change = 'w:id="9" w:author="Kari" w:date="2018-01-01T00:00:00Z"'
    gone = run("slettet ").replace("w:t ", "w:delText ").replace("/w:t>", "/w:delText>")
    return (
        run(text[:middle]) + f"<w:del {change}>{gone}</w:del><w:moveFrom {change}>{run('flyttet')}</w:moveFrom>"
        f"<w:ins {change}>{run(text[middle:])}</w:ins>"
    )  # fmt: skip


def test_tracked_changes_are_read_as_if_accepted_and_said() -> None:
    reading = parse_word_report(a_handmade_report(Hand(wrap=inserted)))
    assert rows_of(reading) == shipped_rows()
    assert codes_of(reading.problems) == [Code.REPORT_TRACKED_CHANGES]


def test_a_deleted_end_of_a_paragraph_and_a_deleted_row_are_gone() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="Kari"/></w:rPr>'
    row = a_table([[paragraph(run("Slettet rad"))]]).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="2" w:author="K"/></w:trPr>')  # fmt: skip
    reading = read(a_simple_form(paragraph(run("Første "), mark) + paragraph(run("del")) + row))
    assert reading.draft.actions[0].cells["description"].text == "Første del"


def test_content_controls_and_fields_are_read_as_they_show() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('I et felt'))}</w:sdtContent></w:sdt>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://nkps.no" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("planen")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    reading = read(a_simple_form(control + paragraph(run("Se ") + field)))
    assert reading.draft.actions[0].cells["description"].text == "I et felt\nSe [planen](https://nkps.no)"


def test_bold_and_italics_come_along_and_the_look_of_a_style_does_not() -> None:
    looks = run("fet", "<w:b/>") + run(" sterk", '<w:rStyle w:val="Sterk"/>') + run(" skrå", "<w:i/>")
    heading = paragraph(run("Underoverskrift"), '<w:pStyle w:val="Overskrift2"/>')
    reading = read(a_simple_form(paragraph(looks) + heading))
    runs = reading.draft.actions[0].cells["description"].runs
    assert [(each.text, each.bold, each.italic) for each in runs] == [
        ("fet sterk", True, False), (" skrå", False, True), ("\nUnderoverskrift", False, False),
    ]  # fmt: skip


def test_a_numbered_list_starts_at_1_and_a_table_is_text() -> None:
    items = listed(run("En"), 1) + listed(run("To"), 1)
    table = a_table([[paragraph(run("År")), paragraph(run("Antall"))], [paragraph(run("2017")), paragraph(run("8"))]])  # fmt: skip
    earlier = a_simple_form(items)
    reading = read(earlier + a_simple_form(items + table))
    assert reading.draft.actions[1].cells["description"].text == "1. En\n2. To\nÅr\tAntall\n2017\t8"
    assert codes_of(reading.problems) == [Code.REPORT_TABLE_AS_TEXT]


def test_a_section_break_or_a_page_break_in_a_form_cuts_nothing() -> None:
    section = paragraph(run("Før"), "<w:sectPr/>") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + paragraph(run("Etter"))  # fmt: skip
    reading = read(a_simple_form(section))
    assert reading.draft.actions[0].cells["description"].text == "Før\nEtter"
    assert reading.problems == ()


def test_comments_notes_pictures_and_text_outside_the_forms_are_named() -> None:
    comment = '<w:r><w:commentReference w:id="1"/></w:r>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    picture = "<w:r><w:drawing/></w:r>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('I en boks'))}</w:txbxContent></w:pict></w:r>"
    extra = {
        "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="1">{paragraph(run("Husk dette"))}</w:comment></w:comments>'.encode(),
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(run("Kilde"))}</w:footnote></w:footnotes>'.encode(),
        "word/header1.xml": f'<w:hdr xmlns:w="{W}">{paragraph(run("Unntatt offentlighet"))}</w:hdr>'.encode(),
    }  # fmt: skip
    before = paragraph(run("Kjære departement")) + paragraph(run("Takk for sist"))
    reading = read(before + a_simple_form(paragraph(run("Tekst") + comment + note + picture + box)), extra)
    assert reading.draft.actions[0].cells["description"].text == "Tekst"
    said = [(problem.code, problem.place.part, problem.message) for problem in reading.problems]
    assert [code for code, *_ in said] == [Code.REPORT_NOT_PLACED] * 2 + [Code.REPORT_LEFT_OUT] * 4
    assert said[0][1:] == (
        "Før skjemaene",
        "Ikke tatt med, fordi det ikke hører til noe felt i skjemaet: «Kjære departement» og «Takk for sist».",
    )
    assert "Unntatt offentlighet" in said[1][2]
    for words, (_, _, message) in zip(("Husk dette", "Kilde", "I en boks", "1 bilde"), said[2:], strict=True):
        assert words in message


def test_who_reports_is_read_from_a_cover() -> None:
    lines = ("Virksomhet: Norsk Forbund", "Rapporteringsperiode: 2017", "Dato:\t13. september 2017", "E-post: k@e.no")  # fmt: skip
    cover = "".join(paragraph(run(line)) for line in lines)
    organisation = parse_word_report(a_handmade_report(Hand(before=cover))).draft.organisation
    assert (organisation["name"], organisation["period"]) == ("Norsk Forbund", "2017")
    assert (organisation["report_date"], organisation["email"]) == ("13. september 2017", "k@e.no")


def test_a_relation_that_stands_in_the_list_alone_is_taken_from_there() -> None:
    listing = listed(run("Møteplass"), 1) + paragraph(run("Relasjon til NKPS tiltak nr 4 og 7."))
    form = a_form(*(paragraph(run(text)) for text in ("Møteplass", "Spekter", "Tekst", "2017")))
    assert read(listing + form).draft.actions[0].cells["relation"].text == "4 og 7"


def test_links_that_markup_cannot_hold_keep_their_address() -> None:
    link = f'<w:hyperlink r:id="rId3">{run("[1]")}</w:hyperlink>'
    text = (
        read(a_simple_form(paragraph(run("Se ") + link + run("."))))
        .draft.actions[0]
        .cells["description"]
        .text
    )
    assert text.startswith("Se [1] (http://www.spekter.no/")


def test_a_form_without_one_heading_beside_whole_ones_is_named() -> None:
    whole = a_simple_form(paragraph(run("Tekst")))
    broken = whole.replace(HEADINGS[1], "Noe annet")
    reading = read(whole + broken)
    assert codes_of(reading.problems) == [Code.REPORT_MISSING_HEADING]
    assert reading.problems[0].place.part == "Rapporteringspunkt 2: «Møteplass Noe annet Spekter»"
    assert "Ansvarlig og samarbeidspartnere" in reading.problems[0].message


def test_text_between_the_forms_is_named_where_headings_end_them() -> None:
    heading = paragraph(run("Vedlegg"), '<w:outlineLvl w:val="0"/>')
    body = a_simple_form(paragraph(run("Tekst"))) + heading + paragraph(run("Et brev"))
    (problem,) = read(body).problems
    assert (problem.code, problem.place.part) == (Code.REPORT_NOT_PLACED, "Etter skjemaene")
    assert "«Vedlegg» og «Et brev»" in problem.message


BAD: dict[str, tuple[Callable[[], bytes], Code, str]] = {
    "something else of 200 pages": (
        lambda: a_document(paragraph(run("Noe helt annet. " * 40)) * 2000),
        Code.REPORT_WITHOUT_FORM, "ingen skjemaer med de fire overskriftene",
    ),
    "nothing in it": (lambda: a_document(""), Code.REPORT_WITHOUT_FORM, "ingen skjemaer"),
    "two of the four headings": (
        lambda: a_document((paragraph(run(HEADINGS[0])) + paragraph(run("T")) + paragraph(run(HEADINGS[2])) + paragraph(run("B"))) * 3),
        Code.REPORT_INCOMPLETE_FORM, "«2. Ansvarlig og samarbeidspartnere» og «4. Tidspunkt og varighet»",
    ),
    "a template": (
        lambda: next(iter((ROOT / path).read_bytes() for path in DEFAULT_TEMPLATES.values())),
        Code.REPORT_IS_TEMPLATE, "Word-mal med koder",
    ),
    "no bytes": (lambda: b"", Code.REPORT_UNREADABLE, "tom (0 byte)"),
    "half a file": (lambda: a_handmade_report()[:4000], Code.REPORT_UNREADABLE, "skadet"),
    "broken XML": (
        lambda: edited(a_handmade_report(), {"word/document.xml": lambda part: part[:-40]}),
        Code.REPORT_UNREADABLE, "skadet",
    ),
    "a password": (lambda: ole("EncryptedPackage"), Code.REPORT_PROTECTED, "passord"),
    "the old format": (lambda: ole("WordDocument"), Code.REPORT_UNSUPPORTED_FORMAT, ".doc"),
    "macros": (
        lambda: edited(a_handmade_report(), {"[Content_Types].xml": lambda part: part.replace(b"vnd.openxmlformats-officedocument.wordprocessingml.document.main", b"vnd.ms-word.document.macroEnabled.main")}),
        Code.REPORT_UNSUPPORTED_FORMAT, "makroer",
    ),
    "a PDF": (lambda: b"%PDF-1.7 ...", Code.REPORT_UNSUPPORTED_FORMAT, "en PDF"),
    "RTF": (lambda: b"{\\rtf1 hei}", Code.REPORT_UNSUPPORTED_FORMAT, ".rtf"),
    "text": (lambda: b"Hei", Code.REPORT_UNSUPPORTED_FORMAT, "tekstfil"),
    "a workbook": (a_workbook, Code.REPORT_UNSUPPORTED_FORMAT, "Excel-arbeidsbok"),
    "entities": (
        lambda: edited(a_handmade_report(), {"word/document.xml": lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part}),
        Code.REPORT_UNREADABLE, "skadet",
    ),
    "a million empty paragraphs": (lambda: a_document("<w:p/>" * 1_000_000), Code.TOO_LARGE, "for stor"),
    "tables in tables without end": (
        lambda: a_document("<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000),
        Code.REPORT_UNREADABLE, "skadet",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_report_is_told_what_it_is(name: str) -> None:
    make, code, said = BAD[name]
    with pytest.raises(NkpsError) as refused:
        parse_word_report(make())
    (problem,) = refused.value.problems
    assert problem.code is code
    assert said in problem.message


LOOP = "{%p for tiltak in rapporteringspunkter %}"


def test_a_filled_in_report_that_mentions_our_codes_is_a_report() -> None:
    (row,) = rows_of(read(a_simple_form(paragraph(run(f"Vi skrev {LOOP} i malen.")))))
    assert f"Vi skrev {LOOP} i malen." in row


@pytest.mark.parametrize(
    "fields",
    [
        # Two fields are missing, and one has a few words of its own.
        ("{{ tiltak.tittel }}", "Vi: {{p tiltak.ansvarlig }}", "", ""),
        ("{{ tiltak.tittel }}", "{{p tiltak.ansvarlig }}", "Fylles ut", "{{p tiltak.tidspunkt }}"),
        (),
    ],
)
def test_our_codes_without_a_form_that_is_filled_in_are_a_template(fields: tuple[str, ...]) -> None:
    form = a_form(*(paragraph(run(field)) for field in fields)) if fields else ""
    with pytest.raises(WordReportError) as raised:
        read(paragraph(run("Fra {{ virksomhet.navn }}")) + form)
    assert raised.value.problems[0].code is Code.REPORT_IS_TEMPLATE


def test_a_report_in_the_strict_dialect_is_read() -> None:
    def strict(part: bytes) -> bytes:
        purl = b"http://purl.oclc.org/ooxml/"
        part = part.replace(W.encode(), purl + b"wordprocessingml/main")
        return part.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", purl + b"officeDocument/relationships")  # fmt: skip

    names = ("document", "styles", "numbering", "_rels/document.xml.rels")
    parts = {f"word/{name}" if "." in name else f"word/{name}.xml": strict for name in names}
    reading = parse_word_report(edited(a_handmade_report(), {**parts, "_rels/.rels": strict}))
    assert rows_of(reading) == shipped_rows()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fjor.docx").write_bytes(a_handmade_report())
    (tmp_path / "vår.docx").write_bytes(a_word_report(shipped_report()))
    return tmp_path


def test_import_makes_a_workbook_that_builds_the_same_report(folder: Path) -> None:
    answer = run_command(folder, "import", "vår.docx")
    assert answer.returncode == 0
    assert "Arbeidsboken er laget: input/vår.xlsx" in answer.stdout
    assert "8 rapporteringspunkter og 43 felt er hentet fra vår.docx" in answer.stdout
    report = parse_workbook((folder / "input/vår.xlsx").read_bytes()).report
    assert report
    assert a_word_report(report) == (folder / "vår.docx").read_bytes()


def test_numbers_in_another_way_are_written_plainly_in_the_workbook_and_told_once(tmp_path: Path) -> None:
    title = paragraph(run("Kurs")) + paragraph(run("Relasjon til NKPS-tiltak nr. 4 t.o.m. 7."))
    others = (paragraph(run(text)) for text in ("Spekter", "Tekst", "2017"))
    cover = "".join(paragraph(run(line)) for line in ("Virksomhet: Spekter", "Rapporteringsperiode: 2017"))
    (tmp_path / "fjor.docx").write_bytes(a_document(cover + a_form(title, *others)))
    answer = run_command(tmp_path, "import", "fjor.docx")
    assert answer.returncode == 0
    assert "Rapporteringspunkt 1: «Kurs»" in answer.stderr
    assert answer.stderr.count("«4 t.o.m. 7» er lest som NKPS-tiltak 4, 5, 6 og 7.") == 1
    assert answer.stderr.count(" er lest som ") == 1
    made = parse_workbook((tmp_path / "input/fjor.xlsx").read_bytes()).report
    assert made
    assert made.actions[0].relation
    assert made.actions[0].relation.found == "4–7"
    assert run_command(tmp_path, "check", "input/fjor.xlsx").stderr == ""


def test_import_says_what_a_report_made_by_hand_lacks(folder: Path) -> None:
    answer = run_command(folder, "import", "fjor.docx", "--output", "nye")
    assert answer.returncode == 0
    assert "Arbeidsboken er laget: nye/fjor.xlsx" in answer.stdout
    assert "3 merknader, se ovenfor" in answer.stdout
    said = " ".join(answer.stdout.split())
    assert "Fyll ut Virksomhet (B4) og Rapporteringsperiode (B5) i arket Virksomhet." in said
    assert "Fyll ut B4 i arket «Virksomhet»" in answer.stderr
    assert "Fyll ut B5 i arket «Virksomhet»" in answer.stderr
    assert run_command(folder, "check", "nye/fjor.xlsx").returncode == 4


@pytest.mark.parametrize("cover", ["", "Virksomhet: Spekter"])
def test_a_report_made_by_hand_goes_to_the_ministry_unless_it_says_otherwise(cover: str) -> None:
    text = paragraph(run("Tekst"))
    said = read(paragraph(run(cover)) + a_simple_form(text)).draft.organisation
    assert "recipient" not in said
    said = read(
        paragraph(run(cover)) + paragraph(run("Til: Rektor")) + a_simple_form(text)
    ).draft.organisation
    assert said["recipient"] == "Rektor"


def test_import_never_writes_over_a_workbook(folder: Path) -> None:
    (folder / "input").mkdir()
    (folder / "input/vår.xlsx").write_bytes(b"mine")
    answer = run_command(folder, "import", "vår.docx")
    assert answer.returncode == 6
    assert "input/vår.xlsx finnes fra før" in answer.stderr
    assert "INGEN ARBEIDSBOK er laget av vår.docx" in answer.stderr
    assert [(path.name, path.read_bytes()) for path in (folder / "input").iterdir()] == [
        ("vår.xlsx", b"mine")
    ]


def test_import_takes_every_report_of_a_folder_and_names_other_documents(folder: Path) -> None:
    (folder / "gammel.doc").write_bytes(b"")
    (folder / "~$vår.docx").write_bytes(b"")
    (folder / "bilde.docx").write_bytes(b"\x89PNG")
    answer = run_command(folder, "import", ".")
    assert answer.returncode == 3
    assert {path.name for path in (folder / "input").iterdir()} == {"fjor.xlsx", "vår.xlsx"}
    assert "gammel.doc er ikke lest" in answer.stderr
    assert "et bilde, ikke et Word-dokument" in answer.stderr
    assert run_command(folder, "import", "borte.docx").returncode == 2


def test_a_text_that_no_cell_has_room_for_is_cut_at_a_line_and_named(tmp_path: Path) -> None:
    long = paragraph(run("a" * 30_000)) + paragraph(run("Resten " + "b" * 5_000))
    (tmp_path / "lang.docx").write_bytes(a_document(a_simple_form(long)))
    answer = run_command(tmp_path, "import", "lang.docx")
    assert answer.returncode == 4
    assert "Dette er ikke tatt med: «Resten" in answer.stderr
    report = parse_workbook((tmp_path / "input/lang.xlsx").read_bytes()).report
    assert report
    assert report.actions[0].description.plain == "a" * 30_000


def test_a_handmade_report_that_runs_on_is_no_reason_to_drop_a_number_of_ours() -> None:
    report = shipped_report()
    numbered = [
        with_texts(action, timing=replace(action.fields["timing"], blocks=parse_timing(number)))
        for number, action in enumerate(report.actions, start=9)
    ]
    reading = parse_word_report(a_word_report(replace(report, actions=tuple(numbered))))
    assert [row[4] for row in rows_of(reading)] == [f"{number}. En dag" for number in range(9, 17)]


def parse_timing(number: int) -> tuple[Block, ...]:
    return parse_markup([Run(f"{number}. En dag")])


def test_what_is_bold_in_every_form_is_the_look_of_the_form() -> None:
    def bold(text: str) -> str:
        return run(text, "<w:b/>")

    reading = parse_word_report(a_handmade_report(Hand(wrap=bold)))
    assert rows_of(reading) == shipped_rows()
    assert not any(each.bold for action in reading.draft.actions for each in action.cells["title"].runs)


def test_a_table_of_measures_takes_its_heading_along_from_a_report_without_styles_of_headings() -> None:
    def without_headings(document: Document) -> None:
        for each in document.paragraphs:
            if str(each.style.name if each.style else "").startswith(("Heading", "NKPS")):
                each.style = document.styles["Normal"]

    report = shipped_report()
    reading = parse_word_report(a_word_report(report, a_template(without_headings)))
    assert rows_of(reading) == shipped_rows()
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("lines", "title", "relation"),
    [
        (("Kurs. Relasjon til NKPS tiltak nr 12.",), "Kurs.", "12"),
        (("Kurs", "Relasjon til NKPS-tiltak:", "4", "7"), "Kurs", "4, 7"),
        (("Relasjon til NKPS-tiltak nr. 4–7", "Kurs"), "Kurs", "4–7"),
        (("Kurs. Relasjon til NKPS tiltak nr. 4. og 7.",), "Kurs.", "4. og 7"),
        (("Kurs", "Relasjon til NKPS-tiltak:", "Tiltak 4", "Tiltak 7."), "Kurs", "Tiltak 4, Tiltak 7"),
        (("Kurs", "Relasjon til NKPS-tiltak nr. 4 og NKPS-tiltak nr. 7."), "Kurs", "4 og NKPS-tiltak nr. 7"),
        (("Kurs om tiltak nr. 3", "Relasjon til NKPS-tiltak nr. 4 og kanskje 7."), "Kurs om tiltak nr. 3", "4 og kanskje 7"),
        (("Kurs", "Relasjon til NKPS-tiltak nr. 4 og"), "Kurs", "4 og"),
        (("Kurs", "Relasjon til NKPS-tiltak nr."), "Kurs", ""),
        (("Kurs",), "Kurs", ""),
        (("Relasjon mellom skole og arbeidsliv",), "Relasjon mellom skole og arbeidsliv", ""),
    ],
)  # fmt: skip
def test_the_measures_are_found_wherever_they_stand_by_the_title(
    lines: Sequence[str], title: str, relation: str
) -> None:
    top = "".join(paragraph(run(line)) for line in lines)
    others = (paragraph(run(text)) for text in ("Spekter", "Tekst", "2017"))
    (action,) = read(a_form(top, *others)).draft.actions
    assert (action.cells["title"].text, action.cells["relation"].text) == (title, relation)


CONTENTS = "".join(paragraph(run(f"{heading}\t{page}")) for page, heading in enumerate(HEADINGS, start=1))
EMPTY = a_form(*[paragraph("")] * 4)
TITLE = paragraph(run("Kurs")) + paragraph(run("Relasjon til NKPS tiltak nr 4"))
SIDE_BY_SIDE = a_table([
    [paragraph(run(heading)) for heading in HEADINGS],
    [TITLE, *(paragraph(run(text)) for text in ("S", "B", "T"))],
    [TITLE.replace("Kurs", "Kurs to"), *(paragraph(run(text)) for text in ("S2", "B2", "T2"))],
])  # fmt: skip
ONE_TABLE = a_table([
    [paragraph(run(text)) for text in ("Tiltak", "Relasjon til NKPS-tiltak nr.", "Ansvarlig", "Beskrivelse", "Tidspunkt")],
    [paragraph(run(text)) for text in ("Kurs", "4", "S", "B", "T")],
])  # fmt: skip
INLINE = "".join(
    paragraph(run(f"{number}. {heading}: {answer}"))
    + (paragraph(run("Relasjon til NKPS tiltak nr 4")) if number == 1 else "")
    for number, (heading, answer) in enumerate(zip(HEADINGS, ("Kurs", "S", "B", "T"), strict=True), start=1)
)
ODD_NUMBERS = a_form(
    TITLE, *(paragraph(run(text)) for text in ("S", "B", "T")),
    headings=("1. TILTAK I NKPS", "2) Ansvarlig og samarbeidspartnere", "3 Beskrivelse av tiltaket", "IV. Tidspunkt og varighet"),
)  # fmt: skip
KURS = ["Kurs", "4", "S", "B", "T"]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (CONTENTS + a_form(TITLE, *(paragraph(run(text)) for text in ("S", "B", "T"))), [KURS]),
        (INLINE, [KURS]),
        (SIDE_BY_SIDE, [KURS, ["Kurs to", "4", "S2", "B2", "T2"]]),
        (ONE_TABLE, [KURS]),
        (ODD_NUMBERS, [KURS]),
        (INLINE + EMPTY, [KURS]),
    ],
    ids=("contents", "inline", "side by side", "one table", "odd numbers", "an empty form"),
)
def test_forms_are_found_however_they_are_laid_out(body: str, rows: list[list[str]]) -> None:
    reading = read(body)
    assert rows_of(reading) == rows
    assert reading.problems == ()


def test_a_table_with_the_relation_but_without_the_title_keeps_the_relation() -> None:
    headings = (*HEADINGS[1:], "Relasjon til NKPS tiltak nr")
    rows = [[paragraph(run(text)) for text in texts] for texts in (headings, ("S", "B", "T", "4 og 7"))]
    whole = a_form(TITLE, *(paragraph(run(text)) for text in ("S", "B", "T")))
    reading = read(a_table(rows) + whole)
    assert rows_of(reading) == [["", "4 og 7", "S", "B", "T"], KURS]
    assert reading.problems == ()


def test_the_written_standard_is_that_of_the_headings_and_not_of_the_answers() -> None:
    body = INLINE.replace("B</w:t>", "Kurset fikk omtale.</w:t>")
    assert read(body).draft.organisation["language"] == ""
    assert (
        read(a_simple_form("").replace(HEADINGS[1], NYNORSK_HEADINGS[1])).draft.organisation["language"]
        == "nynorsk"
    )


@pytest.mark.parametrize("field", range(1, 4))
def test_a_field_with_nothing_to_be_seen_is_empty(field: int) -> None:
    texts = [paragraph(run("\u200b" if place == field else "S")) for place in range(1, 4)]
    draft = read(a_form(TITLE, *texts)).draft
    assert [*draft.actions[0].cells.values()][field + 1].text == ""
    # It raises where a cell is not read as what was put there.
    assert render_draft(draft)


@pytest.mark.parametrize(
    ("forms", "part"),
    [
        ((True, False, True), "Etter skjemaene"),
        ((True, False, None, True), "Etter rapporteringspunkt 1"),
        ((True, None, True), "Etter rapporteringspunkt 1"),
        ((False, None, True), "Før skjemaene"),
    ],
)
def test_forms_that_nobody_filled_in_do_not_count(forms: Sequence[bool | None], part: str) -> None:
    letter = paragraph(run("Vedlegg"), '<w:outlineLvl w:val="0"/>') + paragraph(run("Et brev"))
    filled = a_form(TITLE, *(paragraph(run(text)) for text in ("S", "B", "T")))
    bodies = {True: filled, False: EMPTY, None: letter}
    last = "" if None in forms else letter
    (problem,) = read("".join(bodies[form] for form in forms) + last).problems
    assert problem.place.part == part


def test_merged_cells_in_a_row_for_each_action_lead_no_answer_into_another_field() -> None:
    merged = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    answers = [TITLE, *(paragraph(run(text)) for text in ("Spekter", "Tekst", "2017"))]
    table = a_table([[paragraph(run(heading)) for heading in HEADINGS], answers])
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>'
    both = table.replace(f"{cell}{answers[1]}</w:tc>{cell}", f"{merged}{answers[1]}")
    assert rows_of(read(both)) == [["Kurs", "4", "Spekter\nTekst", "", "2017"]]


def test_what_stands_in_a_heading_beyond_its_words_is_not_lost() -> None:
    answer = "Beskrivelse av tiltaket (se også vedlegget om budsjett, med 14 deltagere)"
    body = a_form(TITLE, *(paragraph(run(text)) for text in ("S", "B", "T"))).replace(HEADINGS[2], answer)
    reading = read(body)
    assert rows_of(reading) == [["Kurs", "4", f"S\n{answer}\nB", "", "T"]]
    (problem,) = reading.problems
    assert (problem.code, problem.place.header) == (Code.REPORT_MISSING_HEADING, DESCRIPTION.header)


@pytest.mark.parametrize("answer", ["Ikke oppgitt", "Ingen"])
def test_an_answer_that_the_table_of_measures_has_too_is_kept(answer: str) -> None:
    title = paragraph(run("Kurs")) + paragraph(run("Relasjon til NKPS tiltak nr 4."))
    form = a_form(title, *(paragraph(run(text)) for text in (answer, "Tekst", answer)))
    rows = [[*BOKMAL.measure_columns]]
    rows += [[str(m.number), m.text, m.responsible or "ikke oppgitt", "ingen"] for m in read_measures()]
    table = a_table([[paragraph(run(text)) for text in row] for row in rows])
    reading = read(form + form + paragraph(run("NKPS-tiltak")) + table)
    assert [row[4] for row in rows_of(reading)] == [answer, answer]
    assert reading.problems == ()


def test_a_field_that_never_ends_swallows_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
    reading = read(paragraph(begin) + a_simple_form(paragraph(run("Tekst"))))
    assert reading.draft.actions[0].cells["description"].text == "Tekst"


def test_a_paragraph_that_was_moved_away_is_read_where_it_went() -> None:
    def moved(kind: str) -> str:
        mark = f'<w:rPr><w:{kind} w:id="1" w:author="Kari"/></w:rPr>'
        return paragraph(f'<w:{kind} w:id="2" w:author="Kari">{run("Flyttet.")}</w:{kind}>', mark)

    reading = read(a_simple_form(moved("moveFrom") + paragraph(run("Tekst.")) + moved("moveTo")))
    assert reading.draft.actions[0].cells["description"].text == "Tekst.\nFlyttet."


def test_a_heading_with_a_slip_is_one_and_is_named() -> None:
    others = (paragraph(run(text)) for text in ("S", "B", "T"))
    reading = read(a_form(TITLE, *others).replace(HEADINGS[1], "2. Ansvarleg og samarbeidsparter"))
    assert rows_of(reading) == [KURS]
    (problem,) = reading.problems
    assert problem.code is Code.REPORT_NEAR_HEADING
    assert "«2. Ansvarleg og samarbeidsparter» er lest som overskriften «2. Ansvarlig" in problem.message


@pytest.mark.parametrize(
    "line",
    [
        "Knyttet til tiltakene har vi brukt 2 millioner kroner.", "Relasjon til tiltak fra andre er omtalt i vedlegg.",
        "Antall deltakere:\t1200", "Arbeid", "x", "2018 og 2019", "Møteplassen kostet mye",
    ],
)  # fmt: skip
def test_text_outside_the_forms_is_named_however_known_it_looks(line: str) -> None:
    heading = paragraph(run("Vedlegg"), '<w:outlineLvl w:val="0"/>')
    body = a_simple_form(paragraph(run("Tekst")))
    (problem,) = read(body + heading + paragraph(run(line))).problems
    assert " ".join(line.split()) in problem.message


@pytest.mark.parametrize(
    "title", ["Tilknytning til arbeidslivet gjennom tiltak for unge", "Relasjoner og tiltak for voksne"]
)
def test_a_title_that_begins_like_a_relation_is_a_title(title: str) -> None:
    others = (paragraph(run(text)) for text in ("S", "B", "T"))
    (action,) = read(a_form(paragraph(run(title)), *others)).draft.actions
    assert (action.cells["title"].text, action.cells["relation"].text) == (title, "")


def test_a_single_line_that_no_cell_has_room_for_is_cut_and_named(tmp_path: Path) -> None:
    (tmp_path / "lang.docx").write_bytes(a_document(a_simple_form(paragraph(run("ord " * 10_000)))))
    answer = run_command(tmp_path, "import", "lang.docx")
    assert answer.returncode == 4
    assert "Teksten har 39999 tegn, og en celle i Excel har plass til 32767" in answer.stderr
    report = parse_workbook((tmp_path / "input/lang.xlsx").read_bytes()).report
    assert report
    assert len(report.actions[0].description.plain) > 16_000


def form_field(data: str) -> str:
    """A form field of Word's older kind, whose answer is no text of the document."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/>{data}</w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Nei"/><w:listEntry w:val="Ja"/></w:ddList>',
            "Ja",
        ),
        ('<w:ddList><w:default w:val="0"/><w:listEntry w:val="Nei"/></w:ddList>', "Nei"),
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "☒"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☒"),
        ('<w:checkBox><w:checked w:val="0"/></w:checkBox>', "☐"),
        ("<w:textInput/>", ""),
        ('<w:ddList><w:result w:val="7"/><w:listEntry w:val="Nei"/></w:ddList>', ""),
    ],
)
def test_what_was_chosen_or_ticked_in_an_old_form_field_is_read(data: str, answer: str) -> None:
    reading = read(a_simple_form(paragraph(run("Svar: ") + form_field(data))))
    assert reading.draft.actions[0].cells["description"].text == f"Svar: {answer}".strip()


@pytest.mark.parametrize("link", ["<w:hyperlink w:anchor='x'>{}</w:hyperlink>", "{}"])
def test_a_line_of_a_list_that_says_more_than_the_titles_is_named(link: str) -> None:
    line = "Kurs for alle ansatte i sykehus, i tillegg til alle andre"
    body = paragraph(link.format(run(line))) + a_simple_form(paragraph(run("Tekst")))
    (problem,) = read(body).problems
    assert (problem.code, problem.found) == (Code.REPORT_NOT_PLACED, line)


BOOKMARKS = re.compile(rb"<w:bookmark(Start|End)[^>]*/>")
STYLES = re.compile(rb'<w:pStyle w:val="(Heading|NKPS)[^"]*"/>')


@pytest.mark.parametrize(
    "lost",
    [[BOOKMARKS], [STYLES], [BOOKMARKS, STYLES]],
    ids=["bookmarks", "styles", "bookmarks and styles"],
)
def test_our_report_is_read_alike_after_a_program_that_loses(lost: list[re.Pattern[bytes]]) -> None:
    def change(part: bytes) -> bytes:
        for pattern in lost:
            part = pattern.sub(b"", part)
        return part

    reading = parse_word_report(edited(a_word_report(shipped_report()), {"word/document.xml": change}))
    assert rows_of(reading) == shipped_rows()
    assert reading.problems == ()


def test_a_title_of_several_paragraphs_and_points_comes_back() -> None:
    title = "Et nettverk for alle.\n- for ledere\n- for tillitsvalgte\nOg mer til."
    report = parse_workbook(a_workbook([a_row(title=title), a_row()])).report
    assert report
    reading = parse_word_report(a_word_report(report))
    assert [cells[0] for cells in rows_of(reading)] == [title, "Arrangere møteplass"]
    assert reading.problems == ()


def test_a_title_that_somebody_broke_in_two_is_still_the_title() -> None:
    def change(part: bytes) -> bytes:
        title = b"Brev fra Spekter til alle medlemsvirksomhetene"
        before, after = part.rsplit(title, 1)
        return before + b"Brev fra Spekter</w:t><w:br/><w:t>til alle medlemsvirksomhetene" + after

    reading = parse_word_report(edited(a_word_report(shipped_report()), {"word/document.xml": change}))
    assert reading.problems == ()
    title = "Brev fra Spekter\ntil alle medlemsvirksomhetene om lærlinger."
    assert reading.draft.actions[1].cells["title"].text == title


def forms_in(part: bytes) -> list[bytes]:
    """The XML of a report's main part from each form's line with its number on, after what stands before them."""
    return re.split(rb'(?=<w:p><w:pPr><w:pStyle w:val="NKPSnummer"/>)', part)


def test_a_form_copied_without_its_bookmarks_ends_the_one_above() -> None:
    def change(part: bytes) -> bytes:
        before, first, second = forms_in(part)
        copy = BOOKMARKS.sub(b"", first).replace(b"Tittel 1", b"Nytt tiltak")
        return before + first + copy + second

    word = edited(a_word_report(a_report("en", "to")), {"word/document.xml": change})
    actions = parse_word_report(word).draft.actions
    assert [action.cells["title"].text for action in actions] == ["Tittel 1", "Nytt tiltak", "Tittel 2"]
    assert {action.cells["timing"].text for action in actions} == {"Tidspunkt"}


@pytest.mark.parametrize("language", Language)
def test_the_link_back_to_the_list_is_never_a_title(language: Language) -> None:
    def change(part: bytes) -> bytes:
        return BOOKMARKS.sub(b"", part.replace(b"Tittel 2", b""))

    report = a_report("en", "to", organisation=Organisation("Spekter", "2017", language=language))
    word = a_word_report(report, render_default_template(language))
    reading = parse_word_report(edited(word, {"word/document.xml": change}))
    assert [action.cells["title"].text for action in reading.draft.actions] == ["Tittel 1", ""]
    assert [action.cells["timing"].text for action in reading.draft.actions] == ["Tidspunkt"] * 2
    assert reading.problems == ()


def test_a_chapter_between_forms_that_end_with_the_title_is_no_title() -> None:
    level = '<w:outlineLvl w:val="0"/>'
    texts = ("2. Ansvarlig og samarbeidspartnere", "Vi", "3. Beskrivelse av tiltaket", "En tekst.",
             "4. Tidspunkt og varighet", "I år", "1. Tiltak i Nasjonal kompetansepolitisk strategi")  # fmt: skip
    form = "".join(
        paragraph(run(text), '<w:outlineLvl w:val="1"/>' if text[0].isdigit() else "") for text in texts
    )
    chapter = paragraph(run("Kapittel 2: Om arbeidet"), level) + paragraph(run("Innledende tekst her."))
    reading = read(form + paragraph(run("Første tittel")) + chapter + form + paragraph(run("Andre tittel")))
    titles = [action.cells["title"].text for action in reading.draft.actions]
    assert titles == ["Første tittel", "Andre tittel"]
    assert any("Kapittel 2" in (problem.found or "") for problem in reading.problems)


def test_a_template_with_the_title_last_comes_back() -> None:
    def title_last(document: Document) -> None:
        last = paragraph_with(document, "{{p tiltak.tidspunkt")
        for text in ("Relasjon til NKPS-tiltak nr.", "{{p tiltak.tittel", "1. Tiltak i Nasjonal"):
            found = [each for each in document.paragraphs if each.text.startswith(text)]
            last._p.addnext(found[-1]._p)

    report = shipped_report()
    reading = parse_word_report(a_word_report(report, a_template(title_last)))
    assert rows_of(reading) == shipped_rows()


def joined(old: str, new: str) -> WordReading:
    """Our own report with a heading of its second form edited in Word."""

    def change(part: bytes) -> bytes:
        pieces = part.decode().split(f">{old}<")
        assert len(pieces) == 9
        return (f">{old}<".join(pieces[:2]) + f">{new}<" + f">{old}<".join(pieces[2:])).encode()

    return parse_word_report(edited(a_word_report(shipped_report()), {"word/document.xml": change}))


def test_text_joined_with_a_heading_of_ours_is_named_and_an_answer_behind_it_is_read() -> None:
    heading = "2. Ansvarlig og samarbeidspartnere"
    (problem,) = joined(heading, f"Siste setning i tittelen. {heading}").problems
    assert problem.code is Code.REPORT_NEAR_HEADING
    assert "«Siste setning i tittelen. 2. Ansvarlig og samarbeidspartnere» er lest som" in problem.message
    reading = joined(heading, f"{heading}: Vi alle.")
    assert reading.problems == ()
    assert reading.draft.actions[1].cells["responsible"].text.startswith("Vi alle.\n")


def test_a_folder_without_word_reports_is_told_so(folder: Path) -> None:
    (folder / "tom").mkdir()
    answer = run_command(folder, "import", "tom")
    assert answer.returncode == 2
    assert "Det er ingen Word-rapporter (.docx) i mappen «tom»." in answer.stderr


@pytest.mark.parametrize("command", ["import", "compare", "overview"])
def test_a_command_without_what_it_is_about_gives_an_example(tmp_path: Path, command: str) -> None:
    answer = run_command(tmp_path, command, PATH=str(tmp_path))
    assert answer.returncode == 2
    name = {"import": "REPORT", "compare": "OLD", "overview": "FOLDER"}[command]
    assert f"{name} mangler" in answer.stderr
    assert f"For eksempel: make {command} " in answer.stderr
    assert f"«.venv/bin/nkps-reports {command} --help»" in answer.stderr


def test_the_file_that_a_comparison_lacks_is_the_one_that_is_named(tmp_path: Path) -> None:
    for old, new, name in (("a.docx", "", "NEW"), ("", "b.docx", "OLD")):
        answer = run_command(tmp_path, "compare", "--", old, new)
        assert answer.returncode == 2
        assert f"{name} mangler" in answer.stderr
        assert "For eksempel: make compare OLD=" in answer.stderr
