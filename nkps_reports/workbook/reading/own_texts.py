"""What the blank workbook says by itself, and which cells of a workbook still say it, whatever we say now.

Our words change, and a workbook that was handed out keeps those of its day. So each workbook carries, in a
hidden row of its guide, a checksum of every text it was made with. What somebody typed over one of them has
another checksum. It is a cell, since a program that saves the workbook anew keeps cells, but may drop the
rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from zlib import crc32

from nkps_reports.report.strategy import read_measures
from nkps_reports.wording import workbook as words
from nkps_reports.wording.form import FIELDS
from nkps_reports.workbook.reading.cells import Position
from nkps_reports.workbook.reading.sheets import Sheet
from nkps_reports.workbook.reading.structure import HEADER_SEARCH_ROWS, same_name
from nkps_reports.workbook.schema import (
    GUIDE_STEPS,
    GUIDE_TEXT,
    MEASURE_HEADERS,
    ORGANISATION_LABELS,
    PICTURE_COLUMNS,
    PICTURE_ROWS,
    VALUE_COLUMN,
    callout_of,
    measure_help,
)

# Workbooks are known by it: it stays as it is, whatever other words become.
_MARK = "Til programmet: kontrollsummer av tekstene som arbeidsboken ble laget med."
_LIST = re.compile(re.escape(_MARK) + "(?: [0-9a-f]{8})+")
# The place of the letters and numbers around the guide's picture, which are anybody's in another sheet.
_PICTURE = "bilde"
# Texts of November 2026, for workbooks made before they carried such a list, and for those that have lost it.
_BEFORE = """
    0182bae1 032b08e9 032e651e 080e6182 08571664 0a32dc94 0b4bf6ba 10d1cabc 15be761e 17a43556 17b62bae
    18ae146f 18bbfd49 1f5828b8 25ce3ddf 2aeeaf0d 2b932639 2eda057c 31126373 31976e32 3281c5d6 36f3b5b0
    37461801 37fd4505 3b41e9dc 4b7b35e7 4f7a0d94 506e3cdd 5121df53 521e0cce 5381e87c 55f09201 5745bc4c
    58f85268 5af95a54 5ecdc060 65987bd8 6724ad00 6887e9d7 6a0758ef 6ca01b1b 6f7e257e 7076af82 78046eb7
    796886fb 7a8f99b7 7d5f56c8 7d60c93c 7e6bc785 80304b4d 83bd6e32 84b2cbe3 861f9011 87c034d1 87cae0b4
    8829567f 88b42477 9018dd18 904e5cd1 94fc9b54 99c81592 9afe83be 9b719e21 9e52d922 a4a9168e a79eaa0e
    ad78f4a8 ae70c7e4 b1395262 b4d89023 b799b2c3 b90dfeed baa4ef61 bcdd010f bd35db9f beb9ea94 bf0d7f34
    c52c17c4 d7206216 d762f610 d7b8a7c8 d7da459e dbe4b621 dc14031a dc5f6b73 dd5ef96e e03ed0de e2333857
    e2b646aa e3d0f3eb e5a1b498 e842afd0 e96d3856 ea1d63c2 ea59b227 ead88e78 eb46a0f1 eb85abd1 f2d66e91
    fdaf6615 fe20e013 357666e5 73c052e7
"""


def list_checksums() -> str:
    """What a new workbook carries: the mark, and a checksum of each of its texts."""
    checksums = sorted({each for place, text in _texts_of_today() for each in _checksums_of((place,), text)})
    return " ".join((_MARK, *(f"{checksum:08x}" for checksum in checksums)))


@cache
def known_checksums() -> frozenset[int]:
    """The checksums of what is known without a list: today's texts, and those from before there was one."""
    return frozenset(_parse_list(list_checksums()) | _parse_list(_BEFORE))


def is_help(text: str) -> bool:
    """Whether a text is the help beside the table of actions."""
    return not known_checksums().isdisjoint(_checksums_of((words.ACTIONS,), text))


def find_own_cells(sheets: Sequence[Sheet], organisation: Sheet | None, actions: Sheet | None) -> list[Sheet]:
    """The sheets in the same order, each with the cells and names that the workbook came with.

    Those that the organisation and the actions are read from are given as well.
    """
    known = known_checksums()
    for sheet in sheets:
        # A list that stands among what is read is somebody's text.
        if sheet is not organisation and sheet is not actions:
            known = known.union(*map(_parse_list, _lists_in(sheet)))
    marked: list[Sheet] = []
    for sheet in sheets:
        keys: list[str] = []
        if sheet is organisation:
            places, keys = [words.ORGANISATION], [label.key for label in ORGANISATION_LABELS]
        elif sheet is actions:
            places, keys = [words.ACTIONS], [column.key for column in FIELDS]
        elif same_name(sheet.name, words.MEASURES):
            places = [words.MEASURES]
        else:
            # The guide, under whatever name, or a copy of another sheet; not of the measures, since their
            # numbers may be anybody's.
            places = [words.GUIDE, words.ORGANISATION, words.ACTIONS]
            places += [_PICTURE] if _lists_in(sheet) or same_name(sheet.name, words.GUIDE) else []
        marked.append(_mark(sheet, places, keys, known))
    return marked


def _mark(sheet: Sheet, places: Sequence[str], keys: Sequence[str], known: frozenset[int]) -> Sheet:
    has_values = words.ORGANISATION in places and bool(keys)
    own_names: dict[Position, str] = {}
    own_cells: set[Position] = set()
    for (row, column), content in sheet.contents.items():
        # What stands beside a label is somebody's, whatever it says; and so is a list among what is read.
        is_typed = has_values and column == VALUE_COLUMN
        is_own = not known.isdisjoint(_checksums_of(places, content.text))
        if (is_own and not is_typed) or (not keys and _LIST.fullmatch(content.text)):
            own_cells.add((row, column))
        if row <= HEADER_SEARCH_ROWS:
            for key, checksum in zip(keys, _checksums_of(keys, content.text), strict=True):
                if checksum in known:
                    own_names[row, column] = key
    for (row, column), key in own_names.items():
        # What the blank workbook has filled in beside its labels.
        value = sheet.contents.get((row, VALUE_COLUMN)) if column == 1 else None
        if value and not known.isdisjoint(_checksums_of((_default_of(key),), value.text)):
            own_cells.add((row, VALUE_COLUMN))
    return replace(sheet, own_cells=frozenset(own_cells), own_names=own_names)


def _lists_in(sheet: Sheet) -> list[str]:
    return [content.text for content in sheet.contents.values() if _LIST.fullmatch(content.text)]


def _parse_list(text: str) -> set[int]:
    return {int(checksum, 16) for checksum in text.removeprefix(_MARK).split()}


def _checksums_of(places: Iterable[str], text: str) -> list[int]:
    """The checksums of a text at each of some places.

    A place is the name of its sheet or, for a header or label, its key in the schema. Workbooks that were
    handed out are known by these, so neither may ever be renamed.
    """
    checksum = crc32(text.encode())
    return [crc32(place.encode(), checksum) for place in places]


def _default_of(key: str) -> str:
    """The place of what the blank workbook has filled in beside the label of this key."""
    return f"{key} default"


def _texts_of_today() -> Iterator[tuple[str, str]]:
    """Every text that the blank workbook says by itself, with its place."""
    yield from _texts_of_guide()
    for text in (words.ORGANISATION_TITLE, words.ORGANISATION_INTRODUCTION):
        yield words.ORGANISATION, text
    for column in FIELDS:
        yield column.key, column.header
    for label in ORGANISATION_LABELS:
        yield label.key, label.label
        yield words.ORGANISATION, label.label
        yield words.ORGANISATION, label.help
        if label.default:
            yield _default_of(label.key), label.default
    for text in measure_help():
        yield words.ACTIONS, text
    for text in (*MEASURE_HEADERS, words.NO_RESPONSIBLE):
        yield words.MEASURES, text
    for measure in read_measures():
        for text in (str(measure.number), measure.text, measure.responsible or words.NO_RESPONSIBLE):
            yield words.MEASURES, text


def _texts_of_guide() -> Iterator[tuple[str, str]]:
    lines = [line.text for line in (*GUIDE_STEPS, *GUIDE_TEXT)]
    for text in (words.GUIDE_TITLE, words.GUIDE_TEXT_TITLE, words.GUIDE_EXAMPLE_TITLE, *lines):
        yield words.GUIDE, text
    for column in FIELDS:
        for text in (column.header, column.example, callout_of(column)):
            yield words.GUIDE, text
    for head in (*PICTURE_COLUMNS, *PICTURE_ROWS):
        yield _PICTURE, str(head)
