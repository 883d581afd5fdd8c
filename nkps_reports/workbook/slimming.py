"""A sheet's part without what holds nothing: the formatted, empty rows and cells that people leave behind.

Somebody who formats whole columns makes a million rows that hold nothing. They are taken out of the bytes
before anything is parsed, so that they cost neither time nor memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from nkps_reports.limits import LARGEST_PART_BYTES, MOST_CELLS

_NAME = rb"<(?:\w{1,20}:)?"
_END = rb"</(?:\w{1,20}:)?"
_EMPTY_CELL = re.compile(_NAME + rb"c\s[^<>]*(?:/>|>\s*" + _END + rb"c>)")
_EMPTY_ROW = re.compile(_NAME + rb"row\s[^<>]*(?:/>|>\s*" + _END + rb"row>)")
_CELL = re.compile(_NAME + rb"c[\s>]")
# A cell that tells its place by the cells before it; and comments and the like, which may hold anything.
_KEPT_WHOLE = re.compile(_NAME + rb"(?:c|row)(?=[\s/>])(?![^<>]*\sr=)|<!")
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
    for piece in _whole_tags(read()):
        if _KEPT_WHOLE.search(piece):
            return _kept_whole(read())
        kept = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", piece))
        cells += len(_CELL.findall(kept))
        slimmed += kept
        if cells > MOST_CELLS or len(slimmed) > LARGEST_PART_BYTES:
            raise SheetTooLargeError
    return bytes(slimmed)


def _kept_whole(part: Iterable[bytes]) -> bytes:
    kept = bytearray()
    for piece in part:
        kept += piece
        if len(kept) > LARGEST_PART_BYTES:
            raise SheetTooLargeError
    if len(_CELL.findall(kept)) > MOST_CELLS:
        raise SheetTooLargeError
    return bytes(kept)


def _whole_tags(part: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes in large pieces, none of which ends within a tag."""
    waiting = bytearray()
    for piece in part:
        waiting += piece
        if len(waiting) < _PIECE_BYTES:
            continue
        cut = waiting.rfind(b"<")
        if cut > 0:
            yield bytes(waiting[:cut])
            del waiting[:cut]
        elif len(waiting) > LARGEST_PART_BYTES:
            raise SheetTooLargeError
    yield bytes(waiting)
