"""``make bench``: pairs of benchmarks, ours and what it is held against. No figure is asserted here.

Each pair is a group; the ratio of the medians within it is the claim. The target stands in each docstring.
"""

from __future__ import annotations

import gc
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from docx import Document
from docxtpl import DocxTemplate
from pytest_benchmark.fixture import BenchmarkFixture
from weasyprint import HTML

from nkps_reports.coverage import count_by_measure
from nkps_reports.drafts import parse_draft
from nkps_reports.markup import Run, parse_markup
from nkps_reports.matrix.overview_rendering import begin_overview, finish_overview
from nkps_reports.matrix.rendering import begin_matrix, finish_matrix
from nkps_reports.model import Action, Organisation, Place, Relation, Report, Text
from nkps_reports.overview import Contribution, Overview
from nkps_reports.strategy import read_measures
from nkps_reports.word.default.template import render_default_template
from nkps_reports.word.reading.report import parse_word_report
from nkps_reports.word.rendering import render_report
from nkps_reports.workbook.parsing import parse_workbook

ROOT = Path(__file__).parent.parent
PROGRAM = Path(sys.executable).with_name("nkps-reports")
ROUNDS = 11
ACTIONS = 1000
ROWS = 200
DESCRIPTION = (
    "Hensikten med møteplassen er at medlemmene skal utveksle erfaringer og bli oppdatert.\n"
    "- Et heldagsarrangement med faglige innlegg, se https://example.org/program for mer.\n"
    "- Tema har vært kvalitet i alle ledd i fagopplæringen.\n"
    "1. Først planlegging.\n2. Så gjennomføring.\n3. Til slutt [evaluering](https://example.org/e)."
)


def run(*command: str | Path) -> None:
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


@pytest.mark.benchmark(group="report, 8 actions, whole process (to reach: 1.5)")
def test_a_importing_the_libraries(benchmark: BenchmarkFixture) -> None:
    command = "import openpyxl, docxtpl, weasyprint"
    benchmark.pedantic(run, (sys.executable, "-c", command), rounds=ROUNDS, warmup_rounds=2)


@pytest.mark.benchmark(group="report, 8 actions, whole process (to reach: 1.5)")
def test_b_report(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    command = (PROGRAM, "report", "input/spekter-2017.xlsx", "--output", tmp_path)
    benchmark.pedantic(run, command, rounds=ROUNDS, warmup_rounds=2)


@pytest.mark.benchmark(group="Word, 1,000 actions, in process (to reach: 3)")
def test_a_plain_docxtpl_loop(benchmark: BenchmarkFixture) -> None:
    report, template = many_actions(), plain_template()
    rows = [
        [action.title.plain, *(p.plain for text in action.texts[1:] for p in text.paragraphs)]
        for action in report.actions
    ]
    benchmark.pedantic(render_plain, (rows, template), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="Word, 1,000 actions, in process (to reach: 3)")
def test_b_our_report(benchmark: BenchmarkFixture) -> None:
    report, template = many_actions(), (ROOT / "templates/report.docx").read_bytes()
    benchmark.pedantic(render_report, (report, template, "report.docx"), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="matrix, 200 actions, in process (to reach: 1.2)")
def test_a_plain_table(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(render_plain_table, (many_actions(ROWS),), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="matrix, 200 actions, in process (to reach: 1.2)")
def test_b_our_matrix(benchmark: BenchmarkFixture) -> None:
    report = many_actions(ROWS)
    with ThreadPoolExecutor(1) as executor:
        benchmark.pedantic(
            lambda: finish_matrix(begin_matrix(report, executor), ""), rounds=5, warmup_rounds=1
        )


@pytest.mark.benchmark(group="reading 100 Word reports of 8 actions (to reach: 2)")
def test_a_walking_them_with_python_docx(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(walk_reports, (eight_actions_in_word(),), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="reading 100 Word reports of 8 actions (to reach: 2)")
def test_b_reading_them(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(read_reports, (eight_actions_in_word(),), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="overview PDF, 1,000 actions, in process (to reach: 0.4)")
def test_a_plain_table_of_a_thousand_rows(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(render_plain_table, (many_actions(),), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="overview PDF, 1,000 actions, in process (to reach: 0.4)")
def test_b_our_overview(benchmark: BenchmarkFixture) -> None:
    overview = many_organisations()
    with ThreadPoolExecutor(1) as executor:
        benchmark.pedantic(
            lambda: finish_overview(begin_overview(overview, executor), ""), rounds=5, warmup_rounds=1
        )


def test_c_the_memory_of_the_overview(capsys: pytest.CaptureFixture[str]) -> None:
    """At most half of the plain table's; each in a process of its own."""
    plain, ours = (peak_memory_mb(work) for work in ("make_plain_table", "make_overview"))
    with capsys.disabled():
        sys.stdout.write(
            "\noverview PDF, 1,000 actions, peak memory (to reach: 0.5): "
            f"{ours / plain:.2f} ({ours:.0f} of {plain:.0f} MB)\n"
        )


def peak_memory_mb(work: str) -> float:
    """The most memory that a process has taken, by what Linux says of it."""
    program = (
        f"import bench.test_speed as bench, pathlib; bench.{work}(); "
        "print(pathlib.Path('/proc/self/status').read_text())"
    )
    status = subprocess.run(
        (sys.executable, "-c", program), cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def make_plain_table() -> None:
    render_plain_table(many_actions())


def make_overview() -> None:
    with ThreadPoolExecutor(1) as executor:
        finish_overview(begin_overview(many_organisations(), executor), "")


def many_organisations() -> Overview:
    """The same actions as one report of a thousand, by 125 organisations."""
    report = many_actions()
    contributions = []
    for number in range(ACTIONS // 8):
        actions = tuple(
            replace(action, number=place)
            for place, action in enumerate(report.actions[8 * number : 8 * number + 8], start=1)
        )
        own = replace(report, organisation=Organisation(f"Virksomhet {number}", "2017"), actions=actions)
        contributions.append(Contribution(Path(f"{number}.xlsx"), own, count_by_measure(own)))
    return Overview("2017", tuple(contributions))


def eight_actions_in_word() -> bytes:
    report = parse_workbook((ROOT / "input/spekter-2017.xlsx").read_bytes()).report
    assert report
    return render_report(report, render_default_template(), "")


def read_reports(file: bytes) -> None:
    for _ in range(100):
        parse_draft(parse_word_report(file).draft)


def walk_reports(file: bytes) -> None:
    """What a programmer would begin with: every paragraph and every cell."""
    for _ in range(100):
        document = Document(io.BytesIO(file))
        for paragraph in document.paragraphs:
            assert paragraph.style is not None
            assert paragraph.text is not None
        for table in document.tables:
            for row in table.rows:
                assert [cell.text for cell in row.cells]


def many_actions(count: int = ACTIONS) -> Report:
    """A report of many actions with lists and links."""
    place = Place("Tiltak", "A2", "Tiltak")

    def text(words: str) -> Text:
        return Text(parse_markup([Run(words)]), place)

    actions = tuple(
        Action(
            number,
            number + 1,
            text(f"Arrangere møteplass {number}."),
            Relation((number % 16 + 1,), place, ""),
            text("Spekter er ansvarlig for tiltaket."),
            text(DESCRIPTION),
            text("Oppstart var i 2013, og tiltaket gjennomføres hvert år i begynnelsen av mars."),
        )
        for number in range(1, count + 1)
    )
    return Report(Organisation("Spekter", "2017"), actions, read_measures())


def plain_template() -> bytes:
    """What a programmer would write with docxtpl in an hour: the same paragraphs, no lists, no links.

    Our form has six paragraphs of its own for each action besides the texts, and two in the list.
    """
    document = Document()
    document.add_paragraph("{%p for row in rows %}")
    document.add_paragraph("{{ row[0] }}")
    document.add_paragraph("Relasjon til NKPS-tiltak nr. 4.")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for row in rows %}")
    for heading in (
        "Rapporteringspunkt",
        "1. Tiltak",
        "Relasjon",
        "2. Ansvarlig",
        "3. Beskrivelse",
        "4. Tid",
    ):
        document.add_paragraph(heading, style="Heading 2")
    document.add_paragraph("{%p for text in row %}")
    document.add_paragraph("{{ text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def render_plain(rows: list[list[str]], template: bytes) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render({"rows": rows}, autoescape=True)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def render_plain_table(report: Report) -> bytes:
    """What a programmer would write with WeasyPrint in an hour: a table to archive, a mark an «x»."""
    head = "".join(f"<th>{measure.number}" for measure in report.measures)
    rows = "".join(
        f"<tr><th>{escape(action.title.plain)}"
        + "".join("<td>x" if m.number in action.relation.measures else "<td>" for m in report.measures)
        for action in report.actions
        if action.relation
    )
    style = "@page { size: A4 landscape } table { border-collapse: collapse } td, th { border: 1px solid }"
    table = f"<table><thead><tr><th>{head}<tbody>{rows}</table>"
    page = f"<html lang=nb><title>x</title><style>{style}</style>{table}"
    # As the program does it.
    gc.disable()
    try:
        return bytes(HTML(string=page).write_pdf(pdf_variant="pdf/a-2a"))
    finally:
        gc.enable()
