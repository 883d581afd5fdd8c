"""Runs, paragraphs' styles and tables as WordprocessingML, in the looks of the default template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from nkps_reports.word.default.packaged import TABLE_STYLE

_CELL_STYLE = "NKPScelle"
# A table of more columns is one of figures, which stand in the middle below their headers.
_MAX_TEXT_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table.

    Attributes:
        lines: its paragraphs.
        fill: the colour behind it, six hexadecimal digits; empty for none.
        color: the colour of its text.
        is_bold: whether its text is bold.
        is_centred: whether its text is.
    """

    lines: tuple[str, ...]
    fill: str = ""
    color: str = ""
    is_bold: bool = False
    is_centred: bool = False


def write_run(text: str, style: str = "", *, is_bold: bool = False, is_italic: bool = False) -> str:
    """Text in one style of characters, by its id, as XML; tabs and line breaks are those of Word."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += "<w:b/><w:bCs/>" if is_bold else ""
    properties += "<w:i/><w:iCs/>" if is_italic else ""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    content = escape(text)
    for character, element in (("\t", "<w:tab/>"), ("\n", "<w:br/>")):
        content = content.replace(character, f'</w:t>{element}<w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{content}</w:t></w:r>'


def paragraph_style(style: str, more: str = "") -> str:
    """The properties of a paragraph: the id of its style, and more XML."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""


def write_table(
    header: Sequence[str],
    rows: Iterable[Sequence[TableCell]],
    widths: Sequence[int],
    description: tuple[str, str],
) -> str:
    """A table whose header is repeated on each page, as XML.

    Args:
        header: the words above its columns.
        rows: its cells.
        widths: of its columns, in twentieths of a point.
        description: its title and what it shows, for those who do not see it.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    caption, text = (quoteattr(words) for words in description)
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{"".join(TABLE_STYLE.split())}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={caption}/>'
        f"<w:tblDescription w:val={text}/></w:tblPr>"
    )
    are_figures = len(header) > _MAX_TEXT_COLUMNS
    head = [TableCell((words,), is_centred=are_figures and number > 0) for number, words in enumerate(header)]
    top = _write_row(head, widths, "<w:tblHeader/>")
    written = "".join(_write_row(row, widths) for row in rows)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{top}{written}</w:tbl>"


def _write_row(cells: Sequence[TableCell], widths: Sequence[int], more: str = "") -> str:
    written = "".join(_write_cell(cell, width) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{written}</w:tr>"


def _write_cell(cell: TableCell, width: int) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    centred = '<w:jc w:val="center"/>' if cell.is_centred else ""
    look = "<w:b/><w:bCs/>" if cell.is_bold else ""
    look += f'<w:color w:val="{cell.color}"/>' if cell.color else ""
    run = f"<w:rPr>{look}</w:rPr>" if look else ""
    paragraphs = "".join(
        f"<w:p>{paragraph_style(_CELL_STYLE, centred)}<w:r>{run}"
        f'<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in cell.lines or ("",)
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{paragraphs}</w:tc>'
