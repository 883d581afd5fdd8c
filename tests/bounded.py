"""Runs the program with no more memory and time than a file may cost, as whole processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests import ROOT

# What grows faster than its file takes minutes; the slowest that does not takes 5 s, or 15 on a slow machine.
MAX_SECONDS, MAX_BYTES = 30, 1_000_000_000
# Has no variable by which coverage measures child processes too, which makes some three times as slow.
UNMEASURED = {"PYTHONPATH": str(ROOT)}
_RUN = "from nkps_reports.cli.commands import run\nsys.exit(run(sys.argv[1:]))"


def bounded(max_bytes: int, max_seconds: int = MAX_SECONDS) -> str:
    """How a program begins that the system gives no more memory, and ends when it takes more time."""
    return (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({max_seconds}, {max_seconds + 1}))\n"
        f"resource.setrlimit(resource.RLIMIT_DATA, ({max_bytes}, {max_bytes}))\n"
    )


def run_bounded(
    place: Path, *arguments: str | Path, max_bytes: int = MAX_BYTES, max_seconds: int = MAX_SECONDS
) -> subprocess.CompletedProcess[str]:
    """Run a command of the program in a folder; its exit code is below 0 where it took too long."""
    return subprocess.run(
        [sys.executable, "-c", bounded(max_bytes, max_seconds) + _RUN, *arguments],
        cwd=place, env=UNMEASURED, capture_output=True, text=True, check=False,
    )  # fmt: skip
