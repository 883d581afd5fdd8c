"""The tables of a finished PDF, read as its receiver will: by its tags, from its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

from pikepdf import Pdf, PikepdfError

from nkps_reports.matrix.verification.errors import NoIntendedFontError, WrongMatrixError, require
from nkps_reports.matrix.verification.page_text import MarkedText, read_fonts, read_pieces


class FinishedCell(NamedTuple):
    """A cell of a table: all its text, the first piece of it, and where that begins."""

    text: str
    opening: str
    x: float


class Tables:
    """The tables of a PDF; ``open_tables`` makes it."""

    def __init__(self, pdf: Pdf, intended_fonts: Sequence[str]) -> None:
        self._root: Any = pdf.Root.StructTreeRoot
        self._intended = tuple(intended_fonts)
        self._pages = {page.obj.objgen: page.obj for page in pdf.pages}
        self._pieces_by_page: dict[tuple[int, int], dict[int, list[MarkedText]]] = {}
        # Fonts of the same name in different parts of a file have different letters.
        resources = {page.Resources.objgen: page.Resources for page in self._pages.values()}
        self._fonts = {number: read_fonts(each) for number, each in resources.items()}
        fonts = [font for named in self._fonts.values() for font in named.values()]
        if not any(font.name.startswith(self._intended) for font in fonts):
            raise NoIntendedFontError
        strange = [font.name for font in fonts if not font.is_embedded]
        require(not strange, "embedded", strange)

    def rows(self, position: int = 0) -> Iterator[list[Any]]:
        """The cells of each row of a table, its header first.

        Args:
            position: how many tables stand before it.
        """
        for group in _kids(self._table(position)):
            if group.S != "/Caption":
                for row in _kids(group):
                    yield [*_kids(row)]

    def caption(self) -> str:
        """What stands over the first table."""
        caption = next(kid for kid in _kids(self._table(0)) if kid.S == "/Caption")
        return self.read(caption).text

    def read(self, cell: Any, own_pieces: int | None = None) -> FinishedCell:
        """What stands in a cell; nothing where it is empty.

        Args:
            cell: an element of the table.
            own_pieces: how many pieces of its text are the program's own, by default all. What a user typed
                may need another font than the intended one.
        """
        pieces = [*self._pieces(cell)]
        texts = [piece.text for piece in pieces]
        for piece in pieces[:own_pieces]:
            require(piece.font.name.startswith(self._intended), "font", piece.font.name, texts)
        return FinishedCell("".join(texts), texts[0], pieces[0].x) if pieces else FinishedCell("", "", 0)

    def _table(self, position: int) -> Any:
        return [kid for kid in _kids(self._root.K[0]) if kid.S == "/Table"][position]

    def _pieces(self, element: Any) -> Iterator[MarkedText]:
        """The pieces of text in an element and in those within it."""
        for kid in element.K:
            if isinstance(kid, int):
                yield from self._pieces_on(element.Pg.objgen).get(kid, ())
            else:
                yield from self._pieces(kid)

    def _pieces_on(self, page: tuple[int, int]) -> dict[int, list[MarkedText]]:
        if page not in self._pieces_by_page:
            fonts = self._fonts[self._pages[page].Resources.objgen]
            self._pieces_by_page[page] = read_pieces(self._pages[page], fonts)
        return self._pieces_by_page[page]


@contextmanager
def open_tables(file: bytes, intended_fonts: Sequence[str]) -> Iterator[Tables]:
    """Open a finished PDF; a file that qpdf would have to mend is as bad as one that says something else.

    Args:
        file: its bytes.
        intended_fonts: how the names of the fonts that the program's own words may be in begin.

    Raises:
        NoIntendedFontError: no font in it is an intended one.
        WrongMatrixError: it cannot be read, or a font is not in it.
    """
    try:
        with Pdf.open(BytesIO(file), attempt_recovery=False, suppress_warnings=True) as pdf:
            try:
                yield Tables(pdf, intended_fonts)
            finally:
                # Where a part cannot be read, the rest seems wrong.
                warnings = pdf.get_warnings()
                require(not warnings, "file", warnings)
    except PikepdfError as error:
        raise WrongMatrixError("file", repr(error)) from error


def require_places(cells: Sequence[FinishedCell], columns: Sequence[float]) -> None:
    """Require that what stands in a cell is nearer to the header of its column than to any other."""
    for place, cell in enumerate(cells):
        if cell.text:
            nearest = min(range(len(columns)), key=lambda column: abs(columns[column] - cell.x))
            require(nearest == place, "place", cell)


def _kids(element: Any) -> Iterator[Any]:
    return (kid for kid in element.K if not isinstance(kid, int))
