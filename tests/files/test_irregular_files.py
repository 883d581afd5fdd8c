"""Pipes, devices, links and names that no file should have: told, never read, and nothing waits for them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nkps_reports.files.outputs import MANIFEST
from tests.builders import a_word_report, a_workbook, shipped_report
from tests.commands import run

Make = Callable[[Path], None]
TOLD = "er ingen vanlig fil"
# A name of so many letters is the longest that the system takes.
MAX_NAME_CHARACTERS = 255


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "input").mkdir()
    (tmp_path / "input/x.xlsx").write_bytes(a_workbook())
    (tmp_path / "r.docx").write_bytes(a_word_report(shipped_report()))
    return tmp_path


@pytest.mark.parametrize("make", [make_pipe, make_link_to_device])
@pytest.mark.parametrize(
    ("name", "command", "code"),
    [
        ("y.xlsx", ("report", "y.xlsx"), 3),
        ("y.xlsx", ("check", "--annotate", "y.xlsx"), 3),
        ("y.docx", ("import", "y.docx"), 3),
        ("y.docx", ("compare", "y.docx", "r.docx"), 3),
        ("y.docx", ("compare", "r.docx", "y.docx"), 3),
        ("input/y.xlsx", ("report",), 3),
        ("input/y.docx", ("import", "input"), 3),
        ("navn.txt", ("overview", "input", "--expected", "navn.txt"), 3),
    ],
)
def test_what_is_no_file_is_told_and_not_read(
    make: Make, name: str, command: tuple[str, ...], code: int, place: Path
) -> None:
    make(place / name)
    answer = run(place, *command)
    assert answer.returncode == code
    assert TOLD in answer.stderr


def test_what_is_no_file_is_told_of_in_a_folder_of_reports_as_a_report_that_is_not_counted(
    place: Path,
) -> None:
    make_pipe(place / "input/NHO.docx")
    answer = run(place, "overview", "input")
    assert answer.returncode == 3
    assert answer.stderr.count(TOLD) == 1
    assert "1 fil er ikke med" in answer.stdout
    assert (place / "output/samlet-oversikt-2017.pdf").exists()


def test_a_link_that_leads_nowhere_is_told(place: Path) -> None:
    (place / "input/borte.xlsx").symlink_to("finnes-ikke.xlsx")
    answer = run(place, "check")
    assert answer.returncode == 3
    assert "borte.xlsx" in answer.stderr
    assert TOLD in answer.stderr
    assert TOLD in run(place, "check", "input/borte.xlsx").stderr
    (place / "input/borte.xlsx").unlink()
    (place / "input/ring.xlsx").symlink_to("ring.xlsx")
    assert TOLD in run(place, "check", "input/ring.xlsx").stderr


@pytest.mark.parametrize("make", [make_pipe, make_link_to_device])
@pytest.mark.parametrize("command", [("report", "--template", "mal.docx"), ("lint-template", "mal.docx")])
def test_a_template_that_is_no_file_is_told(make: Make, command: tuple[str, ...], place: Path) -> None:
    make(place / "mal.docx")
    answer = run(place, *command)
    assert answer.returncode == 5
    assert "mal.docx" in answer.stderr


@pytest.mark.parametrize("make", [make_pipe, make_link_to_device])
def test_a_blank_workbook_takes_the_place_of_nothing_that_is_no_file(make: Make, place: Path) -> None:
    make(place / "tom.xlsx")
    answer = run(place, "template", "tom.xlsx")
    assert answer.returncode == 6
    assert TOLD in answer.stderr


@pytest.mark.parametrize("make", [make_pipe, make_link_to_device])
def test_what_the_program_remembers_is_read_from_a_file_or_not_at_all(make: Make, place: Path) -> None:
    (place / "output").mkdir()
    make(place / "output" / MANIFEST)
    answer = run(place, "report")
    assert answer.returncode == 6
    assert f"output/{MANIFEST} kan ikke lagres: det er ingen vanlig fil" in answer.stderr
    assert not [path for path in (place / "output").iterdir() if path.name != MANIFEST]


@pytest.mark.parametrize("make", [make_pipe, make_link_to_device])
def test_what_is_no_file_in_the_place_of_an_output_is_told_and_stays(make: Make, place: Path) -> None:
    (place / "output").mkdir()
    make(place / "output/x.docx")
    answer = run(place, "report")
    assert answer.returncode == 6
    assert "output/x.docx kan ikke lagres: det er ingen vanlig fil" in answer.stderr
    assert not (place / "output/x.docx").is_file()


def test_a_folder_that_nothing_can_be_put_in_is_told_by_an_overview(place: Path) -> None:
    answer = run(place, "overview", "input", "--output", "n" * 300)
    assert answer.returncode == 6
    assert "navnet er for langt" in answer.stderr


def test_machines_hear_of_a_folder_that_is_not_there(place: Path) -> None:
    answer = run(place, "overview", "borte", "--format", "json")
    assert answer.returncode == 2
    (told,) = json.loads(answer.stdout)["workbooks"]
    assert (told["path"], told["problems"][0]["code"]) == ("borte", "no-such-file")


@pytest.mark.parametrize(("size", "is_read"), [(1_000_000, True), (1_000_001, False)])
def test_a_list_of_what_was_written_of_over_a_megabyte_is_taken_for_damaged(
    size: int, is_read: bool, place: Path
) -> None:
    assert run(place, "report").returncode == 0
    manifest = place / "output" / MANIFEST
    manifest.write_bytes(manifest.read_bytes().ljust(size))
    (place / "input/x.xlsx").write_bytes(a_workbook([("Nytt", "4", "a", "b", "c")]))
    answer = run(place, "report")
    assert answer.returncode == 0
    # What is not known to be the program's own is kept.
    assert (place / "output/x-redigert.docx").exists() != is_read


def test_one_lock_serves_all_folders(place: Path) -> None:
    temporary = place / "midlertidig"
    temporary.mkdir()
    for number in range(3):
        answer = run(place, "report", "--output", f"ut{number}", TMPDIR=str(temporary))
        assert answer.returncode == 0
    assert len([*temporary.glob("nkps-reports-*.lock")]) == 1


def test_of_a_name_as_long_as_it_may_be_is_saved_what_can_be(place: Path) -> None:
    name = "n" * 245 + ".xlsx"
    (place / name).write_bytes(a_workbook())
    answer = run(place, "report", name)
    assert answer.returncode == 6
    assert (place / "output" / ("n" * 245 + ".docx")).exists()
    assert "navnet er for langt" in answer.stderr
    assert "kortere navn" in answer.stderr
    assert "too long" not in answer.stderr.casefold()
    assert not [*(place / "output").glob("*.tmp"), *(place / "output").glob(".nkps-*.tmp")]


@pytest.mark.parametrize("command", ["report", "check", "import", "compare", "lint-template", "overview"])
def test_a_name_that_no_file_can_have_is_that_of_no_file(command: str, place: Path) -> None:
    name = "n" * MAX_NAME_CHARACTERS + ".docx"
    arguments = (name, "r.docx") if command == "compare" else (name,)
    answer = run(place, command, *arguments)
    assert answer.returncode == (5 if command == "lint-template" else 2)
    assert "too long" not in answer.stderr.casefold()
    assert "Finner ikke" in answer.stderr
