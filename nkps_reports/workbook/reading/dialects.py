"""The two dialects of ISO 29500, which say the same with other names; Excel writes the first by default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree


@dataclass(frozen=True, slots=True)
class Dialect:
    """The namespaces of one of the two kinds of workbook.

    Attributes:
        main: of the elements.
        relationships: of ``r:id``, and what the types of relationships begin with.
    """

    main: str
    relationships: str


TRANSITIONAL = Dialect(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = Dialect(
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
DIALECTS = (TRANSITIONAL, STRICT)


@cache
def _names(name: str) -> tuple[str, ...]:
    return tuple(f"{{{dialect.main}}}{name}" for dialect in DIALECTS)


def is_named(element: etree._Element, name: str) -> bool:
    """Whether an element has that name, in either dialect."""
    return element.tag in _names(name)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name, in either dialect."""
    return element.iterchildren(*_names(name))


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of that name below an element, in either dialect."""
    return element.iter(*_names(name))


def id_of(element: etree._Element) -> str:
    """The id of the relationship that an element holds, in either dialect; empty if it holds none."""
    ids = (element.get(f"{{{dialect.relationships}}}id") for dialect in DIALECTS)
    return next((id_ for id_ in ids if id_ is not None), "")
