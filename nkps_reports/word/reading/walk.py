"""A Word document read line by line, as a reader sees it: changes accepted, fields by what they show.

What is not running text is kept apart, with the line that it stands in, to be named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from nkps_reports.report.model import Span
from nkps_reports.word.document.elements import child_of, parse_whole, value_of, w
from nkps_reports.word.reading.lines import CellPosition, Omission, WordLine, WordText
from nkps_reports.word.reading.report_file import ReportFile
from nkps_reports.word.reading.running_text import INTERNAL, RunningText
from nkps_reports.word.reading.shown import children_of

_DELETED = (w("del"), w("moveFrom"))
_INSERTED = (w("ins"), w("moveTo"))


def read_text(file: ReportFile) -> WordText:
    """Read the text of a document.

    Raises:
        WordReportError: it has more text than a report may have.
    """
    walk = _Walk(file)
    walk.blocks(file.body)
    walk.end_paragraph(None)
    # An insertion without content marks something else as new: the end of a paragraph, or a row.
    changes = (each for each in file.body.iter(*_DELETED, *_INSERTED) if each.tag in _DELETED or len(each))
    return WordText(walk.lines, walk.left_out, any(True for _ in changes))


class _Walk:
    """Goes through a document once; holds the paragraph it is in."""

    def __init__(self, file: ReportFile) -> None:
        self.lines: list[WordLine] = []
        self.left_out: list[Omission] = []
        self._file = file
        self._text = RunningText(file)
        self._cell: CellPosition | None = None
        self._inner: CellPosition | None = None
        self._tables = 0
        self._bookmarks: list[str] = []

    def blocks(self, parent: etree._Element) -> None:
        """Read the paragraphs and tables in an element."""
        for block in children_of(parent):
            if block.tag == w("p"):
                self._text.read(block)
                mark = child_of(block, "pPr/rPr")
                # If its mark is deleted, it goes on in the next paragraph.
                if mark is None or all(mark.find(deleted) is None for deleted in _DELETED):
                    self.end_paragraph(block)
            elif block.tag == w("tbl"):
                self._table(block)
            else:
                self._text.take(block)
                if block.tag == w("altChunk"):
                    # A whole document, after the paragraph above.
                    self.end_paragraph(None)

    def _table(self, table: etree._Element) -> None:
        outer, inner = self._cell, self._inner
        self._tables += 1
        number = self._tables - 1
        rows = (row for row in children_of(table) if row.tag == w("tr"))
        for row_number, row in enumerate(rows):
            if child_of(row, "trPr/del") is not None:
                continue
            for column, span, cell in _cells_of(row):
                position = CellPosition(number, row_number, column, span)
                if outer is None:
                    self._cell = position
                elif inner is None:
                    self._inner = position
                self.blocks(cell)
                # The end of a cell ends its last paragraph.
                self.end_paragraph(None)
        self._cell, self._inner = outer, inner

    def end_paragraph(self, paragraph: etree._Element | None) -> None:
        """Make lines of what was gathered, with the properties of the paragraph that ends here."""
        text = self._text.end()
        self._bookmarks += text.bookmarks
        styles = self._file.styles
        # First of all, because a paragraph without text has a number too.
        item = None if paragraph is None else styles.item_of(paragraph)
        seen = [span for span in text.spans if span.text.strip()]
        # What stands in a paragraph without text is found below the line above.
        position = len(self.lines) if seen else max(0, len(self.lines) - 1)
        self.left_out += [Omission(kind, words, position) for kind, words in text.aside]
        if not seen:
            return
        is_internal = all(span.link == INTERNAL for span in seen)
        level = None if paragraph is None else styles.heading_level(paragraph)
        style = "" if paragraph is None else styles.name_of(paragraph)
        bookmarks, self._bookmarks = tuple(self._bookmarks), []
        for number, line in enumerate(_divide(text.spans, is_item=item is not None)):
            self.lines.append(
                WordLine(
                    line,
                    level,
                    style,
                    () if number else bookmarks,
                    item,
                    self._cell,
                    self._inner,
                    is_continued=number > 0,
                    is_internal_link=is_internal,
                    position=len(self.lines),
                )
            )


def _divide(spans: Sequence[Span], *, is_item: bool) -> list[tuple[Span, ...]]:
    """The text between line breaks; a list item stays on one line, or it would become two."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        pieces = [span.text.replace("\n", " ")] if is_item else span.text.split("\n")
        for number, piece in enumerate(pieces):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(Span(piece, span.bold, span.italic, span.link or None))
    return [tuple(line) for line in lines if any(span.text.strip() for span in line)]


def _cells_of(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells of a table row, each with the column that it begins in, from 0, and how many it takes."""
    column = parse_whole(value_of(row, "trPr/gridBefore")) or 0
    for cell in children_of(row):
        if cell.tag == w("tc"):
            span = parse_whole(value_of(cell, "tcPr/gridSpan")) or 1
            yield column, span, cell
            column += span
