"""What a tag of the template can leave behind: text where none can stand, and itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from docx.oxml.ns import nsmap, qn
from lxml import etree

from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import Report
from nkps_reports.word.document.tags import OPENINGS, find_tags
from nkps_reports.word.verification.soundness import Package
from nkps_reports.word.verification.story import Story

_WORD = {"w": nsmap["w"]}
_HIDDEN = (qn("w:instrText"), qn("w:delText"), qn("w:delInstrText"))
_SHOWN, _NOT_SHOWN = "word/", "word/glossary/"

# Text outside a text, an element inside one, and a run where Word expects a paragraph.
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


def find_stray_text(root: etree._Element, story: Story) -> str | None:
    """The first text that stands where Word expects none.

    Args:
        root: a part of the report.
        story: the same as read.
    """
    texts: list[str] = []
    # Asked whether before asked what: there is hardly ever one, and finding them is slow.
    if _has_stray_text(root, story):
        texts.extend(str(text) for text in cast(list[str], _STRAY_TEXT(root)))
    if story.has_elements_in_text or _HAS_STRAY_ELEMENTS(root):
        for element in cast(list[etree._Element], _STRAY_ELEMENTS(root)):
            texts.append("".join(str(piece) for piece in element.itertext()))
    return next(iter(texts), None)


def find_left_tag(package: Package, report: Report) -> str | None:
    """The first tag of the template that is left; what a user typed in braces is text.

    Args:
        package: the report as it was opened.
        report: what it was made from.
    """
    parts = [
        part
        for part in package.roots
        if part.startswith(_SHOWN) and not part.startswith(_NOT_SHOWN) and b"{" in package.parts[part]
    ]
    if not parts:
        return None
    # On one line each, as a title is; longest first, for one may be a part of another.
    braced = map(on_one_line, filter(_has_braces, _typed(report)))
    typed = dict.fromkeys(sorted(braced, key=len, reverse=True))
    for part in parts:
        for line in map(on_one_line, filter(_has_braces, _lines_of(package, part))):
            left = [] if line in typed else find_tags(_without(typed, line))
            if left:
                return left[0].text
    return None


def _without(texts: Iterable[str], line: str) -> str:
    for text in texts:
        line = line.replace(text, "")
    return line


def _has_stray_text(root: etree._Element, story: Story) -> bool:
    own = sum(len(text) - text.count("\t") for text in story.texts)
    every = cast(float, _LENGTH(root))
    return every > own and every > own + sum(len(text.text or "") for text in root.iter(*_HIDDEN))


def _lines_of(package: Package, part: str) -> Iterable[str]:
    """The texts of a part: by paragraph where it is Word's, else one by one, as in a drawing."""
    story = package.stories.get(part)
    return story.texts if story else (str(text) for text in package.roots[part].itertext())


def _has_braces(text: str) -> bool:
    return any(opening in text for opening in OPENINGS)


def _typed(report: Report) -> Iterator[str]:
    """Every text of the report that somebody typed, as it may stand on one line."""
    organisation = report.organisation
    yield from (
        organisation.name, organisation.period, organisation.recipient, organisation.contact,
        organisation.email,
    )  # fmt: skip
    for action in report.actions:
        yield action.title.plain
        yield from (p.plain for text in action.texts for p in text.paragraphs)
