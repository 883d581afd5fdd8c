"""The wheel works by itself: in an empty folder, with its own template and strategy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from nkps_reports.word.default.packaged import BLANK_DOCUMENT
from tests import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what git tracks."""
    folder = tmp_path_factory.mktemp("wheel")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / "source" / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "source")], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_has_the_templates_and_the_one_strategy(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        templates = {name: archive.read(name) for name in names if name.endswith(".docx")}
        assert [name for name in names if name.endswith(".toml")] == [
            "nkps_reports/report/nkps-2017-2021.toml"
        ]
    paths = [*(ROOT / "templates").glob("*.docx"), BLANK_DOCUMENT]
    assert templates == {f"nkps_reports/word/default/{path.name}": path.read_bytes() for path in paths}


def test_a_report_is_made_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    site, place = tmp_path / "site", tmp_path / "tom"
    place.mkdir()
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(site)}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "nkps_reports", *arguments]
        answer = subprocess.run(
            command, cwd=place, env=environment, check=True, capture_output=True, text=True
        )
        return answer.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import nkps_reports; print(nkps_reports.__file__)"],
        cwd=place, env=environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert where.startswith(str(site))
    run("template")
    book = openpyxl.load_workbook(place / "input/template.xlsx")
    book["Virksomhet"]["B4"].value, book["Virksomhet"]["B5"].value = "Spekter", "2018"
    for column, value in enumerate(("Tittel", "4", "Vi", "Noe", "I år"), start=1):
        book["Tiltak"].cell(2, column).value = value
    book.save(place / "input/min.xlsx")
    assert "output/min.docx" in run("report")
    assert (place / "output/min-matrise.pdf").exists()
