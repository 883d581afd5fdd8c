"""Word's fields: instructions that nobody sees, the links among them, and the answers in form fields."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from lxml import etree

from nkps_reports.word.document.elements import child_of, value_of, w
from nkps_reports.word.reading.styles import parse_whole, read_switch

# HYPERLINK "address" \l "place" \o "tip"; an address is quoted, or ends at a space.
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s\\"]\S*))', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"(?P<place>[^"]*)"', re.IGNORECASE)
# Not ticked and ticked.
_BOXES = ("☐", "☒")
# Fields stand in each other to a depth of a few. Of more that never end the outermost count as ended.
_MAX_DEPTH = 20
# An address and a tip have less.
_MAX_INSTRUCTION = 10_000


def answer_of(mark: etree._Element) -> str:
    """What somebody has chosen or ticked in a form field of Word's older kind, by the mark that begins it."""
    box = child_of(mark, "ffData/checkBox")
    if box is not None:
        is_ticked = read_switch(box, "checked")
        return _BOXES[bool(read_switch(box, "default") if is_ticked is None else is_ticked)]
    choices = child_of(mark, "ffData/ddList")
    if choices is None:
        return ""
    chosen = parse_whole(value_of(choices, "result") or value_of(choices, "default") or "0")
    entries = [entry.get(w("val"), "") for entry in choices.iterchildren(w("listEntry"))]
    return entries[chosen] if chosen is not None and chosen < len(entries) else ""


def parse_link(instruction: str) -> str | None:
    """The address that an instruction leads to; None where it leads nowhere outside the document."""
    found = _HYPERLINK.match(instruction)
    target = (found["quoted"] or found["plain"]) if found else None
    place = _PLACE.search(instruction)
    return f"{target}#{place['place']}" if target and place else target


@dataclass(slots=True)
class _OpenField:
    """A field that has begun and not ended."""

    instruction: str = ""
    is_shown: bool = False
    link: str | None = None


class OpenFields:
    """The fields that one is inside of, the innermost last."""

    def __init__(self) -> None:
        self._open: deque[_OpenField] = deque(maxlen=_MAX_DEPTH)

    def mark(self, kind: str) -> None:
        """Take a mark of a field: where it begins, where its instruction ends, or where it ends."""
        if kind == "begin":
            self._open.append(_OpenField())
        elif self._open and kind == "separate":
            self._open[-1].is_shown = True
            self._open[-1].link = parse_link(self._open[-1].instruction)
        elif self._open and kind == "end":
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Take a piece of an instruction."""
        if self._open and len(self._open[-1].instruction) < _MAX_INSTRUCTION:
            self._open[-1].instruction += text[:_MAX_INSTRUCTION]

    def end_paragraph(self) -> None:
        """Leave the instructions that a paragraph has left open: whatever comes next is text."""
        if self.is_instruction:
            self._open = deque((each for each in self._open if each.is_shown), _MAX_DEPTH)

    @property
    def is_instruction(self) -> bool:
        """Whether what comes now is no text that anybody sees."""
        return any(not each.is_shown for each in self._open)

    @property
    def link(self) -> str | None:
        """Where what comes now leads, by the innermost field that is a link."""
        return next(filter(None, (each.link for each in reversed(self._open))), None)
