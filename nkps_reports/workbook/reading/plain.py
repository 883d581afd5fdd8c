"""The workbook as openpyxl gets it: cells, texts and looks, and nothing else that could trip it.

openpyxl loads whatever a file has, stops at what it does not know, and walks every cell of a range that
a file names. So it is handed a workbook made anew from the parts that hold cells, with names of our own; what
else is told of a sheet, ``facts`` reads.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Sequence
from itertools import chain

import openpyxl
from lxml import etree
from openpyxl import Workbook

from nkps_reports.files.limits import (
    MAX_FORMAT_CHARACTERS,
    MAX_FORMULA_CHARACTERS,
    MAX_FORMULA_SQUARES,
    MAX_LOOKS,
    MAX_STRINGS,
    MAX_STYLE_ELEMENTS,
)
from nkps_reports.workbook.reading.dialects import STRICT, TRANSITIONAL, children, descendants, is_named
from nkps_reports.workbook.reading.opening import damaged, too_large
from nkps_reports.workbook.reading.package import Package, read_xml

_MAIN, _RELATIONS = TRANSITIONAL.main, TRANSITIONAL.relationships
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/></Types>'
)
# The kind of a cell whose text stands among those of the whole workbook.
_SHARED = "s"
_NO_STRINGS = f'<sst xmlns="{_MAIN}"/>'.encode()
# What of its styles is read: whether a cell is a date, and whether its text is bold or italic.
_READ_STYLES = ("numFmts", "fonts", "cellXfs")
_READ_ROW = ("r",)
# What the control copy keeps too, and which lists a look refers to.
_COPIED_ROW = ("r", "ht")
_COPIED_STYLES = (*_READ_STYLES, "fills", "borders")
_PARTS_OF_LOOK = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_FIRST_OWN_FORMAT = 164
_GENERAL = "General"
# How Excel writes an underscore that would else begin an escaped character. openpyxl drops all of it but the
# first character, and does so where somebody typed the same; these forms it leaves alone, and ``cells`` makes
# of them what was meant.
_KEPT = ((b"_x005F_", b"_x005f_"), (b"x005F_", b"x_x0030_05F_"))


def render_plain(package: Package, sheets: Sequence[etree._Element]) -> bytes:
    """Make the workbook that openpyxl reads.

    Args:
        package: the workbook as it came.
        sheets: for each of its sheets the root of its part.

    Returns:
        The bytes of a workbook with the same sheets and cells, called 1, 2, ….

    Raises:
        WorkbookError: a part is damaged, or there is more in it than is read.
    """
    return _pack(package, sheets, _strings(package), _styles(package, _READ_STYLES))


def render_results(package: Package, sheets: Sequence[etree._Element]) -> bytes:
    """Make the workbook from which the results of formulas are read: nothing but the cells that have one.

    Args:
        package: the workbook as it came.
        sheets: the roots that ``render_plain`` has had; what else they hold is taken out of them.

    Returns:
        The bytes of a workbook like that one.
    """
    needs_strings = False
    for row in [row for sheet in sheets for row in descendants(sheet, "row")]:
        formulas = {formula.getparent() for formula in descendants(row, "f")}
        needs_strings = needs_strings or any(c is not None and c.get("t") == _SHARED for c in formulas)
        if not formulas and (rows := row.getparent()) is not None:
            _take_out(rows, row)
        for cell in [cell for cell in row if cell not in formulas]:
            _take_out(row, cell)
    strings = _strings(package) if needs_strings else _NO_STRINGS
    return _pack(package, sheets, strings, _styles(package, _READ_STYLES))


def render_for_copy(package: Package, sheets: Sequence[etree._Element], *, has_looks: bool) -> bytes:
    """Make the workbook that the control copy starts from: saved results in place of formulas.

    Args:
        package: the workbook as it came.
        sheets: for each of its sheets the root of its part.
        has_looks: whether fonts, fills, borders, alignment and the heights of rows come along.

    Returns:
        The bytes of a workbook like that of ``render_plain``.

    Raises:
        WorkbookError: a part is damaged, or there is more in it than is read.
    """
    for formula in [formula for sheet in sheets for formula in descendants(sheet, "f")]:
        cell = formula.getparent()
        if cell is not None and (cell.get("t") == "str" or cell.findtext(_beside(cell, "v"))):
            _take_out(cell, formula)
    if not has_looks:
        return _pack(package, sheets, _strings(package), _styles(package, _READ_STYLES))
    styles = _styles(package, _COPIED_STYLES, is_aligned=True)
    return _pack(package, sheets, _strings(package), styles, _COPIED_ROW)


def _pack(
    package: Package,
    sheets: Sequence[etree._Element],
    strings: bytes,
    styles: bytes | None,
    row_attributes: Sequence[str] = _READ_ROW,
) -> bytes:
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "xl/workbook.xml": _workbook(numbers, package.counts_from_1904),
        "xl/_rels/workbook.xml.rels": _relations(numbers),
        "xl/sharedStrings.xml": strings,
    }
    if styles:
        parts["xl/styles.xml"] = styles
    for number, root in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(root, row_attributes)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def load_plain(plain: bytes, *, results: bool = False) -> Workbook:
    """Have openpyxl read it, with its rich text.

    Args:
        plain: what ``render_plain`` made.
        results: whether formulas are read as the results Excel saved, rather than as formulas.

    Raises:
        WorkbookError: openpyxl cannot read it.
    """
    try:
        with warnings.catch_warnings():
            # A date beyond the calendar is told as an error value.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(plain), data_only=results, rich_text=True)
    # Damaged cells can fail anywhere in openpyxl, with any exception it knows.
    except Exception as error:
        raise damaged() from error


def _workbook(numbers: range, counts_from_1904: bool) -> bytes:
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
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


def _strings(package: Package) -> bytes:
    if package.strings is None or package.strings not in package.archive:
        return _NO_STRINGS
    root = read_xml(package.archive, package.strings)
    _refuse_ambiguous(root)
    _refuse_too_many(len(root), MAX_STRINGS)
    _refuse_many_looks(root)
    return _written(root)


def _styles(package: Package, lists: Sequence[str], *, is_aligned: bool = False) -> bytes | None:
    """The part with no more than these lists, and no look that refers to what is not there."""
    if package.styles is None:
        return None
    root = read_xml(package.archive, package.styles)
    _refuse_too_many(sum(1 for _ in root.iter()), MAX_STYLE_ELEMENTS)
    for child in [child for child in root if not any(is_named(child, name) for name in lists)]:
        _take_out(root, child)
    for number_format in descendants(root, "numFmt"):
        # It is looked through for each look and each cell that has it.
        if len(number_format.get("formatCode", "")) > MAX_FORMAT_CHARACTERS:
            number_format.set("formatCode", _GENERAL)
    numbers = _reference_numbers(root)
    for look in descendants(root, "xf"):
        look[:] = [child for child in look if is_aligned and is_named(child, "alignment")]
        # Named styles are dropped as well.
        look.attrib.pop("xfId", "")
        for attribute, known in numbers.items():
            if look.get(attribute) not in known:
                look.attrib.pop(attribute, "")
    return _written(root)


def _reference_numbers(styles: etree._Element) -> dict[str, set[str]]:
    """What the looks of cells may refer to, by the attribute that does."""
    numbers = {
        attribute: {str(number) for each in children(styles, name) for number in range(len(each))}
        for attribute, name in _PARTS_OF_LOOK.items()
    }
    own_formats = {each.get("numFmtId", "") for each in descendants(styles, "numFmt")}
    return {**numbers, "numFmtId": own_formats | {str(number) for number in range(_FIRST_OWN_FORMAT)}}


def _sheet(root: etree._Element, row_attributes: Sequence[str]) -> bytes:
    """The part with nothing but its rows, and of them no more than these attributes."""
    rows = next(children(root, "sheetData"), None)
    for child in [child for child in root if child is not rows]:
        _take_out(root, child)
    for row in descendants(root, "row"):
        for name in [name for name in row.attrib if name not in row_attributes]:
            del row.attrib[name]
    _refuse_ambiguous(root)
    _refuse_many_looks(root)
    _keep_formulas_short(root)
    return _written(root)


def _take_out(parent: etree._Element, child: etree._Element) -> None:
    """Take an element out of another, emptied: for a full one the time grows with the square of its size."""
    child.clear()
    parent.remove(child)


def _refuse_ambiguous(root: etree._Element) -> None:
    """What two readers would read differently is not guessed at: a cell or a text that is there twice."""
    places: set[str] = set()
    for cell in descendants(root, "c"):
        place = cell.get("r")
        names = [child.tag for child in cell]
        is_inline = cell.get("t") == "inlineStr"
        is_twice = place in places or (len(names) > 1 and len(names) != len(set(names)))
        if is_twice or is_inline != (bool(names) and _beside(cell, "is") in names):
            raise damaged()
        if place:
            places.add(place)
    for text in chain(descendants(root, "is"), descendants(root, "si")):
        plain = sum(1 for _ in text.iterchildren(_beside(text, "t")))
        if plain > 1 or (plain and text.find(_beside(text, "r")) is not None):
            raise damaged()


def _beside(element: etree._Element, name: str) -> str:
    """The name in the element's own dialect."""
    return f"{str(element.tag).rpartition('}')[0]}}}{name}"


def _keep_formulas_short(root: etree._Element) -> None:
    """A formula for many cells stands in the file once; openpyxl writes it out for each of them."""
    shared = [formula for formula in descendants(root, "f") if formula.get("t") == "shared"]
    lengths = [len(formula.text or "") for formula in shared]
    is_long = max(lengths, default=0) * len(shared) > MAX_FORMULA_CHARACTERS
    if is_long or sum(length**2 for length in lengths) > MAX_FORMULA_SQUARES:
        for formula in shared:
            del formula.attrib["t"]


def _written(root: etree._Element) -> bytes:
    """An element in the dialect that openpyxl knows; it finds nothing in the other."""
    written = etree.tostring(root, encoding="UTF-8")
    for dropped, kept in _KEPT:
        written = written.replace(dropped, kept)
    for strict, plain in ((STRICT.main, _MAIN), (STRICT.relationships, _RELATIONS)):
        written = written.replace(f'="{strict}"'.encode(), f'="{plain}"'.encode())
    return written


def _refuse_many_looks(root: etree._Element) -> None:
    _refuse_too_many(sum(1 for _ in descendants(root, "r")), MAX_LOOKS)


def _refuse_too_many(count: int, limit: int) -> None:
    if count > limit:
        raise too_large()
