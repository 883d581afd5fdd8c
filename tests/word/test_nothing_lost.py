"""A word put anywhere into a Word report, by whatever Word has for it, is in the workbook or is named."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.problems import NkpsError
from nkps_reports.word.reading.report import parse_word_report
from nkps_reports.workbook.writing.blank import render_draft
from tests.builders import a_word_report, shipped_report
from tests.handmade import (
    BULLETS,
    HEADINGS,
    RUNNING,
    VARIANTS,
    Hand,
    R,
    W,
    a_handmade_report,
    a_table,
    listed,
    paragraph,
    run,
)

WORD = "Trekkspill"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
BOX = f"<w:txbxContent>{paragraph(run(WORD))}</w:txbxContent>"


def field(instruction: str, result: str) -> str:
    """A field of Word's with what it shows."""
    marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    begin, separate, end = marks
    return f"{begin}<w:r><w:instrText> {instruction} </w:instrText></w:r>{separate}{result}{end}"


# Ways to put a word into a paragraph.
INLINE = (
    run(WORD),
    run(WORD, "<w:b/>"),
    run(WORD, "<w:vanish/>"),
    f'<w:ins w:id="9" w:author="x">{run(WORD)}</w:ins>',
    f'<w:moveTo w:id="9" w:author="x">{run(WORD)}</w:moveTo>',
    f'<w:smartTag w:uri="u" w:element="e">{run(WORD)}</w:smartTag>',
    f"<w:sdt><w:sdtPr/><w:sdtContent>{run(WORD)}</w:sdtContent></w:sdt>",
    f'<w:customXml w:element="e">{run(WORD)}</w:customXml>',
    f'<w:fldSimple w:instr=" DATE ">{run(WORD)}</w:fldSimple>',
    field("REF x", run(WORD)),
    field("FORMTEXT", run(WORD)),
    field('HYPERLINK "https://example.org"', run(WORD)),
    f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:listEntry w:val="{WORD}"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    run(WORD, "<w:strike/>"),
    run(WORD, '<w:vertAlign w:val="superscript"/>'),
    f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(WORD)}</w:sdtContent></w:sdt>",
    f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>{run(WORD)}',
    f"<w:r><w:ruby><w:rt>{run('a')}</w:rt><w:rubyBase>{run(WORD)}</w:rubyBase></w:ruby></w:r>",
    f"<w:r><w:ruby><w:rt>{run(WORD)}</w:rt><w:rubyBase>{run('a')}</w:rubyBase></w:ruby></w:r>",
    f'<w:r><mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:t>{WORD}</w:t></mc:Fallback></mc:AlternateContent></w:r>',
    f"<w:r><w:t><!-- x -->{WORD}</w:t></w:r>",
    f"<m:oMath><m:r><m:t>{WORD}</m:t></m:r></m:oMath>",
    f"<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>{WORD}</m:t></m:r></m:den></m:f></m:oMath>",
    f"<m:oMath><m:nary><m:sub><m:r><m:t>{WORD}</m:t></m:r></m:sub><m:e/></m:nary></m:oMath>",
    f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>",
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>',
    f'<mc:AlternateContent><mc:Choice Requires="w14">{run(WORD)}</mc:Choice></mc:AlternateContent>',
    f"<w:r><w:tab/></w:r>{run(WORD)}",
    f"<w:r><w:br/></w:r>{run(WORD)}",
    f'<w:r><w:br w:type="page"/></w:r>{run(WORD)}',
    f'<w:hyperlink r:id="rId3">{run(WORD)}</w:hyperlink>',
    f'<w:hyperlink r:id="rIdMissing">{run(WORD)}</w:hyperlink>',
    f'<w:bdo w:val="rtl">{run(WORD)}</w:bdo>',
    f'<w:commentRangeStart w:id="1"/>{run(WORD)}<w:commentRangeEnd w:id="1"/>',
)
# Ways to put a paragraph between others.
BLOCKS: tuple[Callable[[str], str], ...] = (
    paragraph,
    lambda content: listed(content, BULLETS),
    lambda content: listed(content, RUNNING),
    lambda content: a_table([[paragraph(content), paragraph(run("b"))]]),
    lambda content: a_table([[a_table([[paragraph(content)]]) + paragraph("")]]),
    lambda content: f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(content)}</w:sdtContent></w:sdt>",
    lambda content: paragraph(content, '<w:pStyle w:val="Overskrift2"/>'),
    lambda content: paragraph(content, '<w:rPr><w:del w:id="3" w:author="x"/></w:rPr>'),
    lambda content: paragraph(content, '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'),
)
HANDS = st.builds(
    Hand,
    headings=st.sampled_from([HEADINGS, *VARIANTS]),
    numbered=st.sampled_from(["typed", "automatic", "none"]),
    styled=st.booleans(),
    layout=st.sampled_from(["paragraphs", "pairs", "rows", "cells"]),
    in_title=st.booleans(),
    timing=st.sampled_from(["running", "typed", "none"]),
    has_list=st.booleans(),
)


@cache
def ours() -> bytes:
    return a_word_report(shipped_report())


def with_word(file: bytes, content: str, block: Callable[[str], str] | None, place: float) -> bytes:
    """The report with more content in a paragraph, or after one, where that stands by its share of all."""
    parts = unpack_parts(file)
    document = parts["word/document.xml"].decode()
    document = re.sub("<w:document [^>]*>", f"<w:document {SPACES}>", document)
    places = [found.end() for found in re.finditer("</w:p>" if block else "</w:pPr>", document)]
    position = places[int(place * len(places))]
    inserted = block(content) if block else content
    parts["word/document.xml"] = (document[:position] + inserted + document[position:]).encode()
    return pack_parts(parts)


@given(
    st.one_of(st.none(), HANDS),
    st.sampled_from(INLINE),
    st.one_of(st.none(), st.sampled_from(BLOCKS)),
    st.floats(0, 1, exclude_max=True),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_word_put_anywhere_is_in_the_workbook_or_is_named(
    hand: Hand | None, content: str, block: Callable[[str], str] | None, place: float
) -> None:
    report = a_handmade_report(hand) if hand else ours()
    try:
        reading = parse_word_report(with_word(report, content, block, place))
    except NkpsError as refused:
        pytest.fail(str(refused))
    cells = [cell.text for action in reading.draft.actions for cell in action.cells.values()]
    named = [f"{problem.message} {problem.found}" for problem in reading.problems]
    assert any(WORD in text for text in (*cells, *named, *reading.draft.organisation.values()))
    assert render_draft(reading.draft)
