"""A part of a Word file as what stands in it: paragraphs, bookmarks, links and lists, read in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

_PARAGRAPH, _TEXT, _TAB, _BOX = qn("w:p"), qn("w:t"), qn("w:tab"), qn("w:txbxContent")
_START, _END, _LINK, _LIST = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:hyperlink"), qn("w:numId")
_NAME, _ID, _ANCHOR, _VALUE = qn("w:name"), qn("w:id"), qn("w:anchor"), qn("w:val")


@dataclass(slots=True)
class Story:
    """What stands in a part.

    Attributes:
        texts: its paragraphs in order, also those in tables.
        marks: the names of its bookmarks in order, each with the place of its paragraph among the texts.
        starts: the numbers of the bookmarks where they begin.
        ends: the same where they end.
        anchors: the bookmarks that its links lead to.
        lists: the number of the list that each item says it is in.
    """

    texts: list[str] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)


def read_story(root: etree._Element) -> Story:
    """Read a part.

    Args:
        root: a part of a Word file; of one that has other XML there is nothing to read.
    """
    story = Story()
    pieces: list[str] = []
    for element in root.iter(_PARAGRAPH, _TEXT, _TAB, _START, _END, _LINK, _LIST):
        kind = element.tag
        if kind == _TEXT:
            pieces.append(element.text or "")
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
            pieces.append("\t")
        elif kind == _LIST:
            story.lists.append(element.get(_VALUE, ""))
        elif (anchor := element.get(_ANCHOR)) is not None:
            story.anchors.append(anchor)
    story.texts = [*story.texts[1:], "".join(pieces)]
    if next(root.iter(_BOX), None) is not None:
        story.texts = [*_nested_texts(root)]
    return story


def _nested_texts(root: etree._Element) -> Iterator[str]:
    """The texts where paragraphs stand inside paragraphs, in text boxes."""
    for paragraph in root.iter(_PARAGRAPH):
        texts = (e for e in paragraph.iter(_TEXT, _TAB) if next(e.iterancestors(_PARAGRAPH)) is paragraph)
        yield "".join("\t" if e.tag == _TAB else e.text or "" for e in texts)
