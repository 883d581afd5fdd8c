"""The numbers of pages in an index, written into it when the layout is done.

WeasyPrint has ``target-counter``, which compares each place with each entry, and gives each place a style of
its own. Here an index is laid out with the same digits for each page, as many as most numbers have, and the
numbers are put in their stead when all pages are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

# In the HTML: the name of a place, and in an entry the names of those whose pages it tells, in order.
PLACE, PLACES = "data-place", "data-places"
# What stands in an entry for the number of a page.
PAGE_NUMBER = "000"


def write_page_numbers(document: Any) -> None:
    """Write the numbers of pages into the indexes of WeasyPrint's document, before it is drawn."""
    pages = [[*_blocks(page._page_box)] for page in document.pages]
    blocks = [*chain.from_iterable(pages)]
    if not any(PLACES in box.element.attrib for box in blocks):
        return
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for box in page:
            if place := box.element.get(PLACE):
                # What goes on on the next page is found where it begins.
                numbers.setdefault(place, number)
    # An entry may begin on one page and end on the next.
    waiting: dict[Any, Iterator[str]] = {}
    for box in blocks:
        if places := box.element.get(PLACES):
            entry = waiting.setdefault(box.element, (str(numbers[place]) for place in places.split()))
            _fill(box, entry)


def _blocks(box: Any) -> Iterator[Any]:
    """The boxes of elements, but nothing in a line."""
    for child in getattr(box, "children", ()):
        if getattr(child, "text", None) is None and type(child).__name__ != "LineBox":
            if child.element is not None:
                yield child
            yield from _blocks(child)


def _fill(entry: Any, numbers: Iterator[str]) -> None:
    for box in entry.descendants():
        pieces = getattr(box, "text", "").split(PAGE_NUMBER)
        if len(pieces) > 1:
            box.text = pieces[0] + "".join(next(numbers) + piece for piece in pieces[1:])
            # What is drawn.
            box.pango_layout.text = box.text
