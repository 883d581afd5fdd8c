"""Where codes and braces stand: alone where they must, whole, in what is printed, and nowhere else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, dropwhile, takewhile
from typing import cast
from urllib.parse import unquote

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.word.document.elements import child_of, words_of
from nkps_reports.word.document.tags import (
    BLOCK,
    CELL,
    COMMENT,
    DELIMITER,
    ELIF,
    ELSE,
    ENDFOR,
    ENDIF,
    OPENINGS,
    OUTPUT,
    PARAGRAPH,
    ROW,
    RUN,
    Tag,
    find_tags,
)
from nkps_reports.word.template.lines import Finding, P, PlacedTag, Spot, T, TemplateLine
from nkps_reports.word.template.parts import RenderedPart, read_unrendered
from nkps_reports.word.text.vocabulary import LISTS, LOOP_NAMES, RECORD_FIELDS, RECORDS
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

# The element that a code with that prefix takes the place of.
HOLDERS = {PARAGRAPH: P, ROW: qn("w:tr"), CELL: qn("w:tc")}
# The body may be left empty: the end of its last section stays.
_BODY = qn("w:body")
_ALONE = dict(zip(HOLDERS, words.ALONE, strict=True))
# What would be lost with the paragraph, row or cell that it stands in.
_KEPT_CONTENT = (qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:sectPr"))
_INTERRUPTIONS = frozenset(
    qn(f"w:{name}")
    for name in (
        "tab", "br", "cr", "ptab", "sym", "noBreakHyphen", "softHyphen", "fldChar", "instrText", "drawing",
        "pict", "object", "footnoteReference", "endnoteReference", "commentReference",
    )
)  # fmt: skip
_TRACKED = tuple(qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo"))
_RECORDS = {**RECORDS, **{name: LISTS[items] for name, items in LOOP_NAMES.items()}}
_NAMES = "|".join(rf"{name}\.{each}" for name, record in _RECORDS.items() for each in RECORD_FIELDS[record])
# A name of ours outside all codes, or any in braces of a kind that makes no code.
_BARE_NAME = re.compile(
    rf"[{{｛❴]{{0,2}}\s?(?<![\w@./-])(?:{_NAMES})(?![\w@.-])\s?[}}｝❵]{{0,2}}|[{{｛❴]\s?\w{{1,40}}\.\w{{1,40}}"
)
# With an underline between them docxtpl makes them into braces of a code once all codes are carried out.
_ODD_BRACES = re.compile(r"\{(?:\s+|_)[{%]|[}%](?:\s+|_)\}|\{\s*(?:for|if|end(?:if|for)|else)\b[^{}]*\}")

# Not an element's own ``text``, which python-docx has another meaning for.
_TEXTS = etree.XPath("//text()")
_UNSEEN = etree.XPath("//comment() | //processing-instruction()")
_ATTRIBUTES = etree.XPath(f"//@*[{' or '.join(f'contains(., {opening!r})' for opening in OPENINGS)}]")
_REASONS = {
    T: words.OVER_PARAGRAPHS,
    qn("w:delText"): words.IN_TRACKED,
    qn("w:instrText"): words.IN_FIELD,
    qn("w:delInstrText"): words.IN_FIELD,
}
_MASK = "\0"
_BRACES = str.maketrans("{}", _MASK * 2)


def holder_of(placed: PlacedTag) -> etree._Element | None:
    """The paragraph, row or cell that a code takes the place of; None where it stands in none."""
    paragraph = placed.spot.paragraph
    wanted = HOLDERS.get(placed.tag.prefix)
    if paragraph is None or wanted is None:
        return None
    return paragraph if wanted == P else next(paragraph.iterancestors(wanted), None)


def surroundings_of(placed: PlacedTag) -> object:
    """What directly holds the code and all that is removed with it."""
    holder = holder_of(placed)
    if holder is None and placed.texts:
        holder = placed.texts[0].getparent()
    return placed.spot if holder is None else holder.getparent()


def check_line(line: TemplateLine) -> Iterator[Finding]:
    """The faults of one line that its own text and surroundings show."""
    yield from _check_braces(line)
    told: set[str] = set()
    for placed in line.tags:
        is_comment = placed.tag.opening == COMMENT and not placed.tag.prefix
        # The reading of statements has told that it prints nothing.
        is_no_output = placed.tag.opening == OUTPUT and placed.tag.prefix in (ROW, CELL)
        reason = "" if is_comment or is_no_output else _misplacement(line, placed)
        # Of several codes in one paragraph, that they must stand alone is told once.
        if reason and not (reason in _ALONE.values() and reason in told):
            told.add(reason)
            yield Finding.of(Code.TEMPLATE_MISPLACED_TAG, line.spot, placed.tag.text, reason=reason)


def _check_braces(line: TemplateLine) -> Iterator[Finding]:
    for loose in line.loose:
        reason = words.LOOSE_OPENING if loose.is_opening else words.LOOSE_CLOSING
        yield Finding.of(Code.TEMPLATE_UNCLOSED_TAG, line.spot, loose.text, reason=reason)
    rest = "" if line.loose else line.with_tags_as(lambda tag: "")
    if match := _ODD_BRACES.search(rest) or _BARE_NAME.search(rest):
        found = match[0].strip()
        yield Finding.of(Code.TEMPLATE_UNCLOSED_TAG, line.spot, found, reason=words.ODD_BRACES)


def _misplacement(line: TemplateLine, placed: PlacedTag) -> str:
    """Why a code cannot stand where it does; nothing where it can."""
    prefix, holder = placed.tag.prefix, holder_of(placed)
    is_nowhere = holder is None if prefix in HOLDERS else prefix == RUN and line.spot.paragraph is None
    if is_nowhere:
        return words.NOT_HERE.format(opening=placed.tag.opening + prefix)
    if holder is not None and not _is_alone(line, placed, holder):
        ends_section = (
            child_of(holder, "pPr/sectPr") is not None and line.spot.text.strip() == placed.tag.text
        )
        return words.AT_SECTION_END if ends_section else _ALONE[prefix]
    if _is_interrupted(placed):
        return words.INTERRUPTED
    return words.IN_TRACKED if _is_tracked(placed) else ""


def _is_alone(line: TemplateLine, placed: PlacedTag, holder: etree._Element) -> bool:
    """Whether nothing but its own characters would be removed with the code."""
    text = line.spot.text if holder is line.spot.paragraph else words_of(holder.iter(T))
    return text.strip() == placed.tag.text and next(holder.iter(*_KEPT_CONTENT), None) is None


def _is_interrupted(placed: PlacedTag) -> bool:
    """Whether something other than text, such as a tab, stands inside a code."""
    if len(placed.texts) < 2 or placed.spot.paragraph is None:
        return False
    first, last = placed.texts[0], placed.texts[-1]
    begun = dropwhile(lambda element: element is not first, placed.spot.paragraph.iter())
    inside = takewhile(lambda element: element is not last, begun)
    return any(element.tag in _INTERRUPTIONS for element in inside)


def _is_tracked(placed: PlacedTag) -> bool:
    """Whether the code is part of a change that somebody has neither accepted nor rejected."""
    if any(next(text.iterancestors(*_TRACKED), None) is not None for text in placed.texts):
        return True
    mark = child_of(placed.spot.paragraph, "pPr/rPr") if placed.tag.prefix == PARAGRAPH else None
    return mark is not None and any(mark.find(name) is not None for name in _TRACKED)


def check_containers(tags: Iterable[PlacedTag]) -> Iterator[Finding]:
    """Find the cells, boxes, rows and tables of a part of which nothing may be left; Word needs something."""
    codes: dict[etree._Element, PlacedTag] = {}
    # That each must stand alone is told elsewhere.
    crowded: set[etree._Element | None] = set()
    for placed in tags:
        holder = holder_of(placed)
        if holder is not None and placed.tag.opening == BLOCK:
            if holder in codes:
                crowded.add(holder.getparent())
            codes[holder] = placed
    first: dict[etree._Element | None, etree._Element] = {}
    for holder in codes:
        first.setdefault(holder.getparent(), holder)
    for container, holder in first.items():
        if container is None or container.tag == _BODY or container in crowded:
            continue
        if not _keeps_something(container, holder.tag, codes):
            placed, reason = codes[holder], words.LEAVES_NOTHING
            yield Finding.of(Code.TEMPLATE_MISPLACED_TAG, placed.spot, placed.tag.text, reason=reason)


def _keeps_something(container: etree._Element, kind: str, codes: dict[etree._Element, PlacedTag]) -> bool:
    """Whether an element of that kind is left in a container, whichever conditions hold."""
    # For each open block, whether one is left in each branch that may be taken. The first branch is taken
    # where no condition is true: it is empty, and goes when there is an ``else``.
    blocks = [[False]]
    for child in container:
        keyword = codes[child].tag.keyword if child in codes else None
        if keyword is None:
            blocks[-1][-1] |= child.tag == kind or (kind == P and next(child.iter(P), None) is not None)
        elif keyword in (ELIF, ELSE):
            blocks[-1].append(False)
            del blocks[-1][: keyword == ELSE]
        elif keyword in (ENDIF, ENDFOR):
            branches = blocks.pop()
            # No list of ours is empty, so a loop is always carried out.
            blocks[-1][-1] |= branches[-1] if keyword == ENDFOR else all(branches)
        else:
            blocks.append([False, False])
    return blocks[0][-1]


def check_strays(document: Document, parts: Iterable[RenderedPart]) -> Iterator[Finding]:
    """Find the braces that stand in no paragraph's text, or in two of them, and the codes in other parts.

    docxtpl carries codes out in the XML as a whole: in the text of a deleted word, in a field's instruction,
    in the description of a picture, and across paragraphs where one ends and the next begins with a brace.
    """
    for part in parts:
        if part.root is not None:
            yield from _check_rendered(part, part.root)
    for name, text in read_unrendered(document):
        for tag in find_tags(text):
            yield Finding.of(Code.TEMPLATE_TAG_NOT_RENDERED, Spot(name), tag.text)
    for each in document.part.package.parts:
        for relation in each.rels.values():
            target = unquote(relation.target_ref) if relation.is_external else ""
            if DELIMITER.search(target):
                yield Finding.of(Code.TEMPLATE_TAG_NOT_RENDERED, Spot(words.LINK_ADDRESS), target)


def _check_rendered(part: RenderedPart, root: etree._Element) -> Iterator[Finding]:
    for element, braces in _scattered(part, root):
        spot, reason = part.spot_of(element), _REASONS.get(str(element.tag), words.IN_NO_TEXT)
        code = Code.TEMPLATE_UNCLOSED_TAG if element.tag == T else Code.TEMPLATE_MISPLACED_TAG
        yield Finding.of(code, spot, braces, reason=reason)
    for node in cast("list[etree._Element]", _UNSEEN(root)):
        if DELIMITER.search(node.text or ""):
            spot, reason = Spot(part.name), words.IN_NO_TEXT
            yield Finding.of(Code.TEMPLATE_MISPLACED_TAG, spot, node.text or "", reason=reason)
    for value in cast("list[etree._ElementUnicodeResult]", _ATTRIBUTES(root)):
        spot = part.spot_of(cast(etree._Element, value.getparent()))
        yield Finding.of(Code.TEMPLATE_MISPLACED_TAG, spot, str(value), reason=words.IN_ATTRIBUTE)


def _scattered(part: RenderedPart, root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The braces that are in no line, each with the element whose text it begins in."""
    masked = {text: rest for line in part.lines if line.tags or line.loose for text, rest in _masked(line)}
    found = cast("list[etree._ElementUnicodeResult]", _TEXTS(root))
    owners = [cast(etree._Element, text.getparent()) for text in found]
    texts = [
        masked.get(owner, text) if text.is_text else text for owner, text in zip(owners, found, strict=True)
    ]
    ends = list(accumulate(map(len, texts)))
    for match in DELIMITER.finditer("".join(texts)):
        yield owners[bisect_right(ends, match.start())], match[0]


def _masked(line: TemplateLine) -> Iterator[tuple[etree._Element, str]]:
    """The texts of a line with what was already read in it masked, so that positions stay the same."""

    def mask(tag: Tag) -> str:
        # Its outermost braces stay: with one before or after them docxtpl would read another code.
        return f"{{{_MASK * (len(tag.text) - 2)}}}"

    text = line.with_tags_as(mask)
    if line.loose:
        # All of them were told already.
        text = text.translate(_BRACES)
    position = 0
    for element in line.texts:
        length = len(element.text or "")
        yield element, text[position : position + length]
        position += length


def check_review_marks(parts: Iterable[RenderedPart]) -> Iterator[Finding]:
    """Find comments and tracked changes in the template, which the receiver of a report would see."""
    marks = (((qn("w:commentReference"),), words.HAS_COMMENTS), (_TRACKED, words.HAS_CHANGES))
    for part in parts:
        for names, reason in marks:
            found = [] if part.root is None else [*part.root.iter(*names)]
            if found:
                spot = part.spot_of(found[0])
                yield Finding.of(Code.TEMPLATE_REVIEW_MARKS, spot, str(len(found)), reason=reason)
