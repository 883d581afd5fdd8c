"""Work done by a Dask cluster, as whoever has one meets it: whole processes, and a cluster beside them."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.a_cluster import Cluster, a_cluster
from tests.builders import ORGANISATION, a_row, a_word_report, a_workbook, shipped_report
from tests.commands import run
from tests.processes import wait_until

COUNT = 7

# The program with less patience: first the limit, then where it is set.
HURRIED = (
    "import sys\n"
    "from nkps_reports.files import limits\n"
    "limits.MAX_SECONDS = {seconds}\n"
    "from nkps_reports.jobs.running import cluster\n"
    "cluster.MAX_DESERTED_SECONDS = 3\n"
    "from nkps_reports.__main__ import main\n"
    "if __name__ == '__main__':\n"
    "    main()\n"
)
# The program where nobody has installed Dask.
WITHOUT_DASK = (
    "import sys\nsys.modules['distributed'] = None\nfrom nkps_reports.__main__ import main\nmain()\n"
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A cluster of two processes."""
    with a_cluster() as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with workbooks of several organisations, one with an error, and one with Word reports."""
    for folder in ("input", "rapporter"):
        (tmp_path / folder).mkdir()
    for number in range(COUNT):
        organisation = {**ORGANISATION, "Virksomhet": f"Virksomhet {number}"}
        rows = [a_row(title=f"Møteplass {number}", relation="17" if number == 3 else "4 og 7")]
        (tmp_path / f"input/v{number}.xlsx").write_bytes(a_workbook(rows, organisation))
        (tmp_path / f"rapporter/v{number}.docx").write_bytes(a_word_report(shipped_report()))
    return tmp_path


def add_a_long_one(place: Path) -> None:
    """A workbook that takes longer than all others, in whose work one can step."""
    organisation = {**ORGANISATION, "Virksomhet": "Den lange"}
    rows = [a_row(title=f"Møteplass {number}", relation="1–16") for number in range(2_000)]
    (place / "input/a.xlsx").write_bytes(a_workbook(rows, organisation))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def names_of(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def all_reports() -> set[str]:
    """What is made of the workbooks without an error."""
    numbers = set(range(COUNT)) - {3}
    return {f"v{number}{suffix}" for number in numbers for suffix in (".docx", "-matrise.pdf")}


def start(place: Path, program: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a program of our own making."""
    (place / "program.py").write_text(program)
    return subprocess.Popen(
        [sys.executable, "program.py", *arguments],
        cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("command", "made"),
    [
        (("report", "input"), COUNT * 2 - 1),
        (("check", "input", "--annotate"), COUNT + 1),
        (("import", "rapporter"), COUNT),
        (("overview", "input"), 4),
    ],
)
def test_a_cluster_makes_the_same_bytes_as_this_machine(
    command: tuple[str, ...], made: int, cluster: Cluster, place: Path
) -> None:
    here = run(place, *command, "--output", "her")
    there = run(place, *command, "--output", "der", "--cluster", cluster.address)
    assert there.returncode == here.returncode
    assert there.stdout.replace("der/", "her/") == here.stdout
    assert files_of(place / "der") == files_of(place / "her")
    assert len(files_of(place / "der")) == made


def test_what_is_found_is_the_same_as_json(cluster: Cluster, place: Path) -> None:
    here = run(place, "check", "--format", "json")
    there = run(place, "check", "--format", "json", "--cluster", cluster.address)
    assert json.loads(there.stdout) == json.loads(here.stdout)
    assert there.returncode == here.returncode == 4


def test_a_large_workbook_is_sent_without_a_word_of_dasks(cluster: Cluster, place: Path) -> None:
    with zipfile.ZipFile(place / "input/v0.xlsx", "a") as archive:
        # From 10 MB on Dask has advice.
        archive.writestr("xl/media/image99.png", os.urandom(12_000_000))
    answer = run(place, "report", "input/v0.xlsx", "--cluster", cluster.address)
    assert answer.returncode == 0
    assert_no_english(answer.stdout + answer.stderr)
    assert names_of(place / "output") == {"v0.docx", "v0-matrise.pdf"}


def test_a_process_of_the_cluster_that_is_killed_costs_its_file_alone(cluster: Cluster, place: Path) -> None:
    add_a_long_one(place)
    started = start(place, HURRIED.format(seconds=300), "report", "--cluster", cluster.address)
    wait_until(lambda: (place / "output").exists() and all_reports() <= names_of(place / "output"))
    cluster.kill_whoever_works()
    said, told = started.communicate(timeout=120)
    assert started.returncode == 6
    assert (
        "input/a.xlsx ble ikke ferdig, fordi prosessen i klyngen som arbeidet med filen, ble avbrutt." in told
    )
    assert told.count("ble ikke ferdig") == 1
    assert "INGEN NY RAPPORT er laget av input/a.xlsx." in told
    assert_no_english(said + told)
    assert names_of(place / "output") == all_reports()


def test_a_file_that_takes_too_long_costs_itself_alone(cluster: Cluster, place: Path) -> None:
    add_a_long_one(place)
    started = start(place, HURRIED.format(seconds=6), "report", "--cluster", cluster.address)
    said, told = started.communicate(timeout=120)
    assert started.returncode == 4
    assert "Arbeidet med input/a.xlsx var ikke ferdig" in told
    assert_no_english(said + told)
    assert names_of(place / "output") == all_reports()


@pytest.mark.parametrize(("how", "lost"), [("end", 2), ("freeze", 2), ("kill_all_for_good", 4)])
def test_this_machine_does_the_rest_where_the_cluster_is_lost(how: str, lost: int, place: Path) -> None:
    add_a_long_one(place)
    with a_cluster() as ending:
        started = start(place, HURRIED.format(seconds=300), "report", "--cluster", ending.address)
        wait_until(lambda: (place / "output").exists() and bool(names_of(place / "output")))
        getattr(ending, how)()
        said, told = started.communicate(timeout=120)
    assert started.returncode == 6
    assert_no_english(said + told)
    names = set(re.findall(r"input/(\w+)\.xlsx ble ikke ferdig", told))
    assert "a" in names
    assert "forbindelsen med klyngen ble brutt; resten av filene gjør denne maskinen" in told
    # What was being worked on; and where nobody is left, what then waited for somebody.
    assert len(names) <= lost
    assert names_of(place / "output") == {name for name in all_reports() if not name.startswith((*names,))}


OTHER = (
    "import nkps_reports\n"
    "from nkps_reports.matrix import layout\n"
    "nkps_reports.__version__ = '0.0.9'\n"
    "layout.find_pango_version = lambda: '1.44.7'\n"
    "layout.lay_out_sample = lambda: (b'another font', '')\n"
)
WITHOUT_PROGRAM = "import sys\nsys.modules['nkps_reports'] = None\n"


@pytest.mark.parametrize(
    ("first", "differences"),
    [
        (OTHER, ("nkps-reports (0.0.9 (", "Pango (1.44.7, her 1.", "skriftene (")),
        (WITHOUT_PROGRAM, ("Forskjellig er nkps-reports (mangler, eller er eldre).",)),
    ],
)
def test_a_cluster_that_would_make_other_bytes_is_refused_before_any_work(
    first: str, differences: tuple[str, ...], place: Path
) -> None:
    (place / "first.py").write_text(first)
    with a_cluster(place / "first.py") as other:
        answer = run(place, "report", "--cluster", other.address)
    assert answer.returncode == 2
    assert answer.stderr.count("i klyngen er ikke som denne maskinen, og ville laget andre filer") == 1
    assert "tcp://127.0.0.1:" in answer.stderr
    assert all(difference in answer.stderr for difference in differences)
    assert_no_english(answer.stdout + answer.stderr)
    assert not (place / "output").exists()


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of somebody who takes a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1", "tull://her", "", "æ ø", "silent"])
def test_an_address_that_nobody_answers_is_told(
    address: str, place: Path, request: pytest.FixtureRequest
) -> None:
    if address == "silent":
        address = request.getfixturevalue(address)
    answer = run(place, "report", "--cluster", address)
    assert answer.returncode == 2
    assert f"Ingen Dask-klynge svarer på adressen «{address}». Ingenting er gjort." in answer.stderr
    assert_no_english(answer.stdout + answer.stderr)
    assert not (place / "output").exists()


def test_the_same_is_told_as_json(place: Path) -> None:
    for command in (("check",), ("import", "rapporter"), ("overview", "input")):
        answer = run(place, *command, "--format", "json", "--cluster", "tull")
        (entry,) = json.loads(answer.stdout)["workbooks"]
        (problem,) = entry["problems"]
        assert problem["code"] == "cluster-unreachable"
        assert answer.returncode == 2
        assert not answer.stderr


def test_a_cluster_without_anybody_to_work_is_told(place: Path) -> None:
    with a_cluster() as empty:
        empty.kill_all_for_good()
        answer = run(place, "check", "--cluster", empty.address)
    assert answer.returncode == 2
    assert "--nworkers -1 --nthreads 1» på maskinene i klyngen" in answer.stderr


def test_who_has_not_installed_dask_is_told_how(place: Path) -> None:
    said, told = start(place, WITHOUT_DASK, "report", "--cluster", "tcp://127.0.0.1:1").communicate(
        timeout=60
    )
    assert "Programmet er installert uten Dask" in told
    assert 'pip install --constraint constraints.txt --editable ".[cluster]"' in told
    assert_no_english(said + told)


def assert_no_english(said: str) -> None:
    """Dask logs and warns in English, of what a message says."""
    for words in ("Traceback", "distributed", "Warning", "Error", "worker"):
        assert words not in said.replace("dask worker", "")
