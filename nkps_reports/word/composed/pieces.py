"""Stretches of text and the styles of paragraphs as WordprocessingML."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text looks.

    Attributes:
        style: the id of a style of characters; empty for none.
        bold: whether it is bold.
    """

    style: str = ""
    bold: bool = False


def write_run(text: str, look: Look | None = None, *, is_italic: bool = False) -> str:
    """Text in one look, as XML; tabs and line breaks are those of Word."""
    look = look or Look()
    properties = f'<w:rStyle w:val="{look.style}"/>' if look.style else ""
    properties += "<w:b/><w:bCs/>" if look.bold else ""
    properties += "<w:i/><w:iCs/>" if is_italic else ""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    content = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    content = content.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{content}</w:t></w:r>'


def paragraph_style(style: str, more: str = "") -> str:
    """The properties of a paragraph: the id of its style, and more XML."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
