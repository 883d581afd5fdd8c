"""Lists keep their meaning: from a document made by hand to the cell, and from the cell to Word and back."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nkps_reports.report.drafts import parse_draft
from nkps_reports.report.model import Paragraph, Report, Text
from nkps_reports.word.fit.descriptions import lay_out
from nkps_reports.word.fit.typography import read_typography
from nkps_reports.word.reading.report import parse_word_report
from tests.builders import a_report, a_text, a_word_report
from tests.conftest import Convert
from tests.handmade import HEADINGS, W, a_document, paragraph, run
from tests.word_templates import a_template

Level = tuple[str, str]
DECIMAL, LETTER, ROMAN = ("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3.")
BULLETS = (("bullet", "\uf0b7"), ("bullet", "o"), ("bullet", "\uf0a7"))


def numbering(*definitions: tuple[Level, ...], starts: dict[int, int] | None = None, more: str = "") -> bytes:
    """Definitions of lists, each with its levels; ``starts`` has the start of the first level by definition."""
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="{(starts or {}).get(number, 1) if depth == 0 else 1}"/>'
            f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
            f'<w:pPr><w:ind w:left="{720 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for depth, (kind, text) in enumerate(levels)
        )
        + "</w:abstractNum>"
        for number, levels in enumerate(definitions, start=1)
    )
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(definitions) + 1)
    )
    return f'<w:numbering xmlns:w="{W}">{abstracts}{numbers}{more}</w:numbering>'.encode()


def item(text: str, depth: int = 0, number: int = 1, more: str = "") -> str:
    return paragraph(
        run(text), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>{more}'
    )


def descriptions(*fields: str, lists: bytes, styles: str = "") -> list[str]:
    """The cells of the descriptions of a document with a form for each."""
    others = (
        paragraph(run("Kurs")) + paragraph(run("Relasjon til NKPS-tiltak nr. 4")),
        paragraph(run("NAV")),
    )
    forms = (
        "".join(
            paragraph(run(heading)) + content
            for heading, content in zip(HEADINGS, (*others, field, paragraph(run("2017"))), strict=True)
        )
        for field in fields
    )
    extra = {"word/numbering.xml": lists}
    if styles:
        normal = (
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        )
        extra["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{normal}{styles}</w:styles>'.encode()
    reading = parse_word_report(a_document("".join(forms), extra))
    return [action.cells["description"].text for action in reading.draft.actions]


def test_levels_of_bullets_and_numbers_are_kept() -> None:
    deep = item("a") + item("b", 1) + item("c", 2) + item("d", 1) + item("e")
    assert descriptions(deep, lists=numbering(BULLETS)) == ["- a\n  - b\n    - c\n  - d\n- e"]
    decimals = tuple(("decimal", f"%{depth}.") for depth in (1, 2, 3))
    assert descriptions(deep, lists=numbering(decimals)) == ["1. a\n  1. b\n    1. c\n  2. d\n2. e"]
    mixed = item("a") + item("b", 0, 2) + item("c", 1, 2) + item("d")
    assert descriptions(mixed, lists=numbering((DECIMAL,), BULLETS)) == ["1. a\n- b\n  - c\n2. d"]


def test_a_numbered_list_goes_on_after_a_list_within_it() -> None:
    field = item("a") + item("b", 1) + item("c", 1) + item("d") + item("e", 1)
    assert descriptions(field, lists=numbering((DECIMAL, LETTER))) == ["1. a\n  a) b\n  b) c\n2. d\n  a) e"]
    field = item("a") + item("b", 1, 2) + item("c", 1, 2) + item("d")
    assert descriptions(field, lists=numbering((DECIMAL,), BULLETS)) == ["1. a\n  - b\n  - c\n2. d"]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(iii)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("decimal", "%1)", ["1)", "2)", "3)"]),
        ("decimalZero", "%1.", ["01.", "02.", "03."]),
        ("decimal", "Mål %1:", ["Mål 1:", "Mål 2:", "Mål 3:"]),
        ("decimal", "§ %1", ["§ 1", "§ 2", "§ 3"]),
        ("ordinal", "%1", ["1.", "2.", "3."]),
    ],
)
def test_what_word_shows_before_an_item_stands_in_the_cell(kind: str, text: str, expected: list[str]) -> None:
    (found,) = descriptions(item("x") * 3, lists=numbering(((kind, text),)))
    assert found.split("\n") == [f"{marker} x" for marker in expected]


def test_numbers_of_several_levels_are_written_as_each_level_writes_them() -> None:
    levels = (("upperRoman", "%1."), ("lowerLetter", "%1.%2"), ("decimal", "%1.%2.%3"))
    field = item("a") + item("b", 1) + item("c", 2) + item("d", 2) + item("e", 1)
    (found,) = descriptions(field, lists=numbering(levels))
    assert found == "I. a\n  I.a b\n    I.a.1 c\n    I.a.2 d\n  I.b e"


def test_letters_and_roman_numbers_go_on_as_in_word() -> None:
    (found,) = descriptions(item("x") * 28, lists=numbering((("lowerLetter", "%1)"),)))
    assert [line.split(")")[0] for line in found.split("\n")][25:] == ["z", "aa", "bb"]
    (found,) = descriptions(item("x") * 14, lists=numbering((("lowerRoman", "%1)"),)))
    assert [line.split(")")[0] for line in found.split("\n")][3::5] == ["iv", "ix", "xiv"]


def test_a_start_that_the_list_itself_says_is_kept() -> None:
    assert descriptions(item("a") + item("b"), lists=numbering((DECIMAL,), starts={1: 3})) == ["3. a\n4. b"]
    override = '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    fields = (item("a") + item("b"), item("c", 0, 2) + item("d", 0, 2))
    assert descriptions(*fields, lists=numbering((DECIMAL,), more=override)) == ["1. a\n2. b", "5. c\n6. d"]


def test_numbers_that_run_on_from_an_earlier_form_begin_at_1_and_a_lone_one_goes() -> None:
    fields = (item("a") + item("b"), item("c"), item("d") + item("e"))
    assert descriptions(*fields, lists=numbering((DECIMAL,))) == ["1. a\n2. b", "c", "1. d\n2. e"]
    assert descriptions(item("a"), item("b"), lists=numbering((("decimal", "%1)"),))) == ["a", "b"]
    # Somebody may refer to a letter, and words were written by somebody.
    assert descriptions(item("a"), item("b"), lists=numbering((("lowerLetter", "%1)"),))) == ["a) a", "b) b"]
    assert descriptions(item("a"), item("b"), lists=numbering((("decimal", "Mål %1:"),))) == [
        "Mål 1: a",
        "Mål 2: b",
    ]


def test_a_list_further_in_is_on_the_level_below() -> None:
    deeper = '<w:ind w:left="1440" w:hanging="360"/>'
    field = item("a") + item("b", 0, 2, deeper) + item("c", 0, 2, deeper) + item("d")
    lists = numbering((DECIMAL,), (("bullet", "o"),))
    assert descriptions(field, lists=lists) == ["1. a\n  - b\n  - c\n2. d"]


def style(identifier: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:pPr>{more}</w:pPr></w:style>'


def in_style(text: str, identifier: str) -> str:
    return paragraph(run(text), f'<w:pStyle w:val="{identifier}"/>')


@pytest.mark.parametrize("name", ["List Bullet{}", "Punktliste{}"])
def test_styles_of_lists_say_the_level(name: str) -> None:
    styles = "".join(
        style(
            f"L{depth}",
            name.format(f" {depth}" if depth > 1 else ""),
            f'<w:numPr><w:numId w:val="{depth}"/></w:numPr>',
        )
        for depth in (1, 2, 3)
    )
    lists = numbering(*[(("bullet", "•"),)] * 3)
    field = in_style("a", "L1") + in_style("b", "L2") + in_style("c", "L3") + in_style("d", "L2")
    assert descriptions(field, lists=lists, styles=styles) == ["- a\n  - b\n    - c\n  - d"]


def test_a_style_may_be_one_level_of_a_list() -> None:
    styles = style("A", "Liste A", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    styles += style("B", "Liste B", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    styles += style("C", "Liste C", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    lists = numbering(BULLETS).replace(
        b'<w:lvlText w:val="\xef\x82\xa7"/>', b'<w:pStyle w:val="C"/><w:lvlText w:val="-"/>'
    )
    field = in_style("a", "A") + in_style("b", "B") + in_style("c", "C")
    assert descriptions(field, lists=lists, styles=styles) == ["- a\n  - b\n    - c"]


def test_typed_bullets_are_items_with_their_level() -> None:
    typed = "".join(paragraph(run(text)) for text in ("•\ta", "o\tb", "§\tc", "•\td", "\t• e", "‣ f"))
    assert descriptions(typed, lists=numbering(BULLETS)) == ["- a\n  - b\n    - c\n- d\n  - e\n- f"]


def test_very_long_markers_and_large_numbers_take_no_room() -> None:
    lists = numbering((("lowerRoman", "x" * 300_000 + "%1"),), starts={1: 90_000_000})
    assert len(descriptions(item("a") * 50, lists=lists)[0]) < 10_000
    lists = numbering((("lowerLetter", "%1)"),), starts={1: 90_000_000})
    assert descriptions(item("a") * 2, lists=lists) == ["90000000) a\n90000001) a"]


def shape(text: Text) -> list[object]:
    return [
        block.plain
        if isinstance(block, Paragraph)
        else [(item.level, item.number, item.paragraph.plain) for item in block.items]
        for block in text.blocks
    ]


def read_back(report: Report, template: bytes | None = None) -> list[Text]:
    reading = parse_word_report(a_word_report(report, template))
    assert reading.problems == ()
    return [action.description for action in parse_draft(reading.draft).actions]


def with_one_level(document: Document) -> None:
    """Lists as most templates of Word have them."""
    for definition in document.part.numbering_part.element.iter(qn("w:abstractNum")):
        for level in definition.findall(qn("w:lvl"))[1:]:
            definition.remove(level)


def with_letters(document: Document) -> None:
    """A template whose second level of numbers has letters, which nobody typed."""
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        if level.get(qn("w:ilvl")) == "1" and level.find(qn("w:numFmt")).get(qn("w:val")) == "decimal":
            level.find(qn("w:numFmt")).set(qn("w:val"), "lowerLetter")


TEMPLATES = [None, a_template(with_one_level), a_template(with_letters)]
LINES = st.tuples(
    st.sampled_from(("", "", "  ", "    ", "\t")),
    st.sampled_from(("- ", "•\t", "o\t", "§\t", "* ", "1. ", "1. ", "2. ", "2. ", "3. ", "a) ", "")),
    st.sampled_from(("a", "b", "fet tekst", "www.e.no", "1. c")),
).map("".join)
CELLS = st.lists(LINES, min_size=1, max_size=12).map("\n".join)


@given(st.lists(CELLS, min_size=1, max_size=3), st.sampled_from(TEMPLATES))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_lists_read_back_from_word_are_the_same(cells: list[str], template: bytes | None) -> None:
    report = a_report(*cells)
    found = read_back(report, template)
    assert [*map(shape, found)] == [shape(action.description) for action in report.actions]


NESTED = (
    "1. En\n  1. To\n  2. Tre\n    - Fire\n2. Fem\n- Seks\n  1. Sju\n  2. Åtte\n- Ni\n  1. Ti\n  2. Elleve"
)
SHOWN = [
    "1. En",
    "1. To",
    "2. Tre",
    "▪ Fire",
    "2. Fem",
    "• Seks",
    "1. Sju",
    "2. Åtte",
    "• Ni",
    "1. Ti",
    "2. Elleve",
]


@pytest.mark.parametrize("change", [None, with_one_level])
def test_word_counts_each_list_from_1_and_sets_each_level_further_in(
    change: Callable[[Document], None] | None, libreoffice: Convert, tmp_path: Path
) -> None:
    template = a_template(change) if change else None
    path = tmp_path / "lister.docx"
    path.write_bytes(a_word_report(a_report(NESTED), template))
    answer = subprocess.run(
        ["pdftotext", "-layout", str(libreoffice(path, "pdf")), "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    words = "|".join(line.split()[-1] for line in SHOWN)
    lines = [line for line in answer.stdout.splitlines() if re.fullmatch(rf"\s*\S+\s+({words})", line)]
    assert [" ".join(line.split()) for line in lines] == SHOWN
    indents = dict(zip(SHOWN, (len(line) - len(line.lstrip()) for line in lines), strict=True))
    assert indents["1. En"] == indents["2. Fem"] < indents["1. To"] == indents["1. Ti"] < indents["▪ Fire"]


def test_an_item_of_a_deeper_level_has_less_room_on_its_lines() -> None:
    words = "ord " * 200
    typography = read_typography(a_template(), "mal")
    lines = [
        len([*lay_out(a_text(f"- a\n  - a\n    {marker}{words}"), typography)]) for marker in ("- ", "1. ")
    ]
    flat = [len([*lay_out(a_text(f"- a\n- a\n- {words}"), typography)])]
    assert all(count > flat[0] for count in lines)
    one_level = read_typography(a_template(with_one_level), "mal")
    assert len([*lay_out(a_text(f"- a\n  - a\n    - {words}"), one_level)]) == lines[0]


def test_a_report_without_nested_lists_gets_no_definitions_of_ours() -> None:
    def definitions(cell: str) -> int:
        word = a_word_report(a_report(cell), a_template(with_one_level))
        root = docx.Document(io.BytesIO(word)).part.numbering_part.element
        return len(root.findall(qn("w:abstractNum")))

    assert (definitions("- a\n1. b\n2. c"), definitions("- a\n  - b\n1. c\n2. d\n  1. e")) == (3, 5)
