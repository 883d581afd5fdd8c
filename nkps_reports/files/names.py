"""What the files are called that the program makes, and what a PDF among them belongs to."""

from __future__ import annotations

from pathlib import PurePath

REPORT, MATRIX = "{stem}.docx", "{stem}-matrise.pdf"
CONTROL_COPY = "{stem}-kontroll{suffix}"
CHANGES = "{stem}-endringer.docx"
OVERVIEW = "samlet-oversikt-{period}"
_SOURCES = (".docx", ".xlsx", ".xlsm")


def owners_of(name: str) -> frozenset[str]:
    """Which files a PDF may belong to, by its name.

    Args:
        name: what it is called.

    Returns:
        The names, in lower case, of the workbook and the report that a matrix may be made of, or of the other
        files of an overview; none where it has no name that the program gives.
    """
    name = name.casefold()
    if PurePath(name).match(f"{OVERVIEW.format(period='*')}.pdf"):
        stem = name.removesuffix(".pdf")
    elif name.endswith(MATRIX.format(stem="")):
        stem = name.removesuffix(MATRIX.format(stem=""))
    else:
        return frozenset()
    return frozenset(stem + suffix for suffix in _SOURCES)
