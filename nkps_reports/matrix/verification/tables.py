"""The tables of a finished PDF, read as its receiver will: by its tags, from its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

from pikepdf import Pdf, PikepdfError

from nkps_reports.matrix.verification.errors import NoIntendedFontError, WrongMatrixError, require
from nkps_reports.matrix.verification.page_text import Font, Piece, read_fonts, read_pieces


class Cell(NamedTuple):
    """A cell of the table: all its text, the first piece of it, and where that begins."""

    text: str
    opening: str
    x: float


class Tables:
    """The tables of a PDF."""

    def __init__(self, pdf: Pdf, intended_fonts: Sequence[str]) -> None:
        """Take what is the same for all pages.

        Args:
            pdf: the file.
            intended_fonts: how the names of the fonts begin that the program's own words may be in.

        Raises:
            NoIntendedFontError: no font in it is an intended one.
            WrongMatrixError: a font is not in the file.
        """
        self._root: Any = pdf.Root.StructTreeRoot
        self._intended = tuple(intended_fonts)
        self._pages = {page.obj.objgen: page.obj for page in pdf.pages}
        self._pieces_by_page: dict[tuple[int, int], dict[int, list[Piece]]] = {}
        self._fonts: dict[str, Font] = {}
        for resources in {page.Resources.objgen: page.Resources for page in self._pages.values()}.values():
            self._fonts |= read_fonts(resources)
        fonts = self._fonts.values()
        if not any(font.name.startswith(self._intended) for font in fonts):
            raise NoIntendedFontError
        strange = [font.name for font in fonts if not font.is_embedded]
        require(not strange, "embedded", strange)

    def rows(self, position: int = 0) -> Iterator[list[Any]]:
        """The cells of each row of a table, its header first.

        Args:
            position: how many tables stand before it.
        """
        table = [kid for kid in _kids(self._root.K[0]) if kid.S == "/Table"][position]
        for group in _kids(table):
            if group.S != "/Caption":
                for row in _kids(group):
                    yield [*_kids(row)]

    def read(self, cell: Any, own_pieces: int | None = None) -> Cell:
        """What stands in a cell; nothing where it is empty.

        Args:
            cell: an element of the table.
            own_pieces: how many pieces of text are the program's own; all, where it is not said. What a user
                typed may need another font than the intended one.
        """
        pieces = [*self.pieces(cell)]
        texts = [piece.text for piece in pieces]
        for piece in pieces[:own_pieces]:
            require(piece.font.name.startswith(self._intended), "font", piece.font.name, texts)
        return Cell("".join(texts), texts[0], pieces[0].x) if pieces else Cell("", "", 0)

    def pieces(self, element: Any) -> Iterator[Piece]:
        """The pieces of text in an element and in those within it."""
        for kid in element.K:
            if isinstance(kid, int):
                yield from self._pieces_on(element.Pg.objgen).get(kid, ())
            else:
                yield from self.pieces(kid)

    def _pieces_on(self, page: tuple[int, int]) -> dict[int, list[Piece]]:
        if page not in self._pieces_by_page:
            self._pieces_by_page[page] = read_pieces(self._pages[page], self._fonts)
        return self._pieces_by_page[page]


@contextmanager
def open_tables(file: bytes, intended_fonts: Sequence[str]) -> Iterator[Tables]:
    """Open a finished PDF; a file that qpdf would have to mend is as bad as one that says something else.

    Args:
        file: its bytes.
        intended_fonts: how the names of the fonts begin that the program's own words may be in.

    Raises:
        NoIntendedFontError: no font in it is an intended one.
        WrongMatrixError: it cannot be read, or a font is not in it.
    """
    try:
        with Pdf.open(BytesIO(file), attempt_recovery=False, suppress_warnings=True) as pdf:
            yield Tables(pdf, intended_fonts)
            warnings = pdf.get_warnings()
    except PikepdfError as error:
        raise WrongMatrixError("file", repr(error)) from error
    require(not warnings, "file", warnings)


def require_places(cells: Sequence[Cell], columns: Sequence[float]) -> None:
    """Require that whatever is drawn is nearer to the header of its own column than to any other."""
    for place, cell in enumerate(cells):
        if cell.text:
            nearest = min(range(len(columns)), key=lambda column: abs(columns[column] - cell.x))
            require(nearest == place, "place", cell)


def _kids(element: Any) -> Iterator[Any]:
    return (kid for kid in element.K if not isinstance(kid, int))
