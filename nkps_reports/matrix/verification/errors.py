"""What is wrong with a finished PDF."""

from __future__ import annotations


class WrongMatrixError(Exception):
    """A finished PDF that cannot be read or does not say what it should: a bug in the program."""


class NoIntendedFontError(Exception):
    """A finished PDF in which no font is an intended one: the machine has none."""


def require(holds: object, what: str, *found: object) -> None:
    """Give up where something does not hold, with what was found in its place."""
    if not holds:
        raise WrongMatrixError(what, *map(repr, found))
