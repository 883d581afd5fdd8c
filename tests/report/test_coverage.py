"""Actions by measures: the oracle of the source document."""

from __future__ import annotations

from pathlib import Path

from nkps_reports.report.strategy import find_coverage
from nkps_reports.workbook.reading.parsing import parse_workbook

SHIPPED = Path(__file__).parents[2] / "input/spekter-2017.xlsx"


def test_the_shipped_report_has_the_oracles_figures() -> None:
    report = parse_workbook(SHIPPED.read_bytes()).report
    assert report
    coverage = find_coverage(report)
    relations = {a.number: a.relation.measures for a in report.actions if a.relation}
    assert relations == {1: (12,), 2: (4, 7), 3: (4, 7), 4: (6,), 5: (6,), 6: (4,), 7: (7,), 8: (14,)}
    counts = {measure.number: len(actions) for measure, actions in coverage.items()}
    related = {4: 3, 6: 2, 7: 3, 12: 1, 14: 1}
    assert counts == dict.fromkeys((1, 2, 3, 5, 8, 9, 10, 11, 13, 15, 16), 0) | related
    assert [*counts] == [*range(1, 17)]
