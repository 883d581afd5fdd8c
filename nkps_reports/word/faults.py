"""The faults of a Word template: what is found while it is read, and the errors of those who use it later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nkps_reports.grammar import cut
from nkps_reports.problems import Code, Problem, TemplateError, a_problem
from nkps_reports.word.lines import Spot, describe_spot
from nkps_reports.wording import problems as words

_FOUND_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, with what its words need.

    Attributes:
        code: what kind.
        spot: where; None for what concerns the whole template.
        found: what stands there.
        facts: what else the words of the code need.
    """

    code: Code
    spot: Spot | None
    found: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def problem(self, template: str) -> Problem:
        """The finding in words.

        Args:
            template: the template's name.
        """
        where = words.TEMPLATE_PLACE.format(template=template)
        if self.spot is not None:
            where = f"{where}, {describe_spot(self.spot)}"
        return a_problem(self.code, None, self.found, where=where, template=template, **self.facts)


def by_tag(tag: str) -> str:
    """Which code is at fault, for a message; nothing where none is known."""
    return words.BY_TAG.format(tag=" ".join(tag.split())) if tag else ""


def misplaced(template: str, text: str) -> TemplateError:
    """The error that a code stands where it cannot.

    Args:
        template: the template's name.
        text: the code, or what stands round it.
    """
    where = words.TEMPLATE_PLACE.format(template=template)
    found = cut(" ".join(text.split()), _FOUND_CHARACTERS)
    return TemplateError(a_problem(Code.TEMPLATE_MISPLACED_TAG, None, found, where=where, reason=""))
