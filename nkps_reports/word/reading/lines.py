"""The lines of a Word document as values: a text with its looks, its style and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from nkps_reports.report.model import Span
from nkps_reports.word.reading.list_marks import ListMark
from nkps_reports.wording import reports as words


class LeftOut(Enum):
    """What a document has besides its running text, with the words for one and for several."""

    COMMENT = words.COMMENTS
    NOTE = words.NOTES
    TEXT_BOX = words.TEXT_BOXES
    PICTURE = words.PICTURES
    SYMBOL = words.SYMBOLS
    FILE = words.FILES


@dataclass(frozen=True, slots=True)
class CellPosition:
    """A cell of a table that is not inside another; each number is from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class WordLine:
    """A line of a document: a paragraph, or a piece of one between line breaks.

    Attributes:
        spans: its text.
        level: of a heading, from 0; None where it is none.
        style: the casefolded name of its style.
        bookmarks: the names of those that begin in it, or between it and the line above.
        item: what makes it an item of a list; None where it is none.
        cell: its place in a table.
        is_internal_link: whether all of it links to another place in the document.
    """

    spans: tuple[Span, ...]
    level: int | None = None
    style: str = ""
    bookmarks: tuple[str, ...] = ()
    item: ListMark | None = None
    cell: CellPosition | None = None
    is_internal_link: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(span.text for span in self.spans)

    def cut(self, start: int, end: int | None = None) -> WordLine:
        """The line with only the characters from ``start`` to ``end`` of its text."""
        kept: list[Span] = []
        position = 0
        for span in self.spans:
            stop = None if end is None else max(0, end - position)
            if text := span.text[max(0, start - position) : stop]:
                kept.append(replace(span, text=text))
            position += len(span.text)
        return replace(self, spans=tuple(kept))


@dataclass(frozen=True, slots=True)
class WordText:
    """What a document says.

    Attributes:
        lines: its text, without empty lines.
        left_out: the kind and the words of what is not running text.
        has_changes: whether it has tracked changes that nobody has accepted or rejected.
    """

    lines: Sequence[WordLine]
    left_out: Sequence[tuple[LeftOut, str]]
    has_changes: bool
