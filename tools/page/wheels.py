"""The wheels that are embedded: pinned with their hashes, downloaded once, kept in the user's cache."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from nkps_reports.wording import set_up as words
from tools.page.places import PYODIDE, SOURCES, CannotBuildError

REQUIREMENTS = SOURCES / "requirements.txt"
LXML_CARRIER = SOURCES / "lxml-carrier.txt"
LXML_FOLDER = "open_webui/frontend/pyodide/"
# Every machine takes the same wheels, whatever it is itself.
PLATFORM = (
    "--platform=manylinux_2_28_x86_64", "--platform=manylinux2014_x86_64", "--python-version=3.14",
)  # fmt: skip
# The package that carries lxml is for Pythons before 3.13.
CARRIER_PLATFORM = ("--python-version=3.12",)


@dataclass(frozen=True)
class Pin:
    """One wheel, by its hash."""

    name: str
    version: str
    sha256: str


def read_pins() -> list[Pin]:
    """What ``page/requirements.txt`` demands."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    return [parse_pin(line) for line in lines if line and not line.startswith("#")]


def parse_pin(line: str) -> Pin:
    """The pin in a line of pip's form, ``name==version --hash=sha256:…``."""
    requirement, sha256 = line.split(" --hash=sha256:")
    name, version = requirement.split("==")
    return Pin(name, version, sha256)


def lxml_pin() -> tuple[Pin, str]:
    """The wheel of lxml that this Pyodide takes, and the name of its file."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    package = lock["packages"]["lxml"]
    return Pin("lxml", package["version"], package["sha256"]), package["file_name"]


def fetch_wheels(pins: list[Pin]) -> dict[str, bytes]:
    """The wheels that are pinned, by the name of what they hold."""
    if not all(map(read_cached, pins)):
        with tempfile.TemporaryDirectory() as folder:
            download(REQUIREMENTS, PLATFORM, Path(folder))
            for wheel in Path(folder).iterdir():
                keep(wheel.read_bytes())
    return {pin.name: cached(pin) for pin in pins}


def fetch_lxml() -> bytes:
    """The wheel of lxml for Pyodide; of what carries it nothing else is kept."""
    pin, file_name = lxml_pin()
    if not read_cached(pin):
        print(words.PAGE_FETCHING_LXML, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            download(LXML_CARRIER, CARRIER_PLATFORM, Path(folder))
            (carrier,) = Path(folder).iterdir()
            with zipfile.ZipFile(carrier) as archive:
                if LXML_FOLDER + file_name in archive.namelist():
                    keep(archive.read(LXML_FOLDER + file_name))
    return cached(pin)


def download(requirements: Path, platform: tuple[str, ...], folder: Path) -> None:
    """Download with pip, which checks the hashes."""
    # What a machine's own settings constrain has other versions, or no hashes.
    environment = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
    options = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "-q")
    command = [sys.executable, "-m", "pip", "download", *options, *platform, "-r", str(requirements)]
    answer = subprocess.run(
        [*command, "-d", str(folder)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if answer.returncode:
        why = "\n".join(answer.stdout.strip().splitlines()[-3:])
        raise CannotBuildError(words.PAGE_DOWNLOAD_FAILED.format(what=requirements.name, why=why))


def cached(pin: Pin) -> bytes:
    """A wheel that must be in the cache by now."""
    content = read_cached(pin)
    if content is None:
        raise CannotBuildError(words.PAGE_WRONG_HASH.format(name=pin.name, version=pin.version))
    return content


def read_cached(pin: Pin) -> bytes | None:
    """A wheel out of the cache, if it is there and whole."""
    path = cache() / pin.sha256
    content = path.read_bytes() if path.is_file() else b""
    return content if hashlib.sha256(content).hexdigest() == pin.sha256 else None


def keep(content: bytes) -> None:
    """Put a file into the cache, under its hash; at once, as others may build at the same time."""
    folder = cache()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(content)
    Path(file.name).replace(folder / hashlib.sha256(content).hexdigest())


def cache() -> Path:
    """A folder of the user's that outlives ``make clean`` and this clone."""
    where = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    return Path(where or Path.home() / ".cache") / "nkps-rapport"
