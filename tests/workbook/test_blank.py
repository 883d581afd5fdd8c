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
    assert sheet.cell(2, 1).style == "NKPS påkrevd"
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
    example = rows[[row[0] for row in rows].index(HEADERS[0]) + 1][:5]
    assert parse_workbook(a_workbook([example])).problems == ()
