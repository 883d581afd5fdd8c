"""What the files are called that the program makes, and what each of them belongs to."""

from __future__ import annotations

from pathlib import PurePath

REPORT, MATRIX = "{stem}.docx", "{stem}-matrise.pdf"
CONTROL_COPY = "{stem}-kontroll{suffix}"
CHANGES = "{stem}-endringer.docx"
OVERVIEW = "samlet-oversikt-{period}"
_WORKBOOKS = (".xlsx", ".xlsm")
_SOURCES = (".docx", *_WORKBOOKS)
_ENDINGS = (
    MATRIX.format(stem=""),
    CHANGES.format(stem=""),
    *(CONTROL_COPY.format(stem="", suffix=suffix) for suffix in _WORKBOOKS),
)


def owners_of(name: str) -> frozenset[str]:
    """Which files a file may belong to, by its name.

    Args:
        name: what it is called.

    Returns:
        The names, in lower case, of the workbook and the report that it may be made of, or of the overview's
        other files; none where it has no name that the program gives.
    """
    name = name.casefold()
    if PurePath(name).match(f"{OVERVIEW.format(period='*')}.pdf"):
        return frozenset(name.removesuffix(".pdf") + suffix for suffix in _SOURCES)
    stems = [name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)]
    return frozenset(stem + suffix for stem in stems for suffix in _SOURCES)
