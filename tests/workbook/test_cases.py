"""Workbooks that were once refused or misread, each of a kind, held against what their writers meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nkps_reports.report.checks import check_report
from nkps_reports.workbook.reading.parsing import parse_workbook

CASES = Path(__file__).parent / "cases"
VALUES = json.loads((CASES / "values.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", VALUES)
def test_a_workbook_is_read_as_its_writer_meant_it(name: str) -> None:
    reading = parse_workbook((CASES / f"{name}.xlsx").read_bytes())
    assert reading.report
    actions = [
        [
            action.row,
            [text.plain for text in action.texts],
            [*action.relation.measures] if action.relation else action.unread_relation,
        ]
        for action in reading.report.actions
    ]
    assert actions == VALUES[name]["actions"]
    told = [*reading.problems, *check_report(reading.report)]
    assert [[str(problem.code), problem.place.cell] for problem in told] == VALUES[name]["told"]
