"""Reading a workbook: what comes out of its cells, and what is said about those that cannot be read."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.checks import check_report
from nkps_reports.report.model import ItemList, Span
from nkps_reports.report.problems import Problem, WorkbookError, has_errors
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.parsing import parse_workbook
from tests.builders import ORGANISATION, ROW, Formula, a_row, a_workbook, at


def problems_of(file: bytes) -> list[Problem]:
    reading = parse_workbook(file)
    return [*reading.problems, *(check_report(reading.report) if reading.report else ())]


def the_problem(file: bytes) -> Problem:
    (problem,) = problems_of(file)
    return problem


def test_a_valid_workbook_is_a_report_without_problems() -> None:
    reading = parse_workbook(a_workbook([ROW, a_row(title="En annen", relation=12)]))
    assert reading.problems == ()
    assert reading.report
    first, second = reading.report.actions
    assert [text.plain for text in first.texts] == [ROW[0], *ROW[2:]]
    assert (first.number, first.row, second.number, second.row) == (1, 2, 2, 3)
    assert first.relation
    assert first.relation.measures == (4, 7)
    assert second.relation
    assert second.relation.measures == (12,)
    assert reading.report.organisation.recipient == "Kunnskapsdepartementet"


@pytest.mark.parametrize(("column", "cell"), list(enumerate(["A3", "B3", "C3", "D3", "E3"])))
@pytest.mark.parametrize("value", [None, "", "  \n\u00a0 "])
def test_each_required_cell_is_missed_at_its_place(column: int, cell: str, value: str | None) -> None:
    row: list[Any] = list(a_row(title="En annen"))
    row[column] = value
    problem = the_problem(a_workbook([ROW, row]))
    assert problem.code is Code.MISSING_VALUE
    assert problem.place.cell == cell
    assert cell in problem.fix


def test_rows_with_nothing_in_them_are_skipped_and_row_numbers_stay_excels_own() -> None:
    file = a_workbook([ROW, (None,) * 5, (" ", None, "\n", None, None), a_row(title="To", relation="99")])
    assert at(problems_of(file), Code.UNKNOWN_MEASURE) == ["B5"]


def test_an_unknown_measure_is_named_and_builds_nothing() -> None:
    problem = the_problem(a_workbook([a_row(relation="4 og 17")]))
    assert (problem.code, problem.found, problem.place.cell) == (Code.UNKNOWN_MEASURE, "17", "B2")
    assert "17" in problem.message
    assert has_errors([problem])


def test_an_unreadable_reference_is_quoted() -> None:
    problem = the_problem(a_workbook([a_row(relation="tiltak 4b")]))
    assert (problem.code, problem.found) == (Code.UNREADABLE_REFERENCE, "tiltak 4b")
    assert "«tiltak 4b»" in problem.message


def test_what_is_quoted_stands_on_one_line_and_is_cut_where_it_is_long() -> None:
    found = "4\n7 " + "og mer " * 100
    problem = the_problem(a_workbook([a_row(relation=found)]))
    assert problem.found == found.strip()
    assert "«4 7 og mer og mer" in problem.message
    assert len(problem.message) < 250


@pytest.mark.parametrize("value", [12, 12.0, "12", "12.", "\u00a012"])
def test_a_measure_is_read_however_excel_stored_it(value: object) -> None:
    report = parse_workbook(a_workbook([a_row(relation=value)])).report
    assert report
    assert report.actions[0].relation
    assert report.actions[0].relation.measures == (12,)


def test_numbers_that_excel_made_a_decimal_are_explained_with_every_reading() -> None:
    problem = the_problem(a_workbook([a_row(relation=4.1)]))
    assert problem.code is Code.NUMBER_AS_DECIMAL
    assert "4,1" in problem.message
    assert "«4 og 1» eller «4 og 10»" in problem.message


def test_numbers_that_excel_made_a_date_are_explained_with_every_reading() -> None:
    problem = the_problem(a_workbook([a_row(relation=datetime(2026, 7, 4))]))
    assert problem.code is Code.NUMBER_AS_DATE
    assert "til datoen 4. juli 2026." in problem.message
    assert "«4 og 7» eller «4–7»" in problem.message


def test_numbers_that_excel_made_a_time_of_day_are_called_so() -> None:
    problem = the_problem(a_workbook([a_row(relation=time(4, 7))]))
    assert problem.code is Code.NUMBER_AS_DATE
    assert "til klokkeslettet 04.07. Det kan ha vært «4 og 7»" in problem.message


def test_a_formula_without_a_saved_result_is_named() -> None:
    problem = the_problem(a_workbook([a_row(description=Formula("=A2&B2"))]))
    assert (problem.code, problem.found) == (Code.FORMULA_WITHOUT_VALUE, "=A2&B2")
    assert problem.place.cell == "D2"


def test_an_error_value_is_named() -> None:
    def break_it(book: Workbook) -> None:
        book["Tiltak"]["C2"].value = "#N/A"
        book["Tiltak"]["C2"].data_type = "e"

    problem = the_problem(a_workbook(change=break_it))
    assert (problem.code, problem.found, problem.place.cell) == (Code.FORMULA_ERROR, "#N/A", "C2")
    # As a Norwegian Excel shows it.
    assert "#I/T" in problem.message


def test_merged_cells_are_one_problem_and_no_missing_values() -> None:
    file = a_workbook([ROW, ROW], change=lambda book: book["Tiltak"].merge_cells("D2:D3"))
    problems = [p for p in problems_of(file) if has_errors([p])]
    assert [(p.code, p.place.cell, p.found) for p in problems] == [(Code.MERGED_CELL, "D2", "D2:D3")]


def test_merged_cells_without_content_are_nobodys_problem() -> None:
    assert problems_of(a_workbook(change=lambda book: book["Tiltak"].merge_cells("A20:E21"))) == []


def test_an_organisation_without_actions_is_no_report() -> None:
    problem = the_problem(a_workbook(rows=()))
    assert problem.code is Code.NO_ACTIONS


def test_actions_without_an_organisation_are_no_report() -> None:
    assert at(problems_of(a_workbook(organisation={})), Code.MISSING_VALUE) == ["B4", "B5"]


def test_a_blank_workbook_is_known_as_one() -> None:
    assert parse_workbook(a_workbook(rows=(), organisation={})).is_blank


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2017, 9, 13), date(2017, 9, 13)),
        ("13.09.2017", date(2017, 9, 13)),
        ("13.9.2017", date(2017, 9, 13)),
        ("13. September 2017", date(2017, 9, 13)),
        (" 8. mai  2017 ", date(2017, 5, 8)),
        ("2017-09-13", date(2017, 9, 13)),
    ],
)
def test_a_report_date_is_read_as_people_write_it(value: object, expected: date) -> None:
    report = parse_workbook(a_workbook(organisation={**ORGANISATION, "Rapportdato": value})).report
    assert report
    assert report.organisation.report_date == expected


@pytest.mark.parametrize("value", ["i fjor", "1/9/17", "8.mai 2017", "2017", 2017, "september 2017"])
def test_a_report_date_that_is_none_is_quoted(value: object) -> None:
    problem = the_problem(a_workbook(organisation={**ORGANISATION, "Rapportdato": value}))
    assert (problem.code, problem.found) == (Code.BAD_DATE, str(value))
    assert problem.message == f"«{value}» kan ikke leses som en dato."


@pytest.mark.parametrize(
    "value", ["31.02.2018", "32.1.18", "30/2/2018", "31. november 2017", "2017-02-29", "13.13.2017"]
)
def test_a_report_date_that_the_calendar_lacks_is_told_as_such(value: str) -> None:
    problem = the_problem(a_workbook(organisation={**ORGANISATION, "Rapportdato": value}))
    assert (problem.code, problem.found) == (Code.BAD_DATE, value)
    assert problem.message == f"«{value}» er en dato som ikke finnes."


@pytest.mark.parametrize("value", ["kari", "kari@", "kari@spekter", "a@b.no; c@d.no", "kari spekter.no"])
def test_an_email_address_that_is_none_is_quoted(value: str) -> None:
    problem = the_problem(a_workbook(organisation={**ORGANISATION, "E-post": value}))
    assert (problem.code, problem.found) == (Code.BAD_EMAIL, value)


@pytest.mark.parametrize("value", ["kari@spekter.no", " kari.nordmann@spekter.no "])
def test_an_email_address_is_accepted(value: str) -> None:
    assert problems_of(a_workbook(organisation={**ORGANISATION, "E-post": value})) == []


def test_a_number_as_period_is_printed_without_decimals() -> None:
    report = parse_workbook(a_workbook(organisation={**ORGANISATION, "Rapporteringsperiode": 2017.0})).report
    assert report
    assert report.organisation.period == "2017"


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (0.5, "0%", "50 %"),
        (1.5, "General", "1,5"),
        (datetime(2017, 9, 13), "dd.mm.yyyy", "13. september 2017"),
        (datetime(2017, 9, 13, 14, 30), "dd.mm.yyyy hh:mm", "13. september 2017 14.30"),
        (2018, "General", "2018"),
        (True, "General", "SANN"),
        (timedelta(hours=26), "[h]:mm", "26:00"),
        (1234567890123456, "0", "1234567890123460"),
        (0.00005, "General", "0,00005"),
        (datetime(2017, 9, 1), "mmm yy", "september 2017"),
        (datetime(2017, 9, 1), '[$-414]d. mmm "dag"', "1. september 2017"),
    ],
)
def test_what_is_no_text_is_printed_as_a_norwegian_writes_it(
    value: object, number_format: str, expected: str
) -> None:
    def set_it(book: Workbook) -> None:
        book["Tiltak"]["E2"].value = value
        book["Tiltak"]["E2"].number_format = number_format

    report = parse_workbook(a_workbook(change=set_it)).report
    assert report
    assert report.actions[0].fields["timing"].plain == expected


def test_headers_and_sheets_are_found_by_name_whatever_their_order_and_spelling() -> None:
    def rearrange(book: Workbook) -> None:
        sheet = book["Tiltak"]
        sheet.title = " tiltak. "
        sheet["B1"].value, sheet["E1"].value = "tidspunkt  OG\nvarighet", "relasjon til NKPS tiltak nr"
        sheet["B2"].value, sheet["E2"].value = ROW[4], ROW[1]
        book.move_sheet(sheet, -2)
        book["Virksomhet"]["A4"].value = "VIRKSOMHET:"
        book["Virksomhet"]["A9"].value = "Epost"

    reading = parse_workbook(a_workbook(change=rearrange))
    assert reading.problems == ()
    assert reading.report
    assert reading.report.actions[0].fields["timing"].plain == ROW[4]


def test_a_table_below_a_title_row_is_found() -> None:
    def push_down(book: Workbook) -> None:
        book["Tiltak"].insert_rows(1, 2)
        book["Tiltak"]["A1"].value = "Våre tiltak i år"

    reading = parse_workbook(a_workbook(change=push_down))
    assert reading.report
    assert len(reading.report.actions) == 1
    assert [(p.code, p.place.cell) for p in reading.problems] == [(Code.UNUSED_SHEET_OR_COLUMN, "A1")]


def test_a_missing_sheet_is_named_with_the_nearest_name_found() -> None:
    def rename(book: Workbook) -> None:
        book["Tiltak"].title = "Tiltakene"

    problem = next(p for p in problems_of(a_workbook(change=rename)) if p.code is Code.MISSING_SHEET)
    assert "«Tiltak»" in problem.message
    assert "«Tiltakene»" in problem.message


@pytest.mark.parametrize(
    ("cell", "text", "expected"),
    [("D1", "Beskrivelse", "Beskrivelse"), ("E1", "Tidspunkt/varighet", "Tidspunkt/varighet")],
)
def test_a_missing_header_is_named_with_the_nearest_name_found(cell: str, text: str, expected: str) -> None:
    def rename(book: Workbook) -> None:
        book["Tiltak"][cell].value = text

    problem = next(p for p in problems_of(a_workbook(change=rename)) if p.code is Code.MISSING_HEADER)
    assert f"«{expected}» i {cell}" in problem.message
    # The column that was meant is not also said to be unused.
    assert Code.UNUSED_SHEET_OR_COLUMN not in {p.code for p in problems_of(a_workbook(change=rename))}


def test_a_required_label_that_is_gone_is_missed() -> None:
    def remove(book: Workbook) -> None:
        book["Virksomhet"]["A5"].value = "Periode"

    problem = next(p for p in problems_of(a_workbook(change=remove)) if p.code is Code.MISSING_HEADER)
    assert "ledeteksten «Rapporteringsperiode»" in problem.message
    assert "«Periode» i A5" in problem.message


def test_a_header_that_stands_twice_is_named_with_both_cells() -> None:
    def repeat(book: Workbook) -> None:
        book["Tiltak"]["F1"].value = "Tiltak"

    problem = next(p for p in problems_of(a_workbook(change=repeat)) if p.code is Code.DUPLICATE_HEADER)
    assert problem.found == "A1 og F1"


def test_extra_sheets_columns_and_fields_are_named_with_what_they_hold() -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("Notater")["B3"].value = "Husk å ringe"
        book["Tiltak"]["G1"].value = "Merknad"
        book["Tiltak"]["G2"].value = "Viktig"
        book["Tiltak"]["H2"].value = "Løst innhold"
        book["Virksomhet"]["A12"].value = "Adresse"
        book["Virksomhet"]["B12"].value = "Storgata 1"
        book["Virksomhet"]["E4"].value = "Lapp"
        book["Veiledning"]["A40"].value = "Egen kladd"
        book["NKPS"]["D5"].value = "Vår kommentar"

    problems = problems_of(a_workbook(change=add))
    assert {p.code for p in problems} == {Code.UNUSED_SHEET_OR_COLUMN}
    places = {(p.place.sheet, p.place.cell): p.message for p in problems}
    assert set(places) == {
        ("Notater", "B3"), ("Tiltak", "G2"), ("Tiltak", "H2"), ("Virksomhet", "B12"), ("Virksomhet", "E4"),
        ("Veiledning", "A40"), ("NKPS", "D5"),
    }  # fmt: skip
    assert "Husk å ringe" in places["Notater", "B3"]
    assert "«Merknad»" in places["Tiltak", "G2"]
    assert "«Adresse»" in places["Virksomhet", "B12"]


def test_rich_text_keeps_its_looks_and_its_characters() -> None:
    rich = CellRichText(
        "- vanlig ", TextBlock(InlineFont(b=True), "fet"), " og ", TextBlock(InlineFont(i=True), "kursiv")
    )
    report = parse_workbook(a_workbook([a_row(description=rich)])).report
    assert report
    (block,) = report.actions[0].description.blocks
    assert isinstance(block, ItemList)
    assert block.items[0].paragraph.spans == (
        Span("vanlig "),
        Span("fet", bold=True),
        Span(" og "),
        Span("kursiv", italic=True),
    )


def test_a_cells_own_hyperlink_is_kept_and_one_that_is_no_web_address_is_named() -> None:
    def link(book: Workbook) -> None:
        book["Tiltak"]["C2"].hyperlink = "https://spekter.no"
        book["Tiltak"]["D2"].hyperlink = "file:///c:/notat.docx"

    file = a_workbook(change=link)
    problem = the_problem(file)
    assert (problem.code, problem.place.cell) == (Code.UNSUPPORTED_LINK, "D2")
    report = parse_workbook(file).report
    assert report
    assert report.actions[0].fields["responsible"].paragraphs[0].spans[0].link == "https://spekter.no"
    assert report.actions[0].description.paragraphs[0].spans[0].link is None


def test_soft_line_breaks_of_word_and_letters_from_a_mac_are_made_one_kind() -> None:
    report = parse_workbook(a_workbook([a_row(description="en_x000B_to_x000D_\ntre a\u030a")])).report
    assert report
    assert [p.plain for p in report.actions[0].description.paragraphs] == ["en", "to", "tre å"]


@pytest.mark.parametrize(("written", "named"), [("_x0007_", "U+0007"), ("\u202e", "U+202E")])
def test_characters_that_no_document_can_hold_are_dropped_and_named(written: str, named: str) -> None:
    problem = the_problem(a_workbook([a_row(description=f"før{written}etter")]))
    assert (problem.code, problem.place.cell, problem.found) == (Code.CONTROL_CHARACTER, "D2", named)


def test_all_problems_come_at_once() -> None:
    rows = [
        a_row(title=None),
        a_row(relation="17"),
        a_row(relation=4.7),
        a_row(relation=datetime(2026, 7, 4)),
        a_row(description=Formula("=1")),
        a_row(relation="4 og 4", title="Ny"),
    ]
    codes = {p.code for p in problems_of(a_workbook(rows, {"Virksomhet": "X", "E-post": "x"}))}
    assert codes >= {
        Code.MISSING_VALUE, Code.UNKNOWN_MEASURE, Code.NUMBER_AS_DECIMAL, Code.NUMBER_AS_DATE,
        Code.FORMULA_WITHOUT_VALUE, Code.REPEATED_MEASURE, Code.DUPLICATE_ACTION, Code.BAD_EMAIL,
    }  # fmt: skip


def test_a_formatted_column_costs_no_rows() -> None:
    def phantom(book: Workbook) -> None:
        book["Tiltak"]["A1048576"].style = "NKPS felt"

    reading = parse_workbook(a_workbook(change=phantom))
    assert reading.report
    assert len(reading.report.actions) == 1


def test_a_saved_result_of_a_formula_is_what_counts() -> None:
    # openpyxl cannot save a result, so the part is written as Excel would have saved it.
    parts = unpack_parts(a_workbook([a_row(responsible=Formula("=A2"))]))
    name = next(name for name, part in parts.items() if b"<f>A2</f>" in part)
    parts[name] = parts[name].replace(b"<f>A2</f><v />", b"<f>A2</f><v>svar</v>")
    parts[name] = parts[name].replace(b"<f>A2</f><v></v>", b"<f>A2</f><v>svar</v>")
    parts[name] = parts[name].replace(b"<f>A2</f><v/>", b"<f>A2</f><v>svar</v>")
    start = parts[name].index(b"<f>A2</f>")
    opening = parts[name].rindex(b"<c ", 0, start)
    cell = parts[name][opening:start]
    parts[name] = parts[name].replace(cell, cell.replace(b">", b' t="str">', 1), 1)
    report = parse_workbook(pack_parts(parts)).report
    assert report
    assert report.actions[0].fields["responsible"].plain == "svar"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Code.UNREADABLE_WORKBOOK),
        (b"Tiltak;Relasjon\nx;4", Code.UNSUPPORTED_FORMAT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Code.PROTECTED_WORKBOOK),
        (b"PK\x03\x04" + bytes(60), Code.UNREADABLE_WORKBOOK),
    ],
)
def test_a_file_that_is_no_workbook_is_told_by_its_content(content: bytes, code: Code) -> None:
    with pytest.raises(WorkbookError) as caught:
        parse_workbook(content)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_truncated_workbook_is_named_as_damaged() -> None:
    file = a_workbook()
    with pytest.raises(WorkbookError) as caught:
        parse_workbook(file[: len(file) // 2])
    assert caught.value.problems[0].code is Code.UNREADABLE_WORKBOOK


@pytest.mark.parametrize(
    ("sheet", "cell"), [("Tiltak", "F2"), ("Tiltak", "F1"), ("Virksomhet", "D5"), ("Virksomhet", "C4")]
)
def test_a_workbook_that_holds_anything_of_its_own_is_not_blank(sheet: str, cell: str) -> None:
    def note(book: Workbook) -> None:
        book[sheet][cell].value = "Husk nord"

    reading = parse_workbook(a_workbook((), {}, note))
    assert not reading.is_blank
    assert cell in at(reading.problems, Code.UNUSED_SHEET_OR_COLUMN)


def test_too_many_rows_are_too_large_and_neither_blank_nor_missing() -> None:
    reading = parse_workbook(a_workbook([ROW] * 5001, {}))
    assert not reading.is_blank
    codes = {problem.code for problem in reading.problems}
    assert Code.TOO_LARGE in codes
    assert Code.NO_ACTIONS not in codes


def test_a_second_sheet_of_the_same_name_is_named() -> None:
    def add(book: Workbook) -> None:
        sheet = book.create_sheet("Tiltak.", 0)
        sheet["A1"].value, sheet["A2"].value = "Tiltak", "Annet"

    reading = parse_workbook(a_workbook(change=add))
    assert reading.report
    assert [action.title.plain for action in reading.report.actions] == [ROW[0]]
    assert "Annet" in "".join(problem.message for problem in reading.problems)


def test_a_link_keeps_the_place_within_its_page() -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    def link(book: Workbook) -> None:
        book["Tiltak"]["D2"].hyperlink = Hyperlink(ref="D2", target="https://a.no/x", location="kap3")

    report = parse_workbook(a_workbook(change=link)).report
    assert report
    assert report.actions[0].description.paragraphs[0].spans[0].link == "https://a.no/x#kap3"


def change_part(file: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with something in one of its sheets as another program would write it."""
    parts = unpack_parts(file)
    (name,) = [name for name in parts if name.startswith("xl/worksheets/sheet") and old in parts[name]]
    parts[name] = parts[name].replace(old, new)
    return pack_parts(parts)


def test_a_formula_whose_result_is_the_empty_text_is_an_empty_cell() -> None:
    file = a_workbook([ROW, (None, None, None, None, Formula("=F9"))])
    xml = unpack_parts(file)["xl/worksheets/sheet3.xml"]
    (cell,) = re.findall(rb'<c r="E3"[^>]*><f>F9</f><v>?(?:</v>|/>)</c>', xml)
    empty = b'<c r="E3" t="str"><f>F9</f><v></v></c>'
    assert problems_of(change_part(file, cell, empty)) == []


def test_a_link_over_a_range_makes_no_actions_of_empty_cells() -> None:
    def link(book: Workbook) -> None:
        book["Tiltak"]["A2"].hyperlink = "https://x.no/"

    file = change_part(a_workbook(change=link), b' ref="A2" r:id', b' ref="A2:A6" r:id')
    assert problems_of(file) == []


@pytest.mark.parametrize(
    ("area", "expected"), [("D2:E2", ["D2"]), ("E2:F2", []), ("E2:E3", ["E2"]), ("A1:B1", [])]
)
def test_merged_cells_matter_where_several_cells_of_the_table_are_one(area: str, expected: list[str]) -> None:
    found = at(
        problems_of(a_workbook([ROW, ROW], change=lambda b: b["Tiltak"].merge_cells(area))), Code.MERGED_CELL
    )
    assert found == expected


def test_a_number_that_begins_the_next_paragraph_is_not_a_measure_named_in_the_last() -> None:
    assert problems_of(a_workbook([a_row(description="Flere NKPS-tiltak\n- 12 kurs")])) == []


def test_a_workbook_saved_by_openpyxl_still_has_what_the_blank_had() -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_workbook()))
    assert book["Tiltak"].tables


PASTED_ROWS = [ROW, (None, None, None, "- Andre", None), (None, None, None, "- Tredje", None)]


def test_pasted_text_is_one_error_at_its_first_cell_and_makes_no_actions() -> None:
    reading = parse_workbook(a_workbook([*PASTED_ROWS, a_row(title="To")]))
    (problem,) = reading.problems
    assert (problem.code, problem.place.cell, problem.found) == (Code.TEXT_IN_NEXT_ROW, "D3", "- Andre")
    assert "D3:D4" in problem.message
    assert "D2" in problem.message
    assert "Dobbeltklikk i D2" in problem.fix
    assert reading.report
    assert [action.title.plain for action in reading.report.actions] == [ROW[0], "To"]


def test_titles_that_were_written_first_are_to_be_filled_in_before_anything_is_emptied() -> None:
    rows = [ROW, ("Neste", None, None, None, None), ("Enda et", None, None, None, None)]
    problem = the_problem(a_workbook(rows))
    assert problem.code is Code.TEXT_IN_NEXT_ROW
    assert problem.fix.startswith("Er det egne rapporteringspunkter, fyller du ut")


def test_a_block_below_a_bullet_warns_that_the_cell_above_may_be_overwritten() -> None:
    rows = [ROW, a_row(title="To", description="\uf0b7\tto"), (None, None, None, "\uf0b7\ttre", None)]
    assert "Kontroller at D3 ikke er blitt skrevet over" in the_problem(a_workbook(rows)).message


def test_a_row_with_more_than_a_text_beside_a_text_is_an_action_that_lacks_something() -> None:
    cells = at(problems_of(a_workbook([ROW, (None, None, "x", "y", "z")])), Code.MISSING_VALUE)
    assert cells == ["A3", "B3"]


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("4 eller 7", "4 og 7"),
        ("Relasjon til NKPS-tiltak nr. 4 (og 7).", "4 og 7"),
        ("7–4", "4–7"),
        ("IV", "«12»"),
        ("tiltak 4b", "«12»"),
        ("4 til ca. 7", "«12»"),
        ("4 eller 99", "«12»"),
    ],
)
def test_a_reference_that_cannot_be_read_is_answered_with_what_was_probably_meant(
    typed: str, advice: str
) -> None:
    problem = next(p for p in problems_of(a_workbook([a_row(relation=typed)])))
    assert problem.code is Code.UNREADABLE_REFERENCE
    assert advice in problem.fix


def test_what_is_wrong_below_a_wrong_header_on_a_renamed_sheet_is_said_at_once() -> None:
    def change(book: Workbook) -> None:
        book["Tiltak"].title = "Våre tiltak"
        book["Våre tiltak"]["B1"].value = "NKPS nr."

    problems = problems_of(a_workbook([a_row(relation="99")], change=change))
    assert {(p.code, p.place.sheet, p.place.cell) for p in problems} == {
        (Code.MISSING_SHEET, "Tiltak", None),
        (Code.MISSING_HEADER, "Våre tiltak", "B1"),
        (Code.UNKNOWN_MEASURE, "Våre tiltak", "B2"),
    }


def test_hidden_rows_that_follow_each_other_are_named_together() -> None:
    def hide(book: Workbook) -> None:
        for row in (3, 4, 6):
            book["Tiltak"].row_dimensions[row].hidden = True

    rows = [a_row(title=str(number)) for number in range(6)]
    problems = problems_of(a_workbook(rows, change=hide))
    assert [(p.code, p.place.cell, p.found) for p in problems] == [
        (Code.HIDDEN_ROW, "A3", "Rad 3–4"),
        (Code.HIDDEN_ROW, "A6", "Rad 6"),
    ]
