"""Half a page, measured: what a user is told of a description that is too long."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.checks import check_lengths
from nkps_reports.report.model import Fit
from nkps_reports.report.problems import Problem, TemplateError
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.fit import pango_library
from nkps_reports.word.fit.descriptions import choose_ruler, lay_out, measure, measure_descriptions
from nkps_reports.word.fit.rulers import GreatestRuler
from nkps_reports.word.fit.typography import read_typography
from nkps_reports.wording.codes import Code, Severity
from tests import ROOT
from tests.builders import a_report, a_row, a_text, a_workbook
from tests.commands import run
from tests.source_document import shipped_rows
from tests.word_templates import Change, a_template, paragraph_with
from tools.word_template.template import render_default_template

NAME = "templates/report.docx"
DEFAULT = render_default_template()
# Half of the page takes 23 lines of one paragraph; so many words of the strategy fill 23, and one more 24.
STRATEGY = " ".join(measure.text for measure in read_measures()).split()
NEARLY, TOO_MUCH = " ".join(STRATEGY[:283]), " ".join(STRATEGY[:284])


def fits(*descriptions: str, template: bytes = DEFAULT) -> list[Fit | None]:
    """For each description how it fits, where it is over half a page."""
    report = a_report(*descriptions)
    found = measure_descriptions(report, template, NAME)
    return [found.get(action.description.place) for action in report.actions]


def fit(description: str, template: bytes = DEFAULT) -> Fit | None:
    return fits(description, template=template)[0]


def problem_of(description: str, template: bytes = DEFAULT) -> Problem:
    report = a_report(description)
    (problem,) = check_lengths(report, measure_descriptions(report, template, NAME))
    return problem


def test_the_lines_that_are_over_are_counted_with_the_words_in_them() -> None:
    # A line is 14.8 points and the space after it 6, and half of the text area is 350.
    assert fit("\n".join(["Ett avsnitt"] * 17)) is None
    assert fit("\n".join(["Ett avsnitt"] * 20)) == Fit(20, 17, 6, is_exact=True)
    # After each point of a list there are 3 points.
    assert fit("\n".join(["- Ett punkt"] * 19)) is None
    assert fit("\n".join(["- Ett punkt"] * 20)) == Fit(20, 19, 2, is_exact=True)
    assert fit("\n".join(f"{number}. Ett punkt" for number in range(1, 21))) == Fit(20, 19, 2, is_exact=True)


def test_what_is_said_is_how_many_lines_and_words_must_go() -> None:
    problem = problem_of("\n".join(["Ett avsnitt"] * 31))
    assert (problem.code, problem.severity) == (Code.TOO_LONG_DESCRIPTION, Severity.WARNING)
    assert (problem.place.sheet, problem.place.cell) == ("Tiltak", "D2")
    assert problem.place.header == "Beskrivelse av tiltaket (maks en halv side)"
    assert problem.message == (
        "Beskrivelsen fyller mer enn en halv side i rapporten: 31 linjer, og det er plass til 17."
    )
    assert problem.fix == "Kort den ned med 14 linjer, omtrent 30 ord."
    one = problem_of("\n".join(["Ett avsnitt"] * 18))
    assert one.fix == "Kort den ned med 1 linje, omtrent 2 ord."


def test_the_words_to_cut_are_enough_also_where_the_last_lines_are_short() -> None:
    text = NEARLY + "\nLes mer om tiltaket.\nOg kom."
    found = fit(text)
    assert found
    words = NEARLY.split()
    shorter = " ".join(words[: len(words) - found.words_over]) + "\nLes mer om tiltaket.\nOg kom."
    assert fit(shorter) is None


def lower(document: Document) -> None:
    document.sections[0].top_margin = Mm(100)


def in_columns(document: Document) -> None:
    document.sections[0]._sectPr.append(OxmlElement("w:cols", {qn("w:num"): "2"}))


def in_a_table(document: Document) -> None:
    paragraph = paragraph_with(document, "tiltak.beskrivelse")
    table = document.add_table(1, 2)
    paragraph._p.addprevious(table._tbl)
    table.cell(0, 0).width = Mm(120)
    table.cell(0, 0)._tc.append(paragraph._p)


def with_direct_look(document: Document) -> None:
    paragraph = paragraph_with(document, "tiltak.beskrivelse")
    paragraph.runs[0].font.size = Pt(13)


def with_base_style(document: Document) -> None:
    style = document.styles.add_style("NKPS brødtekst", 1)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.right_indent = Mm(30)
    paragraph_with(document, "tiltak.beskrivelse").style = style


def normal(**looks: object) -> Change:
    def change(document: Document) -> None:
        style = document.styles["Normal"]
        for name, value in looks.items():
            setattr(style.font if name in ("size", "name") else style.paragraph_format, name, value)

    return change


def narrower(document: Document) -> None:
    document.sections[0].left_margin = Mm(45)


@pytest.mark.parametrize(
    "change",
    [
        normal(size=Pt(12)), normal(line_spacing=1.5), normal(line_spacing=Pt(18)),
        normal(name="Courier New"),
        normal(left_indent=Mm(20)), narrower, lower, in_columns, in_a_table, with_direct_look,
        with_base_style,
    ],
    ids=["size", "spacing", "exact", "font", "indent", "margins", "page", "columns", "table", "run", "style"],
)  # fmt: skip
def test_a_restyled_template_makes_too_long_what_was_not(change: Change) -> None:
    assert fit(NEARLY) is None
    found = fit(NEARLY, a_template(change))
    assert found
    assert found.is_exact


@pytest.mark.parametrize(
    "change",
    [
        normal(size=Pt(10)), normal(line_spacing=1.0), normal(name="Times New Roman"),
        normal(line_spacing=Pt(12)),
    ],
    ids=["size", "spacing", "font", "exact"],
)  # fmt: skip
def test_a_restyled_template_lets_pass_what_was_too_long(change: Change) -> None:
    assert fit(TOO_MUCH) == Fit(24, 23, 1, is_exact=True)
    assert fit(TOO_MUCH, a_template(change)) is None


def test_the_font_of_a_theme_is_followed() -> None:
    def themed(document: Document) -> None:
        for name in ("Normal", "List Bullet", "List Number"):
            document.styles[name].font.name = "Calibri"
            fonts = document.styles[name].element.rPr.find(qn("w:rFonts"))
            fonts.set(qn("w:asciiTheme"), "minorHAnsi")
        # Our template has no theme; this is the one of python-docx's blank document.
        package = docx.Document().part.package
        (theme,) = (part for part in package.iter_parts() if part.partname.endswith("theme1.xml"))
        blob = theme.blob.replace(b'typeface="Cambria"', b'typeface="Courier New"')
        part = Part(theme.partname, theme.content_type, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.THEME)

    template = a_template(themed)
    typography = read_typography(template, NAME)
    assert typography.plain.run.face.family == "Courier New"
    assert fit(NEARLY, template)


def test_a_link_takes_the_room_of_what_it_shows() -> None:
    address = "https://example.org/" + "a" * 300
    linked = " ".join(f"[{word}]({address})" for word in NEARLY.split())
    assert fit(linked) is None
    assert fit(f"{NEARLY} {address} {address}")


def test_bold_text_takes_more_room() -> None:
    template = a_template(lambda document: setattr(document.styles["Normal"].font, "bold", True))
    assert fit(NEARLY, template)


@pytest.mark.parametrize("font", ["Aptos", "Finnes ikke"])
def test_a_font_that_is_not_there_is_told_by_an_about(font: str) -> None:
    problem = problem_of(NEARLY * 2, a_template(normal(name=font)))
    assert "mer enn en halv side i rapporten: omtrent " in problem.message
    assert "plass til omtrent " in problem.message
    assert problem.fix.startswith("Kort den ned med omtrent ")


@pytest.fixture
def _without_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    pango_library.load_functions.cache_clear()
    monkeypatch.setattr(pango_library, "_LIBRARIES", {"pango": ("libfinnes-ikke.so",)})
    yield
    pango_library.load_functions.cache_clear()


@pytest.mark.usefixtures("_without_pango")
def test_without_pango_the_length_is_told_by_an_about() -> None:
    assert fit(" ".join(STRATEGY[:200])) is None
    problem = problem_of(f"{NEARLY} {NEARLY}")
    assert re.search("omtrent 4[5-9] linjer, og det er plass til omtrent 24", problem.message)


def test_without_any_font_the_length_is_told_by_an_about(place: Path) -> None:
    (place / "fonts.conf").write_text("<fontconfig><dir>/finnes/ikke</dir></fontconfig>", encoding="utf-8")
    answer = run(place, "check", FONTCONFIG_FILE=str(place / "fonts.conf"))
    assert re.search("omtrent 4[5-9] linjer", answer.stderr)
    assert "CRITICAL" not in answer.stderr


def test_what_is_far_too_long_is_counted_in_no_time_and_nearly_right() -> None:
    text = "\n".join([NEARLY, "- Et punkt", f"- {TOO_MUCH[:500]}"] * 4)
    typography = read_typography(DEFAULT, NAME)
    real = len(list(lay_out(a_text(text, "D2"), typography, choose_ruler(typography))))
    found = fit(text)
    assert found
    assert not found.is_exact
    assert abs(found.lines - real) <= real / 20
    begun = time.perf_counter()
    assert all(fits(*[f"{NEARLY} " * 5] * 200))
    assert time.perf_counter() - begun < 5


def test_the_eight_actions_of_the_source_are_all_short_enough() -> None:
    assert set(fits(*(row[3] for row in shipped_rows()))) == {None}


@pytest.mark.parametrize(
    "typed", ["<b>", "<img src=file:///etc/passwd>", "{{ 7*7 }}", "&amp;", "{%p endfor %}"]
)
def test_what_looks_like_code_takes_the_room_of_its_letters(typed: str) -> None:
    typography = read_typography(DEFAULT, NAME)
    ruler = choose_ruler(typography)
    text = a_text(" ".join([typed] * 900), "D2")
    lines = list(lay_out(text, typography, ruler))
    assert " ".join("".join(line.text for line in lines).split()) == text.plain
    assert measure(text, typography, ruler).words_over


def test_templates_that_make_no_sense_are_measured_all_the_same() -> None:
    def nonsense(document: Document) -> None:
        style = document.styles["Normal"]
        style.element.append(OxmlElement("w:basedOn", {qn("w:val"): "Normal"}))
        style.element.rPr.find(qn("w:sz")).set(qn("w:val"), "9999999")
        for name, value in (("line", "-1"), ("before", "x"), ("after", "1e9"), ("lineRule", "?")):
            style.element.pPr.find(qn("w:spacing")).set(qn(f"w:{name}"), value)
        for path, name, value in (
            ("w:pgSz", "w", "0"), ("w:pgMar", "left", "9" * 20),
        ):  # fmt: skip
            document.sections[0]._sectPr.xpath(path)[0].set(qn(f"w:{name}"), value)
        document.sections[0]._sectPr.append(OxmlElement("w:cols", {qn("w:num"): "-3"}))

    assert fit(NEARLY, a_template(nonsense))
    assert fit(NEARLY, a_template(nonsense, in_a_table))


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        ("word/styles.xml", b"</w:styles>", b"", Code.TEMPLATE_UNREADABLE),
        ("_rels/.rels", b"officeDocument", b"x", Code.TEMPLATE_UNREADABLE),
        ("word/document.xml", b"beskrivelse", b"x", Code.TEMPLATE_INCOMPLETE),
        ("word/styles.xml", b"List Bullet", b"x", Code.TEMPLATE_MISSING_STYLE),
    ],
)
def test_a_faulty_template_is_an_error_that_names_it(part: str, old: bytes, new: bytes, code: Code) -> None:
    parts = unpack_parts(DEFAULT)
    parts[part] = parts[part].replace(old, new)
    with pytest.raises(TemplateError) as raised:
        fit(NEARLY, pack_parts(parts))
    assert raised.value.problems[0].code is code
    assert NAME in str(raised.value)


WORDS = st.sampled_from(
    ["WWWW", "i", "møteplass", "kompetansepolitisk", "‱", "https://example.org/en/lang/vei", "…", "漢字"]
)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=90).map(" ".join), min_size=1, max_size=6)


@settings(deadline=None)
@given(PARAGRAPHS, st.lists(WORDS, min_size=1, max_size=20).map(" ".join))
def test_a_paragraph_more_is_never_fewer_lines(paragraphs: list[str], another: str) -> None:
    typography = read_typography(DEFAULT, NAME)
    ruler = choose_ruler(typography)
    before = measure(a_text("\n".join(paragraphs)), typography, ruler)
    after = measure(a_text("\n".join([*paragraphs, another])), typography, ruler)
    assert after.lines > before.lines or not after.is_exact
    assert after.words_over >= before.words_over or not after.is_exact


@settings(deadline=None)
@given(PARAGRAPHS, st.sampled_from(["Calibri", "DejaVu Sans", "Courier New"]), st.booleans())
def test_what_is_not_laid_out_is_never_too_long(paragraphs: list[str], font: str, bold: bool) -> None:
    typography = read_typography(_in_font(font, bold), NAME)
    text = a_text("\n".join(paragraphs))
    most = list(lay_out(text, typography, GreatestRuler()))
    real = list(lay_out(text, typography, choose_ruler(typography)))
    assert most[-1].bottom_pt >= real[-1].bottom_pt


def _in_font(font: str, bold: bool) -> bytes:
    return a_template(
        normal(name=font), lambda document: setattr(document.styles["Normal"].font, "bold", bold)
    )


# The commands


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "input").mkdir()
    (tmp_path / "input/x.xlsx").write_bytes(a_workbook([a_row(), a_row(title="To", description=NEARLY * 2)]))
    return tmp_path


def found_by(place: Path, *arguments: str) -> list[dict[str, str]]:
    answer = run(place, "check", "--format", "json", *arguments)
    problems = json.loads(answer.stdout)["workbooks"][0]["problems"]
    return [problem for problem in problems if problem["code"] == "too-long-description"]


def test_check_and_report_say_it_at_the_cell_and_the_report_is_made(place: Path) -> None:
    (problem,) = found_by(place, "--annotate")
    assert (problem["cell"], problem["severity"]) == ("D3", "warning")
    assert problem["found"].startswith(NEARLY[:40])
    note = openpyxl.load_workbook(place / "output/x-kontroll.xlsx")["Tiltak"]["D3"].comment.text
    assert problem["message"] in note
    answer = run(place, "report")
    assert answer.returncode == 0
    assert problem["message"] in answer.stderr
    assert problem["fix"] in answer.stderr
    assert (place / "output/x.docx").exists()
    assert "1 merknad, se ovenfor" in answer.stdout


def test_a_workbook_with_errors_is_told_of_its_lengths_too(place: Path) -> None:
    rows = [a_row(relation="99", description=NEARLY * 2)]
    (place / "input/x.xlsx").write_bytes(a_workbook(rows))
    assert [problem["cell"] for problem in found_by(place)] == ["D2"]
    assert "Kort den ned med" in run(place, "report").stderr


def test_check_goes_by_the_template_it_is_given(place: Path) -> None:
    (place / "liten.docx").write_bytes(a_template(normal(size=Pt(7))))
    assert found_by(place, "--template", "liten.docx") == []


@pytest.mark.parametrize(
    ("name", "content"), [("borte.docx", None), ("skadet.docx", b"PK"), ("tekst.docx", b"x")]
)
def test_a_template_that_cannot_be_used_ends_a_check_with_5(
    place: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (place / name).write_bytes(content)
    answer = run(place, "check", "--template", name)
    assert answer.returncode == 5
    assert name in answer.stderr


def test_short_texts_cost_no_layout_and_long_ones_no_weasyprint(place: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from nkps_reports.jobs.documents import render_check\n"
        "from nkps_reports.files.sources import read_source\n"
        "from nkps_reports.jobs.templates import Templates\n"
        "rendered = render_check(read_source(Path('input/x.xlsx')), Templates(are_linted=False))\n"
        "assert rendered.outcome.action_count == 1\n"
        "from nkps_reports.word.fit import pango_library\n"
        "print('LAID OUT', pango_library.load_functions.cache_info().currsize, 'weasyprint' in sys.modules)"
    )
    for rows, expected in (
        ([a_row()], "LAID OUT 0 False"),
        ([a_row(description=NEARLY)], "LAID OUT 1 False"),
    ):
        (place / "input/x.xlsx").write_bytes(a_workbook(rows))
        answer = subprocess.run(
            [sys.executable, "-c", program],
            cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert expected in answer.stdout, answer.stderr
