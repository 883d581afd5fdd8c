"""The Word template as it ships: made here, and from then on the staff's to change in Word."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.model import Language
from nkps_reports.word.document.bookmarks import LIST_BOOKMARK
from nkps_reports.word.document.stylesheet import LINK_STYLE
from nkps_reports.wording.documents import DOCUMENT_WORDS, DocumentWords
from nkps_reports.wording.form import FORM_FIELDS, TITLE
from tools.word_template.blank_document import render_blank_document
from tools.word_template.measures_table import add_measures_table
from tools.word_template.styles import (
    DETAIL_STYLE,
    ENTRY_RELATION_STYLE,
    ENTRY_STYLE,
    FIRST_HEADING_STYLE,
    NUMBER_LINE_STYLE,
    RELATION_STYLE,
    TITLE_STYLE,
)

_EACH_ACTION, _END_OF_EACH = "{%p for tiltak in rapporteringspunkter %}", "{%p endfor %}"


def render_default_template(language: Language = Language.BOKMAL) -> bytes:
    """Make the template.

    Args:
        language: what its fixed words are worded in.

    Returns:
        The bytes of a ``.docx`` file; always the same.
    """
    words = DOCUMENT_WORDS[language]
    document = Document(io.BytesIO(render_blank_document(words.language)))
    _set_up_properties(document, words)
    _write_title_block(document, words)
    _write_list(document, words)
    _write_form(document, words)
    _write_measures(document, words)
    _write_footer(document, words)
    saved = io.BytesIO()
    document.save(saved)
    return pack_parts(unpack_parts(saved.getvalue()))


def _set_up_properties(document: WordDocument, words: DocumentWords) -> None:
    properties = document.core_properties
    properties.title = (
        f"{words.word_property_title} – {{{{ virksomhet.navn }}}}, {{{{ virksomhet.periode }}}}"
    )
    properties.author = "{{ virksomhet.navn }}"
    properties.language = words.language


def _write(document: WordDocument, style: str, *pieces: str) -> Paragraph:
    """A paragraph with each piece in a run of its own, so that a tag has its own look."""
    paragraph = document.add_paragraph(style=style)
    for piece in pieces:
        paragraph.add_run(piece)
    return paragraph


def _write_title_block(document: WordDocument, words: DocumentWords) -> None:
    _write(document, "Title", words.word_title)
    _write(document, "Subtitle", "{{ virksomhet.navn }}")
    _write_detail(document, words.word_period, "virksomhet.periode", optional=False)
    for label, name in (
        (words.word_date, "virksomhet.dato"),
        (words.word_recipient, "virksomhet.mottaker"),
        (words.word_contact, "virksomhet.kontaktperson"),
        (words.word_email, "virksomhet.epost"),
    ):
        _write_detail(document, label, name, optional=True)


def _write_detail(document: WordDocument, label: str, name: str, *, optional: bool) -> None:
    if optional:
        _write(document, DETAIL_STYLE, f"{{%p if {name} %}}")
    paragraph = _write(document, DETAIL_STYLE, label, "\t", f"{{{{ {name} }}}}")
    paragraph.runs[0].bold = True
    if optional:
        _write(document, DETAIL_STYLE, "{%p endif %}")


def _write_list(document: WordDocument, words: DocumentWords) -> None:
    heading = _write(document, "Heading 1", words.reporting_points)
    heading.paragraph_format.page_break_before = False
    heading.paragraph_format.space_before = Pt(24)
    _write(document, "Normal", _EACH_ACTION)
    entry = _write(document, ENTRY_STYLE, "{{r tiltak.lenke }}")
    _bookmark(entry.runs[0], LIST_BOOKMARK)
    relation = words.relation_line.format(numbers="{{ tiltak.nkps_numre }}")
    _write(document, ENTRY_RELATION_STYLE, relation)
    _write(document, "Normal", _END_OF_EACH)


def _write_form(document: WordDocument, words: DocumentWords) -> None:
    _write(document, "Normal", _EACH_ACTION)
    number = words.reporting_point.format(number="{{ tiltak.nummer }}")
    line = _write(
        document, NUMBER_LINE_STYLE, number, "{{r tiltak.bokmerke }}", "\t", words.word_back_to_list
    )
    _link(line.runs[-1], LIST_BOOKMARK)
    relation = words.relation_line.format(numbers="{{ tiltak.nkps_numre }}")
    for words_of_heading, field in zip(words.form_headings, FORM_FIELDS, strict=True):
        style = FIRST_HEADING_STYLE if field is TITLE else "Heading 2"
        _bookmark(_write(document, style, words_of_heading).runs[0], field.bookmark)
        _write(document, TITLE_STYLE if field is TITLE else "Normal", field.tag)
        if field is TITLE:
            _write(document, RELATION_STYLE, relation)
    _write(document, "Normal", _END_OF_EACH)


def _bookmark(run: Run, name: str) -> None:
    """Put a bookmark round the words of a run, as Word does with what is marked."""
    number = str(len(run.part.element.findall(f".//{qn('w:bookmarkStart')}")))
    start = {qn("w:id"): number, qn("w:name"): name}
    run._r.addprevious(OxmlElement("w:bookmarkStart", start))
    run._r.addnext(OxmlElement("w:bookmarkEnd", {qn("w:id"): number}))


def _link(run: Run, bookmark: str) -> None:
    """Make the words of a run a link to a place in the document."""
    link = OxmlElement("w:hyperlink", {qn("w:anchor"): bookmark, qn("w:history"): "1"})
    run.style = LINK_STYLE
    run._r.addprevious(link)
    link.append(run._r)


def _write_measures(document: WordDocument, words: DocumentWords) -> None:
    _write(document, "Heading 1", words.word_measures)
    introduction = _write(document, "Normal", words.word_measures_introduction)
    introduction.paragraph_format.keep_with_next = True
    add_measures_table(document, words)


def _write_footer(document: WordDocument, words: DocumentWords) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run("{{ virksomhet.navn }} – {{ virksomhet.periode }}\t")
    before, between = words.page
    paragraph.add_run(before)
    _add_field(paragraph, "PAGE", "1")
    paragraph.add_run(between)
    _add_field(paragraph, "NUMPAGES", "1")


def _add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field that Word counts by itself whenever it lays out the page: it never asks."""
    for kind, text in (
        ("begin", None),
        (None, instruction),
        ("separate", None),
        (None, shown),
        ("end", None),
    ):
        run = paragraph.add_run()
        if kind:
            run._r.append(OxmlElement("w:fldChar", {qn("w:fldCharType"): kind}))
        elif text == instruction:
            element = OxmlElement("w:instrText", {qn("xml:space"): "preserve"})
            element.text = f" {text} "
            run._r.append(element)
        else:
            run.text = shown
