"""Who reports, as the opening of a report says it: in our own words, or beside labels of any form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nkps_reports.report.grammar import on_one_line
from nkps_reports.word.reading.headings import normalise
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording.documents import BOKMAL, NYNORSK
from nkps_reports.wording.reports import ORGANISATION_LABELS

_NAME, _PERIOD = "name", "period"
_SUBTITLE = "subtitle"
_LANGUAGES = (BOKMAL, NYNORSK)
_TITLES = frozenset(normalise(documents.word_title) for documents in _LANGUAGES)
_LISTS = frozenset(normalise(documents.reporting_points) for documents in _LANGUAGES)
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
    name = _find_name(lines)
    facts = {} if name is None else {_NAME: on_one_line(lines[name].text)}
    used = set() if name is None else {name}
    for position in range(_end_of_opening(lines, name)):
        found = None if position in used else _labelled(lines, position)
        if found and found[0] not in facts:
            key, value, positions = found
            facts[key] = on_one_line(value)
            used.update(positions)
    if said := _PROPERTY_TITLE.fullmatch(title):
        facts.setdefault(_NAME, on_one_line(said["name"]))
        facts.setdefault(_PERIOD, on_one_line(said["period"]))
    return facts, used


def _end_of_opening(lines: Sequence[WordLine], name: int | None) -> int:
    """Where the list of actions begins: a title there may look like a label."""
    listed = (p for p, line in enumerate(lines) if p != name and normalise(line.text) in _LISTS)
    return next(listed, len(lines))


def _labelled(lines: Sequence[WordLine], position: int) -> tuple[str, str, tuple[int, ...]] | None:
    """The key and value of a label, and the lines they stand on."""
    line, text = lines[position], lines[position].text.strip()
    found = _LABEL.match(text, 0, _MAX_LABEL)
    label, value = (found["label"], text[found.end() :].strip()) if found else (text, "")
    key = ORGANISATION_LABELS.get(normalise(label))
    if key is None:
        return None
    if value:
        return key, value, (position,)
    following = lines[position + 1] if position + 1 < len(lines) else None
    # In a table the value stands in the next cell of the row.
    if following and line.cell and following.cell:
        same_row = (line.cell.table, line.cell.row) == (following.cell.table, following.cell.row)
        if same_row and line.cell.column < following.cell.column:
            return key, following.text, (position, position + 1)
    return None


def _find_name(lines: Sequence[WordLine]) -> int | None:
    """The line below our own title, which is the name."""
    for position in range(1, len(lines)):
        is_below = normalise(lines[position - 1].text) in _TITLES
        if is_below and lines[position].style == _SUBTITLE:
            return position
    return None
