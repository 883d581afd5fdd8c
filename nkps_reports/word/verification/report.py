"""The rendered report opened again, as its receiver will, before anybody gets it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree

from nkps_reports.report.grammar import cut, on_one_line
from nkps_reports.report.model import Report
from nkps_reports.report.problems import Problem, TemplateError, unreadable_template
from nkps_reports.word.document.bookmarks import TOP
from nkps_reports.word.text.resources import Resources
from nkps_reports.word.verification.fields import find_lost_fields, find_wrong_headings
from nkps_reports.word.verification.leftovers import find_left_tag, find_stray_text
from nkps_reports.word.verification.shape import Shape
from nkps_reports.word.verification.soundness import Package, find_flaws, open_package
from nkps_reports.word.verification.story import Story
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

_FOUND_CHARACTERS = 60
_RENDERED = re.compile(r"word/(document|header|footer|footnotes)\d*\.xml")


class DefectError(Exception):
    """A report that must not be sent came out of the program, and not by the template's fault: a bug."""


def verify_report(
    packed: bytes, report: Report, resources: Resources, shape: Shape, template: bytes, name: str
) -> None:
    """Check that a Word file is sound and holds the report, each action once, in the template's order.

    Args:
        packed: the bytes of the Word file.
        report: what it was made from.
        resources: what was given out while it was rendered.
        shape: the template's forms.
        template: the bytes of the template.
        name: the template's name, for messages.

    Raises:
        TemplateError: something is wrong in it because the template has it so.
        DefectError: something else is.
    """
    package = _open(packed, template, name)
    body = package.stories[package.document]
    for part in filter(_RENDERED.fullmatch, package.stories):
        stray = find_stray_text(package.roots[part], package.stories[part])
        if stray is not None:
            raise misplaced(name, stray)
    if tag := find_left_tag(package, report):
        raise misplaced(name, tag)
    _verify_soundness(package, template, name)
    _verify_links([*package.stories.values()], name)
    _verify_lists(body, resources)
    _verify_fields(body, report, resources, shape, name)


def misplaced(template: str, text: str) -> TemplateError:
    """The error that a code stands where it cannot.

    Args:
        template: the template's name.
        text: the code, or what stands round it.
    """
    where = words.TEMPLATE_PLACE.format(template=template)
    found = cut(on_one_line(text), _FOUND_CHARACTERS)
    return TemplateError(Problem.of(Code.TEMPLATE_MISPLACED_TAG, None, found, where=where, reason=""))


def _open(packed: bytes, template: bytes, name: str) -> Package:
    try:
        return open_package(packed)
    except etree.XMLSyntaxError as error:
        # A template may carry a part that neither python-docx nor we look into.
        try:
            open_package(template)
        except etree.XMLSyntaxError:
            raise TemplateError(unreadable_template(name)) from error
        raise


def _verify_soundness(package: Package, template: bytes, name: str) -> None:
    flaws = [*find_flaws(package)]
    if not flaws:
        return
    if {*find_flaws(open_package(template))} & {*flaws}:
        raise TemplateError(unreadable_template(name))
    raise DefectError("; ".join(flaws))


def _verify_links(stories: Sequence[Story], template: str) -> None:
    """Every link inside the document leads somewhere."""
    places = {name.casefold() for story in stories for name, _ in story.marks} | {TOP}
    for anchor in (anchor for story in stories for anchor in story.anchors):
        if anchor.casefold() not in places:
            where = words.TEMPLATE_PLACE.format(template=template)
            raise TemplateError(Problem.of(Code.TEMPLATE_BROKEN_LINK, None, anchor, where=where))


def _verify_lists(body: Story, resources: Resources) -> None:
    """Each numbered list has a number of its own, so that it begins at 1."""
    items = Counter(body.lists)
    for number, length in resources.lists.items():
        # A template may ask for a text and not print it; whether it is missing is asked elsewhere.
        if items[str(number)] not in (0, length):
            raise DefectError(f"list {number} has {items[str(number)]} items and not {length}")


def _verify_fields(body: Story, report: Report, resources: Resources, shape: Shape, template: str) -> None:
    for field, is_reworded in find_wrong_headings(body, report, shape):
        header = report.actions[0].texts[field].place.header
        if is_reworded:
            raise DefectError(f"heading {field} has other words than the template")
        raise TemplateError(Problem.of(Code.TEMPLATE_FORM_HEADING, None, header, template=template))
    for action, field in find_lost_fields(body, report, shape):
        text = action.texts[field]
        if text.place in resources.placed and not shape.changes_text:
            raise DefectError(f"field {field} of action {action.number} is not as it was typed")
        tag = on_one_line(next(iter(shape.tags[field]), ""))
        by_tag = words.BY_TAG.format(tag=tag) if tag else ""
        raise TemplateError(
            Problem.of(Code.TEMPLATE_INCOMPLETE, None, text.place.header, template=template, tag=by_tag)
        )
