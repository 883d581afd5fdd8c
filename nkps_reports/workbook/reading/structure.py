"""Finding sheets, headers and labels by name, however they are ordered, spaced or punctuated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import islice

from nkps_reports.report.grammar import cut, join_words, on_one_line
from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording import workbook as names
from nkps_reports.wording.codes import Code
from nkps_reports.wording.form import FIELDS
from nkps_reports.workbook.reading.sheets import Sheet, cell_name
from nkps_reports.workbook.schema import (
    ORGANISATION_LABELS,
    help_texts,
    is_own_text,
)

# Somebody may have put a title above the table; further down it is not looked for.
_HEADER_SEARCH_ROWS = 25
_MIN_LIKENESS = 0.55
_MIN_PART_CHARACTERS = 3
# No name of ours is half as long; what is longer is a text.
_MAX_NAME_CHARACTERS = 200
# So many headers in one row are no accident, and so many on one sheet.
_MIN_HEADERS = 3
_MAX_CANDIDATES = 200
_PLAINLY_MEANT = 2
_MAX_HEADER_CHARACTERS = 100
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Table:
    """Where the table of actions stands.

    Attributes:
        header_row: Excel's row number of the headers.
        columns: for each column's key in the schema, its number in the sheet; of one whose header is missing,
            that of the nearest header.
        repeated: rows further down that hold the headers again.
    """

    header_row: int
    columns: Mapping[str, int]
    repeated: frozenset[int] = frozenset()


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case, white space and punctuation."""
    return _key(one) == _key(other)


def find_sheet(sheets: Sequence[Sheet], name: str) -> Sheet | None:
    """The sheet of that name; one that is spelt exactly so comes first."""
    alike = [sheet for sheet in sheets if same_name(sheet.name, name)]
    return next((sheet for sheet in alike if sheet.name == name), alike[0] if alike else None)


def missing_sheet(sheets: Sequence[Sheet], name: str, taken: Iterable[str]) -> tuple[Problem, Sheet | None]:
    """The problem that a sheet is not there, with the nearest of those not otherwise used.

    Returns:
        The problem, and the sheet that is plainly meant, which has what the missing one should have. It is
        read all the same, so that what is wrong in it is told at once.
    """
    used = [*taken]
    free = [sheet for sheet in sheets if not any(same_name(sheet.name, taken) for taken in used)]
    counts = {sheet.name: _count_names_of(sheet, name) for sheet in free}
    meant = max(free, key=lambda sheet: counts[sheet.name], default=None)
    nearest = _nearest(name, {sheet.name: sheet.name for sheet in free})
    if meant and counts[meant.name] >= _PLAINLY_MEANT:
        hint = words.NEAREST_BY_HEADERS.format(name=meant.name)
    else:
        hint = words.NEAREST.format(name=nearest) if nearest else ""
        meant = next((sheet for sheet in free if sheet.name == nearest and counts[nearest]), None)
    problem = Problem.of(
        Code.MISSING_SHEET, Place(name), nearest=hint, template_command=words.TEMPLATE_COMMAND
    )
    return problem, meant


def find_table(sheet: Sheet) -> tuple[Table, list[Problem]]:
    """Find the header row of the actions and the column of each header.

    Returns:
        The table, and a problem for each header that is missing or stands twice.
    """
    rows: dict[int, dict[int, str]] = {}
    for (row, column), content in sheet.contents.items():
        if row <= _HEADER_SEARCH_ROWS and content.text not in help_texts():
            rows.setdefault(row, {})[column] = content.text
    headers = [column.header for column in FIELDS]
    header_row = min(rows, key=lambda row: (-len(_matches(headers, rows[row].values())), row), default=1)
    found = rows.get(header_row, {})
    keys = {column: _key(text) for column, text in found.items()}
    known = {*map(_key, headers)}
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for expected in FIELDS:
        wanted = _key(expected.header)
        places = [column for column, key in keys.items() if key == wanted]
        if places:
            columns[expected.key] = places[0]
        else:
            free = {
                cell_name(header_row, column): text
                for column, text in found.items()
                if column not in columns.values()
                and not (len(text) <= _MAX_HEADER_CHARACTERS and keys[column] in known)
            }
            nearest = _nearest(expected.header, free)
            usual = cell_name(header_row, FIELDS.index(expected) + 1)
            if nearest is None and expected.since:
                place = Place(sheet.name, None, expected.header)
                problems.append(Problem.of(Code.MISSING_NEW_FIELD, place, since=expected.since))
                continue
            if nearest is None and usual in free:
                nearest = usual
                hint = words.IN_ITS_PLACE.format(name=_one_line(free[usual]), cell=usual)
            else:
                hint = _nearest_hint(nearest, free)
            place = Place(sheet.name, nearest, expected.header)
            problems.append(_missing(place, words.HEADER_KIND, hint))
            if nearest:
                columns[expected.key] = next(c for c in found if cell_name(header_row, c) == nearest)
        if len(places) > 1:
            cells = [cell_name(header_row, column) for column in places]
            problems.append(_duplicate(Place(sheet.name, cells[-1], expected.header), cells))
    repeated = _repeated_headers(sheet, header_row, columns)
    problems.extend(repeated.values())
    return Table(header_row, columns, frozenset(repeated)), problems


def find_labels(sheet: Sheet) -> tuple[dict[str, int], list[Problem]]:
    """Find the row of each label of the organisation's sheet.

    Returns:
        For each label's key its row number, or that of the nearest label where a required one is missing, and
        a problem for each required label that is missing and for each that stands twice.
    """
    texts = {row: content.text for (row, column), content in sheet.contents.items() if column == 1}
    keys = {row: _key(text) for row, text in texts.items()}
    rows: dict[str, int] = {}
    problems: list[Problem] = []
    for label in ORGANISATION_LABELS:
        wanted = _key(label.label)
        places = [row for row, key in keys.items() if key == wanted]
        if places:
            rows[label.key] = places[0]
        elif label.required:
            free = {
                cell_name(row, 1): text
                for row, text in texts.items()
                if not (len(text) <= _MAX_HEADER_CHARACTERS and keys[row] in _label_keys())
                and not is_own_text(text)
            }
            nearest = _nearest(label.label, free)
            place = Place(sheet.name, nearest, label.label)
            problems.append(_missing(place, words.LABEL_KIND, _nearest_hint(nearest, free)))
            if nearest:
                rows[label.key] = next(row for row in texts if cell_name(row, 1) == nearest)
        if len(places) > 1:
            cells = [cell_name(row, 1) for row in places]
            problems.append(_duplicate(Place(sheet.name, cells[-1], label.label), cells))
    return rows, problems


def is_label(text: str) -> bool:
    """Whether a text is a label of the organisation's sheet."""
    return _key(text) in _label_keys()


@cache
def _label_keys() -> frozenset[str]:
    return frozenset(_key(label.label) for label in ORGANISATION_LABELS)


def _key(name: str) -> str:
    composed = unicodedata.normalize("NFKC", name[:_MAX_NAME_CHARACTERS]).casefold()
    return _NO_LETTERS.sub("", composed)


def _matches(names: Sequence[str], texts: Iterable[str]) -> set[str]:
    keys = {_key(text) for text in texts if len(text) <= _MAX_HEADER_CHARACTERS}
    return {name for name in names if _key(name) in keys}


def _count_names_of(sheet: Sheet, name: str) -> int:
    """How many of the headers or labels that the sheet of this name has, another one has."""
    expected = (
        [column.header for column in FIELDS]
        if name == names.ACTIONS
        else [label.label for label in ORGANISATION_LABELS if label.required]
    )
    texts = [content.text for (row, _), content in sheet.contents.items() if row <= _HEADER_SEARCH_ROWS]
    return len(_matches(expected, texts))


def _repeated_headers(sheet: Sheet, header_row: int, columns: Mapping[str, int]) -> dict[int, Problem]:
    """The rows further down that hold the headers again, where another table begins, with a problem each."""
    headers = {columns[column.key]: column.header for column in FIELDS if column.key in columns}
    keys = {column: _key(header) for column, header in headers.items()}
    found: dict[int, list[int]] = {}
    for (row, column), content in sheet.contents.items():
        if row <= header_row or column not in headers or len(content.text) > _MAX_HEADER_CHARACTERS:
            continue
        if _key(content.text) == keys[column]:
            found.setdefault(row, []).append(column)
    problems: dict[int, Problem] = {}
    for row, (first, *others) in found.items():
        if len(others) + 1 >= _MIN_HEADERS:
            cells = [cell_name(header_row, first), cell_name(row, first)]
            problems[row] = _duplicate(Place(sheet.name, cells[-1], headers[first]), cells)
    return problems


def _missing(place: Place, kind: str, hint: str) -> Problem:
    advice = words.WRITE_IN_CELL if place.cell else words.WRITE_SO
    advice = advice.format(kind=kind, header=place.header, cell=place.cell)
    return Problem.of(Code.MISSING_HEADER, place, kind=kind, nearest=hint, advice=advice)


def _nearest_hint(nearest: str | None, texts: Mapping[str, str]) -> str:
    if nearest is None:
        return ""
    return words.NEAREST_CELL.format(name=_one_line(texts[nearest]), cell=nearest)


def _one_line(text: str) -> str:
    return cut(on_one_line(text), _MAX_HEADER_CHARACTERS)


def _duplicate(place: Place, cells: Sequence[str]) -> Problem:
    return Problem.of(Code.DUPLICATE_HEADER, place, join_words(cells))


def _nearest(name: str, candidates: Mapping[str, str]) -> str | None:
    """The key of the candidate most like the name, if any is like it."""
    likely = islice(candidates.items(), _MAX_CANDIDATES)
    likeness = {key: _likeness(name, candidate) for key, candidate in likely}
    nearest = max(likeness, key=likeness.__getitem__, default=None)
    return nearest if nearest is not None and likeness[nearest] >= _MIN_LIKENESS else None


def _likeness(one: str, other: str) -> float:
    """From 0 to 1; a name that is a part of the other is near, however short it is."""
    first, second = _key(one[:_MAX_HEADER_CHARACTERS]), _key(other[:_MAX_HEADER_CHARACTERS])
    if not (first and second):
        return 0.0
    if min(len(first), len(second)) >= _MIN_PART_CHARACTERS and (first in second or second in first):
        return 0.9
    return SequenceMatcher(None, first, second).ratio()
