"""Loops and questions of a template: which code ends which, and whether both stand where they belong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.files.limits import MAX_CODE_DEPTH
from nkps_reports.word.document.tags import CELL, PARAGRAPH, ROW
from nkps_reports.word.template.findings import Finding
from nkps_reports.word.template.lines import P, PlacedTag
from nkps_reports.word.template.scope import Scope
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

IF, FOR, ELIF, ELSE, ENDIF, ENDFOR = "if", "for", "elif", "else", "endif", "endfor"
STATEMENTS = (IF, FOR, ELIF, ELSE, ENDIF, ENDFOR)
_OPENERS = {ENDIF: IF, ENDFOR: FOR}
_CLOSERS = {IF: ENDIF, FOR: ENDFOR}
# The element that a code with that prefix takes the place of.
HOLDERS = {PARAGRAPH: P, ROW: qn("w:tr"), CELL: qn("w:tc")}


@dataclass(slots=True, eq=False)
class Block:
    """What stands between an ``if`` or ``for`` and its end.

    Attributes:
        keyword: which of the two.
        opener: the code it begins with.
        scope: what codes inside it may name.
        list_name: the list a loop goes through; empty where it cannot be read, or is no loop.
        item: what the items of that list are; None likewise.
        fields: the fields of the items that are used inside.
        middles: the ``elif`` and ``else`` of a question.
        closer: the code it ends with; None while it is open.
    """

    keyword: str
    opener: PlacedTag
    scope: Scope
    list_name: str = ""
    item: type | None = None
    fields: set[str] = field(default_factory=set)
    middles: list[PlacedTag] = field(default_factory=list)
    closer: PlacedTag | None = None


@dataclass(slots=True)
class Nesting:
    """Matches beginnings and ends, code by code.

    Attributes:
        tell: takes each fault.
        stack: the blocks that are open.
        closed: those that were ended.
    """

    tell: Callable[[Finding], None]
    stack: list[Block] = field(default_factory=list)
    closed: list[Block] = field(default_factory=list)

    def begin(self, block: Block) -> None:
        """Take the beginning of a block."""
        self.stack.append(block)
        if len(self.stack) == MAX_CODE_DEPTH + 1:
            reason = words.USES_DEPTH.format(limit=MAX_CODE_DEPTH)
            found = block.opener.tag.text
            self.tell(Finding(Code.TEMPLATE_NOT_ALLOWED, block.opener.spot, found, {"reason": reason}))

    def go_on(self, placed: PlacedTag) -> None:
        """Take an ``elif`` or ``else``."""
        block = self.stack[-1] if self.stack else None
        if block is None or block.keyword != IF:
            self._fault(placed, words.WITHOUT_IF)
        elif block.middles and block.middles[-1].tag.keyword == ELSE:
            self._fault(placed, words.AFTER_ELSE)
        else:
            self._compare(block, placed)
            block.middles.append(placed)

    def end(self, placed: PlacedTag, keyword: str) -> None:
        """Take an ``endif`` or ``endfor``."""
        wanted = _OPENERS[keyword]
        if all(block.keyword != wanted for block in self.stack):
            self._fault(placed, words.WITHOUT_BEGINNING.format(opener=wanted))
            return
        while (block := self.stack.pop()).keyword != wanted:
            closer = _CLOSERS[block.keyword]
            self._fault(block.opener, words.CROSSED.format(closer=closer, other=placed.tag.text))
        self._compare(block, placed)
        block.closer = placed
        self.closed.append(block)

    def finish(self) -> None:
        """Tell what was never ended."""
        for block in self.stack:
            self._fault(block.opener, words.WITHOUT_END.format(closer=_CLOSERS[block.keyword]))

    def _compare(self, block: Block, placed: PlacedTag) -> None:
        """Both must go with as much of the document, and stand side by side in it."""
        opener = block.opener
        if opener.tag.prefix != placed.tag.prefix:
            self._fault(placed, words.OTHER_PREFIX.format(opener=opener.tag.text))
        elif _surroundings(opener) is not _surroundings(placed):
            reason = words.ELSEWHERE.get(opener.tag.prefix, words.IN_OTHER_PARAGRAPH)
            self._fault(placed, reason.format(opener=opener.tag.text))

    def _fault(self, placed: PlacedTag, reason: str) -> None:
        self.tell(Finding(Code.TEMPLATE_UNCLOSED_BLOCK, placed.spot, placed.tag.text, {"reason": reason}))


def holder_of(placed: PlacedTag) -> etree._Element | None:
    """The paragraph, row or cell that a code takes the place of; None where it stands in none."""
    paragraph = placed.spot.paragraph
    wanted = HOLDERS.get(placed.tag.prefix)
    if paragraph is None or wanted is None:
        return None
    return paragraph if wanted == P else next(paragraph.iterancestors(wanted), None)


def _surroundings(placed: PlacedTag) -> object:
    """What the code, and all that goes with it, stands directly in."""
    holder = holder_of(placed)
    if holder is not None:
        return holder.getparent()
    if not placed.texts:
        return placed.spot
    run = placed.texts[0].getparent()
    return run.getparent() if run is not None else placed.spot
