"""Runs the programs that came with npm, and the Node that came with the Python packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from nkps_reports.wording import set_up as words
from tools.page.places import NODE_MODULES, PYODIDE, SOURCES, CannotBuildError

HERE = Path(__file__).parent
ESBUILD = NODE_MODULES / "esbuild" / "bin" / "esbuild"
ESBUILD_OPTIONS = (
    "--bundle", "--minify", "--format=iife", "--platform=browser", "--target=es2022", "--charset=utf8",
    "--legal-comments=none", "--log-level=error",
)  # fmt: skip


@dataclass(frozen=True)
class Bundle:
    """A script or stylesheet with all that it imports, and the npm packages that are in it."""

    text: str
    packages: frozenset[str]


def bundle(name: str) -> Bundle:
    """A file of ``page/`` with all that it imports, made small."""
    if not (SOURCES / name).is_file():
        raise CannotBuildError(words.PAGE_MISSING.format(path=f"page/{name}"))
    with tempfile.TemporaryDirectory() as folder:
        output, inputs = Path(folder, "bundle"), Path(folder, "inputs.json")
        # Run in the folder, so that no name depends on where it lies.
        run([*esbuild(), f"./{name}", *ESBUILD_OPTIONS, f"--outfile={output}", f"--metafile={inputs}"])
        used = json.loads(inputs.read_text(encoding="utf-8"))["inputs"]
        paths = [path.partition("node_modules/")[2] for path in used if "node_modules/" in path]
        return Bundle(output.read_text(encoding="utf-8"), frozenset(map(package_of, paths)))


def esbuild() -> list[str]:
    """How esbuild is started: npm may have put a script of Node's, or the program itself, in its place."""
    is_script = ESBUILD.is_file() and ESBUILD.read_bytes()[:2] == b"#!"
    return [node(), str(ESBUILD)] if is_script or os.name == "nt" else [str(ESBUILD)]


def package_of(path: str) -> str:
    """The npm package that a file below ``node_modules`` belongs to."""
    parts = path.split("/")
    return "/".join(parts[: 2 if path.startswith("@") else 1])


def pack(raw: dict[str, bytes], python: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    """Compress files, and archives of Python files that are compiled first."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in raw.items():
            Path(folder, name).write_bytes(content)
        for name, files in python.items():
            with zipfile.ZipFile(Path(folder, f"{name}.python"), "w") as archive:
                for file, content in files.items():
                    archive.writestr(file, content)
        run([node(), str(HERE / "packing.mjs"), str(PYODIDE), str(HERE / "packing.py"), folder])
        return {name: Path(folder, f"{name}.gz").read_bytes() for name in (*raw, *python)}


def node() -> str:
    """The Node in the virtual environment."""
    return str(Path(sys.executable).with_name("node.exe" if os.name == "nt" else "node"))


def run(command: list[str]) -> None:
    """Run a program in ``page/``; what it says is shown only if it fails."""
    try:
        answer = subprocess.run(
            command, cwd=SOURCES, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except OSError as error:
        raise CannotBuildError(words.PAGE_NO_PROGRAM.format(name=command[0])) from error
    if answer.returncode:
        name = Path(command[0]).name
        raise CannotBuildError(words.PAGE_PROGRAM_FAILED.format(name=name, why=answer.stdout[-2000:].strip()))
