"""What holds what in the tree of a Word document: rows, alternatives, and elements that only hold others."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from nkps_reports.report.grammar import on_one_line
from nkps_reports.word.document.elements import value_of, w

# What only holds others together, and what was inserted, which counts as accepted.
TRANSPARENT = frozenset(
    map(w, ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "bdo", "dir", "fldSimple"))
)
# What divides words where no character does.
_GAPS = tuple(map(w, ("p", "tab", "br")))
# Of the columns of a table; Word has 63 at the most.
_MAX_DIGITS = 3


def taken_of(alternatives: etree._Element) -> Iterator[etree._Element]:
    """The one of several ways to say the same that programs of today take."""
    for choice in alternatives:
        yield choice
        return


def rows_of(table: etree._Element) -> Iterator[tuple[etree._Element, list[tuple[int, etree._Element]]]]:
    """The rows of a table, each with its cells and the columns that these begin in, from 0."""
    for row in _inside(table, w("tr")):
        yield row, [*_cells_of(row)]


def _cells_of(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = _count(value_of(row, "trPr/gridBefore"), 0)
    for cell in _inside(row, w("tc")):
        yield column, cell
        # One that is merged with those beside it takes the place of them all.
        column += _count(value_of(cell, "tcPr/gridSpan"), 1)


def _count(written: str | None, otherwise: int) -> int:
    is_count = written and written.isdecimal() and len(written) <= _MAX_DIGITS
    return int(written) if written and is_count else otherwise


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name, also those inside what only holds them together."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in TRANSPARENT:
            yield from _inside(child, name)


def text_of(element: etree._Element) -> str:
    """The words in an element with paragraphs in it, on one line."""
    pieces = (" " if each.tag in _GAPS else each.text or "" for each in element.iter(w("t"), *_GAPS))
    return on_one_line("".join(pieces))


def text_boxes_of(element: etree._Element) -> Iterator[str]:
    """The words in each text box of a drawing; those of a box within another are among the outer one's."""
    walk = etree.iterwalk(element, events=("start",), tag=w("txbxContent"))
    for _, box in walk:
        if words := text_of(box):
            yield words
        walk.skip_subtree()
