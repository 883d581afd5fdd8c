"""Builds the page: ``python -m tools.page [FILE]``."""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import nkps_reports
from nkps_reports.wording import set_up as words
from nkps_reports.wording.reading import DATE, MONTHS
from tools.page import document, programs, python_files, wheels
from tools.page.embedded import everything, licence_texts
from tools.page.places import EMBEDDED_PATHS, PYODIDE, ROOT, SOURCES, CannotBuildError

TARGET = ROOT / "dist" / "nkps-rapport.html"
FROM_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json")
WORKBOOKS = {"template.xlsx": "input/template.xlsx", "example.xlsx": "input/spekter-2017.xlsx"}


def main(target: Path = TARGET) -> int:
    """Build the page and say what it is; return the exit code."""
    try:
        write(target, build())
    except (CannotBuildError, OSError) as error:
        print(words.PAGE_FAILED.format(why=error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(words.PAGE_INTERRUPTED, file=sys.stderr)
        return 130
    content = target.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    size = f"{len(content) / 1_000_000:.1f}".replace(".", words.PAGE_DECIMAL)
    print(words.PAGE_DONE.format(path=shown(target), size=size, sha256=sha256))
    return 0


def build() -> str:
    """The page."""
    if not PYODIDE.is_dir():
        raise CannotBuildError(words.PAGE_NOT_SET_UP)
    pins = wheels.read_pins()
    fetched = wheels.fetch_wheels(pins)
    libraries = {pin: fetched[pin.name] for pin in pins} | {wheels.lxml_pin()[0]: wheels.fetch_lxml()}
    main_script, worker, style = map(programs.bundle, ("main.js", "worker.js", "style.css"))
    found = everything(libraries, main_script.packages | worker.packages)
    raw = {name: (PYODIDE / name).read_bytes() for name in FROM_PYODIDE}
    raw |= {name: (ROOT / path).read_bytes() for name, path in WORKBOOKS.items()}
    raw |= {"worker.js": worker.text.encode(), "licences.txt": licence_texts(found).encode()}
    python = {
        "python_stdlib.zip": python_files.standard_library(),
        "site-packages.zip": python_files.site_packages(list(libraries.values())),
    }
    packed = programs.pack(raw, python)
    values = {
        "style": document.style(style.text),
        "script": document.script(main_script.text),
        "parts": "\n".join(document.part(name, packed[name]) for name in sorted(packed)),
        "embedded": "\n".join(map(document.row, found)),
        "version": escape(nkps_reports.__version__),
        "date": escape(changed_on()),
    }
    return document.fill_in(read_template(), values)


def read_template() -> str:
    """The page before it is filled in."""
    path = SOURCES / "index.html"
    if not path.is_file():
        raise CannotBuildError(words.PAGE_MISSING.format(path="page/index.html"))
    return path.read_text(encoding="utf-8")


def changed_on() -> str:
    """The day on which what goes into the page was changed last: the same sources give the same day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return in_words(datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date())
    command = ["git", "log", "-1", "--format=%cs", "--", *EMBEDDED_PATHS]
    try:
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return words.PAGE_NO_DATE
    day = answer.stdout.strip()
    return in_words(datetime.date.fromisoformat(day)) if day else words.PAGE_NO_DATE


def in_words(day: datetime.date) -> str:
    """A day as people write it."""
    return DATE.format(day=day.day, month=MONTHS[day.month - 1], year=day.year)


def write(target: Path, page: str) -> None:
    """Put the finished page in its place; until then, what was there stays."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as file:
        file.write(page.encode("utf-8"))
    Path(file.name).chmod(0o644)
    Path(file.name).replace(target)


def shown(path: Path) -> Path:
    """A path as short as it can be told."""
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main(*map(Path, sys.argv[1:])))
