"""From the bytes of a workbook to what its sheets hold, cell by cell, without knowing what is where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from lxml import etree
from openpyxl.cell.cell import Cell

from nkps_reports.files.archive import ArchiveError
from nkps_reports.files.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_LOOKS,
    MAX_OBJECTS,
    MAX_SHEET_BYTES,
    MAX_WHOLE_SHEETS_BYTES,
)
from nkps_reports.wording import problems as words
from nkps_reports.workbook.reading.cells import (
    CellContent,
    Position,
    formula_of,
    read_content,
    take_cells,
)
from nkps_reports.workbook.reading.layout import SheetLayout, read_layout
from nkps_reports.workbook.reading.loading import load_formulas, load_results
from nkps_reports.workbook.reading.objects import SheetObject, read_objects
from nkps_reports.workbook.reading.package import (
    SheetPart,
    WorkbookPackage,
    damaged,
    descendants,
    is_named,
    open_package,
    parse_xml,
    read_targets,
    read_xml,
    refused,
    too_large,
)
from nkps_reports.workbook.reading.slimming import SheetTooLargeError, slim_sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was found.

    Attributes:
        name: its name.
        contents: the cells of it that hold anything, by row and column, in that order.
        layout: what is merged or hidden, where cells lead, how wide columns are.
        objects: the notes, pictures and text boxes on it.
        own_cells: the cells that hold what the workbook came with.
        own_names: for each cell with a header or label that the workbook came with, its key in the schema.
    """

    name: str
    contents: Mapping[Position, CellContent]
    layout: SheetLayout
    objects: tuple[SheetObject, ...]
    own_cells: frozenset[Position] = frozenset()
    own_names: Mapping[Position, str] = field(default_factory=dict)


def open_parts(
    file: bytes, *, with_empty: bool = False
) -> tuple[WorkbookPackage, list[etree._Element], list[Sheet]]:
    """Open a workbook without reading its cells.

    Args:
        file: the bytes of an ``.xlsx`` or ``.xlsm`` file.
        with_empty: whether rows and cells that hold nothing are kept, unless they are too many.

    Returns:
        Where its parts lie, the root of each sheet's part, and the sheets, as yet without contents.

    Raises:
        WorkbookError: the file cannot be read as a workbook, or there is more in it than is read.
    """
    package = open_package(file)
    size_bytes = sum(package.archive.size_bytes(sheet.part) for sheet in package.sheets)
    is_whole = with_empty and size_bytes <= MAX_WHOLE_SHEETS_BYTES
    roots = [_read_root(package, sheet, is_whole=is_whole) for sheet in package.sheets]
    known: dict[str, tuple[SheetObject, ...]] = {}
    sheets: list[Sheet] = []
    for sheet, root in zip(package.sheets, roots, strict=True):
        targets = read_targets(package.archive, sheet.part)
        layout = read_layout(root, targets, is_hidden=sheet.is_hidden)
        sheets.append(Sheet(sheet.name, {}, layout, read_objects(package.archive, targets, known)))
        if sum(len(each.objects) for each in sheets) > MAX_OBJECTS:
            raise too_large()
    if sum(1 for root in roots for _ in descendants(root, "c")) > MAX_CELLS:
        raise too_large()
    return package, roots, sheets


def read_sheets(file: bytes) -> list[Sheet]:
    """Read every sheet of an ``.xlsx`` or ``.xlsm`` file, in order, without cells that are merely formatted.

    Raises:
        WorkbookError: the file cannot be read as a workbook.
    """
    package, roots, sheets = open_parts(file)
    contents: list[dict[Position, CellContent]] = [{} for _ in sheets]
    characters = looks = 0
    for number, content in _read_contents(package, roots, sheets):
        # Blank cells count too: a text that stands in the file once may be that of every cell.
        characters += sum([len(run.text) for run in content.runs])
        characters += len(content.dropped) + len(content.link or "")
        looks += content.stretches if content.stretches > 1 else 0
        if characters > MAX_CHARACTERS:
            raise too_large(words.TOO_MUCH_TEXT.format(limit=MAX_CHARACTERS), words.SPLIT_WORKBOOK)
        if looks > MAX_LOOKS:
            raise too_large()
        if not content.is_blank:
            contents[number][content.row, content.column] = content
    return [replace(sheet, contents=cells) for sheet, cells in zip(sheets, contents, strict=True)]


def _read_contents(
    package: WorkbookPackage, roots: Sequence[etree._Element], sheets: Sequence[Sheet]
) -> Iterator[tuple[int, CellContent]]:
    """The cells of all sheets, each with the number of its sheet."""
    book, results = load_formulas(package, roots), None
    for number, sheet in enumerate(sheets):
        for position, cell in take_cells(book.worksheets[number]):
            if cell.value is None:
                continue
            shown = cell
            if formula_of(cell):
                # Loaded for the first formula: most workbooks have none.
                results = results or load_results(package, roots)
                shown = cast(Cell, results.worksheets[number].cell(*position))
            yield number, read_content(cell, shown, sheet.layout.link_at(*position))


def _read_root(package: WorkbookPackage, sheet: SheetPart, *, is_whole: bool) -> etree._Element:
    if is_whole:
        root = read_xml(package.archive, sheet.part)
        for cell in [cell for cell in descendants(root, "c") if not len(cell)]:
            # openpyxl writes empty cells as texts, and a text without one is refused later as ambiguous.
            cell.attrib.pop("t", "")
    else:
        try:
            slim = slim_sheet(lambda: package.archive.stream(sheet.part, MAX_SHEET_BYTES))
        except ArchiveError as error:
            raise refused(error.flaw) from error
        except SheetTooLargeError as error:
            raise too_large(words.TOO_MUCH_IN_SHEET.format(sheet=sheet.name), words.LESS_IN_SHEET) from error
        root = parse_xml(slim)
    if not is_named(root, "worksheet"):
        raise damaged()
    return root
