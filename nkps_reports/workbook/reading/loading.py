"""The workbook as openpyxl loads it: cells, texts and looks, and nothing else that could trip it.

openpyxl loads whatever a file has, stops at what it does not know, and walks every cell of a range that
a file names. So it is handed a workbook made anew from the parts that hold cells, with names of our own; what
else is said of a sheet, ``layout`` reads.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Sequence

import openpyxl
from lxml import etree
from openpyxl import Workbook

from nkps_reports.files.limits import MAX_FORMULA_CHARACTERS, MAX_FORMULA_SQUARES, MAX_STRINGS
from nkps_reports.workbook.reading.looks import clean_styles, count_looks, tag_like
from nkps_reports.workbook.reading.package import (
    MAIN,
    RELATIONSHIPS,
    WorkbookPackage,
    children,
    damaged,
    descendants,
    is_named,
    read_xml,
    too_large,
)
from nkps_reports.workbook.reading.raw_cells import clean_cells, clean_texts

_MAIN, _RELATIONS = MAIN[0], RELATIONSHIPS[0]
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/></Types>'
)
_NO_STRINGS = f'<sst xmlns="{_MAIN}"/>'.encode()
# How Excel writes an underscore that would otherwise begin an escaped character. openpyxl drops all of it but
# the first character, even where somebody typed just that; it leaves these forms alone, and ``cells`` turns
# them into what was meant.
_KEPT = ((b"_x005F_", b"_x005f_"), (b"x005F_", b"x_x0030_05F_"))


def load_formulas(package: WorkbookPackage, sheets: Sequence[etree._Element]) -> Workbook:
    """Load the cells, with formulas as they were typed, from the roots of the sheets' parts.

    The sheets are in the same order, and have names of our own.

    Raises:
        WorkbookError: a part is damaged, or there is more in it than is read.
    """
    return _load(package, sheets, _strings(package, has_looks=False))


def load_results(package: WorkbookPackage, sheets: Sequence[etree._Element]) -> Workbook:
    """Load the results of formulas, as ``load_formulas`` does; all other cells are taken out of the roots."""
    formulas = [formula for sheet in sheets for formula in descendants(sheet, "f")]
    kept = {cell for formula in formulas if (cell := formula.getparent()) is not None}
    # The texts of such cells stand among those of the whole workbook.
    needs_strings = any(cell.get("t") == "s" for cell in kept)
    kept_rows = {cell.getparent() for cell in kept}
    for rows in [rows for sheet in sheets for rows in children(sheet, "sheetData")]:
        for row in [*rows]:
            if row not in kept_rows:
                _take_out(rows, row)
                continue
            for cell in [cell for cell in row if cell not in kept]:
                _take_out(row, cell)
    strings = _strings(package, has_looks=False) if needs_strings else _NO_STRINGS
    return _load(package, sheets, strings, results=True)


def load_for_copy(package: WorkbookPackage, sheets: Sequence[etree._Element], *, has_looks: bool) -> Workbook:
    """Load what the control copy starts from, as ``load_formulas`` does: results in place of formulas.

    With looks, fonts, fills, borders, alignment and the heights of rows come along.
    """
    for formula in [formula for sheet in sheets for formula in descendants(sheet, "f")]:
        cell = formula.getparent()
        if cell is not None and (cell.get("t") == "str" or cell.findtext(tag_like(cell, "v"))):
            _take_out(cell, formula)
    return _load(package, sheets, _strings(package, has_looks=has_looks), has_looks=has_looks)


def _load(
    package: WorkbookPackage,
    sheets: Sequence[etree._Element],
    strings: bytes,
    *,
    has_looks: bool = False,
    results: bool = False,
) -> Workbook:
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "xl/workbook.xml": _workbook(numbers, package.counts_from_1904),
        "xl/_rels/workbook.xml.rels": _relations(numbers),
        "xl/sharedStrings.xml": strings,
    }
    looks = 0
    # Some programs name a part with styles that they never write.
    if package.styles and package.styles in package.archive:
        styles = read_xml(package.archive, package.styles)
        clean_styles(styles, has_looks=has_looks)
        looks = count_looks(styles)
        parts["xl/styles.xml"] = _serialised(styles)
    for number, root in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(root, looks, has_looks=has_looks)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    try:
        with warnings.catch_warnings():
            # A date beyond the calendar is told as an error value.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(packed, data_only=results, rich_text=True)
    # Damaged cells can fail anywhere in openpyxl, with any exception it knows.
    except Exception as error:
        raise damaged() from error


def _workbook(numbers: range, counts_from_1904: bool) -> bytes:
    # Names longer than Excel's: openpyxl changes a title that another sheet has when the copy sets it.
    sheets = "".join(f'<sheet name="{n:032}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    epoch = ' date1904="1"' * counts_from_1904
    opening = f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><workbookPr{epoch}/>'
    return f"{opening}<sheets>{sheets}</sheets></workbook>".encode()


def _relations(numbers: range) -> bytes:
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}">{relations}</Relationships>'.encode()


def _strings(package: WorkbookPackage, *, has_looks: bool) -> bytes:
    if package.strings is None or package.strings not in package.archive:
        return _NO_STRINGS
    root = read_xml(package.archive, package.strings)
    clean_texts(root, has_looks=has_looks)
    if len(root) > MAX_STRINGS:
        raise too_large()
    return _serialised(root)


def _sheet(root: etree._Element, looks: int, *, has_looks: bool) -> bytes:
    """The part with nothing but its rows; of them, no more than their numbers and heights."""
    row_attributes = ("r", "ht") if has_looks else ("r",)
    rows = next(children(root, "sheetData"), None)
    for child in [child for child in root if child is not rows]:
        _take_out(root, child)
    for row in descendants(root, "row"):
        kept = {name: row.get(name, "") for name in row_attributes if _is_number(row.get(name, ""))}
        row.attrib.clear()
        for name, number in kept.items():
            row.set(name, number)
        if len(row) != sum(1 for _ in children(row, "c")):
            for child in [child for child in row if not is_named(child, "c")]:
                _take_out(row, child)
    clean_cells(root, looks)
    clean_texts(root, has_looks=has_looks)
    _keep_formulas_short(root)
    return _serialised(root)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _take_out(parent: etree._Element, child: etree._Element) -> None:
    """Take an element out of another, emptied: for a full one the time grows with the square of its size."""
    child.clear()
    parent.remove(child)


def _keep_formulas_short(root: etree._Element) -> None:
    """A formula for many cells stands in the file once; openpyxl writes it out for each of them."""
    shared = [formula for formula in descendants(root, "f") if formula.get("t") == "shared"]
    lengths = [len(formula.text or "") for formula in shared]
    is_long = max(lengths, default=0) * len(shared) > MAX_FORMULA_CHARACTERS
    if is_long or sum(length**2 for length in lengths) > MAX_FORMULA_SQUARES:
        for formula in shared:
            del formula.attrib["t"]


def _serialised(root: etree._Element) -> bytes:
    """An element in the transitional dialect; openpyxl finds nothing in the other."""
    written = etree.tostring(root, encoding="UTF-8")
    for dropped, kept in _KEPT:
        written = written.replace(dropped, kept)
    for plain, strict in (MAIN, RELATIONSHIPS):
        written = written.replace(f'="{strict}"'.encode(), f'="{plain}"'.encode())
    return written
