"""Workbooks made before our words changed: what they came with is nobody's content, what was typed in is."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from nkps_reports.jobs.build import write_blank_workbook
from nkps_reports.report import strategy
from nkps_reports.report.cell_text import CellText
from nkps_reports.report.grammar import cut
from nkps_reports.report.markup import Run
from nkps_reports.report.problems import OutputError
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.form import FIELDS
from nkps_reports.workbook.reading.own_texts import known_checksums
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.reading.structure import label_keys
from nkps_reports.workbook.schema import ORGANISATION_LABELS
from nkps_reports.workbook.writing.blank import render_workbook
from tests import ROOT
from tests.builders import ROW
from tests.conftest import Convert

# As it was handed out before a workbook carried checksums of its texts.
HANDED_OUT = (ROOT / "tests/source/template-2026-11.xlsx").read_bytes()
PLACES = [
    ("Tiltak", "G12"),
    ("Tiltak", "H3"),
    ("Veiledning", "A5"),
    ("Veiledning", "A40"),
    ("NKPS", "B5"),
    ("NKPS", "D5"),
    ("Virksomhet", "A2"),
    ("Virksomhet", "C4"),
]


@contextmanager
def worded(mark: str, folder: Path) -> Iterator[None]:
    """The workbook's words are others: those of the measures, the guide, headers, labels and defaults."""
    strategi = folder / f"{mark}.toml"
    source = strategy.SOURCE.read_text(encoding="utf-8")
    strategi.write_text(source.replace('text = "', f'text = "{mark}: '), encoding="utf-8")
    columns = tuple(replace(column, header=f"{mark} {column.key}") for column in FIELDS)
    labels = tuple(
        replace(label, label=f"{mark} {label.key}", default=label.default and mark)
        for label in ORGANISATION_LABELS
    )
    lines = (CellText((Run(f"{mark} en"),)), CellText((Run(f"{mark} to"),)))
    others = {
        "FIELDS": columns,
        "ORGANISATION_LABELS": labels,
        "GUIDE_STEPS": lines[:1],
        "GUIDE_TEXT": lines[1:],
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strategy, "SOURCE", strategi)
        patch.setattr(words, "HEADER_HELP", f"{mark} hjelp")
        for module in [each for name, each in sys.modules.items() if name.startswith("nkps_reports.work")]:
            for name in others.keys() & vars(module).keys():
                patch.setattr(module, name, others[name])
        forget()
        assert read_measures()[0].text.startswith(mark)
        yield
    forget()


def forget() -> None:
    """What was found out from other words."""
    read_measures.cache_clear()
    known_checksums.cache_clear()
    label_keys.cache_clear()


@pytest.fixture(params=["handed out", "in other words"])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    """A blank workbook that was made before the words changed."""
    if request.param == "handed out":
        return HANDED_OUT
    with worded("Før", tmp_path):
        return render_workbook()


@pytest.fixture
def changed_words(blank: bytes, tmp_path: Path) -> Iterator[None]:
    """Other words than those the blank workbook was made with."""
    with worded("Nå", tmp_path):
        yield


def changed(file: bytes, change: Callable[[Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(file))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def fill_in(book: Workbook) -> None:
    for column, value in enumerate(ROW, start=1):
        book["Tiltak"].cell(2, column).value = value
    book["Virksomhet"]["B4"].value, book["Virksomhet"]["B5"].value = "Spekter", "2017"


@pytest.mark.usefixtures("changed_words")
def test_a_blank_made_before_our_words_changed_is_still_blank(blank: bytes) -> None:
    assert parse_workbook(blank).is_untouched


@pytest.mark.usefixtures("changed_words")
def test_a_workbook_made_before_our_words_changed_has_no_new_warning(blank: bytes) -> None:
    reading = parse_workbook(changed(blank, fill_in))
    assert reading.problems == ()
    assert reading.report
    assert reading.report.organisation.name == "Spekter"
    assert [action.fields["timing"].plain for action in reading.report.actions] == [ROW[4]]


@pytest.mark.usefixtures("changed_words")
@pytest.mark.parametrize(("sheet", "cell"), PLACES)
def test_what_was_typed_over_or_beside_our_words_is_named(blank: bytes, sheet: str, cell: str) -> None:
    def type_in(book: Workbook) -> None:
        fill_in(book)
        book[sheet][cell].value = "Husk å ringe"

    (problem,) = parse_workbook(changed(blank, type_in)).problems
    assert (problem.place.sheet, problem.place.cell) == (sheet, cell)
    assert "Husk å ringe" in problem.message


def test_our_own_words_typed_beside_a_label_are_somebodys() -> None:
    def type_in(book: Workbook) -> None:
        book["Virksomhet"]["B4"].value = words.LABEL_NAME
        book["Virksomhet"]["B8"].value = words.HELP_CONTACT

    assert not parse_workbook(changed(render_workbook(), type_in)).is_blank


@pytest.mark.usefixtures("changed_words")
def test_saved_anew_by_other_programs_it_is_still_blank(
    blank: bytes, tmp_path: Path, libreoffice: Convert
) -> None:
    path = tmp_path / "mal.xlsx"
    path.write_bytes(blank)
    assert parse_workbook(libreoffice(path, "xlsx").read_bytes()).is_untouched


@pytest.mark.usefixtures("changed_words")
def test_of_all_that_a_program_may_drop_only_the_cells_are_needed(blank: bytes) -> None:
    kept = Workbook()
    kept.remove(kept.worksheets[0])
    for sheet in openpyxl.load_workbook(io.BytesIO(blank)).worksheets:
        copy = kept.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    copy.cell(cell.row, cell.column).value = cell.value
    saved = io.BytesIO()
    kept.save(saved)
    assert parse_workbook(saved.getvalue()).is_untouched


@pytest.mark.usefixtures("changed_words")
def test_the_blank_workbook_is_written_over_one_with_yesterdays_words(blank: bytes, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(blank)
    write_blank_workbook(path)
    assert path.read_bytes() == render_workbook() != blank


@pytest.mark.usefixtures("changed_words")
def test_the_blank_workbook_is_not_written_over_a_note_in_the_guide(blank: bytes, tmp_path: Path) -> None:
    def note(book: Workbook) -> None:
        book["Veiledning"]["A12"].value = "Husk å ringe"

    path = tmp_path / "template.xlsx"
    path.write_bytes(changed(blank, note))
    with pytest.raises(OutputError):
        write_blank_workbook(path)


@pytest.mark.usefixtures("changed_words")
def test_another_header_than_it_was_made_with_is_missed(blank: bytes) -> None:
    def rename(book: Workbook) -> None:
        fill_in(book)
        book["Tiltak"]["D1"].value = "Noe annet"

    (problem,) = parse_workbook(changed(blank, rename)).problems
    assert (problem.code, problem.place.cell) == (Code.MISSING_HEADER, "D1")


def test_words_added_to_the_list_of_checksums_are_named() -> None:
    def add(book: Workbook) -> None:
        guide = book["Veiledning"]
        (row,) = [row for row, shown in guide.row_dimensions.items() if shown.hidden]
        guide.cell(row, 1).value = f"{guide.cell(row, 1).value} Husk å ringe"

    assert not parse_workbook(changed(render_workbook(), add)).is_untouched


def test_the_example_of_the_guide_is_somebodys_words_in_another_sheet() -> None:
    def repeat(book: Workbook) -> None:
        book["Virksomhet"]["E4"].value = "4 og 7"

    assert not parse_workbook(changed(render_workbook(), repeat)).is_blank


def test_help_of_before_is_known_without_the_list_of_checksums() -> None:
    # As it stood beside the table, in merged cells, until the short names came in its place.
    help_of_before = "\n".join(f"{measure.number}  {cut(measure.text, 45)}" for measure in read_measures())

    def put_help_of_before(book: Workbook) -> None:
        fill_in(book)
        sheet = book["Tiltak"]
        for column in "GHI":
            sheet[f"{column}1"].value = None
        sheet["G1"].value = "NKPS-tiltakene (til hjelp)"
        for row in range(2, 502, 5):
            sheet[f"G{row}"].value = help_of_before
            sheet.merge_cells(f"G{row}:G{row + 4}")
        del book["Veiledning"]

    assert parse_workbook(changed(render_workbook(), put_help_of_before)).problems == ()


def test_letters_and_numbers_as_around_the_guides_picture_are_somebodys_in_another_sheet() -> None:
    def note(book: Workbook) -> None:
        fill_in(book)
        book.create_sheet("Notater")["A1"].value = "A"

    (problem,) = parse_workbook(changed(render_workbook(), note)).problems
    assert (problem.code, problem.place.sheet) == (Code.UNUSED_SHEET_OR_COLUMN, "Notater")


def test_a_guide_of_another_name_is_still_ours() -> None:
    def rename(book: Workbook) -> None:
        book["Veiledning"].title = "Les meg"

    assert parse_workbook(changed(render_workbook(), rename)).is_untouched
