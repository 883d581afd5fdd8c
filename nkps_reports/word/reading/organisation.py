"""Who reports, as the opening of a report says it: in our own words, or beside labels of any form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nkps_reports.report.grammar import on_one_line
from nkps_reports.word.reading.headings import normalise
from nkps_reports.word.reading.lines import CellPosition, WordLine
from nkps_reports.wording.documents import BOKMAL, NYNORSK
from nkps_reports.wording.reports import ORGANISATION_LABELS

_NAME, _PERIOD = "name", "period"
_SUBTITLE = "subtitle"
_TITLES = frozenset(normalise(documents.word_title) for documents in (BOKMAL, NYNORSK))
_LISTS = frozenset(normalise(documents.reporting_points) for documents in (BOKMAL, NYNORSK))
_LABEL = re.compile(r"(?P<label>[^\t:]{2,30}?)\s*(?::|\t)")
# A label and the white space behind it.
_MAX_LABEL = 60
_PROPERTY_TITLE = re.compile(
    rf"{re.escape(BOKMAL.word_property_title)} – (?P<name>.*), (?P<period>.*?)", re.DOTALL
)


def read_facts(lines: Sequence[WordLine], title: str) -> tuple[dict[str, str], set[int]]:
    """Read who reports.

    Args:
        lines: what stands before the first form.
        title: the document's title among its properties, which says it as well in our own.

    Returns:
        What was found by the keys of the workbook's labels, and the positions of the lines that say it.
    """
    names = [normalise(line.text) for line in lines]
    # The line below our own title is the name.
    below = (position for position, name in enumerate(names[:-1], start=1) if name in _TITLES)
    named = next((position for position in below if lines[position].style == _SUBTITLE), None)
    used = set() if named is None else {named}
    facts = {} if named is None else {_NAME: on_one_line(lines[named].text)}
    for position, name in enumerate(names):
        if position in used:
            continue
        # In the list of actions a title may look like a label.
        if name in _LISTS:
            break
        found = _labelled(lines, position)
        if found and found[0] not in facts:
            key, value, positions = found
            facts[key] = on_one_line(value)
            used.update(positions)
    if said := _PROPERTY_TITLE.fullmatch(title):
        facts.setdefault(_NAME, on_one_line(said["name"]))
        facts.setdefault(_PERIOD, on_one_line(said["period"]))
    return facts, used


def _labelled(lines: Sequence[WordLine], position: int) -> tuple[str, str, tuple[int, ...]] | None:
    """The key and value of a label, and the positions of the lines they stand on."""
    text = lines[position].text.strip()
    found = _LABEL.match(text, 0, _MAX_LABEL)
    label, value = (found["label"], text[found.end() :].strip()) if found else (text, "")
    key = ORGANISATION_LABELS.get(normalise(label))
    if key and value:
        return key, value, (position,)
    # In a table the value stands in the next cell of the row.
    if key and position + 1 < len(lines) and _are_beside(lines[position].cell, lines[position + 1].cell):
        return key, lines[position + 1].text, (position, position + 1)
    return None


def _are_beside(cell: CellPosition | None, following: CellPosition | None) -> bool:
    if cell is None or following is None:
        return False
    return cell.column < following.column and cell == replace(following, column=cell.column)
