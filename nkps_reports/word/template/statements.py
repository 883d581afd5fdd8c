"""Reads the codes of one part of a template in order: what each may name where it stands, and print there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from unicodedata import category

from jinja2 import nodes

from nkps_reports.files.limits import MAX_CODE_CHARACTERS
from nkps_reports.word.document.tags import CELL, COMMENT, OUTPUT, PARAGRAPH, ROW, RUN
from nkps_reports.word.template.expressions import Expression, parse_condition, parse_loop, parse_output
from nkps_reports.word.template.lines import Finding, PlacedTag
from nkps_reports.word.template.nesting import ELIF, ELSE, FOR, IF, STATEMENTS, CodeBlock, Nesting
from nkps_reports.word.template.scope import ListOf, Scope, fields_of, nearest_name
from nkps_reports.word.text.vocabulary import LISTS, PRINTED
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

# What Jinja and docxtpl know beyond ``STATEMENTS``.
_OTHERS = (
    "autoescape", "block", "break", "call", "cellbg", "colspan", "continue", "debug", "do", "extends",
    "filter", "from", "hm", "import", "include", "macro", "pluralize", "print", "raw", "set", "trans",
    "vm", "with",
)  # fmt: skip
_FORBIDDEN = frozenset((*_OTHERS, *(f"end{name}" for name in _OTHERS)))
# What is said of what another prefix prints.
_ADVICE = {PARAGRAPH: words.NEEDS_P, RUN: words.NEEDS_R, "": words.NEEDS_NONE}
_INVISIBLE = ("Cf", "Cc", "Co")


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code as it was read.

    Attributes:
        placed: the code and its place.
        loops: the loops that are open after it, the outermost first.
        fields: what it may print, each field with its record.
    """

    placed: PlacedTag
    loops: tuple[CodeBlock, ...]
    fields: tuple[tuple[type, str], ...]


@dataclass(slots=True)
class Statements:
    """The codes of one part, taken one by one.

    Attributes:
        outermost: what may be named outside all loops.
        findings: the faults.
        used: the fields that were read, each with its record.
        nesting: the loops and questions.
        codes: the codes that are no comments, as they were read.
    """

    outermost: Scope
    findings: list[Finding] = field(default_factory=list)
    used: set[tuple[type, str]] = field(default_factory=set)
    nesting: Nesting = field(init=False)
    codes: list[ReadCode] = field(default_factory=list)
    _fields: list[tuple[type, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.nesting = Nesting(self.findings)

    def read(self, tags: Iterable[PlacedTag]) -> None:
        """Read all codes of the part."""
        for placed in tags:
            if placed.tag.trims:
                self._tell(placed, Code.TEMPLATE_SYNTAX, words.HINT_HYPHEN)
            if placed.tag.opening != COMMENT:
                self._read_code(placed)
        self.nesting.finish()

    def _read_code(self, placed: PlacedTag) -> None:
        self._fields = []
        is_output = placed.tag.opening == OUTPUT
        if len(placed.tag.text) > MAX_CODE_CHARACTERS:
            reason = words.USES_LENGTH.format(limit=MAX_CODE_CHARACTERS)
            self._tell(placed, Code.TEMPLATE_NOT_ALLOWED, reason)
        elif is_output:
            self._output(placed)
        else:
            self._statement(placed)
        loops = tuple(block for block in self.nesting.stack if block.keyword == FOR)
        self.codes.append(ReadCode(placed, loops, tuple(self._fields) if is_output else ()))

    @property
    def _scope(self) -> Scope:
        return self.nesting.stack[-1].scope if self.nesting.stack else self.outermost

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
            fields = ", ".join(f"{tag.body}.{name}" for name in fields_of(meaning))
            reason = words.NO_TEXT.format(fields=fields) if fields else words.NO_TEXT_AT_ALL
            self._tell(placed, Code.TEMPLATE_SYNTAX, reason)
        elif wanted != tag.prefix:
            self._tell(placed, Code.TEMPLATE_MISPLACED_TAG, _ADVICE[wanted].format(name=tag.body))

    def _statement(self, placed: PlacedTag) -> None:
        keyword = placed.tag.keyword
        if keyword not in STATEMENTS:
            keyword = self._other_statement(placed)
        if keyword == FOR:
            self._loop(placed)
        elif keyword in (IF, ELIF):
            self._question(placed, keyword)
        elif keyword:
            if placed.tag.body != placed.tag.keyword:
                self._tell(placed, Code.TEMPLATE_SYNTAX, _hint(placed))
            if keyword == ELSE:
                self.nesting.go_on(placed)
            else:
                self.nesting.end(placed, keyword)

    def _other_statement(self, placed: PlacedTag) -> str:
        """Tell of a keyword that is none, and return the one that is meant."""
        keyword = placed.tag.keyword
        if keyword in _FORBIDDEN:
            self._tell(placed, Code.TEMPLATE_NOT_ALLOWED, words.USES_STATEMENT.format(keyword=keyword))
            return ""
        nearest = nearest_name(keyword, STATEMENTS)
        reason = words.NEAREST_STATEMENT.format(keyword=nearest) if nearest else _hint(placed)
        self._tell(placed, Code.TEMPLATE_SYNTAX, reason)
        return nearest

    def _question(self, placed: PlacedTag, keyword: str) -> None:
        node = parse_condition(placed.tag.body[len(placed.tag.keyword) :].strip())
        if node is None:
            self._tell(placed, Code.TEMPLATE_SYNTAX, _hint(placed))
        else:
            self._expression(placed).meaning_of(node)
        if keyword == ELIF:
            self.nesting.go_on(placed)
        else:
            self.nesting.begin(CodeBlock(IF, placed, self._scope))

    def _loop(self, placed: PlacedTag) -> None:
        node = parse_loop(placed.tag.body)
        if node is None:
            self._tell(placed, Code.TEMPLATE_SYNTAX, _hint(placed))
            self.nesting.begin(CodeBlock(FOR, placed, replace(self._scope, is_open=True)))
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
        if name and any(block.list_name == name for block in self.nesting.stack):
            self._tell(placed, Code.TEMPLATE_NOT_ALLOWED, words.USES_SAME_LIST.format(list=name))
        self.nesting.begin(CodeBlock(FOR, placed, self._scope.within(variable, item), name, item))

    def _expression(self, placed: PlacedTag) -> Expression:
        def tell(code: Code, found: str, **facts: object) -> None:
            self.findings.append(Finding.of(code, placed.spot, found, **facts))

        return Expression(self._scope, tell, self._use, placed.tag.text)

    def _use(self, record: type, name: str) -> None:
        """Note a field, and in which loop it was read."""
        self.used.add((record, name))
        self._fields.append((record, name))
        for block in self.nesting.stack:
            if block.item is record or (block.keyword == FOR and block.scope.is_open):
                block.fields.add(name)

    def _tell(self, placed: PlacedTag, code: Code, reason: str) -> None:
        self.findings.append(Finding.of(code, placed.spot, placed.tag.text, reason=reason))


def loop_names(tags: Iterable[PlacedTag]) -> dict[str, str]:
    """The names that loops anywhere in the template give to their items, each with its list."""
    found: dict[str, str] = {}
    for placed in tags:
        node = parse_loop(placed.tag.body) if placed.tag.keyword == FOR else None
        if node and isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name):
            found.setdefault(node.target.name, node.iter.name)
    return found


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
    if first in (PARAGRAPH, RUN, ROW, CELL):
        return words.HINT_PREFIX.format(opening=tag.opening + first)
    return words.HINT_FOR if tag.keyword == FOR else ""
