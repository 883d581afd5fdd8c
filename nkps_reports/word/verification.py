"""Reads a rendered report again, as its receiver will, before anybody gets it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import cast

from docx.oxml.ns import nsmap, qn
from lxml import etree

from nkps_reports.archive import unpack_parts
from nkps_reports.model import Place, Report
from nkps_reports.problems import Code, TemplateError, a_problem
from nkps_reports.word.faults import misplaced

_DOCUMENT = "word/document.xml"
_RENDERED = re.compile(r"word/(document|header|footer|footnotes)\d*\.xml")
_WORD = {"w": nsmap["w"]}
_PARAGRAPH, _TEXT, _TAB, _RUN = qn("w:p"), qn("w:t"), qn("w:tab"), qn("w:r")

# Text outside a text, an element inside one, and a run where Word expects a paragraph.
_STRAY_TEXT = etree.XPath(
    "//text()[parent::w:* and not(parent::w:t or parent::w:instrText or parent::w:delText)]"
    "[normalize-space()]",
    namespaces=_WORD,
)
_STRAY_ELEMENTS = etree.XPath(
    "//w:t/* | //w:r/w:r | //w:p/w:p | //w:body/w:r | //w:tc/w:r | //w:body/w:hyperlink | //w:tc/w:hyperlink",
    namespaces=_WORD,
)


def verify_report(packed: bytes, report: Report, placed: Collection[Place], template: str) -> None:
    """Check that a Word file holds the report and is built as Word expects.

    Args:
        packed: the bytes of the Word file.
        report: what it was made from.
        placed: the cells whose text the template took.
        template: the template's name, for messages.

    Raises:
        TemplateError: something of the report is missing, or a tag put text where none can stand.
    """
    parts = unpack_parts(packed)
    roots = {name: etree.fromstring(parts[name]) for name in filter(_RENDERED.fullmatch, parts)}
    for part in roots.values():
        _verify_places(part, template)
    root = roots[_DOCUMENT]
    texts = [_plain(_text(paragraph)) for paragraph in root.iter(_PARAGRAPH)]
    found, whole = Counter(texts), "\n".join(texts)
    for action in report.actions:
        for text in action.texts:
            for paragraph, times in Counter(_plain(p.plain) for p in text.paragraphs).items():
                # A template may set a field in the middle of a sentence of its own.
                is_there = found[paragraph] >= times or paragraph in whole
                if text.place not in placed or not is_there:
                    raise TemplateError(
                        a_problem(Code.TEMPLATE_INCOMPLETE, None, text.place.header, template=template)
                    )


def _verify_places(root: etree._Element, template: str) -> None:
    """Text stands only in texts, and runs only where runs may stand."""
    texts = [str(text) for text in cast(list[str], _STRAY_TEXT(root))]
    for element in cast(list[etree._Element], _STRAY_ELEMENTS(root)):
        texts.append("".join(str(piece) for piece in element.itertext()))
    if texts:
        raise misplaced(template, texts[0])


def _plain(text: str) -> str:
    """White space made one kind: a title on one line has other white space than its cell."""
    return " ".join(text.split())


def _text(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    for element in paragraph.iter(_TEXT, _TAB):
        parent = element.getparent()
        if element.tag == _TEXT:
            pieces.append(element.text or "")
        elif parent is not None and parent.tag == _RUN:
            pieces.append("\t")
    return "".join(pieces)
