"""How cells and their texts look, without what openpyxl stops at, or hands on though the standard lacks it.

Excel shows a workbook whatever it says of colours and fonts, and openpyxl refuses all of it for one that it
does not know. So the look that it refuses is taken out, and nothing else. Formats of numbers stay: they make
dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from lxml import etree
from openpyxl.cell.text import InlineFont
from openpyxl.descriptors.serialisable import Serialisable
from openpyxl.styles import Alignment, Border, Fill, Font

from nkps_reports.files.limits import MAX_FORMAT_CHARACTERS, MAX_STYLE_ELEMENTS
from nkps_reports.workbook.reading.package import children, descendants, is_named, items, too_large

# The styles that are read: they say whether a cell is a date, and how its text is meant.
_READ_STYLES = ("numFmts", "fonts", "cellXfs")
_PLACE, _PLACES = "vertAlign", ("superscript", "subscript", "baseline")
_READ_OF_FONT = ("b", "i", "strike", _PLACE)
# Those that the control copy keeps, and the lists that a look refers to, each with its items.
_COPIED_STYLES = (*_READ_STYLES, "fills", "borders")
_PARTS_OF_LOOK = {"fontId": ("fonts", "font"), "fillId": ("fills", "fill"), "borderId": ("borders", "border")}
_ATTRIBUTES_OF_LOOK = (*_PARTS_OF_LOOK, "numFmtId", "quotePrefix")
# What the standard allows, and openpyxl lets pass: values of elements, lengths of names, other attributes.
_BOUNDS = {"sz": (1, 409), "charset": (0, 255), "family": (0, 5)}
_NAMES, _MAX_NAME_CHARACTERS = ("name", "rFont"), 31
_MOST = {"indexed": 255, "theme": 255, "readingOrder": 2}
_FIRST_OWN_FORMAT = 164
_MAX_DIGITS = 10


def clean_styles(root: etree._Element, *, has_looks: bool) -> None:
    """Take out of the part with styles what is not needed, and what openpyxl refuses.

    Args:
        root: the root of the part.
        has_looks: whether fills, borders, alignments and all of the fonts are needed.

    Raises:
        WorkbookError: there is more in it than is read.
    """
    if sum(1 for _ in root.iter()) > MAX_STYLE_ELEMENTS:
        raise too_large()
    lists = _COPIED_STYLES if has_looks else _READ_STYLES
    root[:] = [child for child in root if any(is_named(child, name) for name in lists)]
    for name, item in (*_PARTS_OF_LOOK.values(), ("numFmts", "numFmt"), ("cellXfs", "xf")):
        for group in children(root, name):
            group.attrib.clear()
            group[:] = [*children(group, item)]
    for font in items(root, "fonts", "font"):
        clean_font(font, Font, has_looks=has_looks)
    for fill in items(root, "fills", "fill"):
        # openpyxl reads an empty one as none at all.
        if not (len(fill) and _is_accepted(fill, Fill)):
            fill[:] = [etree.Element(tag_like(fill, "patternFill"))]
    for border in items(root, "borders", "border"):
        _keep_accepted(border, Border)
    _clean_formats(root)
    _clean_looks(root, has_looks=has_looks)


def count_looks(root: etree._Element) -> int:
    """How many looks of cells there are in the part with styles, by whose numbers cells name them."""
    return sum(1 for _ in items(root, "cellXfs", "xf"))


def clean_font(font: etree._Element, kind: type[Serialisable] = InlineFont, *, has_looks: bool) -> None:
    """Take out of a font, by default that of a part of a text, what openpyxl refuses.

    Without looks, only what says how the text is meant is kept.
    """
    if has_looks:
        _keep_accepted(font, kind)
        return
    font.attrib.clear()
    for each in [*font]:
        name = next((name for name in _READ_OF_FONT if is_named(each, name)), None)
        if name is None or (name == _PLACE and each.get("val") not in _PLACES):
            font.remove(each)


def tag_like(element: etree._Element, name: str) -> str:
    """The tag of that name in the dialect of the element."""
    return f"{{{etree.QName(element).namespace or ''}}}{name}"


def _clean_formats(root: etree._Element) -> None:
    for number_format in [*items(root, "numFmts", "numFmt")]:
        number, code = _plain_number(number_format.get("numFmtId", "")), number_format.get("formatCode", "")
        number_format.attrib.clear()
        number_format[:] = []
        if number:
            # openpyxl searches it for each look, and for each cell that has it.
            is_long = len(code) > MAX_FORMAT_CHARACTERS
            number_format.attrib.update({"numFmtId": number, "formatCode": "General" if is_long else code})
        elif (formats := number_format.getparent()) is not None:
            formats.remove(number_format)


def _clean_looks(root: etree._Element, *, has_looks: bool) -> None:
    """Take out of the looks of cells what refers to nothing; named styles are dropped as well."""
    numbers = _reference_numbers(root)
    for look in items(root, "cellXfs", "xf"):
        look[:] = [each for each in _alignments(look) if has_looks]
        for name in [name for name in look.attrib if name not in _ATTRIBUTES_OF_LOOK]:
            del look.attrib[name]
        for attribute, known in numbers.items():
            number = _plain_number(look.get(attribute, ""))
            look.set(attribute, number if number in known else "0")


def _alignments(look: etree._Element) -> Iterator[etree._Element]:
    for alignment in [*children(look, "alignment")]:
        _keep_accepted(alignment, Alignment)
        yield alignment


def _reference_numbers(styles: etree._Element) -> dict[str, set[str]]:
    """What the looks of cells may refer to, by the attribute that does."""
    numbers = {
        attribute: {str(number) for number, _ in enumerate(items(styles, *names))}
        for attribute, names in _PARTS_OF_LOOK.items()
    }
    own_formats = {each.get("numFmtId", "") for each in descendants(styles, "numFmt")}
    return {**numbers, "numFmtId": own_formats | {str(number) for number in range(_FIRST_OWN_FORMAT)}}


def _plain_number(text: str) -> str:
    """A number as it is counted by; empty where the text is none, or has more digits than any in use."""
    text = text.strip()
    return str(int(text)) if text.isdecimal() and len(text) <= _MAX_DIGITS else ""


def _keep_accepted(element: etree._Element, kind: type[Serialisable]) -> None:
    """Leave the attributes and children of a look that openpyxl accepts, each by itself."""
    if _is_accepted(element, kind):
        # As nearly all are.
        return
    attributes, parts = element.attrib.items(), [*element]
    element.clear()
    for name, value in attributes:
        element.set(name, value)
        if not _is_accepted(element, kind):
            del element.attrib[name]
    for part in parts:
        element.append(part)
        if not _is_accepted(element, kind):
            element.remove(part)


def _is_accepted(element: etree._Element, kind: type[Serialisable]) -> bool:
    try:
        kind.from_tree(cast(Any, element))
        return all(map(_is_within_bounds, element.iter(etree.Element)))
    # What it refuses fails anywhere in openpyxl, with any exception it knows.
    except Exception:
        return False


def _is_within_bounds(element: etree._Element) -> bool:
    name, value = etree.QName(element).localname, element.get("val")
    if name in _BOUNDS and value is not None:
        low, high = _BOUNDS[name]
        return low <= float(value) <= high
    if name in _NAMES and value is not None:
        return 1 <= len(value) <= _MAX_NAME_CHARACTERS
    return all(0 <= int(element.get(attribute, "0")) <= most for attribute, most in _MOST.items())
