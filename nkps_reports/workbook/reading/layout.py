"""What a sheet says besides its cells: what is merged or hidden, where cells lead, how wide columns are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from lxml import etree
from openpyxl.utils import range_boundaries

from nkps_reports.files.archive import Relationship
from nkps_reports.files.limits import MAX_CHARACTERS, MAX_LARGE_RANGES, MAX_MERGED, MAX_RANGE_CELLS
from nkps_reports.workbook.reading.cells import MAX_COLUMN, MAX_ROW, Position
from nkps_reports.workbook.reading.package import children, id_of, is_true, items, too_large

_NUMBER = re.compile("[0-9]{1,7}")
_DECIMAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,20})?")
# Excel's own limit.
_MAX_WIDTH = 255
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
# Links of larger ranges are not written out cell by cell.
_LARGE_RANGE_CELLS = 1_000


@dataclass(frozen=True, slots=True)
class Area:
    """A range of cells: rows and columns from 1, both ends included."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def covers(self, row: int, column: int) -> bool:
        """Whether the cell is in the range."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    @property
    def cell_count(self) -> int:
        """How many cells there are in the range."""
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Columns that lie side by side and look alike.

    Attributes:
        first: the number of the first, from 1.
        last: the number of the last.
        width: how wide each is, in characters; None where it is as wide as usual, or hidden.
        is_hidden: whether they are hidden.
    """

    first: int
    last: int
    width: float | None
    is_hidden: bool

    def covers(self, column: int) -> bool:
        """Whether the column is one of them."""
        return self.first <= column <= self.last


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """What a sheet says besides its cells.

    Attributes:
        merged: the ranges that were merged into one cell each.
        links: where cells lead, by row and column.
        linked_areas: where the cells of large ranges lead.
        hidden_rows: the rows that are hidden or filtered out, of those that hold anything.
        columns: the columns that the sheet says something about.
        usual_width: how wide the others are, in characters, where the sheet says it.
        frozen: the cell above and left of which nothing scrolls; None where everything does.
        is_hidden: whether the sheet as a whole is.
    """

    merged: tuple[Area, ...] = ()
    links: Mapping[Position, str] = field(default_factory=dict)
    linked_areas: tuple[tuple[Area, str], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    columns: tuple[ColumnGroup, ...] = ()
    usual_width: float | None = None
    frozen: Position | None = None
    is_hidden: bool = False

    def link_at(self, row: int, column: int) -> str | None:
        """Where a cell leads to, if anywhere."""
        if link := self.links.get((row, column)):
            return link
        return next((link for area, link in self.linked_areas if area.covers(row, column)), None)


def read_layout(root: etree._Element, targets: Mapping[str, Relationship], *, is_hidden: bool) -> SheetLayout:
    """Read the layout of a sheet from the root of its part and where the part's relationships lead.

    Raises:
        WorkbookError: ranges name more cells than are read.
    """
    links = [*_links(root, targets)]
    large = tuple(link for link in links if link[0].cell_count > _LARGE_RANGE_CELLS)
    areas = (_area(cell.get("ref")) for cell in items(root, "mergeCells", "mergeCell"))
    merged = sorted((area for area in areas if area), key=lambda area: area.name)
    if len(large) > MAX_LARGE_RANGES or len(merged) > MAX_MERGED:
        raise too_large()
    usual = (_width(each.get("defaultColWidth")) for each in children(root, "sheetFormatPr"))
    return SheetLayout(
        merged=tuple(merged),
        links=_of_cells(link for link in links if link[0].cell_count <= _LARGE_RANGE_CELLS),
        linked_areas=large,
        hidden_rows=frozenset(_hidden_rows(root)),
        columns=tuple(_columns(root)),
        usual_width=next(usual, None),
        frozen=next(_frozen(root), None),
        is_hidden=is_hidden,
    )


def first_cells(merged: Iterable[Area], positions: Iterable[Position]) -> dict[Position, Position]:
    """For each of these cells that lies in a merged range, the first cell of the range."""
    rows_of: dict[int, list[int]] = {}
    for row, column in sorted(positions):
        rows_of.setdefault(column, []).append(row)
    found: dict[Position, Position] = {}
    for area in merged:
        for column, rows in rows_of.items():
            if area.first_column <= column <= area.last_column:
                covered = slice(bisect_left(rows, area.first_row), bisect_right(rows, area.last_row))
                first = (area.first_row, area.first_column)
                found.update(((row, column), first) for row in rows[covered])
                # No cell is looked up twice, even if ranges overlap.
                del rows[covered]
    return found


def _links(root: etree._Element, targets: Mapping[str, Relationship]) -> Iterator[tuple[Area, str]]:
    """Where cells lead; the place within a page, after ``#``, stands apart in the file.

    Raises:
        WorkbookError: the addresses are more than is read.
    """
    characters = 0
    for link in items(root, "hyperlinks", "hyperlink"):
        found = targets.get(id_of(link))
        target = found.target if found else ""
        # One target may be that of every link.
        characters += len(target)
        if characters > MAX_CHARACTERS:
            raise too_large()
        address = "#".join(filter(None, (target, link.get("location"))))
        area = _area(link.get("ref"))
        if area and address:
            yield area, _CONTROLS.sub("", address)


def _of_cells(links: Iterable[tuple[Area, str]]) -> dict[Position, str]:
    found: dict[Position, str] = {}
    # Counted for each link, since many may lead from the same cells.
    count = 0
    for area, address in links:
        count += area.cell_count
        if count > MAX_RANGE_CELLS:
            raise too_large()
        rows = range(area.first_row, area.last_row + 1)
        found |= dict.fromkeys(product(rows, range(area.first_column, area.last_column + 1)), address)
    return found


def _frozen(root: etree._Element) -> Iterator[Position]:
    for view in items(root, "sheetViews", "sheetView"):
        for pane in children(view, "pane"):
            rows, columns = (pane.get(name, "0") for name in ("ySplit", "xSplit"))
            if pane.get("state") == "frozen" and _NUMBER.fullmatch(rows) and _NUMBER.fullmatch(columns):
                row, column = int(rows) + 1, int(columns) + 1
                if row <= MAX_ROW and column <= MAX_COLUMN:
                    yield row, column


def _hidden_rows(root: etree._Element) -> Iterator[int]:
    for row in items(root, "sheetData", "row"):
        if is_true(row.get("hidden")) or _is_nothing(row.get("ht")):
            yield _number(row.get("r"))


def _columns(root: etree._Element) -> Iterator[ColumnGroup]:
    for column in items(root, "cols", "col"):
        width = column.get("width")
        is_hidden = is_true(column.get("hidden")) or _is_nothing(width)
        first, last = _number(column.get("min")), _number(column.get("max"))
        yield ColumnGroup(first, last, _width(width), is_hidden)


def _width(text: str | None) -> float | None:
    return float(text) if text and _DECIMAL.fullmatch(text) and 0 < float(text) <= _MAX_WIDTH else None


def _number(text: str | None) -> int:
    """A row's or column's number; 0, which none has, where the text is not a number."""
    return int(text) if text and _NUMBER.fullmatch(text) else 0


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width is zero, which hides as well."""
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False


def _area(reference: str | None) -> Area | None:
    """The range of that name; None where no sheet has it, which no program writes."""
    try:
        bounds = range_boundaries(reference or "")
    except (ValueError, TypeError):
        return None
    # Whole rows or columns have no such bounds.
    first_column, first_row, last_column, last_row = (bound or 0 for bound in bounds)
    if not (1 <= first_row <= last_row <= MAX_ROW and 1 <= first_column <= last_column <= MAX_COLUMN):
        return None
    return Area(reference or "", first_row, last_row, first_column, last_column)
