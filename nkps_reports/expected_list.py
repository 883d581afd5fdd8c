"""The list of those who should report: a name on each line of a text, or in a column of a workbook."""

from __future__ import annotations

from pathlib import Path

from nkps_reports.checked_workbooks import no_such_file
from nkps_reports.grammar import on_one_line
from nkps_reports.problems import Code, NkpsError, UsageError, a_problem
from nkps_reports.sources import WORKBOOK_SUFFIXES, FileTooLargeError, read_file
from nkps_reports.wording import workbook as workbook_words

# Notepad of older days writes the second.
_ENCODINGS = ("utf-8-sig", "cp1252")


def read_expected(path: Path) -> tuple[str, ...]:
    """Read the list.

    Args:
        path: a text file, or a workbook with the names in the first column of its first sheet.

    Returns:
        The names in their order, each once.

    Raises:
        UsageError: there is no such file, or it cannot be read as a list, or has no names.
    """
    try:
        content = read_file(path)
        names = _names_in_workbook(content) if _is_workbook(path) else _decoded(content).splitlines()
    except FileNotFoundError as error:
        raise UsageError(no_such_file(path)) from error
    except (OSError, FileTooLargeError, UnicodeError, NkpsError) as error:
        raise UsageError(a_problem(Code.BAD_LIST, path=path)) from error
    found = dict.fromkeys(filter(None, map(on_one_line, names)))
    header = workbook_words.LABEL_NAME.casefold()
    listed = tuple(name for number, name in enumerate(found) if number or name.casefold() != header)
    if not listed:
        # Else all of nobody would have reported.
        raise UsageError(a_problem(Code.BAD_LIST, path=path))
    return listed


def _is_workbook(path: Path) -> bool:
    return path.suffix.casefold() in WORKBOOK_SUFFIXES


def _names_in_workbook(content: bytes) -> list[str]:
    from nkps_reports.workbook.reading import read_sheets

    cells = read_sheets(content)[0].contents
    return [cells[place].text for place in sorted(cells) if place[1] == 1]


def _decoded(content: bytes) -> str:
    """A text, whichever program wrote it.

    Raises:
        UnicodeError: it is none.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if b"\0" in content:
        raise UnicodeError
    try:
        return content.decode(_ENCODINGS[0])
    except UnicodeDecodeError:
        return content.decode(_ENCODINGS[1])
