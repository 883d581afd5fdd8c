"""The Word report: the text in it, its styles, lists and links, and that nothing typed is interpreted."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.markup import Run, parse_markup
from nkps_reports.report.model import Organisation, Place, Report, Text
from nkps_reports.wording.documents import BOKMAL
from tests import ROOT
from tests.builders import a_report, a_word_report, paragraphs_of, with_texts
from tests.conftest import Convert
from tests.source_document import LINK, source_actions

HEADINGS = [
    "1. Tiltak i Nasjonal kompetansepolitisk strategi",
    "2. Ansvarlig og samarbeidspartnere",
    "3. Beskrivelse av tiltaket (maks en halv side)",
    "4. Tidspunkt og varighet",
]


@pytest.fixture(scope="module")
def word(shipped: Report) -> bytes:
    return a_word_report(shipped)


def forms_of(word: bytes) -> list[dict[str, list[str]]]:
    """For each form the paragraphs under each heading, headings recognised by style."""
    forms: list[dict[str, list[str]]] = []
    heading = ""
    for paragraph in docx.Document(io.BytesIO(word)).paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if style in ("Heading 1", "NKPS nummer"):
            heading = ""
            if re.fullmatch(r"Rapporteringspunkt \d+\tTil listen over rapporteringspunkter", paragraph.text):
                forms.append({})
        elif style in ("NKPS skjemaoverskrift", "Heading 2"):
            heading = paragraph.text
            forms[-1][heading] = []
        elif forms and heading:
            forms[-1][heading].append(paragraph.text)
    return forms


def test_each_form_holds_the_source_documents_text_heading_by_heading(word: bytes) -> None:
    forms = forms_of(word)
    assert len(forms) == 8
    for form, source in zip(forms, source_actions(), strict=True):
        assert list(form) == HEADINGS
        assert form[HEADINGS[0]] == [source.title, f"Relasjon til NKPS-tiltak nr. {source.relation}."]
        assert form[HEADINGS[1]] == list(source.responsible)
        assert form[HEADINGS[2]] == list(source.description)
        assert form[HEADINGS[3]] == list(source.timing)


def letters(text: str) -> str:
    """Letters and digits alone, as a measure that no way of reading the source can bend."""
    return "".join(character for character in text if character.isalnum())


def test_each_form_has_the_source_documents_letters_in_their_order(word: bytes) -> None:
    # Apart from source_document.py, from which the shipped workbook is made.
    source = (ROOT / "tests/source/spekter-2017.txt").read_text(encoding="utf-8").replace(LINK, "")
    source = source.partition("\n Tiltak  Hovedansvarlig")[0]
    source = re.sub(r"(4\. Tidspunkt og varighet\s+)\d+\. ", r"\1", source)
    whole = letters("\n".join(paragraphs_of(word)).replace(BOKMAL.word_back_to_list, ""))
    written = re.split(r"Rapporteringspunkt[1-8](?=1TiltakiNasjonal)", whole)[1:]
    written[-1] = written[-1].partition("NKPStiltakoghovedansvarlig")[0]
    assert written == ["1TiltakiNasjonal" + form for form in letters(source).split("1TiltakiNasjonal")[1:]]


def test_the_list_of_actions_has_each_title_with_its_relation_and_a_link_to_its_form(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    texts = paragraphs_of(word)
    start = texts.index("Rapporteringspunkter") + 1
    expected = []
    for source in source_actions():
        expected += [source.title, f"Relasjon til NKPS-tiltak nr. {source.relation}."]
    assert texts[start : start + 16] == expected
    bookmarks = {b.get(qn("w:name")) for b in document.element.iter(qn("w:bookmarkStart"))}
    anchors = [h.get(qn("w:anchor")) for h in document.element.iter(qn("w:hyperlink"))]
    assert [a for a in anchors if a][:8] == [f"rapporteringspunkt_{n}" for n in range(1, 9)]
    assert {a for a in anchors if a} <= bookmarks


def test_the_title_block_has_only_what_is_filled_in(word: bytes) -> None:
    texts = paragraphs_of(word)
    assert texts[:4] == [
        "Rapport om tiltak i Nasjonal kompetansepolitisk strategi",
        "Spekter",
        "Rapporteringsperiode:\t2017",
        "Til:\tKunnskapsdepartementet",
    ]
    assert texts[4] == "Rapporteringspunkter"
    full = Organisation("Spekter", "2017", date(2017, 9, 13), "KD", "Kari Nordmann", "kari@spekter.no")
    assert paragraphs_of(a_word_report(a_report("x", organisation=full)))[2:7] == [
        "Rapporteringsperiode:\t2017",
        "Dato:\t13. september 2017",
        "Til:\tKD",
        "Kontaktperson:\tKari Nordmann",
        "E-post:\tkari@spekter.no",
    ]


def test_the_table_of_measures_shows_the_responsible_and_the_actions(word: bytes) -> None:
    (table,) = docx.Document(io.BytesIO(word)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Nr.", "NKPS-tiltak", "Hovedansvarlig", "Rapporteringspunkt"]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(1, 17)]
    assert rows[4][2:] == ["ikke oppgitt", "2, 3 og 6"]
    assert rows[7][2:] == ["ikke oppgitt", "2, 3 og 7"]
    assert rows[6][2:] == ["Partene i arbeidslivet", "4 og 5"]
    assert rows[1][2:] == ["KD", "ingen"]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_the_link_of_action_4_leads_where_the_source_says(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    links = [h for p in document.paragraphs for h in p.hyperlinks if h.address]
    assert [(link.text, link.address) for link in links] == [("her", LINK)]


def test_real_styles_language_and_properties_are_set(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    used = {p.style.name for p in document.paragraphs if p.style}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= used
    assert sum(p.style.name == "Title" for p in document.paragraphs if p.style) == 1
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == "nb-NO"
    properties = document.core_properties
    assert properties.title == "Rapport om Nasjonal kompetansepolitisk strategi – Spekter, 2017"
    assert (properties.author, properties.language) == ("Spekter", "nb-NO")


def test_there_are_no_empty_paragraphs_and_no_dirty_fields(word: bytes) -> None:
    assert all(text.strip() for text in paragraphs_of(word))
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        assert not any(b"w:dirty" in archive.read(name) for name in archive.namelist())
        assert b"updateFields" not in archive.read("word/settings.xml")


def test_each_form_stands_on_a_page_of_its_own_with_the_page_number_below(
    word: bytes, libreoffice: Convert, tmp_path: Path
) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(word)
    pages = pdf_pages(libreoffice(path, "pdf"))
    total = len(pages)
    assert "Rapporteringspunkter" in pages[0]
    for number in range(1, 9):
        assert re.search(
            rf"Rapporteringspunkt {number}\s+Til listen over rapporteringspunkter\n", pages[number]
        )
        assert pages[number].count("4. Tidspunkt og varighet") == 1
        assert f"Side {number + 1} av {total}" in pages[number]
    assert "8. Arrangere konferanse" in " ".join(pages[0].split())


def test_each_numbered_list_begins_at_1_as_word_counts(libreoffice: Convert, tmp_path: Path) -> None:
    path = tmp_path / "lister.docx"
    path.write_bytes(a_word_report(a_report("1. a\n2. b\n3. c", "1. d\n2. e\nså\n1. f\n2. g")))
    text = "\n".join(pdf_pages(libreoffice(path, "pdf")))
    found = [" ".join(line.split()) for line in text.splitlines() if re.match(r"\s*\d\.\s+[a-g]\s*$", line)]
    assert found == ["1. a", "2. b", "3. c", "1. d", "2. e", "1. f", "2. g"]


def test_bold_italics_and_links_arrive_as_such() -> None:
    runs = [Run("en "), Run("fet", bold=True), Run(" og "), Run("skrå", italic=True), Run(" https://a.no/x")]
    text = Text(parse_markup(runs), Place("Tiltak", "D2"))
    report = a_report("x")
    from dataclasses import replace

    report = replace(report, actions=(with_texts(report.actions[0], description=text),))
    paragraph = next(
        p for p in docx.Document(io.BytesIO(a_word_report(report))).paragraphs if p.text.startswith("en fet")
    )
    looks = {run.text: (bool(run.bold), bool(run.italic)) for run in paragraph.runs if run.text}
    assert looks == {"en ": (False, False), "fet": (True, False), " og ": (False, False),
                     "skrå": (False, True), " ": (False, False)}  # fmt: skip
    assert [(link.text, link.address) for link in paragraph.hyperlinks] == [("https://a.no/x",) * 2]


HOSTILE = [
    "{{ 7*7 }}", "{% for x in y %}", "{# skjult #}", "{_{ a }_}", "{_% b %_}", "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>", "]]>", "&lt;b&gt; & &amp;", "=cmd|' /C calc'!A0", "a\tb", "\u00adx\u200b",
    "“sitat” ‘x’ «y»", "😀 æøå ÆØÅ", "{%p endfor %}", "{{r tiltak.lenke }}", "</w:t></w:r>", "%PAGE%",
]  # fmt: skip


def test_whatever_is_typed_arrives_as_the_characters_typed() -> None:
    texts = paragraphs_of(a_word_report(a_report(*HOSTILE)))
    for hostile in HOSTILE:
        assert hostile in texts


def test_hostile_organisations_arrive_in_body_footer_and_properties() -> None:
    for hostile in ("A & B <c> {{ 7*7 }} {_{", "x" * 300, "{% raw %}"):
        document = docx.Document(
            io.BytesIO(a_word_report(a_report("x", organisation=Organisation(hostile, "1"))))
        )
        assert document.paragraphs[1].text == hostile
        assert hostile in document.sections[0].footer.paragraphs[0].text
        assert document.core_properties.author == hostile[:255]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40)
        .map(lambda text: " ".join(text.split()))
        .filter(lambda text: text and not re.match(r"[-–•·\uf0b7\[]|\d|http", text) and "](" not in text)
        .map(lambda text: text.replace("\uf0b7", "")),
        min_size=1,
        max_size=5,
    )
)
def test_any_text_is_in_the_report_character_by_character(lines: list[str]) -> None:
    texts = paragraphs_of(a_word_report(a_report("\n".join(lines))))
    for line in lines:
        if line.strip():
            assert line.strip() in texts


# As in another year: whatever asks for the time is told another one.
LATER = """
import datetime, sys, time
from pathlib import Path
shift = float(sys.argv[2])
now = time.time
time.time = lambda: now() + shift
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
datetime.datetime = Later
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.word.rendering import render_report
root = Path(sys.argv[1])
report = parse_workbook((root / "input/spekter-2017.xlsx").read_bytes()).report
sys.stdout.buffer.write(render_report(report, Path(sys.argv[3]).read_bytes(), "templates/report.docx"))
"""
DATES = ("dcterms:created", "dcterms:modified", "cp:lastPrinted")


def as_word_saves_it(template: bytes) -> bytes:
    """A template that somebody made, saved and printed at some time."""
    parts = unpack_parts(template)
    head, _, _ = parts["docProps/core.xml"].decode().rpartition("</cp:coreProperties>")
    if "xmlns:dcterms" not in head:
        head = head.replace("Properties", 'Properties xmlns:dcterms="http://purl.org/dc/terms/"', 1)
    times = "".join(f"<{name}>2020-01-02T03:04:05Z</{name}>" for name in DATES)
    return pack_parts({**parts, "docProps/core.xml": f"{head}{times}</cp:coreProperties>".encode()})


@pytest.mark.parametrize("is_edited", [False, True])
def test_the_same_report_gives_the_same_bytes_in_other_processes_places_and_times(
    shipped: Report, tmp_path: Path, is_edited: bool
) -> None:
    template = (ROOT / "templates/report.docx").read_bytes()
    path = tmp_path / "report.docx"
    path.write_bytes(as_word_saves_it(template) if is_edited else template)
    expected = a_word_report(shipped, path.read_bytes())
    for zone, seed, shift in (("Pacific/Kiritimati", "1", "0"), ("America/Adak", "2", "4e8")):
        folder = tmp_path / seed
        folder.mkdir()
        answer = subprocess.run(
            [sys.executable, "-c", LATER, str(ROOT), shift, str(path)],
            cwd=folder,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        )
        assert answer.stdout == expected
    assert not re.search(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}T", b"".join(unpack_parts(expected).values()))


def pdf_pages(pdf: Path) -> list[str]:
    """The text of each page, as laid out."""
    answer = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    return answer.stdout.split("\f")[:-1]
