"""The rendered report opened again, as its receiver will, before anybody gets it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from lxml import etree

from nkps_reports.files.archive import parse_relationships
from nkps_reports.report.grammar import cut, on_one_line
from nkps_reports.report.model import Report
from nkps_reports.report.problems import Problem, TemplateError, unreadable_template
from nkps_reports.word.document.bookmarks import TOP
from nkps_reports.word.document.elements import WORD_NAMESPACE, w
from nkps_reports.word.document.tags import OPENINGS, find_tags
from nkps_reports.word.text.resources import Resources
from nkps_reports.word.verification.package import PartStory, WordPackage, find_flaws, open_package
from nkps_reports.word.verification.shape import Shape, find_lost_fields, find_wrong_headings
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

_MAX_QUOTE_CHARACTERS = 60
_RENDERED = re.compile(r"word/(document|header|footer|footnotes)\d*\.xml")
_WORD = {"w": WORD_NAMESPACE}
_HIDDEN = (w("instrText"), w("delText"), w("delInstrText"))
# Characters outside ``w:t``, an element inside one, and a run where Word expects a paragraph.
_STRAY_TEXT = etree.XPath(
    "//text()[parent::w:* and not(parent::w:t or parent::w:instrText or parent::w:delText"
    " or parent::w:delInstrText)][normalize-space()]",
    namespaces=_WORD,
)
_STRAY = (
    "//w:r/w:r", "//w:p/w:p", "/w:document/w:body/*[self::w:r or self::w:hyperlink]",
    "//w:tc/*[self::w:r or self::w:hyperlink]",
)  # fmt: skip
_STRAY_ELEMENTS = etree.XPath(" | ".join(("//w:t/*", *_STRAY)), namespaces=_WORD)
_HAS_STRAY_ELEMENTS = etree.XPath(" or ".join(f"boolean({path})" for path in _STRAY), namespaces=_WORD)
_LENGTH = etree.XPath("string-length()")


class DefectError(Exception):
    """A report is wrong, and not because of its template: a bug in the program."""


def verify_report(
    packed: bytes, report: Report, resources: Resources, shape: Shape, template: bytes, name: str
) -> None:
    """Check that the bytes of a Word file are sound and hold the report, each action once, in order.

    Raises:
        TemplateError: something is wrong because of the template, which messages call ``name``.
        DefectError: something else is wrong.
    """
    package = _open(packed, template, name)
    body = package.stories[package.document]
    for part in filter(_RENDERED.fullmatch, package.stories):
        stray = _find_stray_text(package.roots[part], package.stories[part])
        if stray is not None:
            raise misplaced(name, stray)
    if tag := _find_left_tag(package, report):
        raise misplaced(name, tag)
    flaws = [*find_flaws(package)]
    if flaws and not {*flaws}.isdisjoint(find_flaws(open_package(template))):
        raise TemplateError(unreadable_template(name))
    if flaws:
        raise DefectError("; ".join(flaws))
    _verify_inside(package)
    _verify_links([*package.stories.values()], name)
    _verify_lists(body, resources)
    _verify_fields(body, report, resources, shape, name)


def misplaced(template: str, text: str) -> TemplateError:
    """The error that a tag stands where it cannot, given the tag or the text round it."""
    where = words.TEMPLATE_PLACE.format(template=template)
    found = cut(on_one_line(text), _MAX_QUOTE_CHARACTERS)
    return TemplateError(Problem.of(Code.TEMPLATE_MISPLACED_TAG, None, found, where=where, reason=""))


def _open(packed: bytes, template: bytes, name: str) -> WordPackage:
    try:
        return open_package(packed)
    except etree.XMLSyntaxError as error:
        # A template may carry a part that neither python-docx nor we look into.
        try:
            open_package(template)
        except etree.XMLSyntaxError:
            raise TemplateError(unreadable_template(name)) from error
        raise


def _find_stray_text(root: etree._Element, story: PartStory) -> str | None:
    """The first text that stands where Word expects none."""
    # First whether there is any: finding it is slow, and there hardly ever is.
    texts = cast(list[str], _STRAY_TEXT(root)) if _has_stray_text(root, story) else []
    if not texts and (story.has_elements_in_text or _HAS_STRAY_ELEMENTS(root)):
        elements = cast(list[etree._Element], _STRAY_ELEMENTS(root))
        texts = ["".join(map(str, element.itertext())) for element in elements]
    return str(texts[0]) if texts else None


def _has_stray_text(root: etree._Element, story: PartStory) -> bool:
    own = sum(len(text) - text.count("\t") for text in story.texts)
    every = cast(float, _LENGTH(root))
    return every > own and every > own + sum(len(text.text or "") for text in root.iter(*_HIDDEN))


def _find_left_tag(package: WordPackage, report: Report) -> str | None:
    """The first tag of the template that was not rendered; what a user typed in braces is text."""
    parts = [
        part
        for part in package.roots
        if part.startswith("word/") and not part.startswith("word/glossary/") and b"{" in package.parts[part]
    ]
    if not parts:
        return None
    # On one line each, as a title is; the longest first, for one may be part of another.
    typed = dict.fromkeys(sorted(_with_braces(_typed_texts(report)), key=len, reverse=True))
    for part in parts:
        story = package.stories.get(part)
        # By paragraph, or text by text in a part that is not Word's own, such as a drawing.
        for line in _with_braces(story.texts if story else map(str, package.roots[part].itertext())):
            rest = "" if line in typed else line
            for text in typed if rest else ():
                rest = rest.replace(text, "")
            if left := find_tags(rest):
                return left[0].text
    return None


def _with_braces(texts: Iterable[str]) -> Iterator[str]:
    """The texts that may have a tag in them, on one line each."""
    return (on_one_line(text) for text in texts if any(opening in text for opening in OPENINGS))


def _typed_texts(report: Report) -> Iterator[str]:
    """Every text of the report that somebody typed."""
    who = report.organisation
    yield from (who.name, who.period, who.recipient, who.contact, who.email)
    for action in report.actions:
        yield action.title.plain
        yield from (paragraph.plain for text in action.texts for paragraph in text.paragraphs)


def _verify_inside(package: WordPackage) -> None:
    """Check that nothing but links leads out of the file."""
    for name, root in package.roots.items():
        for relation in parse_relationships(root, name, package.parts):
            if relation.is_external and relation.kind != "hyperlink":
                raise DefectError(f"{name} leads out of the file, to {relation.target}")


def _verify_links(stories: Sequence[PartStory], template: str) -> None:
    """Check that every link inside the document leads somewhere."""
    places = {name.casefold() for story in stories for name, _ in story.marks} | {TOP}
    for anchor in (anchor for story in stories for anchor in story.anchors):
        if anchor.casefold() not in places:
            where = words.TEMPLATE_PLACE.format(template=template)
            raise TemplateError(Problem.of(Code.TEMPLATE_BROKEN_LINK, None, anchor, where=where))


def _verify_lists(body: PartStory, resources: Resources) -> None:
    """Check that each numbered list has a numbering of its own, so that it begins at 1."""
    items = Counter(body.lists)
    for number, length in resources.lists.items():
        # A template may use a text without printing it; what is missing is found elsewhere.
        if items[str(number)] not in (0, length):
            raise DefectError(f"list {number} has {items[str(number)]} items and not {length}")


def _verify_fields(
    body: PartStory, report: Report, resources: Resources, shape: Shape, template: str
) -> None:
    for field, is_reworded in find_wrong_headings(body, report, shape):
        header = report.actions[0].texts[field].place.header
        if is_reworded:
            raise DefectError(f"heading {field} has other words than the template")
        raise TemplateError(Problem.of(Code.TEMPLATE_FORM_HEADING, None, header, template=template))
    for action, field in find_lost_fields(body, report, shape):
        text = action.texts[field]
        if text.place in resources.placed and not shape.changes_text:
            raise DefectError(f"field {field} of action {action.number} is not as it was typed")
        tag = on_one_line(shape.tags.get(field, ""))
        by_tag = words.BY_TAG.format(tag=tag) if tag else ""
        raise TemplateError(
            Problem.of(Code.TEMPLATE_INCOMPLETE, None, text.place.header, template=template, tag=by_tag)
        )
