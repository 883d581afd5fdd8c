"""XML elements of a workbook's parts: parsed safely, named in the part's own dialect, kept in schema order.

Knows the order of children; knows no sheet, style or note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias, cast

from lxml import etree

from nkps_reports.workbook.reading.dialects import STRICT, TRANSITIONAL, Dialect
from nkps_reports.workbook.reading.opening import damaged

Element: TypeAlias = etree._Element


# The order that the schema wants the children of a root element in.
_ORDERS = {
    "workbook": """
        fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
        externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr
        smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst
    """,
    "worksheet": """
        sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
        protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
        phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup
        headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
        legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts
        extLst
    """,
    "styleSheet": """
        numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst
    """,
    "comments": "authors commentList extLst",
}
_RANKS = {root: {name: rank for rank, name in enumerate(names.split())} for root, names in _ORDERS.items()}

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, strip_cdata=False)
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"\s*[0-9]{1,9}\s*")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def parse_xml(content: bytes) -> Element:
    """The root element of a part."""
    return cast(Element, etree.fromstring(content, _PARSER))


def render_xml(root: Element) -> bytes:
    """The bytes of a part, with whatever stands before its root element."""
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)


def new_root(name: str, dialect: Dialect) -> Element:
    """The root element of a new part."""
    xml = f'<{name} xmlns="{dialect.main}" xmlns:r="{dialect.relationships}"/>'
    return parse_xml(xml.encode())


def dialect_of(root: Element) -> Dialect:
    """The dialect that a part is written in."""
    return STRICT if etree.QName(root).namespace == STRICT.main else TRANSITIONAL


def named(element: Element, name: str) -> str:
    """The name as lxml wants it, in the element's own namespace."""
    # ``etree.QName`` takes its time, and a list of problems has a hundred thousand elements.
    return f"{str(element.tag).rpartition('}')[0]}}}{name}"


def child_of(parent: Element, name: str) -> Element | None:
    """The first child of that name, if there is one."""
    return parent.find(named(parent, name))


def children_of(parent: Element | None, name: str = "*") -> list[Element]:
    """The child elements of that name, comments left out."""
    if parent is None:
        return []
    return list(parent.iterchildren(name if name == "*" else named(parent, name)))


def add_child(parent: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
    """Append a child in the parent's own namespace."""
    return etree.SubElement(parent, named(parent, name), dict(attributes or {}))


def add_text(parent: Element, text: str) -> None:
    """Append a text as cells and notes hold it, in which ``_x0041_`` would stand for a character."""
    added = add_child(parent, "t", {_SPACE: "preserve"})
    added.text = _LOOKS_ESCAPED.sub("_x005F_", xml_text(text))


def xml_text(text: str) -> str:
    """The text with one kind of line break, and with what XML cannot hold replaced."""
    return _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def put_child(root: Element, name: str) -> Element:
    """The child of a root element; made where the schema wants it if it is not there.

    Raises:
        WorkbookError: an element of that name can have no such child: the part is not what it should be.
    """
    found = child_of(root, name)
    if found is not None:
        return found
    made = etree.Element(named(root, name))
    ranks = _RANKS.get(etree.QName(root).localname, {})
    if name not in ranks:
        raise damaged()
    before = None
    for sibling in root.iterchildren("*"):
        if _rank(sibling, ranks) <= ranks[name]:
            before = sibling
    if before is None:
        root.insert(0, made)
    else:
        before.addnext(made)
    return made


def refer(element: Element, id_: str) -> None:
    """Let an element hold the id of a relationship."""
    element.set(f"{{{dialect_of(element).relationships}}}id", id_)


def number(text: str | None, default: int = 0) -> int:
    """A whole number in an attribute; the default where none can be read."""
    return int(text) if text is not None and _NUMBER.fullmatch(text) else default


def decimal(text: str | None, default: float) -> float:
    """A number in an attribute; the default where none can be read."""
    try:
        return float(text) if text is not None else default
    except ValueError:
        return default


def is_true(text: str | None) -> bool:
    """Whether an attribute says yes."""
    return text in ("1", "true", "on")


def _rank(element: Element, ranks: Mapping[str, int]) -> int:
    """Where in the order an element stands; one that holds alternatives stands where they do."""
    if element.tag == _ALTERNATIVES:
        inner = (inner for choice in element.iterchildren("*") for inner in choice.iterchildren("*"))
        element = next(inner, element)
    return ranks.get(etree.QName(element).localname, len(ranks))
