"""The files that Office programs put beside a document while it is open in them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def find_lock(document: Path) -> Path | None:
    """The lock file of a document, where there is one: it is open in a program, or that program crashed."""
    name = document.name
    # LibreOffice; Excel and Word; Word, where the name is long.
    locks = (f".~lock.{name}#", f"~${name}", f"~${name[2:]}")
    # With the name of a lock the path may be longer than the system takes.
    with suppress(OSError):
        return next((lock for lock in map(document.with_name, locks) if lock.exists()), None)
    return None
