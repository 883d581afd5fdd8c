"""Which cells hold what the workbook came with: everything else was typed by somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nkps_reports.wording import workbook as words
from nkps_reports.wording.form import FIELDS
from nkps_reports.workbook.own_texts import checksums_of, default_of, is_list, known_checksums, parse_list
from nkps_reports.workbook.reading.cells import Position
from nkps_reports.workbook.reading.sheets import Sheet
from nkps_reports.workbook.reading.structure import HEADER_SEARCH_ROWS, same_name
from nkps_reports.workbook.schema import ORGANISATION_LABELS, VALUE_COLUMN


def find_own_cells(sheets: Sequence[Sheet], organisation: Sheet | None, actions: Sheet | None) -> list[Sheet]:
    """Find the cells that hold what the workbook came with.

    Returns:
        The sheets in the same order, each with its own cells and names. Those that the organisation and the
        actions are read from are given as well.
    """
    known = known_checksums()
    for sheet in sheets:
        # A list that stands among what is read is somebody's text.
        if sheet is not organisation and sheet is not actions:
            for content in filter(is_list, (content.text for content in sheet.contents.values())):
                known |= parse_list(content)
    marked: list[Sheet] = []
    for sheet in sheets:
        keys: Sequence[str] = ()
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
        marked.append(_mark(sheet, places, keys, known))
    return marked


def _mark(sheet: Sheet, places: Sequence[str], keys: Sequence[str], known: frozenset[int]) -> Sheet:
    has_values = words.ORGANISATION in places and bool(keys)
    own_names: dict[Position, str] = {}
    own_cells: set[Position] = set()
    for (row, column), content in sheet.contents.items():
        # What stands beside a label is somebody's, whatever it says; and so is a list among what is read.
        is_typed = has_values and column == VALUE_COLUMN
        text = content.text
        is_own = not known.isdisjoint(checksums_of(places, text))
        if (is_own and not is_typed) or (not keys and is_list(text)):
            own_cells.add((row, column))
        if row <= HEADER_SEARCH_ROWS:
            for key, checksum in zip(keys, checksums_of(keys, text), strict=True):
                if checksum in known:
                    own_names[row, column] = key
    for (row, column), key in own_names.items():
        # What the blank workbook has filled in beside its labels.
        value = sheet.contents.get((row, VALUE_COLUMN)) if column == 1 else None
        if value and not known.isdisjoint(checksums_of((default_of(key),), value.text)):
            own_cells.add((row, VALUE_COLUMN))
    return replace(sheet, own_cells=frozenset(own_cells), own_names=own_names)
