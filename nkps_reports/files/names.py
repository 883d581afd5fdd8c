"""What the files are called that the program makes, and what a PDF among them belongs to."""

from __future__ import annotations

from pathlib import Path, PurePath

REPORT, MATRIX = "{stem}.docx", "{stem}-matrise.pdf"
CONTROL_COPY = "{stem}-kontroll.xlsx"
CHANGES = "{stem}-endringer.docx"
OVERVIEW = "samlet-oversikt-{period}"
_SOURCES = (".docx", ".xlsx", ".xlsm")


def path_of(name: str, source: Path, folder: Path) -> Path:
    """Where a file stands that is made of another, whose stem takes the place in the name."""
    return folder / name.format(stem=source.stem)


def owners_of(name: str) -> frozenset[str]:
    """Which files a PDF may belong to, by its name.

    Returns:
        The names, in lower case, of the workbook and the report that a matrix may be made of, or of the other
        files of an overview; none where it has no name that the program gives.
    """
    name, ending = name.casefold(), MATRIX.format(stem="")
    if PurePath(name).match(f"{OVERVIEW.format(period='*')}.pdf"):
        ending = ".pdf"
    elif not name.endswith(ending):
        return frozenset()
    return frozenset(name.removesuffix(ending) + suffix for suffix in _SOURCES)
