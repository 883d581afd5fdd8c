"""A Word document read line by line, as a reader sees it: changes accepted, fields by what they show.

What is not running text (comments, notes, pictures, text boxes) is kept apart, to be named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from nkps_reports.files.limits import MAX_CHARACTERS
from nkps_reports.report.characters import clean_text
from nkps_reports.report.model import Span
from nkps_reports.report.problems import Problem, WordReportError
from nkps_reports.word.document.elements import OFFICE_NAMESPACE, child_of, parse_whole, value_of, w
from nkps_reports.word.reading.lines import CellPosition, LeftOut, WordLine, WordText
from nkps_reports.word.reading.report_file import ReportFile, text_of
from nkps_reports.word.reading.word_fields import OpenFields, answer_of, parse_link
from nkps_reports.wording import reports as words
from nkps_reports.wording.codes import Code

_RELATIONSHIP = f"{{{OFFICE_NAMESPACE}}}id"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Elements that stand for a character.
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
# Mere wrappers, and what was inserted, which counts as accepted.
_TRANSPARENT = frozenset(
    map(w, ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "bdo", "dir"))
)
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DELETED = (w("del"), w("moveFrom"))
_INSERTED = (w("ins"), w("moveTo"))
_PICTURES = frozenset(map(w, ("drawing", "pict", "object")))
_REFERENCES = {
    w("footnoteReference"): LeftOut.NOTE,
    w("endnoteReference"): LeftOut.NOTE,
    w("commentReference"): LeftOut.COMMENT,
}
# The characters of Word's symbol fonts that people use in running text, by their codes there.
_SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F0FC": "✓", "F0E0": "→", "F0D8": "➢", "F02D": "-"}
_UNKNOWN_SYMBOL = "\ufffd"
# The address of a link to another place of the document.
_INTERNAL = ""


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
        self.left_out: list[tuple[LeftOut, str]] = []
        self._file = file
        self._fields = OpenFields()
        self._cell: CellPosition | None = None
        self._tables = 0
        self._spans: list[Span] = []
        self._bookmarks: list[str] = []
        self._characters = 0

    def blocks(self, parent: etree._Element) -> None:
        """Read the paragraphs and tables in an element."""
        for block in _children_of(parent):
            if block.tag == w("p"):
                self._inline(block, None)
                mark = child_of(block, "pPr/rPr")
                # If its mark is deleted, it goes on in the next paragraph.
                if mark is None or all(mark.find(deleted) is None for deleted in _DELETED):
                    self.end_paragraph(block)
            elif block.tag == w("tbl"):
                self._table(block)
            elif block.tag == w("bookmarkStart"):
                self._bookmarks.append(block.get(w("name"), ""))
            elif block.tag == w("altChunk"):
                self.left_out.append((LeftOut.FILE, ""))

    def _table(self, table: etree._Element) -> None:
        outer = self._cell
        if outer is None:
            self._tables += 1
        rows = (row for row in _children_of(table) if row.tag == w("tr"))
        for number, row in enumerate(rows):
            if child_of(row, "trPr/del") is not None:
                continue
            for column, cell in _cells_of(row):
                self._cell = outer or CellPosition(self._tables - 1, number, column)
                self.blocks(cell)
                # The end of a cell ends its last paragraph.
                self.end_paragraph(None)
        self._cell = outer

    def end_paragraph(self, paragraph: etree._Element | None) -> None:
        """Make lines of what was gathered, with the properties of the paragraph that ends here."""
        self._fields.end_paragraph()
        spans, self._spans = self._spans, []
        styles = self._file.styles
        # First of all, because a paragraph without text has a number too.
        item = None if paragraph is None else styles.item_of(paragraph)
        seen = [span for span in spans if span.text.strip()]
        if not seen:
            return
        is_internal = all(span.link == _INTERNAL for span in seen)
        level = None if paragraph is None else styles.heading_level(paragraph)
        style = "" if paragraph is None else styles.name_of(paragraph)
        bookmarks, self._bookmarks = tuple(self._bookmarks), []
        for text in _divide(spans, is_item=item is not None):
            self.lines.append(WordLine(text, level, style, bookmarks, item, self._cell, is_internal))
            bookmarks = ()

    def _inline(self, parent: etree._Element, link: str | None) -> None:
        for element in _children_of(parent):
            tag = element.tag
            if tag == w("r"):
                self._run(element, link)
            elif tag == w("hyperlink"):
                self._inline(element, self._target_of(element))
            elif tag == w("fldSimple"):
                self._inline(element, parse_link(element.get(w("instr"), "")) or link)
            elif tag == w("bookmarkStart"):
                self._bookmarks.append(element.get(w("name"), ""))
            elif isinstance(tag, str) and tag.startswith(_MATH):
                self._add("".join(text.text or "" for text in element.iter(f"{_MATH}t")), link)

    def _target_of(self, link: etree._Element) -> str | None:
        target = self._file.targets.get(link.get(_RELATIONSHIP, ""), "")
        anchor = link.get(w("anchor"), "")
        if not target:
            return _INTERNAL if anchor else None
        return f"{target}#{anchor}" if anchor and "#" not in target else target

    def _run(self, run: etree._Element, link: str | None) -> None:
        looks = self._file.styles.looks_of(run.find(w("rPr")))
        for element in _children_of(run):
            tag = element.tag
            if tag == w("t"):
                text = element.text or ""
                is_kept = element.get(_SPACE) == "preserve"
                self._add(text if is_kept else text.strip(" \t\r\n"), link, looks)
            elif tag in _CHARACTERS:
                self._add(_CHARACTERS[tag], link, looks)
            elif tag == w("fldChar"):
                self._add(answer_of(element), link, looks)
                self._fields.mark(element.get(w("fldCharType"), ""))
            elif tag == w("instrText"):
                self._fields.instruct(element.text or "")
            elif tag == w("sym"):
                code = element.get(w("char"), "").upper()
                if code not in _SYMBOLS:
                    self.left_out.append((LeftOut.SYMBOL, f"{element.get(w('font'), '')} {code}"))
                self._add(_SYMBOLS.get(code, _UNKNOWN_SYMBOL), link, looks)
            else:
                self._leave_out(element)

    def _leave_out(self, element: etree._Element) -> None:
        if element.tag in _PICTURES:
            boxes = [(LeftOut.TEXT_BOX, box) for box in _text_boxes_of(element)]
            self.left_out.extend(boxes or [(LeftOut.PICTURE, "")])
        elif element.tag in _REFERENCES:
            words_of_note = self._file.notes.get((element.tag, element.get(w("id"))), "")
            self.left_out.append((_REFERENCES[element.tag], words_of_note))

    def _add(self, text: str, link: str | None, looks: tuple[bool, bool] = (False, False)) -> None:
        if not text or self._fields.is_instruction:
            return
        text = clean_text(text if text == "\n" else text.replace("\n", " "))[0]
        link = link or self._fields.link or link
        self._characters += len(text) + len(link or "")
        if self._characters > MAX_CHARACTERS:
            # Addresses count too: one may be written out for very many words.
            raise WordReportError(Problem.of(Code.TOO_LARGE, what=words.TOO_LARGE, advice=words.LESS))
        self._spans.append(Span(text, *looks, link))


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


def _children_of(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of an element as a reader sees them: for a mere wrapper, what it holds.

    Of alternatives the first is taken, as current programs do.
    """
    for child in parent:
        if child.tag in _TRANSPARENT:
            yield from _children_of(child)
        elif child.tag == _ALTERNATIVES:
            yield from _children_of(child[0]) if len(child) else ()
        else:
            yield child


def _cells_of(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a table row, each with the column that it begins in, from 0."""
    column = parse_whole(value_of(row, "trPr/gridBefore")) or 0
    for cell in _children_of(row):
        if cell.tag == w("tc"):
            yield column, cell
            # A merged cell takes the place of several.
            column += parse_whole(value_of(cell, "tcPr/gridSpan")) or 1


def _text_boxes_of(element: etree._Element) -> Iterator[str]:
    """The words in each text box of a drawing; a box within another is part of the outer one."""
    walk = etree.iterwalk(element, events=("start",), tag=w("txbxContent"))
    for _, box in walk:
        if words := text_of(box):
            yield words
        walk.skip_subtree()
