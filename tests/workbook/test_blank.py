"""The blank workbook: what the contract says stands in it, and what makes it good to write in."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl import Workbook

from nkps_reports.report.strategy import read_measures
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.writing.blank import render_workbook
from tests import ROOT
from tests.builders import a_workbook
from tests.shipped import render_shipped_workbook
from tests.source_document import shipped_rows

HEADERS = [
    "Tiltak",
    "Relasjon til NKPS-tiltak nr.",
    "Ansvarlig og samarbeidspartnere",
    "Beskrivelse av tiltaket (maks en halv side)",
    "Tidspunkt og varighet",
]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_workbook()))


def test_the_committed_blank_workbook_is_the_one_the_schema_makes() -> None:
    assert (ROOT / "input/template.xlsx").read_bytes() == render_workbook()


def test_the_shipped_workbook_holds_the_eight_actions_of_the_source_document() -> None:
    shipped = openpyxl.load_workbook(ROOT / "input/spekter-2017.xlsx")["Tiltak"]
    cells = [[cell.value for cell in row] for row in shipped.iter_rows(min_row=2, max_row=10, max_col=5)]
    assert cells == [*shipped_rows(), [None] * 5]
    assert (ROOT / "input/spekter-2017.xlsx").read_bytes() == render_shipped_workbook()


def test_the_sheets_stand_in_the_contracts_order(book: Workbook) -> None:
    assert book.sheetnames == ["Veiledning", "Virksomhet", "Tiltak", "NKPS"]


def test_the_headers_are_the_contracts(book: Workbook) -> None:
    assert [cell.value for cell in book["Tiltak"][1]][:5] == HEADERS


def test_the_organisations_labels_are_the_contracts_with_help_beside_each(book: Workbook) -> None:
    rows = {row[0].value: row for row in book["Virksomhet"].iter_rows(min_row=4, max_row=10)}
    assert list(rows) == [
        "Virksomhet", "Rapporteringsperiode", "Rapportdato", "Mottaker", "Kontaktperson", "E-post", "Målform",
    ]  # fmt: skip
    assert [row[1].value for row in rows.values()] == [None] * 3 + ["Kunnskapsdepartementet"] + [None] * 3
    assert all(row[2].value for row in rows.values())
    assert "medlem" in str(rows["Virksomhet"][2].value)


def test_the_catalogue_is_there_for_reference_and_protected(book: Workbook) -> None:
    sheet = book["NKPS"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["NKPS-tiltak nr.", "NKPS-tiltak", "Hovedansvarlig"]
    assert rows[1:] == [[m.number, m.text, m.responsible or "ikke oppgitt"] for m in read_measures()]
    assert sheet.protection.sheet
    assert not sheet.protection.password


def test_the_table_is_fit_for_writing(book: Workbook) -> None:
    sheet = book["Tiltak"]
    assert sheet.freeze_panes == "B2"
    (table,) = sheet.tables.values()
    assert table.ref.startswith("A1:E")
    assert table.tableStyleInfo.name
    assert all(sheet.cell(500, column).number_format == "@" for column in (1, 2, 3, 4, 5))
    assert all(sheet.cell(2, column).alignment.wrap_text for column in (1, 2, 3, 4, 5))
    assert sheet.cell(2, 1).style == "NKPS felt"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$1:$1"


def test_each_column_says_what_belongs_in_it_while_a_cell_is_chosen(book: Workbook) -> None:
    prompts = {
        str(validation.sqref).partition(":")[0]: validation
        for validation in book["Tiltak"].data_validations.dataValidation
    }
    assert sorted(prompts) == ["A2", "B2", "C2", "D2", "E2"]
    for validation in prompts.values():
        assert validation.showInputMessage
        # Excel refuses the file where they are longer.
        assert 0 < len(validation.promptTitle) <= 32
        assert 0 < len(validation.prompt) <= 255


def test_rows_grow_with_what_is_typed() -> None:
    parts = openpyxl.load_workbook(io.BytesIO(render_workbook()))["Tiltak"].row_dimensions
    assert parts[2].height
    with zipfile.ZipFile(io.BytesIO(render_workbook())) as archive:
        assert b"customHeight" not in archive.read("xl/worksheets/sheet3.xml").partition(b"<sheetData>")[2]


def test_excel_marks_no_measure_number_as_a_fault() -> None:
    with zipfile.ZipFile(io.BytesIO(render_workbook())) as archive:
        sheet = archive.read("xl/worksheets/sheet3.xml").decode()
    assert '<ignoredError sqref="A2:E501" numberStoredAsText="1"/>' in sheet
    # Where the standard wants it: after the page set-up, before the table.
    assert sheet.index("<headerFooter") < sheet.index("<ignoredErrors") < sheet.index("<tableParts")


def test_a_text_that_begins_like_a_formula_is_written_as_text() -> None:
    file = render_workbook({"name": "=1+1", "period": "2017"}, [["=A1", "4", "+x", "-y", "@z"]])
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert book["Tiltak"]["A2"].data_type == "s"
    assert book["Virksomhet"]["B4"].value == "=1+1"


def test_the_example_in_the_guide_is_one_the_reader_accepts(book: Workbook) -> None:
    rows = list(book["Veiledning"].iter_rows(values_only=True))
    example = rows[[row[1] for row in rows].index(HEADERS[0]) + 1][1:6]
    assert parse_workbook(a_workbook([example])).problems == ()


def test_the_guide_has_a_picture_of_a_filled_in_row_made_of_cells(book: Workbook) -> None:
    sheet = book["Veiledning"]
    rows = list(sheet.iter_rows(max_col=6, values_only=True))
    place = [row[1] for row in rows].index(HEADERS[0])
    assert rows[place - 1] == (None, "A", "B", "C", "D", "E")
    assert rows[place] == (1, *HEADERS)
    assert rows[place + 1][:3] == (2, "Arrangere «Møteplass lærebedrifter».", "4 og 7")
    assert str(rows[place + 2][4]).startswith("↑ Bindestrek og mellomrom først på linjen gir kulepunkt.")
    assert sheet.cell(place + 2, 4).alignment.wrap_text
    assert sheet.protection.sheet
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)


def test_the_guide_is_one_screen_and_its_lines_run_on_over_empty_cells(book: Workbook) -> None:
    sheet = book["Veiledning"]
    heights_pt = [row.height for row in sheet.row_dimensions.values() if not row.hidden]
    zoom = int(sheet.sheet_view.zoomScale or 100) / 100
    assert sum(height or 0 for height in heights_pt) / 0.75 * zoom < 1080 - 400
    for row in sheet.iter_rows():
        if isinstance(row[0].value, str) and not sheet.row_dimensions[row[0].row or 0].hidden:
            assert not any(cell.value for cell in row[1:])
            # At 1.2 letters to a character of the width, no line is longer than the picture is wide.
            width = sum(sheet.column_dimensions[letter].width for letter in "ABCDEF")
            assert len(row[0].value) < width * 1.2


def test_the_catalogue_has_air_in_its_rows(book: Workbook) -> None:
    sheet = book["NKPS"]
    for row, measure in enumerate(read_measures(), start=2):
        # A letter takes 0.86 of a character of the width.
        lines = -(-len(measure.text) * 0.86 // sheet.column_dimensions["B"].width)
        assert (sheet.row_dimensions[row].height or 0) >= lines * 15 + 15
        assert {sheet.cell(row, column).alignment.vertical for column in (1, 2, 3)} == {"center"}


def test_the_organisations_fields_look_alike_and_its_help_is_not_cut(book: Workbook) -> None:
    sheet = book["Virksomhet"]
    assert {sheet.cell(row, 2).style for row in range(4, 11)} == {"NKPS svar"}
    for row in range(4, 11):
        lines = -(-len(str(sheet.cell(row, 3).value)) * 0.86 // sheet.column_dimensions["C"].width)
        assert (sheet.row_dimensions[row].height or 0) >= lines * 15 + 10


def test_no_cells_are_merged(book: Workbook) -> None:
    assert not any(sheet.merged_cells.ranges for sheet in book.worksheets)
