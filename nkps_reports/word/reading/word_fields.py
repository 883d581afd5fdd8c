"""Word's fields: instructions that nobody sees, links among them, and what was chosen in form fields."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from lxml import etree

from nkps_reports.word.document.elements import child_of, parse_whole, value_of, w
from nkps_reports.word.reading.styles import read_switch
from nkps_reports.wording.reports import MERGE_MARK

# HYPERLINK "address" \l "place" \o "tip"; an address is quoted, or ends at a space.
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s\\"]\S*))', re.IGNORECASE)
_OUTWARD = re.compile(r"^\s*HYPERLINK\b", re.IGNORECASE)
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
class OpenField:
    """A field that has begun and not ended.

    Attributes:
        start: how much of its paragraph's text stands before it; once it is shown, before what it shows.
        instruction: what it is to show.
        is_shown: whether its instruction has ended.
        link: the address it leads to, if it leads out of the document.
        is_link_lost: whether it leads to an address that the document does not say.
    """

    start: int
    instruction: str = ""
    is_shown: bool = False
    link: str | None = None
    is_link_lost: bool = False

    def show(self) -> None:
        """End its instruction."""
        self.is_shown = True
        link = parse_link(self.instruction)
        is_merged = link is not None and MERGE_MARK in link
        self.link = None if is_merged else link
        leads_out = _OUTWARD.match(self.instruction) and not _PLACE.search(self.instruction)
        self.is_link_lost = is_merged or (link is None and bool(leads_out))


class OpenFields:
    """The fields that are open at a place in the text, the innermost last."""

    def __init__(self) -> None:
        self._open: deque[OpenField] = deque(maxlen=_MAX_DEPTH)

    def begin(self, length: int) -> None:
        """Take the mark of a field's beginning, after so much text of its paragraph."""
        self._open.append(OpenField(length))

    def end(self) -> None:
        """Take the mark of the end of the innermost field."""
        self._open.pop()

    @property
    def innermost(self) -> OpenField | None:
        """The field that has begun last."""
        return self._open[-1] if self._open else None

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field that still has one."""
        unshown = next((each for each in reversed(self._open) if not each.is_shown), None)
        if unshown and len(unshown.instruction) < _MAX_INSTRUCTION:
            unshown.instruction += text[:_MAX_INSTRUCTION]

    def end_paragraph(self) -> None:
        """Drop the instructions that a paragraph has left open: they were text, as what comes next is."""
        self._open = deque((each for each in self._open if each.is_shown), _MAX_DEPTH)
        for each in self._open:
            each.start = 0

    @property
    def is_instruction(self) -> bool:
        """Whether the place is inside an instruction, which nobody sees."""
        return any(not each.is_shown for each in self._open)

    @property
    def link(self) -> str | None:
        """The address of the innermost field that is a link."""
        return next(filter(None, (each.link for each in reversed(self._open))), None)
