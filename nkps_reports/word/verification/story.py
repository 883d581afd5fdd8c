"""A part of a Word file as what stands in it: paragraphs, bookmarks, links and lists, read in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

_PARAGRAPH, _RUN, _TEXT, _TAB = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tab")
_START, _END, _LINK, _LIST = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:hyperlink"), qn("w:numId")
_KINDS = (
    _PARAGRAPH, _TEXT, _TAB, _START, _END, _LINK, _LIST, qn("w:headerReference"), qn("w:footerReference"),
)  # fmt: skip
_NAME, _ID, _ANCHOR, _VALUE, _REFERENCE = (
    qn("w:name"), qn("w:id"), qn("w:anchor"), qn("w:val"), qn("r:id")
)  # fmt: skip


@dataclass(slots=True)
class PartStory:
    """What stands in a part.

    Attributes:
        texts: its paragraphs in order, also those in tables.
        marks: the names of its bookmarks in order, each with the place of its paragraph among the texts.
        starts: the numbers of the bookmarks where they begin.
        ends: the same where they end.
        anchors: the bookmarks that its links lead to.
        references: the relationships of its links, headers and footers.
        lists: the number of the list that each item says it is in.
        has_elements_in_text: whether anything but characters stands in a text.
    """

    texts: list[str] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    has_elements_in_text: bool = False


def read_story(root: etree._Element, *, has_boxes: bool) -> PartStory:
    """Read a part.

    Args:
        root: a part of a Word file.
        has_boxes: whether there may be text boxes in it, with paragraphs inside paragraphs.
    """
    story = PartStory()
    pieces: list[str] = []
    for element in root.iter(*_KINDS):
        kind = element.tag
        if kind == _TEXT:
            pieces.append(element.text or "")
            story.has_elements_in_text = story.has_elements_in_text or len(element) > 0
        elif kind == _PARAGRAPH:
            # What is gathered when a paragraph begins is the one before it.
            story.texts.append("".join(pieces))
            pieces = []
        elif kind == _START:
            story.marks.append((element.get(_NAME, ""), len(story.texts) - 1))
            story.starts.append(element.get(_ID, ""))
        elif kind == _END:
            story.ends.append(element.get(_ID, ""))
        elif kind == _TAB:
            pieces += "\t" * _is_typed(element)
        elif kind == _LIST:
            story.lists.append(element.get(_VALUE, ""))
        elif (reference := element.get(_REFERENCE)) is not None:
            # Its anchor, if it has one, is a place on the page outside that it leads to.
            story.references.append(reference)
        elif (anchor := element.get(_ANCHOR)) is not None:
            story.anchors.append(anchor)
    story.texts = [*_nested_texts(root)] if has_boxes else [*story.texts[1:], "".join(pieces)]
    return story


def _is_typed(tab: etree._Element) -> bool:
    """Whether a tab stands between texts, and is no tab stop of the paragraph."""
    parent = tab.getparent()
    return parent is not None and parent.tag == _RUN


def _nested_texts(root: etree._Element) -> Iterator[str]:
    """The texts where paragraphs stand inside paragraphs, in text boxes."""
    texts: list[list[str]] = []
    # The texts of the paragraphs that have begun and not ended.
    opened: list[list[str]] = []
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=(_PARAGRAPH, _TEXT, _TAB)):
        if element.tag == _PARAGRAPH and event == "start":
            texts.append([])
            opened.append(texts[-1])
        elif element.tag == _PARAGRAPH:
            opened.pop()
        elif event == "start" and opened:
            opened[-1] += "\t" * _is_typed(element) if element.tag == _TAB else [element.text or ""]
    return map("".join, texts)
