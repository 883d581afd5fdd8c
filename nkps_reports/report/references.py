"""«4 og 7» to measure numbers and back: the grammar of the relation column.

A cell is read as a whole or not at all. The grammar, white space aside and in any case of letters::

    cell      = ["nr" ["."]] item (separator item)* ["."]
    item      = number | number dash number
    separator = "," | ["," ] "og"
    dash      = "-" | "–"

Characters that nobody sees (``INVISIBLE``) are as if they were not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time

from nkps_reports.report.grammar import join_words, on_one_line
from nkps_reports.wording.reading import AND

# Soft hyphens, zero-width spaces and marks of direction come along with text copied from Word and web pages.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_WITHOUT_INVISIBLE = str.maketrans("", "", INVISIBLE)
# Four digits hold any number a person could mean; a longer one is a slip, and is not read.
_ITEM = r"[0-9]{1,4}(?:\s*[-–]\s*[0-9]{1,4})?"
_SEPARATOR = rf"(?:\s*,\s*(?:{AND}\s+)?|\s+{AND}\s+)"
_LIST = rf"{_ITEM}(?:{_SEPARATOR}{_ITEM})*"
_CELL = re.compile(rf"\s*+(?:nr\b\s*+\.?\s*+)?(?P<list>{_LIST})\s*\.?\s*", re.IGNORECASE)
_SPLIT = re.compile(_SEPARATOR, re.IGNORECASE)
_DASH = re.compile(r"\s*[-–]\s*")
_MENTION = re.compile(
    rf"\b(?:NKPS[-\s]*+tiltak(?:et|ene|a)?\s++(?:nr\b\s*+\.?\s*+)?|tiltak(?:et|ene|a)?\s++nr\b\s*+\.?\s*+)"
    rf"(?P<list>{_LIST})(?![0-9])",
    re.IGNORECASE,
)
# A cell with more is a text that got into the wrong column.
_MAX_CELL_CHARACTERS = 1_000
_MAX_NUMBERS = 2_000
_DIGITS = re.compile("[0-9]+")
_LONE_NUMBER = re.compile(r"(?<!\w)[0-9]{1,4}(?!\w)")
_BACKWARDS = re.compile(r"\s*[0-9]+\s*[-–]\s*[0-9]+\s*")
# A range is written out only as far as a catalogue could reach; 1–9999 would be a slip.
_MAX_RANGE = 99


def is_seen(text: str) -> bool:
    """Whether a text has a character that a reader would see."""
    # A short cut: this is called often, and most texts begin with a character of ASCII.
    begins_with = text.lstrip()[:1]
    return "!" <= begins_with <= "~" or bool(text.translate(_WITHOUT_INVISIBLE).strip())


def parse_references(text: str) -> tuple[int, ...] | None:
    """The numbers of a relation cell in the order written, ranges written out and repeats kept.

    None where the cell as a whole is not one accepted form.
    """
    if len(text) > _MAX_CELL_CHARACTERS:
        return None
    match = _CELL.fullmatch(on_one_line(text.translate(_WITHOUT_INVISIBLE)))
    return None if match is None else _numbers_of(match["list"])


def guess_references(text: str, catalogue: frozenset[int]) -> str | None:
    """How the numbers of a cell that cannot be read should be written, for a message: «4 og 7», or «4–7».

    None where some of them are not in the catalogue or stand within a word.
    """
    if len(text) > _MAX_CELL_CHARACTERS:
        return None
    backwards = _BACKWARDS.fullmatch(text)
    numbers = [int(number) for number in _LONE_NUMBER.findall(text)]
    if not numbers or len(numbers) != len(_DIGITS.findall(text)) or not catalogue.issuperset(numbers):
        return None
    if backwards and numbers[1] < numbers[0]:
        return f"{numbers[1]}–{numbers[0]}"
    return join_numbers(dict.fromkeys(numbers))


def find_mentions(text: str) -> frozenset[int]:
    """The measures that running text names, as in «NKPS-tiltak nr. 4 og 7» or «tiltak nr. 4».

    Only numbers that are said to be a measure's are found; «tiltak 4» may be the organisation's own.
    """
    # On one line: in long white space a separator would be looked for at each of its characters.
    lists = (on_one_line(match["list"]) for match in _MENTION.finditer(text))
    return frozenset(number for listed in lists for number in _numbers_of(listed) or ())


def join_numbers(numbers: Iterable[int]) -> str:
    """Write numbers the Norwegian way: ``4``, ``4 og 7``, ``4, 6 og 7``."""
    return join_words([str(number) for number in numbers])


def readings_of_decimal(value: float, catalogue: frozenset[int]) -> list[str]:
    """What may have been meant where Excel stored a decimal number: ``4 og 7``.

    ``4,1`` and ``4,10`` are the same number to Excel, so 4.1 has two readings. Those with numbers outside the
    catalogue are left out.
    """
    whole, _, decimals = repr(value).partition(".")
    if not (whole.isdecimal() and decimals.isdecimal()):
        return []
    lists = ([int(whole), int(decimals + zeros)] for zeros in ("", "0"))
    return _readings(lists, catalogue)


def readings_of_date(value: date | time, catalogue: frozenset[int]) -> list[str]:
    """What may have been meant where Excel stored a date or a time of day: ``4 og 7``, or ``4–7``.

    4 July comes from ``4.7``, ``4/7`` or the range ``4-7``; 1 July 2009 also from ``7.9`` or ``7-9``, and
    4 July 2009 from ``4.7.9``. The first weeks of 1900 are whole numbers in a cell with a date format.
    Readings with numbers outside the catalogue are left out.
    """
    if isinstance(value, time):
        typed = [[value.hour, value.minute], [value.hour, value.minute, value.second]]
        return _readings(typed, catalogue)
    day, month, year = value.day, value.month, value.year % 100
    lists = [[day, month], [day, month, year]]
    ranges = [(min(day, month), max(day, month))]
    if day == 1:
        lists.append([month, year])
        ranges.append((month, year))
    if value.year == 1900 and month == 1:
        lists.insert(0, [day])
    found = _readings(lists, catalogue)
    for low, high in ranges:
        if high - low > 1 and catalogue.issuperset(range(low, high + 1)):
            found.append(f"{low}–{high}")
    return found


def _readings(lists: Iterable[list[int]], catalogue: frozenset[int]) -> list[str]:
    """The lists of numbers in words, each set of numbers once; none with a number outside the catalogue."""
    found: dict[frozenset[int], str] = {}
    for numbers in lists:
        if catalogue.issuperset(numbers):
            found.setdefault(frozenset(numbers), join_numbers(dict.fromkeys(numbers)))
    return [*found.values()]


def _numbers_of(listed: str) -> tuple[int, ...] | None:
    numbers: list[int] = []
    for item in _SPLIT.split(listed):
        ends = [int(end) for end in _DASH.split(item.strip())]
        if len(ends) == 1:
            numbers.append(ends[0])
        elif 0 < ends[1] - ends[0] <= _MAX_RANGE:
            numbers.extend(range(ends[0], ends[1] + 1))
        else:
            return None
        if len(numbers) > _MAX_NUMBERS:
            return None
    return tuple(numbers)
