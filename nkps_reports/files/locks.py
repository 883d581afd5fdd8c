"""The files that Office programs put beside a document while it is open in them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_WORD_SUFFIXES = frozenset({".doc", ".docx", ".docm", ".dot", ".dotx", ".odt", ".rtf"})
# Of a name with more letters before the suffix Word leaves out the first, two at the most.
_WHOLE, _MAX_LEFT_OUT = 6, 2


def find_lock(document: Path) -> Path | None:
    """The lock file of a document, where there is one: it is open in a program, or that program crashed."""
    name, left_out = document.name, 0
    if document.suffix.casefold() in _WORD_SUFFIXES:
        left_out = min(max(len(document.stem) - _WHOLE, 0), _MAX_LEFT_OUT)
    locks = (f".~lock.{name}#", f"~${name[left_out:]}")
    # With the name of a lock the path may be longer than the system takes.
    with suppress(OSError):
        return next((lock for lock in map(document.with_name, locks) if lock.exists()), None)
    return None
