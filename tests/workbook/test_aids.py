"""What helps while somebody fills in the workbook: it refuses, marks, shows and never stands in the way."""

from __future__ import annotations

import io
import itertools
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.formatting.formatting import ConditionalFormatting
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.report.references import DASHES, INVISIBLE, parse_references
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.writing.aids import relation_formula
from nkps_reports.workbook.writing.blank import render_workbook
from tests.builders import ROW, a_row, a_workbook, at
from tests.conftest import Convert

SPACES = [chr(code) for code in range(0x10000) if chr(code).isspace()]
# What no cell can hold, and what a program that reads XML makes a line feed.
STORABLE = [space for space in SPACES if space in "\t\n" or ord(space) > 0x1F]
ALWAYS_ACCEPTED = [
    "12", "4 og 7", "4, 7", "4,7", "4 og 7.", "nr. 4, 6 og 7", "nr 12.", "NR. 4 OG 7", "Nr.4", "4–7", "4-7",
    "4 – 7", "7 og 4", "4 og 4", "4 og 17", "1, 2 og 3–5, og 9", " 4", "4 ", "4\n", "nr.\n4\tog\u00a07 .",
    "4;7", "4/7", "4 & 7", "4+7", "4\n7", "4. og 7.", "4 til 7", "4 til og med 7", "4 t.o.m. 7", "4 tom 7",
    *(f"4 {dash} 7" for dash in DASHES), "tiltak 4", "Tiltakene 4 og 7", "tiltaka 4, 7", "tiltaket 4",
    "NKPS 4 og 7", "NKPS-tiltak nr. 4 og NKPS-tiltak nr. 7", "nr 4, nr 7", "nummer 4", "Tiltak nr.: 4",
    "Punkt 4", "punkta 4 og 7", "punktene 4 og 7", "pkt. 4", "Relasjon til NKPS-tiltak nr. 4 og 7",
    "relasjonar til tiltak: 4", "RELASJONER TIL NKPS 4", "Relasjonen til tiltaket 4",
]  # fmt: skip
IMPOSSIBLE: list[Any] = [
    "tiltak 4b", "4 og kanskje 7", "abc", "og", "nr.", "tiltak", "IV", "(4)", "4b", "alle", "?", "-", " ",
    "\u00a0", "4²", "٤", "ca. 4", "4 til ca. 7", "4 = 7", "#4", "4?", "4_7", "4 av 7",
    "Spekter har ansvaret for 4.", 4.7, 4, date(2026, 7, 4), True, None,
]  # fmt: skip


def accepted_forms() -> Iterator[str]:
    """Relations in every form the reader accepts, with every character it passes over."""
    yield from ALWAYS_ACCEPTED
    for space in STORABLE:
        yield f"{space}nr.{space}4{space},{space}6{space}OG{space}7–9{space}.{space}"
    written = "nr. 4, 6 og 7–9."
    for unseen, place in itertools.product(INVISIBLE, range(len(written) + 1)):
        yield written[:place] + unseen + written[place:]
    chance = random.Random(4)  # noqa: S311 - no secret
    for _ in range(400):
        yield _form(chance)


def _form(chance: random.Random) -> str:
    def gap() -> str:
        return "".join(chance.choices([*STORABLE, *INVISIBLE, " ", " "], k=chance.randint(0, 2)))

    items = []
    for _ in range(chance.randint(1, 6)):
        low = chance.randint(0, 120)
        dash = chance.choice("-–")
        # A dash that begins a line is a list's.
        before, after = ("".join(gap().splitlines()) for _ in range(2))
        items.append(
            chance.choice([str(low), f"{low}{before}{dash}{after}{low + chance.randint(1, 99)}"]) + gap()
        )
    separators = [",", ", ", f" {chance.choice(['og', 'OG', 'Og'])} ", f", og{gap()} "]
    listed = items[0] + "".join(chance.choice(separators) + gap() + item for item in items[1:])
    prefix = chance.choice(["", "", "nr ", "nr.", "Nr. ", "NR."])
    return gap() + prefix + gap() + listed + chance.choice(["", ".", " ."]) + gap()


@pytest.fixture(scope="module")
def sheet() -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(render_workbook()))["Tiltak"]


def relation_validation(sheet: Worksheet) -> DataValidation:
    validations: list[DataValidation] = sheet.data_validations.dataValidation
    (validation,) = [validation for validation in validations if validation.type == "custom"]
    return validation


def rules(sheet: Worksheet) -> dict[str, ConditionalFormatting]:
    return {str(found.sqref): found for found in sheet.conditional_formatting}


def test_the_cell_for_measures_takes_every_form_that_is_read_and_refuses_what_can_be_none(
    tmp_path: Path, libreoffice: Convert
) -> None:
    cases = [*accepted_forms(), *IMPOSSIBLE]
    book = Workbook()
    sheet = book.worksheets[0]
    for row, case in enumerate(cases, start=1):
        sheet.cell(row, 2).value = case
        sheet.cell(row, 300).value = "=" + relation_formula(f"B{row}")
    path = tmp_path / "cases.xlsx"
    book.save(path)
    calculated = openpyxl.load_workbook(libreoffice(path, "xlsx"), data_only=True).worksheets[0]
    taken = [calculated.cell(row, 300).value for row in range(1, len(cases) + 1)]
    wrong = [(case, took) for case, took in zip(cases, taken, strict=True) if took is (case in IMPOSSIBLE)]
    readable = [case for case in cases if isinstance(case, str) and parse_references(case) is not None]
    assert set(taken) == {True, False}
    assert len(readable) == len(cases) - len(IMPOSSIBLE)
    assert wrong == []


def test_the_cell_for_measures_is_refused_in_norwegian_and_at_once(sheet: Worksheet) -> None:
    validation = relation_validation(sheet)
    assert str(validation.sqref) == "B2:B501"
    assert validation.formula1 == relation_formula("B2")
    assert validation.errorStyle == "stop"
    assert validation.showErrorMessage
    assert validation.allow_blank
    assert "«4 og 7»" in str(validation.error)
    # Excel calls the file damaged where they are longer.
    assert len(str(validation.formula1)) <= 255
    assert len(str(validation.errorTitle)) <= 32
    assert len(str(validation.error)) <= 225
    assert "INDIRECT" not in str(validation.formula1)
    assert "{" not in str(validation.formula1)


def test_every_prepared_cell_is_watched_by_one_set_of_rules(sheet: Worksheet) -> None:
    assert set(rules(sheet)) == {"A2:C501 E2:E501", "D2:D501"}


LONG = "Ord " * 600
LOOKS: list[tuple[str, tuple[Any, ...], list[str]]] = [
    ("nothing", (), ["", "", "", "", ""]),
    ("white space only", (" ", None, "\n\u00a0", None, None), ["", "", "", "", ""]),
    ("everything", ROW, ["", "", "", "", ""]),
    ("one cell", ("Tittel",), ["begun", "gap", "gap", "gap", "gap"]),
    ("a gap", a_row(responsible=" \n"), ["begun", "begun", "gap", "begun", "begun"]),
    ("not yet long", a_row(description=LONG[:1900]), ["", "", "", "", ""]),
    ("nearly long", a_row(description=LONG[:1901]), ["", "", "", "near", ""]),
    ("long", a_row(description=LONG[:2201]), ["", "", "", "over", ""]),
    ("long by its lines", a_row(description="Ord\n" * 27 + "Ord"), ["", "", "", "over", ""]),
    ("long by no blank lines", a_row(description="Ord\n\n" * 20 + "Ord"), ["", "", "", "", ""]),
    ("long with a gap", a_row(description=LONG, timing=None), ["begun", "begun", "begun", "over", "gap"]),
]


def test_a_begun_row_its_gaps_and_a_long_description_are_marked(tmp_path: Path, libreoffice: Convert) -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_workbook([row for _, row, _ in LOOKS])))
    sheet = book["Tiltak"]
    names = {"A2:C501 E2:E501": ["gap", "begun"], "D2:D501": ["gap", "over", "near", "begun"]}
    for area, formatting in rules(sheet).items():
        # The formulas of the rules as cells' own, written once for the first cell of the area and moved.
        first = area[:2]
        for name, rule in zip(names[area], formatting.rules, strict=True):
            for number in range(len(LOOKS)):
                for column in "ABCE" if first == "A2" else "D":
                    cell = f"{column}{number + 2}"
                    formula = Translator(f"={rule.formula[0]}", first)
                    target = sheet.cell(number + 2, 20 + "ABCDE".index(column) * 4 + names[area].index(name))
                    target.value = formula.translate_formula(cell)
    path = tmp_path / "looks.xlsx"
    book.save(path)
    calculated = openpyxl.load_workbook(libreoffice(path, "xlsx"), data_only=True)["Tiltak"]
    for number, (case, _, expected) in enumerate(LOOKS):
        looks = []
        for index, column in enumerate("ABCDE"):
            order = names["D2:D501"] if column == "D" else names["A2:C501 E2:E501"]
            held = [calculated.cell(number + 2, 20 + index * 4 + place).value for place in range(len(order))]
            looks.append(next((name for name, holds in zip(order, held, strict=True) if holds), ""))
        assert looks == expected, case


def test_a_gap_is_told_by_more_than_its_colour_and_text_stays_legible(sheet: Worksheet) -> None:
    for formatting in sheet.conditional_formatting:
        assert formatting.rules[0].dxf.fill.patternType == "lightUp"
        assert formatting.rules[0].dxf.border.left.style == "dashed"
        for rule in formatting.rules:
            assert rule.stopIfTrue
            assert contrast_with_black(rule.dxf.fill.bgColor.rgb[-6:]) >= 4.5


def contrast_with_black(rgb: str) -> float:
    """The contrast of black text, by the Web Content Accessibility Guidelines."""
    parts = [int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05) / 0.05


def test_the_measures_stand_beside_the_headers_which_never_scroll_out_of_sight(sheet: Worksheet) -> None:
    columns = [str(sheet[cell].value).split("\n") for cell in ("G1", "H1", "I1")]
    title, *lines, last = [line for column in columns for line in column]
    assert title == "NKPS-tiltakene (til hjelp)"
    assert lines[:2] == ["1  Kompetansebehovsutvalg", "2  Regionalt ansvar"]
    assert lines == [f"{measure.number}  {measure.short_name}" for measure in read_measures()]
    assert last == "Hele teksten: arket NKPS"
    assert sheet.freeze_panes == "B2"
    assert not sheet.merged_cells.ranges
    assert not sheet.protection.sheet
    assert not sheet["A500"].protection.locked
    assert sheet["G1"].protection.locked


def test_each_measure_beside_the_headers_has_a_line_and_none_is_cut(sheet: Worksheet) -> None:
    columns = {letter: str(sheet[f"{letter}1"].value).split("\n") for letter in "GHI"}
    # A line of Calibri 9 is 12 points high; a letter takes two thirds of a character of the width.
    assert (sheet.row_dimensions[1].height or 0) >= max(map(len, columns.values())) * 12 + 6
    for letter, lines in columns.items():
        assert sheet[f"{letter}1"].alignment.wrap_text
        assert sheet.column_dimensions[letter].width >= max(map(len, lines)) * 0.66 + 3


def test_table_and_help_are_seen_together_and_only_the_table_is_printed(sheet: Worksheet) -> None:
    # On a laptop of 1,920 points at 125 %, beside the row numbers and the scroll bar.
    width_px = sum(sheet.column_dimensions[letter].width * 7 + 5 for letter in "ABCDEFGHI")
    assert width_px * int(sheet.sheet_view.zoomScale or 100) / 100 < 1920 / 1.25 - 45
    assert sheet.print_area == "'Tiltak'!$A$1:$E$31"


def test_the_help_is_nobodys_content() -> None:
    assert parse_workbook(render_workbook()).is_untouched
    assert parse_workbook(a_workbook()).problems == ()


def test_what_somebody_types_over_or_beside_the_help_is_named() -> None:
    def type_over(book: Workbook) -> None:
        book["Tiltak"]["G12"].value = "Husk å ringe"
        book["Tiltak"]["H3"].value = "Et notat"

    problems = parse_workbook(a_workbook(change=type_over)).problems
    assert at(problems, Code.UNUSED_SHEET_OR_COLUMN) == ["G12", "H3"]
    assert "Husk å ringe" in problems[0].message


def test_a_copy_of_the_blank_sheet_is_nobodys_content() -> None:
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book["Tiltak"])

    assert parse_workbook(a_workbook((), {}, change=copy)).is_untouched


def test_the_help_is_never_taken_for_a_header_that_is_missing() -> None:
    def rename(book: Workbook) -> None:
        book["Tiltak"]["A1"].value = "Overskrift"

    (problem,) = parse_workbook(a_workbook(change=rename)).problems[:1]
    assert problem.code is Code.MISSING_HEADER
    assert "G1" not in problem.message
    assert "til hjelp" not in problem.message


def test_everything_survives_saving_in_libreoffice(tmp_path: Path, libreoffice: Convert) -> None:
    # What a window shows (frozen panes, zoom) is left out: LibreOffice writes it only where it has a window.
    rows = [ROW, a_row(title="Et annet", relation="nr. 4, 6 og 7–9.", description="En\n- to\n- tre")]
    path = tmp_path / "fylt-ut.xlsx"
    path.write_bytes(a_workbook(rows))
    before, saved = parse_workbook(path.read_bytes()), libreoffice(path, "xlsx")
    after = parse_workbook(saved.read_bytes())
    assert after.problems == ()
    assert after.report == before.report
    book = openpyxl.load_workbook(saved)
    sheet = book["Tiltak"]
    validation = relation_validation(sheet)
    assert (str(validation.sqref), validation.errorStyle or "stop") == ("B2:B501", "stop")
    assert "«4 og 7»" in str(validation.error)
    assert "«4 og 7»" in str(validation.prompt)
    kept = {cell for area in rules(sheet) for cell in area.split()}
    assert kept == {"A2:C501", "E2:E501", "D2:D501"}
    assert sum(len(found.rules) for found in sheet.conditional_formatting) == 6
    assert str(sheet["G1"].value).endswith("5  Digital kompetanse")
    assert book["NKPS"].protection.sheet
    assert [sheet.cell(500, column).number_format for column in range(1, 6)] == ["@"] * 5
    assert len(sheet.tables) == 1
