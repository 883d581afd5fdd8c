"""What is drawn behind the tables on every page: lines, a dark box for each mark, and hatched columns.

In the HTML the lines would need a cell for each measure in each row, and each mark a box: that would make the
layout slow.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from nkps_reports.matrix.tags import POINTS_PER_PIXEL, find_tables

_WITH_COLUMNS, _MARKED, _UNUSED = ("matrix", "heat"), "mark", "unused"
_BETWEEN_ROWS, _BETWEEN_COLUMNS, _BOX = "0.71 0.76 0.84 RG", "0.85 0.88 0.93 RG", "0.12 0.22 0.39 rg"
_HATCHED = "0.95 0.96 0.97 rg 0.80 0.82 0.86 RG"
_LINE_POINTS = 0.4
# Between two lines of a hatching; WeasyPrint's pixels.
_HATCH_STEP = 6.0
# A share of the width of its cell; WeasyPrint's pixels.
_BOX_WIDTH = 0.8
_BOX_TOP, _BOX_HEIGHT = 3.0, 20.5


def draw_grid(document: Any, pdf: Any) -> None:
    """Draw the lines and boxes of WeasyPrint's document, laid out, in its PDF before that is written."""
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        content = pdf.objects[int(reference.split()[0])]["Contents"]
        # The layout counts pixels from the top, the PDF points from the bottom.
        scale, height = POINTS_PER_PIXEL, page.height * POINTS_PER_PIXEL
        begin = ["/Artifact", b"BMC", b"q", f"{scale} 0 0 {-scale} 0 {height:.2f} cm"]
        drawn = [line for box in find_tables(page) for line in _draw(box)]
        # First, so behind all else.
        pdf.objects[int(content.split()[0])].stream[:0] = [*begin, *drawn, b"Q", b"EMC"]


def _draw(box: Any) -> Iterator[str]:
    table = box.get_wrapped_table()
    head, *rows = [row for group in table.children for row in group.children]
    top, bottom = head.position_y + head.height, rows[-1].position_y + rows[-1].height
    for cell in head.children:
        if cell.element.get("class") == _UNUSED:
            yield from _hatch(cell.position_x, top, cell.border_width(), bottom - top)
    yield f"{_LINE_POINTS / POINTS_PER_PIXEL:.2f} w"
    if box.element.get("class") in _WITH_COLUMNS:
        yield _BETWEEN_COLUMNS
        for cell in head.children[1:]:
            yield f"{cell.position_x:.2f} {top:.2f} m {cell.position_x:.2f} {bottom:.2f} l"
        yield "S"
    left, right = table.position_x, table.position_x + table.width
    yield _BETWEEN_ROWS
    for row in rows:
        y = row.position_y + row.height
        yield f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l"
    yield "S"
    yield _BOX
    for cell in (cell for row in rows for cell in row.children if _is_mark(cell)):
        x = cell.position_x + cell.border_width() * (1 - _BOX_WIDTH) / 2
        width = cell.border_width() * _BOX_WIDTH
        yield f"{x:.2f} {cell.position_y + _BOX_TOP:.2f} {width:.2f} {_BOX_HEIGHT} re"
    yield "f"


def _hatch(left: float, top: float, width: float, height: float) -> Iterator[str]:
    """Slanting lines on a pale ground, in a frame of their own."""
    frame = f"{left:.2f} {top:.2f} {width:.2f} {height:.2f} re"
    yield from ("q", _HATCHED, frame, "f", frame, "W n")
    for number in range(math.ceil((width + height) / _HATCH_STEP)):
        y = top + number * _HATCH_STEP
        yield f"{left:.2f} {y:.2f} m {left + width:.2f} {y - width:.2f} l"
    yield from ("S", "Q")


def _is_mark(cell: Any) -> bool:
    """Whether a mark's number stands in a cell: a row over two pages has it on one of them only."""
    is_marked = cell.element.get("class") == _MARKED
    return is_marked and any(getattr(box, "text", "") for box in cell.descendants())
