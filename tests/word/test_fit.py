"""Half a page, measured: what a user is told of a description that is too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
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
from nkps_reports.word.fit.descriptions import lay_out, measure, measure_descriptions
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


def test_a_letter_that_the_font_lacks_is_told_by_an_about() -> None:
    assert "omtrent" not in problem_of(f"{TOO_MUCH} v\u00e5\u0300r\u00ad\tord").message
    assert "omtrent" in problem_of(f"{TOO_MUCH} 漢字").message


def test_no_font_is_needed(place: Path) -> None:
    (place / "fonts.conf").write_text("<fontconfig><dir>/finnes/ikke</dir></fontconfig>", encoding="utf-8")
    answer = run(place, "check", FONTCONFIG_FILE=str(place / "fonts.conf"))
    assert "halv side i rapporten: 46 linjer, og det er plass til 23." in answer.stderr


@pytest.mark.parametrize(
    ("sign", "is_end"),
    [
        (" ", True), ("-", True), ("–", True), ("—", True), ("\u00ad", True), ("\u200b", True), ("\t", True),
        ("/", False), ("_", False), (".", False), ("\u2011", False), ("\u00a0", False), ("\u202f", False),
        ("\u2060", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("first", "second"), [("kompetanse", "behov"), ("2017", "2021")])
def test_a_line_ends_where_word_ends_it(first: str, second: str, sign: str, is_end: bool) -> None:
    typography = read_typography(DEFAULT, NAME)
    texts = (a_text(f"{'x' * length} {first}{sign}{second}") for length in range(50, 95))
    lines = [next(lay_out(text, typography)).text for text in texts]
    # A tab goes to the next line with what follows it.
    end = f" {first}" if sign == "\t" else f" {first}{sign}"
    assert is_end == any(line.endswith(end) for line in lines)
    assert all(line.endswith(("x ", end, f"{sign}{second}")) for line in lines)


def test_a_soft_hyphen_is_wide_only_where_a_line_ends() -> None:
    def lines_of(sign: str, count: int) -> int:
        text = a_text("i" * 20 + f"{sign}{'i' * 20}" * count)
        return len(list(lay_out(text, read_typography(DEFAULT, NAME))))

    counts = range(1, 100)
    soft, hard, none = ([lines_of(sign, count) for count in counts] for sign in ("\u00ad", "-", "\u2060"))
    assert all(a <= b <= c for a, b, c in zip(none, soft, hard, strict=True))
    assert none != soft != hard


def test_a_tab_reaches_to_the_next_stop() -> None:
    typography = read_typography(DEFAULT, NAME)
    stops = int(typography.area.column_pt // typography.tab_stop_pt)
    # The longer one ends just before a stop, and the last stop is too near the edge for it.
    for word, count in (("ord", stops + 1), ("kompet", stops)):
        line, *others = lay_out(a_text("\t".join([word] * 100)), typography)
        assert line.text.split() == [word] * count
        assert others


def kerned(from_size: Pt) -> Change:
    def change(document: Document) -> None:
        kern = OxmlElement("w:kern", {qn("w:val"): str(int(from_size.pt * 2))})
        document.styles["Normal"].element.rPr.append(kern)

    return change


def test_letters_are_kerned_from_the_size_that_a_template_says() -> None:
    text = "AVATAR " * 400
    plain, small, large = (
        fit(text, template) for template in (DEFAULT, a_template(kerned(Pt(11))), a_template(kerned(Pt(12))))
    )
    assert plain
    assert small
    assert small.lines < plain.lines
    assert large == plain


def test_what_is_far_too_long_is_counted_too() -> None:
    text = "\n".join([NEARLY, "- Et punkt", f"- {TOO_MUCH[:500]}"] * 4)
    real = list(lay_out(a_text(text, "D2"), read_typography(DEFAULT, NAME)))
    found = fit(text)
    assert found
    assert (found.lines, found.is_exact) == (len(real), True)
    assert all(fits(*[f"{NEARLY} " * 5] * 200))


def test_the_eight_actions_of_the_source_are_all_short_enough() -> None:
    assert set(fits(*(row[3] for row in shipped_rows()))) == {None}


@pytest.mark.parametrize(
    "typed", ["<b>", "<img src=file:///etc/passwd>", "{{ 7*7 }}", "&amp;", "{%p endfor %}"]
)
def test_what_looks_like_code_takes_the_room_of_its_letters(typed: str) -> None:
    typography = read_typography(DEFAULT, NAME)
    text = a_text(" ".join([typed] * 900), "D2")
    lines = list(lay_out(text, typography))
    assert " ".join("".join(line.text for line in lines).split()) == text.plain
    found = measure(text, typography)
    assert found
    assert found.words_over


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
    before, after = (a_text("\n".join(lines)) for lines in (paragraphs, [*paragraphs, another]))
    assert len(list(lay_out(after, typography))) > len(list(lay_out(before, typography)))
    words = [fit.words_over if fit else 0 for fit in (measure(text, typography) for text in (before, after))]
    assert words[1] >= words[0]


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


def test_a_layout_costs_no_weasyprint(place: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from nkps_reports.jobs.documents import render_check\n"
        "from nkps_reports.files.sources import read_source\n"
        "from nkps_reports.jobs.templates import Templates\n"
        "rendered = render_check(read_source(Path('input/x.xlsx')), Templates(are_linted=False))\n"
        "(problem,) = rendered.problems\n"
        "print(problem.code, 'weasyprint' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "too-long-description False" in answer.stdout, answer.stderr
