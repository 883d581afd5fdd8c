"""What a template promises of its forms: which headings it has, and where each field stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.word.form import FORM_BOOKMARKS, FORM_FIELDS
from nkps_reports.word.frames import TAG

_NAMES = tuple(re.compile(rf"\.(?:{'|'.join(field.names)})\b") for field in FORM_FIELDS)
# A tag that hands the field on as it is.
_PLAIN = re.compile(r"\{\{[pr]?\s*\w+\.\w+\s*\}\}")
_WHOLE = re.compile(r"\{\{p\s")


@dataclass(frozen=True, slots=True)
class Shape:
    """A template's forms; fields are told by their place in ``Action.texts``.

    Attributes:
        headings: the fields whose heading has its bookmark, in the template's order, with the words of the
            heading; None where a tag is part of them.
        tags: for each field the tags that take it.
        under_heading: the fields that stand as paragraphs between their own heading and the next.
        changes_text: whether a tag in the template can change what a field becomes.
    """

    headings: dict[int, str | None]
    tags: tuple[tuple[str, ...], ...]
    under_heading: frozenset[int]
    changes_text: bool


def read_shape(body: etree._Element) -> Shape:
    """Read a template's forms.

    Args:
        body: the template's main part, before anything is rendered.
    """
    headings: dict[int, str | None] = {}
    tags: list[list[str]] = [[] for _ in FORM_FIELDS]
    under: set[int] = set()
    current, line = -1, ""
    for element in body.iter(qn("w:p"), qn("w:bookmarkStart")):
        name = element.get(qn("w:name"), "").casefold()
        if element.tag == qn("w:p"):
            line = "".join(text.text or "" for text in element.iter(qn("w:t")))
            for tag in TAG.findall(line):
                for field in _fields_of(tag):
                    tags[field].append(tag)
                    if field == current and _WHOLE.match(tag):
                        under.add(field)
        elif name in FORM_BOOKMARKS:
            current = FORM_BOOKMARKS.index(name)
            headings[current] = None if TAG.search(line) else line
    every = [tag for each in tags for tag in each]
    changes = not all(_PLAIN.fullmatch(tag) for tag in every)
    return Shape(headings, tuple(map(tuple, tags)), frozenset(under), changes)


def _fields_of(tag: str) -> list[int]:
    return [field for field, names in enumerate(_NAMES) if names.search(tag)]
