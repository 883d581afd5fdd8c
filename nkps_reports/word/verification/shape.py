"""What a template promises of its forms: which headings it has, and where each field stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.word.document.elements import texts_of, words_of
from nkps_reports.word.document.form import FORM_BOOKMARKS
from nkps_reports.word.document.tags import OUTPUT, PARAGRAPH, Tag, find_tags
from nkps_reports.wording.form import FORM_FIELDS

# How a code takes each field.
_NAMES = tuple(re.compile(rf"\.(?:{'|'.join(field.names)})\b") for field in FORM_FIELDS)
# What stands in a tag that hands the field on as it is.
_PLAIN = re.compile(r"\w+\.\w+")


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
    tags: list[list[Tag]] = [[] for _ in FORM_FIELDS]
    under: set[int] = set()
    current, line = -1, ""
    for element in body.iter(qn("w:p"), qn("w:bookmarkStart")):
        name = element.get(qn("w:name"), "").casefold()
        if element.tag == qn("w:p"):
            line = words_of(texts_of(element))
            for tag in find_tags(line):
                for field in _fields_of(tag):
                    tags[field].append(tag)
                    if field == current and (tag.opening, tag.prefix) == (OUTPUT, PARAGRAPH):
                        under.add(field)
        elif name in FORM_BOOKMARKS:
            current = FORM_BOOKMARKS.index(name)
            headings[current] = None if find_tags(line) else line
    changes = any(tag.opening != OUTPUT or not _PLAIN.fullmatch(tag.body) for each in tags for tag in each)
    texts = tuple(tuple(tag.text for tag in each) for each in tags)
    return Shape(headings, texts, frozenset(under), changes)


def _fields_of(tag: Tag) -> list[int]:
    return [field for field, names in enumerate(_NAMES) if names.search(tag.body)]
