"""The tags of a PDF, by which it is read aloud and kept: what WeasyPrint leaves undone.

WeasyPrint tags every page for itself. Here a table that goes on over pages becomes one table with one header,
a header says what it is the header of, and what repeats on every page is decoration.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

# How a header is read aloud where its words on the page are too few by themselves.
SPOKEN = "data-read"
POINTS_PER_PIXEL = 0.75
_DECORATION = pydyf.Dictionary({"Type": "/Pagination"})


def mend_tags(document: Any, pdf: Any) -> None:
    """Mend the tags of WeasyPrint's document, laid out, in its PDF before that is written."""
    tree = _Tree(pdf)
    firsts: dict[Any, Any] = {}
    for page in document.pages:
        for box in find_tables(page):
            _mend_table(tree, box, firsts)
    reached = set()
    for element in tree.walk(tree.root):
        reached.add(element.reference)
        if element["S"] == "/Figure":
            _mend_picture(tree, element, document.pages[0].height)
    for page, mapping in zip(tree.pages(), tree.mappings(), strict=True):
        _decorate(tree, page, mapping, reached)


def find_tables(page: Any) -> list[Any]:
    """The tables on a laid-out page, each a box that holds the table and its caption.

    They stand in the body itself: to look through all boxes would take long.
    """
    bodies = (body for root in page._page_box.children for body in root.children)
    blocks = (box for body in bodies for box in getattr(body, "children", ()))
    wrappers = (box for box in blocks if getattr(box, "is_table_wrapper", False))
    # A page may end between a caption and its table.
    return [box for box in wrappers if box.get_wrapped_table() is not None]


class _Tree:
    """The structure elements of a PDF, which refer to each other by number."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._structure = self.get(pdf.catalog["StructTreeRoot"])
        self.root = self.get(self._structure["K"][0])

    def get(self, reference: bytes) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def add(self, kind: str, parent: Any, **entries: Any) -> Any:
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{kind}", "P": parent.reference, "Pg": parent["Pg"], **entries}
        )
        self._pdf.add_object(element)
        return element

    def move(self, kids: list[Any], parent: Any) -> None:
        """Move elements to the end of another parent."""
        for kid in kids:
            self.get(kid)["P"] = parent.reference
        parent["K"].extend(kids)

    def remove(self, element: Any) -> None:
        """Take an element out of its parent, and the parent too where it is then empty."""
        parent = self.get(element["P"])
        parent["K"].remove(element.reference)
        if not parent["K"] and parent is not self.root:
            self.remove(parent)

    def pages(self) -> list[Any]:
        return [self.get(reference) for reference in self._pdf.page_references]

    def mappings(self) -> list[Any]:
        """For each page, the element of each piece of marked content on it."""
        return list(self.get(self._structure["ParentTree"])["Nums"][1::2])

    def walk(self, element: Any) -> Iterator[Any]:
        """Whatever can be reached from an element, itself first."""
        yield element
        for kid in element["K"]:
            if isinstance(kid, bytes):
                yield from self.walk(self.get(kid))


def _mend_table(tree: _Tree, box: Any, firsts: dict[Any, Any]) -> None:
    """Mend a table's tags; its part on a later page becomes part of the first.

    Args:
        tree: all the tags.
        box: the table, or what of it stands on one page.
        firsts: for each table and row of the HTML that has begun, its first element or box.
    """
    groups = box.get_wrapped_table().children
    body = tree.get(tree.get(groups[-1].children[-1].children[0].mark["P"])["P"])
    first_body = firsts.setdefault(box.element, body)
    for row in (row for group in groups for row in group.children):
        element = tree.get(row.children[0].mark["P"])
        first = firsts.setdefault(row.element, row)
        if first is row:
            _mend_row(tree, row, element)
            if first_body is not body:
                tree.move([element.reference], first_body)
        elif element["P"] == body.reference:
            # A row that no page can hold goes on on the next one.
            for cell, earlier in zip(row.children, first.children, strict=True):
                tree.move(cell.mark["K"], earlier.mark)
    if first_body is not body:
        tree.remove(tree.get(body["P"]))


def _mend_row(tree: _Tree, row: Any, element: Any) -> None:
    for cell in row.children:
        scope, attributes = cell.element.get("scope"), cell.mark["A"]
        # Scopes say the same, and once; WeasyPrint's names for headers lack the list they are found by.
        attributes.pop("Headers", None)
        cell.mark.pop("ID", None)
        if scope:
            attributes["Scope"] = {"row": "/Row", "col": "/Column"}[scope]
        elif cell.colspan > 1:
            _divide(tree, cell, element)
        if language := cell.element.get("lang"):
            cell.mark["Lang"] = pydyf.String(language)
        if spoken := cell.element.get(SPOKEN):
            _speak(tree, cell.mark, spoken)
        if attributes.keys() == {"O"}:
            del cell.mark["A"]


def _divide(tree: _Tree, cell: Any, row: Any) -> None:
    """Give each of the columns of an empty cell a cell of its own, as readers of tags need."""
    del cell.mark["A"]["ColSpan"]
    others = (tree.add("TD", row, K=pydyf.Array()) for _ in range(cell.colspan - 1))
    place = row["K"].index(cell.mark.reference) + 1
    row["K"][place:place] = [other.reference for other in others]


def _speak(tree: _Tree, mark: Any, spoken: str) -> None:
    """Have other words read aloud than those on the page."""
    kids = list(mark["K"])
    mark["K"].clear()
    span = tree.add("Span", mark, K=pydyf.Array(), ActualText=pydyf.String(spoken))
    tree.move(kids, span)
    mark["K"].append(span.reference)


def _mend_picture(tree: _Tree, drawing: Any, page_height: float) -> None:
    """Make a drawing and the words round it one picture with one alternative text."""
    left, top, right, bottom = drawing["A"]["BBox"]
    # WeasyPrint counts pixels from the top, PDF points from the bottom.
    edges = (left, page_height - bottom, right, page_height - top)
    picture = tree.get(drawing["P"])
    picture["S"], drawing["S"] = "/Figure", "/NonStruct"
    picture["Alt"] = drawing.pop("Alt")
    picture["A"] = drawing.pop("A")
    picture["A"]["BBox"] = pydyf.Array(round(edge * POINTS_PER_PIXEL, 2) for edge in edges)


def _decorate(tree: _Tree, page: Any, mapping: Any, reached: set[bytes]) -> None:
    """Mark what stands on a page and in no element of the document as decoration."""
    stray = {number for number, reference in enumerate(mapping) if reference not in reached}
    stream = tree.get(page["Contents"]).stream
    for place, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in stray:
            stream[place - 1 : place + 1] = ["/Artifact", _DECORATION]
    for number in stray:
        mapping[number] = b"null"
