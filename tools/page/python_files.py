"""Which Python files are embedded: of the standard library, of the libraries and of the package."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from tools.page.places import PYODIDE, ROOT

PACKAGE = "nkps_reports"
# As in the wheel of the package itself.
TEMPLATES = {
    f"templates/{name}": f"{PACKAGE}/word/default/{name}" for name in ("report.docx", "report-nn.docx")
}
LEFT_OUT = tomllib.loads((Path(__file__).parent / "left_out.toml").read_text(encoding="utf-8"))


def standard_library() -> dict[str, bytes]:
    """The modules of Pyodide's standard library that may be needed."""
    return dict(selected((PYODIDE / "python_stdlib.zip").read_bytes(), LEFT_OUT["standard_library"]))


def site_packages(wheels: list[bytes]) -> dict[str, bytes]:
    """The libraries and the package, as they stand in site-packages."""
    found: dict[str, bytes] = {}
    for wheel in wheels:
        found |= selected(wheel, LEFT_OUT["libraries"])
    return found | package()


def selected(archive: bytes, left_out: list[str]) -> Iterator[tuple[str, bytes]]:
    """The files of a zip archive, but for those that are left out."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in opened.namelist():
            if not name.endswith("/") and not matches(name, left_out):
                yield name, opened.read(name)


def package() -> dict[str, bytes]:
    """The package itself, with the Word templates that its wheel holds."""
    found = {
        path.relative_to(ROOT).as_posix(): path for path in (ROOT / PACKAGE).rglob("*") if path.is_file()
    }
    found = {name: path for name, path in found.items() if not matches(name, LEFT_OUT["package"])}
    found |= {place: ROOT / source for source, place in TEMPLATES.items()}
    return {name: path.read_bytes() for name, path in found.items()}


def matches(name: str, patterns: list[str]) -> bool:
    """Whether a name matches one of some patterns."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)
