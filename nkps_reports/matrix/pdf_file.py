"""A finished PDF, opened again from its bytes: the objects in it and what each piece of marked text says.

Reads what the standard calls cross-reference streams, object streams and Flate, which is how WeasyPrint
writes. Whatever else it meets is an error: a file that cannot be read again is not handed over.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
# An opening bracket, a closing one, and the kinds of values as ``_VALUES`` counts them.
_TOKEN = re.compile(
    rb"\s*(?:(<<|\[)|(>>|\])|/([^\s/<>\[\]()%]*)|(\d+)\s+\d+\s+R\b|([-+]?\d+\b(?!\.))|([-+]?\d*\.\d*)"
    rb"|\(((?:[^\\()]|\\.)*)\)|<([0-9A-Fa-f]*)>|(true|false|null))",
    re.DOTALL,
)
_OPENING, _CLOSING = 1, 2
_HEAD = re.compile(rb"\s*\d+\s+\d+\s+obj")
_STREAM = re.compile(rb"\s*stream\r?\n")
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)


class Reference(int):
    """The number of an object that stands elsewhere."""


_VALUES: dict[int, Callable[[bytes], Any]] = {
    3: bytes.decode,
    4: Reference,
    5: int,
    6: float,
    7: lambda word: _ESCAPED.sub(rb"\1", word),
    8: lambda word: bytes.fromhex(word.decode()),
    9: {b"true": True, b"false": False, b"null": None}.__getitem__,
}


class Stream(NamedTuple):
    """An object with content of its own."""

    entries: dict[str, Any]
    content: bytes


class PdfFile:
    """The objects of a PDF. Names are text with no slash before them, strings are bytes."""

    def __init__(self, file: bytes) -> None:
        found = _START.search(file, max(0, len(file) - 64))
        if found is None:
            raise ValueError("no cross-reference at the end")
        self._file = file
        self._known: dict[int, Any] = {}
        self._packed: dict[int, list[bytes]] = {}
        self._places: dict[int, tuple[int, ...]] = {}
        index = self._read(int(found[1]))
        self._read_places(index)
        self.catalog: dict[str, Any] = self.get(index.entries["Root"])

    def get(self, value: Any) -> Any:
        """What a value is, or what it refers to."""
        if not isinstance(value, Reference):
            return value
        if value not in self._known:
            kind, place, number = self._places[value]
            self._known[value] = self._read(place) if kind == 1 else parse(self._unpack(place)[number])
        return self._known[value]

    def pages(self) -> list[tuple[Reference, dict[str, Any]]]:
        """The pages, in order."""
        return [(reference, self.get(reference)) for reference in self.get(self.catalog["Pages"])["Kids"]]

    def _read(self, place: int) -> Any:
        """The object at a place in the file."""
        head = _HEAD.match(self._file, place)
        if head is None:
            raise ValueError(f"no object at {place}")
        value, end = _parse(self._file, head.end())
        begin = _STREAM.match(self._file, end)
        if begin is None:
            return value
        content = self._file[begin.end() : begin.end() + value["Length"]]
        match value.get("Filter"):
            case None:
                return Stream(value, content)
            case "FlateDecode" if "DecodeParms" not in value:
                return Stream(value, zlib.decompress(content))
        raise ValueError(f"unknown filter {value['Filter']}")

    def _read_places(self, index: Stream) -> None:
        first, count = index.entries["Index"]
        widths = index.entries["W"]
        rows, position = index.content, 0
        for number in range(first, first + count):
            fields = []
            for width in widths:
                fields.append(int.from_bytes(rows[position : position + width], "big"))
                position += width
            self._places[number] = tuple(fields)

    def _unpack(self, number: int) -> list[bytes]:
        """The objects in an object stream."""
        if number not in self._packed:
            entries, content = self.get(Reference(number))
            first = entries["First"]
            begins = [first + int(place) for place in content[:first].split()[1::2]]
            ends = [*begins[1:], len(content)]
            self._packed[number] = [content[a:b] for a, b in zip(begins, ends, strict=True)]
        return self._packed[number]


def parse(text: bytes) -> Any:
    """An object from how it is written."""
    return _parse(text, 0)[0]


def _parse(text: bytes, position: int) -> tuple[Any, int]:
    match_token = _TOKEN.match
    begun: list[list[Any]] = []
    values: list[Any] = []
    while token := match_token(text, position):
        position = token.end()
        kind = token.lastindex or 0
        if kind == _OPENING:
            begun.append(values)
            values = []
            continue
        if kind != _CLOSING:
            value = _VALUES[kind](token[kind])
        else:
            value = values if token[kind] == b"]" else dict(zip(values[::2], values[1::2], strict=True))
            values = begun.pop()
        if not begun:
            return value, position
        values.append(value)
    raise ValueError(f"no value at {position}")
