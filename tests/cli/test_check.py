"""``check``: the terminal, the JSON and the control copy say the same of one workbook."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from nkps_reports.files.archive import unpack_parts
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.writing.blank import render_workbook
from tests import ROOT
from tests.builders import ROW, Formula, a_row, a_workbook
from tests.commands import run
from tests.foreign import edited, with_rows

ENGLISH = re.compile(r"\b(error|warning|missing|invalid|cell|sheet|traceback)\b", re.IGNORECASE)
SCHEMA = json.loads((ROOT / "docs/check.schema.json").read_text(encoding="utf-8"))
# What one workbook can have all at once: the others exclude them, or are about the file as a whole.
CODES = {
    Code.MISSING_VALUE, Code.UNKNOWN_MEASURE, Code.UNREADABLE_REFERENCE, Code.NUMBER_AS_DECIMAL,
    Code.NUMBER_AS_DATE, Code.FORMULA_WITHOUT_VALUE, Code.FORMULA_ERROR, Code.MERGED_CELL, Code.BAD_EMAIL,
    Code.BAD_DATE, Code.TEXT_IN_NEXT_ROW, Code.REPEATED_MEASURE, Code.DUPLICATE_ACTION,
    Code.OTHER_MEASURE_IN_TEXT, Code.CONTROL_CHARACTER, Code.UNSUPPORTED_LINK, Code.UNUSED_SHEET_OR_COLUMN,
    Code.UNUSED_OBJECT, Code.HIDDEN_ROW, Code.HIDDEN_COLUMN, Code.HIDDEN_SHEET, Code.STRAY_LIST_NUMBER,
    Code.TEMPLATE_FILLED_IN,
}  # fmt: skip


def every_code_at_once() -> bytes:
    """One of each problem that can stand beside the others."""
    rows = [
        a_row(title=None),
        a_row(title="To", relation="4 og 17"),
        a_row(title="Tre", relation="tiltak 4b"),
        a_row(title="Fire", relation=4.7),
        a_row(title="Fem", relation=datetime(2026, 7, 4)),
        a_row(title="Seks", description=Formula("=A1")),
        a_row(title="Sju", responsible="#REF!"),
        a_row(title="Åtte", timing="slått sammen"),
        a_row(title="Ni", relation="4 og 4", timing=None),
        a_row(title="Ni", description="Se NKPS-tiltak 6. Og_x0007_", timing="9. En dag"),
        (None, None, None, "\uf0b7\tet avsnitt som ble limt på cellen", None),
    ]

    def change(book: Workbook) -> None:
        sheet = book["Tiltak"]
        sheet["C8"].data_type = "e"
        sheet.merge_cells("E9:E10")
        sheet["C2"].hyperlink = "file:///c:/x"
        sheet["I1"].value, sheet["I2"].value = "Merknad", "Ekstra"
        sheet["D4"].comment = Comment("Spør Kari", "Ola")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["E"].hidden = True
        sheet.sheet_state = "hidden"

    organisation = {"Virksomhet": "Spekter", "E-post": "kari", "Rapportdato": "i fjor"}
    return a_workbook(rows, organisation, change)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "input").mkdir()
    (tmp_path / "input/god.xlsx").write_bytes(a_workbook())
    return tmp_path


def listed(copy: Path) -> list[dict[str, Any]]:
    """The rows of the list of problems in a control copy, by their headers."""
    sheet = openpyxl.load_workbook(copy)["Kontroll"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(number for number, row in enumerate(rows) if row[0] == "Nr.")
    headers = [str(header) for header in rows[start]]
    return [dict(zip(headers, row, strict=True)) for row in rows[start + 1 :]]


def test_the_three_forms_say_the_same_of_a_workbook_with_every_code(place: Path) -> None:
    (place / "input/god.xlsx").rename(place / "input/template.xlsx")
    file = every_code_at_once()
    (place / "input/template.xlsx").write_bytes(file)
    text = run(place, "check", "--annotate")
    answer = run(place, "check", "--format", "json", "--annotate")
    assert (text.returncode, answer.returncode, answer.stderr) == (4, 4, "")
    (workbook,) = json.loads(answer.stdout)["workbooks"]
    problems = workbook["problems"]
    assert {problem["code"] for problem in problems} == CODES

    copy = place / "output/template-kontroll.xlsx"
    in_copy = [
        (row["Type"], row["Ark"], row["Celle"], row["Felt"], row["Dette er galt"], row["Slik retter du"])
        for row in listed(copy)
    ]
    kinds = {"error": "Feil", "warning": "Merk"}
    fields = ("sheet", "cell", "header", "message", "fix")
    in_json = [(kinds[p["severity"]], *(p[field] for field in fields)) for p in problems]
    assert in_copy == in_json

    assert "{" not in text.stderr
    assert not ENGLISH.search(text.stderr)
    in_text = re.findall(r"(?:Feil|Merk):(?: celle (\w+))?(?: \((.+)\))?\n +(.+)\n +→ (.+)\n", text.stderr)
    assert in_text == [tuple(p[field] or "" for field in fields[1:]) for p in problems]

    book = openpyxl.load_workbook(copy)
    for problem in problems:
        if problem["cell"] and problem["cell"] != "E10":
            note = book[problem["sheet"]][problem["cell"]].comment.text
            assert problem["message"] in note
            assert problem["fix"] in note
    assert (place / "input/template.xlsx").read_bytes() == file


def test_errors_come_before_warnings_each_group_by_sheet_and_row(place: Path) -> None:
    (place / "input/god.xlsx").write_bytes(every_code_at_once())
    problems = json.loads(run(place, "check", "--format", "json").stdout)["workbooks"][0]["problems"]
    severities = [problem["severity"] for problem in problems]
    assert severities == sorted(severities)
    errors = [p for p in problems if p["severity"] == "error" and p["sheet"] == "Tiltak"]
    rows = [int(problem["cell"][1:]) for problem in errors]
    assert rows == sorted(rows)
    text = run(place, "check").stderr
    headings = re.findall(r"^  (Arket .*)$", text, re.MULTILINE)
    errors_end = text.index("Merk:")
    assert len(headings) == len(set(re.findall(r"^  (Arket .*)$", text[:errors_end], re.MULTILINE))) + len(
        re.findall(r"^  (Arket .*)$", text[errors_end:], re.MULTILINE)
    )


def test_a_text_is_wrapped_to_the_width_of_the_terminal(place: Path) -> None:
    from rich.console import Console

    from nkps_reports.cli.console import print_line
    from nkps_reports.cli.problem_lines import describe_problems
    from nkps_reports.report.problems import Problem

    console = Console(file=io.StringIO(), width=60, force_terminal=True, color_system=None, highlight=False)
    for line in describe_problems(
        [Problem.of(Code.TEMPLATE_FILLED_IN, suggestion="x", template_command="y")]
    ):
        print_line(console, line)
    printed = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert len(printed) > 4
    assert max(map(len, printed)) <= 60
    assert all(line.startswith("    ") for line in printed[1:])


def test_every_outcome_is_valid_by_the_schema(place: Path) -> None:
    (place / "input/feil.xlsx").write_bytes(every_code_at_once())
    (place / "input/tom.xlsx").write_bytes(b"")
    answer = run(place, "check", "input", "borte.xlsx", "--format", "json")
    assert answer.returncode == 4
    document = json.loads(answer.stdout)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(document, SCHEMA)
    assert len(document["workbooks"]) == 4


def test_the_schema_lists_every_code() -> None:
    assert SCHEMA["$defs"]["code"]["enum"] == [code.value for code in Code]


def test_a_control_copy_says_first_where_to_correct_and_is_protected(place: Path) -> None:
    (place / "input/god.xlsx").write_bytes(every_code_at_once())
    answer = run(place, "check", "--annotate", "input/god.xlsx")
    assert "output/god-kontroll.xlsx" in answer.stderr
    book = openpyxl.load_workbook(place / "output/god-kontroll.xlsx")
    assert book.sheetnames[0] == "Kontroll"
    assert book.active is book["Kontroll"]
    assert book["Kontroll"]["A1"].value == "Dette er en kopi. Rett i input/god.xlsx."
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    links = {
        cell.hyperlink.location for row in book["Kontroll"].iter_rows() for cell in row if cell.hyperlink
    }
    assert "'Tiltak'!A2" in links


def test_check_without_annotate_writes_nothing(place: Path) -> None:
    run(place, "check")
    # What measures the tests' coverage writes for each process is not the program's.
    written = [path.name for path in place.iterdir() if not path.name.startswith(".coverage")]
    assert written == ["input"]


def test_a_control_copy_that_somebody_corrected_by_mistake_is_kept(place: Path) -> None:
    (place / "input/god.xlsx").write_bytes(every_code_at_once())
    run(place, "check", "--annotate")
    copy = place / "output/god-kontroll.xlsx"
    copy.write_bytes(copy.read_bytes() + b"\0")
    answer = run(place, "check", "--annotate")
    assert (place / "output/god-kontroll-redigert.xlsx").exists()
    assert "Rettelsene i den er IKKE med" in answer.stderr


def test_a_control_copy_in_the_folder_is_not_built_and_one_that_is_named_is_refused(place: Path) -> None:
    run(place, "check", "--annotate", "--output", "input")
    assert (place / "input/god-kontroll.xlsx").exists()
    (place / "input/god-kontroll.xlsx").rename(place / "input/kopi.xlsx")
    answer = run(place, "check")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "kopi" not in answer.stdout
    answer = run(place, "check", "input/kopi.xlsx")
    assert answer.returncode == 2
    assert "kontrollkopi" in answer.stderr


def test_a_control_copy_of_a_workbook_with_macros_has_none_and_the_usual_name(place: Path) -> None:
    def with_macros(types: bytes) -> bytes:
        main = b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        return types.replace(main, b"vnd.ms-excel.sheet.macroEnabled.main+xml")

    file = edited(a_workbook(), {"[Content_Types].xml": with_macros, "xl/vbaProject.bin": lambda _: b"VBA"})
    (place / "input/god.xlsx").unlink()
    (place / "input/makro.xlsm").write_bytes(file)
    answer = run(place, "check", "--annotate")
    assert answer.returncode == 0
    assert "output/makro-kontroll.xlsx" in answer.stderr + answer.stdout
    copy = unpack_parts((place / "output/makro-kontroll.xlsx").read_bytes())
    assert not any("vba" in name for name in copy)
    assert b"macroEnabled" not in copy["[Content_Types].xml"]


def test_a_workbook_that_cannot_be_opened_gets_no_copy(place: Path) -> None:
    (place / "input/god.xlsx").write_bytes(b"PK\x03\x04")
    assert run(place, "check", "--annotate").returncode == 3
    assert not (place / "output").exists()


def test_a_workbook_without_its_sheets_gets_a_copy_that_says_so(place: Path) -> None:
    def rename(book: Workbook) -> None:
        book["Tiltak"].title = "Ark1"

    (place / "input/god.xlsx").write_bytes(a_workbook(change=rename))
    assert run(place, "check", "--annotate").returncode == 3
    (row,) = listed(place / "output/god-kontroll.xlsx")
    assert "mangler arket «Tiltak»" in row["Dette er galt"]


def test_a_blank_workbook_gets_no_copy(place: Path) -> None:
    (place / "input/god.xlsx").write_bytes(render_workbook())
    assert run(place, "check", "--annotate").returncode == 2
    assert not (place / "output").exists()


def test_a_sheet_of_many_empty_rows_is_copied_without_them(place: Path) -> None:
    cells = "".join(f'<c r="{column}{{}}" s="1"/>' for column in "ABCDE")
    file = with_rows(250_000, f'<row r="{{}}" spans="1:5">{cells}</row>', a_workbook([a_row(title=None)]))
    (place / "input/god.xlsx").write_bytes(file)
    assert run(place, "check", "--annotate").returncode == 4
    copy = place / "output/god-kontroll.xlsx"
    assert sum(map(len, unpack_parts(copy.read_bytes()).values())) < 1_000_000
    assert openpyxl.load_workbook(copy)["Tiltak"]["B2"].value == ROW[1]


def test_the_summary_says_how_many_and_what_comes_next(place: Path) -> None:
    (place / "input/feil.xlsx").write_bytes(a_workbook([a_row(relation="17")]))
    lines = run(place, "check").stderr.splitlines()
    assert lines[-4:] == [
        "input/feil.xlsx: 1 feil.",
        "input/god.xlsx: 1 rapporteringspunkt, ingen feil eller merknader.",
        "Rett feilene, lagre arbeidsboken og kjør «make check» på nytt.",
        "Det lages ikke rapport av en arbeidsbok med feil. De andre er klare: Kjør «make report».",
    ]
