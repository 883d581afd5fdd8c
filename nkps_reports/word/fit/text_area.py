"""The room that a template gives the text of a paragraph: the width of its column, and half of its page."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from nkps_reports.word.document.elements import child_of, value_of, w
from nkps_reports.word.document.stylesheet import Stylesheet
from nkps_reports.word.fit.looks import parse_points

# An A4 page with Word's own margins, where a template says nothing; a cell's own are 0.19 cm.
_PAGE_PT = {"w": 595.3, "h": 841.9}
_MARGIN_PT, _CELL_MARGIN_PT, _COLUMN_GAP_PT = 70.85, 5.4, 36.0
# Text is set in no narrower column, and in no more columns: that is Word's own limit.
_MIN_COLUMN_PT, _MAX_COLUMNS = 20.0, 45


@dataclass(frozen=True, slots=True)
class TextArea:
    """Where text is set.

    Attributes:
        column_pt: the width of the column, or of the table's cell.
        half_page_pt: how far down the text reaches when it fills half of the page's text area; in several
            columns it goes on in the next.
    """

    column_pt: float
    half_page_pt: float


def read_text_area(paragraph: etree._Element, stylesheet: Stylesheet) -> TextArea:
    """Measure the room of a paragraph of a template with these styles."""
    section = _section_of(paragraph)
    width_pt = _side(section, "w") - sum(_margin(section, name) for name in ("left", "right", "gutter"))
    height_pt = _side(section, "h") - _margin(section, "top") - _margin(section, "bottom")
    count = min(max(_parse_count(value_of(section, "cols", "num")), 1), _MAX_COLUMNS)
    column_pt = _column(section, count, width_pt)
    cell = next(paragraph.iterancestors(w("tc")), None)
    if cell is not None:
        column_pt = _inside(cell, stylesheet, column_pt)
    return TextArea(max(column_pt, _MIN_COLUMN_PT), max(height_pt, _MIN_COLUMN_PT) * count / 2)


def _section_of(paragraph: etree._Element) -> etree._Element | None:
    """The section that a paragraph belongs to: the first that ends at it or after it."""
    body = next(paragraph.iterancestors(w("body")), None)
    inside = next((p for p in (paragraph, *paragraph.iterancestors()) if p.getparent() is body), paragraph)
    sections = (child_of(element, "pPr/sectPr") for element in (inside, *inside.itersiblings()))
    return next((section for section in sections if section is not None), child_of(body, "sectPr"))


def _side(section: etree._Element | None, name: str) -> float:
    return parse_points(value_of(section, "pgSz", name)) or _PAGE_PT[name]


def _margin(section: etree._Element | None, name: str) -> float:
    points = parse_points(value_of(section, "pgMar", name))
    if points is None:
        return 0 if name == "gutter" else _MARGIN_PT
    # Below 0 means that a high header must not push the text down.
    return abs(points)


def _column(section: etree._Element | None, count: int, width_pt: float) -> float:
    columns = child_of(section, "cols")
    if columns is not None and count > 1:
        for column in columns.iterchildren(w("col")):
            if points := parse_points(column.get(w("w"))):
                return points
    gap_pt = parse_points(value_of(section, "cols", "space"))
    return (width_pt - (count - 1) * (_COLUMN_GAP_PT if gap_pt is None else gap_pt)) / count


def _parse_count(number: str | None) -> int:
    """A number of columns; 1 where nothing is said."""
    # A number without a unit is parsed as twentieths of a point.
    return int((parse_points(number) or 0) * 20) or 1


def _inside(cell: etree._Element, stylesheet: Stylesheet, otherwise_pt: float) -> float:
    """The width between a cell's margins."""
    row = cell.getparent()
    table = next(cell.iterancestors(w("tbl")), None)
    width_pt = _points(child_of(cell, "tcPr/tcW"))
    if not width_pt and row is not None and table is not None:
        grid = [parse_points(c.get(w("w"))) or 0 for c in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        cells = list(row.iterchildren(w("tc")))
        spans = [_parse_count(value_of(each, "tcPr/gridSpan")) for each in cells]
        place = cells.index(cell)
        width_pt = sum(grid[sum(spans[:place]) : sum(spans[: place + 1])])
    margins = (_cell_margin(cell, table, stylesheet, side) for side in (("left", "start"), ("right", "end")))
    return (width_pt or otherwise_pt) - sum(margins)


def _cell_margin(
    cell: etree._Element, table: etree._Element | None, stylesheet: Stylesheet, names: tuple[str, ...]
) -> float:
    """What the cell says, or else its table, the table's style and what that is based on."""
    owners = [child_of(cell, "tcPr/tcMar"), child_of(table, "tblPr/tblCellMar")]
    styles = stylesheet.chain(value_of(table, "tblPr/tblStyle") or "")
    owners.extend(child_of(style, "tblPr/tblCellMar") for style in styles)
    found = (_points(child_of(owner, name)) for owner in owners for name in names)
    return next((points for points in found if points is not None), _CELL_MARGIN_PT)


def _points(element: etree._Element | None) -> float | None:
    """A width in a table; None where it is a percentage or left to Word."""
    if element is None or element.get(w("type"), "dxa") != "dxa":
        return None
    return parse_points(element.get(w("w")))
