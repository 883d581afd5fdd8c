# ruff: noqa: E501 - a trap on one line each reads as the table it is.
"""The traps a workbook can hold, each with what becomes of it: the tests run them, and docs/traps.md lists them.

``python -m tests.traps`` writes the list anew.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from nkps_reports.report.model import Action, ItemList, Report
from nkps_reports.wording.codes import Code
from tests import hostile
from tests.builders import ROW, Formula, a_row, a_workbook
from tests.foreign import (
    ACTIONS,
    HEADERS,
    PICTURE,
    TEXT_BOX,
    edited,
    from_google,
    only_charts,
    replaced,
    strict,
    with_drawing,
    with_rows,
)

DOCUMENT = Path(__file__).parent.parent / "docs/traps.md"
Change = Callable[[Workbook], None]
Holds = Callable[[Report], bool]


@dataclass(frozen=True)
class Trap:
    """One trap.

    Attributes:
        name: what it is, as the list calls it.
        make: makes the workbook.
        codes: the codes that ``check`` gives; none where nothing is said.
        becomes: what the list says of it beside the codes.
        holds: what must be true of the report that is read.
    """

    name: str
    make: Callable[[], bytes]
    codes: tuple[Code, ...] = ()
    becomes: str = "read"
    holds: Holds = lambda _report: True


def first(report: Report) -> Action:
    """The first action of a report."""
    return report.actions[0]


def _describes(text: str) -> Holds:
    return lambda report: first(report).description.plain == text


def _levels_of(action: Action) -> list[int]:
    lists = (block for block in action.description.blocks if isinstance(block, ItemList))
    return [item.level for each in lists for item in each.items]


def _relates(*measures: int) -> Holds:
    return lambda report: (
        first(report).relation is not None
        and [action.relation.measures for action in report.actions[:1] if action.relation] == [measures]
    )


def _cell(**cells: object) -> Callable[[], bytes]:
    return lambda: a_workbook([a_row(**cells)])


def _changed(change: Change, rows: tuple[tuple[object, ...], ...] = (ROW,)) -> Callable[[], bytes]:
    return lambda: a_workbook(rows, change=change)


def _set(cell: str, value: str | None, sheet: str = "Tiltak") -> Change:
    def change(book: Workbook) -> None:
        book[sheet][cell].value = value

    return change


def _rename(old: str, new: str) -> Change:
    def change(book: Workbook) -> None:
        book[old].title = new

    return change


def _shift_down(book: Workbook) -> None:
    sheet = book["Tiltak"]
    del sheet.tables["Rapporteringspunkter"]
    for row in (2, 1):
        for column in range(1, 6):
            sheet.cell(row + 2, column).value = sheet.cell(row, column).value
            sheet.cell(row, column).value = None
    sheet["A1"].value = "Tiltak i 2017"


def _second_table(book: Workbook) -> None:
    for column, text in enumerate(HEADERS, start=1):
        book["Tiltak"].cell(5, column).value = text
        book["Tiltak"].cell(6, column).value = a_row(title="En annen")[column - 1]


def _hide_row(book: Workbook) -> None:
    book["Tiltak"].row_dimensions[3].hidden = True


def _hide_column(book: Workbook) -> None:
    book["Tiltak"].column_dimensions["C"].hidden = True


def _hide_sheet(book: Workbook) -> None:
    book["Tiltak"].sheet_state = "hidden"


def _filter(book: Workbook) -> None:
    book["Tiltak"].tables["Rapporteringspunkter"].autoFilter.ref = "A1:E31"


def _note(book: Workbook) -> None:
    book["Tiltak"]["D2"].comment = Comment("Spør Kari", "Ola")


def _move(book: Workbook) -> None:
    book.move_sheet("Tiltak", -2)


def _bold(book: Workbook) -> None:
    rich = CellRichText("En ", TextBlock(InlineFont(b=True), "fet"), " konferanse.")
    book["Tiltak"]["D2"].value = rich


def _raised(book: Workbook) -> None:
    raised, lowered = InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript")
    rich = CellRichText("10", TextBlock(raised, "6"), " kg CO", TextBlock(lowered, "2"))
    book["Tiltak"]["D2"].value = rich


def _struck(book: Workbook) -> None:
    rich = CellRichText("En ", TextBlock(InlineFont(strike=True), "stor "), "konferanse.")
    book["Tiltak"]["D2"].value = rich


def _error_value(book: Workbook) -> None:
    book["Tiltak"]["C2"].value = "#REF!"
    book["Tiltak"]["C2"].data_type = "e"


def _link(target: str) -> Change:
    def change(book: Workbook) -> None:
        book["Tiltak"]["D2"].hyperlink = target

    return change


def _format_column(book: Workbook) -> None:
    book["Tiltak"]["A1048576"].style = "NKPS felt"


def _as_xlsm() -> bytes:
    return edited(
        a_workbook(),
        {
            "[Content_Types].xml": replaced(
                "spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml"
            )
        }
        | {"xl/vbaProject.bin": lambda _: hostile.OLE},
    )


TWO = (ROW, a_row(title="En annen"))
UNREADABLE, UNSUPPORTED = (Code.UNREADABLE_WORKBOOK,), (Code.UNSUPPORTED_FORMAT,)
TOO_LARGE, PROTECTED = (Code.TOO_LARGE,), (Code.PROTECTED_WORKBOOK,)

PASTED = (
    Trap(
        "text from Word pasted onto a cell, its paragraphs in the rows below",
        lambda: a_workbook([ROW, (None, None, None, "Andre avsnitt", None), (None, None, None, "Tredje", None)]),
        (Code.TEXT_IN_NEXT_ROW,),
        "one error for the block, and how to paste",
    ),
    Trap(
        "the same in two columns side by side",
        lambda: a_workbook([ROW, (None, None, "Og KS.", "Andre avsnitt", None)]),
        (Code.TEXT_IN_NEXT_ROW, Code.TEXT_IN_NEXT_ROW),
        "one error for each column",
    ),
    Trap(
        "a whole form pasted into the first column",
        lambda: a_workbook([(line, *[None] * 4) for line in ("Møteplass", "Relasjon til NKPS-tiltak nr. 4", *HEADERS[2:])]),
        (Code.MISSING_VALUE,) * 4 + (Code.TEXT_IN_NEXT_ROW,),
        "one error for the block, and four empty fields",
    ),
    Trap(
        "titles written first, the rest to come",
        lambda: a_workbook([ROW, ("Neste", *[None] * 4), ("Enda en", *[None] * 4)]),
        (Code.TEXT_IN_NEXT_ROW,),
        "one error for the block, which says to fill in the rest",
    ),
    Trap(
        "bullets of Word (U+F0B7)",
        _cell(description="Mål:\n\uf0b7\ten\n\uf0b7\tto"),
        becomes="a bullet list",
        holds=lambda report: isinstance(first(report).description.blocks[1], ItemList),
    ),
    Trap(
        "bullets of Word on three levels (•, o, §)",
        _cell(description="•\tEn\no\tTo\n§\tTre"),
        becomes="a list with three levels",
        holds=lambda report: _levels_of(first(report)) == [0, 1, 2],
    ),
    Trap(
        "a number of Word's own numbering before the text",
        _cell(timing="9. En dags varighet"),
        (Code.STRAY_LIST_NUMBER,),
        "kept as typed",
        lambda report: first(report).fields["timing"].plain == "9. En dags varighet",
    ),
    Trap(
        "a date at the beginning of a cell",
        _cell(timing="13. September og 8. mai"),
        holds=lambda report: first(report).fields["timing"].plain.startswith("13. September"),
    ),
    Trap(
        "vertical tabs, which Excel writes `_x000B_`",
        _cell(description="En_x000B_to"),
        becomes="a line break",
        holds=_describes("En to"),
    ),
    Trap(
        "`_x0041_` typed as such",
        lambda: edited(a_workbook(), {ACTIONS: replaced("En konferanse.", "_x005F_x0041_")}),
        becomes="the characters typed",
        holds=_describes("_x0041_"),
    ),
    Trap("`\\r\\n` between lines", _cell(description="En\r\nto"), becomes="a line break", holds=_describes("En to")),
    Trap("soft hyphens in text", _cell(description="kompe\u00adtanse"), holds=_describes("kompe\u00adtanse")),
    Trap("soft hyphens in a reference", _cell(relation="4\u00ad og 7"), holds=_relates(4, 7)),
    Trap("non-breaking spaces in text", _cell(description="4\u00a0dager"), holds=_describes("4\u00a0dager")),
    Trap("non-breaking spaces in a reference", _cell(relation="4\u00a0og\u00a07"), holds=_relates(4, 7)),
    Trap(
        "non-breaking spaces in a header", _changed(_set("E1", "Tidspunkt\u00a0og\u00a0varighet")),
        holds=lambda report: first(report).fields["timing"].plain == ROW[4],
    ),
    Trap("zero-width characters in a reference", _cell(relation="\ufeff4\u200b og 7"), holds=_relates(4, 7)),
    Trap("zero-width characters in text", _cell(description="a\u200bb"), holds=_describes("a\u200bb")),
    Trap("a cell of zero-width characters alone", _cell(description="\u200b\u2060"), (Code.MISSING_VALUE,), "empty"),
    Trap(
        "text from a Mac (NFD)",
        _cell(description=unicodedata.normalize("NFD", "Påbygging for lærere")),
        becomes="printed as NFC",
        holds=_describes("Påbygging for lærere"),
    ),
    Trap(
        "headers from a Mac (NFD)",
        _changed(_set("D1", unicodedata.normalize("NFD", HEADERS[3]))),
        holds=_describes(ROW[3]),
    ),
    Trap(
        "smart and straight quotation marks", _cell(description="“a” \"b\" ’c’ «d»"),
        becomes="as typed", holds=_describes("“a” \"b\" ’c’ «d»"),
    ),
    Trap(
        "control characters", _cell(description="En_x0007_to"),
        (Code.CONTROL_CHARACTER,), "dropped, and said", _describes("Ento"),
    ),
)  # fmt: skip

EXCEL = (
    Trap("`4,7` taken for a decimal", _cell(relation=4.7), (Code.NUMBER_AS_DECIMAL,), "with every reading"),
    Trap("`4.7` taken for a date", _cell(relation=datetime(2026, 7, 4)), (Code.NUMBER_AS_DATE,), "with every reading"),
    Trap("a number stored as text", _cell(relation="12"), holds=_relates(12)),
    Trap("a number stored as a number", _cell(relation=12), holds=_relates(12)),
    Trap("a whole number stored as a decimal", _cell(relation=12.0), holds=_relates(12)),
    Trap("a number where text belongs", _cell(title=2017), holds=lambda report: first(report).title.plain == "2017"),
    *(
        Trap(f"a text that begins with `{c}`", _cell(description=f"{c}1+1"), holds=_describes(f"{c}1+1"))
        for c in "=+-@"
    ),
    Trap("a formula that no program calculated", _cell(description=Formula("=A2")), (Code.FORMULA_WITHOUT_VALUE,)),
    Trap("an error value", _changed(_error_value), (Code.FORMULA_ERROR,)),
    Trap("bold and italics in a part of a cell", _changed(_bold), becomes="kept", holds=lambda report: any(
        span.bold and span.text == "fet" for span in first(report).description.paragraphs[0].spans
    )),
    Trap("raised and lowered digits", _changed(_raised), becomes="their signs: 10⁶, CO₂", holds=_describes("10⁶ kg CO₂")),
    Trap("text that is struck through", _changed(_struck), (Code.STRUCK_TEXT,), "left out, and named", _describes("En konferanse.")),
    Trap("merged cells", _changed(lambda book: book["Tiltak"].merge_cells("D2:E2")), (Code.MERGED_CELL,)),
    Trap("a hidden or filtered-out row", _changed(_hide_row, TWO), (Code.HIDDEN_ROW,), "included",
         lambda report: len(report.actions) == 2),
    Trap("a hidden column", _changed(_hide_column), (Code.HIDDEN_COLUMN,), "included"),
    Trap("a hidden sheet", _changed(_hide_sheet), (Code.HIDDEN_SHEET,), "included"),
    Trap("an autofilter", _changed(_filter)),
    Trap("rows deleted or left empty in the middle", lambda: a_workbook([ROW, (None,) * 5, a_row(title="To")]),
         becomes="skipped", holds=lambda report: [action.row for action in report.actions] == [2, 4]),
    Trap("a note on a cell", _changed(_note), (Code.UNUSED_OBJECT,), "named with its words"),
    Trap("a text box", lambda: with_drawing(TEXT_BOX), (Code.UNUSED_OBJECT,), "named with its words"),
    Trap("a picture", lambda: with_drawing(PICTURE), (Code.UNUSED_OBJECT,), "named"),
    Trap("a cell's link to a web page", _changed(_link("https://www.spekter.no/")), becomes="a link", holds=lambda
         report: first(report).description.paragraphs[0].spans[0].link == "https://www.spekter.no/"),
    Trap("a moved sheet", _changed(_move)),
    Trap("a renamed sheet", _changed(_rename("Tiltak", "Ark1")), (Code.MISSING_SHEET,), "with the sheet that has the headers"),
    Trap("an abbreviated header", _changed(_set("D1", "Beskrivelse")), (Code.MISSING_HEADER,), "with the nearest name"),
    Trap("a translated header", _changed(_set("D1", "Description")), (Code.MISSING_HEADER,), "with what stands in its place"),
    Trap("a title row above the headers", _changed(_shift_down), (Code.UNUSED_SHEET_OR_COLUMN,), "read; the title is named"),
    Trap("a second table below the first", _changed(_second_table), (Code.DUPLICATE_HEADER,), "with the cell of its header"),
    Trap("a second table beside the first", _changed(_set("I1", "Tiltak")), (Code.DUPLICATE_HEADER, Code.UNUSED_SHEET_OR_COLUMN), "with both cells"),
    Trap("a column of one's own", _changed(_set("I2", "Husk")), (Code.UNUSED_SHEET_OR_COLUMN,), "named with its content"),
    Trap("formatting to row 1,048,576", _changed(_format_column), becomes="read, under a second more"),
    Trap("a thousand empty rows that exist in the file", lambda: with_rows(1000, '<row r="{}" ht="15"/>'),
         becomes="read; a million take seconds and no memory"),
)  # fmt: skip

PROGRAMS = (
    Trap("ISO 29500 strict", lambda: strict(a_workbook())),
    Trap("the style of Google Sheets", from_google),
    Trap("`.xlsm`, with macros", _as_xlsm, becomes="read; macros are never run"),
    Trap(
        "external links and data connections", hostile.with_external_data, becomes="read; nothing is fetched"
    ),
)

FILES = (
    Trap("an empty file", lambda: b"", UNREADABLE, "says so"),
    Trap("text, `.csv`", lambda: b"Tiltak;Relasjon\nx;4\n", UNSUPPORTED),
    Trap("text in UTF-16", lambda: "Tiltak\t4".encode("utf-16"), UNSUPPORTED),
    Trap("`.xls`", lambda: hostile.ole("Workbook"), UNSUPPORTED),
    Trap("`.ods`", hostile.open_document, UNSUPPORTED),
    Trap("`.xlsb`", lambda: hostile.zipped(xl__workbook_bin=b"x"), UNSUPPORTED),
    Trap("`.docx`", lambda: hostile.zipped(word__document_xml=b"<x/>"), UNSUPPORTED),
    Trap("`.pdf`", lambda: b"%PDF-1.7\n\x00\x01", UNSUPPORTED),
    Trap("protected with a password (OLE)", lambda: hostile.ole("EncryptionInfo", "EncryptedPackage"), PROTECTED),
    Trap("a truncated zip archive", lambda: a_workbook()[:9000], UNREADABLE),
    Trap("a zip archive without a workbook", lambda: hostile.zipped(les_txt=b"x"), UNSUPPORTED),
    Trap("a workbook of sheets that are charts", only_charts, (Code.NO_WORKSHEET,)),
    Trap("bytes of no kind", lambda: bytes(range(256)) * 9, UNREADABLE),
    Trap("a zip archive with a million entries", hostile.a_million_entries, TOO_LARGE, "before it is opened"),
    Trap("ten gigabytes unpacked", hostile.ten_gigabytes, TOO_LARGE, "before anything is unpacked"),
    Trap("a part of 40 MB of spaces in a cell", lambda: hostile.a_sheet(
        '<sheetData><row r="1"><c r="A1" t="str"><v>' + " " * 40_000_000 + "</v></c></row></sheetData>"), TOO_LARGE),
    Trap("XML hundreds of thousands of elements deep", hostile.deep_xml, UNREADABLE),
    Trap("expanding entities", lambda: hostile.with_entities(hostile.LAUGHS), UNREADABLE),
    Trap("expanding entities in the styles", lambda: hostile.with_entities(hostile.LAUGHS, "xl/styles.xml"), UNREADABLE),
    Trap("external entities", lambda: hostile.with_entities(hostile.EXTERNAL), UNREADABLE, "nothing is read"),
    Trap("a path like `../x` inside the archive", lambda: hostile.with_name("../x"), UNREADABLE, "nothing is written"),
    Trap("two parts of one name", hostile.with_two_parts_of_one_name, UNREADABLE),
    Trap("a cell of 32,767 characters", _cell(description="x" * 32_767), holds=_describes("x" * 32_767)),
    Trap("5,001 actions", lambda: a_workbook([ROW] * 5001), TOO_LARGE, "with the limit"),
    Trap("50,000 rows", lambda: with_rows(50_000, '<row r="{}">' + "".join(
        f'<c r="{c}{{}}"><v>1</v></c>' for c in "ABCDE") + "</row>"), TOO_LARGE),
    Trap("a link over a million cells", lambda: edited(a_workbook(change=_link("https://x.no/")), {
        ACTIONS: replaced('ref="D2"', 'ref="A1:XFD1048576"')}), becomes="a link on every cell"),
    Trap("a merged range over a million cells", lambda: edited(
        a_workbook(change=lambda book: book["Tiltak"].merge_cells("D2:E2")),
        {ACTIONS: replaced('ref="D2:E2"', 'ref="D2:XFD1048576"')}), (Code.MERGED_CELL,)),
)  # fmt: skip

TYPED = (
    *(
        Trap(f"`{text}`", _cell(description=text), becomes="the characters typed", holds=_describes(text))
        for text in (
            "{{ 7*7 }}", "{% for x in y %}", "<script>alert(1)</script>", "<img src=file:///etc/passwd>", "]]>",
            "&lt;", "=cmd|'/c calc'!A1", "{_{ 7*7 }_}", "${7*7}", "\\n", "../../x", "%s {0}", "{#", "&#65;",
        )
    ),
    Trap("a cell's link to `javascript:`", _changed(_link("javascript:alert(1)")), (Code.UNSUPPORTED_LINK,),
         "text without the link", _describes(ROW[3])),
    Trap("a cell's link to `file:`", _changed(_link("file:///etc/passwd")), (Code.UNSUPPORTED_LINK,),
         "text without the link", _describes(ROW[3])),
    Trap("`[her](javascript:alert)`", _cell(description="Se [her](javascript:alert)"), (Code.UNSUPPORTED_LINK,),
         "the characters typed", _describes("Se [her](javascript:alert)")),
    Trap("`[her](file:///etc/passwd)`", _cell(description="[her](file:///etc/passwd)"), (Code.UNSUPPORTED_LINK,),
         "the characters typed", _describes("[her](file:///etc/passwd)")),
    Trap("`www.spekter.no`", _cell(description="Se www.spekter.no."), becomes="a link", holds=lambda
         report: first(report).description.paragraphs[0].spans[1].link == "https://www.spekter.no"),
    Trap("`[her](https://www.spekter.no)`", _cell(description="Se [her](https://www.spekter.no)."),
         (Code.VAGUE_LINK_TEXT,), "a link", _describes("Se her.")),
    Trap("`[her](www.spekter.no)`", _cell(description="[her](www.spekter.no)"), (Code.UNSUPPORTED_LINK,),
         "the characters typed", _describes("[her](www.spekter.no)")),
)  # fmt: skip

SECTIONS = {
    "Pasted and typed elsewhere": PASTED,
    "What Excel and its users do": EXCEL,
    "Other programs": PROGRAMS,
    "Hostile and broken files": FILES,
    "Text that looks like code": TYPED,
}
TRAPS = tuple(trap for traps in SECTIONS.values() for trap in traps)


def render_document() -> str:
    """The list of traps as Markdown."""
    lines = [
        "# Traps",
        "",
        "What can be wrong with a workbook, and what becomes of it. Made from `tests/traps.py` by",
        "`python -m tests.traps`; the tests run every row, through to the text of the Word report, and compare",
        "this file. The limits stand with their reasons in `nkps_reports/files/limits.py`, and hold for templates too.",
    ]
    for title, traps in SECTIONS.items():
        lines += ["", f"## {title}", "", "| trap | code | what becomes of it |", "|---|---|---|"]
        for trap in traps:
            codes = " ".join(f"`{code.value}`" for code in dict.fromkeys(trap.codes)) or "none"
            stopped = trap.codes and trap.becomes == "read"
            name = trap.name.replace("|", "\\|")
            lines.append(f"| {name} | {codes} | {'a message' if stopped else trap.becomes} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(render_document(), encoding="utf-8")
