"""Reports of very many actions, up to the limit: both documents of each, as whole processes."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from nkps_reports.files.limits import MAX_ACTIONS
from tests.builders import a_row, a_workbook, paragraphs_of
from tests.commands import run


def build(count: int, relation: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Build the documents of a workbook with so many actions."""
    rows = [a_row(title=f"Møteplass {number}", relation=relation) for number in range(1, count + 1)]
    (place / "x.xlsx").write_bytes(a_workbook(rows))
    return run(place, "report", "x.xlsx")


# Where the numbers get another digit; and, slower, where no more actions are taken.
@pytest.mark.parametrize("count", [999, 1_000, pytest.param(MAX_ACTIONS, marks=pytest.mark.slow)])
def test_both_documents_are_made_of_so_many_actions(count: int, tmp_path: Path) -> None:
    answer = build(count, "7", tmp_path)
    assert answer.returncode == 0, answer.stderr[-500:]
    assert f"{count} rapporteringspunkter" in answer.stdout
    word = paragraphs_of((tmp_path / "output/x.docx").read_bytes())
    assert f"Møteplass {count}" in word
    pdf = tmp_path / "output/x-matrise.pdf"
    # In the order of the file: where few words stand upright, pdftotext takes the page for a turned one.
    shown = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True).stdout.decode()
    (row,) = re.findall(rf"^\d+ Møteplass {count}\s+\d+$", shown, re.MULTILINE)
    assert row.split() == [str(count), "Møteplass", str(count), "7"]


def test_a_thousand_actions_that_relate_to_every_measure_have_room_for_their_figures(tmp_path: Path) -> None:
    answer = build(1_203, "1–16", tmp_path)
    assert answer.returncode == 0, answer.stderr[-500:]
    assert "16 av 16 NKPS-tiltak" in answer.stdout


def test_one_action_more_than_the_limit_is_refused_with_the_number(tmp_path: Path) -> None:
    answer = build(MAX_ACTIONS + 1, "7", tmp_path)
    assert answer.returncode == 3
    assert f"har {MAX_ACTIONS + 1} rapporteringspunkter. Grensen er {MAX_ACTIONS}." in answer.stderr
    assert not (tmp_path / "output").exists()
