"""The matrix: the oracle's figures as text, on the pages they should be on."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from pypdf import PdfReader

from nkps_reports.matrix import rendering
from nkps_reports.matrix.chart import draw_bars, lay_columns
from nkps_reports.matrix.layout import lay_out
from nkps_reports.matrix.page import render_page
from nkps_reports.matrix.pdf import parse_style, render_pdf
from nkps_reports.matrix.rendering import finish_matrix, how_to_install
from nkps_reports.report.model import Language, Organisation, Report
from nkps_reports.report.problems import OutputError
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording.codes import Code
from tests import ROOT
from tests.builders import a_matrix, a_report, a_text, with_texts


@pytest.fixture(scope="module")
def pdf(shipped: Report) -> bytes:
    return a_matrix(shipped)


def pages_of(pdf: bytes, order: str = "-layout") -> list[str]:
    """The text of each page: as laid out, a table row on a line, or ``-raw``, in the order of the file."""
    answer = subprocess.run(["pdftotext", order, "-", "-"], input=pdf, check=True, capture_output=True)
    return answer.stdout.decode().split("\f")[:-1]


class Word(NamedTuple):
    """A word on a page, in points from its upper left corner."""

    text: str
    left: float
    right: float
    middle: float


def words_on_page(pdf: bytes) -> list[Word]:
    """The words of the first page."""
    command = ["pdftotext", "-l", "1", "-bbox", "-", "-"]
    found = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode()
    pattern = r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>'
    words = []
    for match in re.finditer(pattern, found):
        left, top, right, bottom = (float(number) for number in match.groups()[:4])
        words.append(Word(match[5], left, right, (top + bottom) / 2))
    return words


def words_by_line(pdf: bytes) -> list[list[tuple[float, str]]]:
    """The words of the first page, line by line: the middle of each in points from the left, and its text.

    A word belongs to a line when their middles are at the same height; marks stand beside the first line of
    their action's title.
    """
    lines: dict[int, list[tuple[float, str]]] = {}
    for word in words_on_page(pdf):
        line = next((y for y in lines if abs(y - word.middle) < 4), round(word.middle))
        lines.setdefault(line, []).append(((word.left + word.right) / 2, word.text))
    return [sorted(words) for _, words in sorted(lines.items())]


def test_the_eight_actions_fit_on_one_page_and_the_measures_on_the_next(pdf: bytes) -> None:
    pages = pages_of(pdf)
    assert len(pages) == 2
    raw = " ".join(pages_of(pdf, "-raw")[0].split())
    assert "5 av 16 NKPS-tiltak har minst ett rapporteringspunkt" in raw
    assert "NKPS-tiltak uten rapporteringspunkt" in pages[0]
    assert "8 rapporteringspunkter med 10 relasjoner" in raw
    assert "1, 2, 3, 5, 8, 9, 10, 11, 13, 15 og 16" in pages[0]
    assert "Side 1 av 2" in pages[0]
    for measure in read_measures():
        assert measure.text.split()[-1] in pages[1]
        assert measure.short_name in " ".join(pages_of(pdf, "-raw")[1].split())


def test_the_marks_are_the_oracles_relations_each_in_the_column_of_its_measure(pdf: bytes) -> None:
    lines = [words for words in words_by_line(pdf) if "Side" not in {text for _, text in words}]
    header = next(words for words in lines if words[0][1] == "Rapporteringspunkt")
    assert header[1][1] == "NKPS-tiltak"
    columns = {text: x for x, text in header[2:]}
    assert list(columns) == [str(n) for n in range(1, 17)]
    middles = list(columns.values())
    assert max(b - a for a, b in pairwise(middles)) - min(b - a for a, b in pairwise(middles)) < 2
    under = lines[lines.index(header) + 1 :]
    rows = [words for words in under if words[0][1] in "12345678" and words[0][0] < 60]
    marks = [[(x, text) for x, text in words if x > columns["1"] - 5] for words in rows]
    relations = [[12], [4, 7], [4, 7], [6], [6], [4], [7], [14]]
    assert [[int(text) for _, text in row] for row in marks] == relations
    for x, text in (mark for row in marks for mark in row):
        assert abs(x - columns[text]) < 2


def test_the_measures_are_listed_with_their_responsible_and_their_count(pdf: bytes) -> None:
    lines = [" ".join(line.split()) for line in pages_of(pdf)[1].splitlines()]
    assert any(line.startswith("4 ") and line.endswith("ikke oppgitt 2, 3 og 6") for line in lines)
    assert any(line.startswith("14 ") and line.endswith("JD 8") for line in lines)
    assert any(line.startswith("1 ") and line.endswith("KD ingen") for line in lines)


def test_the_document_has_title_language_and_the_intended_font(pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata
    assert reader.metadata.title == "Rapporteringspunkter og NKPS-tiltak: Spekter, 2017"
    assert str(reader.root_object["/Lang"]) == "nb"
    assert reader.metadata.author == "Spekter"
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()}  # type: ignore[index]
    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+Carlito", font) for font in fonts)


def test_each_measure_has_its_bar_in_its_column_with_its_figure(pdf: bytes) -> None:
    lines = words_by_line(pdf)
    header = next(index for index, words in enumerate(lines) if words[0][1] == "Rapporteringspunkt")
    first = next(index for index, words in enumerate(lines) if words[0][0] < 60 and words[0][1] == "1")
    columns = {text: x for x, text in lines[header][2:]}
    figures = [(x, text) for words in lines[header + 1 : first] for x, text in words if text.isdecimal()]
    found = {number: text for number, middle in columns.items() for x, text in figures if abs(x - middle) < 2}
    counts = {"4": "3", "6": "2", "7": "3", "12": "1", "14": "1"}
    assert found == {str(n): counts.get(str(n), "0") for n in range(1, 17)}
    assert len(figures) == 16


def picture_of(pdf: bytes, page: int = 1) -> tuple[int, int, bytes]:
    """A page in grey, a pixel a point: its width, its height, and the pixels."""
    command = ["pdftoppm", "-r", "72", "-f", str(page), "-l", str(page), "-gray", "-"]
    image = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", image)
    assert head
    return int(head[1]), int(head[2]), image[head.end() :]


def test_the_names_of_the_measures_are_whole_on_each_page_and_stay_within_the_page() -> None:
    pdf = a_matrix(a_report(*"x" * 40))
    *pages, catalogue = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        text = "".join(page.extract_text().split())
        names = ["".join(measure.short_name.split()) for measure in read_measures()]
        assert [name for name in names if name not in text] == []
        width, _, pixels = picture_of(pdf, number)
        # Where a printer may print nothing: 7 mm at the edges.
        assert {pixels[x::width].strip(b"\xff") for x in (*range(20), *range(width - 20, width))} == {b""}
    assert "…" not in catalogue.extract_text()


def test_a_mark_is_white_on_a_dark_box_that_a_grey_printer_prints(pdf: bytes) -> None:
    width, _, pixels = picture_of(pdf)
    marks = [words for words in words_on_page(pdf) if words.text in ("4", "6", "7", "12", "14")]
    boxed: dict[str, int] = {}
    for word in marks:
        beside = pixels[round(word.middle) * width + round(word.left) - 3]
        boxed[word.text] = boxed.get(word.text, 0) + (beside < 90)
    assert boxed == {"4": 3, "6": 2, "7": 3, "12": 1, "14": 1}


@pytest.mark.parametrize(("highest", "height"), [(1, 0.25), (4, 1.0), (200, 1.0)])
def test_the_tallest_bar_fills_its_room_but_one_action_is_no_peak(highest: int, height: float) -> None:
    tall, none = draw_bars(lay_columns(2), [("a", highest), ("b", 0)]).bars
    assert tall.height_mm == pytest.approx(19 * height, abs=0.01)
    assert none.height_mm == 0


@pytest.mark.parametrize("rest", [0, 28])
@pytest.mark.parametrize("count", [1, 16, 30])
def test_the_number_of_measures_decides_the_widths(count: int, rest: float) -> None:
    columns = lay_columns(count, rest)
    assert columns.title_mm + count * columns.measure_mm + rest == pytest.approx(265)
    assert columns.title_mm >= 84


@pytest.mark.parametrize("count", [1, 20, 60])
def test_more_actions_go_on_over_pages_with_the_header_repeated(count: int) -> None:
    # Not as laid out: where few words stand upright, pdftotext takes the page for a turned one.
    pages = pages_of(a_matrix(a_report(*["x"] * count)), "-raw")
    rows = [page for page in pages if re.search(r"^\d+ Tittel \d+", page, re.MULTILINE)]
    assert sum(len(re.findall(r"Tittel \d+", page)) for page in rows) == count
    assert all(re.search(r"^Rapporteringspunkt\s", page, re.MULTILINE) for page in rows)
    assert f"Side {len(pages)} av {len(pages)}" in pages[-1]


@pytest.mark.parametrize("count", range(13, 17))
def test_no_action_stands_alone_on_the_last_page_of_the_matrix(count: int) -> None:
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(a_matrix(a_report(*["x"] * count)))).pages]
    assert min(rows for text in texts if (rows := len(re.findall(r"Tittel \d+", text)))) > 1


def test_whatever_is_typed_arrives_as_the_characters_typed() -> None:
    hostile = "{{ 7*7 }} <script>x</script> &lt; %PAGE% <img src=file:///etc/passwd> æøå " + "w" * 80
    report = a_report("x", organisation=Organisation("A & <b> {% x %}", "2017"))
    report = replace(report, actions=(with_texts(report.actions[0], title=a_text(hostile)),))
    text = "".join("".join(pages_of(a_matrix(report), "-raw")).split())
    for piece in ("{{7*7}}", "<script>x</script>", "&lt;%PAGE%", "<imgsrc=file:///etc/passwd>", "A&<b>{%x%}"):
        assert piece in text
    assert text.count("w") >= 80


@pytest.mark.parametrize("text", ["w" * 32767, "Wm" * 80 + " x" * 8000, "ord " * 8000])
def test_a_whole_cell_of_text_is_laid_out_without_loss_and_without_endless_words(text: str) -> None:
    report = a_report("x", organisation=Organisation(text, text))
    report = replace(report, actions=(with_texts(report.actions[0], title=a_text(text)),))
    # What WeasyPrint would take minutes over: a word that no line can hold.
    title, _ = re.findall(r"<b>1</b> (.*?)</th>", render_page(report))
    assert max(len(word) for word in re.split(r"[\s\u200b]", title)) <= 60
    found = "".join("".join(pages_of(a_matrix(report), "-raw")).split())
    letter = max(text.replace(" ", ""), key=text.count)
    assert found.count(letter) >= 3 * text.count(letter)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/Adak", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "86400"},
    ],
    ids=["east", "west and long ago"],
)
def test_the_same_report_gives_the_same_bytes_in_another_process_place_and_time(
    pdf: bytes, surroundings: dict[str, str], tmp_path: Path
) -> None:
    code = (
        "import sys, time; from pathlib import Path\n"
        "time.time, now = lambda: now() + 1e8, time.time\n"
        "from nkps_reports.workbook.reading.parsing import parse_workbook\n"
        "from tests.builders import a_matrix\n"
        f"report = parse_workbook(Path({str(ROOT)!r}, 'input/spekter-2017.xlsx').read_bytes()).report\n"
        "sys.stdout.buffer.write(a_matrix(report))\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True,
        env={**environment, **surroundings, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert answer.stdout == pdf


def test_the_same_report_gives_the_same_bytes_whatever_was_laid_out_before(shipped: Report) -> None:
    in_nynorsk = replace(shipped.organisation, language=Language.NYNORSK)
    reports = [
        shipped,
        replace(shipped, organisation=in_nynorsk),
        a_report(*["4 og 7"] * 40),
        a_report("16", "1", organisation=in_nynorsk),
    ]

    def lay_out_all(reports: Iterable[Report]) -> list[bytes]:
        parse_style.cache_clear()
        return [a_matrix(report) for report in reports]

    alone = [lay_out_all([report])[0] for report in reports]
    assert lay_out_all(reports) == alone
    assert lay_out_all(reversed(reports)) == alone[::-1]


def test_the_date_of_the_report_stands_on_the_page_where_there_is_one() -> None:
    dated = a_report("x", organisation=Organisation("Spekter", "2017", date(2017, 9, 13)))
    assert "Spekter · 2017 · 13. september 2017" in pages_of(a_matrix(dated), "-raw")[0]


def test_the_page_may_fetch_nothing_and_a_warning_is_an_error() -> None:
    fetched = "<img src='file:///etc/passwd' alt='x'/>"
    styled = "<style>p { background: url('file:///etc/passwd') }</style><p>x</p>"
    for body in (fetched, styled, "<p style='farge: rød'>x</p>"):
        page = f"<html lang='nb'><head><title>x</title></head><body>{body}</body></html>"
        with pytest.raises(RuntimeError):
            render_pdf(page)


def test_a_character_that_no_font_has_is_named_and_the_matrix_made() -> None:
    report = a_report("x")
    report = replace(report, actions=(with_texts(report.actions[0], title=a_text("Kurs \uf0e0 fagbrev")),))
    with ThreadPoolExecutor(1) as executor:
        pdf, (warning,) = finish_matrix(executor.submit(lay_out, render_page(report)), report)
    assert warning.code is Code.MATRIX_LACKS_CHARACTER
    assert "U+F0E0" in warning.message
    assert "fagbrev" in pages_of(pdf, "-raw")[0]


def test_without_the_intended_font_there_is_no_matrix(
    shipped: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "INTENDED_FONTS", ("Finnes ikke",))
    with pytest.raises(OutputError) as caught:
        a_matrix(shipped)
    assert [p.code for p in caught.value.problems] == [Code.MATRIX_NEEDS_FONT]
    assert caught.value.problems[0].fix == how_to_install()


def test_what_only_rare_fonts_need_is_imported_when_there_is_one() -> None:
    code = (
        "import sys\n"
        "from nkps_reports.matrix.layout import load_renderer\n"
        "load_renderer()\n"
        "from weasyprint.pdf import fonts\n"
        "late = [name for name in sys.modules if name.startswith('fontTools.varLib.')]\n"
        "options = fonts.subset.Options(hinting=False)\n"
        "from fontTools import subset, varLib\n"
        "print(late, type(options) is subset.Options, fonts.subset.Subsetter(options).options is options)\n"
        "try:\n"
        "    fonts.instantiateVariableFont({}, {})\n"
        "except ValueError as error:\n"
        "    print(error)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    late = "['fontTools.varLib.instancer'] True True\n"
    assert answer.stdout == f"{late}Missing required table fvar\n"
