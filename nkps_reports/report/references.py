"""«4 og 7» to measure numbers and back: the grammar of the relation column.

A cell is read as a whole or not at all. What is read without a word, in any case of letters::

    cell      = ["nr" ["."]] item (separator item)* ["."]
    item      = number | number dash number
    separator = "," | ["," ] "og"
    dash      = "-" | "–"

What is read too, but has to be told::

    cell      = words item (separator words item)* ["."]
    words     = ["relasjon til"] ["NKPS"] ["tiltak"] ["punkt"] ["nr"], each with "." or ":" or neither
    item      = ordinal | ordinal dash ordinal | ordinal "til" words ordinal
    ordinal   = number ["."]
    separator = "," | ";" | "/" | "&" | "+" | "og" | a line break

There may be white space between the parts, but only what is told has it around a dash, and no line break
there: a dash that begins a line is a list's. Characters that nobody sees (``INVISIBLE``) do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time

from nkps_reports.report.grammar import join_words, on_one_line
from nkps_reports.wording.reading import (
    ALSO_BETWEEN_NUMBERS,
    AND,
    FOLLOWED_BY_MEASURES,
    MEASURE_NOUN,
    MEASURE_POINT,
    NUMBER_SIGN,
    STRATEGY_NAME,
    TO,
)

# Soft hyphens, zero-width spaces and marks of direction come along with text copied from Word and web pages.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Hyphens, dashes and the sign of subtraction, which are hardly told from each other.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_WITHOUT_INVISIBLE = str.maketrans("", "", INVISIBLE)
# Four digits hold any number a person could mean; a longer one is a slip, and is not read.
_MAX_DIGITS = 4
_NUMBER = f"[0-9]{{1,{_MAX_DIGITS}}}+"
# The patterns see texts with one space, or one line break, where there is white space (``_squeeze``).
_GAP, _SPACE = "[ \n]?", "[ \n]"

_PLAIN_ITEM = f"{_NUMBER}(?:[-–]{_NUMBER})?"
_PLAIN_SEPARATOR = f"(?:{_GAP},{_GAP}(?:{AND}{_SPACE})?|{_SPACE}{AND}{_SPACE})"
_PLAIN_CELL = re.compile(
    rf"(?:nr(?:{_GAP}\.{_GAP}|{_SPACE}))?{_PLAIN_ITEM}(?:{_PLAIN_SEPARATOR}{_PLAIN_ITEM})*{_GAP}\.?",
    re.IGNORECASE,
)

# Taken once and for all: a space that two parts might have would be tried for both, again for each word.
_AFTER_WORD = rf"\b{_GAP}+[.:]{{0,2}}+{_GAP}+"
_HYPHEN = f"{_GAP}[{DASHES}]{_GAP}(?={MEASURE_NOUN})"
_WORDS = (
    f"(?:{FOLLOWED_BY_MEASURES}{_AFTER_WORD})?"
    f"(?:{STRATEGY_NAME}(?:{_HYPHEN}|{_AFTER_WORD}))?"
    f"(?:{MEASURE_NOUN}{_AFTER_WORD})?"
    f"(?:{MEASURE_POINT}{_AFTER_WORD})?"
    f"(?:{NUMBER_SIGN}{_AFTER_WORD})?"
)
_RANGE = f"(?: ?[{DASHES}] ?|{_SPACE}{TO}{_SPACE}{_WORDS})"
_ITEM = rf"(?P<low>{_NUMBER})\.?(?:{_RANGE}(?P<high>{_NUMBER})\.?)?"
_UNNAMED_ITEM = _ITEM.replace("?P<low>", "?:").replace("?P<high>", "?:")
_SEPARATOR = rf"(?:{_GAP}[,;]{_GAP}(?:{AND}{_SPACE})?|{_GAP}[/&+]{_GAP}|{_SPACE}{AND}{_SPACE}|\n)"
_CELL = re.compile(
    rf"{_WORDS}{_UNNAMED_ITEM}(?:{_SEPARATOR}{_WORDS}{_UNNAMED_ITEM})*(?:{_SPACE}\.)?", re.IGNORECASE
)
_ITEMS = re.compile(_ITEM, re.IGNORECASE)

_MENTIONED_ITEM = r"[0-9]{1,4}(?:\s*[-–]\s*[0-9]{1,4})?"
_MENTIONED_SEPARATOR = rf"(?:\s*,\s*(?:{AND}\s+)?|\s+{AND}\s+)"
_MENTION = re.compile(
    r"\b(?:NKPS[-\s]*+tiltak(?:et|ene|a)?\s++(?:nr\b\s*+\.?\s*+)?|tiltak(?:et|ene|a)?\s++nr\b\s*+\.?\s*+)"
    rf"(?P<list>{_MENTIONED_ITEM}(?:{_MENTIONED_SEPARATOR}{_MENTIONED_ITEM})*)(?![0-9])",
    re.IGNORECASE,
)
# A cell with more is a text that got into the wrong column.
_MAX_CELL_CHARACTERS = 1_000
_MAX_NUMBERS = 2_000
_DIGITS = re.compile("[0-9]+")
_LONE_NUMBER = re.compile(r"(?<!\w)[0-9]{1,4}(?!\w)")
# What may stand around numbers that are proposed; a dash or an ellipsis may mean those in between.
_AROUND_NUMBERS = re.compile(
    rf"(?:\b(?:{FOLLOWED_BY_MEASURES}|{STRATEGY_NAME}|{MEASURE_NOUN}|{MEASURE_POINT}|{NUMBER_SIGN}"
    rf"|{ALSO_BETWEEN_NUMBERS}|{AND})\b|\.(?!\.)|[\s0-9,;:/&+()])*+",
    re.IGNORECASE,
)
_PART = re.compile(rf"{MEASURE_NOUN}[^0-9]*+[0-9]+[^0-9]*?\b{MEASURE_POINT}\b", re.IGNORECASE)
_UNFINISHED = re.compile(rf"^\s*(?:{AND}\b|[,;/&+])|(?:\b{AND}|[,;/&+])\s*\.?\s*\Z", re.IGNORECASE)
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
    # A number alone, as most are.
    if len(text) <= _MAX_DIGITS and text.isascii() and text.isdigit():
        return (int(text),)
    # «Tiltak 4, punkt 2» is a part of one measure.
    if len(text) > _MAX_CELL_CHARACTERS or _PART.search(text):
        return None
    numbers: list[int] = []
    for first, *last in _items_of(text):
        end = last[0] if last else first
        is_range = 0 < end - first <= _MAX_RANGE
        if (last and not is_range) or len(numbers) > _MAX_NUMBERS:
            return None
        numbers.extend(range(first, end + 1))
    return tuple(numbers) or None


def rewrite_plainly(text: str) -> str | None:
    """How the numbers of a cell would be written to be read without a word: «4 og 7», or «4–7».

    None where they are written so, and where they cannot be read.
    """
    if parse_references(text) is None or _PLAIN_CELL.fullmatch(_squeeze(text)):
        return None
    return _join_items(_items_of(text))


def guess_references(text: str, catalogue: frozenset[int]) -> str | None:
    """How the numbers of a cell that cannot be read should be written, for a message: «4 og 7», or «4–7».

    None where some of them are not in the catalogue or stand within a word, and where the words around them
    may mean more than these numbers, or fewer.
    """
    if len(text) > _MAX_CELL_CHARACTERS:
        return None
    backwards = [sorted(set(item)) for item in _items_of(text)]
    numbers = [int(number) for number in _LONE_NUMBER.findall(text)]
    if not numbers or len(numbers) != len(_DIGITS.findall(text)) or not catalogue.issuperset(numbers):
        return None
    # «4, og» lacks what should follow.
    if _UNFINISHED.search(text):
        return None
    if backwards:
        return _join_items(backwards)
    return join_numbers(dict.fromkeys(numbers)) if _AROUND_NUMBERS.fullmatch(text) else None


def find_mentions(text: str) -> frozenset[int]:
    """The measures that running text names, as in «NKPS-tiltak nr. 4 og 7» or «tiltak nr. 4».

    Only numbers that are said to be a measure's are found; «tiltak 4» may be the organisation's own.
    """
    lists = (match["list"] for match in _MENTION.finditer(text))
    return frozenset(number for listed in lists for number in parse_references(on_one_line(listed)) or ())


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


def _squeeze(text: str) -> str:
    """A text without what nobody sees, empty lines, and white space beyond a space or a line break."""
    lines = map(on_one_line, text.translate(_WITHOUT_INVISIBLE).splitlines())
    return "\n".join(filter(None, lines))


def _items_of(text: str) -> list[list[int]]:
    """The items of a cell, each a number or the two ends of a range; none where it cannot be read."""
    squeezed = _squeeze(text) if len(text) <= _MAX_CELL_CHARACTERS else ""
    if not (_PLAIN_CELL.fullmatch(squeezed) or _CELL.fullmatch(squeezed)):
        return []
    return [[int(end) for end in item.groups() if end] for item in _ITEMS.finditer(squeezed)]


def _join_items(items: Iterable[list[int]]) -> str:
    return join_words(["–".join(map(str, item)) for item in items])
