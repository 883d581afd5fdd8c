"""What turns out to be wrong in a Word template while a report is made by it."""

from __future__ import annotations

from nkps_reports.grammar import cut
from nkps_reports.problems import Code, TemplateError, a_problem
from nkps_reports.wording import problems as words

_FOUND_CHARACTERS = 60


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
