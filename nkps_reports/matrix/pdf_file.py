"""A finished PDF, opened again from its bytes: the objects in it and what each piece of marked text says.

Reads what the standard calls cross-reference streams, object streams and Flate, which is how WeasyPrint
writes. Whatever else it meets is an error: a file that cannot be read again is not handed over.
"""

from __future__ import annotations

import re
import zlib
from typing import Any, NamedTuple

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TOKEN = re.compile(
    rb"\s*(?:(\d+)\s+\d+\s+R\b|(<<|\[)|(>>|\])|/([^\s/<>\[\]()%]*)|([-+]?\d+\b(?!\.))|([-+]?\d*\.\d*)"
    rb"|\(((?:[^\\()]|\\.)*)\)|<([0-9A-Fa-f]*)>|(true|false|null))",
    re.DOTALL,
)
_HEAD = re.compile(rb"\s*\d+\s+\d+\s+obj")
_STREAM = re.compile(rb"\s*stream\r?\n")
_WORDS = {b"true": True, b"false": False, b"null": None}
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)


class Reference(int):
    """The number of an object that stands elsewhere."""


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
    open_lists: list[list[Any]] = []
    values: list[Any] = []
    while True:
        token = match_token(text, position)
        if token is None:
            raise ValueError(f"no value at {position}")
        position = token.end()
        kind, word = token.lastindex, token[token.lastindex or 0]
        if kind == 2:
            open_lists.append(values)
            values = []
            continue
        value = _value(kind, word, values)
        if kind == 3:
            values = open_lists.pop()
        if not open_lists:
            return value, position
        values.append(value)


def _value(kind: int | None, word: bytes, inner: list[Any]) -> Any:
    match kind:
        case 1:
            return Reference(word)
        case 3:
            return inner if word == b"]" else dict(zip(inner[::2], inner[1::2], strict=True))
        case 4:
            return word.decode()
        case 5:
            return int(word)
        case 6:
            return float(word)
        case 7:
            return _ESCAPED.sub(rb"\1", word)
        case 8:
            return bytes.fromhex(word.decode())
    return _WORDS[word]
