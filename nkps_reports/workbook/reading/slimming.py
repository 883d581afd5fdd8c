"""A sheet's part without what holds nothing: the formatted, empty rows and cells that people leave behind.

Somebody who formats whole columns makes a million rows that hold nothing. They are taken out of the bytes
before anything is parsed, so that they cost neither time nor memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from nkps_reports.files.limits import MAX_CELLS, MAX_PART_BYTES

# Possessive quantifiers: a tag that does not match is not tried again from each of its attributes.
_ATTRIBUTES = rb'(?:\s++[\w:]++="[^"<>]*+")*+'
_EMPTY_CELL = re.compile(rb"<c" + _ATTRIBUTES + rb"\s*(?:/>|>\s*</c>)")
_EMPTY_ROW = re.compile(rb"<row" + _ATTRIBUTES + rb"\s*(?:/>|>\s*</row>)")
_CELL = re.compile(rb"<c[\s/>]")
_ROW_OR_CELL = re.compile(rb"<(?:c|row)[\s/>]")
# A row or cell that says its place itself, in the plain way that Excel and its like write it.
_PLACED = re.compile(
    rb"<(?:c|row)(?:\s++(?!r=)[\w:]++=\"[^\"<>]*+\")*+\s++r=\"[A-Z]{0,3}[1-9][0-9]{0,6}\""
    + _ATTRIBUTES
    + rb"\s*+/?>"
)
# Comments and the like, which may hold anything, and names with prefixes, which may be cells too.
_ODD = re.compile(rb"<[!?]|<[^\s<>/]*:(?:c|row)[\s/>]")
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml [^<>]*\?>")
_PIECE_BYTES = 1 << 22


class SheetTooLargeError(Exception):
    """A sheet has more cells with content, or more text, than is read."""


def slim_sheet(read: Callable[[], Iterable[bytes]]) -> bytes:
    """Take out the rows and cells that hold nothing.

    Args:
        read: gives the XML of a worksheet, piece by piece, as often as it is called.

    Returns:
        The XML with every cell that holds something, where it was; the whole of it where cells do not
        say their place themselves.

    Raises:
        SheetTooLargeError: it holds more than is read.
    """
    slimmed = bytearray()
    cells = 0
    for number, piece in enumerate(_whole_tags(read())):
        if not _is_plain(piece if number else _DECLARATION.sub(b"", piece, count=1)):
            return _kept_whole(read())
        kept = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", piece))
        cells += len(_CELL.findall(kept))
        slimmed += kept
        if cells > MAX_CELLS or len(slimmed) > MAX_PART_BYTES:
            raise SheetTooLargeError
    return bytes(slimmed)


def _is_plain(piece: bytes) -> bool:
    """Whether nothing but cells can be taken for cells in a piece of a sheet, and each says its place."""
    if _ODD.search(piece):
        return False
    return sum(1 for _ in _ROW_OR_CELL.finditer(piece)) == sum(1 for _ in _PLACED.finditer(piece))


def _kept_whole(part: Iterable[bytes]) -> bytes:
    kept = bytearray()
    for piece in part:
        kept += piece
        if len(kept) > MAX_PART_BYTES:
            raise SheetTooLargeError
    if len(_CELL.findall(kept)) > MAX_CELLS:
        raise SheetTooLargeError
    return bytes(kept)


def _whole_tags(part: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes in large pieces, none of which ends within a tag."""
    waiting = bytearray()
    # No tag begins before this place, but at the very beginning.
    searched = 0
    for piece in part:
        waiting += piece
        if len(waiting) < _PIECE_BYTES:
            continue
        cut = waiting.rfind(b"<", searched)
        searched = len(waiting)
        if cut > 0:
            yield bytes(waiting[:cut])
            del waiting[:cut]
            searched = 0
        elif len(waiting) > MAX_PART_BYTES:
            raise SheetTooLargeError
    yield bytes(waiting)
