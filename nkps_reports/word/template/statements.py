"""Reads the codes of a part of a template in order: which ends which, and what each may name and print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from unicodedata import category

from jinja2 import nodes

from nkps_reports.files.limits import MAX_CODE_CHARACTERS, MAX_CODE_DEPTH
from nkps_reports.word.document.tags import (
    COMMENT,
    ELIF,
    ELSE,
    ENDS,
    FOR,
    IF,
    OUTPUT,
    PARAGRAPH,
    PREFIXES,
    RUN,
)
from nkps_reports.word.template.expressions import (
    Expression,
    ListOf,
    Scope,
    nearest_name,
    parse_condition,
    parse_loop,
    parse_output,
)
from nkps_reports.word.template.lines import Finding, PlacedTag
from nkps_reports.word.template.placement import surroundings_of
from nkps_reports.word.text.vocabulary import LISTS, PRINTED, RECORD_FIELDS
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

_STATEMENTS = (IF, FOR, ELIF, ELSE, *ENDS.values())
# The other statements of Jinja and docxtpl.
_OTHERS = (
    "autoescape", "block", "break", "call", "cellbg", "colspan", "continue", "debug", "do", "extends",
    "filter", "from", "hm", "import", "include", "macro", "pluralize", "print", "raw", "set", "trans",
    "vm", "with",
)  # fmt: skip
_FORBIDDEN = frozenset((*_OTHERS, *(f"end{name}" for name in _OTHERS)))
# The advice for a code that needs another prefix, by that prefix.
_ADVICE = {PARAGRAPH: words.NEEDS_P, RUN: words.NEEDS_R, "": words.NEEDS_NONE}
_INVISIBLE = ("Cf", "Cc", "Co")


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
        has_else: whether the ``else`` of an ``if`` was read.
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


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code, the loops that are open after it, and the fields that it names, each with its record."""

    placed: PlacedTag
    loops: tuple[CodeBlock, ...]
    fields: tuple[tuple[type, str], ...]


@dataclass(slots=True)
class Statements:
    """The codes of one part but its comments, read one by one, in the scope outside all loops."""

    outermost: Scope
    findings: list[Finding] = field(default_factory=list)
    closed_blocks: list[CodeBlock] = field(default_factory=list)
    open_blocks: list[CodeBlock] = field(default_factory=list)
    codes: list[ReadCode] = field(default_factory=list)
    _inner_loops: list[tuple[CodeBlock, CodeBlock]] = field(default_factory=list)
    _fields: list[tuple[type, str]] = field(default_factory=list)

    def read(self, tags: Iterable[PlacedTag]) -> None:
        """Read all codes of the part."""
        for placed in tags:
            if placed.tag.trims:
                self._tell(placed, Code.TEMPLATE_SYNTAX, words.HINT_HYPHEN)
            if placed.tag.opening != COMMENT:
                self._read_code(placed)
        for block in self.open_blocks:
            self._tell_unclosed(block.opener, words.WITHOUT_END.format(closer=ENDS[block.keyword]))
        self._tell_inner_loops()

    def _read_code(self, placed: PlacedTag) -> None:
        self._fields = []
        if len(placed.tag.text) > MAX_CODE_CHARACTERS:
            reason = words.USES_LENGTH.format(limit=MAX_CODE_CHARACTERS)
            self._tell(placed, Code.TEMPLATE_NOT_ALLOWED, reason)
        elif placed.tag.opening == OUTPUT:
            self._output(placed)
        else:
            self._statement(placed)
        loops = tuple(block for block in self.open_blocks if block.keyword == FOR)
        self.codes.append(ReadCode(placed, loops, tuple(self._fields)))

    @property
    def _scope(self) -> Scope:
        return self.open_blocks[-1].scope if self.open_blocks else self.outermost

    def _output(self, placed: PlacedTag) -> None:
        tag = placed.tag
        node = parse_output(tag.body)
        if node is None:
            self._tell(placed, Code.TEMPLATE_SYNTAX, _hint(placed))
            return
        meaning = self._expression(placed).meaning_of(node)
        if meaning is None:
            return
        wanted = next((prefix for prefix, printed in PRINTED.items() if meaning in printed), None)
        if wanted is None:
            fields = ", ".join(f"{tag.body}.{name}" for name in RECORD_FIELDS.get(meaning, ()))
            reason = words.NO_TEXT.format(fields=fields) if fields else words.NO_TEXT_AT_ALL
            self._tell(placed, Code.TEMPLATE_SYNTAX, reason)
        elif wanted != tag.prefix:
            self._tell(placed, Code.TEMPLATE_MISPLACED_TAG, _ADVICE[wanted].format(name=tag.body))

    def _statement(self, placed: PlacedTag) -> None:
        keyword = placed.tag.keyword
        if keyword not in _STATEMENTS:
            keyword = self._other_statement(placed)
        if keyword == FOR:
            self._loop(placed)
        elif keyword in (IF, ELIF):
            self._condition(placed, keyword)
        elif keyword:
            if placed.tag.body != placed.tag.keyword:
                self._tell(placed, Code.TEMPLATE_SYNTAX, _hint(placed))
            if keyword == ELSE:
                self._take_branch(placed)
            else:
                self._close_block(placed, keyword)

    def _other_statement(self, placed: PlacedTag) -> str:
        """Tell of a keyword that is none, and return the one that is meant."""
        keyword = placed.tag.keyword
        if keyword in _FORBIDDEN:
            self._tell(placed, Code.TEMPLATE_NOT_ALLOWED, words.USES_STATEMENT.format(keyword=keyword))
            return ""
        nearest = nearest_name(keyword, _STATEMENTS)
        reason = words.NEAREST_STATEMENT.format(keyword=nearest) if nearest else _hint(placed)
        self._tell(placed, Code.TEMPLATE_SYNTAX, reason)
        return nearest

    def _condition(self, placed: PlacedTag, keyword: str) -> None:
        node = parse_condition(placed.tag.body[len(placed.tag.keyword) :].strip())
        if node is None:
            self._tell(placed, Code.TEMPLATE_SYNTAX, _hint(placed))
        else:
            self._expression(placed).meaning_of(node)
        if keyword == ELIF:
            self._take_branch(placed)
        else:
            self._open_block(CodeBlock(IF, placed, self._scope))

    def _loop(self, placed: PlacedTag) -> None:
        node = parse_loop(placed.tag.body)
        if node is None:
            self._tell(placed, Code.TEMPLATE_SYNTAX, _hint(placed))
            self._open_block(CodeBlock(FOR, placed, replace(self._scope, is_open=True)))
            return
        meaning = self._expression(placed).meaning_of(node.iter)
        variable = node.target.name if isinstance(node.target, nodes.Name) else ""
        if variable in ("", "loop") or node.test or node.recursive or not isinstance(node.iter, nodes.Name):
            self._tell(placed, Code.TEMPLATE_NOT_ALLOWED, words.USES_LOOP)
        elif meaning is not None and not isinstance(meaning, ListOf):
            lists = words.OR.join(LISTS)
            self._tell(placed, Code.TEMPLATE_SYNTAX, words.NO_LIST.format(name=node.iter.name, lists=lists))
        item = meaning.item if isinstance(meaning, ListOf) else None
        name = next((name for name, each in LISTS.items() if each is item), "")
        block = CodeBlock(FOR, placed, self._scope.within(variable, item), name, item)
        # Of several loops round it, one over the same list is what is wrong.
        around = [each for each in self.open_blocks[-MAX_CODE_DEPTH:] if name and each.list_name]
        around.sort(key=lambda each: each.list_name == name)
        self._inner_loops += ((outer, block) for outer in around[-1:])
        self._open_block(block)

    def _tell_inner_loops(self) -> None:
        """Tell of loops in loops; in one that lacks its end, they were not meant to be."""
        repeating: set[CodeBlock] = set()
        for outer, inner in self._inner_loops:
            placed, name = inner.opener, inner.list_name
            if outer.closer and outer.list_name == name:
                self._tell(placed, Code.TEMPLATE_NOT_ALLOWED, words.USES_SAME_LIST.format(list=name))
            elif outer.closer and outer not in repeating:
                repeating.add(outer)
                facts = {"outer": outer.opener.tag.text, "closer": outer.closer.tag.text}
                found = Finding.of(Code.TEMPLATE_INNER_LIST, placed.spot, placed.tag.text, **facts)
                self.findings.append(found)

    def _open_block(self, block: CodeBlock) -> None:
        self.open_blocks.append(block)
        if len(self.open_blocks) == MAX_CODE_DEPTH + 1:
            reason = words.USES_DEPTH.format(limit=MAX_CODE_DEPTH)
            self._tell(block.opener, Code.TEMPLATE_NOT_ALLOWED, reason)

    def _take_branch(self, placed: PlacedTag) -> None:
        """Take an ``elif`` or ``else``."""
        block = self.open_blocks[-1] if self.open_blocks else None
        if block is None or block.keyword != IF:
            self._tell_unclosed(placed, words.WITHOUT_IF)
        elif block.has_else:
            self._tell_unclosed(placed, words.AFTER_ELSE)
        else:
            self._check_pair(block.opener, placed)
            block.has_else = placed.tag.keyword == ELSE

    def _close_block(self, placed: PlacedTag, keyword: str) -> None:
        """Take an ``endif`` or ``endfor``."""
        wanted = next(opener for opener, end in ENDS.items() if end == keyword)
        begun = [block for block in self.open_blocks if block.keyword == wanted]
        if not begun:
            self._tell_unclosed(placed, words.WITHOUT_BEGINNING.format(opener=wanted))
            return
        # One further out that it fits is meant: then those inside lack their ends.
        near = reversed(begun[-MAX_CODE_DEPTH:])
        block = next((each for each in near if not _mismatch(each.opener, placed)), begun[-1])
        while (inner := self.open_blocks.pop()) is not block:
            closer = ENDS[inner.keyword]
            self._tell_unclosed(inner.opener, words.CROSSED.format(closer=closer, other=placed.tag.text))
        self._check_pair(block.opener, placed)
        block.closer = placed
        self.closed_blocks.append(block)

    def _check_pair(self, opener: PlacedTag, placed: PlacedTag) -> None:
        if reason := _mismatch(opener, placed):
            self._tell_unclosed(placed, reason.format(opener=opener.tag.text))

    def _expression(self, placed: PlacedTag) -> Expression:
        return Expression(placed, self._scope, self.findings, self._use)

    def _use(self, record: type, name: str) -> None:
        """Note a field, and in which loop it was read."""
        self._fields.append((record, name))
        for block in self.open_blocks:
            if block.item is record or (block.keyword == FOR and block.scope.is_open):
                block.fields.add(name)

    def _tell(self, placed: PlacedTag, code: Code, reason: str) -> None:
        self.findings.append(Finding.of(code, placed.spot, placed.tag.text, reason=reason))

    def _tell_unclosed(self, placed: PlacedTag, reason: str) -> None:
        self._tell(placed, Code.TEMPLATE_UNCLOSED_BLOCK, reason)


def loop_names(tags: Iterable[PlacedTag]) -> dict[str, str]:
    """The names that loops anywhere in the template give to their items, each with its list."""
    found: dict[str, str] = {}
    for placed in tags:
        node = parse_loop(placed.tag.body) if placed.tag.keyword == FOR else None
        if node and isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name):
            found.setdefault(node.target.name, node.iter.name)
    return found


def _mismatch(opener: PlacedTag, placed: PlacedTag) -> str:
    """Why two codes are no pair: both must remove as much of the document and stand side by side in it."""
    prefix = opener.tag.prefix
    if prefix != placed.tag.prefix:
        return words.OTHER_PREFIX
    is_beside = surroundings_of(opener) is surroundings_of(placed)
    return "" if is_beside else words.ELSEWHERE.get(prefix, words.IN_OTHER_PARAGRAPH)


def _hint(placed: PlacedTag) -> str:
    """What is often wrong with a code that cannot be read."""
    tag = placed.tag
    if not tag.body:
        return words.HINT_EMPTY
    if any(category(character) in _INVISIBLE for character in tag.text):
        return words.HINT_INVISIBLE
    if any(mark in tag.text for mark in words.OTHER_QUOTES):
        return words.HINT_QUOTES
    first = tag.body.split(maxsplit=1)[0]
    if first in PREFIXES:
        return words.HINT_PREFIX.format(opening=tag.opening + first)
    return words.HINT_FOR if tag.keyword == FOR else ""
