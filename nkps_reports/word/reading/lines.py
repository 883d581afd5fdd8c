"""The lines of a Word document as values: a text with its looks, its style and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from nkps_reports.report.model import Span
from nkps_reports.word.reading.styles import ListMark


def drop(spans: Sequence[Span], count: int) -> tuple[Span, ...]:
    """The spans without so many characters at their beginning."""
    kept: list[Span] = []
    for span in spans:
        if text := span.text[count:]:
            kept.append(replace(span, text=text))
        count = max(0, count - len(span.text))
    return tuple(kept)


def keep(spans: Sequence[Span], count: int) -> tuple[Span, ...]:
    """So many characters of the spans from their beginning."""
    kept: list[Span] = []
    for span in spans:
        if text := span.text[: max(0, count)]:
            kept.append(replace(span, text=text))
        count -= len(span.text)
    return tuple(kept)


class LeftOut(Enum):
    """What a document holds beside its running text."""

    COMMENT = auto()
    NOTE = auto()
    PICTURE = auto()
    TEXT_BOX = auto()
    SYMBOL = auto()
    FILE = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that stands in no other; each number is from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class WordLine:
    """A line of a document: a paragraph, or a piece of one between line breaks.

    Attributes:
        spans: its text.
        level: of a heading, from 0; None where it is none.
        style: the name of its style, in lower case.
        bookmarks: the names of those that begin in it, or before it and after the line above.
        mark: the list it is an item of, if any.
        cell: where in a table it stands.
        is_internal_link: whether all of it leads to another place of the document.
    """

    spans: tuple[Span, ...]
    level: int | None = None
    style: str = ""
    bookmarks: tuple[str, ...] = ()
    mark: ListMark | None = None
    cell: Cell | None = None
    is_internal_link: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(span.text for span in self.spans)


@dataclass(slots=True)
class Story:
    """What a document says.

    Attributes:
        lines: its text, without lines that are empty.
        left_out: what is no running text: of what kind, and its words.
        has_changes: whether changes are tracked that nobody has accepted or rejected.
    """

    lines: list[WordLine] = field(default_factory=list)
    left_out: list[tuple[LeftOut, str]] = field(default_factory=list)
    has_changes: bool = False
