"""The bookmarks by which the headings of the form are recognised."""

from __future__ import annotations

from nkps_reports.wording.form import FORM_FIELDS

FORM_BOOKMARKS = tuple(field.bookmark for field in FORM_FIELDS)


def numbered(bookmark: str, number: int) -> str:
    """The name that a bookmark of every action has at one of them.

    Args:
        bookmark: its name in the template.
        number: the action's number.
    """
    return f"{bookmark}_{number}"


def unnumbered(bookmark: str) -> tuple[str, str]:
    """A bookmark's name in the template, and the number after it as it stands there."""
    stem, _, number = bookmark.rpartition("_")
    return stem, number
