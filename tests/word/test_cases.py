"""Word reports that were once misread, each of a kind, held against what their writers meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nkps_reports.word.reading.report import WordReading, parse_word_report
from nkps_reports.wording.codes import Code
from tests.source_document import shipped_rows

CASES = Path(__file__).parent / "cases"
VALUES = json.loads((CASES / "values.json").read_text(encoding="utf-8"))
CELLS = ("title", "relation", "responsible", "description", "timing")


def read(name: str) -> WordReading:
    return parse_word_report((CASES / f"{name}.docx").read_bytes())


def rows_of(reading: WordReading) -> list[list[str]]:
    return [[action.cells[cell].text for cell in CELLS] for action in reading.draft.actions]


@pytest.mark.parametrize("name", VALUES)
def test_a_report_comes_in_as_its_writer_meant_it(name: str) -> None:
    reading = read(name)
    assert rows_of(reading) == VALUES[name]["rows"]


@pytest.mark.parametrize("name", VALUES)
def test_what_is_in_no_cell_is_told(name: str) -> None:
    assert [[str(problem.code), problem.found] for problem in read(name).problems] == VALUES[name]["told"]


@pytest.mark.parametrize("name", ["own-retyped_heading", "egen-mal-rekke"])
def test_a_report_of_ours_comes_in_whole(name: str) -> None:
    reading = read(name)
    assert rows_of(reading) == [[*row] for row in shipped_rows()]
    assert reading.problems == ()


def test_a_form_typed_into_a_report_of_ours_is_a_row_of_its_own() -> None:
    new = ["NYTT TILTAK", "5", "NYTT ANSVAR", "NY BESKRIVELSE", "NYTT TIDSPUNKT"]
    first, *others = ([*row] for row in shipped_rows())
    assert rows_of(read("own-newform_bold_after1")) == [first, new, *others]


def test_what_is_typed_over_the_link_back_is_named() -> None:
    reading = read("own-edit_back_link")
    assert rows_of(reading) == [[*row] for row in shipped_rows()]
    (problem,) = reading.problems
    assert problem.code is Code.REPORT_NOT_PLACED
    assert "«NYTT: se merknad om budsjett her»" in problem.message
