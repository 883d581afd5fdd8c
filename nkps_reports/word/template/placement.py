"""Where the codes of a line stand: alone where they must, whole, and in what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.word.document.elements import words_of
from nkps_reports.word.document.tags import CELL, COMMENT, OUTPUT, PARAGRAPH, ROW, RUN
from nkps_reports.word.template.findings import Finding
from nkps_reports.word.template.lines import Line, PlacedTag, Spot, T
from nkps_reports.word.template.nesting import HOLDERS, holder_of
from nkps_reports.word.template.scope import fields_of
from nkps_reports.word.text.vocabulary import LISTS, LOOP_NAMES, RECORDS
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

_ALONE = dict(zip(HOLDERS, words.ALONE, strict=True))
# What somebody placed in a paragraph, row or cell, and would go with it.
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
_NAMES = "|".join(rf"{name}\.{each}" for name, record in _RECORDS.items() for each in fields_of(record))
# A name of ours outside all codes, or any in braces of a kind that makes no code.
_BARE_NAME = re.compile(
    rf"[{{｛❴]{{0,2}}\s?(?<![\w@./-])(?:{_NAMES})(?![\w@.-])\s?[}}｝❵]{{0,2}}|[{{｛❴]\s?\w{{1,40}}\.\w{{1,40}}"
)
_ODD_BRACES = re.compile(r"\{\s+[{%]|[}%]\s+\}|\{\s*(?:for|if|end(?:if|for)|else)\b[^{}]*\}")


def check_line(line: Line) -> Iterator[Finding]:
    """The faults of one line that its own text and surroundings show."""
    yield from _braces(line)
    told: set[object] = set()
    for placed in line.tags:
        is_comment = placed.tag.opening == COMMENT and not placed.tag.prefix
        # That nothing is printed by it was told already.
        is_no_output = placed.tag.opening == OUTPUT and placed.tag.prefix in (ROW, CELL)
        if not is_comment and not is_no_output:
            reason = _misplacement(line, placed)
            # Of several codes in one paragraph it is told once that they are not alone.
            if reason and not (reason in _ALONE.values() and reason in told):
                told.add(reason)
                facts = {"reason": reason}
                yield Finding(Code.TEMPLATE_MISPLACED_TAG, line.spot, placed.tag.text, facts)


def _braces(line: Line) -> Iterator[Finding]:
    for loose in line.loose:
        reason = words.LOOSE_OPENING if loose.is_opening else words.LOOSE_CLOSING
        yield _unclosed(line.spot, loose.text, reason)
    if not line.loose:
        match = _ODD_BRACES.search(line.rest) or _BARE_NAME.search(line.rest)
        if match:
            yield _unclosed(line.spot, match[0].strip(), words.ODD_BRACES)


def _unclosed(spot: Spot, found: str, reason: str) -> Finding:
    return Finding(Code.TEMPLATE_UNCLOSED_TAG, spot, found, {"reason": reason})


def _misplacement(line: Line, placed: PlacedTag) -> str:
    """Why a code cannot stand where it does; nothing where it can."""
    tag = placed.tag
    if tag.prefix in HOLDERS:
        holder = holder_of(placed)
        if holder is None:
            return words.NOT_HERE.format(opening=tag.opening + tag.prefix)
        if not _is_alone(line, placed, holder):
            return _ALONE[tag.prefix]
    elif tag.prefix == RUN and line.spot.paragraph is None:
        return words.NOT_HERE.format(opening=tag.opening + tag.prefix)
    if _is_interrupted(placed):
        return words.INTERRUPTED
    return words.IN_TRACKED if _is_tracked(placed) else ""


def _is_alone(line: Line, placed: PlacedTag, holder: etree._Element) -> bool:
    """Whether nothing would go with the code but its own characters."""
    text = line.spot.text if holder is line.spot.paragraph else words_of(holder.iter(T))
    return text.strip() == placed.tag.text and next(holder.iter(*_KEPT_CONTENT), None) is None


def _is_interrupted(placed: PlacedTag) -> bool:
    """Whether something stands among the characters of a code that is no character."""
    if len(placed.texts) < 2 or placed.spot.paragraph is None:
        return False
    is_inside = False
    for element in placed.spot.paragraph.iter():
        if element is placed.texts[-1]:
            return False
        if is_inside and element.tag in _INTERRUPTIONS:
            return True
        is_inside = is_inside or element is placed.texts[0]
    return False


def _is_tracked(placed: PlacedTag) -> bool:
    """Whether the code is part of a change that somebody has neither accepted nor rejected."""
    if any(next(text.iterancestors(*_TRACKED), None) is not None for text in placed.texts):
        return True
    paragraph = placed.spot.paragraph
    if placed.tag.prefix != PARAGRAPH or paragraph is None:
        return False
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return mark is not None and any(mark.find(name) is not None for name in _TRACKED)
