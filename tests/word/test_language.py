"""Målform: what the documents say by themselves follows it, and nothing anybody else wrote does."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from nkps_reports.report.model import Language, Organisation
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.rendering import render_report
from nkps_reports.wording.codes import Code
from nkps_reports.wording.documents import BOKMAL, NYNORSK
from nkps_reports.workbook.reading.parsing import parse_workbook
from tests.builders import ORGANISATION, a_matrix, a_report, a_workbook, at, paragraphs_of
from tools.word_template.template import render_default_template

TYPED = "Virksomheten har ikke gjort det. Verksemda har ikkje gjort det."
NYNORSK_ORGANISATION = Organisation("Spekter", "2017", date(2017, 9, 13), language=Language.NYNORSK)


def a_word_report_in(organisation: Organisation) -> bytes:
    template = render_default_template(organisation.language)
    return render_report(a_report(TYPED, "x", organisation=organisation), template, "report-nn.docx")


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("nynorsk", Language.NYNORSK),
        (" Nynorsk. ", Language.NYNORSK),
        ("NN", Language.NYNORSK),
        ("bokmål", Language.BOKMAL),
        ("Bokmål", Language.BOKMAL),
        (None, Language.BOKMAL),
        (" ", Language.BOKMAL),
    ],
)
def test_the_language_is_read(typed: str | None, language: Language) -> None:
    reading = parse_workbook(a_workbook(organisation={**ORGANISATION, "Målform": typed}))
    assert reading.report
    assert reading.report.organisation.language is language
    assert reading.problems == ()


@pytest.mark.parametrize("typed", ["svensk", "bokmål og nynorsk", "1"])
def test_what_is_no_language_is_an_error_at_its_cell(typed: str) -> None:
    problems = parse_workbook(a_workbook(organisation={**ORGANISATION, "Målform": typed})).problems
    assert at(problems, Code.BAD_LANGUAGE) == ["B10"]
    assert f"«{typed}» er ikke en målform." in problems[0].message


def test_a_workbook_made_before_there_was_a_row_for_it_is_read() -> None:
    older = a_workbook(change=lambda book: book["Virksomhet"].delete_rows(10))
    reading = parse_workbook(older)
    assert reading.report
    assert reading.problems == ()


def test_the_word_report_is_in_nynorsk_but_for_what_was_typed() -> None:
    report = a_word_report_in(NYNORSK_ORGANISATION)
    lines = paragraphs_of(report)
    assert [line for line in lines if line in NYNORSK.form_headings] == list(NYNORSK.form_headings) * 2
    assert TYPED in lines
    assert "Dato:\t13. september 2017" in lines
    document = docx.Document(io.BytesIO(report))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert cells[:4] == list(NYNORSK.measure_columns)
    assert cells.count("ikkje oppgitt") == 2
    assert [cell for cell in cells[5::4] if cell] == [measure.text for measure in read_measures()]
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == "nn-NO"
    assert document.core_properties.language == "nn-NO"


def test_the_matrix_is_in_nynorsk_but_for_what_was_typed() -> None:
    pdf = PdfReader(io.BytesIO(a_matrix(a_report(TYPED, "x", organisation=NYNORSK_ORGANISATION))))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert NYNORSK.matrix_title in text
    assert "2 av 16 NKPS-tiltak har minst eitt rapporteringspunkt" in text
    assert "NKPS-tiltak utan rapporteringspunkt" in text
    assert "ikkje oppgitt" in text
    assert "ikke oppgitt" not in text
    assert str(pdf.root_object["/Lang"]) == "nn"
    assert pdf.metadata
    assert pdf.metadata.title == "Rapporteringspunkt og NKPS-tiltak: Spekter, 2017"


def test_both_languages_have_the_same_template_but_for_the_words() -> None:
    tags = [
        [line for line in paragraphs_of(render_default_template(language)) if "{" in line]
        for language in Language
    ]
    assert len(tags[0]) == len(tags[1]) > 15
    assert BOKMAL.form_headings != NYNORSK.form_headings
