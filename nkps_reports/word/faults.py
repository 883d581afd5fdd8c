"""The faults of a Word template as errors, each with what stands near it."""

from __future__ import annotations

from nkps_reports.problems import Code, TemplateError, a_problem
from nkps_reports.wording import problems as words

_NEAR_CHARACTERS = 60


def near(text: str) -> str:
    """Where a fault stands, for a message: the opening of a text on one line; nothing where there is none."""
    short = " ".join(text.split())[:_NEAR_CHARACTERS]
    return words.NEAR.format(text=short) if short else ""


def misplaced(template: str, text: str) -> TemplateError:
    """The error that a tag stands where it cannot.

    Args:
        template: the template's name.
        text: the tag, or what stands round it.
    """
    return TemplateError(a_problem(Code.TEMPLATE_MISPLACED_TAG, template=template, near=near(text)))
