"""Paragraphs and runs of a composed document as WordprocessingML."""

from __future__ import annotations

from xml.sax.saxutils import escape

from nkps_reports.word.document.stylesheet import LINK_STYLE

# Keeps a paragraph on the page of the next one.
KEPT = "<w:keepNext/>"


def write_look(style: str = "", *, is_bold: bool = False, is_italic: bool = False) -> str:
    """The XML of how a run looks, in a character style given by its id."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += "<w:b/><w:bCs/>" if is_bold else ""
    return properties + ("<w:i/><w:iCs/>" if is_italic else "")


def write_run(text: str, look: str = "", *, is_deleted: bool = False) -> str:
    """The XML of text with Word's own tabs and line breaks, in what ``write_look`` made."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    name = "w:delText" if is_deleted else "w:t"
    content = escape(text)
    for character, element in (("\t", "<w:tab/>"), ("\n", "<w:br/>")):
        content = content.replace(character, f'</{name}>{element}<{name} xml:space="preserve">')
    return f'<w:r>{properties}<{name} xml:space="preserve">{content}</{name}></w:r>'


def write_place_link(bookmark: str, text: str) -> str:
    """The XML of text that leads to a place in the document."""
    run = write_run(text, write_look(LINK_STYLE))
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{run}</w:hyperlink>'


def write_link_field(target: str, content: str, *, is_deleted: bool) -> str:
    """The XML of runs that lead to an address, as Word has it in tracked changes, where no link may be."""
    name = "w:delInstrText" if is_deleted else "w:instrText"
    address = escape(target.replace("\\", "%5C").replace('"', "%22"))
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f'<w:r><{name} xml:space="preserve"> HYPERLINK "{address}" </{name}></w:r>'
    return f"{begin}{code}{separate}{content}{end}"


def write_properties(style: str, more: str = "") -> str:
    """The properties of a paragraph: the id of its style, and more XML."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""


def exact_height(height: int) -> str:
    """How high an empty paragraph is, in twentieths of a point."""
    return f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
