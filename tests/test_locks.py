"""Whether a document is open in Word, Excel or LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from nkps_reports.locks import find_lock


@pytest.mark.parametrize("lock", ["~$a-2017.xlsx", "~$2017.xlsx", ".~lock.a-2017.xlsx#"])
def test_a_lock_file_tells_that_a_document_is_open(tmp_path: Path, lock: str) -> None:
    document = tmp_path / "a-2017.xlsx"
    assert find_lock(document) is None
    (tmp_path / lock).touch()
    assert find_lock(document) == tmp_path / lock


def test_a_name_that_leaves_no_room_for_that_of_a_lock_is_of_no_open_document(tmp_path: Path) -> None:
    assert find_lock(tmp_path / ("a" * 250 + ".xlsx")) is None
