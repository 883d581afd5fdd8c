"""What a report is: organisation, actions, measures and the text in their cells.

Frozen values only. This module knows no file format and no library; everything that is read ends up
here, and everything that is written starts here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nkps_reports.wording.form import DESCRIPTION, TITLE


class Language(StrEnum):
    """The two written standards of Norwegian, by their language tags: what the documents are worded in."""

    BOKMAL = "nb"
    NYNORSK = "nn"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a workbook or in a Word report.

    Attributes:
        sheet: the sheet's name as it stands in the file.
        cell: Excel's name of the cell, such as ``B5``.
        header: the column's header or the row's label, in the schema's words.
        part: the part of a Word report, such as one action's form, as messages call it.
    """

    sheet: str | None = None
    cell: str | None = None
    header: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters with one look.

    Attributes:
        text: never empty; holds no line break.
        link: the web or mail address they lead to, if any.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a cell, or one item of a list without its marker.

    Attributes:
        spans: the text in order.
        offset: the position in the cell's text, in characters from 0, where the paragraph begins.
    """

    spans: tuple[Span, ...]
    offset: int

    @property
    def plain(self) -> str:
        """The paragraph's characters without looks and links."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list.

    Attributes:
        paragraph: its text without the marker.
        level: how deep it is, from 0; never more than one deeper than the item before it.
        number: its number, counted from 1 below each item of a higher level; None where it has a bullet.
    """

    paragraph: Paragraph
    level: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ItemList:
    """Consecutive items with bullets or numbers, in up to three levels; the first is of level 0."""

    items: tuple[ListItem, ...]


# The levels that a list may have.
LEVELS = range(3)
Block = Paragraph | ItemList


def paragraphs_of(block: Block) -> tuple[Paragraph, ...]:
    """A paragraph by itself, or those of the items of a list."""
    return (block,) if isinstance(block, Paragraph) else tuple(item.paragraph for item in block.items)


@dataclass(frozen=True, slots=True)
class Text:
    """What a user wrote in one cell: paragraphs and lists in order; no blocks where the cell is empty."""

    blocks: tuple[Block, ...]
    place: Place

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph and list item in order."""
        return tuple(paragraph for block in self.blocks for paragraph in paragraphs_of(block))

    @property
    def plain(self) -> str:
        """The text on one line: paragraphs joined by a space, without looks and list markers."""
        return " ".join(paragraph.plain for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Relation:
    """The measures an action relates to, as written in its cell.

    Attributes:
        numbers: every number in the order written, ranges written out; may hold repeats and
            numbers outside the catalogue, which the checks name.
        place: the cell.
        found: the cell's text, for messages.
    """

    numbers: tuple[int, ...]
    place: Place
    found: str

    @property
    def measures(self) -> tuple[int, ...]:
        """The numbers sorted and without repeats, as the report prints them."""
        return tuple(sorted(set(self.numbers)))


@dataclass(frozen=True, slots=True)
class Action:
    """What an organisation does: one row of the sheet, one form in the report.

    Attributes:
        number: its place in the report, from 1.
        row: Excel's row number.
        fields: the text of each field of the form, by its key and in the form's order.
        relation: the measures; None when the cell is empty or cannot be read.
        unread_relation: what stands in the relation's cell where it cannot be read; else empty.
    """

    number: int
    row: int
    fields: Mapping[str, Text]
    relation: Relation | None
    unread_relation: str = ""

    @property
    def texts(self) -> tuple[Text, ...]:
        """The fields in the order of the form."""
        return tuple(self.fields.values())

    @property
    def title(self) -> Text:
        """What the action is called."""
        return self.fields[TITLE.key]

    @property
    def description(self) -> Text:
        """The text that may fill half a page."""
        return self.fields[DESCRIPTION.key]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a description fits in half a page.

    Attributes:
        lines: how many lines it has in the report.
        room: how many of them stand within half of the page's text area.
        words_over: about how many words must go, wherever in the description they are taken.
        is_exact: whether they were laid out in the report's own font, or one whose letters are as wide.
    """

    lines: int
    room: int
    words_over: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who reports, to whom, for what period and in what language; a text is empty where nothing is typed."""

    name: str
    period: str
    report_date: date | None = None
    recipient: str = ""
    contact: str = ""
    email: str = ""
    language: Language = Language.BOKMAL


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the strategy's measures, numbered from 1.

    Attributes:
        short_name: ours, of the measure's own words, to stand beside the number where room is short.
        responsible: None where the source has none.
    """

    number: int
    short_name: str
    text: str
    responsible: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """One organisation's report: what the Word file and the matrix are made from."""

    organisation: Organisation
    actions: tuple[Action, ...]
    measures: tuple[Measure, ...]
