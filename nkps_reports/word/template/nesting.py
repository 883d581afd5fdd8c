"""Loops and questions of a template: which code ends which, and what may be left between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.files.limits import MAX_CODE_DEPTH
from nkps_reports.word.document.tags import BLOCK, CELL, PARAGRAPH, ROW
from nkps_reports.word.template.lines import Finding, P, PlacedTag
from nkps_reports.word.template.scope import Scope
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

IF, FOR, ELIF, ELSE, ENDIF, ENDFOR = "if", "for", "elif", "else", "endif", "endfor"
STATEMENTS = (IF, FOR, ELIF, ELSE, ENDIF, ENDFOR)
_OPENERS = {ENDIF: IF, ENDFOR: FOR}
_CLOSERS = {IF: ENDIF, FOR: ENDFOR}
# The element that a code with that prefix takes the place of.
HOLDERS = {PARAGRAPH: P, ROW: qn("w:tr"), CELL: qn("w:tc")}
# Nothing need be left in it but the end of its last section.
_BODY = qn("w:body")


@dataclass(slots=True, eq=False)
class CodeBlock:
    """What stands between an ``if`` or ``for`` and its end.

    Attributes:
        keyword: which of the two.
        opener: the code it begins with.
        scope: what codes inside it may name.
        list_name: the list a loop goes through; empty where it cannot be read, or is no loop.
        item: what the items of that list are; None likewise.
        fields: the fields of the items that are used inside.
        has_else: whether the ``else`` of a question was read.
        closer: the code it ends with; None while it is open.
    """

    keyword: str
    opener: PlacedTag
    scope: Scope
    list_name: str = ""
    item: type | None = None
    fields: set[str] = field(default_factory=set)
    has_else: bool = False
    closer: PlacedTag | None = None


@dataclass(slots=True)
class Nesting:
    """Matches beginnings and ends, code by code.

    Attributes:
        findings: where each fault is put.
        stack: the blocks that are open.
        closed: those that were ended.
    """

    findings: list[Finding]
    stack: list[CodeBlock] = field(default_factory=list)
    closed: list[CodeBlock] = field(default_factory=list)

    def begin(self, block: CodeBlock) -> None:
        """Take the beginning of a block."""
        self.stack.append(block)
        if len(self.stack) == MAX_CODE_DEPTH + 1:
            opener, reason = block.opener, words.USES_DEPTH.format(limit=MAX_CODE_DEPTH)
            self.findings.append(
                Finding.of(Code.TEMPLATE_NOT_ALLOWED, opener.spot, opener.tag.text, reason=reason)
            )

    def go_on(self, placed: PlacedTag) -> None:
        """Take an ``elif`` or ``else``."""
        block = self.stack[-1] if self.stack else None
        if block is None or block.keyword != IF:
            self._add(placed, words.WITHOUT_IF)
        elif block.has_else:
            self._add(placed, words.AFTER_ELSE)
        else:
            self._compare(block, placed)
            block.has_else = placed.tag.keyword == ELSE

    def end(self, placed: PlacedTag, keyword: str) -> None:
        """Take an ``endif`` or ``endfor``."""
        wanted = _OPENERS[keyword]
        if all(block.keyword != wanted for block in self.stack):
            self._add(placed, words.WITHOUT_BEGINNING.format(opener=wanted))
            return
        while (block := self.stack.pop()).keyword != wanted:
            closer = _CLOSERS[block.keyword]
            self._add(block.opener, words.CROSSED.format(closer=closer, other=placed.tag.text))
        self._compare(block, placed)
        block.closer = placed
        self.closed.append(block)

    def finish(self) -> None:
        """Tell what was never ended."""
        for block in self.stack:
            self._add(block.opener, words.WITHOUT_END.format(closer=_CLOSERS[block.keyword]))

    def _compare(self, block: CodeBlock, placed: PlacedTag) -> None:
        """Both must go with as much of the document, and stand side by side in it."""
        opener = block.opener
        if opener.tag.prefix != placed.tag.prefix:
            self._add(placed, words.OTHER_PREFIX.format(opener=opener.tag.text))
        elif _surroundings(opener) is not _surroundings(placed):
            reason = words.ELSEWHERE.get(opener.tag.prefix, words.IN_OTHER_PARAGRAPH)
            self._add(placed, reason.format(opener=opener.tag.text))

    def _add(self, placed: PlacedTag, reason: str) -> None:
        self.findings.append(
            Finding.of(Code.TEMPLATE_UNCLOSED_BLOCK, placed.spot, placed.tag.text, reason=reason)
        )


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
    if holder is None and placed.texts:
        holder = placed.texts[0].getparent()
    return placed.spot if holder is None else holder.getparent()


def check_containers(tags: Iterable[PlacedTag]) -> list[Finding]:
    """Find the cells, boxes, rows and tables of which nothing may be left: Word needs something in each.

    Args:
        tags: the codes of a part whose beginnings and ends match.
    """
    codes: dict[etree._Element, PlacedTag] = {}
    # That each must stand alone is told elsewhere.
    crowded: set[etree._Element | None] = {None}
    for placed in tags:
        holder = holder_of(placed)
        if holder is not None and placed.tag.opening == BLOCK:
            if holder in codes:
                crowded.add(holder.getparent())
            codes[holder] = placed
    first: dict[etree._Element | None, etree._Element] = {}
    for holder in codes:
        first.setdefault(holder.getparent(), holder)
    return [
        Finding.of(
            Code.TEMPLATE_MISPLACED_TAG,
            codes[holder].spot,
            codes[holder].tag.text,
            reason=words.LEAVES_NOTHING,
        )
        for container, holder in first.items()
        if container is not None and container.tag != _BODY and container not in crowded
        if not _keeps_something(container, holder.tag, codes)
    ]


@dataclass(slots=True)
class _Branch:
    """What is known of the stretch between two codes.

    Attributes:
        stays: whether an element of the kind is left of it.
        all_stay: whether one was left of each stretch before it that the same question decides about.
        has_else: whether the question has an ``else``, so that one of them is taken.
    """

    stays: bool = False
    all_stay: bool = True
    has_else: bool = False


def _keeps_something(container: etree._Element, kind: str, codes: dict[etree._Element, PlacedTag]) -> bool:
    """Whether an element of that kind is left in a container, whichever questions are answered by no."""
    branches = [_Branch()]
    for child in container:
        branch = branches[-1]
        keyword = codes[child].tag.keyword if child in codes else None
        if keyword is None:
            branch.stays |= child.tag == kind or (kind == P and next(child.iter(P), None) is not None)
        elif keyword in (ELIF, ELSE):
            branch.all_stay &= branch.stays
            branch.stays = False
            branch.has_else |= keyword == ELSE
        elif keyword in (ENDIF, ENDFOR):
            branches.pop()
            # No list of ours is empty.
            is_certain = keyword == ENDFOR or (branch.has_else and branch.all_stay)
            branches[-1].stays |= is_certain and branch.stays
        else:
            branches.append(_Branch())
    return branches[0].stays
