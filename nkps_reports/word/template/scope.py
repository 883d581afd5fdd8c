"""What the names in a template stand for, and which of them may be used where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_type_hints

from nkps_reports.report.grammar import join_words
from nkps_reports.word.text.vocabulary import LISTS, RECORD_TYPES, RECORDS
from nkps_reports.wording import problems as words


@dataclass(frozen=True, slots=True)
class ListOf:
    """What a list stands for."""

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
Meaning = type | ListOf | None
_FIELDS: Mapping[Meaning, Mapping[str, Any]] = {
    record: get_type_hints(record) for record in (Loop, *RECORD_TYPES)
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a code may name where it stands.

    Attributes:
        names: each name and what it stands for.
        elsewhere: names of loops in other places, each with the list it goes through.
        is_open: whether any name may be right, because the loop round it cannot be read.
    """

    names: Mapping[str, Meaning]
    elsewhere: Mapping[str, str]
    is_open: bool = False

    def within(self, variable: str, item: Meaning) -> Scope:
        """The scope inside a loop; any name may be right where its variable cannot be read."""
        names = {**self.names, variable: item, "loop": Loop}
        return Scope(names, self.elsewhere, self.is_open or not variable)


def outermost(elsewhere: Mapping[str, str]) -> Scope:
    """The scope outside all loops."""
    lists: dict[str, Meaning] = {name: ListOf(item) for name, item in LISTS.items()}
    return Scope({**RECORDS, **lists}, elsewhere)


def nearest_hint(name: str, known: Collection[str], before: str = "") -> str:
    """The nearest of the names there are, as a sentence; all of them where none is near."""
    nearest = nearest_name(name, known)
    if nearest:
        return words.NEAREST.format(name=before + nearest)
    return words.ALL_NAMES.format(names=join_words([before + each for each in sorted(known)]))


def nearest_name(name: str, known: Collection[str]) -> str:
    """The one of the names there are that is meant; nothing where none is near."""
    by_fold = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), by_fold, n=1)
    return by_fold[found[0]] if found else ""


def fields_of(record: Meaning) -> Mapping[str, Any]:
    """The fields of a record and what they stand for; none where it is no record."""
    return _FIELDS.get(record, {})
