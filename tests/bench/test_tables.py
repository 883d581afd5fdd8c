"""The tables of docs/performance.md are what stands in docs/performance.json."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.cases import list_cases
from bench.cases.case import Case
from bench.history import HISTORY, Measurement, read_history, render_history
from bench.tables import BUSY, DOCUMENT, QUIET, fill_in, find_rows, render_sentences, render_table, say
from bench.workbench import Workbench
from tests.bench.figures import ELSEWHERE, a_case, a_measurement

EMPTY = "".join(
    f"<!-- made by make bench: {name} -->\n<!-- end -->\n\n" for name in (QUIET, BUSY, "what each row says")
)


def lines_of(
    *measurements: Measurement, cases: tuple[Case, ...] = (a_case(),), state: str = QUIET
) -> list[str]:
    """The lines of a table below its head."""
    table = render_table(find_rows(cases, measurements, state), state)
    return table.splitlines()[2:]


def test_the_tables_that_are_committed_are_those_of_the_measurements() -> None:
    cases, history = list(list_cases(Workbench(Path()))), read_history(HISTORY)
    document = DOCUMENT.read_text(encoding="utf-8")
    assert fill_in(document, cases, history) == document
    assert render_history(history) == HISTORY.read_text(encoding="utf-8")


def test_every_measurement_in_the_file_agrees_with_itself() -> None:
    for each in read_history(HISTORY):
        assert each.ratio == pytest.approx(each.ours / each.theirs, rel=0.02), each
        assert each.unit in ("s", "MB")
        if each.limit is not None:
            assert each.met is (each.ours < each.limit if each.is_absolute else each.ratio <= each.limit)
    dates = [each.date for each in read_history(HISTORY)]
    assert dates == sorted(dates)


def test_a_row_shows_its_last_measurement() -> None:
    assert lines_of(a_measurement(1.0), a_measurement(0.25, date="2027-02-01")) == [
        "| 1 | a report | a table | 250 ms | 1 s | 0.25 | ≤ 1.5 | 2027-02-01 A |  |",
        "",
        "- A: Processor X, 2 cores; Linux, Python 3.11.7; quiet.",
    ]


def test_a_row_says_what_is_not_met_and_what_became_worse() -> None:
    (line, *_) = lines_of(a_measurement(1.3), a_measurement(1.6))
    assert line.endswith("| 1.6 | ≤ 1.5 | 2027-01-01 A | **not met**, **worse**: 1.3 on 2027-01-01 |")
    (line, *_) = lines_of(a_measurement(1.0), a_measurement(1.2))
    assert line.endswith("| **worse**: 1 on 2027-01-01 |")
    (line, *_) = lines_of(a_measurement(1.2), a_measurement(1.0))
    assert line.endswith("|  |")


def test_a_target_that_was_changed_since_is_the_one_of_today() -> None:
    (line, *_) = lines_of(a_measurement(1.2, a_case(limit=1.5)), cases=(a_case(limit=1.1),))
    assert line.endswith("| ≤ 1.1 | 2027-01-01 A | **not met** |")


def test_a_target_in_seconds_or_megabytes_is_told_as_such() -> None:
    case = a_case(limit=600, unit="MB", is_absolute=True)
    (line, *_) = lines_of(
        a_measurement(2, case, theirs=250), a_measurement(2.5, case, theirs=260), cases=(case,)
    )
    assert line.endswith(
        "| 650 MB | 260 MB | 2.5 | < 600 MB | 2027-01-01 A | **not met**, **worse**: 500 MB on 2027-01-01 |"
    )


def test_each_machine_has_a_letter() -> None:
    cases = (a_case(), a_case("another"))
    first, second, _, a, b = lines_of(
        a_measurement(1.0, machine=ELSEWHERE), a_measurement(1.0, cases[1]), cases=cases
    )
    assert "| 2027-01-01 A |" in first
    assert "| 2027-01-01 B |" in second
    assert (a, b) == (f"- A: {ELSEWHERE}; quiet.", "- B: Processor X, 2 cores; Linux, Python 3.11.7; quiet.")


def test_a_row_that_was_not_measured_yet_is_there_and_says_so() -> None:
    assert lines_of()[0] == "| 1 | a report | a table |  |  |  | ≤ 1.5 | not yet |  |"
    assert lines_of(cases=(a_case(limit=None),))[0] == "| 1 | a report | a table |  |  |  |  | not yet |  |"


def test_on_a_busy_machine_only_what_was_measured_there_stands_under_its_number() -> None:
    cases = (a_case(), a_case("another"))
    (line, *_) = lines_of(
        a_measurement(1.0), a_measurement(1.2, cases[1], state=BUSY), cases=cases, state=BUSY
    )
    assert line.startswith("| 2 | another | a table | 1.2 s |")


def test_what_is_no_row_any_more_stands_in_no_table() -> None:
    assert lines_of(a_measurement(1.0, a_case("gone")))[0].endswith("| not yet |  |")


def test_rows_that_say_the_same_say_it_once() -> None:
    cases = (a_case(), a_case("another", shows="It is slow."), a_case("a third"))
    assert render_sentences(cases) == (
        "- **1, 3**: It is fast. *But:* It is small.\n- **2**: It is slow. *But:* It is small.\n"
    )


def test_what_else_stands_in_the_document_stays() -> None:
    document = f"Before.\n{EMPTY}After.\n"
    filled = fill_in(document, (a_case(),), [a_measurement(1.0)])
    assert filled.startswith("Before.\n<!-- made by make bench: quiet -->\n| row |")
    assert filled.endswith("<!-- end -->\n\nAfter.\n")
    assert fill_in(filled, (a_case(),), [a_measurement(1.0)]) == filled


def test_a_document_without_a_place_for_a_table_is_left_alone() -> None:
    with pytest.raises(ValueError, match="no place for: quiet"):
        fill_in("Nothing.", (a_case(),), [])


@pytest.mark.parametrize(
    ("figure", "unit", "said"),
    [
        (0.000423, "s", "0.423 ms"),
        (0.6333, "s", "633 ms"),
        (1.094, "s", "1.09 s"),
        (66.31, "s", "66.3 s"),
        (123.4, "s", "123 s"),
        (0.5, "MB", "0.5 MB"),
        (185.2, "MB", "185 MB"),
    ],
)
def test_figures_have_three_digits(figure: float, unit: str, said: str) -> None:
    assert say(figure, unit) == said
