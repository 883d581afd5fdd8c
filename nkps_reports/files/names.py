"""The names of the files that the program makes, and of those that belong to another file: PDFs and locks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePath

REPORT, MATRIX = "{stem}.docx", "{stem}-matrise.pdf"
CONTROL_COPY = "{stem}-kontroll.xlsx"
CHANGES = "{stem}-endringer.docx"
OVERVIEW = "samlet-oversikt-{period}"
_SOURCES = (".docx", ".xlsx", ".xlsm")
_WORD_SUFFIXES = frozenset({".doc", ".docx", ".docm", ".dot", ".dotx", ".odt", ".rtf"})
# Of a name with more letters before the suffix Word leaves out the first, two at the most.
_MAX_WHOLE_CHARACTERS, _MAX_LEFT_OUT = 6, 2


def path_of(name: str, source: Path, folder: Path) -> Path:
    """Where a file stands that is made of another, whose stem takes the place in the name."""
    return folder / name.format(stem=source.stem)


def owners_of(name: str) -> frozenset[str]:
    """The names, in lower case, of the files that a PDF may belong to, by its own name.

    Those of a matrix are the workbook and the report that it may be made of; those of an overview its other
    files; a PDF with a name that the program does not give belongs to none.
    """
    name, ending = name.casefold(), MATRIX.format(stem="")
    if PurePath(name).match(f"{OVERVIEW.format(period='*')}.pdf"):
        ending = ".pdf"
    elif not name.endswith(ending):
        return frozenset()
    return frozenset(name.removesuffix(ending) + suffix for suffix in _SOURCES)


def find_lock(document: Path) -> Path | None:
    """The file that an Office program puts beside a document while it is open there, or when it crashes."""
    name, left_out = document.name, 0
    if document.suffix.casefold() in _WORD_SUFFIXES:
        left_out = min(max(len(document.stem) - _MAX_WHOLE_CHARACTERS, 0), _MAX_LEFT_OUT)
    locks = (f".~lock.{name}#", f"~${name[left_out:]}")
    # With the name of a lock the path may be longer than the system takes.
    with suppress(OSError):
        return next((lock for lock in map(document.with_name, locks) if lock.exists()), None)
    return None
