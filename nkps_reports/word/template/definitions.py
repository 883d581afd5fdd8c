"""What a template uses of styles, numberings and bookmarks, and lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.word.document import style_names
from nkps_reports.word.document.bookmarks import TOP
from nkps_reports.word.document.stylesheet import NO_NUMBERING, Stylesheet, name_of, references_of
from nkps_reports.word.template.lines import Finding, LineReader, P, Spot
from nkps_reports.word.template.parts import RenderedPart
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

_USES = tuple(qn(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle", "numId"))
_NUMBER, _TABLE = qn("w:numId"), qn("w:tbl")
_BOOKMARK, _LINK = qn("w:bookmarkStart"), qn("w:hyperlink")


def check_definitions(parts: Iterable[RenderedPart], reader: LineReader) -> Iterator[Finding]:
    """Find the styles and numberings that are used and not defined, each where it is used first."""
    stylesheet = reader.stylesheet
    seen: set[tuple[bool, str]] = set()
    for element, spot in (found for part in parts for found in _places(part, reader, *_USES)):
        name, is_number = element.get(qn("w:val"), ""), element.tag == _NUMBER
        if (is_number, name) in seen:
            continue
        seen.add((is_number, name))
        numbering = name if is_number else stylesheet.numbering_of(name)
        if not is_number and name not in stylesheet.styles:
            yield Finding.of(Code.TEMPLATE_UNDEFINED_STYLE, spot, name)
        elif numbering not in (None, NO_NUMBERING) and not stylesheet.is_numbering(numbering):
            reason = words.NUMBERING_UNDEFINED.format(found=numbering)
            yield Finding.of(Code.TEMPLATE_MISSING_NUMBERING, spot, str(numbering), reason=reason)
    told: set[str] = set()
    for style in stylesheet.styles.values():
        for name in references_of(style):
            if name not in stylesheet.styles and name not in told:
                told.add(name)
                spot = reader.spot(words.IN_STYLE.format(name=name_of(style)))
                yield Finding.of(Code.TEMPLATE_UNDEFINED_STYLE, spot, name)


def check_needed_styles(stylesheet: Stylesheet) -> Iterator[Finding]:
    """Find the styles that text from the workbook is set in, and the template lacks."""
    for name in style_names.NEEDED:
        style = stylesheet.ids.get(name.casefold())
        if style is None:
            yield Finding.of(Code.TEMPLATE_MISSING_STYLE, None, name)
        elif name != style_names.LINK and not stylesheet.is_numbering(stylesheet.numbering_of(style)):
            reason = words.NUMBERING_MISSING.format(found=name)
            yield Finding.of(Code.TEMPLATE_MISSING_NUMBERING, None, name, reason=reason)


def check_anchors(parts: Sequence[RenderedPart], reader: LineReader) -> Iterator[Finding]:
    """Find the links to bookmarks that the template does not have."""
    roots = [part.root for part in parts if part.root is not None]
    known = {TOP} | {mark.get(qn("w:name"), "").casefold() for root in roots for mark in root.iter(_BOOKMARK)}
    for link, spot in (found for part in parts for found in _places(part, reader, _LINK)):
        anchor = link.get(qn("w:anchor"))
        # With a relationship, the anchor is a place on the page outside that the link leads to.
        if anchor is not None and link.get(qn("r:id")) is None and anchor.casefold() not in known:
            yield Finding.of(Code.TEMPLATE_BROKEN_LINK, spot, anchor)


def _places(part: RenderedPart, reader: LineReader, *names: str) -> Iterator[tuple[etree._Element, Spot]]:
    """The elements of these names, each with where it stands."""
    for element in part.root.iter(*names) if part.root is not None else ():
        # A table's style stands before its first paragraph.
        yield element, part.spot_of(next(element.iterancestors(P, _TABLE), element), reader)
