"""Many files in one run, as whoever collects them meets it: whole processes, and folders of their own."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from nkps_reports.files.outputs import MANIFEST
from nkps_reports.jobs.running.executors import FEW
from tests import ROOT
from tests.builders import ORGANISATION, a_row, a_word_report, a_workbook, shipped_report
from tests.commands import run
from tests.hostile import ten_gigabytes
from tests.processes import descendants_of, hearing_signals, list_processes, wait_until
from tools.word_template.template import render_default_template

ODD = "Bokstaver: \u4e2d\u6587 \u0627\u0644 \u03a9 \u2603 \U0001f600 {{ x }} <b>"

# The program where the system gives no process, and no thread either: Linux counts both alike.
REFUSED = (
    "import os, threading, _posixsubprocess\n"
    "def refuse_process(*_): raise BlockingIOError('nei')\n"
    "def refuse_thread(*_): raise RuntimeError('nei')\n"
    "os.fork = _posixsubprocess.fork_exec = refuse_process\n"
    "threading._start_new_thread = refuse_thread\n"
    "from nkps_reports.__main__ import main\n"
    "main()\n"
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder laid out like the project's, without a workbook."""
    for name in ("input", "templates"):
        (tmp_path / name).mkdir()
    (tmp_path / "templates/report.docx").write_bytes(render_default_template())
    return tmp_path


def a_sender(number: int, **cells: object) -> bytes:
    """The workbook of one of many organisations, made up."""
    rows = [a_row(title=f"Møteplass {number}-{row}", **cells) for row in range(number % 3 + 1)]
    return a_workbook(rows, {**ORGANISATION, "Virksomhet": f"Virksomhet {number}"})


def fill(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"v{number:02}.xlsx").write_bytes(a_sender(number))


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def rows_of(table: str) -> dict[str, list[str]]:
    """The rows of a table that was printed, by what stands first in each."""
    cells = [re.split(r"\s{2,}", line.strip()) for line in table.splitlines()]
    return {first: rest for first, *rest in cells if rest}


def is_whole(folder: Path) -> bool:
    """Whether there is nothing in a folder but what the program remembers, as it made it."""
    remembered = json.loads((folder / MANIFEST).read_text()) if (folder / MANIFEST).exists() else {}
    found = {name: hashlib.sha256(content).hexdigest() for name, content in outputs(folder).items()}
    return found.items() <= remembered.items() and not [*folder.glob(".*.tmp")]


def start(
    place: Path, *arguments: str, program: Iterable[str] = ("-m", "nkps_reports")
) -> subprocess.Popen[str]:
    with hearing_signals():
        return subprocess.Popen(
            [sys.executable, *program, *arguments],
            cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip


def test_good_workbooks_are_built_beside_faulty_and_hostile_ones(place: Path) -> None:
    fill(place / "input", 3)
    (place / "input/feil1.xlsx").write_bytes(a_workbook([a_row(relation="17")]))
    (place / "input/feil2.xlsx").write_bytes(a_workbook([a_row(timing="")]))
    (place / "input/ond.xlsx").write_bytes(ten_gigabytes())
    answer = run(place, "report")
    assert answer.returncode == 4
    made = {f"v0{number}{ending}" for number in range(3) for ending in (".docx", "-matrise.pdf")}
    assert outputs(place / "output").keys() == made
    rows = rows_of(answer.stdout)
    assert [*rows][-6:] == ["feil1.xlsx", "feil2.xlsx", "ond.xlsx", "v00.xlsx", "v01.xlsx", "v02.xlsx"]
    assert rows["feil1.xlsx"] == ["1", "–", "1", "0", "INGEN NY"]
    assert rows["ond.xlsx"] == ["–", "–", "1", "0", "INGEN NY"]
    assert rows["v02.xlsx"] == ["3", "2 av 16", "0", "0", "ny"]
    assert "NKPS-tiltak 17" in answer.stderr
    assert answer.stderr.count("INGEN NY RAPPORT") == 3


def test_many_are_built_as_each_is_by_itself(place: Path) -> None:
    fill(place / "input", 7)
    (place / "input/rar.xlsx").write_bytes(a_sender(3, description=f"{ODD}\n- punkt\n- [x](https://a.no)"))
    (place / "input/spekter.xlsx").write_bytes((ROOT / "input/spekter-2017.xlsx").read_bytes())
    nynorsk = {**ORGANISATION, "Målform": "nynorsk"}
    (place / "input/nynorsk.xlsx").write_bytes(a_workbook(organisation=nynorsk))
    (place / "templates/report-nn.docx").write_bytes((ROOT / "templates/report-nn.docx").read_bytes())
    together = run(place, "report")
    assert together.returncode == 0
    for path in (place / "input").iterdir():
        assert run(place, "report", Path("input") / path.name, "--output", "alene").returncode == 0
    alone = outputs(place / "alene")
    assert len(alone) == 20
    assert outputs(place / "output") == alone
    assert (place / "output" / MANIFEST).read_bytes() == (place / "alene" / MANIFEST).read_bytes()


def test_how_far_it_has_come_is_said_where_nobody_sees_a_bar(place: Path) -> None:
    fill(place / "input", 29)
    (place / "input/feil.xlsx").write_bytes(a_workbook([a_row(relation="17")]))
    (place / "input/tom.xlsx").write_bytes(a_workbook(rows=(), organisation={}))
    answer = run(place, "check")
    assert answer.returncode == 4
    said = [line for line in answer.stderr.splitlines() if "gjenstår" in line]
    assert len(said) == 10
    assert said[-1] == "31 av 31 er ferdige, 0 gjenstår, 1 med feil."
    assert "tom.xlsx" not in answer.stderr
    assert len([first for first in rows_of(answer.stdout) if first.endswith(".xlsx")]) == 30


def test_a_bar_is_shown_on_a_terminal_and_goes_when_all_is_done(place: Path) -> None:
    fill(place / "input", 6)
    # Not every machine lends a terminal; Rich takes the word of who starts it that there is one.
    environment = {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm", "TTY_COMPATIBLE": "1"}
    shown = subprocess.run(
        [sys.executable, "-m", "nkps_reports", "check"],
        cwd=place, env={**os.environ, **environment},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True,
    ).stdout  # fmt: skip
    assert "6 av 6 er ferdige, 0 gjenstår, 0 med feil." in shown
    assert shown.index("gjenstår") < shown.index("Arbeidsbok")
    assert "gjenstår" not in shown[shown.index("Arbeidsbok") :]
    # One line up, and nothing left of it.
    assert "\x1b[1A\x1b[2K" in shown[shown.rindex("gjenstår") : shown.index("Arbeidsbok")]


def test_many_are_checked_in_the_order_of_their_names(place: Path) -> None:
    fill(place / "input", 9)
    (place / "input/feil.xlsx").write_bytes(a_workbook([a_row(relation="17")]))
    answer = run(place, "check", "--format", "json", "--annotate")
    assert (answer.returncode, answer.stderr) == (4, "")
    checked = json.loads(answer.stdout)["workbooks"]
    assert [Path(each["path"]).name for each in checked] == [
        "feil.xlsx",
        *(f"v{n:02}.xlsx" for n in range(9)),
    ]
    assert [each["actions"] for each in checked] == [1, 1, 2, 3, 1, 2, 3, 1, 2, 3]
    assert len(outputs(place / "output")) == 10


@pytest.mark.parametrize("count", [1, FEW + 1])
def test_where_the_system_gives_neither_process_nor_thread_reports_are_built(count: int, place: Path) -> None:
    fill(place / "input", count)
    _, said = (started := start(place, "report", program=("-c", REFUSED))).communicate(timeout=120)
    assert (started.returncode, said.count("Traceback")) == (0, 0)
    assert len(outputs(place / "output")) == 2 * count


def test_a_process_that_is_killed_takes_its_own_file_with_it(place: Path) -> None:
    fill(place / "input", 7)
    rows = [a_row(title=f"Møteplass {row}") for row in range(1500)]
    (place / "input/a-stor.xlsx").write_bytes(a_workbook(rows))
    output = place / "output"
    started = start(place, "report")
    # The one that is at work when all others are done has the large one.
    wait_until(lambda: output.exists() and len(outputs(output)) == 14)
    for process in workers_of(started.pid):
        os.kill(process, signal.SIGKILL)
    printed, said = started.communicate(timeout=120)
    assert started.returncode == 6
    assert "a-stor.xlsx ble ikke ferdig" in said
    assert "INGEN NY RAPPORT er laget av input/a-stor.xlsx." in said
    assert rows_of(printed)["a-stor.xlsx"] == ["–", "–", "1", "0", "INGEN NY"]
    assert len(outputs(output)) == 14
    assert is_whole(output)
    assert "Traceback" not in said


def workers_of(process: int) -> set[int]:
    """The processes that do the work: those that were made of one that the program started."""
    parents = list_processes()
    return {pid for pid in descendants_of(process) if parents.get(pid) not in (process, None)}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_whole_files_and_no_processes(place: Path, number: int) -> None:
    fill(place / "input", 40)
    output = place / "output"
    started = start(place, "report")
    wait_until(lambda: output.exists() and len(outputs(output)) > 6)
    others = descendants_of(started.pid)
    assert others
    os.killpg(started.pid, number) if number == signal.SIGINT else started.send_signal(number)
    printed, said = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "Avbrutt" in said
    assert "Traceback" not in said
    wait_until(lambda: others.isdisjoint(list_processes()), seconds=20)
    assert is_whole(output)
    assert 6 < len(outputs(output)) < 80
    # What is said to be new is there.
    new = [first for first, rest in rows_of(printed).items() if rest[-1] == "ny"]
    assert {f"{Path(name).stem}.docx" for name in new} <= outputs(output).keys()
    assert len(new) >= 3


def test_on_a_full_disk_there_are_whole_files_or_none(place: Path) -> None:
    fill(place / "input", 12)
    small_disk = (str(ROOT / "tests/full_disk.py"), "output", "200000")
    started = start(place, "report", program=small_disk)
    printed, said = started.communicate(timeout=120)
    assert started.returncode == 6
    assert "disken er full" in said
    made = place / "output"
    assert is_whole(made)
    assert 4 < len(outputs(made)) < 24
    results = {first: rest[-1] for first, rest in rows_of(printed).items() if first.endswith(".xlsx")}
    assert len(results) == 12
    for name, result in results.items():
        stem = Path(name).stem
        assert (f"{stem}.docx" in outputs(made)) == result.startswith("ny")
        assert (f"{stem}-matrise.pdf" in outputs(made)) == (result == "ny")


def test_two_runs_at_once_share_a_folder(place: Path) -> None:
    for folder in ("en", "to"):
        (place / folder).mkdir()
        fill(place / folder, 12)
    for path in (place / "to").glob("v0[5-9].xlsx"):
        path.rename(path.with_name(f"annen-{path.name}"))
    runs = [start(place, "report", folder) for folder in ("en", "to")]
    for started in runs:
        started.communicate(timeout=120)
        assert started.returncode == 0
    made = outputs(place / "output")
    assert len(made) == 2 * (12 + 5)
    assert not [name for name in made if "redigert" in name]
    assert is_whole(place / "output")


def test_files_whose_outputs_would_share_a_name_are_refused_before_anything_is_built(place: Path) -> None:
    for folder in ("en", "to"):
        (place / folder).mkdir()
        (place / folder / "template.xlsx").write_bytes(a_workbook(rows=(), organisation={}))
    fill(place / "en", 6)
    (place / "en/v00.xlsx").write_bytes(a_sender(0, relation="4 og 4"))
    (place / "to/V03.xlsx").write_bytes(a_sender(3))
    # «å» as one character and as two.
    (place / "en/\u00e5.xlsx").write_bytes(a_sender(1))
    (place / "to/a\u030a.xlsx").write_bytes(a_sender(2))
    answer = run(place, "report", "en", "to")
    assert answer.returncode == 2
    assert answer.stderr.count("samme navn") == 4
    assert answer.stderr.index("samme navn") < answer.stderr.index("v00.xlsx")
    assert "template.xlsx" not in answer.stderr
    assert len(outputs(place / "output")) == 10
    assert not {"v03.docx", "V03.docx"} & outputs(place / "output").keys()


def test_thousands_of_other_files_are_in_nobodys_way(place: Path) -> None:
    fill(place / "input", 6)
    for number in range(3000):
        (place / f"input/bilde-{number}.jpg").write_bytes(b"x")
    answer = run(place, "report")
    assert answer.returncode == 0
    assert "jpg" not in answer.stderr
    assert len(outputs(place / "output")) == 12
    overview = run(place, "overview", "input", "--output", "samlet")
    assert overview.returncode == 0
    assert "3000 andre filer" in overview.stderr
    assert overview.stderr.count(".jpg") == 20


def test_many_word_reports_are_imported_and_those_that_share_a_name_refused(place: Path) -> None:
    report = a_word_report(shipped_report())
    for folder in ("en", "to"):
        (place / folder).mkdir()
    for number in range(6):
        (place / f"en/r{number}.docx").write_bytes(report)
    (place / "en/feil.docx").write_bytes(b"PK")
    (place / "to/r1.docx").write_bytes(report)
    answer = run(place, "import", "en", "to", "--output", "hentet")
    assert answer.returncode == 3
    assert outputs(place / "hentet").keys() == {f"r{number}.xlsx" for number in (0, 2, 3, 4, 5)}
    assert answer.stderr.count("samme navn") == 2
    rows = rows_of(answer.stdout)
    assert rows["en/r0.docx"][0] == "8"
    assert rows["en/r0.docx"][-1] == "hentet/r0.xlsx"
    assert rows["to/r1.docx"][-1] == "INGEN NY"


def test_many_reports_give_the_overview_that_few_give(place: Path) -> None:
    fill(place / "input", 12)
    assert run(place, "overview", "input").returncode == 0
    answer = run(place, "overview", "input", "--output", "igjen")
    assert outputs(place / "igjen") == outputs(place / "output")
    rows = rows_of(answer.stdout)
    assert rows["v02.xlsx"] == ["3", "0", "0", "Virksomhet 2"]


def test_what_a_table_does_not_say_of_many_is_said_below_it(place: Path) -> None:
    fill(place / "input", 7)
    run(place, "report")
    (place / "output/v03.docx").write_bytes(b"rettet")
    (place / "input/~$v04.xlsx").touch()
    answer = run(place, "report")
    assert answer.returncode == 0
    _, below = answer.stdout.split("v06.xlsx")
    assert "input/v04.xlsx er åpen." in below
    assert "output/v03-redigert.docx" in below
    assert (place / "output/v03-redigert.docx").read_bytes() == b"rettet"
    checked = run(place, "check", "--annotate")
    assert "Kopier der de er merket i cellene: output" in checked.stdout
    assert checked.stdout.count(".xlsx") == 7
    assert "Arbeidsbøkene er klare." in checked.stdout


def test_one_workbook_among_files_that_only_look_like_some(place: Path) -> None:
    fill(place / "input", 1)
    for number in range(9):
        (place / f"input/~$v{number}.xlsx").touch()
    answer = run(place, "report")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Rapporten er laget" in answer.stdout
    assert outputs(place / "output").keys() == {"v00.docx", "v00-matrise.pdf"}


def test_a_template_that_is_faulty_is_told_of_once_for_each_workbook_and_nothing_built(place: Path) -> None:
    fill(place / "input", 7)
    shutil.copy(place / "input/v00.xlsx", place / "templates/report.docx")
    answer = run(place, "report")
    assert answer.returncode == 5
    assert not (place / "output").exists()
    assert answer.stderr.count("INGEN NY RAPPORT") == 7
