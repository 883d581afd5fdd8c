"""The program killed from outside, or its processes: nothing stays behind, and each file is told of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import ROOT
from tests.builders import ORGANISATION, a_row, a_word_report, a_workbook, shipped_report
from tests.processes import descendants_of, list_processes, wait_until

# Every process that the program starts ends so soon after the one that started it, on a slow machine too.
MAX_SECONDS = 10
MANY = 7


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with few files that take long, and one with many."""
    large = a_workbook([a_row(title=f"Møteplass {number}") for number in range(1_500)])
    for folder, count in (("få", 2), ("mange", MANY)):
        (tmp_path / folder).mkdir()
        for number in range(count):
            (tmp_path / folder / f"v{number}.xlsx").write_bytes(large)
            (tmp_path / folder / f"v{number}.docx").write_bytes(a_word_report(shipped_report()))
    return tmp_path


def start(place: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "nkps_reports", *arguments],
        cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


@pytest.mark.parametrize("folder", ["få", "mange"])
@pytest.mark.parametrize("command", ["report", "check", "import", "overview"])
def test_no_process_outlives_a_program_that_is_killed(command: str, folder: str, place: Path) -> None:
    assert_nothing_outlives(start(place, command, folder))


def test_no_process_outlives_a_comparison_that_is_killed(place: Path) -> None:
    assert_nothing_outlives(start(place, "compare", "få/v0.xlsx", "få/v1.xlsx"))


def assert_nothing_outlives(started: subprocess.Popen[str]) -> None:
    """Kill a program once it has started others, and see that all of them end."""
    wait_until(lambda: bool(descendants_of(started.pid)))
    # They may go on to start more.
    time.sleep(0.3)
    others = descendants_of(started.pid)
    assert others
    started.kill()
    started.wait()
    wait_until(lambda: others.isdisjoint(list_processes()), seconds=MAX_SECONDS)
    started.communicate()


def test_a_file_whose_process_is_killed_is_told_and_the_next_is_built(place: Path) -> None:
    for name in ("en", "to"):
        organisation = {**ORGANISATION, "Virksomhet": name}
        (place / f"{name}.xlsx").write_bytes(a_workbook(organisation=organisation))
    started = start(place, "report", "en.xlsx", "få/v0.xlsx", "to.xlsx")
    wait_until(lambda: (place / "output/en-matrise.pdf").exists())
    # By now it has the next one, which takes longer than that.
    time.sleep(0.3)
    (worker,) = (pid for pid, parent in list_processes().items() if parent == started.pid and is_ours(pid))
    os.kill(worker, signal.SIGKILL)
    _, said = started.communicate(timeout=120)
    assert started.returncode == 6
    assert "v0.xlsx ble ikke ferdig" in said
    assert "Traceback" not in said
    made = {path.name for path in (place / "output").iterdir() if not path.name.startswith(".")}
    assert made == {"en.docx", "en-matrise.pdf", "to.docx", "to-matrise.pdf"}


def is_ours(process: int) -> bool:
    """Whether a process runs the program, and is not the system's that looks after shared memory."""
    return b"resource_tracker" not in Path(f"/proc/{process}/cmdline").read_bytes()


# The program with less time for each file.
HURRIED = (
    "import sys\n"
    "from nkps_reports.files import limits\n"
    "limits.MAX_SECONDS = 6\n"
    "from nkps_reports.__main__ import main\n"
    "if __name__ == '__main__':\n"
    "    main()\n"
)


@pytest.mark.parametrize("count", [2, MANY])
def test_a_file_that_takes_too_long_costs_itself_alone(count: int, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(HURRIED)
    (tmp_path / "input").mkdir()
    # Not done in six seconds on any machine of today; all others are, also on a slow one.
    slow = a_workbook([a_row(title=f"Møteplass {number}", relation="1–16") for number in range(2_000)])
    (tmp_path / "input/a.xlsx").write_bytes(slow)
    for number in range(1, count):
        organisation = {**ORGANISATION, "Virksomhet": f"Virksomhet {number}"}
        (tmp_path / f"input/v{number}.xlsx").write_bytes(a_workbook(organisation=organisation))
    answer = subprocess.run(
        [sys.executable, "program.py", "report"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 3
    assert "Arbeidet med input/a.xlsx var ikke ferdig" in answer.stderr
    assert "INGEN NY RAPPORT er laget av input/a.xlsx." in answer.stderr
    assert "Traceback" not in answer.stderr
    made = {path.name for path in (tmp_path / "output").iterdir() if not path.name.startswith(".")}
    assert made == {
        f"v{number}{ending}" for number in range(1, count) for ending in (".docx", "-matrise.pdf")
    }
