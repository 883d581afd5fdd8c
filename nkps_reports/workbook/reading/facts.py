"""What a sheet's part says beside its cells: what is merged, where cells lead, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from openpyxl.utils import range_boundaries

from nkps_reports.files.archive import Relationship
from nkps_reports.files.limits import MAX_CHARACTERS, MAX_LARGE_RANGES, MAX_MERGED, MAX_RANGE_CELLS
from nkps_reports.workbook.reading.dialects import children, id_of
from nkps_reports.workbook.reading.opening import too_large

_TRUE = ("1", "true")
_NUMBER = re.compile("[0-9]{1,7}")
_DECIMAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,20})?")
# Excel's own limit.
_MAX_WIDTH = 255
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_HYPERLINK = "hyperlink"
# A range that is not written out cell by cell.
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
class Columns:
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
class Facts:
    """What is told of a sheet.

    Attributes:
        merged: the ranges that were merged into one cell each.
        links: where cells lead, by row and column.
        linked_areas: where the cells of large ranges lead.
        hidden_rows: the rows that are hidden or filtered out, of those that hold anything.
        columns: the columns of which the sheet says anything.
        usual_width: how wide the others are, where the sheet says it.
        is_hidden: whether the sheet as a whole is.
    """

    merged: tuple[Area, ...] = ()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    linked_areas: tuple[tuple[Area, str], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    columns: tuple[Columns, ...] = ()
    usual_width: float | None = None
    is_hidden: bool = False

    def link_at(self, row: int, column: int) -> str | None:
        """Where a cell leads to, if anywhere."""
        if link := self.links.get((row, column)):
            return link
        if not self.linked_areas:
            return None
        return next((link for area, link in self.linked_areas if area.covers(row, column)), None)


def read_facts(root: etree._Element, targets: Mapping[str, Relationship], *, is_hidden: bool) -> Facts:
    """Read what is told of a sheet.

    Args:
        root: the root of the sheet's part, without rows that hold nothing.
        targets: where the part's relationships lead.
        is_hidden: whether the sheet is hidden.

    Raises:
        WorkbookError: ranges name more cells than are read.
    """
    rows = [row for data in children(root, "sheetData") for row in children(data, "row")]
    links = [*_links(root, targets)]
    large = tuple(link for link in links if link[0].cell_count > _LARGE_RANGE_CELLS)
    merged = sorted(_merged(root), key=lambda area: area.name)
    if len(large) > MAX_LARGE_RANGES or len(merged) > MAX_MERGED:
        raise too_large()
    return Facts(
        merged=tuple(merged),
        links=_of_cells(link for link in links if link[0].cell_count <= _LARGE_RANGE_CELLS),
        linked_areas=large,
        hidden_rows=frozenset(_hidden_rows(rows)),
        columns=tuple(_columns(root)),
        usual_width=_usual_width(root),
        is_hidden=is_hidden,
    )


def _merged(root: etree._Element) -> Iterator[Area]:
    for merged in children(root, "mergeCells"):
        for cell in children(merged, "mergeCell"):
            if area := _area(cell.get("ref")):
                yield area


def _links(root: etree._Element, targets: Mapping[str, Relationship]) -> Iterator[tuple[Area, str]]:
    """Where cells lead; the place within a page, after ``#``, stands apart in the file.

    Raises:
        WorkbookError: the addresses are more than is read.
    """
    characters = 0
    for links in children(root, "hyperlinks"):
        for link in children(links, _HYPERLINK):
            found = targets.get(id_of(link))
            # One target may be that of every link.
            characters += len(found.target if found else "")
            if characters > MAX_CHARACTERS:
                raise too_large()
            address = "#".join(filter(None, (found.target if found else "", link.get("location"))))
            area = _area(link.get("ref"))
            if area and address:
                yield area, _CONTROLS.sub("", address)


def _of_cells(links: Iterable[tuple[Area, str]]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    # Many links may lead from the same cells.
    count = 0
    for area, address in links:
        count += area.cell_count
        if count > MAX_RANGE_CELLS:
            raise too_large()
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                found[row, column] = address
    return found


def _hidden_rows(rows: list[etree._Element]) -> Iterator[int]:
    for row in rows:
        if row.get("hidden") in _TRUE or _is_nothing(row.get("ht")):
            yield _number(row.get("r"))


def _columns(root: etree._Element) -> Iterator[Columns]:
    for columns in children(root, "cols"):
        for column in children(columns, "col"):
            width = column.get("width")
            is_hidden = column.get("hidden") in _TRUE or _is_nothing(width)
            yield Columns(_number(column.get("min")), _number(column.get("max")), _width(width), is_hidden)


def _usual_width(root: etree._Element) -> float | None:
    return next((_width(usual.get("defaultColWidth")) for usual in children(root, "sheetFormatPr")), None)


def _width(text: str | None) -> float | None:
    return float(text) if text and _DECIMAL.fullmatch(text) and 0 < float(text) <= _MAX_WIDTH else None


def _number(text: str | None) -> int:
    """A row's or column's number; 0, which none has, where there is no such number."""
    return int(text) if text and _NUMBER.fullmatch(text) else 0


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width is none at all, which hides as well."""
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False


def _area(reference: str | None) -> Area | None:
    try:
        bounds = range_boundaries(reference or "")
    except (ValueError, TypeError):
        return None
    first_column, first_row, last_column, last_row = (bound or 0 for bound in bounds)
    # Whole rows or columns are never merged or linked by any program; they have no such bounds.
    if not (first_row and first_column):
        return None
    return Area(reference or "", first_row, last_row, first_column, last_column)
