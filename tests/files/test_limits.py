"""What a file may cost: memory and, as a guard against hanging, time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bounded import bounded, run_bounded
from tests.builders import ROW, a_workbook
from tests.foreign import with_rows

MAX_BYTES = 300_000_000


def check(file: bytes, place: Path) -> tuple[int, str]:
    """The exit code of a check with little memory, and its words."""
    (place / "x.xlsx").write_bytes(file)
    answer = run_bounded(place, "check", "--annotate", "x.xlsx", max_bytes=MAX_BYTES, max_seconds=60)
    return answer.returncode, answer.stdout + answer.stderr


def test_the_limit_on_memory_is_one_that_can_be_met_and_missed(tmp_path: Path) -> None:
    program = bounded(MAX_BYTES) + "x = bytearray(int(sys.argv[1]))"
    for size, code in ((MAX_BYTES // 2, 0), (MAX_BYTES * 2, 1)):
        answer = subprocess.run([sys.executable, "-c", program, str(size)], capture_output=True, check=False)
        assert answer.returncode == code


@pytest.mark.parametrize(
    "row",
    [
        '<row r="{}" spans="1:5" ht="15" customHeight="1"/>',
        '<row r="{}"><c r="A{}" s="1"/><c r="B{}" s="1"></c></row>',
    ],
    ids=["rows", "cells"],
)
def test_a_million_rows_that_hold_nothing_take_no_memory(row: str, tmp_path: Path) -> None:
    code, words = check(with_rows(1_000_000, row), tmp_path)
    assert code == 0, words
    assert "1 rapporteringspunkt" in words


def test_a_thousand_actions_are_checked_within_the_limit(tmp_path: Path) -> None:
    rows = [(f"Rapporteringspunkt {number}", *ROW[1:]) for number in range(1000)]
    code, words = check(a_workbook(rows), tmp_path)
    assert code == 0, words


def test_fifty_thousand_rows_are_refused_within_the_limit(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{column}{{}}"><v>4</v></c>' for column in "ABCDE")
    code, words = check(with_rows(50_000, f'<row r="{{}}">{cells}</row>'), tmp_path)
    assert code == 3
    assert "Arket «Tiltak» er for stort" in words
