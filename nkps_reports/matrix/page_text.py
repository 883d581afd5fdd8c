"""The text of a page in a finished PDF: what each piece of marked content says, where and in which font."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from nkps_reports.matrix.pdf_file import PdfFile

_OPERATION = re.compile(
    rb"^(?:(?P<numbers>-?[\d.]+(?: -?[\d.]+){5}) (?P<matrix>cm|Tm)|\[(?P<glyphs>.*)\] TJ"
    rb"|/(?P<font>\S+) \S+ Tf|(?P<word>q|Q|BMC|EMC)|<</MCID (?P<mark>\d+)>>\nBDC|.*BDC)$",
    re.MULTILINE,
)
_GLYPHS = re.compile(rb"<([0-9A-Fa-f]*)>")
_MAPPED = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_NO_CHARACTER = "\ufffd"

_Matrix = tuple[float, ...]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


class Piece(NamedTuple):
    """A piece of marked text.

    Attributes:
        x: where it begins, in points from the left edge of the page.
        font: the name of its font, as the page knows it.
        glyphs: the numbers of its glyphs in that font, in hexadecimal.
    """

    x: float
    font: str
    glyphs: bytes


class Font(NamedTuple):
    """A font in a finished PDF.

    Attributes:
        name: without the letters that say it holds only the glyphs in use.
        is_embedded: whether it is in the file.
        characters: by glyph in hexadecimal, what it stands for.
    """

    name: str
    is_embedded: bool
    characters: dict[bytes, str]


def read_pieces(content: bytes) -> dict[int, list[Piece]]:
    """For each piece of marked content on a page, the text in it."""
    reading = _Reading()
    for found in _OPERATION.finditer(content):
        reading.take(found)
    return reading.pieces


class _Reading:
    """The state of a page while it is read: what has been pushed, which marks are open, where text goes."""

    def __init__(self) -> None:
        self.pieces: dict[int, list[Piece]] = {}
        self._matrices: list[_Matrix] = []
        self._matrix = self._place = _SAME
        self._marks: list[int | None] = []
        self._font = ""

    def take(self, found: re.Match[bytes]) -> None:
        match found.lastgroup:
            case "matrix":
                self._move(tuple(map(float, found["numbers"].split())), found["matrix"])
            case "glyphs":
                self._show(b"".join(_GLYPHS.findall(found["glyphs"])))
            case "font":
                self._font = found["font"].decode()
            case "word":
                self._turn(found["word"])
            case "mark":
                self._marks.append(int(found["mark"]))
            case _:
                self._marks.append(None)

    def _move(self, matrix: _Matrix, what: bytes) -> None:
        if what == b"cm":
            self._matrix = _multiply(matrix, self._matrix)
        else:
            self._place = matrix

    def _show(self, glyphs: bytes) -> None:
        if self._marks and (mark := self._marks[-1]) is not None:
            x = _multiply(self._place, self._matrix)[4]
            self.pieces.setdefault(mark, []).append(Piece(x, self._font, glyphs))

    def _turn(self, word: bytes) -> None:
        match word:
            case b"q":
                self._matrices.append(self._matrix)
            case b"Q":
                self._matrix = self._matrices.pop()
            case b"EMC":
                self._marks.pop()
            case _:
                self._marks.append(None)


def read_fonts(file: PdfFile, resources: Any) -> dict[str, Font]:
    """The fonts of a page, by the names the page has for them."""
    return {name: _font(file, file.get(font)) for name, font in file.get(resources["Font"]).items()}


def say(piece: Piece, font: Font) -> str:
    """What a piece of text says."""
    return "".join(_characters(piece.glyphs, font.characters))


def _characters(glyphs: bytes, characters: dict[bytes, str]) -> Iterator[str]:
    for place in range(0, len(glyphs), 4):
        yield characters.get(glyphs[place : place + 4].lower(), _NO_CHARACTER)


def _font(file: PdfFile, font: dict[str, Any]) -> Font:
    described = file.get(file.get(font["DescendantFonts"])[0]) if "DescendantFonts" in font else font
    descriptor = file.get(described.get("FontDescriptor", {}))
    # A font of pictures has them in itself.
    is_embedded = font["Subtype"] == "Type3" or any(key in descriptor for key in ("FontFile2", "FontFile3"))
    name = font.get("BaseFont", "").rpartition("+")[2]
    mapping = file.get(font["ToUnicode"]).content
    characters = {
        glyph.lower(): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for glyph, text in _MAPPED.findall(mapping.partition(b"endcodespacerange")[2])
    }
    return Font(name, is_embedded, characters)


def _multiply(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    m, n, o, p, q, r = two
    return (
        a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r,
    )  # fmt: skip
