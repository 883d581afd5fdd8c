"""What may stand between the braces: names of the vocabulary, questions about them, and little else.

Every code is parsed by Jinja and read against a list of what is allowed, so that no template can do more than
print the report, whatever somebody has written into it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import nodes

from nkps_reports.word.template.scope import Kind, ListOf, Scope, fields_of, nearest_hint, nearest_name
from nkps_reports.word.template.syntax import dotted
from nkps_reports.word.text.passages import Inline
from nkps_reports.word.text.vocabulary import LISTS, Tiltak
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
# What Word's XML or docxtpl would read in another way than somebody meant.
_BAD_CHARACTERS = frozenset("&<>%{}")
_REFUSED: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Getitem, words.USES_BRACKETS),
    (nodes.Call, words.USES_CALL),
    (nodes.Concat, words.USES_JOINING),
    (nodes.BinExpr, words.USES_ARITHMETIC),
    (nodes.UnaryExpr, words.USES_ARITHMETIC),
    (nodes.CondExpr, words.USES_CONDITION),
    (nodes.Literal, words.USES_CONSTANT),
)
Tell = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Expression:
    """Reads an expression against what is allowed.

    Attributes:
        scope: what it may name.
        tell: takes each fault: its code, what was found, and the facts for its words.
        use: takes each field that is read: the record and the field's name.
        tag: the whole code, for messages.
    """

    scope: Scope
    tell: Tell
    use: Callable[[type, str], None]
    tag: str

    def kind_of(self, node: nodes.Node) -> Kind:
        """What an expression stands for; None where a fault was told, or nothing can be said."""
        if isinstance(node, nodes.Name):
            return self._name(node)
        if isinstance(node, nodes.Getattr):
            return self._field(node)
        if isinstance(node, nodes.Const):
            return self._constant(node)
        if isinstance(node, nodes.Filter):
            return self._filtered(node)
        if isinstance(node, nodes.Not | nodes.And | nodes.Or | nodes.Compare | nodes.Test):
            return self._question(node)
        return self._refuse(next((why for kind, why in _REFUSED if isinstance(node, kind)), words.USES_OTHER))

    def _refuse(self, reason: str) -> Kind:
        self.tell(Code.TEMPLATE_NOT_ALLOWED, self.tag, reason=reason)
        return None

    def _name(self, node: nodes.Name) -> Kind:
        names = self.scope.names
        if node.name in names:
            return names[node.name]
        if self.scope.is_open:
            return None
        hint = nearest_hint(node.name, sorted(names))
        kind = names.get(nearest_name(node.name, sorted(names)))
        if node.name in self.scope.elsewhere:
            items = self.scope.elsewhere[node.name]
            hint, kind = words.OUTSIDE_LOOP.format(name=node.name, list=items), LISTS.get(items)
        self.tell(Code.TEMPLATE_UNKNOWN_VARIABLE, node.name, nearest=hint)
        return kind

    def _field(self, node: nodes.Getattr) -> Kind:
        owner = self.kind_of(node.node)
        if owner is None:
            return None
        known = fields_of(owner)
        if not known:
            is_told = isinstance(node.node, nodes.Name) and node.node.name not in self.scope.names
            return None if is_told else self._refuse(words.USES_INSIDE)
        name = node.attr
        if name not in known:
            before = f"{dotted(node.node)}."
            self.tell(
                Code.TEMPLATE_UNKNOWN_VARIABLE,
                before + name,
                nearest=nearest_hint(name, sorted(known), before),
            )
            name = nearest_name(name, sorted(known))
        if isinstance(owner, type) and name:
            self.use(owner, name)
        kind: Kind = known.get(name)
        return kind

    def _constant(self, node: nodes.Const) -> Kind:
        value = node.value
        if not isinstance(value, str | int):
            return self._refuse(words.USES_CONSTANT)
        if isinstance(value, str) and _BAD_CHARACTERS & set(value):
            return self._refuse(words.USES_CHARACTER)
        return type(value)

    def _question(self, node: nodes.Node) -> Kind:
        if isinstance(node, nodes.Compare):
            self._comparison(node)
        elif isinstance(node, nodes.Test):
            self._test(node)
        else:
            for child in node.iter_child_nodes():
                self.kind_of(child)
        return bool

    def _test(self, node: nodes.Test) -> None:
        kind = self.kind_of(node.node)
        if node.name not in TESTS:
            self.tell(Code.TEMPLATE_UNKNOWN_FILTER, node.name, nearest=nearest_hint(node.name, TESTS))
        elif not _has_right_arguments(node):
            self._refuse(words.USES_CALL)
        elif node.name != "defined" and kind not in (*_NUMBERS, None):
            self._refuse(words.USES_COMPARISON)

    def _comparison(self, node: nodes.Compare) -> None:
        left = self.kind_of(node.expr)
        for operand in node.ops:
            if operand.op in _MEMBERSHIP:
                allowed = left in (*_TEXTS, *_NUMBERS, None) and self._is_choice(operand.expr)
                right: Kind = None
            else:
                right = self.kind_of(operand.expr)
                allowed = _can_compare(operand.op, left, right)
            if not allowed:
                self._refuse(words.USES_COMPARISON)
            left = right

    def _is_choice(self, node: nodes.Node) -> bool:
        """Whether it is a list of constants, written out."""
        if not isinstance(node, nodes.List | nodes.Tuple):
            return False
        return all(isinstance(item, nodes.Const) and self.kind_of(item) for item in node.items)

    def _filtered(self, node: nodes.Filter) -> Kind:
        if node.name not in FILTERS:
            self.tell(Code.TEMPLATE_UNKNOWN_FILTER, node.name, nearest=nearest_hint(node.name, FILTERS))
            # What it is put on is read all the same, for the faults in it.
            if node.node:
                self.kind_of(node.node)
            return None
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return self._refuse(words.USES_CALL)
        kind = self.kind_of(node.node)
        if kind is None:
            return None
        if self._is_form_field(node.node):
            reason = words.USES_FILTER_ON_FIELD.format(filter=node.name, field=dotted(node.node))
            return self._refuse(reason)
        return self._filter_result(node, kind)

    def _filter_result(self, node: nodes.Filter, kind: Kind) -> Kind:
        if node.name in _COUNT_FILTERS and isinstance(kind, ListOf) and not node.args:
            return int
        if kind in _TEXTS and node.name in _TEXT_FILTERS and not node.args:
            return str
        if kind in _TEXTS and node.name in _DEFAULT_FILTERS and 0 < len(node.args) < 3:
            return str if all(self.kind_of(argument) for argument in node.args) else None
        return self._refuse(words.USES_FILTER_ON_OTHER.format(filter=node.name))

    def _is_form_field(self, node: nodes.Node) -> bool:
        """Whether it is a field of an action, whose text must stand as it was typed."""
        variable = node.node if isinstance(node, nodes.Getattr) else None
        return isinstance(variable, nodes.Name) and self.scope.names.get(variable.name) is Tiltak


def _has_right_arguments(test: nodes.Test) -> bool:
    """Whether a test has a number to divide by where it needs one, and else nothing."""
    if test.kwargs or test.dyn_args or test.dyn_kwargs:
        return False
    numbers = [each.value for each in test.args if isinstance(each, nodes.Const)]
    if test.name == "divisibleby":
        return len(test.args) == 1 and len(numbers) == 1 and isinstance(numbers[0], int) and numbers[0] > 0
    return not test.args


def _can_compare(operator: str, left: Kind, right: Kind) -> bool:
    if left is None or right is None:
        return True
    are_numbers = left in _NUMBERS and right in _NUMBERS
    return are_numbers or (operator in _EQUALITY and left in _TEXTS and right in _TEXTS)
