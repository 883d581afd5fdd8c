"""Tables of a composed document: text, figures, shades and bars in cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from nkps_reports.word.composed.runs import (
    KEPT,
    exact_height,
    write_place_link,
    write_properties,
    write_run,
)
from nkps_reports.word.default import packaged

_CELL_STYLE = "NKPScelle"
# Of upright headers: how high their row is in twentieths of a point, and half points of their letters.
_UPRIGHT_HEIGHT, _UPRIGHT_SIZE = 2150, 16
# Left and right of a figure, in twentieths of a point.
_FIGURE_MARGIN, _BAR_MARGIN = 40, 40
_BAR_COLOR = _LINE_COLOR = "1F3864"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table; colours are six hexadecimal digits, or empty for none.

    Attributes:
        is_figure: it stands in the middle of a narrow column.
        is_upright: its line runs from the bottom to the top.
        is_low: its text stands at the bottom.
        is_hatched: the column is one of nothing.
        is_apart: a line stands to the left of it.
        is_kept: its row stays on the page of the next one.
        bar_pt: how high a bar below its text is; None where there is none, and no room for one.
        bookmark: the place in the document that its first line leads to; empty where it leads nowhere.
        place: the XML of a bookmark at its beginning.
    """

    lines: tuple[str, ...]
    fill: str = ""
    color: str = ""
    is_bold: bool = False
    is_figure: bool = False
    is_upright: bool = False
    is_low: bool = False
    is_hatched: bool = False
    is_apart: bool = False
    is_kept: bool = False
    bar_pt: float | None = None
    bookmark: str = ""
    place: str = ""


def write_table(
    header: Sequence[str | TableCell],
    rows: Iterable[Sequence[TableCell]],
    widths: Sequence[int],
    description: tuple[str, str],
) -> Iterator[str]:
    """The XML of a table whose header is repeated on each page, in pieces.

    Widths are in twentieths of a point. The description, for screen readers, is a title and a sentence.
    """
    caption, text = map(quoteattr, description)
    head = [TableCell((name,)) if isinstance(name, str) else name for name in header]
    yield from (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{"".join(packaged.TABLE_STYLE.split())}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={caption}/>'
        f"<w:tblDescription w:val={text}/></w:tblPr><w:tblGrid>",
        *(f'<w:gridCol w:w="{width}"/>' for width in widths),
        "</w:tblGrid>",
        _write_row(head, widths, "<w:tblHeader/>"),
        *(_write_row(row, widths) for row in rows),
        "</w:tbl>",
    )


def _write_row(cells: Sequence[TableCell], widths: Sequence[int], more: str = "") -> str:
    written = "".join(_write_cell(cell, width) for cell, width in zip(cells, widths, strict=True))
    if any(cell.is_upright for cell in cells):
        more = f'<w:trHeight w:val="{_UPRIGHT_HEIGHT}" w:hRule="exact"/>{more}'
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{written}</w:tr>"


def _write_cell(cell: TableCell, width: int) -> str:
    more = (KEPT if cell.is_kept else "") + ('<w:jc w:val="center"/>' if cell.is_figure else "")
    look = "<w:b/><w:bCs/>" if cell.is_bold else ""
    look += f'<w:color w:val="{cell.color}"/>' if cell.color else ""
    look += f'<w:sz w:val="{_UPRIGHT_SIZE}"/><w:szCs w:val="{_UPRIGHT_SIZE}"/>' if cell.is_upright else ""
    runs = [write_run(line, look) for line in cell.lines or ("",)]
    if cell.bookmark:
        runs[0] = write_place_link(cell.bookmark, cell.lines[0])
    runs[0] = cell.place + runs[0]
    paragraphs = "".join(f"<w:p>{write_properties(_CELL_STYLE, more)}{each}</w:p>" for each in runs)
    return f"<w:tc>{_cell_look(cell, width)}{paragraphs}{_write_bar(cell.bar_pt or 0)}</w:tc>"


def _cell_look(cell: TableCell, width: int) -> str:
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.is_apart:
        line = f'<w:left w:val="single" w:sz="8" w:space="0" w:color="{_LINE_COLOR}"/>'
        look += f"<w:tcBorders>{line}</w:tcBorders>"
    if cell.is_hatched:
        look += '<w:shd w:val="thinDiagStripe" w:color="C4CAD4" w:fill="F4F5F7"/>'
    elif cell.fill:
        look += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>'
    left, right = (
        _cell_margin(side, _FIGURE_MARGIN if cell.is_figure else None) for side in ("left", "right")
    )
    bottom = _cell_margin("bottom", None if cell.bar_pt is None else 0)
    if margins := left + bottom + right:
        look += f"<w:tcMar>{margins}</w:tcMar>"
    look += '<w:textDirection w:val="btLr"/>' if cell.is_upright else ""
    if cell.is_upright:
        look += '<w:vAlign w:val="center"/>'
    elif cell.is_low or cell.bar_pt is not None:
        look += '<w:vAlign w:val="bottom"/>'
    return f"<w:tcPr>{look}</w:tcPr>"


def _cell_margin(side: str, width: int | None) -> str:
    return "" if width is None else f'<w:{side} w:w="{width}" w:type="dxa"/>'


def _write_bar(height_pt: float) -> str:
    """A bar: an empty paragraph of that height, with a ground."""
    if not height_pt:
        return ""
    look = (
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_BAR_COLOR}"/>'
        f"{exact_height(round(20 * height_pt))}"
        f'<w:ind w:left="{_BAR_MARGIN}" w:right="{_BAR_MARGIN}"/>'
    )
    return f"<w:p>{write_properties(_CELL_STYLE, look)}</w:p>"
