"""Rules over a whole report."""

from __future__ import annotations

from nkps_reports.checks import check_report
from nkps_reports.problems import Code, Problem, Severity
from nkps_reports.workbook.parsing import parse_workbook
from tests.builders import ROW, a_row, a_workbook


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
