"""Which files belong to which, by their names, and whether a document is open in an Office program."""

from __future__ import annotations

from pathlib import Path

import pytest

from nkps_reports.files.names import find_lock, owners_of


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


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("a-2017.xlsx", "~$a-2017.xlsx"), ("a-2017.xlsx", ".~lock.a-2017.xlsx#"),
        ("a-2017.docx", "~$a-2017.docx"), ("rapport.docx", "~$apport.docx"),
        ("rapport1.docx", "~$pport1.docx"), ("rapport1.docx", ".~lock.rapport1.docx#"),
    ],
)  # fmt: skip
def test_a_lock_file_tells_that_a_document_is_open(tmp_path: Path, name: str, lock: str) -> None:
    assert find_lock(tmp_path / name) is None
    (tmp_path / lock).touch()
    assert find_lock(tmp_path / name) == tmp_path / lock


@pytest.mark.parametrize("name", ["LOrapport2.xlsx", "rapport2.docx"])
def test_the_lock_of_another_document_is_nobody_elses(tmp_path: Path, name: str) -> None:
    (tmp_path / "~$rapport2.docx").touch()
    (tmp_path / "~$rapport2.xlsx").touch()
    assert find_lock(tmp_path / name) is None


def test_a_name_that_leaves_no_room_for_that_of_a_lock_is_of_no_open_document(tmp_path: Path) -> None:
    assert find_lock(tmp_path / ("a" * 250 + ".xlsx")) is None
