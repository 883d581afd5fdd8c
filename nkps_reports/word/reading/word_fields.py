"""Word's fields: instructions that nobody sees, links among them, and what was chosen in form fields."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from lxml import etree

from nkps_reports.word.document.elements import child_of, parse_whole, value_of, w
from nkps_reports.word.reading.styles import read_switch

# HYPERLINK "address" \l "place" \o "tip"; an address is quoted, or ends at a space.
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s\\"]\S*))', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"(?P<place>[^"]*)"', re.IGNORECASE)
# Not ticked and ticked.
_BOXES = ("☐", "☒")
# Fields are nested a few levels deep. Of more, which never end, the outermost count as ended.
_MAX_DEPTH = 20
# Longer than any address and tip.
_MAX_INSTRUCTION = 10_000


def answer_of(mark: etree._Element) -> str:
    """What somebody has chosen or ticked in a legacy form field, given the mark that begins it."""
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
    """The address that an instruction leads to; None where it does not lead out of the document."""
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
    """The fields that are open at a place in the text, the innermost last."""

    def __init__(self) -> None:
        self._open: deque[_OpenField] = deque(maxlen=_MAX_DEPTH)

    def mark(self, kind: str) -> None:
        """Take a field's mark: its beginning, the end of its instruction, or its end."""
        if kind == "begin":
            self._open.append(_OpenField())
        elif self._open and kind == "separate":
            self._open[-1].is_shown = True
            self._open[-1].link = parse_link(self._open[-1].instruction)
        elif self._open and kind == "end":
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and len(self._open[-1].instruction) < _MAX_INSTRUCTION:
            self._open[-1].instruction += text[:_MAX_INSTRUCTION]

    def end_paragraph(self) -> None:
        """Drop the instructions that a paragraph has left open: what comes next is text."""
        self._open = deque((each for each in self._open if each.is_shown), _MAX_DEPTH)

    @property
    def is_instruction(self) -> bool:
        """Whether the place is inside an instruction, which nobody sees."""
        return any(not each.is_shown for each in self._open)

    @property
    def link(self) -> str | None:
        """The address of the innermost field that is a link."""
        return next(filter(None, (each.link for each in reversed(self._open))), None)
