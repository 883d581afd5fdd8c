"""Whatever happens to a workbook's bytes, the program says what is wrong and never stops with a bug."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from nkps_reports.wording.codes import Exit
from tests import ROOT
from tests.mutants import ALLOWED, exits_of, judge, mutate, originals

MUTANTS = 2_000


def test_the_originals_are_such_that_something_can_go_wrong() -> None:
    assert sorted({judge(file, thoroughly=True) for file in originals()}) == [Exit.DONE, Exit.CONTENT]


def test_no_mutant_of_a_workbook_meets_a_bug() -> None:
    pieces = [range(start, start + MUTANTS // 8) for start in range(0, MUTANTS, MUTANTS // 8)]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as executor:
        exits = sum(executor.map(exits_of, pieces), Counter[Exit]())
    assert exits.total() == MUTANTS
    assert set(exits) <= ALLOWED
    # Were all refused at the door, nothing behind it would be tried.
    assert all(exits[code] > MUTANTS // 50 for code in (Exit.DONE, Exit.UNREADABLE, Exit.CONTENT))


@pytest.mark.parametrize("seed", range(9_000, 9_012))
def test_a_mutant_touches_earlier_outputs_only_where_it_builds(seed: int, tmp_path: Path) -> None:
    (tmp_path / "input").mkdir()
    (tmp_path / "output").mkdir()
    (tmp_path / "input/x.xlsx").write_bytes(mutate(seed))
    names = ("x.docx", "x-matrise.pdf", "x-kontroll.xlsx")
    for name in names:
        (tmp_path / "output" / name).write_bytes(b"older")
    answer = subprocess.run(
        [sys.executable, "-m", "nkps_reports", "report", "input/x.xlsx"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert answer.returncode in ALLOWED
    assert "Traceback" not in answer.stderr
    kept = [name for name in names if (tmp_path / "output" / name).read_bytes() == b"older"]
    assert kept == (["x-kontroll.xlsx"] if answer.returncode == Exit.DONE else list(names))
