"""Which workbooks a command is about."""

from __future__ import annotations

from pathlib import Path

from nkps_reports.files.sources import PathKind, find_sources


def test_a_folder_gives_its_workbooks_and_names_other_spreadsheets(tmp_path: Path) -> None:
    names = ["b.xlsx", "A.XLSX", "c.xlsm", "~$b.xlsx", ".~lock.b.xlsx#", "d.ods", "e.csv", "les.txt", "f.XLS"]
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / "mappe.xlsx").mkdir()
    sources = find_sources([tmp_path])
    assert [path.name for path in sources.files] == ["A.XLSX", "b.xlsx", "c.xlsm"]
    assert [path.name for path in sources.ignored] == ["d.ods", "e.csv", "f.XLS"]


def test_a_named_file_is_read_whatever_its_name_and_only_once(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.touch()
    sources = find_sources([file, tmp_path, file, tmp_path / "borte.xlsx"])
    assert sources.files == (file,)
    assert sources.unread == ((tmp_path / "borte.xlsx", PathKind.MISSING),)
