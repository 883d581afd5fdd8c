"""What may stand between the braces: names of the vocabulary, conditions on them, and little else.

Every code is parsed by Jinja and read against a list of what is allowed, so that no template can do more than
print the report, whatever somebody has written into it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import cast

from jinja2 import Environment, TemplateSyntaxError, nodes

from nkps_reports.report.characters import make_showable
from nkps_reports.report.grammar import join_words
from nkps_reports.word.template.lines import Finding, PlacedTag
from nkps_reports.word.text.passages import Inline
from nkps_reports.word.text.vocabulary import LISTS, RECORD_FIELDS, RECORDS, Loop, Tiltak
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

_TEXT_FILTERS = frozenset({"upper", "lower", "capitalize", "title", "trim"})
_DEFAULT_FILTERS = frozenset({"default", "d"})
_COUNT_FILTERS = frozenset({"length", "count"})
FILTERS = _TEXT_FILTERS | _DEFAULT_FILTERS | _COUNT_FILTERS
TESTS = frozenset({"odd", "even", "divisibleby", "defined"})
_EQUALITY = frozenset({"eq", "ne"})
_MEMBERSHIP = frozenset({"in", "notin"})
_TEXTS, _NUMBERS = (Inline, str), (int, bool)
# Characters that Word's XML or docxtpl would give another meaning.
_BAD_CHARACTERS = frozenset("&<>%{}")
# What docxtpl would break a text at, or XML cannot hold; Jinja makes them of what is typed, such as ``\\n``.
_BREAKS = frozenset("\t\n\v\r")
_REFUSED: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Getitem, words.USES_BRACKETS),
    (nodes.Call, words.USES_CALL),
    (nodes.Concat, words.USES_JOINING),
    (nodes.BinExpr, words.USES_ARITHMETIC),
    (nodes.UnaryExpr, words.USES_ARITHMETIC),
    (nodes.CondExpr, words.USES_CONDITION),
    (nodes.Literal, words.USES_CONSTANT),
)
# docxtpl lets Word's typographic quotation marks stand for straight ones.
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_ENVIRONMENT = Environment(autoescape=True)


def parse_output(body: str) -> nodes.Expr | None:
    """The expression of ``{{ … }}``; None where it is none."""
    parsed = _parse(f"{{{{ {body} }}}}")
    pieces = parsed.nodes if isinstance(parsed, nodes.Output) else []
    return pieces[0] if len(pieces) == 1 else None


def parse_condition(body: str) -> nodes.Expr | None:
    """The condition of ``{% if … %}``, given without the keyword; None where it is none."""
    parsed = _parse(f"{{% if {body} %}}{{% endif %}}")
    return cast(nodes.Expr, parsed.test) if isinstance(parsed, nodes.If) else None


def parse_loop(body: str) -> nodes.For | None:
    """The loop of ``{% for … %}``; None where it is none."""
    parsed = _parse(f"{{% {body} %}}{{% endfor %}}")
    return parsed if isinstance(parsed, nodes.For) else None


@lru_cache(maxsize=1024)
def _parse(source: str) -> nodes.Node | None:
    """The one statement of a source; None where Jinja cannot read it."""
    try:
        body = _ENVIRONMENT.parse(source.translate(_QUOTES)).body
    # Of a number with very many digits Python makes none.
    except (TemplateSyntaxError, RecursionError, ValueError):
        return None
    return body[0] if len(body) == 1 else None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of records, as a meaning."""

    item: type


# What a name stands for; None where a fault told already leaves it unknown.
Meaning = type | ListOf | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a code may name where it stands.

    Attributes:
        names: each name and what it stands for.
        elsewhere: names of loops in other places, each with the list it goes through.
        is_open: whether any name may be right, because the loop round it cannot be read.
    """

    names: Mapping[str, Meaning]
    elsewhere: Mapping[str, str]
    is_open: bool = False

    def within(self, variable: str, item: Meaning) -> Scope:
        """The scope inside a loop; any name may be right where its variable cannot be read."""
        names = {**self.names, variable: item, "loop": Loop}
        return Scope(names, self.elsewhere, self.is_open or not variable)


def outermost(elsewhere: Mapping[str, str]) -> Scope:
    """The scope outside all loops."""
    lists: dict[str, Meaning] = {name: ListOf(item) for name, item in LISTS.items()}
    return Scope({**RECORDS, **lists}, elsewhere)


def nearest_hint(name: str, known: Collection[str], before: str = "") -> str:
    """The nearest known name as a sentence; all of them where none is near."""
    nearest = nearest_name(name, known)
    if nearest:
        return words.NEAREST.format(name=before + nearest)
    return words.ALL_NAMES.format(names=join_words([before + each for each in sorted(known)]))


def nearest_name(name: str, known: Collection[str]) -> str:
    """The known name that is probably meant; nothing where none is near."""
    by_fold = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), by_fold, n=1)
    return by_fold[found[0]] if found else ""


@dataclass(frozen=True, slots=True)
class Expression:
    """Reads an expression against what is allowed; ``use`` is told the record and name of each field read."""

    placed: PlacedTag
    scope: Scope
    findings: list[Finding]
    use: Callable[[type, str], None]

    def meaning_of(self, node: nodes.Node) -> Meaning:
        """What an expression stands for; None where a fault was told, or nothing can be said."""
        match node:
            case nodes.Name():
                return self._name(node.name)
            case nodes.Getattr():
                return self._field(node)
            case nodes.Const():
                return self._constant(node.value)
            case nodes.Filter():
                return self._filtered(node)
            case nodes.Compare():
                return self._comparison(node)
            case nodes.Test():
                return self._test(node)
            case nodes.Not() | nodes.And() | nodes.Or():
                for child in node.iter_child_nodes():
                    self.meaning_of(child)
                return bool
        return self._refuse(next((why for kind, why in _REFUSED if isinstance(node, kind)), words.USES_OTHER))

    def _tell(self, code: Code, found: str, **facts: str) -> None:
        self.findings.append(Finding.of(code, self.placed.spot, found, **facts))

    def _refuse(self, reason: str) -> Meaning:
        self._tell(Code.TEMPLATE_NOT_ALLOWED, self.placed.tag.text, reason=reason)
        return None

    def _name(self, name: str) -> Meaning:
        names = self.scope.names
        if name in names:
            return names[name]
        if self.scope.is_open:
            return None
        hint, meaning = nearest_hint(name, names), names.get(nearest_name(name, names))
        if name in self.scope.elsewhere:
            items = self.scope.elsewhere[name]
            hint, meaning = words.OUTSIDE_LOOP.format(name=name, list=items), LISTS.get(items)
        self._tell(Code.TEMPLATE_UNKNOWN_VARIABLE, name, nearest=hint)
        return meaning

    def _field(self, node: nodes.Getattr) -> Meaning:
        owner, name = self.meaning_of(node.node), node.attr
        if owner is None:
            return None
        owner_name = node.node.name if isinstance(node.node, nodes.Name) else ""
        known = RECORD_FIELDS.get(owner)
        if known is None:
            is_told = owner_name and owner_name not in self.scope.names
            return None if is_told else self._refuse(words.USES_INSIDE)
        if name not in known:
            hint = nearest_hint(name, known, f"{owner_name}.")
            self._tell(Code.TEMPLATE_UNKNOWN_VARIABLE, f"{owner_name}.{name}", nearest=hint)
            name = nearest_name(name, known)
        if isinstance(owner, type) and name:
            self.use(owner, name)
        return cast(Meaning, known.get(name))

    def _constant(self, value: object) -> Meaning:
        if not isinstance(value, str | int):
            return self._refuse(words.USES_CONSTANT)
        if isinstance(value, str) and _BAD_CHARACTERS & set(value):
            return self._refuse(words.USES_CHARACTER)
        if isinstance(value, str) and (make_showable(value) != value or _BREAKS & set(value)):
            return self._refuse(words.USES_UNSHOWABLE)
        return type(value)

    def _test(self, node: nodes.Test) -> Meaning:
        meaning = self.meaning_of(node.node)
        if node.name not in TESTS:
            self._tell(Code.TEMPLATE_UNKNOWN_FILTER, node.name, nearest=nearest_hint(node.name, TESTS))
        elif not _has_right_arguments(node):
            self._refuse(words.USES_CALL)
        elif node.name != "defined" and meaning not in (*_NUMBERS, None):
            self._refuse(words.USES_COMPARISON)
        return bool

    def _comparison(self, node: nodes.Compare) -> Meaning:
        left = self.meaning_of(node.expr)
        for operand in node.ops:
            right: Meaning = None
            if operand.op in _MEMBERSHIP:
                allowed = left in (*_TEXTS, *_NUMBERS, None) and self._is_choice(operand.expr)
            else:
                right = self.meaning_of(operand.expr)
                allowed = _can_compare(operand.op, left, right)
            if not allowed:
                self._refuse(words.USES_COMPARISON)
            left = right
        return bool

    def _is_choice(self, node: nodes.Node) -> bool:
        """Whether it is a list of constants, written out."""
        if not isinstance(node, nodes.List | nodes.Tuple):
            return False
        return all(isinstance(item, nodes.Const) and self.meaning_of(item) for item in node.items)

    def _filtered(self, node: nodes.Filter) -> Meaning:
        name, names = node.name, self.scope.names
        if name not in FILTERS:
            self._tell(Code.TEMPLATE_UNKNOWN_FILTER, name, nearest=nearest_hint(name, FILTERS))
            # What it filters is read all the same, for the faults in it.
            if node.node:
                self.meaning_of(node.node)
            return None
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return self._refuse(words.USES_CALL)
        meaning = self.meaning_of(node.node)
        if meaning is None:
            return None
        match node.node:
            # A field of an action, whose text must stand as it was typed.
            case nodes.Getattr(node=nodes.Name(name=owner), attr=field) if names.get(owner) is Tiltak:
                reason = words.USES_FILTER_ON_FIELD.format(filter=name, field=f"{owner}.{field}")
                return self._refuse(reason)
        if name in _COUNT_FILTERS and isinstance(meaning, ListOf) and not node.args:
            return int
        if meaning in _TEXTS and name in _TEXT_FILTERS and not node.args:
            return str
        if meaning in _TEXTS and name in _DEFAULT_FILTERS and 0 < len(node.args) < 3:
            return str if all(self.meaning_of(argument) for argument in node.args) else None
        return self._refuse(words.USES_FILTER_ON_OTHER.format(filter=name))


def _has_right_arguments(test: nodes.Test) -> bool:
    """Whether a test has a number to divide by where it needs one, and else nothing."""
    if test.kwargs or test.dyn_args or test.dyn_kwargs:
        return False
    if test.name != "divisibleby":
        return not test.args
    match test.args:
        case [nodes.Const(value=int(divisor))]:
            return divisor > 0
    return False


def _can_compare(operator: str, left: Meaning, right: Meaning) -> bool:
    if left is None or right is None:
        return True
    are_numbers = left in _NUMBERS and right in _NUMBERS
    return are_numbers or (operator in _EQUALITY and left in _TEXTS and right in _TEXTS)
