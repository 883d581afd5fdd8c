"""The XML of cells and their texts, put in the forms that openpyxl reads as Excel does.

What two readers would read differently is refused.
"""

from __future__ import annotations

from itertools import chain

from lxml import etree

from nkps_reports.files.limits import MAX_LOOKS
from nkps_reports.workbook.reading.looks import clean_font, tag_like
from nkps_reports.workbook.reading.package import children, damaged, descendants, is_named, too_large


def clean_cells(root: etree._Element, looks: int) -> None:
    """Take out of cells what says nothing: empty attributes, numbers of looks that are not there.

    Args:
        root: the root of a sheet's part.
        looks: how many looks of cells the workbook has.

    Raises:
        WorkbookError: two cells have one place, or a cell has two contents.
    """
    known = {str(number) for number in range(looks)}
    places: set[str] = set()
    for cell in descendants(root, "c"):
        place, look = cell.get("r"), cell.get("s")
        if place in places or (len(cell) > 1 and len({child.tag for child in cell}) < len(cell)):
            raise damaged()
        if place:
            places.add(place)
        if look is not None and look not in known:
            _clean_look(cell, looks)
        if not _holds_value(cell):
            _clean_content(cell)


def clean_texts(root: etree._Element, *, has_looks: bool) -> None:
    """Leave of each text its characters and the looks that are needed; all of it, or pieces with looks.

    Raises:
        WorkbookError: a text is there twice, or there are too many looks.
    """
    for text in chain(descendants(root, "is"), descendants(root, "si")):
        # Most texts have no looks.
        if len(text) != 1 or not is_named(text[0], "t"):
            _clean_text(text)
    pieces = [*descendants(root, "r")]
    if len(pieces) > MAX_LOOKS:
        raise too_large()
    for piece in pieces:
        _clean_piece(piece, has_looks=has_looks)


def _clean_look(cell: etree._Element, looks: int) -> None:
    number = cell.get("s", "").strip()
    del cell.attrib["s"]
    # A number of more digits than any that is there may be too long to be one.
    if number.isdecimal() and len(number) <= len(str(looks)) and int(number) < looks:
        cell.set("s", str(int(number)))


def _holds_value(cell: etree._Element) -> bool:
    """Whether a cell holds a value and nothing else, as nearly all do; there is nothing to clean."""
    kind = cell.get("t", "n").strip()
    if not kind or kind == "inlineStr" or len(cell) != 1:
        return False
    (value,) = cell
    return is_named(value, "v") and bool((value.text or "").strip())


def _clean_content(cell: etree._Element) -> None:
    kind = cell.get("t", "n")
    text = next(children(cell, "is"), None)
    if (text is not None) and kind != "inlineStr":
        raise damaged()
    value = next(children(cell, "v"), None)
    if value is not None and kind != "str" and not (value.text or "").strip():
        cell.remove(value)
        value = None
    if kind == "inlineStr" and text is None:
        if value is None:
            del cell.attrib["t"]
        else:
            cell.set("t", "str")
    elif not kind.strip():
        del cell.attrib["t"]


def _clean_text(text: etree._Element) -> None:
    """Make one kind of pieces of it; Excel shows what stands beside pieces with looks as another piece."""
    plain, pieces = [*children(text, "t")], [*children(text, "r")]
    if len(plain) > 1:
        raise damaged()
    # Among others, how to pronounce it.
    text[:] = [child for child in text if is_named(child, "t") or is_named(child, "r")]
    if plain and pieces:
        (beside,) = plain
        piece = etree.Element(tag_like(text, "r"))
        text.replace(beside, piece)
        piece.append(beside)


def _clean_piece(piece: etree._Element, *, has_looks: bool) -> None:
    found: set[str] = set()
    for child in [*piece]:
        name = next((name for name in ("rPr", "t") if is_named(child, name)), None)
        if name is None:
            piece.remove(child)
        elif name in found:
            raise damaged()
        else:
            found.add(name)
        if name == "rPr":
            clean_font(child, has_looks=has_looks)
