"""The widths of a table's columns, one for each measure, and the bars over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_PAGE_MM = 265.0
_MIN_TITLE_MM, _MAX_MEASURE_MM = 85.0, 9.8
# A figure stands on its bar, or where there is none on the line that bars stand on.
_BARS_MM, _FIGURE_MM = 19.0, 6.0
# A share of the width of a column.
_BAR_WIDTH = 0.7
# A bar fills its room from this many actions on: a single action is no peak.
_MIN_FULL_COUNT = 4


@dataclass(frozen=True, slots=True)
class ColumnWidths:
    """How wide the columns of titles, of each measure and of all to the right of them are."""

    title_mm: float
    measure_mm: float
    rest_mm: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of one measure, from the upper left corner of the picture; its figure stands right over it."""

    name: str
    count: int
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of all measures side by side, with room for a figure over the tallest."""

    width_mm: float
    height_mm: float
    bars: tuple[Bar, ...]


def lay_columns(measure_count: int, rest_mm: float = 0.0) -> ColumnWidths:
    """Divide the width of the page between the titles and the measures.

    Args:
        measure_count: how many columns of measures there are.
        rest_mm: what other columns take, to the right of them.
    """
    room = _PAGE_MM - rest_mm
    measure = round(min(_MAX_MEASURE_MM, (room - _MIN_TITLE_MM) / measure_count), 2)
    return ColumnWidths(round(room - measure_count * measure, 2), measure, rest_mm)


def draw_bars(columns: ColumnWidths, measures: Sequence[tuple[str, int]]) -> Chart:
    """A bar for each measure, in the middle of its column.

    Args:
        columns: the columns of the table.
        measures: the name of each measure and its count.
    """
    step = columns.measure_mm
    height = _FIGURE_MM + _BARS_MM
    unit = _BARS_MM / max(_MIN_FULL_COUNT, *(count for _, count in measures))
    bars = tuple(
        Bar(
            name,
            count,
            round((place + (1 - _BAR_WIDTH) / 2) * step, 2),
            round(height - count * unit, 2),
            round(_BAR_WIDTH * step, 2),
            round(count * unit, 2),
        )
        for place, (name, count) in enumerate(measures)
    )
    return Chart(round(len(measures) * step, 2), height, bars)
