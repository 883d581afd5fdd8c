"""Norwegian grammar for what the program writes: words in a row, on one line, cut short, counted."""

from __future__ import annotations

from collections.abc import Sequence

from nkps_reports.wording.reading import AND


def join_words(words: Sequence[str], conjunction: str = AND) -> str:
    """Join words the Norwegian way, with the conjunction before the last: ``4, 6 og 7``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def on_one_line(text: str) -> str:
    """A text with single spaces for all its white space, and none at its ends."""
    return " ".join(text.split())


def cut(text: str, length: int) -> str:
    """The opening words of a text, «…» where it goes on; at most ``length`` characters and the «…»."""
    if len(text) <= length:
        return text
    opening = text[: length + 1].rpartition(" ")[0] or text[:length]
    return opening.rstrip(" ,.") + "…"


def count_noun(forms: tuple[str, str], count: int) -> str:
    """A count with its noun: the first form for one, the second for every other number."""
    return forms[count != 1].format(count=count)
