"""Which files the program made of which, by their names."""

from __future__ import annotations

import pytest

from nkps_reports.files.names import owners_of


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("KS-matrise.pdf", "ks"), ("ks-2017-matrise.PDF", "ks-2017"),
        ("samlet-oversikt-2017.pdf", "samlet-oversikt-2017"),
    ],
)  # fmt: skip
def test_a_pdf_that_the_program_makes_belongs_to_a_workbook_or_a_report(name: str, stem: str) -> None:
    assert owners_of(name) == {f"{stem}.docx", f"{stem}.xlsx", f"{stem}.xlsm"}


@pytest.mark.parametrize(
    "name", ["ks.pdf", "ks-kontroll.pdf", "ks-matrise.xlsx", "matrise.pdf", "oversikt-2017.pdf"]
)
def test_another_file_belongs_to_nothing(name: str) -> None:
    assert owners_of(name) == frozenset()
