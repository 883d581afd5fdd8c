"""Finding sheets, headers and labels by name, however they are ordered, spaced or punctuated."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import islice
from typing import TypeVar

from nkps_reports.report.grammar import cut, join_words, on_one_line
from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording import workbook as names
from nkps_reports.wording.codes import Code
from nkps_reports.wording.form import FIELDS
from nkps_reports.workbook.reading.cells import Position, cell_name
from nkps_reports.workbook.reading.sheets import Sheet
from nkps_reports.workbook.schema import ORGANISATION_LABELS, SHEETS

# The rows that may hold the headers; above them there may be a title.
HEADER_SEARCH_ROWS = 25
# Names are compared by their first characters; texts longer than any header are not compared at all.
_MAX_NAME_CHARACTERS = 200
_MAX_HEADER_CHARACTERS = 100
# A row or sheet with fewer headers than this may hold those words by chance.
_MIN_REPEATED_HEADERS = 3
_MIN_NAMES_OF_SHEET = 2
# A name is like another by difflib's ratio, or as a part of it. Not all cells of a long row are tried.
_MIN_LIKENESS = 0.55
_MIN_PART_CHARACTERS = 3
_MAX_CANDIDATES = 200
_K = TypeVar("_K")
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ActionTable:
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


def find_sheet(sheets: Sequence[Sheet], name: str) -> tuple[Sheet | None, Problem | None]:
    """Find a sheet of the form by its name; one that is spelt exactly so comes first.

    Returns:
        The sheet, and the problem that there is none of that name. Another that is plainly meant, since it
        has what the missing one should have, is read all the same, so that its problems are told at once.
    """
    alike = [sheet for sheet in sheets if same_name(sheet.name, name)]
    if alike:
        return next((sheet for sheet in alike if sheet.name == name), alike[0]), None
    free = [sheet for sheet in sheets if not any(same_name(sheet.name, ours) for ours in SHEETS)]
    counts = {sheet.name: _count_names_of(sheet, name) for sheet in free}
    meant = max(free, key=lambda sheet: counts[sheet.name], default=None)
    nearest = _nearest(name, {sheet.name: sheet.name for sheet in free})
    if meant and counts[meant.name] >= _MIN_NAMES_OF_SHEET:
        hint = words.NEAREST_BY_HEADERS.format(name=meant.name)
    else:
        hint = words.NEAREST.format(name=nearest) if nearest else ""
        meant = next((sheet for sheet in free if sheet.name == nearest and counts[nearest]), None)
    command = words.TEMPLATE_COMMAND
    return meant, Problem.of(Code.MISSING_SHEET, Place(name), nearest=hint, template_command=command)


def find_table(sheet: Sheet) -> tuple[ActionTable, list[Problem]]:
    """Find the header row of the actions and the column of each header.

    Returns:
        The table, and a problem for each header that is missing or stands twice.
    """
    rows: dict[int, dict[int, str]] = {}
    for (row, column), content in sheet.contents.items():
        if row <= HEADER_SEARCH_ROWS and (row, column) not in sheet.own_cells:
            rows.setdefault(row, {})[column] = content.text
    headers = [column.header for column in FIELDS]
    counts = Counter(row for row, _ in sheet.own_names)
    for row, texts in rows.items():
        counts[row] = max(counts[row], len(_matches(headers, texts.values())))
    header_row = min(rows, key=lambda row: (-counts[row], row), default=1)
    positions = [(header_row, column) for column in rows.get(header_row, ())]
    search = _NameSearch(sheet, words.HEADER_KIND, positions, headers)
    columns: dict[str, int] = {}
    for usual, wanted in enumerate(FIELDS, start=1):
        position = search.find(wanted.key, wanted.header, usual=(header_row, usual), since=wanted.since)
        if position:
            columns[wanted.key] = position[1]
    repeated = _repeated_headers(sheet, header_row, columns)
    return ActionTable(header_row, columns, frozenset(repeated)), [*search.problems, *repeated.values()]


def find_labels(sheet: Sheet) -> tuple[dict[str, int], list[Problem]]:
    """Find the row of each label of the organisation's sheet.

    Returns:
        For each label's key its row number, or that of the nearest label where a required one is missing, and
        a problem for each required label that is missing and for each that stands twice.
    """
    positions = [
        (row, column)
        for row, column in sheet.contents
        if column == 1 and (is_label(sheet, row) or (row, column) not in sheet.own_cells)
    ]
    labels = [label.label for label in ORGANISATION_LABELS]
    search = _NameSearch(sheet, words.LABEL_KIND, positions, labels)
    rows: dict[str, int] = {}
    for label in ORGANISATION_LABELS:
        if position := search.find(label.key, label.label, is_required=label.required):
            rows[label.key] = position[0]
    return rows, search.problems


class _NameSearch:
    """A search for our names in the cells of one row or column, with what is wrong with those looked for."""

    def __init__(self, sheet: Sheet, kind: str, positions: Iterable[Position], names: Sequence[str]) -> None:
        """Take the cells to search, what messages call such a name, and all names in today's words."""
        self.problems: list[Problem] = []
        self._sheet, self._kind = sheet, kind
        texts = {position: sheet.contents[position].text for position in positions}
        self._keys = {position: _key(text) for position, text in texts.items()}
        ours = {*map(_key, names)}
        # What a name may have been changed to.
        self._free = {
            position: text
            for position, text in texts.items()
            if self._keys[position] not in ours and position not in sheet.own_names
        }

    def find(
        self, key: str, name: str, *, is_required: bool = True, usual: Position | None = None, since: str = ""
    ) -> Position | None:
        """Where a name stands, or where the nearest does if a required one is missing.

        Args:
            key: the schema's key of the name.
            name: the name as it is worded today; the words that the workbook was made with will do.
            is_required: whether it is a problem that it is missing.
            usual: where the blank workbook has it.
            since: the year from which it is there; an older workbook lacks it.
        """
        wanted, own = _key(name), self._sheet.own_names
        found = [each for each, text in self._keys.items() if text == wanted or own.get(each) == key]
        if len(found) > 1:
            cells = [cell_name(*position) for position in found]
            self.problems.append(_duplicate(Place(self._sheet.name, cells[-1], name), cells))
        if found or not is_required:
            return found[0] if found else None
        nearest, hint = _nearest(name, self._free), words.NEAREST_CELL
        if nearest is None and since:
            place = Place(self._sheet.name, None, name)
            self.problems.append(Problem.of(Code.MISSING_NEW_FIELD, place, since=since))
            return None
        if nearest is None and usual in self._free:
            nearest, hint = usual, words.IN_ITS_PLACE
        cell = cell_name(*nearest) if nearest else None
        found_name = cut(on_one_line(self._free.pop(nearest)), _MAX_HEADER_CHARACTERS) if nearest else ""
        hint = hint.format(name=found_name, cell=cell) if nearest else ""
        advice = words.WRITE_IN_CELL if nearest else words.WRITE_SO
        advice = advice.format(kind=self._kind, header=name, cell=cell)
        place = Place(self._sheet.name, cell, name)
        problem = Problem.of(Code.MISSING_HEADER, place, kind=self._kind, nearest=hint, advice=advice)
        self.problems.append(problem)
        return nearest


def is_label(sheet: Sheet, row: int) -> bool:
    """Whether a row of the organisation's sheet begins with one of its labels."""
    label = sheet.contents.get((row, 1))
    return label is not None and ((row, 1) in sheet.own_names or _key(label.text) in label_keys())


@cache
def label_keys() -> frozenset[str]:
    """The labels of the organisation's sheet as names are compared: letters and digits alone, case folded."""
    return frozenset(_key(label.label) for label in ORGANISATION_LABELS)


def _key(name: str) -> str:
    composed = unicodedata.normalize("NFKC", name[:_MAX_NAME_CHARACTERS]).casefold()
    return _NO_LETTERS.sub("", composed)


def _matches(names: Sequence[str], texts: Iterable[str]) -> set[str]:
    keys = {_key(text) for text in texts if len(text) <= _MAX_HEADER_CHARACTERS}
    return {name for name in names if _key(name) in keys}


def _count_names_of(sheet: Sheet, name: str) -> int:
    """How many of the headers or labels that the sheet of this name has, another one has."""
    labels = [label.label for label in ORGANISATION_LABELS if label.required]
    expected = [column.header for column in FIELDS] if name == names.ACTIONS else labels
    texts = [content.text for (row, _), content in sheet.contents.items() if row <= HEADER_SEARCH_ROWS]
    return len(_matches(expected, texts))


def _repeated_headers(sheet: Sheet, header_row: int, columns: Mapping[str, int]) -> dict[int, Problem]:
    """The rows further down that hold the headers again, where another table begins, with a problem each."""
    headers = {columns[column.key]: column.header for column in FIELDS if column.key in columns}
    keys = {column: _key(header) for column, header in headers.items()}
    found: dict[int, list[int]] = {}
    for (row, column), content in sheet.contents.items():
        if row > header_row and column in keys:
            text = content.text
            if len(text) <= _MAX_HEADER_CHARACTERS and _key(text) == keys[column]:
                found.setdefault(row, []).append(column)
    problems: dict[int, Problem] = {}
    for row, (first, *others) in found.items():
        if len(others) + 1 >= _MIN_REPEATED_HEADERS:
            cells = [cell_name(header_row, first), cell_name(row, first)]
            problems[row] = _duplicate(Place(sheet.name, cells[-1], headers[first]), cells)
    return problems


def _duplicate(place: Place, cells: Sequence[str]) -> Problem:
    return Problem.of(Code.DUPLICATE_HEADER, place, join_words(cells))


def _nearest(name: str, candidates: Mapping[_K, str]) -> _K | None:
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
