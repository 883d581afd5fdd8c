"""The widths of the matrix's columns, and the bars over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_PAGE_MM = 265.0
_TOTAL_MM = 11.0
_MIN_TITLE_MM, _MAX_MEASURE_MM = 85.0, 8.6
_LABELS_MM, _BARS_MM, _FIGURE_MM = 45.0, 13.0, 4.0
# How far the slanted words over the last column reach past it.
_OVERHANG_MM = 16.0
# A bar fills its room from this many actions on: a single action is no peak.
_MIN_FULL_COUNT = 4


@dataclass(frozen=True, slots=True)
class ColumnWidths:
    """How wide the columns of titles, of each measure and of sums are; the number of measures decides."""

    title_mm: float
    measure_mm: float
    total_mm: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of one measure, from the upper left corner of the picture."""

    opening: str
    count: int
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars over the matrix, each below the slanted opening words of its measure.

    Attributes:
        top_mm: where the words end and the room of the bars begins.
        guides_mm: where the lines between the measures stand.
    """

    width_mm: float
    height_mm: float
    top_mm: float
    guides_mm: tuple[float, ...]
    bars: tuple[Bar, ...]


def lay_columns(measure_count: int) -> ColumnWidths:
    """Divide the width of the page between the titles and the measures."""
    measure = round(min(_MAX_MEASURE_MM, (_PAGE_MM - _TOTAL_MM - _MIN_TITLE_MM) / measure_count), 2)
    title = round(_PAGE_MM - _TOTAL_MM - measure_count * measure, 2)
    return ColumnWidths(title, measure, _TOTAL_MM)


def draw_bars(columns: ColumnWidths, measures: Sequence[tuple[str, int]]) -> Chart:
    """A bar for each measure, in the middle of its column.

    Args:
        columns: the columns of the matrix.
        measures: the opening words of each measure and its number of actions.
    """
    step = columns.measure_mm
    height = _LABELS_MM + _FIGURE_MM + _BARS_MM
    unit = _BARS_MM / max(_MIN_FULL_COUNT, *(count for _, count in measures))
    bars = tuple(
        Bar(
            opening,
            count,
            round((place + 0.2) * step, 2),
            round(height - count * unit, 2),
            round(0.6 * step, 2),
            round(count * unit, 2),
        )
        for place, (opening, count) in enumerate(measures)
    )
    guides = tuple(round(place * step + 0.07, 2) for place in range(len(measures) + 1))
    return Chart(round(len(measures) * step + _OVERHANG_MM, 2), height, _LABELS_MM, guides, bars)
