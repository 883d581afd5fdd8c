"""What the names in a template stand for, and which of them may be used where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, get_type_hints

from nkps_reports.report.grammar import join_words
from nkps_reports.word.text.vocabulary import LISTS, RECORD_TYPES, RECORDS
from nkps_reports.wording import problems as words


@dataclass(frozen=True, slots=True)
class ListOf:
    """The kind of a list."""

    item: type


@dataclass(frozen=True, slots=True)
class Loop:
    """What Jinja tells about the loop it is in."""

    index: int
    index0: int
    revindex: int
    revindex0: int
    length: int
    first: bool
    last: bool


# What a name stands for; None where a fault told already leaves it unknown.
Kind = type | ListOf | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a code may name where it stands.

    Attributes:
        names: each name and its kind.
        elsewhere: names of loops in other places, each with the list it goes through.
        is_open: whether any name may be right, because the loop round it cannot be read.
    """

    names: Mapping[str, Kind]
    elsewhere: Mapping[str, str]
    is_open: bool = False

    def within(self, variable: str, kind: Kind) -> Scope:
        """The scope inside a loop."""
        return Scope({**self.names, variable: kind, "loop": Loop}, self.elsewhere, self.is_open)


def outermost(elsewhere: Mapping[str, str]) -> Scope:
    """The scope outside all loops."""
    lists: dict[str, Kind] = {name: ListOf(item) for name, item in LISTS.items()}
    return Scope({**RECORDS, **lists}, elsewhere)


def nearest_hint(name: str, known: Iterable[str], before: str = "") -> str:
    """The nearest of the names there are, as a sentence; all of them where none is near."""
    known = sorted(known)
    nearest = nearest_name(name, known)
    if nearest:
        return words.NEAREST.format(name=before + nearest)
    return words.ALL_NAMES.format(names=join_words([before + each for each in known]))


def nearest_name(name: str, known: Iterable[str]) -> str:
    """The one of the names there are that is meant; nothing where none is near."""
    by_fold = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), by_fold, n=1)
    return by_fold[found[0]] if found else ""


def fields_of(kind: Kind) -> Mapping[str, Any]:
    """The fields of a record and their kinds; none where it is no record."""
    return _hints(kind) if isinstance(kind, type) and kind in (Loop, *RECORD_TYPES) else {}


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
