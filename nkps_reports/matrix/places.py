"""The numbers of pages in an index, which is laid out when all that it tells of has its page.

WeasyPrint has ``target-counter``, which compares each place with each entry, and gives each place a style of
its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

# In the HTML: the name of a place.
PLACE = "data-place"
# Where the number of the page of a place is wanted. What users typed has no such sign.
_WANTED = re.compile(r'<page of="(\w+)"/>')


def page_of(place: str) -> str:
    """What stands in the HTML for the number of a page until it is known."""
    return f'<page of="{place}"/>'


def fill_in_pages(page: str, numbers: Mapping[str, int]) -> str:
    """A page of HTML with the numbers of the pages that it tells."""
    return _WANTED.sub(lambda wanted: str(numbers[wanted[1]]), page)


def find_places(document: Any, first: int) -> dict[str, int]:
    """On which page of WeasyPrint's document each place is; its own first one has the number ``first``."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=first):
        for box in _blocks(page._page_box):
            if place := box.element.get(PLACE):
                # What goes on on the next page is found where it begins.
                numbers.setdefault(place, number)
    return numbers


def _blocks(box: Any) -> Iterator[Any]:
    """The boxes of elements, but nothing in a line."""
    for child in getattr(box, "children", ()):
        if getattr(child, "text", None) is None and type(child).__name__ != "LineBox":
            if child.element is not None:
                yield child
            yield from _blocks(child)
