"""The control copy: what a user sees in it, and that every cell of the workbook shows what it did."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem, WorkbookError
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.control_copy import render_control_copy
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.reading.sheets import read_sheets
from tests import rich_workbook as rich
from tests.builders import a_row, a_workbook
from tests.conftest import Convert
from tests.foreign import from_google, strict

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
TIL, KONTROLL = "xl/worksheets/sheet3.xml", "xl/worksheets/sheet1.xml"


def an_error(
    cell: str | None = "B2", sheet: str = "Tiltak", message: str = "Dette er galt.", **more: str
) -> Problem:
    return Problem(
        Code.UNKNOWN_MEASURE, Place(sheet, cell, more.get("header")), more.get("found"), message, "Rett det."
    )


def a_warning(cell: str = "B2", message: str = "Dette er rart.") -> Problem:
    return Problem(Code.REPEATED_MEASURE, Place("Tiltak", cell), None, message, "Se på det.")


def annotated(
    workbook: bytes | dict[str, bytes], *problems: Problem, summary: str = "1 feil"
) -> dict[str, bytes]:
    file = workbook if isinstance(workbook, bytes) else pack_parts(workbook)
    return unpack_parts(render_control_copy(file, problems, "input/spekter-2018.xlsx", summary))


def opened(parts: dict[str, bytes]) -> Workbook:
    return read(pack_parts(parts))


def read(file: bytes) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl warns of what it does not keep.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(file))


def note(book: Workbook, cell: str, sheet: str = "Tiltak") -> str | None:
    comment = book[sheet][cell].comment
    return None if comment is None else comment.text


def colour(book: Workbook, cell: str, sheet: str = "Tiltak") -> str:
    return str(book[sheet][cell].fill.fgColor.rgb)


def listed(parts: dict[str, bytes], name: str = "Kontroll") -> list[list[object]]:
    return [[cell.value for cell in row] for row in opened(parts)[name].iter_rows()]


def edited(parts: dict[str, bytes], name: str, old: str, new: str) -> dict[str, bytes]:
    assert old.encode() in parts[name]
    return {**parts, name: parts[name].replace(old.encode(), new.encode(), 1)}


def test_the_first_sheet_says_it_is_a_copy_and_lists_every_problem_in_order() -> None:
    problem = an_error(header="Relasjon", found="17")
    rows = listed(annotated(a_workbook(), problem, a_warning("D2"), summary="1 feil og 1 merknad"))
    assert rows[0][0] == "Dette er en kopi. Rett i input/spekter-2018.xlsx."
    assert rows[1][0] == f"1 feil og 1 merknad. {words.CONTROL_LEGEND}"
    assert rows[2] == list(words.CONTROL_COLUMNS)
    assert rows[3] == [1, "Feil", "Tiltak", "B2", "Relasjon", "17", "Dette er galt.", "Rett det."]
    assert rows[4][:4] == [2, "Merk", "Tiltak", "D2"]


def test_the_workbook_opens_on_the_list_alone() -> None:
    def choose_third(book: Workbook) -> None:
        book.active = 2

    book = opened(annotated(a_workbook(change=choose_third), an_error()))
    assert book.sheetnames == ["Kontroll", "Veiledning", "Virksomhet", "Tiltak", "NKPS"]
    assert book.active is book["Kontroll"]
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book.worksheets] == [True, *[False] * 4]


def test_a_workbook_without_problems_says_so() -> None:
    assert listed(annotated(a_workbook()))[3][0] == "Ingen feil eller merknader."


def test_a_listed_cell_leads_to_its_place_even_in_a_sheet_with_an_apostrophe() -> None:
    def rename(book: Workbook) -> None:
        book["Tiltak"].title = "Per's tiltak"

    book = opened(annotated(a_workbook(change=rename), an_error("B5", "Per's tiltak")))
    assert book["Kontroll"]["D4"].hyperlink.location == "'Per''s tiltak'!B5"


@pytest.mark.parametrize(("sheet", "cell"), [("Borte", "B2"), ("Tiltak", None), ("Tiltak", "XFE1")])
def test_a_problem_without_a_cell_in_the_workbook_is_listed_without_a_link(
    sheet: str, cell: str | None
) -> None:
    parts = annotated(a_workbook(), an_error(cell, sheet))
    assert listed(parts)[3][2:4] == [sheet, cell]
    assert opened(parts)["Kontroll"]["D4"].hyperlink is None


def test_a_name_that_is_taken_gets_a_number() -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("KONTROLL")
        book.create_sheet("Kontroll 2")

    assert opened(annotated(a_workbook(change=add))).sheetnames[0] == "Kontroll 3"


def test_text_that_looks_like_a_formula_or_an_escape_or_is_no_xml_is_shown_as_text(
    libreoffice: Convert, tmp_path: Path
) -> None:
    parts = annotated(a_workbook(), an_error(found="=1+1", message="_x0041_ \x01 \ud800 <&> \r\n slutt"))
    texts = {text.text for text in etree.fromstring(parts[KONTROLL]).iter("{*}t")}
    assert "_x005F_x0041_ \ufffd \ufffd <&> \n slutt" in texts
    path = tmp_path / "kopi.xlsx"
    path.write_bytes(pack_parts(parts))
    shown = read(libreoffice(path, "xlsx").read_bytes())["Kontroll"]
    assert (shown["F4"].value, shown["F4"].data_type) == ("=1+1", "s")


def test_an_error_is_red_a_warning_yellow_and_an_error_wins() -> None:
    book = opened(annotated(a_workbook(), a_warning("A2"), a_warning("B2"), an_error("B2"), an_error("C2")))
    assert [colour(book, cell) for cell in ("A2", "B2", "C2", "D2")] == [YELLOW, RED, RED, "00000000"]


def test_a_coloured_cell_keeps_its_look_and_value() -> None:
    before, after = opened(unpack_parts(a_workbook())), opened(annotated(a_workbook(), an_error()))
    one, other = before["Tiltak"]["B2"], after["Tiltak"]["B2"]
    assert one.value == other.value == "4 og 7"
    for look in ("font", "border", "number_format", "alignment"):
        assert repr(getattr(one, look)) == repr(getattr(other, look))


def test_cells_alike_share_one_new_format() -> None:
    def formats(parts: dict[str, bytes]) -> int:
        return len(opened(parts)._cell_styles)  # type: ignore[attr-defined]

    one = formats(annotated(a_workbook([a_row()] * 3), an_error("B2")))
    assert formats(annotated(a_workbook([a_row()] * 3), *(an_error(f"B{row}") for row in (2, 3, 4)))) == one


def test_a_cell_that_is_not_in_the_file_is_made_in_its_place() -> None:
    parts = unpack_parts(a_workbook())
    sheet = (
        f'<worksheet xmlns="{rich.MAIN}"><cols><col min="2" max="3" width="9" style="1"/></cols><sheetData>'
        '<row r="2" spans="1:1"><c r="A2"><v>1</v></c><c r="D2"><v>2</v></c></row>'
        '<row r="6" s="2" customFormat="1"/></sheetData></worksheet>'
    )
    made = annotated({**parts, TIL: sheet.encode()}, *(an_error(cell) for cell in ("B2", "C4", "B6", "A1")))
    rows = etree.fromstring(made["xl/worksheets/sheet4.xml"]).find("{*}sheetData")
    assert rows is not None
    assert [(row.get("r"), [cell.get("r") for cell in row]) for row in rows] == [
        ("1", ["A1"]), ("2", ["A2", "B2", "D2"]), ("4", ["C4"]), ("6", ["B6"]),
    ]  # fmt: skip
    book = opened(made)
    assert [colour(book, cell) for cell in ("A1", "B2", "C4", "B6")] == [RED] * 4


def test_rows_and_cells_without_numbers_keep_their_places() -> None:
    sheet = (
        f'<worksheet xmlns="{rich.MAIN}"><sheetData><row><c t="str"><v>en</v></c>'
        '<c t="str"><v>to</v></c></row><row r="9"/><row><c t="str"><v>tre</v></c></row></sheetData>'
        "</worksheet>"
    )
    tiltak = opened(
        annotated({**unpack_parts(a_workbook()), TIL: sheet.encode()}, an_error("C5"), an_error("D1"))
    )["Tiltak"]
    assert [tiltak[cell].value for cell in ("A1", "B1", "A10")] == ["en", "to", "tre"]


def test_a_workbook_without_formats_gets_them() -> None:
    parts = unpack_parts(a_workbook())
    del parts["xl/styles.xml"]
    parts["xl/_rels/workbook.xml.rels"] = re.sub(
        rb"<Relationship [^>]*styles[^>]*/>", b"", parts["xl/_rels/workbook.xml.rels"]
    )
    parts["[Content_Types].xml"] = re.sub(rb"<Override [^>]*styles[^>]*/>", b"", parts["[Content_Types].xml"])
    for name in parts:
        if "worksheets/sheet" in name:
            without = re.sub(rb"<conditionalFormatting.*</conditionalFormatting>", b"", parts[name])
            parts[name] = re.sub(rb' (s|style)="\d+"', b"", without)
    assert colour(opened(annotated(parts, an_error())), "B2") == RED


def test_a_note_says_what_is_wrong_and_what_to_do_errors_first() -> None:
    book = opened(annotated(a_workbook(), a_warning(), an_error()))
    assert note(book, "B2") == "Dette er galt.\nRett det.\n\nDette er rart.\nSe på det."
    assert book["Tiltak"]["B2"].comment.author == "nkps-reports"


def test_a_note_on_merged_cells_stands_where_it_shows() -> None:
    def merge(book: Workbook) -> None:
        book["Tiltak"].merge_cells("B2:C4")

    book = opened(annotated(a_workbook(change=merge), an_error("C3"), an_error("D3")))
    assert [cell for row in book["Tiltak"].iter_rows() for cell in row if cell.comment] == [
        book["Tiltak"]["B2"],
        book["Tiltak"]["D3"],
    ]


def test_every_sheet_is_protected_without_a_password_and_no_cell_is_unlocked() -> None:
    book = opened(annotated(a_workbook(), an_error()))
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)
    assert not book["Tiltak"].protection.formatColumns


def test_a_sheet_with_a_password_is_protected_without_one() -> None:
    def protect(book: Workbook) -> None:
        book["Tiltak"].protection.set_password("hemmelig")

    assert opened(annotated(a_workbook(change=protect), an_error()))["Tiltak"].protection.password is None


def height_px(parts: dict[str, bytes]) -> int:
    (vml,) = [part for name, part in parts.items() if name.endswith(".vml")]
    assert b"visibility:hidden" in vml
    height = re.search(rb"height:(\d+)px", vml)
    assert height
    return int(height[1])


def test_the_box_of_a_note_is_hidden_and_grows_with_its_text() -> None:
    short, long = (annotated(a_workbook(), an_error(message=text)) for text in ("ord", "ord " * 300))
    assert height_px(long) > 2 * height_px(short)


def test_a_note_that_is_there_keeps_its_text() -> None:
    book = opened(annotated(rich.rich_parts(), an_error("A2")))
    assert note(book, "A2") == "Husk dette\n\nKontroll: Dette er galt.\nRett det."
    assert note(book, "C2") == "Er dette rett?"


def test_a_note_keeps_its_lines_and_what_looks_like_an_escape() -> None:
    parts = edited(rich.rich_parts(), rich.COMMENTS, "Husk dette", "Husk\ndette _x005F_x0041_")
    assert note(opened(annotated(parts, an_error("B2"))), "A2") == "Husk\ndette _x005F_x0041_"


def test_a_conversation_stays_before_what_is_wrong() -> None:
    book = opened(annotated(rich.rich_parts(), an_error("C2")))
    assert note(book, "C2") == "Er dette rett?\n\nKontroll: Dette er galt.\nRett det."


def test_a_note_without_text_gets_one() -> None:
    parts = edited(rich.rich_parts(), rich.COMMENTS, "<text><t>Husk dette</t></text>", "")
    assert note(opened(annotated(parts, an_error("A2"))), "A2") == "Dette er galt.\nRett det."


@pytest.mark.parametrize(
    "make",
    [from_google, rich.rich_parts, lambda: odd_texts(), lambda: strict(odd_texts())],
    ids=["Google", "rich", "odd", "strict"],
)
def test_every_cell_says_in_the_copy_what_it_said(make: Callable[[], bytes | dict[str, bytes]]) -> None:
    made = make()
    file = made if isinstance(made, bytes) else pack_parts(made)
    before = read_sheets(file)
    copy = read_sheets(pack_parts(annotated(file, an_error(), a_warning("E3"))))[1:]
    assert [sheet.name for sheet in copy] == [sheet.name for sheet in before]
    for sheet, same in zip(before, copy, strict=True):
        assert len(sheet.contents) > 1
        assert {place: each.runs for place, each in same.contents.items()} == {
            place: each.runs for place, each in sheet.contents.items()
        }


def odd_texts() -> bytes:
    def enrich(book: Workbook) -> None:
        rich_text = CellRichText(" før ", TextBlock(InlineFont(b=True), "fet "), "\n etter ")
        book["Tiltak"]["D2"].value = rich_text
        book["Tiltak"]["C2"].value = date(2017, 9, 13)
        book["Tiltak"]["E2"].value = 0.25
        book["Tiltak"]["E2"].number_format = "0 %"

    texts = (
        a_row(title="=1+1", relation="#REF!", timing="+1"),
        a_row(title="_x0041_ _x005F_ x005F_ ", timing=True),
    )
    return a_workbook(texts, change=enrich)


def test_no_text_becomes_a_formula() -> None:
    problem = an_error(found="=2+2", message="=3+3")
    copy = annotated(odd_texts(), problem)
    assert not any(b"<f>" in part or b"<f " in part for part in copy.values())
    book = opened(copy)
    for cell in (book["Tiltak"]["A2"], book["Tiltak"]["B2"], book["Kontroll"]["F4"], book["Kontroll"]["G4"]):
        assert cell.data_type == "s"


def test_a_formula_shows_its_saved_result_or_itself_where_there_is_none() -> None:
    cells = (
        '<c r="G999"><f>1+1</f><v>2</v></c><c r="H999" t="str"><f>"=a"</f><v>=a</v></c>'
        '<c r="I999" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="J999"><f>SUM(1,_x0041_)</f></c>'
        '<c r="K999" t="str"><f>""</f><v></v></c>'
    )
    row = f'<row r="999">{cells}</row></sheetData>'
    parts = edited(unpack_parts(a_workbook()), TIL, "</sheetData>", row)
    shown = opened(annotated(parts, an_error()))["Tiltak"]
    found = [(shown[f"{column}999"].value, shown[f"{column}999"].data_type) for column in "GHIJK"]
    assert found == [
        (2, "n"), ("=a", "s"), ("#DIV/0!", "e"), ("=SUM(1,_x005F_x0041_)", "s"), (None, "n"),
    ]  # fmt: skip


@pytest.mark.parametrize("reference", ["A2:A2000000", "C5:A2", "A2:XFE3"])
def test_a_merged_range_that_no_sheet_can_have_is_left_out(reference: str) -> None:
    parts = unpack_parts(a_workbook())
    merged = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells><tableParts '
    file = pack_parts(edited(parts, TIL, "<tableParts ", merged))
    assert all(problem.code is not Code.MERGED_CELL for problem in parse_workbook(file).problems)
    ranges = [opened(annotated(each))["Tiltak"].merged_cells.ranges for each in (parts, file)]
    assert ranges[0] == ranges[1]


def test_number_formats_merged_ranges_widths_and_heights_are_kept() -> None:
    def lay_out(book: Workbook) -> None:
        sheet = book["Tiltak"]
        sheet["J3"].value, sheet["J3"].number_format = 1234.5, '# ##0,0 "kr"'
        sheet["K3"].value, sheet["K3"].number_format = date(2017, 9, 13), "dd.mm.yy"
        sheet.merge_cells("J8:K9")
        sheet.column_dimensions["J"].width = 33.5
        sheet.row_dimensions[3].height = 71
        sheet.sheet_format.defaultColWidth = 21

    before = opened(unpack_parts(a_workbook(change=lay_out)))["Tiltak"]
    after = opened(annotated(a_workbook(change=lay_out), an_error()))["Tiltak"]
    for cell in ("J3", "K3"):
        for look in ("value", "number_format"):
            assert getattr(after[cell], look) == getattr(before[cell], look)
    assert set(map(str, after.merged_cells.ranges)) == set(map(str, before.merged_cells.ranges))
    assert after.column_dimensions["J"].width == 33.5
    assert after.row_dimensions[3].height == 71
    assert after.sheet_format.defaultColWidth == 21


def test_what_was_frozen_stays_in_sight() -> None:
    assert opened(annotated(a_workbook(), an_error()))["Tiltak"].freeze_panes == "B2"


@pytest.mark.parametrize("height", ["NaN", "1000000000"])
def test_a_height_that_no_row_can_have_is_left_out(height: str) -> None:
    def grow(book: Workbook) -> None:
        book["Tiltak"].row_dimensions[3].height = 77

    parts = unpack_parts(a_workbook(change=grow))
    odd = edited(parts, "xl/worksheets/sheet3.xml", 'ht="77"', f'ht="{height}"')
    assert opened(annotated(pack_parts(odd), an_error()))["Tiltak"].row_dimensions[3].height is None


def test_a_copy_is_made_where_there_is_no_room_for_temporary_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workbook = a_workbook()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "finnes ikke"))
    assert listed(annotated(workbook, an_error()))


def hide(book: Workbook) -> None:
    for column in "CE":
        book["Tiltak"].column_dimensions[column].hidden = True
    for row in (2, 3):
        book["Tiltak"].row_dimensions[row].hidden = True
    for name in ("Tiltak", "NKPS"):
        book[name].sheet_state = "veryHidden"


def test_what_is_hidden_is_shown_where_a_problem_stands_in_it() -> None:
    book = opened(annotated(a_workbook([a_row()] * 3, change=hide), an_error("C3")))
    assert (book["Tiltak"].sheet_state, book["NKPS"].sheet_state) == ("visible", "hidden")
    rows, columns = book["Tiltak"].row_dimensions, book["Tiltak"].column_dimensions
    assert [rows[row].hidden for row in (2, 3, 4)] == [True, False, False]
    assert [columns[column].hidden for column in "CE"] == [False, True]


def test_a_hidden_sheet_is_shown_where_the_problem_is_that_it_is_hidden() -> None:
    book = opened(annotated(a_workbook(change=hide), an_error(None)))
    assert book["Tiltak"].sheet_state == "visible"


def test_a_copy_has_no_macros_rules_or_drawings() -> None:
    copy = annotated(rich.rich_parts(), an_error("B2"))
    parts = {name: part for name, part in copy.items() if not name.startswith("docProps")}
    assert not [name for name in parts if "vba" in name or "drawings/drawing" in name or "media" in name]
    for gone in (b"macroEnabled", b"dataValidation", b"conditionalFormatting", b"sparkline", b"Checkbox"):
        assert not [name for name, part in parts.items() if gone in part]


def test_the_same_workbook_gives_the_same_bytes() -> None:
    problems = (an_error("A2"), a_warning("C2"))
    assert annotated(rich.rich_parts(), *problems) == annotated(rich.rich_parts(), *problems)


def test_a_strict_workbook_gets_its_copy() -> None:
    book = opened(annotated(strict(a_workbook()), an_error()))
    assert (note(book, "B2"), colour(book, "B2")) == ("Dette er galt.\nRett det.", RED)
    assert book["Tiltak"]["B2"].value == "4 og 7"


def test_odd_looks_cost_looks_and_nothing_else() -> None:
    parts = edited(unpack_parts(a_workbook()), "xl/styles.xml", 'style="thin"', 'style="odd"')
    with pytest.raises(ValueError, match="could not read stylesheet"):
        opened(parts)
    book = opened(annotated(parts, an_error(), a_warning("C2")))
    assert (colour(book, "B2"), colour(book, "C2")) == (RED, YELLOW)
    assert book["Tiltak"]["B2"].value == "4 og 7"
    assert note(book, "B2") == "Dette er galt.\nRett det."


def test_looks_that_the_workbook_does_not_have_are_plain_ones() -> None:
    parts = unpack_parts(a_workbook())
    styles = re.sub(rb'(font|fill|border)Id="\d+"', rb'\1Id="900"', parts["xl/styles.xml"])
    styles = re.sub(rb'numFmtId="\d+"', rb'numFmtId="700"', styles)
    book = opened(annotated({**parts, "xl/styles.xml": styles}, an_error()))
    assert colour(book, "B2") == RED
    assert {cell.number_format for row in book["Tiltak"].iter_rows() for cell in row} == {"General"}


def test_sheets_keep_their_names_whatever_they_are() -> None:
    names = ["2", "1", "4", "3"]

    def rename(book: Workbook) -> None:
        for sheet in book.worksheets:
            sheet.title = f"ark {sheet.title}"
        for sheet, name in zip(book.worksheets, names, strict=True):
            sheet.title = name

    assert opened(annotated(a_workbook(change=rename))).sheetnames == ["Kontroll", *names]


def test_names_that_excel_takes_no_sheet_by_are_changed_and_still_led_to() -> None:
    parts = edited(unpack_parts(a_workbook()), "xl/workbook.xml", 'name="Tiltak"', f'name="A/B{"x" * 40}"')
    parts = edited(parts, "xl/workbook.xml", 'name="NKPS"', f'name="a_b{"X" * 60}"')
    book = opened(annotated(parts, an_error("B5", f"A/B{'x' * 40}")))
    assert book.sheetnames[3:] == [f"A_B{'x' * 28}", f"a_b{'X' * 26} 2"]
    assert book["Kontroll"]["D4"].hyperlink.location == f"'A_B{'x' * 28}'!B5"
    assert note(book, "B5", f"A_B{'x' * 28}")


def test_a_sheet_without_cells_is_left_out() -> None:
    def add(book: Workbook) -> None:
        chart = BarChart()
        chart.add_data(Reference(book["NKPS"], min_col=1, min_row=2, max_row=5))
        book.create_chartsheet("Figur", 1).add_chart(chart)

    copy = opened(annotated(a_workbook(change=add), an_error()))
    assert copy.sheetnames == ["Kontroll", "Veiledning", "Virksomhet", "Tiltak", "NKPS"]


def test_a_workbook_part_of_another_name_is_found() -> None:
    parts = unpack_parts(a_workbook())
    parts["xl/bok.xml"] = parts.pop("xl/workbook.xml")
    parts["xl/_rels/bok.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
    parts = edited(edited(parts, "_rels/.rels", "xl/workbook.xml", "xl/bok.xml"),
                   "[Content_Types].xml", "xl/workbook.xml", "xl/bok.xml")  # fmt: skip
    assert note(opened(annotated(parts, an_error())), "B2")


def test_parts_that_cannot_be_read_are_a_workbook_that_cannot_be_read() -> None:
    for broken in ({}, {**unpack_parts(a_workbook()), "xl/styles.xml": b"<styleSheet"}):
        with pytest.raises(WorkbookError):
            annotated(broken)


@pytest.mark.parametrize("make", [rich.rich_parts, lambda: unpack_parts(a_workbook([a_row()] * 3))])
def test_libreoffice_shows_every_note_and_colour(
    make: Callable[[], dict[str, bytes]], libreoffice: Convert, tmp_path: Path
) -> None:
    path = tmp_path / "kopi.xlsx"
    path.write_bytes(
        pack_parts(annotated(make(), an_error("A2"), an_error("B3"), an_error("D9"), a_warning("C4")))
    )
    book = read(libreoffice(path, "xlsx").read_bytes())
    for cell in ("A2", "B3", "D9"):
        assert "Dette er galt.\nRett det." in str(note(book, cell))
        assert colour(book, cell) == RED
    assert colour(book, "C4") == YELLOW
    assert libreoffice(path, "pdf").stat().st_size > 1000


def test_thousands_of_problems_all_stand_at_their_cells() -> None:
    places = [f"{column}{row}" for row in range(2, 1002) for column in "BC"]
    copy = annotated(a_workbook([a_row()] * 1000), *map(an_error, places))
    book = opened(copy)
    assert all(note(book, place) and colour(book, place) == RED for place in places)
    assert len(listed(copy)) == 3 + len(places)


def test_it_prints_as_far_as_something_is_said() -> None:
    def add_help_of_before(book: Workbook) -> None:
        book["Tiltak"]["G497"].value = "NKPS-tiltakene (til hjelp)"

    copy = opened(annotated(a_workbook([a_row(), a_row()], change=add_help_of_before), an_error("E5")))
    assert copy["Tiltak"].print_area == "'Tiltak'!$A$1:$E$5"
    assert copy["Virksomhet"].print_area == "'Virksomhet'!$A$1:$C$10"
    assert copy["NKPS"].print_area == "'NKPS'!$A$1:$C$17"
