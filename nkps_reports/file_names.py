"""What the files are called that the program makes, and what each of them belongs to."""

from __future__ import annotations

from pathlib import PurePath

REPORT, MATRIX = "{stem}.docx", "{stem}-matrise.pdf"
CONTROL_COPY = "{stem}-kontroll{suffix}"
CHANGES = "{stem}-endringer.docx"
OVERVIEW = "samlet-oversikt-{period}"
_MADE_OF_ONE = (MATRIX, CONTROL_COPY, CHANGES)
_SOURCES = (".docx", ".xlsx", ".xlsm")


def owners_of(name: str) -> frozenset[str]:
    """Which files a file may belong to, by its name.

    Args:
        name: what it is called.

    Returns:
        The names, in lower case, of the workbook and the report that it may be made of, or of the overview's
        other files; none where it has no name that the program gives.
    """
    stem = PurePath(name).stem.casefold()
    if PurePath(name).match(f"{OVERVIEW.format(period='*')}.pdf"):
        return frozenset(stem + suffix for suffix in _SOURCES)
    endings = (PurePath(form.format(stem="", suffix=".xlsx")).stem for form in _MADE_OF_ONE)
    return frozenset(
        stem.removesuffix(ending) + suffix
        for ending in endings
        if stem.endswith(ending)
        for suffix in _SOURCES
    )
