"""A Word file opened again: what its parts say, and whether every program would open it as it is."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import cast

from lxml import etree

from nkps_reports.files.archive import parse_relationships, relationships_of
from nkps_reports.word.document.elements import OFFICE_NAMESPACE, value_of, w
from nkps_reports.word.document.stylesheet import NO_NUMBERING

_BOX = b"txbxContent"
_XML, _RELATIONSHIPS = ".xml", ".rels"
_REFERENCES = etree.XPath("//@r:*", namespaces={"r": OFFICE_NAMESPACE})
_PARAGRAPH, _RUN, _TEXT, _TAB, _LIST = map(w, ("p", "r", "t", "tab", "numId"))
_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_LINKS = (w("hyperlink"), w("headerReference"), w("footerReference"))
_KINDS = (_PARAGRAPH, _TEXT, _TAB, _LIST, _START, _END, *_LINKS)
_NAME, _ID, _ANCHOR, _VALUE = map(w, ("name", "id", "anchor", "val"))
_REFERENCE = f"{{{OFFICE_NAMESPACE}}}id"


@dataclass(slots=True)
class PartStory:
    """What a part says and refers to.

    Attributes:
        texts: its paragraphs in order, also those in tables.
        marks: the names of its bookmarks in order, each with the place of its paragraph among the texts.
        starts: the numbers of the bookmarks that begin.
        ends: the numbers of those that end.
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
    """Read a part; with text boxes it has paragraphs inside paragraphs."""
    story = PartStory()
    pieces: list[str] = []
    for element in root.iter(*_KINDS):
        kind = element.tag
        if kind == _TEXT:
            pieces.append(element.text or "")
            story.has_elements_in_text = story.has_elements_in_text or len(element) > 0
        elif kind == _PARAGRAPH:
            # What has been gathered belongs to the paragraph before this one.
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
            # If it has an anchor as well, that is a place in the file or page outside.
            story.references.append(reference)
        elif (anchor := element.get(_ANCHOR)) is not None:
            story.anchors.append(anchor)
    story.texts = [*_nested_texts(root)] if has_boxes else [*story.texts[1:], "".join(pieces)]
    return story


def _is_typed(tab: etree._Element) -> bool:
    """Whether a tab stands in a text, and does not define a tab stop of the paragraph."""
    parent = tab.getparent()
    return parent is not None and parent.tag == _RUN


def _nested_texts(root: etree._Element) -> Iterator[str]:
    """The texts where paragraphs stand inside paragraphs, in text boxes."""
    for paragraph in root.iter(_PARAGRAPH):
        pieces = paragraph.iter(_TEXT, _TAB)
        own = (piece for piece in pieces if next(piece.iterancestors(_PARAGRAPH)) is paragraph)
        yield "".join("\t" * _is_typed(piece) if piece.tag == _TAB else piece.text or "" for piece in own)


@dataclass(frozen=True, slots=True)
class WordPackage:
    """A Word file as it was opened.

    Attributes:
        names: its members, as often as they are in it.
        parts: the content of each.
        roots: its XML, by the part's name.
        stories: the parts of Word's own kind, by their names.
        document: the name of the part with the text; Word in a browser may call it ``document2.xml``.
    """

    names: tuple[str, ...]
    parts: Mapping[str, bytes]
    roots: Mapping[str, etree._Element]
    stories: Mapping[str, PartStory]
    document: str


def open_package(packed: bytes) -> WordPackage:
    """Open a Word file and read all its XML.

    Raises:
        lxml.etree.XMLSyntaxError: a part is no XML.
    """
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        names = tuple(archive.namelist())
        parts = {name: archive.read(name) for name in names}
    root = etree.fromstring(parts[relationships_of("")])
    document = _first_related(root, "", parts, "officeDocument")
    roots = {
        name: etree.fromstring(content)
        for name, content in parts.items()
        if name.endswith((_XML, _RELATIONSHIPS)) or name == document
    }
    stories = {
        name: read_story(root, has_boxes=_BOX in parts[name])
        for name, root in roots.items()
        if root.tag.startswith(w(""))
    }
    return WordPackage(names, parts, roots, stories, document)


def _first_related(root: etree._Element, part: str, parts: Container[str], kind: str) -> str:
    """The first part of a kind that a part leads to; empty where there is none."""
    found = parse_relationships(root, part, parts)
    return next((each.target for each in found if each.kind == kind and not each.is_external), "")


def find_flaws(package: WordPackage) -> Iterator[str]:
    """What programs would mend or refuse, each in a line for developers."""
    members = Counter(name.casefold() for name in package.names)
    yield from (f"member {name} is there {times} times" for name, times in members.items() if times > 1)
    for name in package.roots:
        if not name.endswith(_RELATIONSHIPS):
            yield from _find_lost_relationships(package, name)
    yield from _find_bookmark_flaws(package)
    yield from _find_numbering_flaws(package)


def _find_lost_relationships(package: WordPackage, name: str) -> Iterator[str]:
    """What a part refers to and is not there."""
    relationships = package.roots.get(relationships_of(name))
    known = set()
    if relationships is not None:
        for each in parse_relationships(relationships, name, package.parts):
            known.add(each.identifier)
            if not each.is_external and each.target not in package.parts:
                yield f"{name} relates to {each.target}, which is not there"
    lost = _references(package, name) - known
    yield from (f"{name} refers to {identifier}, which it has not" for identifier in sorted(lost))


def _references(package: WordPackage, name: str) -> set[str]:
    """The relationships that a part refers to."""
    root, story = package.roots[name], package.stories.get(name)
    # Most parts have only those that have been read already, and looking at every attribute is slow.
    is_usual = root.nsmap.get("r") == OFFICE_NAMESPACE
    if story and is_usual and package.parts[name].count(b" r:") == len(story.references):
        return {*story.references}
    return {str(reference) for reference in cast(list[str], _REFERENCES(root))}


def _find_bookmark_flaws(package: WordPackage) -> Iterator[str]:
    names: Counter[str] = Counter()
    for part, story in package.stories.items():
        numbers = Counter(story.starts)
        yield from (f"bookmark {number} twice in {part}" for number, times in numbers.items() if times > 1)
        if numbers != Counter(story.ends):
            yield f"a bookmark lacks its beginning or its end in {part}"
        names.update(name.casefold() for name, _ in story.marks)
    yield from (f"bookmark {name} twice" for name, times in names.items() if times > 1)


def _find_numbering_flaws(package: WordPackage) -> Iterator[str]:
    related = package.roots[relationships_of(package.document)]
    name = _first_related(related, package.document, package.parts, "numbering")
    numbering = package.roots.get(name, etree.Element("nothing"))
    numbers = [*numbering.iterchildren(w("num"))]
    abstracts = {definition.get(w("abstractNumId"), "") for definition in numbering.iter(w("abstractNum"))}
    defined = Counter(number.get(w("numId"), "") for number in numbers)
    yield from (f"list {number} is defined twice" for number, times in defined.items() if times > 1)
    for number in numbers:
        if value_of(number, "abstractNumId") not in abstracts:
            yield f"list {number.get(w('numId'))} has no definition"
    for part, story in package.stories.items():
        lost = {*story.lists} - {NO_NUMBERING, *defined}
        yield from (f"list {number} in {part} is not there" for number in sorted(lost))
