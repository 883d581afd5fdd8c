"""What the page says of files, by the door that it calls."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from nkps_reports.comparison.changes import compare_reports
from nkps_reports.files.limits import MAX_FILE_BYTES, MAX_SECONDS
from nkps_reports.jobs.running import failures
from nkps_reports.page import single
from nkps_reports.page.door import Door
from nkps_reports.word.composed.changes import render_changes
from nkps_reports.workbook.writing.blank import render_workbook
from tests import ROOT
from tests.builders import a_row, a_word_report, a_workbook, shipped_report
from tests.hostile import ole

SHIPPED = (ROOT / "input/spekter-2017.xlsx").read_bytes()
TEMPLATE = (ROOT / "templates/report.docx").read_bytes()
Files = dict[str, bytes | None]


def a_book(*rows: tuple[Any, ...], name: str = "Spekter", period: str = "2017") -> bytes:
    """A workbook with these rows."""
    return a_workbook(rows or (a_row(),), {"Virksomhet": name, "Rapporteringsperiode": period})


def ask(
    files: Files, task: str = "auto", expected: str = "", *, saved: Sequence[int] = (), newest: bool = False
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """An answer, and its downloads by their names."""
    times = saved or range(1, len(files) + 1)
    given = [{"name": name, "saved": time} for name, time in zip(files, times, strict=True)]
    request = {"task": task, "files": given, "expected": expected, "newest": newest}
    door = Door()
    json_text, contents = door.answer(json.dumps(request), [*files.values()])
    answer = json.loads(json_text)
    # What comes after the answer is the last of its files.
    _, rest = door.make_rest()
    contents += rest
    places = [-1 if each["file"] is None else each["file"] for each in answer["downloads"]]
    return answer, {
        each["name"]: contents[place] for each, place in zip(answer["downloads"], places, strict=True)
    }


def problems_of(answer: dict[str, Any], name: str) -> list[tuple[str, str | None]]:
    """The codes and cells of what was found in a file."""
    (checked,) = [each for each in answer["checked"] if each["name"] == name]
    return [(problem["code"], problem["cell"]) for problem in checked["problems"]]


def test_a_workbook_becomes_the_report_of_the_command_line() -> None:
    answer, downloads = ask({"spekter-2017.xlsx": SHIPPED})
    assert answer["title"] == "Rapporten er klar"
    assert list(downloads) == ["spekter-2017.docx", "spekter-2017-kontroll.xlsx"]
    assert downloads["spekter-2017.docx"] == a_word_report(shipped_report())
    assert [(fact["label"], fact["value"]) for fact in answer["facts"]] == [
        ("Rapporteringspunkter", "8"),
        ("NKPS-tiltak med minst ett rapporteringspunkt", "5 av 16"),
        ("Merknader", "1"),
    ]
    assert answer["subject"] == "Rapport fra Spekter om Nasjonal kompetansepolitisk strategi, 2017"
    assert [preview["kind"] for preview in answer["previews"]] == ["word", "page"]
    assert answer["follows"] == 0


def test_what_is_wrong_stands_beside_the_sheet_it_is_in() -> None:
    answer, downloads = ask({"bok.xlsx": a_book(a_row(relation="4 og 17"), a_row(timing=None))})
    assert answer["title"] == "2 feil må rettes før rapporten kan lages"
    assert list(downloads) == ["bok-kontroll.xlsx"]
    assert problems_of(answer, "bok.xlsx") == [
        ("unknown-measure", "B2"), ("missing-value", "E3"), ("duplicate-action", "A3"),
    ]  # fmt: skip
    first = answer["checked"][0]["problems"][0]
    assert (first["label"], first["group"]) == ("Feil", "Arket Tiltak, rad 2")
    assert first["place"] == "celle B2 (Relasjon til NKPS-tiltak nr.)"
    sheet = answer["checked"][0]["sheets"][1]
    assert (sheet["name"], sheet["columns"], sheet["note"]) == ("Tiltak", ["A", "B", "C", "D", "E"], "")
    assert [row["number"] for row in sheet["rows"]] == [1, 2, 3]
    assert {"column": "B", "text": "4 og 17"} in sheet["rows"][1]["cells"]
    # It is empty, and has a problem.
    assert {"column": "E", "text": ""} in sheet["rows"][2]["cells"]


def test_of_a_long_sheet_the_first_rows_and_those_with_problems_are_shown() -> None:
    rows = [a_row(title=f"Tiltak {number}") for number in range(400)]
    rows[350] = a_row(title="Tiltak med feil", relation="17")
    answer, _ = ask({"bok.xlsx": a_book(*rows)})
    sheet = answer["checked"][0]["sheets"][1]
    assert [row["number"] for row in sheet["rows"]] == [*range(1, 201), 352]
    assert sheet["note"] == "200 rader uten feil eller merknader er ikke vist."


def test_a_word_report_becomes_a_book() -> None:
    answer, downloads = ask({"fjoråret.docx": a_word_report(shipped_report())})
    assert answer["title"] == "Arbeidsboken er laget"
    assert list(downloads) == ["fjoråret.xlsx"]
    assert [fact["value"] for fact in answer["facts"]] == ["8", "43"]
    # What came in can be read field by field.
    sheets = {sheet["name"]: sheet for sheet in answer["checked"][1]["sheets"]}
    cells = [cell for row in sheets["Virksomhet"]["rows"] for cell in row["cells"]]
    assert {"column": "B", "text": "Spekter"} in cells
    # What the workbook came with is read too.
    assert {"column": "B", "text": "Kunnskapsdepartementet"} in cells
    assert len(sheets["Tiltak"]["rows"]) == 9
    _, made = ask({"fjoråret.xlsx": downloads["fjoråret.xlsx"]})
    assert made["fjoråret.docx"] == a_word_report(shipped_report())


def test_two_reports_are_compared_the_earlier_first() -> None:
    later = a_book(a_row(title="Noe nytt"), period="2018")
    answer, downloads = ask({"ny.xlsx": later, "gammel.xlsx": SHIPPED})
    assert answer["title"] == "Dette er nytt fra 2017 til 2018"
    assert list(downloads) == ["ny-endringer.docx"]
    assert [choice["label"] for choice in answer["choices"]] == [
        "Bytt rekkefølge: fra ny.xlsx til gammel.xlsx",
        "Lag samlet oversikt over disse filene",
    ]
    swapped, _ = ask({"gammel.xlsx": SHIPPED, "ny.xlsx": later}, "compare")
    assert swapped["title"] == "Dette er nytt fra 2017 til 2018"


def test_the_order_that_was_asked_for_is_kept_and_the_document_is_the_command_lines() -> None:
    report = shipped_report()
    _, downloads = ask({"b.docx": a_word_report(report), "a.xlsx": SHIPPED}, "compare")
    assert downloads == {
        "a-endringer.docx": render_changes(compare_reports(report, report), "b.docx", "a.xlsx")
    }


def test_three_reports_become_an_overview() -> None:
    files: Files = {
        "nho.xlsx": a_book(name="NHO", period="2017"),
        "spekter.xlsx": SHIPPED,
        "rapport.docx": a_word_report(shipped_report()),
    }
    answer, downloads = ask(files)
    assert list(downloads) == ["samlet-oversikt-2017.docx", "samlet-oversikt-2017.xlsx"]
    assert "2 filer er ikke med. Hvorfor står lenger ned." in answer["lead"]
    assert [(row["name"], row["outcome"]) for row in answer["files"]] == [
        ("nho.xlsx", "Med i oversikten"),
        ("spekter.xlsx", "Ikke med i oversikten"),
        ("rapport.docx", "Ikke med i oversikten"),
    ]
    newest, _ = ask(files, "overview", "NHO\nSpekter\nKS", newest=True)
    assert [row["outcome"] for row in newest["files"]].count("Med i oversikten") == 2
    assert any("Har ikke rapportert: KS." in sentence for sentence in newest["lead"])


def test_a_list_that_is_none_is_told_and_can_be_given_again() -> None:
    answer, downloads = ask({"a.xlsx": SHIPPED, "b.xlsx": SHIPPED}, "overview", "x\ty\nq\tz")
    assert not downloads
    (checked,) = answer["checked"]
    assert checked["problems"][0]["code"] == "bad-list"
    assert checked["problems"][0]["fix"] == "Skriv én virksomhet på hver linje."
    assert answer["choices"][0]["takesList"]


def test_a_template_is_used_with_a_workbook_and_checked_alone() -> None:
    answer, downloads = ask({"mal.docx": TEMPLATE, "spekter-2017.xlsx": SHIPPED})
    assert downloads["spekter-2017.docx"] == a_word_report(shipped_report())
    assert "Laget med Word-malen mal.docx." in answer["notes"]
    assert [row["outcome"] for row in answer["files"]] == ["Brukt til rapporten", "Lest"]
    alone, _ = ask({"mal.docx": TEMPLATE})
    assert alone["title"] == "Word-malen er i orden"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("notat.md", b"# Notat", "unsupported-format"),
        ("rapport.pdf", b"%PDF-1.7", "report-unsupported-format"),
        ("gammel.doc", ole("WordDocument"), "report-unsupported-format"),
        ("gammel.xls", ole("Workbook"), "unsupported-format"),
        ("tom.xlsx", b"", "unreadable-workbook"),
        ("blank.xlsx", render_workbook(), "blank-workbook"),
        ("stor.xlsx", None, "too-large"),
        ("stor.docx", None, "too-large"),
    ],
)
def test_anything_else_is_told_what_it_is(name: str, content: bytes | None, code: str) -> None:
    answer, downloads = ask({name: content})
    assert not downloads
    assert problems_of(answer, name) == [(code, None)]


def test_a_bad_file_does_not_stop_the_good_one() -> None:
    answer, downloads = ask({"notat.md": b"# Notat", "spekter-2017.xlsx": SHIPPED})
    assert "spekter-2017.docx" in downloads
    assert answer["follows"] == 1
    assert problems_of(answer, "notat.md") == [("unsupported-format", None)]
    neither, _ = ask({"notat.md": b"# Notat", "annet.pdf": b"%PDF-1.7"})
    assert neither["title"] == "Ingen av filene kan brukes"


def test_files_of_the_same_name_are_told_apart() -> None:
    request = {
        "task": "auto", "expected": "", "newest": False,
        "files": [{"name": "a.xlsx", "saved": time} for time in (1, 2, 3)],
    }  # fmt: skip
    books = [a_book(name=name, period="2017") for name in ("NHO", "KS", "LO")]
    answer = json.loads(Door().answer(json.dumps(request), books)[0])
    assert [row["organisation"] for row in answer["files"]] == ["NHO", "KS", "LO"]
    assert [row["outcome"] for row in answer["files"]] == ["Med i oversikten"] * 3


def test_a_bug_is_told_with_its_details_to_send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("noe rart")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(single, "render_documents", fail)
    answer, downloads = ask({"spekter-2017.xlsx": SHIPPED})
    assert problems_of(answer, "spekter-2017.xlsx") == [("bug", None)]
    assert b"noe rart" in downloads["nkps-reports-feil.txt"]
    assert not [*tmp_path.glob(f"{failures.LOG_PREFIX}*")]


def test_the_limits_are_those_of_the_command_line() -> None:
    assert json.loads(Door().limits()) == {"seconds": MAX_SECONDS, "bytes": MAX_FILE_BYTES}


def test_what_is_typed_is_never_more_than_text() -> None:
    answer, _ = ask({"<b>.xlsx": a_book(a_row(title="<script>{{ 7*7 }}</script>", relation="x"))})
    cells = answer["checked"][0]["sheets"][1]["rows"][1]["cells"]
    assert cells[0] == {"column": "A", "text": "<script>{{ 7*7 }}</script>"}
