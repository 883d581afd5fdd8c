"""No input makes the program seek a connection, start a program, or open a file other than its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests import ROOT, hostile
from tests.builders import a_row, a_workbook
from tests.foreign import TEXT_BOX, with_drawing

FOREIGN = "/etc/passwd"
CODE = (sys.prefix, sys.base_prefix, str(ROOT))
COMMANDS = (("report",), ("check", "--annotate"))


def a_tempting_workbook() -> bytes:
    """Everything in a cell and around it that could make a program fetch or open something."""

    def tempt(book: Workbook) -> None:
        book["Tiltak"]["A2"].hyperlink = "http://127.0.0.1:9/x"
        book["Tiltak"]["C2"].hyperlink = f"file://{FOREIGN}"

    rows = [
        a_row(description=f"<img src=file://{FOREIGN}> ![x](http://127.0.0.1:9/) {{% include '{FOREIGN}'%}}"),
        a_row(title=f"<link rel=attachment href='file://{FOREIGN}'><style>@import 'http://127.0.0.1:9/'</style>"),
        a_row(title="url(http://127.0.0.1:9/) {{ ''.__class__ }}", timing=FOREIGN, responsible="../../x"),
        a_row(title="=WEBSERVICE(\"http://127.0.0.1:9/\")", description=f"='file://{FOREIGN}'#$A.A1"),
    ]  # fmt: skip
    return with_drawing(TEXT_BOX, a_workbook(rows, change=tempt))


def asked(file: bytes, command: tuple[str, ...], folder: Path) -> set[str]:
    """What a run asks of the system, but for the program's own code."""
    place, log = folder / "place", folder / "log"
    (place / "input").mkdir(parents=True)
    (folder / "tmp").mkdir()
    (place / "input/x.xlsx").write_bytes(file)
    answer = subprocess.run(
        [sys.executable, str(ROOT / "tests/watched.py"), str(log), *command],
        cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "tmp")},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert answer.returncode in (0, 3), answer.stderr
    lines = log.read_text(encoding="utf-8").splitlines()
    assert f"read {place}/input/x.xlsx" in lines
    kinds = (line.partition(" ") for line in lines)
    return {
        f"{kind} {what.replace(str(folder), '')}"
        for kind, _, what in kinds
        if kind != "read" or not what.startswith(CODE)
    }


@pytest.fixture(scope="module", params=COMMANDS, ids=" ".join)
def plain(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[tuple[str, ...], set[str]]:
    """A command, and what it asks of the system with a plain workbook."""
    command = tuple(request.param)
    return command, asked(a_workbook(), command, tmp_path_factory.mktemp("plain"))


def lasting(lines: set[str]) -> set[str]:
    """Without the files whose names differ from run to run."""
    own = ("/proc/", "/dev/shm/", "/tmp/", "/.coverage", "/pymp-")  # noqa: S108 - told apart, not written
    return {
        re.sub(r"[0-9]+-[0-9]+\.tmp$", "", line)
        for line in lines
        if not any(part in line for part in own) and "__pycache__" not in line
    }


@pytest.mark.parametrize(
    "make",
    [
        a_tempting_workbook,
        hostile.with_external_data,
        lambda: hostile.with_entities(hostile.EXTERNAL),
        lambda: hostile.with_entities(f'<!ENTITY % p SYSTEM "file://{FOREIGN}">%p;', "xl/workbook.xml"),
        lambda: hostile.with_name("../../x"),
    ],
    ids=["tempting", "external data", "external entity", "parameter entity", "path"],
)
def test_a_hostile_workbook_asks_nothing_of_the_system_that_a_plain_one_does_not(
    make: Callable[[], bytes], plain: tuple[tuple[str, ...], set[str]], tmp_path: Path
) -> None:
    command, usual = plain
    found = asked(make(), command, tmp_path)
    assert [line for line in found | usual if line.startswith("connect")] == []
    assert lasting(found) - lasting(usual) == set()
    assert not any(FOREIGN in line for line in found)


def test_the_watch_sees_what_it_should(tmp_path: Path) -> None:
    # Else the test above could never fail.
    program = (
        "import sys, tests.watched as w; sys.argv = ['w', sys.argv[1], '--version']\n"
        "import nkps_reports.__main__ as start\n"
        f"start.main = lambda: (open('{FOREIGN}').close(), __import__('socket').getaddrinfo('x', 80))\n"
        "w.main()"
    )
    log = tmp_path / "log"
    answer = subprocess.run(
        [sys.executable, "-c", program, str(log)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "ConnectionRefusedError" in answer.stderr
    lines = log.read_text(encoding="utf-8").splitlines()
    assert f"read {FOREIGN}" in lines
    assert any(line.startswith("connect socket.getaddrinfo") for line in lines)
