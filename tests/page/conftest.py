"""The built page, for all tests of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parent.parent.parent


def build_page(target: Path, *, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Build the page as ``make page`` does."""
    return subprocess.run(
        [sys.executable, "-m", "tools.page", str(target)], cwd=root, capture_output=True,
        encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, check=False, timeout=600,
    )  # fmt: skip


@pytest.fixture(scope="session")
def built_page(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The page, built once for all the processes that test."""
    own = tmp_path_factory.getbasetemp()
    # Each process of pytest-xdist has a folder of its own in one that they share.
    shared = own if worker_id == "master" else own.parent
    target = shared / "page" / "nkps-rapport.html"
    with FileLock(shared / "page.lock"):
        if not target.exists():
            answer = build_page(target)
            assert answer.returncode == 0, answer.stderr
    return target
