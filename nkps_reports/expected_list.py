"""The list of those who should report: a name on each line of a text, or in a column of a workbook."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from nkps_reports.characters import clean_text
from nkps_reports.checked_workbooks import no_such_file
from nkps_reports.grammar import cut, on_one_line
from nkps_reports.problems import Code, NkpsError, UsageError, a_problem
from nkps_reports.sources import WORKBOOK_SUFFIXES, FileTooLargeError, read_file
from nkps_reports.wording import problems as words
from nkps_reports.wording import workbook as workbook_words

# Notepad of older days writes the second.
_ENCODINGS = ("utf-8-sig", "cp1252")
# What begins a file that is no text, though it may look like one: PDF, RTF, web page, zip, older Office.
_OTHER_FILES = (b"%PDF", b"{\\rtf", b"<!", b"<?", b"<html", b"PK", b"\xd0\xcf\x11\xe0")
# What people put before the lines of a list, or programs; numbers are part of a name, but where all have one.
_BULLET, _NUMBER = re.compile(r"[-–•·*]\s+"), re.compile(r"\d{1,3}[.)]\s+")
# No organisation has a longer name; a whole text on one line has.
_LONGEST_NAME = 300
_SHOWN_CHARACTERS = 60


def read_expected(path: Path) -> tuple[str, ...]:
    """Read the list.

    Args:
        path: a text file, whose lines may have more columns, or a workbook with the names in the column of
            its first sheet that says so, else in the first that has words in it.

    Returns:
        The names in their order, each once.

    Raises:
        UsageError: there is no such file, or it cannot be read as a list, or has no names.
    """
    try:
        content = read_file(path)
        is_workbook = path.suffix.casefold() in WORKBOOK_SUFFIXES
        rows = _rows_of_workbook(content, path) if is_workbook else _rows_of_text(content)
    except FileNotFoundError as error:
        raise UsageError(no_such_file(path)) from error
    except UsageError:
        raise
    except (OSError, FileTooLargeError, UnicodeError, csv.Error, NkpsError) as error:
        raise _bad_list(path, words.LIST_UNREADABLE) from error
    names = tuple(dict.fromkeys(_names(rows)))
    if not names:
        # Else all of nobody would have reported.
        raise _bad_list(path, words.LIST_EMPTY)
    for name in names:
        if len(name) > _LONGEST_NAME:
            raise _bad_list(path, words.LIST_LONG_NAME.format(name=cut(name, _SHOWN_CHARACTERS)))
    return names


def _names(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """What stands in the column of the names; of the first row only what is no header."""
    cleaned = [[_BULLET.sub("", on_one_line(clean_text(cell)[0]), count=1) for cell in row] for row in rows]
    headed = (
        [cell.casefold() == workbook_words.LABEL_NAME.casefold() for cell in cleaned[0]] if cleaned else []
    )
    columns = range(max(map(len, cleaned), default=0))
    worded = (c for c in columns if any(len(row) > c and _has_letter(row[c]) for row in cleaned))
    column = headed.index(True) if any(headed) else next(worded, 0)
    found = [row[column] for row in cleaned[any(headed) :] if len(row) > column and _has_letter(row[column])]
    are_numbered = all(map(_NUMBER.match, found))
    yield from (_NUMBER.sub("", name, count=1) if are_numbered else name for name in found)


def _has_letter(cell: str) -> bool:
    return any(character.isalpha() for character in cell)


def _rows_of_workbook(content: bytes, path: Path) -> list[list[str]]:
    from nkps_reports.workbook.reading import read_sheets
    from nkps_reports.workbook.schema import REQUIRED_SHEETS

    sheets = read_sheets(content)
    if {sheet.name for sheet in sheets} >= {*REQUIRED_SHEETS}:
        raise _bad_list(path, words.LIST_IS_REPORT)
    cells = sheets[0].contents
    rows: dict[int, dict[int, str]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, {})[column] = cells[row, column].text
    return [[row.get(column, "") for column in range(1, max(row) + 1)] for row in rows.values()]


def _rows_of_text(content: bytes) -> list[list[str]]:
    """The lines of a text and their columns.

    Raises:
        UnicodeError: it is no text.
    """
    if content.lstrip().startswith(_OTHER_FILES):
        raise UnicodeError
    text = _decoded(content)
    # A comma may be part of a name; line by line, so that a quotation mark left open is nobody else's.
    delimiter = "\t" if "\t" in text else ";"
    return [next(csv.reader([line], delimiter=delimiter), []) for line in text.splitlines()]


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


def _bad_list(path: Path, reason: str) -> UsageError:
    return UsageError(a_problem(Code.BAD_LIST, path=path, reason=reason))
