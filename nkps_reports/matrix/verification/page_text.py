"""The text of a page in a finished PDF: what each piece of marked content says, where and in which font."""

from __future__ import annotations

from typing import Any, NamedTuple

from pikepdf import Matrix, Object, String, parse_content_stream

_OPERATORS = "q Q cm Tm Tf TJ BMC BDC EMC"
_GLYPH_BYTES = 2
_NO_CHARACTER = "\ufffd"


class Font(NamedTuple):
    """A font in a finished PDF.

    Attributes:
        name: its name, without the prefix of a subset.
        is_embedded: whether it is in the file.
        characters: what each glyph stands for.
    """

    name: str
    is_embedded: bool
    characters: dict[bytes, str]


class MarkedText(NamedTuple):
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


def read_pieces(page: Object, fonts: dict[str, Font]) -> dict[int, list[MarkedText]]:
    """For each piece of marked content on a page, the text in it."""
    reader = _ContentReader(fonts)
    for instruction in parse_content_stream(page, _OPERATORS):
        reader.take(str(instruction.operator), instruction.operands)
    return reader.pieces


class _ContentReader:
    """Follows the operators of a page: where and in which font text is shown, and which marks are open."""

    def __init__(self, fonts: dict[str, Font]) -> None:
        self.pieces: dict[int, list[MarkedText]] = {}
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
            cuts = range(0, len(glyphs), _GLYPH_BYTES)
            shown = (glyphs[start : start + _GLYPH_BYTES] for start in cuts)
            text = "".join(self._font.characters.get(glyph, _NO_CHARACTER) for glyph in shown)
            x = (self._place @ self._matrices[-1]).e
            self.pieces.setdefault(mark, []).append(MarkedText(text, self._font, x))


def _read_font(font: Any) -> Font:
    described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = described.get("/FontDescriptor", {})
    # A Type 3 font holds its own pictures.
    is_embedded = font.Subtype == "/Type3" or "/FontFile2" in descriptor or "/FontFile3" in descriptor
    name = str(font.get("/BaseFont", "")).removeprefix("/").rpartition("+")[2]
    characters = {}
    # Written in the syntax of a page.
    for instruction in parse_content_stream(font.ToUnicode, "endbfchar"):
        pairs = [bytes(word) for word in instruction.operands]
        for glyph, text in zip(pairs[::2], pairs[1::2], strict=True):
            characters[glyph] = text.decode("utf-16-be", "replace")
    return Font(name, is_embedded, characters)
