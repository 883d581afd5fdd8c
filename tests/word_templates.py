"""Word templates for tests: the default with changes, as staff make them in Word."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

from tools.word_template.template import render_default_template

Change = Callable[[Document], None]


def a_template(*changes: Change) -> bytes:
    """The default template with changes."""
    document = docx.Document(io.BytesIO(render_default_template()))
    for change in changes:
        change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def paragraph_with(document: Document, text: str) -> Paragraph:
    return next(p for p in document.paragraphs if text in p.text)


def replaced(old: str, new: str) -> Change:
    """A change of the words of every paragraph, in its first run."""

    def change(document: Document) -> None:
        tables = [p for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]
        for paragraph in (*document.paragraphs, *tables):
            if old in paragraph.text:
                text = paragraph.text.replace(old, new)
                for run in paragraph.runs[1:]:
                    run.text = ""
                paragraph.runs[0].text = text

    return change


def added(*texts: str) -> Change:
    """Paragraphs after the last, outside all loops."""

    def change(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return change


def in_form(*texts: str) -> Change:
    """Paragraphs at the end of the form, which stands in the loop over the actions."""

    def change(document: Document) -> None:
        last = paragraph_with(document, "{{p tiltak.tidspunkt }}")._p
        for text in reversed(texts):
            last.addnext(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{text}</w:t></w:r></w:p>"))

    return change


def a_paragraph(inside: str) -> Change:
    """A paragraph of that XML after the last."""

    def change(document: Document) -> None:
        document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"))

    return change


def a_text_box(text: str) -> str:
    """A text box as Word saves it, in both forms."""
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    return (
        '<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def a_part(name: str, kind: str, content: str) -> Change:
    """A part that the document refers to, such as one with endnotes."""

    def change(document: Document) -> None:
        part = Part(PackURI(name), kind, content.encode(), document.part.package)
        document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/x")

    return change
