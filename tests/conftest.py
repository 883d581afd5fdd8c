"""What every test may use."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from nkps_reports.report.model import Report
from tests.builders import shipped_report
from tests.libreoffice_macro import Settler

Convert = Callable[[Path, str], Path]
# By these a program is told how to print, whatever it prints to.
PRINTING = ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM", "TERM")


@pytest.fixture(scope="session", autouse=True)
def no_word_on_printing() -> Iterator[None]:
    """What the tests start prints the same, however whoever runs them wants it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in PRINTING:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def shipped() -> Report:
    """The report of the shipped workbook."""
    return shipped_report()


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Converts a document with LibreOffice; a machine without it fails, never skips."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: run make test, or install it"
    profile = tmp_path_factory.mktemp("profile").as_uri()
    # Programs look here for the user's own fonts; Debian's Caladea lacks the widths of Cambria.
    data = tmp_path_factory.mktemp("data")
    (data / "fonts").symlink_to(str(files("font_caladea")))
    environment = {**os.environ, "XDG_DATA_HOME": str(data)}

    def convert(document: Path, kind: str) -> Path:
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        folder = document.parent / "converted"
        subprocess.run(
            [*command, "--outdir", str(folder), str(document)],
            env=environment, check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        # What stands after a colon is how it is converted.
        return folder / f"{document.stem}.{kind.partition(':')[0]}"

    return convert


@pytest.fixture(scope="session")
def libreoffice_all(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Path]], list[Path]]:
    """Has LibreOffice save Word files anew, all of them at once: starting it takes longer than saving."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: run make test, or install it"
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def save(documents: list[Path]) -> list[Path]:
        folder = documents[0].parent / "saved"
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
        subprocess.run(
            [*command, "--outdir", str(folder), *map(str, documents)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return [folder / document.name for document in documents]

    return save


@pytest.fixture(scope="session")
def settler(tmp_path_factory: pytest.TempPathFactory) -> Settler:
    """Has LibreOffice accept all tracked changes of a Word file, or reject them."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: run make test, or install it"
    return Settler(program, tmp_path_factory.mktemp("profile"))
