"""Every limit, met and missed: what is exactly as much is taken, and one more is told with its limit."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from nkps_reports.files import limits
from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.files.limits import (
    ELEMENT_CHARACTERS,
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_CODE_CHARACTERS,
    MAX_CODE_DEPTH,
    MAX_COPIED_NOTES,
    MAX_FILE_BYTES,
    MAX_FORMAT_CHARACTERS,
    MAX_FORMULA_CHARACTERS,
    MAX_FORMULA_SQUARES,
    MAX_LARGE_RANGES,
    MAX_LINES,
    MAX_LIST_BYTES,
    MAX_LOOKS,
    MAX_MERGED,
    MAX_NAMED,
    MAX_OBJECTS,
    MAX_PARTS,
    MAX_PROLOGUE_BYTES,
    MAX_RANGE_CELLS,
    MAX_RENDERED_CHARACTERS,
    MAX_REPORT_TAGS,
    MAX_SHEET_BYTES,
    MAX_SHEETS,
    MAX_STRINGS,
    MAX_STYLE_ELEMENTS,
    MAX_TAGS,
    MAX_TEMPLATE_CODES,
    MAX_TEMPLATE_TAGS,
    MAX_TITLE_CHARACTERS,
    MAX_UNPACKED_BYTES,
    MAX_WHOLE_SHEETS_BYTES,
    MAX_WORD_FILE_BYTES,
)
from nkps_reports.files.sources import SourceFile
from nkps_reports.jobs.check import check_workbook
from nkps_reports.jobs.collection import collect_overviews
from nkps_reports.jobs.expected import read_expected
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.templates import read_templates
from nkps_reports.report.cell_text import MAX_CELL_CHARACTERS
from nkps_reports.report.drafts import shorten_cells
from nkps_reports.report.problems import NkpsError, Problem, WordReportError
from nkps_reports.word.fit.typography import read_parts
from nkps_reports.word.reading import report, surroundings
from nkps_reports.word.reading.report import parse_word_report
from nkps_reports.word.template.lint import lint_template
from nkps_reports.word.template.size import expected_contents
from nkps_reports.wording.codes import Code, Exit
from nkps_reports.workbook import control_copy
from nkps_reports.workbook.control_copy import render_control_copy
from nkps_reports.workbook.reading import sheets, slimming
from nkps_reports.workbook.reading.cells import CellContent
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.reading.sheets import read_sheets
from nkps_reports.workbook.writing.overview import render_overview_workbook
from tests import ROOT, extremes
from tests.builders import ROW, a_report, a_row, a_text, a_workbook, with_texts
from tests.commands import run
from tests.extremes import actions, cell, related, row, with_format, with_sheets
from tests.foreign import ACTIONS, HEADERS
from tests.growing import a_form
from tests.handmade import a_document, paragraph
from tests.handmade import run as words_of
from tests.hostile import a_sheet
from tests.sized import (
    ONE,
    STYLES,
    a_book,
    a_report_with,
    a_template_with,
    cells_in,
    count_cells,
    saying_one_part,
    unpacked_far_to,
    unpacked_to,
    with_large_sheet,
    with_large_strings,
    with_links,
    with_parts,
    with_strings,
    with_tags,
    with_word_tags,
    write_sized,
)
from tests.word_templates import Change, a_template, added, in_form
from tools.word_template.template import render_default_template

TOO_LARGE = "Filen er for stor til å leses."
ACTIONS_TOO_LARGE = "Arket «Tiltak» er for stort til å leses."
LESS = "Slett bilder og ark som ikke hører til rapporten, eller kopier teksten over i en ny, tom arbeidsbok."
WORD_TOO_LARGE = "Word-filen er for stor til å leses."
TEMPLATE_TOO_LARGE = "Word-malen egen.docx er for stor til å leses."
# Makes a file with so many more than the limit: none or one.
Make = Callable[[int], bytes]


def told(file: bytes) -> list[Problem]:
    """What is said of a workbook that is too large; nothing where it is not."""
    outcome = check_workbook(SourceFile(Path("x.xlsx"), file))
    found = [problem for problem in outcome.problems if problem.code.exit is Exit.UNREADABLE]
    assert outcome.is_opened or found
    return found


def with_cells(more: int) -> bytes:
    left = MAX_CELLS - count_cells(a_book(a="", b="")) + more
    return a_book(a=cells_in(left // 2), b=cells_in(left - left // 2))


def with_many_tags(more: int) -> bytes:
    parts = unpack_parts(a_book("<extLst></extLst>"))
    return pack_parts({**parts, ACTIONS: with_tags(MAX_TAGS + more, parts[ACTIONS], "</extLst>")})


def with_shown_looks(more: int) -> bytes:
    """A text of a hundred looks, shown in very many cells; and, for one more, a text of two or three."""
    items = [f"<si>{'<r><t>x</t></r>' * count}</si>" for count in (100, 98 + more, 2)]
    shown = [0] * (MAX_LOOKS // 100 - 1) + [1, 2]
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{item}</v></c></row>' for n, item in enumerate(shown, start=1)
    )
    return with_strings("".join(items), rows)


def with_style_elements(more: int) -> bytes:
    parts = unpack_parts(a_book())
    missing = MAX_STYLE_ELEMENTS - sum(1 for _ in etree.fromstring(parts[STYLES]).iter()) - 1 + more
    filling = f"<extLst>{'<x/>' * missing}</extLst></styleSheet>".encode()
    return pack_parts({**parts, STYLES: parts[STYLES].replace(b"</styleSheet>", filling)})


def with_all_sheets(more: int) -> bytes:
    own = unpack_parts(a_book())["xl/workbook.xml"].count(b"<sheet ")
    return with_sheets(MAX_SHEETS - own + more)


def with_merged(more: int) -> bytes:
    ranges = "".join(f'<mergeCell ref="G{n}:H{n}"/>' for n in range(1, MAX_MERGED + more + 1))
    return a_book(f"<mergeCells>{ranges}</mergeCells>")


def with_range_cells(more: int) -> bytes:
    link = "https://a.no"
    return with_links([*[("G1:G1000", link)] * (MAX_RANGE_CELLS // 1_000), *[("G1", link)] * more])


def with_long_links(more: int) -> bytes:
    count = MAX_CHARACTERS // 1_000_000
    return with_links([*[("G1", "https://a.no/".ljust(1_000_000, "a"))] * count, *[("G1", "a")] * more])


def with_objects(more: int) -> bytes:
    """Notes that two hundred sheets share, and a picture."""
    parts = unpack_parts(with_sheets(200, extremes.notes(MAX_OBJECTS // 200)))
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    pictures = f'<xdr:wsDr xmlns:xdr="{space}">{"<xdr:pic/>" * more}</xdr:wsDr>'
    led = related(("comments", "../shared.xml"), ("drawing", "../drawings/d.xml"))
    more_parts = {"xl/drawings/d.xml": pictures, "xl/worksheets/_rels/more0.xml.rels": led}
    return pack_parts(parts | {name: part.encode() for name, part in more_parts.items()})


def with_prologue(more: int) -> bytes:
    """A workbook with a comment before the first element of its styles."""
    parts = unpack_parts(a_book())
    styles = parts[STYLES][parts[STYLES].index(b"<styleSheet") :]
    comment = f"<!--{'x' * (MAX_PROLOGUE_BYTES + more - styles.index(b'>') - 1 - len('<!---->'))}-->"
    return pack_parts({**parts, STYLES: comment.encode() + styles})


WORKBOOKS: dict[str, tuple[Make, str]] = {
    "MAX_PARTS": (lambda more: with_parts(MAX_PARTS + more, a_book()), TOO_LARGE),
    "MAX_PARTS, said to be one": (lambda more: saying_one_part(with_parts(MAX_PARTS + more, a_book())), TOO_LARGE),
    "MAX_UNPACKED_BYTES": (lambda more: unpacked_far_to(MAX_UNPACKED_BYTES + more, a_book()), TOO_LARGE),
    "MAX_PART_BYTES": (with_large_strings, TOO_LARGE),
    "MAX_PART_BYTES, of a sheet": (with_large_sheet, ACTIONS_TOO_LARGE),
    "MAX_PART_BYTES, of a sheet with a comment": (lambda more: with_large_sheet(more, "<!-- -->"), ACTIONS_TOO_LARGE),
    "MAX_PROLOGUE_BYTES": (with_prologue, "Filen kan ikke leses som en Excel-arbeidsbok: den er skadet."),
    "MAX_CELLS": (with_cells, TOO_LARGE),
    "MAX_TAGS": (with_many_tags, TOO_LARGE),
    "MAX_STRINGS": (lambda more: with_strings("<si/>" * (MAX_STRINGS + more)), TOO_LARGE),
    "MAX_LOOKS, of texts": (lambda more: with_strings(f"<si>{'<r><t>x</t></r>' * (MAX_LOOKS + more)}</si>"), TOO_LARGE),
    "MAX_LOOKS, of cells": (with_shown_looks, TOO_LARGE),
    "MAX_STYLE_ELEMENTS": (with_style_elements, TOO_LARGE),
    "MAX_SHEETS": (with_all_sheets, TOO_LARGE),
    "MAX_MERGED": (with_merged, TOO_LARGE),
    "MAX_LARGE_RANGES": (lambda more: with_links([("G1:G1001", "https://a.no")] * (MAX_LARGE_RANGES + more)), TOO_LARGE),
    "MAX_RANGE_CELLS": (with_range_cells, TOO_LARGE),
    "MAX_CHARACTERS, of links": (with_long_links, TOO_LARGE),
    "MAX_OBJECTS": (with_objects, TOO_LARGE),
}  # fmt: skip


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_at_the_limit_is_read_and_one_above_it_is_refused(name: str) -> None:
    make, message = WORKBOOKS[name]
    assert told(make(0)) == []
    (problem,) = told(make(1))
    assert problem.message == message
    assert problem.fix


def test_a_sheet_has_as_many_cells_as_a_workbook() -> None:
    sheet = f"<sheetData>{cells_in(MAX_CELLS)}</sheetData>".encode()
    assert slimming.slim_sheet(lambda: [sheet]) == sheet
    one = sheet.replace(b"</sheetData>", b'<row r="16000"><c r="A16000"><v>1</v></c></row></sheetData>')
    for above in (one, b"<!-- -->" + one):
        with pytest.raises(slimming.SheetTooLargeError):
            slimming.slim_sheet(partial(list, [above]))


def characters_of(contents: Sequence[CellContent]) -> int:
    return sum(len(content.text) for content in contents)


def test_all_text_of_a_workbook_is_counted_and_told_with_its_limit() -> None:
    def make(*lengths: int) -> bytes:
        return a_book(
            a="".join(
                f'<row r="{n}">{cell(f"A{n}", "x" * length)}</row>'
                for n, length in enumerate(lengths, start=1)
            )
        )

    own = characters_of([content for sheet in read_sheets(make()) for content in sheet.contents.values()])
    sizes = [MAX_CHARACTERS // 2, MAX_CHARACTERS // 2 - own]
    assert told(make(*sizes)) == []
    (problem,) = told(make(*sizes, 1))
    assert problem.message == f"Arbeidsboken har for mye tekst. Grensen er {MAX_CHARACTERS} tegn."
    assert problem.fix == "Del den i flere arbeidsbøker."


def test_titles_are_counted_without_their_header() -> None:
    titles = [f"{number:05}".ljust(5_000, "x") for number in range(MAX_TITLE_CHARACTERS // 5_000)]
    assert told(a_workbook([a_row(title=title) for title in titles])) == []
    titles[0] += "x"
    (problem,) = told(a_workbook([a_row(title=title) for title in titles]))
    assert (
        problem.message
        == f"Titlene på tiltakene har til sammen {MAX_TITLE_CHARACTERS + 1} tegn. Grensen er {MAX_TITLE_CHARACTERS}."
    )
    assert problem.fix == "Del den i flere arbeidsbøker."


def test_the_lines_tabs_and_links_of_actions_are_counted_and_no_others() -> None:
    # The other four cells have a line each.
    text = "x\n" * 20_000 + "x\t" * 20_000 + "x://" * (MAX_LINES - 40_000 - 5)
    assert told(actions([row(2, "x", "4", "x", text, "x")])) == []
    (problem,) = told(actions([row(2, "x", "4", "x", "x\n" + text, "x")]))
    assert (
        problem.message
        == f"Arbeidsboken har {MAX_LINES + 1} linjer, tabulatorer og lenker. Grensen er {MAX_LINES}."
    )
    assert problem.fix == "Del den i flere arbeidsbøker."
    beside = cell("H2", "x\n" * (MAX_LINES + 1))
    assert told(actions([ONE.replace("</row>", f"{beside}</row>")])) == []


@pytest.mark.parametrize("before", ["", "<!-- -->"], ids=["plain", "odd"])
def test_a_sheet_is_unpacked_up_to_the_limit(before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = pack_parts(
        unpack_parts(a_workbook()) | {ACTIONS: before.encode() + unpack_parts(a_workbook())[ACTIONS]}
    )
    size = len(unpack_parts(file)[ACTIONS])
    assert size < MAX_SHEET_BYTES
    monkeypatch.setattr(sheets, "MAX_SHEET_BYTES", size)
    assert told(file) == []
    monkeypatch.setattr(sheets, "MAX_SHEET_BYTES", size - 1)
    (problem,) = told(file)
    assert (problem.message, problem.fix) == (TOO_LARGE, LESS)


def contents_of(file: bytes, column: int = 7) -> list[CellContent]:
    """The contents of a column of the sheet of actions."""
    (sheet,) = (sheet for sheet in read_sheets(file) if sheet.name == "Tiltak")
    return [content for (_, number), content in sheet.contents.items() if number == column]


def test_a_number_format_is_heeded_up_to_the_limit() -> None:
    assert [
        content.text
        for content in contents_of(with_format("yyyy-mm-dd".ljust(MAX_FORMAT_CHARACTERS, ";"), 1))
    ] == ["27. desember 2014"]
    assert [
        content.text
        for content in contents_of(with_format("yyyy-mm-dd".ljust(MAX_FORMAT_CHARACTERS + 1, ";"), 1))
    ] == ["42000"]


def with_shared(count: int, *formulas: str) -> bytes:
    """Formulas of which each is for the cell below as well, and the first for so many cells."""
    rows = [f'<row r="{n}"><c r="G{n}"><f t="shared" si="0"/><v>1</v></c></row>' for n in range(3, count + 2)]
    first = "".join(
        f'<c r="{column}2"><f t="shared" si="{n}" ref="{column}2:{column}{count + 1}">{formula}</f><v>1</v></c>'
        for n, (column, formula) in enumerate(zip("GHI", formulas, strict=False))
    )
    return actions([f'<row r="2">{first}</row>', *rows])


def formulas_of(file: bytes) -> set[str | None]:
    """The formulas of all cells but the first that have one, which show their results all the same."""
    contents = contents_of(file)[1:]
    assert {content.text for content in contents} == {"1"}
    return {content.formula for content in contents}


def test_formulas_for_many_cells_are_written_out_up_to_the_limit() -> None:
    length = 1_000
    formula = f'"{"x" * (length - 2)}"'
    count = MAX_FORMULA_CHARACTERS // length
    assert formulas_of(with_shared(count, formula)) == {f"={formula}"}
    assert formulas_of(with_shared(count + 1, formula)) == {"="}


def test_long_formulas_for_many_cells_are_written_out_up_to_the_limit() -> None:
    length = int(MAX_FORMULA_SQUARES**0.5)
    assert length**2 == MAX_FORMULA_SQUARES
    formula = f'"{"x" * (length - 2)}"'
    assert formulas_of(with_shared(2, formula)) == {f"={formula}"}
    assert formulas_of(with_shared(2, formula, "1")) == {"="}


def test_a_control_copy_has_the_empty_cells_of_sheets_up_to_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = a_workbook()
    size = sum(len(part) for name, part in unpack_parts(file).items() if "worksheets/sheet" in name)
    assert size < MAX_WHOLE_SHEETS_BYTES
    for limit, is_kept in ((size, True), (size - 1, False)):
        monkeypatch.setattr(sheets, "MAX_WHOLE_SHEETS_BYTES", limit)
        sheet = openpyxl.load_workbook(BytesIO(render_control_copy(file, (), "x.xlsx", "")))["Tiltak"]
        assert (sheet["A9"].border.left.style == "thin") is is_kept
        assert sheet["A2"].value == ROW[0]


def test_notes_are_copied_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    file = with_notes(3)
    assert MAX_COPIED_NOTES > 3
    for limit, kept in ((3, ["x", "x", "x"]), (2, ["x", "x"])):
        monkeypatch.setattr(control_copy, "MAX_COPIED_NOTES", limit)
        sheet = openpyxl.load_workbook(BytesIO(render_control_copy(file, (), "x.xlsx", "")))["Tiltak"]
        found = [sheet[f"A{row}"].comment for row in (1, 2, 3)]
        assert [comment.text for comment in found if comment] == kept


def unused(file: bytes) -> list[str]:
    """What is said not to be in the report, line by line."""
    codes = (Code.UNUSED_OBJECT, Code.UNUSED_SHEET_OR_COLUMN)
    return [problem.message for problem in parse_workbook(file).problems if problem.code in codes]


def with_notes(count: int) -> bytes:
    led = related(("comments", "../comments9.xml"))
    file = unpack_parts(a_book())
    return pack_parts(
        {
            **file,
            "xl/worksheets/_rels/sheet3.xml.rels": led.encode(),
            "xl/comments9.xml": extremes.notes(count).encode(),
        }
    )


def with_pictures(count: int) -> bytes:
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    drawing = f'<xdr:wsDr xmlns:xdr="{space}">{"<xdr:pic/>" * count}</xdr:wsDr>'
    led = related(("drawing", "../drawings/d.xml"))
    return pack_parts(
        {
            **unpack_parts(a_book()),
            "xl/worksheets/_rels/sheet3.xml.rels": led.encode(),
            "xl/drawings/d.xml": drawing.encode(),
        }
    )


def test_notes_are_named_up_to_the_limit_and_of_more_the_number_is_told() -> None:
    named = unused(with_notes(MAX_NAMED))
    assert len(named) == MAX_NAMED
    assert all("Notatet «x»" in message for message in named)
    assert unused(with_notes(MAX_NAMED + 1)) == [
        *named,
        "Et notat eller en tekstboks til kommer ikke med i rapporten.",
    ]
    assert (
        unused(with_notes(MAX_NAMED + 2))[-1]
        == "2 notater eller tekstbokser til kommer ikke med i rapporten."
    )


def test_pictures_are_told_once_however_many_there_are() -> None:
    count = MAX_NAMED + 1
    assert unused(with_pictures(count)) == [f"{count} bilder på arket kommer ikke med i rapporten."]


@pytest.mark.parametrize("where", ["columns", "above", "organisation"])
def test_stray_cells_are_named_up_to_the_limit_and_of_more_the_number_is_told(where: str) -> None:
    def make(count: int) -> bytes:
        def change(book: openpyxl.Workbook) -> None:
            for number in range(count):
                if where == "columns":
                    book["Tiltak"].cell(2, 10 + number).value = "x"
                elif where == "organisation":
                    book["Virksomhet"].cell(100, 3 + number).value = "x"

        if where != "above":
            return a_workbook(change=change)
        strays = "".join(
            cell(f"{openpyxl.utils.get_column_letter(10 + number)}1", "x") for number in range(count)
        )
        return a_sheet(f'<sheetData><row r="1">{strays}</row>{row(2, *HEADERS)}{row(3, *ROW)}</sheetData>')

    assert len(unused(make(MAX_NAMED))) == MAX_NAMED
    (message,) = unused(make(MAX_NAMED + 1))
    assert "En rekke celler i arket" in message
    assert f"og {MAX_NAMED + 1 - 3} til" in message


REPORTS: dict[str, Make] = {
    "MAX_REPORT_TAGS": lambda more: a_report_with(with_word_tags(MAX_REPORT_TAGS + more)),
    "MAX_WORD_FILE_BYTES": lambda more: unpacked_to(MAX_WORD_FILE_BYTES + more, a_report_with()),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_word_report_at_the_limit_is_read_and_one_above_it_is_refused(name: str) -> None:
    assert len(parse_word_report(REPORTS[name](0)).draft.actions) == 1
    with pytest.raises(WordReportError) as refused:
        parse_word_report(REPORTS[name](1))
    (problem,) = refused.value.problems
    assert (problem.code, problem.message) == (Code.TOO_LARGE, WORD_TOO_LARGE)
    assert "et nytt, tomt dokument" in problem.fix


def test_a_word_report_has_as_many_actions_as_a_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MAX_ACTIONS", 2)
    assert len(parse_word_report(a_document(a_form() * 2)).draft.actions) == 2
    with pytest.raises(WordReportError) as refused:
        parse_word_report(a_document(a_form() * 3))
    (problem,) = refused.value.problems
    assert problem.message == "Word-filen har 3 rapporteringspunkter. Grensen er 2."
    assert problem.fix == "Del den i flere Word-filer."


def test_lines_of_titles_are_known_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    title = "Kurs i digital kompetanse for alle ansatte"
    file = a_document(paragraph(words_of("digital kompetanse for alle")) + a_form(title))
    monkeypatch.setattr(surroundings, "MAX_TITLE_CHARACTERS", len(title))
    assert parse_word_report(file).problems == ()
    monkeypatch.setattr(surroundings, "MAX_TITLE_CHARACTERS", len(title) - 1)
    assert [problem.code for problem in parse_word_report(file).problems] == [Code.REPORT_NOT_PLACED]


@pytest.mark.parametrize("character", ["x", "\U0001f600"], ids=["one", "two"])
def test_a_cell_is_filled_up_to_the_limit_and_the_rest_is_told(character: str, tmp_path: Path) -> None:
    units = len(character.encode("utf-16-le")) // 2
    text = character * (MAX_CELL_CHARACTERS // units) + "y" * (MAX_CELL_CHARACTERS % units)
    for name, more in (("at", ""), ("above", "z")):
        (tmp_path / f"{name}.docx").write_bytes(
            a_document(a_form(description=paragraph(words_of(text + more))))
        )
        draft = parse_word_report((tmp_path / f"{name}.docx").read_bytes()).draft
        shortened, problems = shorten_cells(draft)
        if more:
            (problem,) = problems
            assert problem.code is Code.REPORT_LONG_TEXT
            assert (
                f"Teksten har {MAX_CELL_CHARACTERS + 1} tegn, og en celle i Excel har plass til {MAX_CELL_CHARACTERS}."
                in problem.message
            )
            assert shortened.actions[0].cells["description"].text == (text + more)[: MAX_CELL_CHARACTERS // 2]
        else:
            assert problems == ()
            assert shortened.actions[0].cells["description"].text == text
    answer = run(tmp_path, "import", "at.docx", "above.docx", "--output", "ut")
    assert f"en celle i Excel har plass til {MAX_CELL_CHARACTERS}" in " ".join(
        (answer.stdout + answer.stderr).split()
    )
    book = openpyxl.load_workbook(BytesIO((tmp_path / "ut/at.xlsx").read_bytes()))
    assert book["Tiltak"]["D2"].value == text


def test_a_cell_of_the_overview_is_filled_up_to_the_limit_and_more_is_told() -> None:
    def make(length: int) -> openpyxl.Workbook:
        made = a_report("x")
        (action,) = made.actions
        made = replace(made, actions=(with_texts(action, timing=a_text("x" * length, "E2")),))
        (overview,), _ = collect_overviews([Outcome(Path("x.xlsx"), report=made)])
        return openpyxl.load_workbook(BytesIO(render_overview_workbook(overview)))

    def texts_of(book: openpyxl.Workbook) -> list[str]:
        return [
            str(c.value) for sheet in book for line in sheet.iter_rows() for c in line if c.value is not None
        ]

    assert "x" * MAX_CELL_CHARACTERS in texts_of(make(MAX_CELL_CHARACTERS))
    found = texts_of(make(MAX_CELL_CHARACTERS + 1))
    assert "x" * (MAX_CELL_CHARACTERS // 2 - 1) + "…" in found
    assert [text for text in found if str(MAX_CELL_CHARACTERS) in text]


TEMPLATES: dict[str, Make] = {
    "MAX_TEMPLATE_TAGS": lambda more: a_template_with(with_word_tags(MAX_TEMPLATE_TAGS + more)),
    "MAX_WORD_FILE_BYTES": lambda more: unpacked_to(MAX_WORD_FILE_BYTES + more, render_default_template()),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_at_the_limit_is_read_and_one_above_it_is_refused(name: str, tmp_path: Path) -> None:
    template = TEMPLATES[name](0)
    assert lint_template(template, "egen.docx").problems == ()
    assert read_parts(template, "egen.docx")
    template = TEMPLATES[name](1)
    (problem,) = lint_template(template, "egen.docx").problems
    assert (problem.code.exit, problem.message) == (Exit.TEMPLATE, TEMPLATE_TOO_LARGE)
    assert problem.fix == "Slett bilder og annet som malen ikke trenger, eller bruk standardmalen."
    with pytest.raises(NkpsError, match=TEMPLATE_TOO_LARGE):
        read_parts(template, "egen.docx")
    (tmp_path / "egen.docx").write_bytes(template)
    (tmp_path / "x.xlsx").write_bytes(a_workbook())
    answer = run(tmp_path, "report", "x.xlsx", "--template", "egen.docx")
    assert answer.returncode == Exit.TEMPLATE
    assert TEMPLATE_TOO_LARGE in " ".join(answer.stderr.split())
    assert not (tmp_path / "output").exists()


def problems_of(*changes: Change) -> tuple[Problem, ...]:
    return lint_template(a_template(*changes), "egen.docx").problems


def test_a_template_has_codes_up_to_the_limit() -> None:
    own = lint_template(render_default_template(), "egen.docx").code_count
    codes = ["{{ virksomhet.navn }}"] * (MAX_TEMPLATE_CODES - own)
    assert problems_of(added(*codes)) == ()
    (problem,) = problems_of(added(*codes, codes[0]))
    assert problem.code is Code.TEMPLATE_TOO_MANY_CODES
    assert (
        problem.message
        == f"Word-malen egen.docx har {MAX_TEMPLATE_CODES + 1} koder. Grensen er {MAX_TEMPLATE_CODES}."
    )


def test_codes_stand_in_each_other_up_to_the_limit() -> None:
    def nested(depth: int) -> Change:
        return added("{% if virksomhet.navn %}" * depth + "x" + "{% endif %}" * depth)

    assert problems_of(nested(MAX_CODE_DEPTH)) == ()
    (problem,) = problems_of(nested(MAX_CODE_DEPTH + 1))
    assert problem.code is Code.TEMPLATE_NOT_ALLOWED
    assert f"bruker mer enn {MAX_CODE_DEPTH} nivåer inne i hverandre" in problem.message


def test_a_code_is_read_up_to_the_limit() -> None:
    def long(length: int) -> Change:
        return added("{{ virksomhet.navn " + " " * (length - len("{{ virksomhet.navn }}")) + "}}")

    assert problems_of(long(MAX_CODE_CHARACTERS)) == ()
    (problem,) = problems_of(long(MAX_CODE_CHARACTERS + 1))
    assert problem.code is Code.TEMPLATE_NOT_ALLOWED
    assert f"bruker mer enn {MAX_CODE_CHARACTERS} tegn" in problem.message


def test_problems_of_a_template_are_named_up_to_the_limit() -> None:
    for count, named in ((MAX_NAMED, MAX_NAMED), (MAX_NAMED + 1, MAX_NAMED)):
        problems = problems_of(added(*(f"{{{{ virksomhet.ukjent{number} }}}}" for number in range(count))))
        assert len(problems) == named
        assert {problem.code for problem in problems} == {Code.TEMPLATE_UNKNOWN_VARIABLE}


def test_the_warning_of_a_large_template_begins_above_what_a_thousand_actions_may_make(
    tmp_path: Path,
) -> None:
    def left(template: bytes) -> int:
        stretches = lint_template(template, "x").stretches
        return MAX_RENDERED_CHARACTERS - sum(
            stretch.rendered_size(expected_contents()) for stretch in stretches
        )

    missing = left(a_template(in_form("x"), added("x")))
    repeated, once = (
        "x" * (missing // limits.EXPECTED_ACTIONS + 1),
        "x" * (missing % limits.EXPECTED_ACTIONS + 1),
    )
    for more, codes in (("", []), ("x", [Code.TEMPLATE_LARGE])):
        template = a_template(in_form(repeated), added(once + more))
        assert left(template) == -len(more)
        (tmp_path / "egen.docx").write_bytes(template)
        (read,) = read_templates(tmp_path / "egen.docx")
        assert [problem.code for problem in read.problems] == codes


def test_an_element_counts_as_so_many_characters_of_a_report() -> None:
    def size(*texts: str) -> int:
        stretches = lint_template(a_template(added(*texts)), "x").stretches
        return sum(stretch.rendered_size(expected_contents()) for stretch in stretches)

    # A paragraph, its run, the run's text; and a character.
    assert size("x") - size() == 3 * ELEMENT_CHARACTERS + 1
    assert size("xx") - size("x") == 1


FILES: dict[str, tuple[str, Callable[[], bytes], tuple[str, ...], Exit, str]] = {
    "workbook": ("x.xlsx", a_workbook, ("check", "x.xlsx"), Exit.UNREADABLE, f"{TOO_LARGE} → {LESS}"),
    "report": ("x.docx", a_report_with, ("import", "x.docx", "--output", "ut"), Exit.UNREADABLE, f"{WORD_TOO_LARGE} → Slett bilder og annet som ikke"),
    "template": ("egen.docx", render_default_template, ("lint-template", "egen.docx"), Exit.TEMPLATE, TEMPLATE_TOO_LARGE),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_file_at_the_limit_is_read_and_one_above_it_is_refused(kind: str, tmp_path: Path) -> None:
    name, make, command, code, message = FILES[kind]
    write_sized(tmp_path / name, make(), MAX_FILE_BYTES)
    answer = run(tmp_path, *command)
    assert answer.returncode in (Exit.DONE, Exit.CONTENT), answer.stderr
    assert "for stor" not in answer.stdout + answer.stderr
    write_sized(tmp_path / name, make(), MAX_FILE_BYTES + 1)
    for written in tmp_path.glob("ut/*"):
        written.unlink()
    answer = run(tmp_path, *command)
    assert answer.returncode == code
    assert message in " ".join(answer.stderr.split())
    assert not [*tmp_path.glob("ut/*")]


def test_a_list_of_names_is_read_up_to_the_limit(tmp_path: Path) -> None:
    book, saved, path = openpyxl.Workbook(), BytesIO(), tmp_path / "liste.xlsx"
    book.worksheets[0].append(["Virksomhet"])
    book.worksheets[0].append(["NHO"])
    book.save(saved)
    write_sized(path, saved.getvalue(), MAX_FILE_BYTES)
    assert read_expected(path).names == ("NHO",)
    write_sized(path, saved.getvalue(), MAX_FILE_BYTES + 1)
    with pytest.raises(NkpsError) as refused:
        read_expected(path)
    (problem,) = refused.value.problems
    assert "den er for stor til å leses" in problem.message


def test_a_list_in_a_text_is_read_up_to_a_limit_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "liste.txt"
    path.write_bytes(b"NHO".ljust(MAX_LIST_BYTES, b"\n"))
    assert read_expected(path).names == ("NHO",)
    path.write_bytes(b"NHO".ljust(MAX_LIST_BYTES + 1, b"\n"))
    with pytest.raises(NkpsError) as refused:
        read_expected(path)
    assert "den er for stor til å leses" in refused.value.problems[0].message


def test_nothing_is_written_for_workbooks_above_a_limit(tmp_path: Path) -> None:
    names = (
        "MAX_PARTS",
        "MAX_SHEETS",
        "MAX_MERGED",
        "MAX_PART_BYTES, of a sheet",
        "MAX_PROLOGUE_BYTES",
    )
    for number, name in enumerate(names):
        (tmp_path / f"{number}.xlsx").write_bytes(WORKBOOKS[name][0](1))
    answer = run(tmp_path, "report", *(f"{number}.xlsx" for number in range(len(names))))
    assert answer.returncode == Exit.UNREADABLE
    words = " ".join((answer.stdout + answer.stderr).split())
    assert all(WORKBOOKS[name][1] in words for name in names)
    assert not (tmp_path / "output").exists()


NAMES = [name for name in vars(limits) if name.isupper() and not name.startswith("_")]


def texts_in(folder: str) -> str:
    """The source of all modules in a folder, without the limits themselves and what is imported."""
    modules = [path for path in (ROOT / folder).rglob("*.py") if path.name != "limits.py"]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    return re.sub(r"^from nkps_reports\.limits import (\([^)]*\)|.*)$", "", sources, flags=re.MULTILINE)


@pytest.mark.parametrize("folder", ["nkps_reports", "tests"])
def test_every_limit_is_used_and_has_a_test(folder: str) -> None:
    source = texts_in(folder)
    assert len(NAMES) > 30
    assert [name for name in NAMES if not re.search(rf"\b{name}\b", source)] == []
