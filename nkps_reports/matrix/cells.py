"""Cells of a table that say the same in every report, laid out once in a process.

A third of the time of a page went to breaking the strategy's words into the same lines again. WeasyPrint has
no place to keep them, so what lays out its blocks is replaced while it is at work.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from xml.etree.ElementTree import tostring

from weasyprint.formatting_structure.boxes import TableCellBox
from weasyprint.layout import block

# What the HTML gives such a cell: no page is too short for it, and wherever the same is written on a page of
# the same style, in as wide a column, it looks the same.
KEPT = "data-kept"

# Laid out in the upper left corner of a page, by width, language and HTML.
KeptCells = dict[tuple[float, str, str], Any]

_lay_out = block.block_container_layout


@contextmanager
def keeping_cells(kept: KeptCells) -> Iterator[None]:
    """Take from ``kept`` what has been laid out before, and add what has not.

    Args:
        kept: the cells of pages of one style.
    """
    block.block_container_layout = partial(_lay_out_once, kept)
    try:
        yield
    finally:
        block.block_container_layout = _lay_out


def _lay_out_once(
    kept: KeptCells, context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **named: Any
) -> Any:
    if skip_stack or not isinstance(box, TableCellBox) or box.element.get(KEPT) is None:
        return _lay_out(context, box, bottom_space, skip_stack, *rest, **named)
    key = box.width, box.style["lang"], tostring(box.element, "unicode")
    x, y = box.position_x, box.position_y
    if key not in kept:
        # Not where it stands: moved from there, the last digits would depend on who was first.
        box.position_x = box.position_y = 0
        kept[key] = _lay_out(context, box, bottom_space, skip_stack, *rest, **named)
    laid_out, *others = kept[key]
    cell = laid_out.deepcopy()
    cell.grid_x, cell.remove_decoration_sides = box.grid_x, set()
    cell.translate(x, y)
    return cell, *others
