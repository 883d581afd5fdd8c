"""What is embedded, with versions, licences and hashes."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.parser import BytesParser
from pathlib import Path

import nkps_reports
from nkps_reports.wording import set_up as words
from tools.page.places import NODE_MODULES, ROOT, SOURCES
from tools.page.wheels import Pin

LICENCES = Path(__file__).parent / "licences"
# jszip comes as one file, with these in it.
WITHIN = {"jszip": ("immediate", "lie", "pako", "setimmediate")}
LICENCE_FILES = ("licen[cs]e*", "LICEN[CS]E*", "COPYING*", "NOTICE*")
# Where a licence is told only in words.
SHORT_NAMES = {"BSD License": "BSD-3-Clause", "Artistic License": "Artistic-1.0-Perl"}

RULE = "=" * 100


@dataclass(frozen=True)
class Embedded:
    """One thing that somebody else, or we, made; ``pin`` is the hash that it was checked against."""

    name: str
    version: str
    licence: str
    pin: str
    text: str


def everything(wheels: dict[Pin, bytes], npm_packages: Iterable[str]) -> list[Embedded]:
    """All that is embedded, ours first."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    own = Embedded("nkps_reports", nkps_reports.__version__, "MIT", words.PAGE_OWN_PIN, licence)
    index = tomllib.loads((LICENCES / "index.toml").read_text(encoding="utf-8"))
    names = {*npm_packages, "pyodide"}
    names |= {inner for name in names for inner in WITHIN.get(name, ())}
    found = [
        *(npm_package(name, index["texts"]) for name in names),
        *(python_library(pin, wheel, index["texts"]) for pin, wheel in wheels.items()),
        *parts(index["parts"]),
    ]
    return [own, *sorted(found, key=lambda one: one.name.lower())]


def npm_package(name: str, texts: dict[str, str]) -> Embedded:
    """A package of npm, with the hash in ``package-lock.json``."""
    folder = NODE_MODULES / name
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    pin = lock["packages"][f"node_modules/{name}"]["integrity"]
    found = sorted({path for pattern in LICENCE_FILES for path in folder.glob(pattern)})
    licence = about["license"].strip("()")
    return Embedded(name, about["version"], licence, pin, own_text(name, texts) or joined(found))


def python_library(pin: Pin, wheel: bytes, texts: dict[str, str]) -> Embedded:
    """A library of Python, with the hash of its wheel."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        inside = [name for name in archive.namelist() if ".dist-info/" in name]
        about = BytesParser().parsebytes(
            archive.read(next(name for name in inside if name.endswith("/METADATA")))
        )
        found = [name for name in sorted(inside) if "LICEN" in name.upper() and not name.endswith("/")]
        text = "\n\n".join(archive.read(name).decode("utf-8").strip() for name in found)
    classes = [value for value in about.get_all("Classifier", []) if value.startswith("License ::")]
    licence = about["License-Expression"] or about["License"] or classes[0].split(" :: ")[-1]
    licence = SHORT_NAMES.get(licence, licence)
    return Embedded(pin.name, pin.version, licence, f"sha256:{pin.sha256}", own_text(pin.name, texts) or text)


def parts(listed: list[dict[str, str]]) -> Iterator[Embedded]:
    """What is a part of something else that is embedded."""
    for part in listed:
        pin = words.PAGE_PART_OF.format(name=part["of"])
        text = (LICENCES / part["text"]).read_text(encoding="utf-8")
        yield Embedded(part["name"], part.get("version", ""), part["licence"], pin, text)


def own_text(name: str, texts: dict[str, str]) -> str:
    """The text of a licence that does not come with what it is for."""
    return (LICENCES / texts[name]).read_text(encoding="utf-8") if name in texts else ""


def joined(paths: list[Path]) -> str:
    """The texts of some files, one after another."""
    return "\n\n".join(path.read_text(encoding="utf-8").strip() for path in paths)


def licence_texts(found: list[Embedded]) -> str:
    """All licences in full, each under what it is for."""
    sections = []
    for one in found:
        heading = " ".join(filter(None, (one.name, one.version, f"({one.licence})")))
        sections.append(f"{RULE}\n{heading}\n{RULE}\n\n{one.text.strip()}\n")
    return "\n\n".join(sections)
