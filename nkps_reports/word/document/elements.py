"""WordprocessingML as lxml has it: the names of elements, and what is found in one.

Does without python-docx, which takes longer to import than a workbook takes to check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from lxml import etree

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = f"{{{WORD_NAMESPACE}}}"
# What Word's switches say where they are on.
ON = ("1", "true", "on")
_MAX_NUMBER_DIGITS = 8


def w(name: str) -> str:
    """The name of an element or attribute of WordprocessingML, as lxml has it."""
    return _W + name


def child_of(element: etree._Element | None, path: str) -> etree._Element | None:
    """The element at a path of names below another, such as ``pPr/numPr``, if there is one."""
    return None if element is None else element.find(_path(path))


@cache
def _path(names: str) -> str:
    """A path as lxml takes it; there are a few dozen in the program, each asked for very often."""
    return "/".join(map(w, names.split("/")))


def value_of(element: etree._Element | None, path: str, attribute: str = "val") -> str | None:
    """An attribute of the element at a path of names below another, if it has one."""
    found = child_of(element, path)
    return None if found is None else found.get(w(attribute))


def texts_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts of a paragraph, not those of paragraphs in a text box inside it."""
    return (text for text in paragraph.iter(w("t")) if next(text.iterancestors(w("p"))) is paragraph)


def words_of(texts: Iterable[etree._Element]) -> str:
    """What the elements of a text say together."""
    return "".join(text.text or "" for text in texts)


def parse_whole(text: str | None) -> int | None:
    """A whole number in a document; None where there is none, or one that is far too large."""
    return int(text) if text and text.isdecimal() and len(text) <= _MAX_NUMBER_DIGITS else None
