"""Very many notes of one kind: some are told one by one, the others together; machines get them all."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema

from tests import ROOT
from tests.builders import ORGANISATION, a_row, a_workbook
from tests.commands import run
from tests.growing import a_form
from tests.handmade import a_document, a_table, paragraph
from tests.handmade import run as a_run

ROWS, ALONE = 60, 20
GROUP = re.compile(
    r"Merk: (\d+) til av samme slag\n\s+(?:Den første av dem: )?(.*)\n\s+Steder: (.*)\n\s+→ (.*)"
)


def a_flood(**cells: object) -> bytes:
    """A workbook in which each row has the same two slips."""
    return a_workbook([a_row(title=f"Møteplass {n}", relation="4 og 4", **cells) for n in range(ROWS)])


def parse(answer: str) -> list[dict[str, Any]]:
    """What was found in each file, by the schema that others go by."""
    document = json.loads(answer)
    jsonschema.validate(document, json.loads((ROOT / "docs/check.schema.json").read_text()))
    files: list[dict[str, Any]] = document["workbooks"]
    return files


def test_of_sixty_notes_twenty_are_told_alone_and_forty_together(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(a_flood(description="9. En dag"))
    for command in ("check", "report"):
        answer = run(tmp_path, command, "x.xlsx", COLUMNS="200")
        assert answer.returncode == 0
        assert answer.stderr.count("celle B") == ALONE
        assert answer.stderr.count("celle D") == ALONE
        groups = GROUP.findall(answer.stderr)
        assert [group[:3] for group in groups] == [
            ("40", "NKPS-tiltak 4 er nevnt mer enn én gang.",
             "Tiltak B22, Tiltak B23, Tiltak B24 og 37 til (alle er merket i kopien som «make check» lager)"),
            ("40", "Teksten begynner med «9.», som ser ut som et nummer Word har satt foran. "
             "Det er med i rapporten.",
             "Tiltak D22, Tiltak D23, Tiltak D24 og 37 til (alle er merket i kopien som «make check» lager)"),
        ]  # fmt: skip


def test_twenty_one_are_twenty_and_one(tmp_path: Path) -> None:
    rows = [a_row(title=f"Møteplass {n}", relation="4 og 4") for n in range(ALONE + 1)]
    (tmp_path / "x.xlsx").write_bytes(a_workbook(rows))
    answer = run(tmp_path, "check", "x.xlsx")
    ((count, _, places, _),) = GROUP.findall(answer.stderr)
    assert (count, places) == ("1", "Tiltak B22")
    (tmp_path / "x.xlsx").write_bytes(a_workbook(rows[:ALONE]))
    assert not GROUP.search(run(tmp_path, "check", "x.xlsx").stderr)


def test_errors_are_told_each_at_its_cell(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(a_flood(timing=""))
    answer = run(tmp_path, "check", "x.xlsx")
    assert answer.returncode == 4
    assert all(f"Feil: celle E{row} " in answer.stderr for row in range(2, ROWS + 2))


def test_machines_get_all_of_them_from_a_check(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(a_flood())
    answer = run(tmp_path, "check", "--format", "json", "x.xlsx")
    (file,) = parse(answer.stdout)
    assert [problem["cell"] for problem in file["problems"]] == [f"B{row}" for row in range(2, ROWS + 2)]


def a_report_with_tables(count: int) -> bytes:
    """A Word report whose description has so many tables."""
    table = a_table([[paragraph(a_run("Rute")), paragraph(a_run("1"))]])
    between = paragraph(a_run("Tekst"))
    return a_document(a_form(description=(table + between) * count))


def test_an_import_tells_its_notes_together_and_machines_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "r.docx").write_bytes(a_report_with_tables(ROWS))
    told = run(tmp_path, "import", "r.docx", "--output", "ut")
    assert told.stderr.count("er skrevet som tekst") == ALONE + 1
    assert "Merk: 40 til av samme slag" in told.stderr
    assert "alle vises med FORMAT=json" in " ".join(told.stderr.split())
    answer = run(tmp_path, "import", "r.docx", "--output", "igjen", "--format", "json")
    assert answer.returncode == told.returncode
    assert answer.stderr == ""
    report, workbook = parse(answer.stdout)
    assert report["path"] == "r.docx"
    assert [problem["code"] for problem in report["problems"]].count("report-table-as-text") == ROWS
    assert (workbook["path"], workbook["actions"]) == ("igjen/r.xlsx", 1)
    assert (tmp_path / "igjen/r.xlsx").exists()


def test_an_import_that_makes_nothing_says_why_to_machines(tmp_path: Path) -> None:
    (tmp_path / "r.docx").write_bytes(b"PK")
    answer = run(tmp_path, "import", "r.docx", "finnes-ikke.docx", "--format", "json")
    assert answer.returncode == 3
    assert {file["path"]: file["problems"][0]["code"] for file in parse(answer.stdout)} == {
        "r.docx": "report-unsupported-format",
        "finnes-ikke.docx": "no-such-file",
    }


def test_an_overview_tells_machines_of_every_file(tmp_path: Path) -> None:
    folder = tmp_path / "mappe"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(a_workbook(organisation={**ORGANISATION, "Virksomhet": "NHO"}))
    (folder / "b.docx").write_bytes(b"PK")
    (folder / "bilde.jpg").write_bytes(b"x")
    answer = run(tmp_path, "overview", "mappe", "--format", "json")
    assert answer.returncode == 3
    assert answer.stderr == ""
    files = {Path(file["path"]).name: file for file in parse(answer.stdout)}
    assert (files["a.xlsx"]["actions"], files["a.xlsx"]["problems"]) == (1, [])
    assert [problem["code"] for problem in files["b.docx"]["problems"]] == ["report-unsupported-format"]
    assert [problem["code"] for problem in files["mappe"]["problems"]] == ["unread-files"]
    assert (tmp_path / "output/samlet-oversikt-2017.pdf").exists()
