"""As many organisations as Norway had municipalities: what somebody who looks for one of them needs."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from nkps_reports.jobs.collection import collect_overviews
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.matrix.layout import lay_out_parts
from nkps_reports.matrix.overview_page import render_overview_page, render_overview_parts
from nkps_reports.matrix.rendering import INTENDED_FONTS
from nkps_reports.matrix.verification.marks import verify_overview
from nkps_reports.overview.overview import Overview
from nkps_reports.report.model import Organisation, Place, Relation
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.composed.overview import render_overview_document
from nkps_reports.workbook.writing.overview import render_overview_workbook
from tests.builders import a_report
from tests.validators import check_office, check_pdf

pytestmark = pytest.mark.slow

COUNT = 356
# Made up: beginnings and endings that many names of places have. In the order of the Norwegian alphabet.
BEGINNINGS = (
    "Alm", "Berg", "Dal", "Eik", "Fjell", "Gran", "Hav", "Is", "Jord", "Kalv", "Lund", "Moss", "Nord", "Olv",
    "Rein", "Skog", "Tind", "Ulv", "Vest", "Ytter", "Ær", "Ør", "Øst", "Å", "Ås",
)  # fmt: skip
ENDINGS = (
    "bø", "dal", "eid", "fjord", "gard", "heim", "land", "mo", "nes", "rud", "sund", "vik", "vær", "øy", "ås",
)  # fmt: skip
NAMES = [f"{start}{end} kommune" for start, end in itertools.product(BEGINNINGS, ENDINGS)][:COUNT]
# Beside a measure of their own some do something for another one, and one relates an action to none.
EXTRA = {name: (1 + number % 3,) for number, name in enumerate(NAMES) if number % 4 == 0}
WITHOUT = NAMES[7]


def measures_of(name: str) -> list[int]:
    """What each does, by number, in order; nobody does anything for 16."""
    return sorted({4 + NAMES.index(name) % 12, *EXTRA.get(name, ())})


def many() -> Overview:
    reports = []
    for name in NAMES:
        numbers = [*measures_of(name), None] if name == WITHOUT else measures_of(name)
        report = a_report(*"x" * len(numbers))
        actions = tuple(
            replace(action, relation=Relation((measure,), Place(), "") if measure else None)
            for action, measure in zip(report.actions, numbers, strict=True)
        )
        reports.append(replace(report, organisation=Organisation(name, "2017"), actions=actions))
    # Sent in in another order.
    sent = [Outcome(Path(f"{number}.xlsx"), report=report) for number, report in enumerate(reversed(reports))]
    # All are on the list, so that none is taken for another with nearly the same name.
    (overview,), remarks = collect_overviews(sent, expected=NAMES)
    assert not remarks
    return overview


@pytest.fixture(scope="module")
def overview() -> Overview:
    return many()


@pytest.fixture(scope="module")
def pdf(overview: Overview) -> bytes:
    return lay_out_parts(render_overview_parts(overview))[0]


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[str]:
    """The text of each page, without line ends."""
    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode()
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def first_with(pages: list[str], words: str) -> int:
    return next(index for index, page in enumerate(pages) if words in page)


def test_each_page_of_the_table_has_its_header_and_each_organisation_stands_on_one(pdf: bytes) -> None:
    shown = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
    tables = shown[: next(index for index, page in enumerate(shown) if "NKPS-tiltakeneog" in page)]
    assert len(tables) > 15
    for page in tables:
        names = ["".join(measure.short_name.split()) for measure in read_measures()]
        assert [name for name in names if name not in page] == []
    found = re.findall("|".join("".join(name.split()) for name in NAMES), "".join(tables))
    assert found == ["".join(name.split()) for name in NAMES]


def test_the_index_tells_on_which_page_each_organisation_is_found(pages: list[str]) -> None:
    start = first_with(pages, "Register over virksomhetene")
    index = " ".join(re.sub(r"Samlet oversikt, 2017 Side \d+", "", page) for page in pages[start:])
    entry = re.compile(r"(\S+ kommune) tabellen s\. (\d+), NKPS-tiltak ((?:[^,]+? \(s\. \d+\)(?:, )?)+)")
    entries = {name: (int(row), listed) for name, row, listed in entry.findall(index)}
    assert [*entries] == NAMES
    first = first_with(pages, "NKPS-tiltakene og rapporteringspunktene")
    for name, (row, listed) in entries.items():
        assert row <= first
        assert f"{name} " in pages[row - 1]
        told = re.findall(r"([^,]+) \(s\. (\d+)\)(?:, )?", listed)
        numbers = [str(number) for number in measures_of(name)]
        assert [measure.strip() for measure, _ in told] == (
            [*numbers, "uten NKPS-tiltak"] if name == WITHOUT else numbers
        )
        for measure, page in told:
            assert first < int(page) <= start
            assert f"{name} " in pages[int(page) - 1]
            heading = f"NKPS-tiltak {measure.strip()}: " if measure.strip().isdecimal() else "Rapporterings"
            assert heading in pages[int(page) - 1], (name, measure, page)


def test_the_first_page_says_that_there_is_an_index(pages: list[str]) -> None:
    assert "Bakerst er et register over virksomhetene." in pages[0]


def test_the_pages_are_numbered_from_the_first_to_the_last(pages: list[str]) -> None:
    assert len(pages) > 30
    told = [re.search(r"Samlet oversikt, 2017 Side (\d+)\b(?! av)", page) for page in pages]
    assert [number and int(number[1]) for number in told] == [*range(1, len(pages) + 1)]


def test_the_page_for_a_browser_has_no_numbers_of_pages_and_no_index(overview: Overview) -> None:
    page = render_overview_page(overview)
    assert NAMES[-1] in page
    assert "egister over virksomhetene" not in page
    assert "s.\u00a0" not in page


def test_names_with_digits_and_signs_are_shown_as_they_are() -> None:
    overview = many()
    odd, *others = overview.contributions
    name = 'AS 000 <page of="virksomhet_1"/>'
    report = replace(odd.report, organisation=Organisation(name, "2017"))
    overview = replace(overview, contributions=(replace(odd, report=report), *others[:100]))
    pdf, missing = lay_out_parts(render_overview_parts(overview))
    verify_overview(pdf, overview, INTENDED_FONTS)
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
    assert (missing, sum(name in text for text in texts)) == ("", 4)


def test_the_same_reports_give_the_same_bytes(pdf: bytes, overview: Overview) -> None:
    assert lay_out_parts(render_overview_parts(overview))[0] == pdf


def test_a_measure_that_goes_on_says_so_and_nothing_is_said_over_the_index(pages: list[str]) -> None:
    first, last = (
        first_with(pages, words) for words in ("NKPS-tiltakene og rapp", "Register over virksomhetene")
    )
    assert sum("(forts.)" in page for page in pages[first:last]) >= last - first - 16
    assert not any("(forts.)" in page for page in pages[last:])


def outline_of(items: list[Any]) -> list[Any]:
    return [outline_of(each) if isinstance(each, list) else each.title for each in items]


def test_the_bookmarks_of_the_pdf_are_its_parts_and_the_measures(pdf: bytes) -> None:
    (title, parts) = outline_of(PdfReader(io.BytesIO(pdf)).outline)
    assert title == "Samlet oversikt over rapporteringen"
    measures = [f"NKPS-tiltak {measure.number}: {measure.short_name}" for measure in read_measures()]
    assert parts == [
        "Virksomheter og NKPS-tiltak",
        "NKPS-tiltakene og rapporteringspunktene",
        measures,
        "Rapporteringspunkter uten NKPS-tiltak",
        "Register over virksomhetene",
    ]


def test_the_pdf_is_read_again_and_valid(pdf: bytes, overview: Overview, tmp_path: Path) -> None:
    verify_overview(pdf, overview, INTENDED_FONTS)
    path = tmp_path / "many.pdf"
    path.write_bytes(pdf)
    assert check_pdf("2a", path) == []
    assert [line.partition(" ")[2].split()[0] for line in check_pdf("ua1", path)] == ["5-1"]


def test_the_index_of_the_word_file_leads_to_each_place(overview: Overview, tmp_path: Path) -> None:
    path = tmp_path / "many.docx"
    path.write_bytes(render_overview_document(overview))
    document = docx.Document(str(path))
    body = document.element.body
    bookmarks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(bookmarks) == len({*bookmarks})
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert {*links} <= {*bookmarks}
    texts = [paragraph.text for paragraph in document.paragraphs]
    index = texts[texts.index("Register over virksomhetene") + 2 :]
    assert [text.partition(":")[0] for text in index] == NAMES
    assert index[0] == f"{NAMES[0]}: NKPS-tiltak\u00a01, 4"
    assert index[NAMES.index(WITHOUT)].endswith(", uten NKPS-tiltak")
    # The row in the table, and what it does, are where its links lead.
    (table,) = [each for each in document.tables if each.rows[0].cells[0].text == "Virksomhet"]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    targets = {mark.get(qn("w:name")): mark.getparent() for mark in body.iter(qn("w:bookmarkStart"))}
    for paragraph, name in zip(document.paragraphs[-COUNT:], NAMES, strict=True):
        for link in paragraph._p.iter(qn("w:hyperlink")):
            target = targets[link.get(qn("w:anchor"))]
            assert "".join(text.text for text in target.iter(qn("w:t"))).startswith(name)
    # Nothing for which Word would ask whether it is to be updated.
    assert b"w:dirty" not in path.read_bytes()
    assert not body.xpath(".//w:instrText | .//w:fldSimple")
    assert check_office(path) == []


def test_the_workbook_has_a_row_for_each(overview: Overview, tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    path.write_bytes(render_overview_workbook(overview))
    sheet = openpyxl.load_workbook(path)["Oversikt"]
    assert [sheet.cell(row, 1).value for row in range(6, 6 + COUNT)] == NAMES
    assert sheet.print_title_rows == "$5:$5"
    assert check_office(path) == []
