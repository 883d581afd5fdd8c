"""The built page, for all tests of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser

from tests.page.browsing import OpenPage, open_page, start_chromium

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


@pytest.fixture(scope="session")
def address(built_page: Path) -> str:
    """Where the page lies on the disk."""
    return built_page.as_uri()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with start_chromium() as started:
        yield started


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[OpenPage]:
    """The page, opened once for the tests of a module: one visit with many tasks."""
    with open_page(browser, address) as page:
        yield page
