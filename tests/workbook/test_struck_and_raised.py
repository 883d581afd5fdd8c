"""Struck, raised and lowered text in cells: left out and named, or turned into signs of their own."""

from __future__ import annotations

from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from nkps_reports.report.model import Report
from nkps_reports.report.problems import Problem
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.reading.sheets import read_sheets
from tests.builders import ORGANISATION, ROW, a_row, a_workbook, at

STRUCK, RAISED, LOWERED = Font(strike=True), Font(vertAlign="superscript"), Font(vertAlign="subscript")


def struck(text: str) -> TextBlock:
    return TextBlock(InlineFont(strike=True), text)


def raised(text: str) -> TextBlock:
    return TextBlock(InlineFont(vertAlign="superscript"), text)


def lowered(text: str) -> TextBlock:
    return TextBlock(InlineFont(vertAlign="subscript"), text)


def written(cell: str, *pieces: str | TextBlock, sheet: str = "Tiltak") -> bytes:
    """A workbook with a cell of these pieces."""

    def change(book: Workbook) -> None:
        book[sheet][cell].value = CellRichText(*pieces)

    return a_workbook(change=change)


def looking(font: Font, *cells: str, rows: tuple[tuple[object, ...], ...] = (ROW,)) -> bytes:
    """A workbook with cells whose whole font is this one."""

    def change(book: Workbook) -> None:
        for cell in cells:
            book["Tiltak"][cell].font = font

    return a_workbook(rows, change=change)


def read(file: bytes) -> tuple[Report, list[Problem]]:
    reading = parse_workbook(file)
    assert reading.report
    return reading.report, list(reading.problems)


def description(*pieces: str | TextBlock) -> str:
    return read(written("D2", *pieces))[0].actions[0].description.plain


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("10", raised("6"), " kroner og CO", lowered("2")), "10⁶ kroner og CO₂"),
        (("10", raised("-3"), " m"), "10⁻³ m"),
        (("x", raised("(n+1)=i"), " H", lowered("2"), "O"), "x⁽ⁿ⁺¹⁾⁼ⁱ H₂O"),
        (("Se note", raised("1, 2")), "Se note1, 2"),
        (("NKPS", raised("TM")), "NKPSTM"),
        (("1", raised("2a")), "12a"),
    ],
)
def test_raised_and_lowered_digits_become_signs_and_others_stay(
    pieces: tuple[str | TextBlock, ...], expected: str
) -> None:
    assert description(*pieces) == expected


def test_the_signs_keep_bold_and_italics() -> None:
    file = written("D2", "10", TextBlock(InlineFont(b=True, vertAlign="superscript"), "6"), " kroner")
    spans = read(file)[0].actions[0].description.paragraphs[0].spans
    assert [(span.text, span.bold) for span in spans] == [("10", False), ("⁶", True), (" kroner", False)]


@pytest.mark.parametrize(("font", "expected"), [(RAISED, "²⁰¹⁷"), (LOWERED, "₂₀₁₇")])
def test_a_whole_cell_may_be_raised_or_lowered(font: Font, expected: str) -> None:
    report, problems = read(looking(font, "E2", rows=(a_row(timing="2017"),)))
    assert report.actions[0].fields["timing"].plain == expected
    assert problems == []


@pytest.mark.parametrize(
    ("pieces", "expected", "found"),
    [
        (("En ", struck("stor "), "konferanse."), "En konferanse.", "stor "),
        (("En ", struck("stor"), " konferanse."), "En konferanse.", "stor"),
        ((struck("En stor"), " konferanse."), "konferanse.", "En stor"),
        (("En konferanse", struck(" i Oslo"), "."), "En konferanse.", " i Oslo"),
        (("En ", struck("a"), "b ", struck("c"), "d"), "En b d", "a … c"),
        (("En ", TextBlock(InlineFont(strike=True, b=True), "a"), struck("b"), " c"), "En c", "ab"),
    ],
)
def test_struck_text_is_left_out_and_named(
    pieces: tuple[str | TextBlock, ...], expected: str, found: str
) -> None:
    report, problems = read(written("D2", *pieces))
    assert report.actions[0].description.plain == expected
    (problem,) = problems
    assert (problem.code, problem.place.sheet, problem.place.cell) == (Code.STRUCK_TEXT, "Tiltak", "D2")
    assert problem.found == found
    assert f"«{' '.join(found.split())}»" in problem.message
    assert "Ctrl+5" in problem.fix


def test_a_struck_space_divides_words_still() -> None:
    report, problems = read(written("D2", "En", struck(" "), "konferanse."))
    assert (report.actions[0].description.plain, problems) == ("En konferanse.", [])


def test_a_struck_number_is_no_measure() -> None:
    report, problems = read(written("B2", struck("4 og "), "7"))
    assert report.actions[0].relation
    assert report.actions[0].relation.measures == (7,)
    assert [problem.code for problem in problems] == [Code.STRUCK_TEXT]


@pytest.mark.parametrize("value", ["Høsten 2017.", 2017, datetime(2017, 9, 13)])
def test_a_cell_that_is_struck_as_a_whole_is_empty_and_named(value: object) -> None:
    report, problems = read(looking(STRUCK, "E2", rows=(a_row(timing=value),)))
    assert report.actions[0].fields["timing"].blocks == ()
    assert at(problems, Code.MISSING_VALUE) == at(problems, Code.STRUCK_TEXT) == ["E2"]
    assert len(problems) == 2
    (named,) = [problem for problem in problems if problem.code is Code.STRUCK_TEXT]
    assert "regnes som tom" in named.message


def test_a_row_that_is_struck_as_a_whole_is_no_action_and_each_of_its_cells_is_named() -> None:
    row = ("A3", "B3", "C3", "D3", "E3")
    report, problems = read(looking(STRUCK, *row, rows=(ROW, a_row(title="En annen"))))
    assert [action.row for action in report.actions] == [2]
    assert at(problems, Code.STRUCK_TEXT) == [*row]
    assert len(problems) == 5


def test_a_workbook_whose_rows_are_all_struck_has_no_actions() -> None:
    _, problems = read(looking(STRUCK, "A2", "B2", "C2", "D2", "E2"))
    assert [problem.code for problem in problems] == [Code.STRUCK_TEXT] * 5 + [Code.NO_ACTIONS]


def test_struck_text_about_the_organisation_is_left_out_and_named() -> None:
    def change(book: Workbook) -> None:
        sheet = book["Virksomhet"]
        cells = {sheet.cell(row, 1).value: sheet.cell(row, 2) for row in range(1, sheet.max_row + 1)}
        cells["Virksomhet"].value = CellRichText("Spekter", struck(" og KS"))
        cells["Rapportdato"].font = STRUCK

    report, problems = read(
        a_workbook(organisation={**ORGANISATION, "Rapportdato": datetime(2017, 9, 13)}, change=change)
    )
    assert (report.organisation.name, report.organisation.report_date) == ("Spekter", None)
    assert [(problem.code, problem.place.header) for problem in problems] == [
        (Code.STRUCK_TEXT, "Virksomhet"),
        (Code.STRUCK_TEXT, "Rapportdato"),
    ]


def test_headers_are_found_and_other_columns_are_named_with_their_words_though_struck() -> None:
    def change(book: Workbook) -> None:
        sheet = book["Tiltak"]
        sheet["E1"].font = STRUCK
        sheet["I2"].value, sheet["I2"].font = "Husk", STRUCK

    report, problems = read(a_workbook(change=change))
    assert report.actions[0].fields["timing"].plain == ROW[4]
    (problem,) = problems
    assert (problem.code, problem.found) == (Code.UNUSED_SHEET_OR_COLUMN, "I2 «Husk»")


def test_a_sheet_keeps_struck_text_where_it_is_shown() -> None:
    (sheet,) = [each for each in read_sheets(written("D2", "En ", struck("to"))) if each.name == "Tiltak"]
    assert sheet.contents[2, 4].text == "En to"
