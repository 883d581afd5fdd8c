"""What a template lacks: headings, fields and links of the form; styles, numberings and bookmarks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, takewhile

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.report.grammar import on_one_line
from nkps_reports.word.document.bookmarks import TOP
from nkps_reports.word.document.stylesheet import (
    LINK_STYLE,
    NEEDED_STYLES,
    NO_NUMBERING,
    Stylesheet,
    name_of,
    references_of,
)
from nkps_reports.word.document.tags import COMMENT, FOR
from nkps_reports.word.template.lines import Finding, P, Spot, TemplateLine
from nkps_reports.word.template.parts import RenderedPart
from nkps_reports.word.template.statements import CodeBlock
from nkps_reports.word.text.vocabulary import NkpsTiltak, Tiltak, Virksomhet
from nkps_reports.wording import problems as words
from nkps_reports.wording import workbook as headers
from nkps_reports.wording.codes import Code
from nkps_reports.wording.documents import DOCUMENT_WORDS
from nkps_reports.wording.form import FIELDS, FORM_FIELDS, TITLE

# A template may be older than a field: what it leaves out of a report for that reason is told then.
_REQUIRED = tuple(field for field in FIELDS if not field.since)
_ORGANISATION_FIELDS = (
    (headers.LABEL_NAME, "navn", "{{ virksomhet.navn }}"),
    (headers.LABEL_PERIOD, "periode", "{{ virksomhet.periode }}"),
)
# What is on the form alone, and not in a list of its titles.
_FORM_ONLY = frozenset(name for field in FORM_FIELDS if field is not TITLE for name in field.names)
_USES = tuple(qn(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle", "numId"))
_NUMBER, _TABLE = qn("w:numId"), qn("w:tbl")
# What makes links to the bookmark at a form.
_LINKS = {
    "{{r tiltak.lenke }}": (Tiltak, "lenke"),
    "{{r nkps.rapporteringspunkter }}": (NkpsTiltak, "rapporteringspunkter"),
}
_BOOKMARK, _LINK = qn("w:bookmarkStart"), qn("w:hyperlink")
_HEADING_NUMBER = re.compile(r"\d+\s*\.\s*")


def check_form(
    blocks: Iterable[CodeBlock], lines: Sequence[TemplateLine], used: Container[tuple[type, str]]
) -> Iterator[Finding]:
    """Find what the form lacks, by the blocks and lines of the body and all fields that are seen anywhere."""
    # The form is the loop that has most of its fields; a loop that cannot be read may be that one.
    loops = [block for block in blocks if block.keyword == FOR and block.item in (Tiltak, None)]
    block = max(loops, key=lambda loop: len(loop.fields & _FORM_ONLY), default=None)
    own = lines
    if block is not None:
        last = (block.closer.spot if block.closer else lines[-1].spot).order
        own = [line for line in lines if block.opener.spot.order <= line.spot.order <= last]
    yield from _check_headings(own, lines)
    for header, name, tag in _ORGANISATION_FIELDS:
        if (Virksomhet, name) not in used:
            yield Finding.of(Code.TEMPLATE_MISSING_FIELD, None, header, tag=tag, reason="")
    yield from _check_fields(block, own)
    link = next((tag for tag, field in _LINKS.items() if field in used), None)
    if link and (Tiltak, "bokmerke") not in used:
        yield Finding.of(Code.TEMPLATE_DEAD_LINK, None, link)


def _check_fields(block: CodeBlock | None, lines: Iterable[TemplateLine]) -> Iterator[Finding]:
    """Find the fields that each form would lack."""
    # A code that cannot be read is told already, and has its fields again once it is mended.
    texts = [line.spot.text for line in lines if block and (line.loose or line.tags)]
    begun = "\n".join(text for text in texts if COMMENT not in text)
    for field in _REQUIRED:
        is_used = block is not None and not block.fields.isdisjoint(field.names)
        if not is_used and not any(f".{name}" in begun for name in field.names):
            facts = {"tag": field.tag, "reason": words.IN_FORM_LOOP}
            yield Finding.of(Code.TEMPLATE_MISSING_FIELD, None, field.header, **facts)


def _check_headings(lines: Iterable[TemplateLine], everywhere: Iterable[TemplateLine]) -> Iterator[Finding]:
    """Find the headings that are missing from the form's lines.

    A heading is recognised by its bookmark; by the catalogue's own words too, since templates were made
    before there were bookmarks.
    """
    own = [*lines]
    in_form, anywhere = _bookmarked(own), _bookmarked(everywhere)
    worded: dict[str, list[TemplateLine]] = {}
    for line in own:
        worded.setdefault(_plain(line.spot.text), []).append(line)
    titles = (line for line in own if any(f".{name}" in line.spot.text for name in TITLE.names))
    is_known_by_title = any(line.spot.is_heading for line in titles)
    # The template may be in either written standard: the one in which more of its headings are.
    headings = max(
        (each.form_headings for each in DOCUMENT_WORDS.values()),
        key=lambda each: sum(_plain(heading) in worded for heading in each),
    )
    for field, heading in zip(FORM_FIELDS, headings, strict=True):
        bookmark = field.bookmark
        found = [*in_form.get(bookmark, ()), *worded.get(_plain(heading), ())]
        # A form may be known by its title: then the words above the title need not be a heading too.
        if any(line.spot.is_heading or (field is TITLE and is_known_by_title) for line in found):
            continue
        if field.since and not found:
            continue
        reason = words.HEADING_OUTSIDE_LOOP if bookmark in anywhere else ""
        if found:
            reason = words.HEADING_WITHOUT_STYLE.format(text=on_one_line(found[0].spot.text))
        yield Finding.of(Code.TEMPLATE_MISSING_HEADING, None, heading, bookmark=bookmark, reason=reason)


def _bookmarked(lines: Iterable[TemplateLine]) -> dict[str, list[TemplateLine]]:
    """For each bookmark the lines it may stand round; Word takes no notice of capitals in its name."""
    found: dict[str, list[TemplateLine]] = {}
    for line in lines:
        paragraph = line.spot.paragraph
        if paragraph is not None:
            before = takewhile(lambda each: each.tag == _BOOKMARK, paragraph.itersiblings(preceding=True))
            for bookmark in (*paragraph.iter(_BOOKMARK), *before):
                found.setdefault(bookmark.get(qn("w:name"), "").casefold(), []).append(line)
    return found


def _plain(heading: str) -> str:
    """A heading without what Word may number by itself, and without regard to capitals."""
    return _HEADING_NUMBER.sub("", on_one_line(heading), count=1).rstrip(":").casefold()


def check_definitions(parts: Iterable[RenderedPart], stylesheet: Stylesheet) -> Iterator[Finding]:
    """Find what is used and not defined, and the styles for text from the workbook that are missing."""
    parts = [*parts]
    yield from _check_uses(parts, stylesheet)
    for name in NEEDED_STYLES:
        style = stylesheet.ids.get(name.casefold())
        if style is None:
            yield Finding.of(Code.TEMPLATE_MISSING_STYLE, None, name)
        elif name != LINK_STYLE and not stylesheet.is_numbering(stylesheet.numbering_of(style)):
            reason = words.NUMBERING_MISSING.format(found=name)
            yield Finding.of(Code.TEMPLATE_MISSING_NUMBERING, None, name, reason=reason)
    marks = chain.from_iterable(part.root.iter(_BOOKMARK) for part in parts if part.root is not None)
    known = {TOP, *(mark.get(qn("w:name"), "").casefold() for mark in marks)}
    for link, spot in _places(parts, _LINK):
        anchor = link.get(qn("w:anchor"))
        # With a relationship, the anchor is a place on the page outside that the link leads to.
        if anchor is not None and link.get(qn("r:id")) is None and anchor.casefold() not in known:
            yield Finding.of(Code.TEMPLATE_BROKEN_LINK, spot, anchor)


def _check_uses(parts: Iterable[RenderedPart], stylesheet: Stylesheet) -> Iterator[Finding]:
    """Find the styles and numberings that are used and not defined, each where it is used first."""
    seen: set[tuple[bool, str]] = set()
    for element, spot in _places(parts, *_USES):
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
    told: set[str] = {*stylesheet.styles}
    for style in stylesheet.styles.values():
        for name in (name for name in references_of(style) if name not in told):
            told.add(name)
            spot = Spot(words.IN_STYLE.format(name=name_of(style)))
            yield Finding.of(Code.TEMPLATE_UNDEFINED_STYLE, spot, name)


def _places(parts: Iterable[RenderedPart], *names: str) -> Iterator[tuple[etree._Element, Spot]]:
    """The elements of these names, each with where it stands."""
    for part in parts:
        for element in part.root.iter(*names) if part.root is not None else ():
            # A table's style stands before its first paragraph.
            yield element, part.spot_of(next(element.iterancestors(P, _TABLE), element))
