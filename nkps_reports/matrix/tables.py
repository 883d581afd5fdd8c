"""The tables of a finished PDF, read as its receiver will: by its tags, from its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from nkps_reports.matrix.page_text import Font, Piece, read_fonts, read_pieces, say
from nkps_reports.matrix.pdf_file import PdfFile, Reference


class WrongMatrixError(Exception):
    """A finished matrix that does not say what it should: a bug in the program."""


class NoIntendedFontError(Exception):
    """A finished matrix in which no font is an intended one: the machine has none."""


class Cell(NamedTuple):
    """A cell of the table: all its text, the first piece of it, and where that begins."""

    text: str
    opening: str
    x: float


class Tables:
    """The tables of a PDF."""

    def __init__(self, file: bytes, intended_fonts: Sequence[str]) -> None:
        """Open a PDF.

        Args:
            file: its bytes.
            intended_fonts: how the names of the fonts begin that the program's own words may be in.

        Raises:
            NoIntendedFontError: no font in it is an intended one.
            WrongMatrixError: a font is not in the file.
        """
        self._file = PdfFile(file)
        self._intended = tuple(intended_fonts)
        self._pieces_by_page: dict[Reference, dict[int, list[Piece]]] = {}
        self._pages = dict(self._file.pages())
        # One and the same for all pages.
        self._fonts: dict[str, Font] = {}
        for resources in {page["Resources"] for page in self._pages.values()}:
            self._fonts |= read_fonts(self._file, self._file.get(resources))
        fonts = self._fonts.values()
        if not any(font.name.startswith(self._intended) for font in fonts):
            raise NoIntendedFontError
        strange = [font.name for font in fonts if not font.is_embedded]
        require(not strange, "embedded", strange)

    def rows(self, position: int = 0) -> Iterator[list[dict[str, Any]]]:
        """The cells of each row of a table, its header first.

        Args:
            position: how many tables stand before it.
        """
        root = self._file.get(self._file.get(self._file.catalog["StructTreeRoot"])["K"][0])
        table = [kid for kid in self._kids(root) if kid["S"] == "Table"][position]
        for group in self._kids(table):
            if group["S"] != "Caption":
                for row in self._kids(group):
                    yield list(self._kids(row))

    def read(self, cell: dict[str, Any], own_pieces: int | None = None) -> Cell:
        """What stands in a cell; nothing where it is empty.

        Args:
            cell: an element of the table.
            own_pieces: how many pieces of text are the program's own; all, where it is not said. What a user
                typed may need another font than the intended one.
        """
        texts, pieces = [], list(self._pieces(cell))
        for piece, font in pieces:
            texts.append(say(piece, font))
        for _, font in pieces[:own_pieces]:
            require(font.name.startswith(self._intended), "font", font.name, texts)
        return Cell("".join(texts), texts[0], pieces[0][0].x) if texts else Cell("", "", 0)

    def _pieces(self, element: dict[str, Any]) -> Iterator[tuple[Piece, Font]]:
        for kid in element["K"]:
            if isinstance(kid, Reference):
                yield from self._pieces(self._file.get(kid))
            else:
                for piece in self._pieces_on(element["Pg"]).get(kid, ()):
                    yield piece, self._fonts[piece.font]

    def _pieces_on(self, page: Reference) -> dict[int, list[Piece]]:
        if page not in self._pieces_by_page:
            content = self._file.get(self._pages[page]["Contents"]).content
            self._pieces_by_page[page] = read_pieces(content)
        return self._pieces_by_page[page]

    def _kids(self, element: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for kid in element["K"]:
            if isinstance(kid, Reference):
                yield self._file.get(kid)


def require_places(cells: Sequence[Cell], columns: Sequence[float]) -> None:
    """Require that whatever is drawn is nearer to the header of its own column than to any other."""
    for place, cell in enumerate(cells):
        if cell.text:
            nearest = min(range(len(columns)), key=lambda column: abs(columns[column] - cell.x))
            require(nearest == place, "place", cell)


def require(holds: object, what: str, *found: object) -> None:
    """Give up where something does not hold, with what was found in its place."""
    if not holds:
        raise WrongMatrixError(what, *map(repr, found))
