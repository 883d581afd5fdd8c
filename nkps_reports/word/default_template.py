"""The Word template as it ships: made here, and from then on the staff's to change in Word."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from nkps_reports.archive import pack_parts, unpack_parts
from nkps_reports.model import Language
from nkps_reports.word.form import FORM_BOOKMARKS
from nkps_reports.word.resources import LINK_STYLE
from nkps_reports.wording.documents import DOCUMENT_WORDS, DocumentWords

_FONT = "Calibri"
_BLUE = RGBColor(0x1F, 0x38, 0x64)
_GREY = RGBColor(0x59, 0x59, 0x59)
_LINK_BLUE = RGBColor(0x05, 0x4A, 0x91)
_MARGIN_MM = 25
_TEXT_WIDTH_MM = 160
_COLUMN_WIDTHS_MM = (11, 80, 33, 36)
_DETAIL_INDENT_MM = 45

_DETAIL_STYLE, _TITLE_STYLE, _RELATION_STYLE = "NKPS opplysning", "NKPS tittel", "NKPS relasjon"
_ENTRY_STYLE, _ENTRY_RELATION_STYLE = "NKPS punkt", "NKPS punkt relasjon"
_TABLE_STYLE = "NKPS tabell"
_CELL_STYLE = "NKPS celle"

_TABLE_STYLE_XML = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="NKPStabell">
  <w:name w:val="{_TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="1F3864"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F3864"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="B4C2D6"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="60" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
      <w:bottom w:w="60" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr>
  </w:tblStylePr>
</w:style>"""

_NUMBERING_XML = """
<w:abstractNum {namespaces} w:abstractNumId="{abstract}">
  <w:multiLevelType w:val="singleLevel"/>
  <w:lvl w:ilvl="0">
    <w:start w:val="1"/><w:numFmt w:val="decimal"/>{style}<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>
    <w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr>
  </w:lvl>
</w:abstractNum>"""


def render_default_template(language: Language = Language.BOKMAL) -> bytes:
    """Make the template.

    Args:
        language: what its fixed words are worded in.

    Returns:
        The bytes of a ``.docx`` file; always the same.
    """
    words = DOCUMENT_WORDS[language]
    document = Document()
    _set_up_language(document, words)
    _set_up_page(document)
    _set_up_styles(document)
    _set_up_properties(document, words)
    _write_title_block(document, words)
    _write_list(document, words)
    _write_form(document, words)
    _write_measures(document, words)
    _write_footer(document, words)
    saved = io.BytesIO()
    document.save(saved)
    return pack_parts(unpack_parts(saved.getvalue()))


def _set_up_language(document: WordDocument, words: DocumentWords) -> None:
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:val"), words.language)
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), words.language)


def _set_up_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    section.footer_distance = Mm(12)


def _set_up_styles(document: WordDocument) -> None:
    normal = _paragraph_style(document, "Normal", 11, after_pt=6)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    normal.paragraph_format.line_spacing = 1.1
    _paragraph_style(document, "Title", 26, bold=True, color=_BLUE, before_pt=0, after_pt=4)
    _without_border(document.styles["Title"])
    subtitle = _paragraph_style(document, "Subtitle", 16, color=_GREY, after_pt=18)
    subtitle.font.italic = False
    for spacing in subtitle.element.rPr.findall(qn("w:spacing")):
        subtitle.element.rPr.remove(spacing)
    first = _paragraph_style(document, "Heading 1", 20, bold=True, color=_BLUE, before_pt=0, after_pt=10)
    # Each part and each form begins on a page of its own, whoever moves it.
    first.paragraph_format.page_break_before = True
    second = _paragraph_style(document, "Heading 2", 13, bold=True, color=_BLUE, before_pt=16, after_pt=4)
    for heading in (first, second):
        heading.paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number"):
        _paragraph_style(document, name, 11, after_pt=3)
    _add_style(document, _TITLE_STYLE, 12, bold=True, after_pt=4)
    _add_style(document, _RELATION_STYLE, 11, color=_GREY, after_pt=6)
    detail = _add_style(document, _DETAIL_STYLE, 11, after_pt=3)
    detail.paragraph_format.left_indent = Mm(_DETAIL_INDENT_MM)
    detail.paragraph_format.first_line_indent = -Mm(_DETAIL_INDENT_MM)
    detail.paragraph_format.tab_stops.add_tab_stop(Mm(_DETAIL_INDENT_MM))
    entry = _add_style(document, _ENTRY_STYLE, 11, before_pt=4, after_pt=0)
    entry.paragraph_format.keep_with_next = True
    _number_style(document, entry)
    relation = _add_style(document, _ENTRY_RELATION_STYLE, 10, color=_GREY, after_pt=6)
    relation.paragraph_format.left_indent = Mm(8)
    cell = _add_style(document, _CELL_STYLE, 10, after_pt=0)
    cell.paragraph_format.line_spacing = 1.0
    link = document.styles.add_style(LINK_STYLE, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = _LINK_BLUE
    link.font.underline = True
    document.styles.element.append(parse_xml(_TABLE_STYLE_XML))


def _add_style(document: WordDocument, name: str, size_pt: float, **look: object) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return _paragraph_style(document, name, size_pt, **look)  # type: ignore[arg-type]


def _paragraph_style(
    document: WordDocument,
    name: str,
    size_pt: float,
    *,
    bold: bool = False,
    color: RGBColor | None = None,
    before_pt: float | None = None,
    after_pt: float | None = None,
) -> ParagraphStyle:
    style = cast(ParagraphStyle, document.styles[name])
    style.font.name, style.font.size = _FONT, Pt(size_pt)
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for attribute in list(fonts.attrib):
        # The theme's font would win over the name.
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    if bold:
        style.font.bold = True
    if color is not None:
        style.font.color.rgb = color
    if before_pt is not None:
        style.paragraph_format.space_before = Pt(before_pt)
    if after_pt is not None:
        style.paragraph_format.space_after = Pt(after_pt)
    return style


def _without_border(style: ParagraphStyle) -> None:
    properties = style.element.pPr
    border = properties.find(qn("w:pBdr"))
    if border is not None:
        properties.remove(border)


def _number_style(document: WordDocument, style: ParagraphStyle) -> None:
    """Number the paragraphs of a style 1., 2., …, apart from every other list."""
    numbering = document.part.numbering_part.element
    abstracts = numbering.findall(qn("w:abstractNum"))
    abstract = max(int(element.get(qn("w:abstractNumId"))) for element in abstracts) + 1
    linked = f'<w:pStyle w:val="{style.style_id}"/>'
    definition = _NUMBERING_XML.format(namespaces=nsdecls("w"), abstract=abstract, style=linked)
    abstracts[-1].addnext(parse_xml(definition))
    number = numbering.add_num(abstract)
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number.numId


def _set_up_properties(document: WordDocument, words: DocumentWords) -> None:
    properties = document.core_properties
    properties.title = (
        f"{words.word_property_title} – {{{{ virksomhet.navn }}}}, {{{{ virksomhet.periode }}}}"
    )
    properties.author = "{{ virksomhet.navn }}"
    properties.language = words.language
    properties.comments = ""
    properties.last_modified_by = ""
    for name in ("created", "modified"):
        for element in properties._element.findall(qn(f"dcterms:{name}")):
            properties._element.remove(element)


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
        _write(document, _DETAIL_STYLE, f"{{%p if {name} %}}")
    paragraph = _write(document, _DETAIL_STYLE, label, "\t", f"{{{{ {name} }}}}")
    paragraph.runs[0].bold = True
    if optional:
        _write(document, _DETAIL_STYLE, "{%p endif %}")


def _write_list(document: WordDocument, words: DocumentWords) -> None:
    heading = _write(document, "Heading 1", words.reporting_points)
    heading.paragraph_format.page_break_before = False
    heading.paragraph_format.space_before = Pt(24)
    _write(document, "Normal", "{%p for tiltak in rapporteringspunkter %}")
    _write(document, _ENTRY_STYLE, "{{r tiltak.lenke }}")
    relation = words.relation_line.format(numbers="{{ tiltak.nkps_numre }}")
    _write(document, _ENTRY_RELATION_STYLE, relation)
    _write(document, "Normal", "{%p endfor %}")


def _write_form(document: WordDocument, words: DocumentWords) -> None:
    _write(document, "Normal", "{%p for tiltak in rapporteringspunkter %}")
    heading = words.reporting_point.format(number="{{ tiltak.nummer }}")
    _write(document, "Heading 1", heading, "{{r tiltak.bokmerke }}")
    title, responsible, description, timing = words.form_headings
    first, *others = FORM_BOOKMARKS
    _set_bookmark(_write(document, "Heading 2", title), first)
    _write(document, _TITLE_STYLE, "{{p tiltak.tittel_avsnitt }}")
    relation = words.relation_line.format(numbers="{{ tiltak.nkps_numre }}")
    _write(document, _RELATION_STYLE, relation)
    for bookmark, words_of_heading, name in zip(
        others, (responsible, description, timing), ("ansvarlig", "beskrivelse", "tidspunkt"), strict=True
    ):
        _set_bookmark(_write(document, "Heading 2", words_of_heading), bookmark)
        _write(document, "Normal", f"{{{{p tiltak.{name} }}}}")
    _write(document, "Normal", "{%p endfor %}")


def _set_bookmark(heading: Paragraph, name: str) -> None:
    """Put a bookmark round the words of a heading, by which it is known whatever they are."""
    number = str(FORM_BOOKMARKS.index(name))
    start = OxmlElement("w:bookmarkStart", {qn("w:id"): number, qn("w:name"): name})
    heading.runs[0]._r.addprevious(start)
    heading._p.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): number}))


def _write_measures(document: WordDocument, words: DocumentWords) -> None:
    _write(document, "Heading 1", words.word_measures)
    _write(document, "Normal", words.word_measures_introduction)
    table = document.add_table(rows=4, cols=len(words.word_measure_columns))
    table.style = document.styles[_TABLE_STYLE]
    table.autofit = False
    _set_column_widths(table)
    _describe(table, words)
    _write_row(table, 0, [[name] for name in words.word_measure_columns])
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))
    _write_row(table, 1, [["{%tr for nkps in nkps_tiltak %}"]])
    _write_row(
        table,
        2,
        [
            ["{{ nkps.nummer }}"],
            ["{{ nkps.tekst }}"],
            [
                "{% if nkps.hovedansvarlig %}{{ nkps.hovedansvarlig }}"
                f"{{% else %}}{words.no_responsible}{{% endif %}}"
            ],
            [
                "{% if nkps.rapporteringspunkter %}",
                "{{r nkps.rapporteringspunkter }}",
                f"{{% else %}}{words.no_action}{{% endif %}}",
            ],
        ],
    )
    properties = table.rows[2]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    _write_row(table, 3, [["{%tr endfor %}"]])


def _set_column_widths(table: Table) -> None:
    for column, width_mm in zip(table.columns, _COLUMN_WIDTHS_MM, strict=True):
        column.width = Mm(width_mm)
        for cell in column.cells:
            cell.width = Mm(width_mm)


def _describe(table: Table, words: DocumentWords) -> None:
    """The alternative text a screen reader says, and that only the first row is special."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    for name, attributes in (
        ("w:tblLook", {"val": "0020", "firstRow": "1", "lastRow": "0", "firstColumn": "0",
                       "lastColumn": "0", "noHBand": "1", "noVBand": "1"}),
        ("w:tblCaption", {"val": words.word_measures}),
        ("w:tblDescription", {"val": words.word_measures_description}),
    ):  # fmt: skip
        element = OxmlElement(name, {qn(f"w:{key}"): value for key, value in attributes.items()})
        properties.append(element)


def _write_row(table: Table, row: int, cells: Sequence[Sequence[str]]) -> None:
    for cell, pieces in zip(table.rows[row].cells, cells, strict=False):
        _write_cell(cell, pieces)


def _write_cell(cell: _Cell, pieces: Sequence[str]) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = _CELL_STYLE
    for piece in pieces:
        paragraph.add_run(piece)


def _write_footer(document: WordDocument, words: DocumentWords) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    stops = paragraph.style.paragraph_format.tab_stops
    stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("{{ virksomhet.navn }} – {{ virksomhet.periode }}\t")
    before, between = words.page
    paragraph.add_run(before)
    _add_field(paragraph, "PAGE", "1")
    paragraph.add_run(between)
    _add_field(paragraph, "NUMPAGES", "1")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), _GREY


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
