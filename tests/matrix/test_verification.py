"""A finished matrix is read again before anybody gets it; one that is not what it should be is refused."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pydyf
import pytest
from pikepdf import Pdf

from nkps_reports.files.names import REPORT
from nkps_reports.files.sources import Sources
from nkps_reports.jobs.build import build_reports
from nkps_reports.jobs.collection import collect_overviews
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import Crew
from nkps_reports.jobs.running.executors import InlineExecutor
from nkps_reports.matrix import page as page_module
from nkps_reports.matrix import pdf as pdf_module
from nkps_reports.matrix.overview_page import render_overview_page
from nkps_reports.matrix.page import render_page
from nkps_reports.matrix.verification.errors import NoIntendedFontError, WrongMatrixError
from nkps_reports.matrix.verification.marks import Marks, verify_matrix, verify_overview
from nkps_reports.report.model import Report
from nkps_reports.report.problems import highest_exit
from nkps_reports.wording.codes import Code
from tests import ROOT
from tests.builders import a_matrix, a_report, a_row, a_text, a_workbook, with_texts

MARK = '<td class="mark" data-kept="">3</td>'
GAP = '<td colspan="2" data-kept=""></td>'
FONTS = ("Carlito", "Calibri")
# What is wrong, which check says so, and how the page is tampered with: what stands there, and what instead.
TAMPERED = {
    "mark missing": ("figures", MARK, "<td></td>"),
    "mark too many": ("figures", GAP, f"{MARK}<td></td>"),
    "mark in another column": ("figures", GAP + MARK, MARK + GAP),
    "mark drawn elsewhere": ("place", MARK, '<td class="mark" style="padding-left: 18mm">3</td>'),
    "mark not drawn": ("figures", MARK, '<td class="mark" style="visibility: hidden">3</td>'),
    "wrong number": ("figures", MARK, MARK.replace("3", "13")),
    "row missing": ("rows", r"<tr>\s*<th scope=\"row\"><b>2</b>.*?</tr>", ""),
    "wrong action": ("number", "<b>2</b> Tittel", "<b>3</b> Tittel"),
    "wrong count": ("figures", r'(<td style="[^"]*")>1</td>', r"\g<1>>2</td>"),
    "count too many": ("figures", ' class="none" data-kept="">0</td>', ">1</td>"),
    "count drawn elsewhere": ("place", r'(<td style="[^"]*)">1</td>', r'\g<1>; padding-left: 18mm">1</td>'),
    "wrong total of actions": ("totals", "3\u00a0rapporteringspunkter", "4\u00a0rapporteringspunkter"),
    "wrong total of relations": ("totals", "3\u00a0relasjoner", "13\u00a0relasjoner"),
    "wrong header": ("header", ">3<b>Karriereveiledning<", ">4<b>Karriereveiledning<"),
    "another name in the header": ("header", ">3<b>Karriereveiledning<", ">3<b>Regionalt ansvar<"),
    "marks in another font": ("font", r"tbody \.mark {", "tbody .mark { font-family: Liberation Sans;"),
}  # fmt: skip


def marks_of(report: Report) -> Marks:
    names = {measure.number: measure.short_name for measure in report.measures}
    return Marks(names, tuple(frozenset(a.relation.measures) for a in report.actions if a.relation))


@pytest.mark.parametrize(("part", "there", "instead"), TAMPERED.values(), ids=TAMPERED)
def test_a_matrix_that_does_not_show_the_coverage_is_refused(part: str, there: str, instead: str) -> None:
    report = a_report(*"x" * 3)
    tampered, count = re.subn(there, instead, render_page(report), count=1, flags=re.DOTALL)
    assert count == 1
    pdf, _ = pdf_module.render_pdf(tampered)
    with pytest.raises(WrongMatrixError) as caught:
        verify_matrix(pdf, marks_of(report), FONTS)
    assert caught.value.args[0] == part


@pytest.mark.parametrize("count", [1, 20, 200])
def test_a_matrix_that_shows_the_coverage_is_taken_and_for_another_report_it_is_not(count: int) -> None:
    report = a_report(*"x" * count)
    pdf = a_matrix(report)
    verify_matrix(pdf, marks_of(report), FONTS)
    for other in (a_report(*"x" * (count + 1)), replace(report, measures=report.measures[:-1])):
        with pytest.raises(WrongMatrixError):
            verify_matrix(pdf, marks_of(other), FONTS)


def test_a_title_may_have_what_the_intended_font_lacks() -> None:
    report = a_report("x")
    action = with_texts(report.actions[0], title=a_text("\u0663 \U0001f600 \u05e9\u05dc\u05d5\u05dd \u2460"))
    verify_matrix(a_matrix(replace(report, actions=(action,))), marks_of(report), FONTS)


def test_a_matrix_all_in_another_font_is_told_apart_from_one_that_is_wrong() -> None:
    page = render_page(a_report("x")).replace("Carlito, Calibri", "Liberation Sans")
    with pytest.raises(NoIntendedFontError):
        verify_matrix(pdf_module.render_pdf(page)[0], marks_of(a_report("x")), FONTS)


def test_a_matrix_with_a_font_that_is_not_in_the_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_fonts(document: Any, pdf: Any) -> None:
        del document
        for item in pdf.objects:
            if isinstance(item, pydyf.Dictionary):
                item.pop("FontFile2", None)
                item.pop("FontFile3", None)

    monkeypatch.setattr(pdf_module, "draw_grid", without_fonts)
    with pytest.raises(WrongMatrixError, match="embedded"):
        a_matrix(a_report("x"))


def with_damaged_page(pdf: bytes) -> bytes:
    with Pdf.open(io.BytesIO(pdf)) as file:
        written = file.pages[0].obj.Contents.read_raw_bytes()
    return pdf.replace(written, written[:100].ljust(len(written), b"\0"))


def with_stray_bracket(pdf: bytes) -> bytes:
    written = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as file:
        page = file.pages[0].obj.Contents
        page.write(page.read_bytes() + b"\n)")
        file.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "damage",
    [
        lambda pdf: pdf[:-200],
        lambda pdf: b"",
        lambda pdf: pdf.replace(b"startxref", b"startxxxx"),
        with_damaged_page,
        with_stray_bracket,
    ],
    ids=["cut off", "empty", "no index", "page damaged", "stray bracket"],
)
def test_a_file_that_cannot_be_read_again_is_refused_and_nothing_is_logged(
    damage: Callable[[bytes], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    report = a_report("x")
    with pytest.raises(WrongMatrixError, match="file"):
        verify_matrix(damage(a_matrix(report)), marks_of(report), ("Carlito",))
    assert caplog.messages == []


def test_a_refused_matrix_is_a_bug_and_not_put_in_place_but_the_report_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = tmp_path / "x.xlsx"
    workbook.write_bytes(a_workbook([a_row(relation="3")]))
    monkeypatch.setattr(
        page_module, "render_page", lambda report: render_page(report).replace(MARK, "<td></td>")
    )
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (outcome,) = build_reports(Sources((workbook,)), None, tmp_path, Crew(InlineExecutor()))
    assert [*outcome.placed] == [REPORT]
    assert [problem.code for problem in outcome.problems] == [Code.BUG]
    assert highest_exit(outcome.problems) == 1
    assert (tmp_path / "x.docx").exists()
    assert not (tmp_path / "x-matrise.pdf").exists()


def test_an_overview_that_does_not_show_its_figures_is_refused() -> None:
    (overview,), _ = collect_overviews([Outcome(Path("x.xlsx"), report=a_report(*"x" * 3))])
    page = render_overview_page(overview)
    verify_overview(pdf_module.render_pdf(page)[0], overview, FONTS)
    tampered, count = re.subn(r'(<td class="h\d">)1<', r"\g<1>2<", page, count=1)
    assert count == 1
    with pytest.raises(WrongMatrixError, match="figures"):
        verify_overview(pdf_module.render_pdf(tampered)[0], overview, FONTS)


def test_what_reads_it_again_is_imported_when_the_page_has_been_given_away() -> None:
    code = (
        "import sys, nkps_reports.jobs.documents, nkps_reports.matrix.rendering\n"
        "from nkps_reports.matrix.layout import lay_out\n"
        "from nkps_reports.matrix.page import render_page\n"
        "from nkps_reports.matrix.rendering import finish_matrix\n"
        "from nkps_reports.jobs.running.executors import InlineExecutor\n"
        "from tests.builders import a_report\n"
        "report = a_report('x')\n"
        "page = InlineExecutor().submit(lay_out, render_page(report))\n"
        "assert 'pikepdf' not in sys.modules\n"
        "finish_matrix(page, report)\n"
        "assert 'pikepdf' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
