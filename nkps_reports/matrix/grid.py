"""Thin lines between the rows and columns of the matrix, drawn behind it on every page it stands on.

As borders they would need a cell for each measure in each row and be drawn cell by cell, which is what takes
a layout its time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nkps_reports.matrix.tags import find_tables

_RULED = "matrix"
_BETWEEN_ROWS, _BETWEEN_COLUMNS = "0.71 0.76 0.84 RG", "0.85 0.88 0.93 RG"
_WIDTH_POINTS = 0.4
_POINTS_PER_PIXEL = 0.75


def draw_grid(document: Any, pdf: Any) -> None:
    """Draw the lines.

    Args:
        document: WeasyPrint's document, laid out.
        pdf: the same as PDF objects, before they are written.
    """
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        content = pdf.objects[int(reference.split()[0])]["Contents"]
        stream = pdf.objects[int(content.split()[0])].stream
        tables = [box.get_wrapped_table() for box in find_tables(page) if box.element.get("class") == _RULED]
        lines = [line for table in tables for line in _lines(table, page.height)]
        # Before all else, so behind it.
        stream[:0] = ["/Artifact", b"BMC", b"q", f"{_WIDTH_POINTS} w", *lines, b"Q", b"EMC"]


def _lines(table: Any, page_height: float) -> Iterator[str]:
    def points(x: float, y: float) -> str:
        return f"{x * _POINTS_PER_PIXEL:.2f} {(page_height - y) * _POINTS_PER_PIXEL:.2f}"

    rows = [row for group in table.children for row in group.children]
    head = rows[0]
    top, bottom = head.position_y + head.height, rows[-1].position_y + rows[-1].height
    yield _BETWEEN_COLUMNS
    for cell in head.children[1:]:
        yield f"{points(cell.position_x, top)} m {points(cell.position_x, bottom)} l"
    yield "S"
    yield _BETWEEN_ROWS
    left, right = table.position_x, table.position_x + table.width
    for row in rows[1:]:
        y = row.position_y + row.height
        yield f"{points(left, y)} m {points(right, y)} l"
    yield "S"
