"""The control copy: what a user sees in it, and that nothing of the workbook is lost."""

from __future__ import annotations

import io
import re
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem, WorkbookError
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.control.copy import annotate_parts
from tests import rich_workbook as rich
from tests.builders import a_row, a_workbook
from tests.conftest import Convert

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
TIL = "xl/worksheets/sheet3.xml"


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
    parts = unpack_parts(workbook) if isinstance(workbook, bytes) else workbook
    return annotate_parts(parts, problems, "input/spekter-2018.xlsx", summary)


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


def children(part: bytes) -> list[str]:
    return [etree.QName(child).localname for child in etree.fromstring(part)]


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
    sheet = parts["xl/worksheets/sheet5.xml"].decode()
    assert "_x005F_x0041_ \ufffd \ufffd &lt;&amp;&gt; \n slutt" in sheet
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


def test_a_cell_that_is_not_in_the_file_is_made_in_its_place_with_its_columns_look() -> None:
    parts = unpack_parts(a_workbook())
    sheet = (
        f'<worksheet xmlns="{rich.MAIN}"><cols><col min="2" max="3" width="9" style="1"/></cols><sheetData>'
        '<row r="2" spans="1:1"><c r="A2"><v>1</v></c><c r="D2"><v>2</v></c></row>'
        '<row r="6" s="2" customFormat="1"/></sheetData></worksheet>'
    )
    made = annotated({**parts, TIL: sheet.encode()}, *(an_error(cell) for cell in ("B2", "C4", "B6", "A1")))
    rows = etree.fromstring(made[TIL]).find("{*}sheetData")
    assert rows is not None
    assert [(row.get("r"), [cell.get("r") for cell in row]) for row in rows] == [
        ("1", ["A1"]), ("2", ["A2", "B2", "D2"]), ("4", ["C4"]), ("6", ["B6"]),
    ]  # fmt: skip
    old, book = opened(parts), opened(made)
    formats = [old._cell_styles[number] for number in (1, 2)]  # type: ignore[attr-defined]
    new = [book["Tiltak"][cell]._style for cell in ("B2", "B6")]
    assert [style.fontId for style in new] == [style.fontId for style in formats]
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


def test_the_box_of_a_note_is_hidden_and_grows_with_its_text() -> None:
    def height(message: str) -> int:
        vml = annotated(a_workbook([a_row()] * 40), an_error("A5", message=message))[
            "xl/drawings/vmlDrawing1.vml"
        ]
        assert b"visibility:hidden" in vml
        anchor = re.search(rb"<x:Anchor>(.*?)<", vml)
        assert anchor
        numbers = [int(number) for number in anchor[1].split(b",")]
        return (numbers[6] - numbers[2]) * 1000 + numbers[7]

    assert height("ord " * 300) > height("ord")


def test_thousands_of_notes_have_numbers_of_their_own() -> None:
    problems = [an_error(f"B{row}") for row in range(2, 2502)]
    vml = annotated(rich.rich_parts(), *problems, an_error("B4", "Virksomhet"))
    shapes = [
        shape
        for name in vml
        if name.endswith(".vml")
        for shape in re.findall(rb'shape id="(_x0000_s\d+)"', vml[name])
    ]
    assert len(shapes) == len(set(shapes)) == 2500 + 3 + 1
    blocks = {int(shape.removeprefix(b"_x0000_s")) // 1024 for shape in shapes}
    mapped = b",".join(
        re.findall(rb'idmap [^>]*data="([\d,]+)"', b"".join(v for n, v in vml.items() if ".vml" in n))
    )
    assert sorted(map(int, mapped.split(b","))) == sorted(blocks)


def test_every_sheet_is_protected_without_a_password_and_no_cell_is_unlocked() -> None:
    book = opened(annotated(a_workbook(), an_error()))
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)
    assert not book["Tiltak"].protection.formatColumns


def test_a_sheet_that_is_protected_keeps_its_protection() -> None:
    def protect(book: Workbook) -> None:
        book["Tiltak"].protection.set_password("hemmelig")
        book["Tiltak"].protection.enable()

    book = opened(annotated(a_workbook(change=protect), an_error()))
    assert (
        book["Tiltak"].protection.password
        == opened(unpack_parts(a_workbook(change=protect)))["Tiltak"].protection.password
    )


def test_names_of_a_sheet_still_belong_to_it() -> None:
    parts = unpack_parts(a_workbook())
    before = opened(parts)["Tiltak"]
    after = opened(annotated(parts, an_error()))["Tiltak"]
    assert after.print_area == before.print_area
    assert after.print_title_rows == before.print_title_rows == "$1:$1"


def canonical(element: etree._Element | None) -> bytes:
    assert element is not None
    return etree.tostring(element, method="c14n")


def is_added(element: etree._Element) -> bool:
    """Whether the copy put an element on the sheet: its protection, and its colours over conditional ones."""
    name = etree.QName(element).localname
    return name == "sheetProtection" or "TRUE" in (element.findtext("{*}cfRule/{*}formula") or "")


def test_colours_of_the_copy_come_before_the_workbooks_conditional_ones() -> None:
    copy = annotated(a_workbook(), an_error("B2"), a_warning("D2"), an_error("C5"))
    sheet = etree.fromstring(copy[TIL])
    rules = {
        rule.get("priority"): (looks.get("sqref"), rule.get("dxfId"))
        for looks in sheet.iter("{*}conditionalFormatting")
        for rule in looks
    }
    assert rules["1"][0] == "B2 C5"
    assert rules["2"][0] == "D2"
    assert len(rules) == len(list(sheet.iter("{*}cfRule")))
    looks = etree.fromstring(copy["xl/styles.xml"]).find("{*}dxfs")
    assert looks is not None
    colours = [looks[int(rules[priority][1] or 0)].find(".//{*}bgColor") for priority in ("1", "2")]
    assert [colour.get("rgb") for colour in colours if colour is not None] == ["FFFFC7CE", "FFFFEB9C"]


def test_nothing_of_a_rich_workbook_is_lost() -> None:
    parts = rich.rich_parts()
    copy = annotated(parts, an_error("A2"), an_error("B2"), an_error("C2"))
    changed = {name for name in parts if copy[name] != parts[name]}
    assert set(parts) <= set(copy)
    assert {name for name in changed if "worksheets/sheet" not in name} == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        rich.COMMENTS, rich.THREADS, rich.PERSONS, rich.VML,
    }  # fmt: skip
    assert set(copy) - set(parts) == {"xl/worksheets/sheet5.xml"}
    before, after = etree.fromstring(parts[TIL]), etree.fromstring(copy[TIL])
    kept = [element for element in after if not is_added(element)]
    assert [element.tag for element in kept] == [element.tag for element in before]
    assert len(after) == len(before) + 2
    for rule in after.iter("{*}cfRule"):
        # The two rules of the copy's own colours come before those of the workbook.
        rule.set("priority", str(int(rule.get("priority", "2")) - 2))
    for element, same in zip(before, kept, strict=True):
        if etree.QName(element).localname != "sheetData":
            assert canonical(same) == canonical(element)
    one, other = opened(parts)["Tiltak"], opened(copy)["Tiltak"]
    assert [cell.value for row in one for cell in row] == [cell.value for row in other for cell in row]
    assert b"macroEnabled.main+xml" in copy["[Content_Types].xml"]


def test_form_controls_and_their_text_stay_in_the_drawing_that_notes_share() -> None:
    vml = annotated(rich.rich_parts(), an_error("B2"))[rich.VML]
    start, end = rich.DRAWN.encode().split(b'data="3"')
    assert vml.startswith(start)
    assert end.removesuffix(b"</xml>") in vml
    assert vml.count(b'ObjectType="Note"') == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_drawing_in_another_encoding_or_without_an_end_gets_its_boxes(encoding: str) -> None:
    drawing = '<w xmlns:q="urn:schemas-microsoft-com:vml"/>'.encode(encoding)
    vml = annotated({**rich.rich_parts(), rich.VML: drawing}, an_error("B2"))[rich.VML]
    shapes = etree.fromstring(vml)
    assert [etree.QName(shape).localname for shape in shapes] == ["shapelayout", "shapetype", "shape"]
    assert etree.QName(shapes[2]).namespace == "urn:schemas-microsoft-com:vml"


def test_a_note_without_text_and_one_without_a_box_get_them() -> None:
    parts = edited(rich.rich_parts(), rich.COMMENTS, "<text><t>Husk dette</t></text>", "")
    copy = annotated({**parts, rich.VML: b"<xml></xml>"}, an_error("A2"))
    assert note(opened(copy), "A2") == "Dette er galt.\nRett det."
    assert copy[rich.VML].count(b'ObjectType="Note"') == 1


def test_a_box_passes_hidden_columns_and_rows() -> None:
    def hide(book: Workbook) -> None:
        book["Tiltak"].column_dimensions["C"].hidden = True
        book["Tiltak"].row_dimensions[3].hidden = True

    vml = annotated(a_workbook(change=hide), an_error("B3"))["xl/drawings/vmlDrawing1.vml"]
    anchor = re.search(rb"<x:Anchor>2, 15, 1, 2, (\d+), \d+, (\d+), \d+<", vml)
    assert anchor
    assert int(anchor[1]) > 2
    assert int(anchor[2]) < 5


def test_a_note_that_is_there_keeps_its_text_and_author_and_gets_a_larger_box() -> None:
    copy = annotated(rich.rich_parts(), an_error("A2"))
    book = opened(copy)
    assert note(book, "A2") == "Husk dette\n\nKontroll: Dette er galt.\nRett det."
    assert book["Tiltak"]["A2"].comment.author == "Kari"
    assert copy[rich.VML].count(b'ObjectType="Note"') == 2
    assert copy[rich.VML].count(b"1, 1, 1, 1, 2, 2, 2, 2") == 1


def test_a_conversation_on_a_cell_gets_a_reply() -> None:
    copy = annotated(rich.rich_parts(), an_error("C2"))
    first, reply = etree.fromstring(copy[rich.THREADS])
    assert reply.get("parentId") == first.get("id")
    assert reply[0].text == "Dette er galt.\nRett det."
    persons = [person.get("displayName") for person in etree.fromstring(copy[rich.PERSONS])]
    assert persons == ["Kari", "nkps-reports"]


def test_sheets_that_need_no_change_are_the_same_bytes() -> None:
    parts = unpack_parts(a_workbook())
    copy = annotated(parts, an_error())
    assert copy["xl/worksheets/sheet4.xml"] == parts["xl/worksheets/sheet4.xml"]
    assert copy["docProps/app.xml"] == parts["docProps/app.xml"]


def test_a_legacy_drawing_comes_before_alternatives_that_hold_controls() -> None:
    parts = unpack_parts(a_workbook())
    controls = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent><tableParts'
    )
    names = children(annotated(edited(parts, TIL, "<tableParts", controls), an_error())[TIL])
    assert names[-3:] == ["legacyDrawing", "AlternateContent", "tableParts"]


def test_a_strict_workbook_stays_strict() -> None:
    copy = annotated(rich.strict_parts(unpack_parts(a_workbook())), an_error())
    texts = b"".join(
        part for name, part in copy.items() if name.startswith("xl/") and name != "xl/theme/theme1.xml"
    )
    assert b"schemas.openxmlformats.org/spreadsheetml" not in texts
    assert b"schemas.openxmlformats.org/officeDocument/2006/relationships" not in texts
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in texts


def test_a_workbook_part_of_another_name_is_found() -> None:
    parts = unpack_parts(a_workbook())
    parts["xl/bok.xml"] = parts.pop("xl/workbook.xml")
    parts["xl/_rels/bok.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
    parts = edited(edited(parts, "_rels/.rels", "xl/workbook.xml", "xl/bok.xml"),
                   "[Content_Types].xml", "xl/workbook.xml", "xl/bok.xml")  # fmt: skip
    assert note(opened(annotated(parts, an_error())), "B2")


def test_a_chart_sheet_among_the_sheets_stays_and_is_no_longer_selected() -> None:
    def add(book: Workbook) -> None:
        chart = BarChart()
        chart.add_data(Reference(book["NKPS"], min_col=1, min_row=2, max_row=5))
        book.create_chartsheet("Figur", 1).add_chart(chart)

    copy = annotated(a_workbook(change=add), an_error())
    assert opened(copy).sheetnames == ["Kontroll", "Veiledning", "Figur", "Virksomhet", "Tiltak", "NKPS"]
    assert b'tabSelected="1"' not in copy["xl/chartsheets/sheet1.xml"]


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


def test_five_thousand_problems_take_seconds_and_not_minutes() -> None:
    parts = unpack_parts(a_workbook([a_row()] * 5000))
    problems: Sequence[Problem] = [an_error(f"{column}{row}") for row in range(2, 2502) for column in "BG"]
    begun = time.perf_counter()
    annotated(parts, *problems)
    assert time.perf_counter() - begun < 10
