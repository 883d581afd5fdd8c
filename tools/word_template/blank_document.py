"""An empty Word document with nothing in it that we did not put there, for the template to start from.

python-docx's own carries a Macintosh's settings of 2013, a hundred styles of tables and a picture of itself;
Word opens it in compatibility mode.
"""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls

from nkps_reports.files.archive import pack_parts
from nkps_reports.word.default.packaged import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from tools.word_template.styles import render_numbering, render_styles

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.microsoft.com/office/word"
# Word of 2013 and later; anything lower, and it says that it is in compatibility mode.
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
    "useWord2013TrackBottomHyphenation": 0,
}
_FOOTER_DISTANCE = 680
_PARTS = {
    "/word/document.xml": CONTENT_TYPE.WML_DOCUMENT_MAIN,
    "/word/styles.xml": CONTENT_TYPE.WML_STYLES,
    "/word/numbering.xml": CONTENT_TYPE.WML_NUMBERING,
    "/word/settings.xml": CONTENT_TYPE.WML_SETTINGS,
    "/docProps/core.xml": CONTENT_TYPE.OPC_CORE_PROPERTIES,
}


def render_blank_document(language: str) -> bytes:
    """Make the document.

    Args:
        language: the language of its text, by BCP 47.

    Returns:
        The bytes of a ``.docx`` file with one page and no paragraph.
    """
    return pack_parts(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relationships(
                (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, "word/document.xml"),
                (RELATIONSHIP_TYPE.CORE_PROPERTIES, "docProps/core.xml"),
            ),
            "docProps/core.xml": f"<cp:coreProperties {nsdecls('cp', 'dc')}/>".encode(),
            "word/_rels/document.xml.rels": _relationships(
                (RELATIONSHIP_TYPE.STYLES, "styles.xml"),
                (RELATIONSHIP_TYPE.NUMBERING, "numbering.xml"),
                (RELATIONSHIP_TYPE.SETTINGS, "settings.xml"),
            ),
            "word/document.xml": _document(),
            "word/styles.xml": render_styles(language),
            "word/numbering.xml": render_numbering(),
            "word/settings.xml": _settings(language),
        }
    )


def _content_types() -> bytes:
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _PARTS.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="{CONTENT_TYPE.XML}"/>{overrides}</Types>'
    ).encode()


def _relationships(*parts: tuple[str, str]) -> bytes:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _document() -> bytes:
    margins = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f"<w:document {nsdecls('w', 'r')}><w:body><w:sectPr>"
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar {margins} w:header="{_FOOTER_DISTANCE}" w:footer="{_FOOTER_DISTANCE}" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    ).encode()


def _settings(language: str) -> bytes:
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_WORD}" w:val="{value}"/>'
        for name, value in _COMPATIBILITY.items()
    )
    return (
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compatibility}</w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    ).encode()
