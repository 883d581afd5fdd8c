"""Runs the program with no more memory and time than a file may cost, as whole processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAX_SECONDS, MAX_BYTES = 10, 1_000_000_000
# The system ends a process that takes more time than that, and gives it no more memory.
_LIMITED = (
    "import resource, sys\n"
    f"resource.setrlimit(resource.RLIMIT_CPU, ({MAX_SECONDS}, {MAX_SECONDS + 1}))\n"
    f"resource.setrlimit(resource.RLIMIT_DATA, ({MAX_BYTES}, {MAX_BYTES}))\n"
    "from nkps_reports.cli import run\n"
    "sys.exit(run(sys.argv[1:]))"
)


def run_bounded(place: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the program in a folder; its exit code is below 0 where it took too long."""
    return subprocess.run(
        [sys.executable, "-c", _LIMITED, *arguments],
        cwd=place, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
