"""A Word document read line by line, as a reader sees it: changes accepted, fields as they show.

What is no running text (comments, notes, pictures, text boxes) is gathered apart, to be named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from nkps_reports.files.limits import MAX_CHARACTERS
from nkps_reports.report.characters import clean_text
from nkps_reports.report.model import Span
from nkps_reports.report.problems import Problem, WordReportError
from nkps_reports.word.document.elements import w
from nkps_reports.word.reading.fields import Fields, answer_of
from nkps_reports.word.reading.lines import Cell, LeftOut, Story, WordLine
from nkps_reports.word.reading.styles import Styles
from nkps_reports.word.reading.tree import TRANSPARENT, rows_of, taken_of, text_boxes_of
from nkps_reports.wording import reports as words
from nkps_reports.wording.codes import Code

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = frozenset((w("br"), w("cr")))
# What stands for a character; a soft hyphen shows only where a line is broken at it.
_CHARACTERS = {w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_DELETED = frozenset(map(w, ("del", "moveFrom")))
_CHANGED = frozenset(map(w, ("ins", "moveTo", "del", "moveFrom")))
_PICTURES = frozenset(map(w, ("drawing", "pict", "object")))
_NOTES = frozenset(map(w, ("footnoteReference", "endnoteReference")))
# The characters of Word's symbol fonts that stand in running text, by their codes there.
_SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F0FC": "✓", "F0E0": "→", "F0D8": "➢", "F02D": "-"}
_UNKNOWN_SYMBOL = "\ufffd"


def read_lines(
    body: etree._Element, styles: Styles, targets: Mapping[str, str], notes: Mapping[str, str]
) -> Story:
    """Read the text of a document.

    Args:
        body: the element that holds it.
        styles: what the document's styles and lists say.
        targets: where its links lead, by their relationships.
        notes: the words of comments and notes, by the name and the id of the element that refers to them.

    Raises:
        WordReportError: it has more text than a report may have.
    """
    walk = _Walk(styles, targets, notes)
    walk.blocks(body)
    walk.end_paragraph(None)
    return walk.story


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for the characters inside an element."""

    link: str | None = None
    is_internal: bool = False


class _Walk:
    """Goes through a document once; holds the paragraph it is in."""

    def __init__(self, styles: Styles, targets: Mapping[str, str], notes: Mapping[str, str]) -> None:
        self.story = Story()
        self._styles = styles
        self._targets = targets
        self._notes = notes
        self._fields = Fields()
        self._cell: Cell | None = None
        self._tables = 0
        self._spans: list[Span] = []
        self._bookmarks: list[str] = []
        self._is_internal: list[bool] = []
        self._characters = 0

    def blocks(self, parent: etree._Element) -> None:
        """Read the paragraphs and tables in an element."""
        for block in parent:
            if block.tag == w("p"):
                self._paragraph(block)
            elif block.tag == w("tbl"):
                self._table(block)
            elif block.tag in TRANSPARENT:
                self.blocks(block)
            elif block.tag == w("bookmarkStart"):
                self._bookmarks.append(block.get(w("name"), ""))
            elif block.tag == w("altChunk"):
                self.story.left_out.append((LeftOut.FILE, ""))
            elif block.tag == f"{_MC}AlternateContent":
                for choice in taken_of(block):
                    self.blocks(choice)

    def _table(self, table: etree._Element) -> None:
        outer = self._cell
        if outer is None:
            self._tables += 1
        for row, (element, cells) in enumerate(rows_of(table)):
            if element.find(f"{w('trPr')}/{w('del')}") is not None:
                self.story.has_changes = True
                continue
            for column, cell in cells:
                self._cell = outer or Cell(self._tables - 1, row, column)
                self.blocks(cell)
                # A cell ends whatever is in it.
                self.end_paragraph(None)
        self._cell = outer

    def _paragraph(self, paragraph: etree._Element) -> None:
        self._inline(paragraph, _Around())
        mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        if mark is not None and any(mark.find(gone) is not None for gone in _DELETED):
            # Its end is deleted: with the changes accepted it goes on in the next one.
            self.story.has_changes = True
        else:
            self.end_paragraph(paragraph)

    def end_paragraph(self, paragraph: etree._Element | None) -> None:
        """Make lines of what was gathered; the properties are those of the paragraph whose end it is."""
        self._fields.end_paragraph()
        spans, internal = self._spans, self._is_internal
        self._spans, self._is_internal = [], []
        # Before anything else: a paragraph without text has a number too.
        mark = None if paragraph is None else self._styles.mark_of(paragraph)
        if not any(span.text.strip() for span in spans):
            return
        bookmarks, self._bookmarks = tuple(self._bookmarks), []
        level = None if paragraph is None else self._styles.level_of(paragraph)
        style = "" if paragraph is None else self._styles.name_of(paragraph)
        for number, line in enumerate(_lines(spans, is_item=mark is not None)):
            first = bookmarks if number == 0 else ()
            self.story.lines.append(
                WordLine(line, level, style, first, mark, self._cell, bool(internal) and all(internal))
            )

    def _inline(self, parent: etree._Element, around: _Around) -> None:
        for element in parent:
            tag = element.tag
            if tag == w("r"):
                self._run(element, around)
            elif tag == w("hyperlink"):
                self._inline(element, self._linked(element))
            elif tag in _DELETED:
                self.story.has_changes = True
            elif tag in TRANSPARENT:
                self.story.has_changes = self.story.has_changes or tag in _CHANGED
                instruction = element.get(w("instr"), "") if tag == w("fldSimple") else ""
                link = Fields.target_of(instruction)
                self._inline(element, _Around(link) if link else around)
            elif tag == w("bookmarkStart"):
                self._bookmarks.append(element.get(w("name"), ""))
            elif tag == f"{_MC}AlternateContent":
                for choice in taken_of(element):
                    self._inline(choice, around)
            elif isinstance(tag, str) and tag.startswith(_MATH):
                self._add("".join(text.text or "" for text in element.iter(f"{_MATH}t")), around, None)

    def _linked(self, element: etree._Element) -> _Around:
        target = self._targets.get(element.get(f"{_R}id", ""), "")
        anchor = element.get(w("anchor"), "")
        if not target:
            return _Around(is_internal=bool(anchor))
        return _Around(f"{target}#{anchor}" if anchor and "#" not in target else target)

    def _run(self, run: etree._Element, around: _Around) -> None:
        properties = run.find(w("rPr"))
        for element in run:
            tag = element.tag
            if tag == w("t"):
                text = element.text or ""
                is_kept = element.get(_SPACE) == "preserve"
                self._add(text if is_kept else text.strip(" \t\r\n"), around, properties)
            elif tag in _CHARACTERS:
                self._add(_CHARACTERS[tag], around, properties)
            elif tag in _BREAKS:
                self._add("\n", around, properties)
            elif tag == w("fldChar"):
                self._add(answer_of(element), around, properties)
                self._fields.mark(element.get(w("fldCharType"), ""))
            elif tag == w("instrText"):
                self._fields.instruct(element.text or "")
            elif tag == w("sym"):
                self._symbol(element, around, properties)
            else:
                self._leave_out(element)

    def _symbol(self, element: etree._Element, around: _Around, properties: etree._Element | None) -> None:
        code = element.get(w("char"), "").upper()
        if code not in _SYMBOLS:
            self.story.left_out.append((LeftOut.SYMBOL, f"{element.get(w('font'), '')} {code}"))
        self._add(_SYMBOLS.get(code, _UNKNOWN_SYMBOL), around, properties)

    def _leave_out(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == f"{_MC}AlternateContent":
            for choice in taken_of(element):
                for child in choice:
                    self._leave_out(child)
        elif tag in _PICTURES:
            boxes = [*text_boxes_of(element)]
            self.story.left_out.extend((LeftOut.TEXT_BOX, words) for words in boxes)
            if not boxes:
                self.story.left_out.append((LeftOut.PICTURE, ""))
        elif tag in _NOTES or tag == w("commentReference"):
            kind = LeftOut.NOTE if tag in _NOTES else LeftOut.COMMENT
            name = etree.QName(tag).localname
            self.story.left_out.append((kind, self._notes.get(f"{name} {element.get(w('id'))}", "")))

    def _add(self, text: str, around: _Around, properties: etree._Element | None) -> None:
        if not text or self._fields.is_instruction:
            return
        text = clean_text(text if text == "\n" else text.replace("\n", " "))[0]
        bold, italic = self._styles.looks_of(properties)
        link = around.link or self._fields.link
        self._characters += len(text) + len(link or "")
        if self._characters > MAX_CHARACTERS:
            # One address may be that of very many words, and is written out for each of them.
            raise WordReportError(Problem.of(Code.TOO_LARGE, what=words.TOO_LARGE, advice=words.LESS))
        self._spans.append(Span(text, bold, italic, link))
        if text.strip():
            self._is_internal.append(around.is_internal)


def _lines(spans: list[Span], *, is_item: bool) -> Iterator[tuple[Span, ...]]:
    """The text between line breaks; an item of a list stays on one line, or it would be two."""
    line: list[Span] = []
    for span in spans:
        pieces = (span.text.replace("\n", " ") if is_item else span.text).split("\n")
        for number, piece in enumerate(pieces):
            if number:
                yield from _unless_empty(line)
                line = []
            if piece:
                line.append(Span(piece, span.bold, span.italic, span.link))
    yield from _unless_empty(line)


def _unless_empty(line: list[Span]) -> Iterator[tuple[Span, ...]]:
    if any(span.text.strip() for span in line):
        yield tuple(line)
