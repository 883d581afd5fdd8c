"""The commands as a user meets them: whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests import ROOT


def run(place: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the program in a folder, with its words and its exit code."""
    return subprocess.run(
        [sys.executable, "-m", "nkps_reports", *arguments],
        cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
