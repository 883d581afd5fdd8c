"""Whether a template has all of the ministry's form: its headings, its fields and its links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.report.grammar import on_one_line
from nkps_reports.word.template.lines import Finding, TemplateLine
from nkps_reports.word.template.nesting import FOR, CodeBlock
from nkps_reports.word.text.vocabulary import Tiltak, Virksomhet
from nkps_reports.wording import problems as words
from nkps_reports.wording import workbook as headers
from nkps_reports.wording.codes import Code
from nkps_reports.wording.documents import DOCUMENT_WORDS
from nkps_reports.wording.form import FIELDS, FORM_FIELDS, TITLE

# Templates that are older than a field go on; what an action says in it is missed when the report is made.
_REQUIRED = tuple(field for field in FIELDS if not field.since)
_ORGANISATION_FIELDS = (
    (headers.LABEL_NAME, "navn", "{{ virksomhet.navn }}"),
    (headers.LABEL_PERIOD, "periode", "{{ virksomhet.periode }}"),
)
# What is on the form alone, and not in a list of its titles.
_FORM_ONLY = frozenset(name for field in FORM_FIELDS if field is not TITLE for name in field.names)
_BOOKMARK = qn("w:bookmarkStart")
_COMMENT = "{#"
_NUMBER = re.compile(r"\d+\s*\.\s*")


@dataclass(frozen=True, slots=True)
class FormLoop:
    """The form as a template has it.

    Attributes:
        block: the loop that has most of it; None where no loop goes through the actions.
        lines: the lines of that loop; those of the whole body where there is none.
    """

    block: CodeBlock | None
    lines: Sequence[TemplateLine]


def find_form(blocks: Iterable[CodeBlock], lines: Sequence[TemplateLine]) -> FormLoop:
    """Find the loop that holds the form, among the blocks and lines of the body."""
    # A loop that cannot be read may be the one.
    loops = [block for block in blocks if block.keyword == FOR and block.item in (Tiltak, None)]
    block = max(loops, key=lambda loop: len(loop.fields & _FORM_ONLY), default=None)
    if block is None:
        return FormLoop(None, lines)
    last = (block.closer.spot if block.closer else lines[-1].spot).order
    return FormLoop(block, [line for line in lines if block.opener.spot.order <= line.spot.order <= last])


def check_fields(form: FormLoop, used: Iterable[tuple[type, str]]) -> Iterator[Finding]:
    """Find the fields that a report would lack.

    Args:
        form: the form.
        used: every field that is read where it is seen.
    """
    for header, name, tag in _ORGANISATION_FIELDS:
        if (Virksomhet, name) not in used:
            yield Finding.of(Code.TEMPLATE_MISSING_FIELD, None, header, tag=tag, reason="")
    texts: list[str] = []
    if form.block is not None:
        texts = [line.spot.text for line in form.lines if line.loose or line.tags]
    fields = form.block.fields if form.block else set()
    for field in _REQUIRED:
        # A field in a code that cannot be read is told already, and who mends the code has the field.
        is_begun = any(f".{name}" in text for text in texts if _COMMENT not in text for name in field.names)
        if not fields.intersection(field.names) and not is_begun:
            facts = {"tag": field.tag, "reason": words.IN_FORM_LOOP}
            yield Finding.of(Code.TEMPLATE_MISSING_FIELD, None, field.header, **facts)


def check_links(used: Iterable[tuple[type, str]]) -> Iterator[Finding]:
    """Find links that would lead nowhere."""
    if (Tiltak, "bokmerke") not in used:
        if (Tiltak, "lenke") in used:
            yield Finding.of(Code.TEMPLATE_DEAD_LINK, None, "{{r tiltak.lenke }}")
        elif any(name == "rapporteringspunkter" for _, name in used):
            yield Finding.of(Code.TEMPLATE_DEAD_LINK, None, "{{r nkps.rapporteringspunkter }}")


def check_headings(form: FormLoop, everywhere: Sequence[TemplateLine]) -> Iterator[Finding]:
    """Find the headings of the form that are missing.

    A heading is recognised by its bookmark; by the catalogue's own words too, since templates were made
    before there were bookmarks.
    """
    in_form, anywhere = _bookmarked(form.lines), _bookmarked(everywhere)
    worded: dict[str, list[TemplateLine]] = {}
    for line in form.lines:
        worded.setdefault(_plain(line.spot.text), []).append(line)
    # Whose words the template has most of: it may be worded in either standard of Norwegian.
    headings = max(
        (each.form_headings for each in DOCUMENT_WORDS.values()),
        key=lambda each: sum(_plain(heading) in worded for heading in each),
    )
    for field, heading in zip(FORM_FIELDS, headings, strict=True):
        bookmark = field.bookmark
        found = [*in_form.get(bookmark, ()), *worded.get(_plain(heading), ())]
        if any(line.spot.is_heading for line in found) or (field.since and not found):
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
            for bookmark in (*paragraph.iter(_BOOKMARK), *_before(paragraph)):
                found.setdefault(bookmark.get(qn("w:name"), "").casefold(), []).append(line)
    return found


def _before(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The bookmarks between a paragraph and the one before it."""
    return takewhile(lambda each: each.tag == _BOOKMARK, paragraph.itersiblings(preceding=True))


def _plain(heading: str) -> str:
    """A heading without what Word may number by itself, and without regard to capitals."""
    return _NUMBER.sub("", on_one_line(heading), count=1).rstrip(":").casefold()
