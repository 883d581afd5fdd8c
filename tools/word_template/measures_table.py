"""The table of measures in the default template: who is responsible for each, and what relates to it."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Twips
from docx.table import Table, _Cell
from docx.text.run import Run

from nkps_reports.word.default.packaged import TABLE_STYLE, TEXT_WIDTH
from nkps_reports.wording.documents import STRATEGY_LANGUAGE, DocumentWords
from tools.word_template.styles import QUIET_STYLE, SMALL_CELL_STYLE

# In twentieths of a point; together the width of the text.
_COLUMN_WIDTHS = (420, 5572, 1400, 1680)
# Above and below the text of a cell: little, so that all sixteen measures have room on a page.
_PADDING = 30


def add_measures_table(document: WordDocument, words: DocumentWords) -> None:
    """Add the table after what the document has.

    Args:
        document: the template as far as it is made.
        words: its fixed words.
    """
    table = document.add_table(rows=4, cols=len(words.measure_columns))
    table.style = document.styles[TABLE_STYLE]
    table.autofit = False
    _set_widths(table)
    _describe(table, words)
    _write_row(table, 0, [[name] for name in words.measure_columns])
    _set_row(table, 0, "w:cantSplit", "w:tblHeader")
    _write_span(table, 1, "{%tr for nkps in nkps_tiltak %}")
    _write_row(
        table,
        2,
        [
            ["{{ nkps.nummer }}"],
            ["{{ nkps.tekst }}"],
            ["{% if nkps.hovedansvarlig %}{{ nkps.hovedansvarlig }}", *_or_else(words.no_responsible)],
            [
                "{% if nkps.rapporteringspunkter %}",
                "{{r nkps.rapporteringspunkter }}",
                *_or_else(words.no_action),
            ],
        ],
    )
    if words.language != STRATEGY_LANGUAGE:
        _speak(table.cell(2, 1).paragraphs[0].runs[0], STRATEGY_LANGUAGE)
    for column in (2, 3):
        table.cell(2, column).paragraphs[0].runs[-2].style = QUIET_STYLE
    _set_row(table, 2, "w:cantSplit")
    _write_span(table, 3, "{%tr endfor %}")


def _speak(run: Run, language: str) -> None:
    """Say what language a run is in, where it is not the document's."""
    run._r.get_or_add_rPr().append(OxmlElement("w:lang", {qn("w:val"): language}))


def _or_else(words: str) -> tuple[str, str, str]:
    """What a cell says where there is nothing; the words are a piece of their own, which has its own look."""
    return "{% else %}", words, "{% endif %}"


def _set_widths(table: Table) -> None:
    for width in table._tbl.tblPr.iterchildren(qn("w:tblW")):
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(TEXT_WIDTH))
    for column, column_width in zip(table.columns, _COLUMN_WIDTHS, strict=True):
        column.width = Twips(column_width)
        for cell in column.cells:
            cell.width = Twips(column_width)


def _describe(table: Table, words: DocumentWords) -> None:
    """The alternative text a screen reader says, and that only the first row is special."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:top", "w:bottom"):
        margins.append(OxmlElement(side, {qn("w:w"): str(_PADDING), qn("w:type"): "dxa"}))
    properties.append(margins)
    for name, attributes in (
        ("w:tblLook", {"val": "0020", "firstRow": "1", "lastRow": "0", "firstColumn": "0",
                       "lastColumn": "0", "noHBand": "1", "noVBand": "1"}),
        ("w:tblCaption", {"val": words.word_measures}),
        ("w:tblDescription", {"val": words.measures_description}),
    ):  # fmt: skip
        element = OxmlElement(name, {qn(f"w:{key}"): value for key, value in attributes.items()})
        properties.append(element)


def _set_row(table: Table, row: int, *names: str) -> None:
    properties = table.rows[row]._tr.get_or_add_trPr()
    for name in names:
        properties.append(OxmlElement(name))


def _write_row(table: Table, row: int, cells: Sequence[Sequence[str]]) -> None:
    for cell, pieces in zip(table.rows[row].cells, cells, strict=True):
        _write_cell(cell, pieces)


def _write_span(table: Table, row: int, tag: str) -> None:
    """A row that goes when its tag is carried out: one cell, so that none is empty."""
    cells = table.rows[row].cells
    _write_cell(cells[0].merge(cells[-1]), [tag])


def _write_cell(cell: _Cell, pieces: Sequence[str]) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = SMALL_CELL_STYLE
    for piece in pieces:
        paragraph.add_run(piece)
