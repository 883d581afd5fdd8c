"""The boxes that notes show in: drawings in VML, which form controls of the same sheet share.

Works on the bytes: Excel itself writes VML that no XML parser takes, and nothing in it is to change but what
is added here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil

from lxml import etree

from nkps_reports.files.limits import MAX_DRAWING_BYTES
from nkps_reports.workbook.control.elements import number
from nkps_reports.workbook.control.grid import LAST_COLUMN, LAST_ROW, Grid, Position
from nkps_reports.workbook.control.package import Package
from nkps_reports.workbook.reading.opening import damaged, too_large_to_copy

# Excel numbers the shapes of a drawing in blocks; the drawing says which blocks it uses.
_BLOCK = 1024

_WIDTH_PX, _LINE_PX, _MARGIN_PX = 340, 18, 16
_CHARACTERS_ON_LINE = 46
_FARTHEST = 500

_PREFIXES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_EMPTY = "<xml {}>\n</xml>".format(" ".join(f'xmlns:{p}="{name}"' for p, name in _PREFIXES.items()))
_TYPE = (
    '<{v}:shapetype id="_x0000_t202"{declared} coordsize="21600,21600" {o}:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><{v}:stroke joinstyle="miter"/>'
    '<{v}:path gradientshapeok="t" {o}:connecttype="rect"/></{v}:shapetype>\n'
)
_LAYOUT = (
    '<{o}:shapelayout{declared} {v}:ext="edit">'
    '<{o}:idmap {v}:ext="edit" data="{blocks}"/></{o}:shapelayout>\n'
)
_SHAPE = (
    '<{v}:shape id="_x0000_s{number}"{declared} type="#_x0000_t202" style="position:absolute;'
    'margin-left:60pt;margin-top:2pt;width:255pt;height:60pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" {o}:insetmode="auto"><{v}:fill color2="#ffffe1"/>'
    '<{v}:shadow on="t" color="black" obscured="t"/><{v}:path {o}:connecttype="none"/>'
    '<{v}:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></{v}:textbox>'
    '<{x}:ClientData ObjectType="Note"><{x}:MoveWithCells/><{x}:SizeWithCells/>'
    "<{x}:Anchor>{anchor}</{x}:Anchor>"
    "<{x}:AutoFill>False</{x}:AutoFill><{x}:Row>{row}</{x}:Row><{x}:Column>{column}</{x}:Column>"
    "</{x}:ClientData></{v}:shape>\n"
)

_ROOT = re.compile(rb"<[^?!<>][^<>]*>")
_NUMBERED = re.compile(rb"_x0000_s(\d{1,9})")
_MAPPED = re.compile(rb"""(<(?:\w++:)?+idmap\b[^<>]*?\bdata\s*=\s*["'])([\d,\s]*)""")
_SHAPE_TAG = re.compile(rb"<(?P<slash>/?)(?P<prefix>\w+):shape\b[^<>]*(?P<end>(?<!/)>)?")
_NOTE_ROW, _NOTE_COLUMN, _ANCHOR = (
    re.compile(rb"(<\w+:%s\s*>)([^<]*)(?=<)" % name) for name in (b"Row", b"Column", b"Anchor")
)


class Blocks:
    """Gives out blocks of shape numbers that no drawing of the workbook uses."""

    def __init__(self, package: Package) -> None:
        """Args:
        package: the workbook.
        """
        drawings = [package.read(name) for name in package.names(".vml")]
        used = [int(found) // _BLOCK for drawing in drawings for found in _NUMBERED.findall(drawing)]
        mapped = b",".join(data for drawing in drawings for _, data in _MAPPED.findall(drawing))
        self._last = max(used + [int(block) for block in re.findall(rb"\b\d{1,9}\b", mapped)], default=0)

    def take(self, shapes: int) -> list[int]:
        """As many blocks as that many shapes need."""
        first = self._last + 1
        self._last += ceil(shapes / (_BLOCK - 1))
        return list(range(first, self._last + 1))


def fitting_anchor(grid: Grid, position: Position, text: str) -> str:
    """Where a note's box stands, beside its cell and large enough, as VML says it."""
    row, column = position
    left, top = min(column + 1, LAST_COLUMN - 1), max(row - 1, 1)
    right, right_px = _reach(grid.width_px, left, LAST_COLUMN, 15 + _WIDTH_PX)
    bottom, bottom_px = _reach(grid.height_px, top, LAST_ROW, 2 + _height_px(text))
    corners = (left - 1, 15, top - 1, 2, right - 1, right_px, bottom - 1, bottom_px)
    return ", ".join(map(str, corners))


def draw_boxes(drawing: bytes | None, anchors: Mapping[Position, str], blocks: Blocks) -> bytes:
    """Draw a box for each note.

    Args:
        drawing: the drawing the sheet has, if any.
        anchors: for each cell with a note where its box stands; a box that is there gets the new size.
        blocks: gives out numbers.

    Returns:
        The drawing with everything it had.
    """
    drawing = _EMPTY.encode() if drawing is None else _as_ascii(drawing)
    drawing, drawn = _resize(drawing, anchors)
    missing = [position for position in anchors if position not in drawn]
    if not missing:
        return drawing
    names = _names(drawing)
    taken = blocks.take(len(missing))
    drawing, is_mapped = _MAPPED.subn(lambda match: _with_blocks(match, taken), drawing, count=1)
    added = [] if is_mapped else [_LAYOUT.format(**names, blocks=",".join(map(str, taken)))]
    if b'id="_x0000_t202"' not in drawing:
        added.append(_TYPE.format(**names))
    numbers = (block * _BLOCK + count for block in taken for count in range(1, _BLOCK))
    for (row, column), shape in zip(missing, numbers, strict=False):
        facts = {"number": shape, "row": row - 1, "column": column - 1, "anchor": anchors[row, column]}
        added.append(_SHAPE.format(**names, **facts))
    end = drawing.rindex(b"</")
    return drawing[:end] + "".join(added).encode() + drawing[end:]


def _as_ascii(drawing: bytes) -> bytes:
    """The drawing such that its tags can be read as bytes, and with an end tag."""
    if len(drawing) > MAX_DRAWING_BYTES:
        raise too_large_to_copy()
    if drawing.startswith((b"\xff\xfe", b"\xfe\xff")) or b"</" not in drawing:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
        try:
            root = etree.fromstring(drawing, parser)
        except etree.XMLSyntaxError as error:
            raise damaged() from error
        if root is None:
            raise damaged()
        root.text = root.text or "\n"
        return etree.tostring(root)
    return drawing


def _resize(drawing: bytes, anchors: Mapping[Position, str]) -> tuple[bytes, set[Position]]:
    """The drawing with the boxes that it has for the cells enlarged, and the cells it has boxes for."""
    drawn: set[Position] = set()

    def resized(shape: bytes) -> bytes:
        row, column = _NOTE_ROW.search(shape), _NOTE_COLUMN.search(shape)
        if row is None or column is None:
            return shape
        position = number(row[2].decode().strip(), -1) + 1, number(column[2].decode().strip(), -1) + 1
        if position not in anchors:
            return shape
        drawn.add(position)
        return _ANCHOR.sub(lambda match: match[1] + anchors[position].encode(), shape, count=1)

    pieces: list[bytes] = []
    last = 0
    for start, end in _shapes(drawing):
        pieces += (drawing[last:start], resized(drawing[start:end]))
        last = end
    return b"".join((*pieces, drawing[last:])), drawn


def _shapes(drawing: bytes) -> Iterator[tuple[int, int]]:
    """Where the shapes of a drawing begin and end, those with no shape in them, in one pass over its tags."""
    begun: re.Match[bytes] | None = None
    for tag in _SHAPE_TAG.finditer(drawing):
        is_alike = begun is not None and begun["prefix"] == tag["prefix"]
        if not tag["slash"]:
            begun = tag if tag["end"] else None if is_alike else begun
        elif begun is not None and is_alike and tag["end"]:
            yield begun.start(), tag.end()
            begun = None


def _with_blocks(mapped: re.Match[bytes], taken: Sequence[int]) -> bytes:
    blocks = [*mapped[2].replace(b" ", b"").split(b","), *(b"%d" % block for block in taken)]
    return mapped[1] + b",".join(block for block in blocks if block)


def _names(drawing: bytes) -> dict[str, str]:
    """The prefixes that the drawing's root has for what is added; others are declared on the spot."""
    start = _ROOT.search(drawing)
    root = start[0] if start else b""
    found, declared = {}, ""
    for usual, namespace in _PREFIXES.items():
        match = re.search(rb"""xmlns:(\w+)\s*=\s*["']%s["']""" % re.escape(namespace.encode()), root)
        found[usual] = match[1].decode() if match else usual
        declared += "" if match else f' xmlns:{usual}="{namespace}"'
    return {**found, "declared": declared}


def _reach(size_px: Callable[[int], int], first: int, last: int, length_px: int) -> tuple[int, int]:
    """The row or column that a length ends in, and how far into it."""
    for at in range(first, min(first + _FARTHEST, last)):
        size = size_px(at)
        if length_px <= size:
            return at, length_px
        length_px -= size
    return min(first + _FARTHEST, last), 0


def _height_px(text: str) -> int:
    lines = sum(max(1, ceil(len(line) / _CHARACTERS_ON_LINE)) for line in text.split("\n"))
    return lines * _LINE_PX + _MARGIN_PX
