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
    SUBDOCUMENT = words.SUBDOCUMENTS
    HIDDEN = words.HIDDEN_TEXTS
    STRUCK = words.STRUCK_TEXTS
    PROMPT = words.PROMPTS
    PHONETIC = words.PHONETIC_GUIDES
    LINK = words.LOST_LINKS
    FIELD = words.FIELDS


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that is left out of a document's text.

    Attributes:
        kind: what it is.
        words: what it says; empty where that is not known.
        line: the position of the line that it stands in, or after.
    """

    kind: LeftOut
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class CellPosition:
    """A cell of a table; each number is from 0.

    Attributes:
        table: the table's number.
        row: the row.
        column: the column that the cell begins in.
        span: how many columns it takes.
    """

    table: int
    row: int
    column: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class WordLine:
    """A line of a document: a paragraph, or a piece of one between line breaks.

    Attributes:
        spans: its text.
        level: of a heading, from 0; None where it is none.
        style: the casefolded name of its style.
        bookmarks: the names of those that begin in it, or between it and the line above.
        item: what makes it an item of a list; None where it is none.
        cell: its place in a table that is not inside another.
        inner: its place in a table inside that cell; deeper tables are text of this one.
        is_continued: whether it goes on from the line above, after a line break in the same paragraph.
        is_internal_link: whether all of it links to another place in the document.
        field: the field, from 0, that it is the heading of, where the shape of a table says so.
        is_aside: whether it stands in a table of forms, but in none of their answers; with a ``field`` it is
            the help text of its heading.
        position: how many lines of the document stand above it.
    """

    spans: tuple[Span, ...]
    level: int | None = None
    style: str = ""
    bookmarks: tuple[str, ...] = ()
    item: ListMark | None = None
    cell: CellPosition | None = None
    inner: CellPosition | None = None
    is_continued: bool = False
    is_internal_link: bool = False
    field: int | None = None
    is_aside: bool = False
    position: int = 0

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(span.text for span in self.spans)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(span.bold for span in self.spans if span.text.strip())

    @property
    def is_heading_like(self) -> bool:
        """Whether it looks like a heading of some document."""
        return self.level is not None or (self.is_bold and self.item is None)

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
        left_out: what is not in these lines.
        has_changes: whether it has tracked changes that nobody has accepted or rejected.
    """

    lines: Sequence[WordLine]
    left_out: Sequence[Omission]
    has_changes: bool
