"""The list of those who should report: a name on each line of a text, or in a column of a workbook."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from nkps_reports.files.limits import MAX_FILE_BYTES, MAX_LIST_BYTES
from nkps_reports.files.sources import (
    OTHER_SPREADSHEETS,
    WORKBOOK_SUFFIXES,
    FileTooLargeError,
    PathKind,
    kind_of,
    read_file,
)
from nkps_reports.jobs.check import no_file
from nkps_reports.report.characters import clean_text
from nkps_reports.report.grammar import cut, join_words, on_one_line
from nkps_reports.report.problems import NkpsError, Problem, UsageError
from nkps_reports.wording import problems as words
from nkps_reports.wording import workbook as workbook_words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.reading import LIST_HEADERS

# How files begin that are no lists, though they may look like text: PDF, RTF, web page, zip, older Office.
_OTHER_FILES = (b"%PDF", b"{\\rtf", b"<!", b"<?", b"<html", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# What stands before the items of a list; a number is part of the name unless every item has one.
_BULLET, _NUMBER = re.compile(r"^[-–•·*]\s+"), re.compile(r"\d{1,3}[.)]\s+")
_OTHER_WORKBOOKS = OTHER_SPREADSHEETS - {".csv", ".tsv"}
# No organisation has a longer name, but a whole text on one line may look like one.
_MAX_NAME_CHARACTERS = 300
_SHOWN_CHARACTERS, _MAX_SHOWN = 60, 3
# As Notepad used to save.
_GUESSED = "cp1252"


@dataclass(frozen=True, slots=True)
class ExpectedList:
    """Those who should report, in their order and each once, and what is doubtful in their file."""

    names: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def read_expected(path: Path) -> ExpectedList:
    """Read the names from a text file or the first sheet of a workbook.

    They stand below a header that says so, or in the only column with words.

    Raises:
        UsageError: there is no such file, or it cannot be read as a list, or has no names.
    """
    kind, suffix = kind_of(path), path.suffix.casefold()
    if kind in (PathKind.MISSING, PathKind.IRREGULAR):
        raise UsageError(no_file(path, kind))
    is_workbook = suffix in WORKBOOK_SUFFIXES
    try:
        content = read_file(path, MAX_FILE_BYTES if is_workbook else MAX_LIST_BYTES)
        if suffix in _OTHER_WORKBOOKS:
            raise _BadListError(words.LIST_OTHER_WORKBOOK)
        if is_workbook:
            return ExpectedList(_parse_names(_rows_of_workbook(content)))
        names = _parse_names(_rows_of_text(_decode(content)))
        return ExpectedList(names, tuple(_tell_encoding(path, content, names)))
    except _BadListError as error:
        reason = str(error)
    except FileTooLargeError:
        reason = words.LIST_TOO_LARGE
    except (OSError, UnicodeError, csv.Error, NkpsError):
        reason = words.LIST_UNREADABLE
    raise UsageError(Problem.of(Code.BAD_LIST, path=path, reason=reason))


def parse_expected(text: str) -> tuple[str, ...]:
    """The names that somebody typed or pasted, as ``read_expected`` finds them in a text file.

    Raises:
        UsageError: there are none, or it is no list of names.
    """
    try:
        content = text.encode()
        if len(content) > MAX_LIST_BYTES:
            raise _BadListError(words.LIST_TOO_LARGE)
        return _parse_names(_rows_of_text(_decode(content)))
    except (_BadListError, UnicodeError, csv.Error) as error:
        reason = str(error) if isinstance(error, _BadListError) else words.LIST_UNREADABLE
        raise UsageError(Problem.of(Code.BAD_LIST, path=words.TYPED_LIST, reason=reason)) from error


class _BadListError(Exception):
    """What was read is no list of names; says why."""


# The cells of a row that hold anything, by their columns.
_ListRow = Mapping[int, str]


def _parse_names(rows: Sequence[_ListRow]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(_find_names(rows)))
    if not names:
        # Against an empty list nobody would be missing.
        raise _BadListError(words.LIST_EMPTY)
    for name in names:
        if len(name) > _MAX_NAME_CHARACTERS:
            raise _BadListError(words.LIST_LONG_NAME.format(name=cut(name, _SHOWN_CHARACTERS)))
    return names


def _find_names(rows: Sequence[_ListRow]) -> Iterator[str]:
    """What stands below the header of the names; else in the only column of words."""
    table = [{column: _cleaned(cell) for column, cell in row.items()} for row in rows]
    headers = [
        (place, column)
        for place, row in enumerate(table)
        for column, cell in row.items()
        if cell.rstrip(" :").casefold() in LIST_HEADERS
    ]
    first, column = headers[0] if headers else (-1, _only_column(table))
    found: list[str] = []
    for number, row in enumerate(table[first + 1 :], start=first + 2):
        name = row.get(column, "")
        if any(row.values()) and not name:
            raise _BadListError(words.LIST_ROW_WITHOUT.format(row=number))
        found.extend([name] * bool(name))
    if not any(map(_has_letter, found)):
        return
    are_numbered = all(map(_NUMBER.match, found))
    yield from (_NUMBER.sub("", name, count=1) if are_numbered else name for name in found)


def _cleaned(cell: str) -> str:
    """A cell without its bullet; nothing if it has neither letters nor figures, such as a drawn line."""
    text = _BULLET.sub("", on_one_line(clean_text(cell)[0]), count=1)
    return text if any(character.isalnum() for character in text) else ""


def _only_column(table: Sequence[_ListRow]) -> int:
    """The column that has words in most rows, if no other could as well be that of the names."""
    counts = Counter(column for row in table for column, cell in row.items() if _has_letter(cell))
    (column, most), (_, next_most) = [*counts.most_common(2), (0, 0), (0, 0)][:2]
    if next_most * 2 > most:
        raise _BadListError(words.LIST_COLUMNS.format(header=workbook_words.LABEL_NAME))
    return column


def _has_letter(cell: str) -> bool:
    return any(character.isalpha() for character in cell)


def _rows_of_workbook(content: bytes) -> list[_ListRow]:
    from nkps_reports.workbook.reading.parsing import is_overview
    from nkps_reports.workbook.reading.sheets import read_sheets
    from nkps_reports.workbook.schema import REQUIRED_SHEETS

    sheets = read_sheets(content)
    if {sheet.name for sheet in sheets} >= {*REQUIRED_SHEETS} or is_overview(sheets):
        raise _BadListError(words.LIST_IS_REPORT)
    cells = sheets[0].contents
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(cells.items(), key=itemgetter(0)):
        if cell.error or not cell.has_result:
            raise _BadListError(words.LIST_ROW_WITHOUT.format(row=row))
        rows.setdefault(row, {})[column - 1] = cell.text
    return [rows.get(row, {}) for row in range(1, max(rows, default=0) + 1)]


def _decode(content: bytes) -> str:
    """The text in a file, whatever its encoding.

    Raises:
        UnicodeError: it is no text.
    """
    if content.lstrip().startswith(_OTHER_FILES):
        raise UnicodeError
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16")
    if b"\0" in content:
        raise UnicodeError
    return content.decode(_GUESSED if _is_guessed(content) else "utf-8-sig")


def _is_guessed(content: bytes) -> bool:
    """Whether nothing in a file says which encoding it has: other bytes than those of UTF-8, and no mark."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return True
    return False


def _tell_encoding(path: Path, content: bytes, names: Sequence[str]) -> Iterator[Problem]:
    odd = [name for name in names if not name.isascii()]
    if odd and _is_guessed(content):
        shown = [words.AS_LIST.format(numbers=cut(name, _SHOWN_CHARACTERS)) for name in odd[:_MAX_SHOWN]]
        yield Problem.of(Code.LIST_ENCODING, path=path, names=join_words(shown))


def _rows_of_text(text: str) -> list[_ListRow]:
    """The lines of a text and their columns."""
    # A comma may be part of a name. Line by line, so that an open quotation mark affects no other line.
    lines = [line.strip(" \t") for line in text.splitlines()]
    delimiter = "\t" if any("\t" in line for line in lines) else ";"
    return [dict(enumerate(next(csv.reader([line], delimiter=delimiter), []))) for line in lines]
