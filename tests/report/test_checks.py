"""Rules over a whole report."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from nkps_reports.report.cell_text import CellText
from nkps_reports.report.checks import check_report
from nkps_reports.report.drafts import Draft, DraftAction, parse_draft
from nkps_reports.report.markup import Run
from nkps_reports.report.problems import Problem
from nkps_reports.wording.codes import Code, Severity
from nkps_reports.workbook.reading.parsing import parse_workbook
from tests.builders import ROW, a_row, a_workbook, shipped_report


def problems_of(*rows: tuple[object, ...]) -> list[Problem]:
    report = parse_workbook(a_workbook(rows)).report
    assert report
    return list(check_report(report))


def test_a_number_written_twice_is_a_warning() -> None:
    (problem,) = problems_of(a_row(relation="4, 7 og 4"))
    assert (problem.code, problem.severity) == (Code.REPEATED_MEASURE, Severity.WARNING)
    assert "NKPS-tiltak 4" in problem.message


def test_two_actions_with_the_same_title_are_named_with_each_others_cells() -> None:
    (problem,) = problems_of(ROW, a_row(title=" arrangere  MØTEPLASS "))
    assert (problem.code, problem.place.cell) == (Code.DUPLICATE_ACTION, "A3")
    assert "A2" in problem.message


def test_a_field_that_names_another_measure_is_a_warning_at_that_field() -> None:
    (problem,) = problems_of(a_row(relation="4", description="Gjelder NKPS-tiltak nr. 4 og 6."))
    assert (problem.code, problem.place.cell) == (Code.OTHER_MEASURE_IN_TEXT, "D2")
    assert "NKPS-tiltak 6" in problem.message
    assert "B2" in problem.fix


def test_several_unknown_numbers_are_each_named() -> None:
    problems = problems_of(a_row(relation="0, 4, 17 og 99"))
    assert [problem.found for problem in problems] == ["0", "17", "99"]


@pytest.mark.parametrize(
    "typed",
    [
        "[her](https://a.no)",
        "[Klikk her!](https://a.no)",
        "Se [ «les meir» ](https://a.no).",
        "[Denne  siden](https://a.no)",
    ],
)
def test_a_link_that_does_not_tell_where_it_leads_is_a_warning_at_its_cell(typed: str) -> None:
    (problem,) = problems_of(ROW, a_row(title="b", description=f"Program: {typed} og {typed}"))
    assert (problem.code, problem.place.cell) == (Code.VAGUE_LINK_TEXT, "D3")
    assert problem.severity is Severity.WARNING
    assert "https://a.no" in (problem.found or "")
    assert "[programmet for konferansen](https://…)" in problem.fix


@pytest.mark.parametrize(
    "typed", ["https://a.no/her", "[programmet](https://a.no)", "[her er programmet](https://a.no)", "her"]
)
def test_a_link_that_tells_and_a_bare_address_are_fine(typed: str) -> None:
    assert problems_of(a_row(description=typed)) == []


def test_a_cell_that_as_a_whole_is_a_vague_link_is_one_too() -> None:
    def link(book: Workbook) -> None:
        book["Tiltak"]["E2"].hyperlink = "https://a.no/program"

    report = parse_workbook(a_workbook([a_row(timing="Les mer")], change=link)).report
    assert report
    (problem,) = check_report(report)
    assert (problem.code, problem.place.cell) == (Code.VAGUE_LINK_TEXT, "E2")
    assert problem.found == "Les mer (https://a.no/program)"


def test_the_shipped_workbook_has_one_warning_for_the_link_of_its_source() -> None:
    report = shipped_report()
    (problem,) = check_report(report)
    assert (problem.code, problem.place.cell) == (Code.VAGUE_LINK_TEXT, "D5")
    assert (problem.found or "").startswith("her (http://www.spekter.no/")


def test_numbers_in_another_way_are_understood_and_it_is_said_how() -> None:
    (problem,) = problems_of(ROW, a_row(title="b", relation="4 t.o.m. 7"))
    assert (problem.code, problem.severity) == (Code.READ_AS, Severity.WARNING)
    assert (problem.place.cell, problem.found) == ("B3", "4 t.o.m. 7")
    assert "NKPS-tiltak 4, 5, 6 og 7" in problem.message
    assert "4–7" in problem.fix


@pytest.mark.parametrize(
    "typed",
    [
        "?", "???", "-", "–", "…", "...", "_____", "TBD", "tbd.", "[TBD]", "xxx", "X", "xx xx", "xx.xx.xxxx",
        "20xx", "dd.mm.åååå", "kommer", "Kommer …", "(kommer senere)", "Kjem seinare.", "fylles ut",
        "<Fylles ut>", "N/A", "#NAVN?", "#DIV/0!", "#N/A", "####", "- kommer", "xxx\nxxx",
    ],
)  # fmt: skip
def test_a_field_that_only_keeps_the_place_of_an_answer_is_a_warning(typed: str) -> None:
    (problem,) = problems_of(a_row(timing=typed))
    assert (problem.code, problem.severity) == (Code.PLACEHOLDER_TEXT, Severity.WARNING)
    assert problem.place.cell == "E2"


@pytest.mark.parametrize(
    "typed",
    [
        "Ingen", "Løpende", "Ikke aktuelt", "Ukjent", "Alle", "Ja", "2018", "Nei.", "Kommer i 2018", "NAV",
        "Fylles ut av Nav", "XXL", "Se over", "Q1", "-2018", "#kompetanse", "Årlig?", "Avsluttet",
        "Spekter", "Ikke bestemt", "Xerox",
    ],
)  # fmt: skip
def test_a_short_answer_is_none(typed: str) -> None:
    assert problems_of(a_row(timing=typed)) == []


def test_placeholders_are_told_wherever_they_stand_and_an_unreadable_number_once() -> None:
    organisation = {"Virksomhet": "xxx", "Rapporteringsperiode": "20xx", "Kontaktperson": "?"}
    reading = parse_workbook(a_workbook([a_row(relation="?", title="TBD")], organisation))
    assert reading.report
    problems = [*reading.problems, *check_report(reading.report)]
    assert [(problem.code, problem.place.cell) for problem in problems] == [
        (Code.PLACEHOLDER_TEXT, "B4"), (Code.PLACEHOLDER_TEXT, "B5"), (Code.PLACEHOLDER_TEXT, "B8"),
        (Code.UNREADABLE_REFERENCE, "B2"), (Code.PLACEHOLDER_TEXT, "A2"),
    ]  # fmt: skip


def test_a_word_report_is_not_told_of_a_sheet() -> None:
    draft = Draft({}, (DraftAction({"relation": CellText((Run("4 & 17"),))}),))
    problems = check_report(parse_draft(draft))
    assert [problem.code for problem in problems] == [Code.UNKNOWN_MEASURE, Code.READ_AS]
    assert all("arket" not in f"{problem.message} {problem.fix}" for problem in problems)
