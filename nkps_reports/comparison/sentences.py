"""A text as a row of sentences and of ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nkps_reports.comparison.lines import Marker, SourceLine
from nkps_reports.report.grammar import on_one_line
from nkps_reports.wording import comparison as words

# It begins where no sign stands before it: else it would, in a row of signs, begin at each of them.
_SENTENCE_END = re.compile(r"(?<![.!?\u2026])[.!?\u2026]++[\"\u00bb\u201d\u2019)\]]*+\s++(?=\S)")
# A number or an abbreviation at the end of a text.
_ABBREVIATED = re.compile(
    rf"(?<!\w)(?:[0-9]{{1,4}}|{'|'.join(words.ABBREVIATIONS)}|\w{{1,2}}(?:\.\w{{1,4}}){{1,3}})\Z",
    re.IGNORECASE,
)
_MAX_ABBREVIATION = 20


class Unit(NamedTuple):
    """A sentence with the white space behind it, or the end of a line, which has no text.

    Attributes:
        key: the sentence on one line, or what kind of end it is.
        text: the sentence.
        space: the white space behind it.
        marker: that of the line that ends.
        move: the number of its move within the text, if it has moved; else 0.
    """

    key: str
    text: str = ""
    space: str = ""
    marker: Marker | None = None
    move: int = 0

    @property
    def is_end(self) -> bool:
        """Whether it is the end of a line."""
        return self.key.startswith("\0")


# Two of two texts, laid side by side; None where one is alone.
Pair = tuple[Unit | None, Unit | None]


def divide_lines(lines: Iterable[SourceLine]) -> Iterator[Unit]:
    """The sentences of a text, and the ends of its lines."""
    for line in lines:
        for sentence in divide_sentences(line.text):
            text = sentence.rstrip()
            yield Unit(on_one_line(text), text, sentence[len(text) :])
        # No text holds such a character.
        yield Unit(f"\0{line.marker and line.marker.kind}", marker=line.marker)


def divide_sentences(text: str) -> Iterator[str]:
    """The sentences of a line, each with the white space behind it.

    Before a small letter or a figure, numbers and abbreviations end none: «13. mai», «ca. 40».
    """
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end, following = match.start(), text[match.end()]
        is_new = not (following.islower() or following.isdigit())
        if is_new or not _ABBREVIATED.search(text[max(start, end - _MAX_ABBREVIATION) : end]):
            yield text[start : match.end()]
            start = match.end()
    if text[start:]:
        yield text[start:]
