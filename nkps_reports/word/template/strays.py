"""Braces outside the texts of paragraphs: Jinja would see them, or nobody would."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import cast
from urllib.parse import unquote

from docx.document import Document
from docx.oxml.ns import nsmap, qn
from lxml import etree

from nkps_reports.word.document.tags import DELIMITER, OPENINGS, find_tags
from nkps_reports.word.template.findings import Finding
from nkps_reports.word.template.lines import Line, Reader, T
from nkps_reports.word.template.parts import RenderedPart, read_unrendered
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

# Not an element's own ``text``, which python-docx has another meaning for.
_TEXTS = etree.XPath("//text()")
_UNSEEN = etree.XPath("//comment() | //processing-instruction()")
_ATTRIBUTES = etree.XPath(f"//@*[{' or '.join(f'contains(., {opening!r})' for opening in OPENINGS)}]")
_REASONS = {
    qn("w:delText"): words.IN_TRACKED,
    qn("w:instrText"): words.IN_FIELD,
    qn("w:delInstrText"): words.IN_FIELD,
}
_MASK = "\0"
_BRACES = str.maketrans("{}", _MASK * 2)
_REVISIONS = etree.XPath("//w:ins | //w:del | //w:moveFrom | //w:moveTo", namespaces={"w": nsmap["w"]})
_COMMENTS = qn("w:commentReference")


def check_strays(part: RenderedPart, reader: Reader) -> Iterator[Finding]:
    """Find the braces of a part that stand in no paragraph's text, or in two of them.

    docxtpl carries codes out in the XML as a whole: in the text of a deleted word, in a field's instruction,
    in the description of a picture, and across paragraphs where one ends and the next begins with a brace.
    """
    if part.root is None:
        return
    for element, braces in _scattered(part, part.root):
        spot = part.spot_of(element, reader)
        if element.tag == T:
            facts = {"reason": words.OVER_PARAGRAPHS}
            yield Finding(Code.TEMPLATE_UNCLOSED_TAG, spot, braces, facts)
        else:
            facts = {"reason": _REASONS.get(str(element.tag), words.IN_NO_TEXT)}
            yield Finding(Code.TEMPLATE_MISPLACED_TAG, spot, braces, facts)
    yield from _hidden(part, part.root, reader)


def check_unrendered(document: Document, reader: Reader) -> Iterator[Finding]:
    """Find the codes where none is carried out."""
    for name, text in read_unrendered(document):
        for tag in find_tags(text):
            yield Finding(Code.TEMPLATE_TAG_NOT_RENDERED, reader.spot(name), tag.text)
    for part in document.part.package.parts:
        for relation in part.rels.values():
            if relation.is_external and DELIMITER.search(unquote(relation.target_ref)):
                spot = reader.spot(words.LINK_ADDRESS)
                yield Finding(Code.TEMPLATE_TAG_NOT_RENDERED, spot, unquote(relation.target_ref))


def check_review_marks(parts: list[RenderedPart], reader: Reader) -> Iterator[Finding]:
    """Find what somebody has noted while working on the template, and the receiver of a report would see."""
    for part in parts:
        if part.root is None:
            continue
        comments = list(part.root.iter(_COMMENTS))
        changes = cast("list[etree._Element]", _REVISIONS(part.root))
        for found, reason in ((comments, words.HAS_COMMENTS), (changes, words.HAS_CHANGES)):
            if found:
                spot = part.spot_of(found[0], reader)
                facts = {"reason": reason}
                yield Finding(Code.TEMPLATE_REVIEW_MARKS, spot, str(len(found)), facts)


def _scattered(part: RenderedPart, root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The braces that no line has, each with the element whose text it begins in."""
    masked = {text: rest for line in part.lines if line.tags or line.loose for text, rest in _masked(line)}
    found = cast("list[etree._ElementUnicodeResult]", _TEXTS(root))
    owners = [cast(etree._Element, text.getparent()) for text in found]
    texts = [
        masked.get(owner, text) if text.is_text else text for owner, text in zip(owners, found, strict=True)
    ]
    ends = list(accumulate(map(len, texts)))
    for match in DELIMITER.finditer("".join(texts)):
        yield owners[bisect_right(ends, match.start())], match[0]


def _hidden(part: RenderedPart, root: etree._Element, reader: Reader) -> Iterator[Finding]:
    """The braces in what is no text: comments of the file itself, and attributes."""
    for node in cast("list[etree._Element]", _UNSEEN(root)):
        if DELIMITER.search(node.text or ""):
            facts = {"reason": words.IN_NO_TEXT}
            yield Finding(Code.TEMPLATE_MISPLACED_TAG, reader.spot(part.name), node.text or "", facts)
    for value in cast("list[etree._ElementUnicodeResult]", _ATTRIBUTES(root)):
        spot = part.spot_of(cast(etree._Element, value.getparent()), reader)
        facts = {"reason": words.IN_ATTRIBUTE}
        yield Finding(Code.TEMPLATE_MISPLACED_TAG, spot, str(value), facts)


def _masked(line: Line) -> Iterator[tuple[etree._Element, str]]:
    """The texts of a line with what was already read in it struck out, so that positions stay."""
    pieces: list[str] = []
    end = 0
    for placed in line.tags:
        # Its outermost braces stay: with one before or after them docxtpl would read another code.
        inside = _MASK * (len(placed.tag.text) - 2)
        pieces += (line.spot.text[end : placed.tag.start], f"{{{inside}}}")
        end = placed.tag.end
    text = "".join((*pieces, line.spot.text[end:]))
    if line.loose:
        # All of them were told already.
        text = text.translate(_BRACES)
    position = 0
    for element in line.texts:
        length = len(element.text or "")
        yield element, text[position : position + length]
        position += length
