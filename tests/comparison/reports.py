"""Reports to compare."""

from __future__ import annotations

from collections.abc import Sequence

from nkps_reports.report.model import Report
from nkps_reports.workbook.reading.parsing import parse_workbook
from tests.builders import a_workbook


def report_of(*rows: Sequence[str], **organisation: str) -> Report:
    """A report with these rows: title, relation, responsible, description, timing."""
    said = {"Virksomhet": "Spekter", "Rapporteringsperiode": "2017", **organisation}
    report = parse_workbook(a_workbook(rows, said)).report
    assert report
    return report
