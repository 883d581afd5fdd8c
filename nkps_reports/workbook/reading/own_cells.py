"""Which cells hold what the workbook came with, so that everything else can be told of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from nkps_reports.wording import workbook as words
from nkps_reports.wording.form import FIELDS
from nkps_reports.workbook.own_texts import checksum_of, default_of, is_list, known_checksums, parse_list
from nkps_reports.workbook.reading.organisation import VALUE_COLUMN
from nkps_reports.workbook.reading.sheets import Position, Sheet
from nkps_reports.workbook.reading.structure import HEADER_SEARCH_ROWS, same_name
from nkps_reports.workbook.schema import ORGANISATION_LABELS


def find_own_cells(sheets: Sequence[Sheet], organisation: Sheet | None, actions: Sheet | None) -> list[Sheet]:
    """Find the cells that hold what the workbook came with.

    Args:
        sheets: all sheets of a workbook.
        organisation: the one of them that the organisation is read from.
        actions: the one that the actions are read from.

    Returns:
        The sheets in the same order, each with its own cells and names.
    """
    known = known_checksums()
    for sheet in sheets:
        for content in sheet.contents.values():
            if is_list(content.text):
                known |= parse_list(content.text)
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
        own_names = _find_names(sheet, keys, known)
        own_cells = _find_cells(sheet, places, known) | _find_values(sheet, own_names, known)
        marked.append(replace(sheet, own_cells=own_cells, own_names=own_names))
    return marked


def _find_cells(sheet: Sheet, places: Sequence[str], known: Collection[int]) -> frozenset[Position]:
    return frozenset(
        position
        for place in places
        for position, content in sheet.contents.items()
        if checksum_of(place, content.text) in known or is_list(content.text)
    )


def _find_names(sheet: Sheet, keys: Sequence[str], known: Collection[int]) -> dict[Position, str]:
    return {
        position: key
        for position, content in sheet.contents.items()
        if position[0] <= HEADER_SEARCH_ROWS
        for key in keys
        if checksum_of(key, content.text) in known
    }


def _find_values(sheet: Sheet, names: Mapping[Position, str], known: Collection[int]) -> frozenset[Position]:
    """The values that the blank workbook has filled in beside their labels."""
    return frozenset(
        (row, VALUE_COLUMN)
        for (row, column), key in names.items()
        if column == 1
        and (value := sheet.contents.get((row, VALUE_COLUMN)))
        and checksum_of(default_of(key), value.text) in known
    )
