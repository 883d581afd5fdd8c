"""A form that has got a field since: what was made before goes on, and what is new is everywhere."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

from tests import ROOT
from tests.builders import a_word_report, a_workbook, shipped_report

# The form of the next year, in a process of its own: everything is derived from the table of fields.
PROGRAM = """
import sys
from nkps_reports.wording import form
STATUS = form.Field(
    key="status", header="Status", brief="status", prompt="Hvor langt tiltaket er kommet.", example="I gang.",
    width=20, names=("status",), bookmark="skjema_status", headings={"nb": "5. Status", "nn": "5. Status"},
    known_as=("status for tiltaket",), short_names=("status",), since="2018", is_optional=True,
)
form.FIELDS += (STATUS,)
form.FORM_FIELDS += (STATUS,)
if sys.argv[1] == "make":
    from pathlib import Path
    from nkps_reports.workbook.writing.blank import render_workbook
    from tools.word_template.template import render_default_template
    rows = [[*["Kurs", "4", "Vi", "Vi holder kurs.", "Hele året", "Halvveis"][:6]]]
    Path("ny.xlsx").write_bytes(render_workbook({"name": "Spekter", "period": "2018"}, rows))
    Path("ny.docx").write_bytes(render_default_template())
else:
    from nkps_reports.__main__ import main
    main()
"""
WITHOUT = "Feltet «Status» finnes ikke her. Det kom med i skjemaet i 2018, og er tomt."


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a workbook and a template of the next year's form, and reports of the old one."""
    (tmp_path / "program.py").write_text(PROGRAM)
    assert run(tmp_path, "make").returncode == 0
    (tmp_path / "gammel.xlsx").write_bytes((ROOT / "input/spekter-2017.xlsx").read_bytes())
    (tmp_path / "sendt.docx").write_bytes(a_word_report(shipped_report()))
    return tmp_path


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "program.py", *arguments],
        cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def texts_of(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_the_new_field_is_in_the_workbook_the_report_and_the_import(place: Path) -> None:
    sheet = openpyxl.load_workbook(place / "ny.xlsx")["Tiltak"]
    assert [sheet["F1"].value, sheet["F2"].value] == ["Status", "Halvveis"]
    answer = run(place, "report", "ny.xlsx", "--template", "ny.docx")
    assert answer.returncode == 0
    texts = texts_of(place / "output/ny.docx")
    assert texts[texts.index("5. Status") + 1] == "Halvveis"
    (place / "tilbake.docx").write_bytes((place / "output/ny.docx").read_bytes())
    assert run(place, "import", "tilbake.docx").returncode == 0
    assert openpyxl.load_workbook(place / "input/tilbake.xlsx")["Tiltak"]["F2"].value == "Halvveis"


def test_an_older_workbook_is_built_with_a_word_that_the_field_is_not_there(place: Path) -> None:
    for template in ([], ["--template", "ny.docx"]):
        answer = run(place, "report", "gammel.xlsx", *template)
        assert answer.returncode == 0
        assert answer.stderr.count(WITHOUT) + answer.stdout.count(WITHOUT) == 1
        assert texts_of(place / "output/gammel.docx").count("4. Tidspunkt og varighet") == 8


def test_an_older_report_is_imported_with_an_empty_column(place: Path) -> None:
    answer = run(place, "import", "sendt.docx")
    assert answer.stderr.count(WITHOUT) + answer.stdout.count(WITHOUT) == 1
    sheet = openpyxl.load_workbook(place / "input/sendt.xlsx")["Tiltak"]
    old = openpyxl.load_workbook(place / "gammel.xlsx")["Tiltak"]
    assert [sheet["A2"].value, sheet["E9"].value] == [old["A2"].value, old["E9"].value]
    assert [sheet["F1"].value, sheet["F2"].value] == ["Status", None]


def test_an_older_report_is_compared_with_a_newer_and_stands_beside_it(place: Path) -> None:
    answer = run(place, "compare", "sendt.docx", "ny.xlsx")
    assert answer.returncode == 0
    assert WITHOUT in answer.stdout + answer.stderr
    (place / "mappe").mkdir()
    for name in ("gammel.xlsx", "ny.xlsx"):
        (place / "mappe" / name).write_bytes((place / name).read_bytes())
    assert run(place, "overview", "mappe").returncode == 0
    made = [path.name for path in (place / "output").iterdir() if "oversikt" in path.name]
    assert {Path(name).suffix for name in made} == {".docx", ".pdf", ".xlsx"}
    assert len(made) == 6


def test_an_optional_field_may_be_empty_and_others_may_not(place: Path) -> None:
    book = openpyxl.load_workbook(place / "ny.xlsx")
    book["Tiltak"]["F2"] = book["Tiltak"]["E2"] = None
    book.save(place / "tom.xlsx")
    answer = run(place, "check", "tom.xlsx")
    assert answer.returncode == 4
    assert "celle E2" in answer.stderr + answer.stdout
    assert "celle F2" not in answer.stderr + answer.stdout


def test_an_older_template_cannot_lose_what_stands_in_the_new_field(place: Path) -> None:
    answer = run(place, "report", "ny.xlsx")
    assert answer.returncode == 5
    assert "Status" in answer.stderr
    assert not (place / "output/ny.docx").exists()


def test_a_column_of_ones_own_in_its_place_is_no_error(place: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_workbook()))
    book["Tiltak"]["F1"], book["Tiltak"]["F2"] = "Notater", "Husk dette"
    book.save(place / "egen.xlsx")
    answer = run(place, "check", "egen.xlsx")
    assert answer.returncode == 0
    assert WITHOUT in answer.stdout + answer.stderr
