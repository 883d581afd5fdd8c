"""The text of a page in a finished PDF: what each piece of marked content says, where and in which font."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pikepdf import Matrix, Object, String, parse_content_stream

_OPERATORS = "q Q cm Tm Tf TJ BMC BDC EMC"
_GLYPH_BYTES = 2
_NO_CHARACTER = "\ufffd"


class Font(NamedTuple):
    """A font in a finished PDF.

    Attributes:
        name: without the letters that say it holds only the glyphs in use.
        is_embedded: whether it is in the file.
        characters: by glyph, what it stands for.
    """

    name: str
    is_embedded: bool
    characters: dict[bytes, str]


class Piece(NamedTuple):
    """A piece of marked text.

    Attributes:
        text: what it says.
        font: the font that it is in.
        x: where it begins, in points from the left edge of the page.
    """

    text: str
    font: Font
    x: float


def read_fonts(resources: Any) -> dict[str, Font]:
    """The fonts of a page, by the names that the page has for them."""
    return {name: _read_font(font) for name, font in resources.Font.items()}


def read_pieces(page: Object, fonts: dict[str, Font]) -> dict[int, list[Piece]]:
    """For each piece of marked content on a page, the text in it."""
    reading = _Reading(fonts)
    for instruction in parse_content_stream(page, _OPERATORS):
        reading.take(str(instruction.operator), instruction.operands)
    return reading.pieces


class _Reading:
    """The state of a page while it is read: what has been pushed, which marks are open, where text goes."""

    def __init__(self, fonts: dict[str, Font]) -> None:
        self.pieces: dict[int, list[Piece]] = {}
        self._fonts = fonts
        self._matrices = [Matrix()]
        self._marks: list[int | None] = []

    def take(self, operator: str, operands: Any) -> None:
        match operator:
            case "q":
                self._matrices.append(self._matrices[-1])
            case "Q":
                self._matrices.pop()
            case "cm":
                self._matrices[-1] = Matrix(*operands) @ self._matrices[-1]
            case "Tm":
                self._place = Matrix(*operands)
            case "Tf":
                self._font = self._fonts[str(operands[0])]
            case "TJ":
                self._show(operands[0])
            case "BDC":
                self._marks.append(operands[1].get("/MCID"))
            case "BMC":
                self._marks.append(None)
            case "EMC":
                self._marks.pop()

    def _show(self, parts: Any) -> None:
        if self._marks and (mark := self._marks[-1]) is not None:
            glyphs = b"".join(bytes(part) for part in parts if isinstance(part, String))
            text = "".join(_characters(glyphs, self._font.characters))
            x = (self._place @ self._matrices[-1]).e
            self.pieces.setdefault(mark, []).append(Piece(text, self._font, x))


def _characters(glyphs: bytes, characters: dict[bytes, str]) -> Iterator[str]:
    for place in range(0, len(glyphs), _GLYPH_BYTES):
        yield characters.get(glyphs[place : place + _GLYPH_BYTES], _NO_CHARACTER)


def _read_font(font: Any) -> Font:
    described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = described.get("/FontDescriptor", {})
    # A font of pictures has them in itself.
    is_embedded = font.Subtype == "/Type3" or "/FontFile2" in descriptor or "/FontFile3" in descriptor
    name = str(font.get("/BaseFont", "")).removeprefix("/").rpartition("+")[2]
    characters = {}
    # Written with the same signs as a page is.
    for instruction in parse_content_stream(font.ToUnicode, "endbfchar"):
        pairs = [bytes(word) for word in instruction.operands]
        for glyph, text in zip(pairs[::2], pairs[1::2], strict=True):
            characters[glyph] = text.decode("utf-16-be", "replace")
    return Font(name, is_embedded, characters)
