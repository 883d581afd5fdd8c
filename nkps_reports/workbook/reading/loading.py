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

_MAIN, _RELATIONS = MAIN[0], RELATIONSHIPS[0]
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/></Types>'
)
_NO_STRINGS = f'<sst xmlns="{_MAIN}"/>'.encode()
# The styles that are read: they say whether a cell is a date, and whether its text is bold or italic.
_READ_STYLES = ("numFmts", "fonts", "cellXfs")
# Those that the control copy keeps, and the lists that a look refers to.
_COPIED_STYLES = (*_READ_STYLES, "fills", "borders")
_PARTS_OF_LOOK = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_FIRST_OWN_FORMAT = 164
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
    return _load(package, sheets, _strings(package))


def load_results(package: WorkbookPackage, sheets: Sequence[etree._Element]) -> Workbook:
    """Load the results of formulas, as ``load_formulas`` does; all other cells are taken out of the roots."""
    needs_strings = False
    for row in [row for sheet in sheets for row in descendants(sheet, "row")]:
        formulas = {formula.getparent() for formula in descendants(row, "f")}
        # The texts of such cells stand among those of the whole workbook.
        needs_strings = needs_strings or any(c is not None and c.get("t") == "s" for c in formulas)
        if not formulas and (rows := row.getparent()) is not None:
            _take_out(rows, row)
        for cell in [cell for cell in row if cell not in formulas]:
            _take_out(row, cell)
    return _load(package, sheets, _strings(package) if needs_strings else _NO_STRINGS, results=True)


def load_for_copy(package: WorkbookPackage, sheets: Sequence[etree._Element], *, has_looks: bool) -> Workbook:
    """Load what the control copy starts from, as ``load_formulas`` does: results in place of formulas.

    With looks, fonts, fills, borders, alignment and the heights of rows come along.
    """
    for formula in [formula for sheet in sheets for formula in descendants(sheet, "f")]:
        cell = formula.getparent()
        if cell is not None and (cell.get("t") == "str" or cell.findtext(_tag_like(cell, "v"))):
            _take_out(cell, formula)
    return _load(package, sheets, _strings(package), has_looks=has_looks)


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
    if package.styles:
        parts["xl/styles.xml"] = _styles(package, package.styles, has_looks=has_looks)
    row_attributes = ("r", "ht") if has_looks else ("r",)
    for number, root in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(root, row_attributes)
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


def _strings(package: WorkbookPackage) -> bytes:
    if package.strings is None or package.strings not in package.archive:
        return _NO_STRINGS
    root = read_xml(package.archive, package.strings)
    _check_texts(root)
    if len(root) > MAX_STRINGS:
        raise too_large()
    return _serialised(root)


def _styles(package: WorkbookPackage, part: str, *, has_looks: bool) -> bytes:
    """The part with only what is needed, and without looks that refer to what is not there."""
    root = read_xml(package.archive, part)
    if sum(1 for _ in root.iter()) > MAX_STYLE_ELEMENTS:
        raise too_large()
    lists = _COPIED_STYLES if has_looks else _READ_STYLES
    for child in [child for child in root if not any(is_named(child, name) for name in lists)]:
        _take_out(root, child)
    for number_format in descendants(root, "numFmt"):
        # openpyxl searches it for each look, and for each cell that has it.
        if len(number_format.get("formatCode", "")) > MAX_FORMAT_CHARACTERS:
            number_format.set("formatCode", "General")
    numbers = _reference_numbers(root)
    for look in descendants(root, "xf"):
        look[:] = [child for child in look if has_looks and is_named(child, "alignment")]
        # Named styles are dropped as well.
        look.attrib.pop("xfId", "")
        for attribute, known in numbers.items():
            if look.get(attribute) not in known:
                look.attrib.pop(attribute, "")
    return _serialised(root)


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
    _check_texts(root)
    _keep_formulas_short(root)
    return _serialised(root)


def _take_out(parent: etree._Element, child: etree._Element) -> None:
    """Take an element out of another, emptied: for a full one the time grows with the square of its size."""
    child.clear()
    parent.remove(child)


def _check_texts(root: etree._Element) -> None:
    """Refuse what is there twice, since two readers would read it differently, and too many looks."""
    places: set[str] = set()
    for cell in descendants(root, "c"):
        place = cell.get("r")
        names = [child.tag for child in cell]
        is_inline = cell.get("t") == "inlineStr"
        is_twice = place in places or (len(names) > 1 and len(names) != len(set(names)))
        if is_twice or is_inline != (bool(names) and _tag_like(cell, "is") in names):
            raise damaged()
        if place:
            places.add(place)
    for text in chain(descendants(root, "is"), descendants(root, "si")):
        plain = sum(1 for _ in text.iterchildren(_tag_like(text, "t")))
        if plain > 1 or (plain and text.find(_tag_like(text, "r")) is not None):
            raise damaged()
    if sum(1 for _ in descendants(root, "r")) > MAX_LOOKS:
        raise too_large()


def _tag_like(element: etree._Element, name: str) -> str:
    """The tag of that name in the dialect of the element."""
    return f"{str(element.tag).rpartition('}')[0]}}}{name}"


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
