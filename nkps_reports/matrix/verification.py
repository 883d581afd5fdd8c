"""Reads a finished matrix again, as its receiver will, before anybody gets it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from nkps_reports.matrix.page_text import Font, Piece, read_fonts, read_pieces, say
from nkps_reports.matrix.pdf_file import PdfFile, Reference


class Marks(NamedTuple):
    """What a matrix must show.

    Attributes:
        measures: the numbers over the columns, in order.
        rows: for each action, in order, the numbers of its measures.
    """

    measures: tuple[int, ...]
    rows: tuple[frozenset[int], ...]


class WrongMatrixError(Exception):
    """A finished matrix that does not say what it should: a bug in the program."""


class NoIntendedFontError(Exception):
    """A finished matrix in which no font is an intended one: the machine has none."""


def verify_matrix(file: bytes, marks: Marks, intended_fonts: Sequence[str]) -> None:
    """Check that a PDF shows each mark once, under its measure, in a font that is in the file.

    Args:
        file: the bytes of the PDF.
        marks: what must be in it, and nothing else.
        intended_fonts: how the names of the fonts begin that figures may be in.

    Raises:
        NoIntendedFontError: no font in the PDF is an intended one.
        WrongMatrixError: the PDF is not what it should be.
    """
    reading = _Reading(PdfFile(file), tuple(intended_fonts))
    head, *rows = reading.rows()
    measures = [*map(str, marks.measures)]
    header = [reading.read(cell) for cell in head[1:]]
    _require([cell.text for cell in header[:-1]] == measures, "header", header)
    _require(len(rows) == len(marks.rows) + 1, "rows", len(rows))
    columns = [cell.x for cell in header]
    for number, (row, related) in enumerate(zip(rows, marks.rows, strict=False), start=1):
        title, cells = reading.read(row[0], own_pieces=1), [reading.read(cell) for cell in row[1:]]
        shown = [str(measure) if measure in related else "" for measure in marks.measures]
        _require(title.opening == str(number), "number", number, title)
        _require([cell.text for cell in cells] == [*shown, str(len(related))], "marks", number, cells)
        _require_places(cells, columns)
    counts = [sum(measure in related for related in marks.rows) for measure in marks.measures]
    sums = [reading.read(cell) for cell in rows[-1][1:]]
    _require([cell.text for cell in sums] == [*map(str, counts), str(sum(counts))], "sums", sums)
    _require_places(sums, columns)


class _Cell(NamedTuple):
    """A cell of the table: all its text, the first piece of it, and where that begins."""

    text: str
    opening: str
    x: float


class _Reading:
    """A PDF while its first table is read."""

    def __init__(self, file: PdfFile, intended: tuple[str, ...]) -> None:
        self._file = file
        self._intended = intended
        self._pieces_by_page: dict[Reference, dict[int, list[Piece]]] = {}
        self._pages = dict(file.pages())
        # One and the same for all pages.
        self._fonts: dict[str, Font] = {}
        for resources in {page["Resources"] for page in self._pages.values()}:
            self._fonts |= read_fonts(file, file.get(resources))
        fonts = self._fonts.values()
        if not any(font.name.startswith(intended) for font in fonts):
            raise NoIntendedFontError
        strange = [font.name for font in fonts if not font.is_embedded]
        _require(not strange, "embedded", strange)

    def rows(self) -> Iterator[list[dict[str, Any]]]:
        """The cells of each row of the first table, its header first."""
        root = self._file.get(self._file.get(self._file.catalog["StructTreeRoot"])["K"][0])
        table = next(kid for kid in self._kids(root) if kid["S"] == "Table")
        for group in self._kids(table):
            if group["S"] != "Caption":
                for row in self._kids(group):
                    yield list(self._kids(row))

    def read(self, cell: dict[str, Any], own_pieces: int | None = None) -> _Cell:
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
            _require(font.name.startswith(self._intended), "font", font.name, texts)
        return _Cell("".join(texts), texts[0], pieces[0][0].x) if texts else _Cell("", "", 0)

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


def _require_places(cells: Sequence[_Cell], columns: Sequence[float]) -> None:
    """Whatever is drawn is nearer to the header of its own column than to any other."""
    for place, cell in enumerate(cells):
        if cell.text:
            nearest = min(range(len(columns)), key=lambda column: abs(columns[column] - cell.x))
            _require(nearest == place, "place", cell)


def _require(holds: object, what: str, *found: object) -> None:
    if not holds:
        raise WrongMatrixError(what, *map(repr, found))
