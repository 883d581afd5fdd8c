"""What decides which bytes are made of a file, so that two machines can be told apart."""

from __future__ import annotations

import platform
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from re import split
from shutil import which
from subprocess import run

import nkps_reports
from nkps_reports.matrix.layout import find_pango_version, lay_out_sample
from nkps_reports.wording import terminal as words

_DISTRIBUTION = "nkps-reports"
# Made when the program is installed or run, and not what it does.
_NO_SOURCES = frozenset({".docx", ".pyc"})
_DIGEST_CHARACTERS = 8
_FONT = "%{family} %{style} %{fontversion} %{file|basename}\n"


@cache
def describe_environment() -> Mapping[str, str]:
    """The program and all that it works with, each by what messages call it.

    Fonts are the same where all have the same names and versions, and a sample is laid out alike.
    """
    own = {
        _DISTRIBUTION: f"{nkps_reports.__version__} ({_digest_sources()})",
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        words.OPERATING_SYSTEM: f"{platform.system()} {platform.machine()}",
    }
    return {**own, **_find_libraries(), **_describe_pages()}


def _digest_sources() -> str:
    """What the program consists of: its number stays the same while somebody works on it."""
    package = Path(nkps_reports.__file__).parent
    digest = sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix not in _NO_SOURCES:
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:_DIGEST_CHARACTERS]


def _find_libraries() -> dict[str, str]:
    """The versions of the libraries that the program says it needs."""
    found = {}
    for requirement in requires(_DISTRIBUTION) or ():
        name = split(r"[^\w.-]", requirement, maxsplit=1)[0]
        # Some can be done without.
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _describe_pages() -> dict[str, str]:
    """What PDF files are made with; nothing where that is missing."""
    try:
        pango = find_pango_version()
        pdf, missing = lay_out_sample()
    except OSError:
        return {"Pango": words.NOT_THERE}
    digest = sha256(pdf + missing.encode() + _list_fonts())
    return {"Pango": pango, words.FONTS: digest.hexdigest()[:_DIGEST_CHARACTERS]}


def _list_fonts() -> bytes:
    """All fonts, any of which may have the sign that ours lacks; nothing without fontconfig's program."""
    program = which("fc-list")
    if program is None:
        return b""
    listed = run([program, "--format", _FONT], capture_output=True, check=False)  # noqa: S603 (its path, and our words)
    return b"\n".join(sorted(listed.stdout.splitlines()))
