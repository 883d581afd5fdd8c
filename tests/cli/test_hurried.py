"""Three workbooks as hurried people fill them in, brought to a valid report by what the messages say."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime

import openpyxl
from openpyxl import Workbook

from nkps_reports.report.checks import check_report
from nkps_reports.report.problems import NkpsError, Problem
from nkps_reports.wording.codes import Code, Severity
from nkps_reports.workbook.reading.parsing import parse_workbook
from tests.builders import a_word_report, a_workbook, paragraphs_of
from tests.source_document import shipped_rows

Step = Callable[[Workbook], None]


def errors_of(file: bytes) -> list[Problem]:
    try:
        reading = parse_workbook(file)
    except NkpsError as error:
        return list(error.problems)
    problems = [*reading.problems, *(check_report(reading.report) if reading.report else ())]
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def changed(file: bytes, *steps: Step) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(file), rich_text=True)
    for step in steps:
        step(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def write(sheet: str, cell: str, text: object) -> Step:
    def step(book: Workbook) -> None:
        book[sheet][cell].value = text

    return step


def cells_named(text: str) -> list[str]:
    """The cells and ranges that a message names, in order."""
    return re.findall(r"\b[A-Z]{1,2}[0-9]+(?::[A-Z]{1,2}[0-9]+)?\b", text)


def paste_into(problem: Problem, text: str) -> Step:
    """Do as «Dobbeltklikk i D2, bytt ut det som står der, … og tøm D3:D6 etterpå» says."""
    origin, emptied = cells_named(problem.fix)

    def step(book: Workbook) -> None:
        book["Tiltak"][origin].value = text
        cells = book["Tiltak"][emptied]
        for row in cells if isinstance(cells, tuple) else ((cells,),):
            for cell in row:
                cell.value = None

    return step


def delete_number(problem: Problem) -> Step:
    """Do as «Slett nummeret i cellen hvis det ikke hører til teksten» says."""

    def step(book: Workbook) -> None:
        cell = book["Tiltak"][str(problem.place.cell)]
        cell.value = str(cell.value).removeprefix(f"{problem.found} ")

    return step


def as_in_word(text: str) -> str:
    """A text as Word puts it on the clipboard: its bullets in a private font."""
    return re.sub(r"^- ", "\uf0b7\t", text, flags=re.MULTILINE)


def assert_report_of(file: bytes, rows: list[list[str]]) -> None:
    report = parse_workbook(file).report
    assert report
    assert [a.relation.measures if a.relation else () for a in report.actions] == [
        tuple(int(number) for number in re.findall(r"\d+", row[1])) for row in rows
    ]
    printed = re.sub(r"\s", "", "".join(paragraphs_of(a_word_report(report))))
    for row in rows:
        for cell in (row[0], *row[2:]):
            for line in re.sub(r"\[(.+?)\]\(.+?\)", r"\1", cell).split("\n"):
                assert re.sub(r"\s", "", line.removeprefix("- ")) in printed


def warnings_of(file: bytes, code: Code) -> list[Problem]:
    report = parse_workbook(file).report
    assert report
    return [problem for problem in check_report(report) if problem.code is code]


def test_texts_pasted_onto_the_cells_with_words_numbers_and_bullets() -> None:
    rows = [list(row) for row in shipped_rows()]
    pasted: list[list[object]] = []
    for number, row in enumerate(rows, start=9):
        lines = as_in_word(row[3]).split("\n")
        relation = f"Relasjon til NKPS-tiltak nr. {row[1]}."
        pasted.append([row[0], relation, row[2], lines[0], f"{number}. {row[4]}"])
        pasted.extend([None, None, None, line, None] for line in lines[1:])
    file = a_workbook(pasted)

    problems = errors_of(file)
    assert {problem.code for problem in problems} == {Code.TEXT_IN_NEXT_ROW}
    steps: list[Step] = []
    for problem in problems:
        first = problem.found or ""
        (row,) = [row for row in rows if first in as_in_word(row[3]).replace("\uf0b7", "•")]
        steps.append(paste_into(problem, as_in_word(row[3])))
    file = changed(file, *steps)
    assert errors_of(file) == []

    read = warnings_of(file, Code.READ_AS)
    assert len(read) == len(rows)
    # «Skrevet slik blir det lest uten merknad: 4 og 7»
    file = changed(file, *(write("Tiltak", str(p.place.cell), p.fix.partition(": ")[2]) for p in read))
    assert warnings_of(file, Code.READ_AS) == []
    warnings = warnings_of(file, Code.STRAY_LIST_NUMBER)
    assert len(warnings) == len(rows)
    cells = openpyxl.load_workbook(io.BytesIO(file))["Tiltak"]
    # «Slett nummeret i cellen hvis det ikke hører til teksten.»
    file = changed(
        file,
        *(
            write(
                "Tiltak", str(p.place.cell), str(cells[str(p.place.cell)].value).removeprefix(f"{p.found} ")
            )
            for p in warnings
        ),
    )
    assert_report_of(file, rows)


def test_a_workbook_that_was_made_ones_own() -> None:
    rows = [list(row) for row in shipped_rows()[:3]]

    def make_own(book: Workbook) -> None:
        sheet = book["Tiltak"]
        sheet.title = "Spekters tiltak"
        del sheet.tables["Rapporteringspunkter"]
        sheet["C1"].value, sheet["D1"].value, sheet["E1"].value = "Ansvarlig", "Omtale", "Når"
        book["Virksomhet"]["B5"].value = None
        book["Virksomhet"]["B9"].value = "kari(at)spekter.no"

    file = a_workbook(rows, change=make_own)
    problems = errors_of(file)
    codes = {problem.code for problem in problems}
    assert codes == {Code.MISSING_SHEET, Code.MISSING_VALUE, Code.BAD_EMAIL, Code.MISSING_HEADER}
    (sheet,) = [problem for problem in problems if problem.code is Code.MISSING_SHEET]
    assert "«Spekters tiltak»" in sheet.message
    headers = [problem for problem in problems if problem.code is Code.MISSING_HEADER]
    # «Det nærmeste som finnes, er «Ansvarlig» i C1.» «Skriv dette i C1: …»
    steps = [write("Tiltak", cells_named(p.fix)[0], p.fix.partition(": ")[2]) for p in headers]
    file = changed(
        file,
        lambda book: setattr(book["Spekters tiltak"], "title", sheet.place.sheet),
        write("Virksomhet", "B5", "2017"),
        write("Virksomhet", "B9", None),
        *steps,
    )
    assert errors_of(file) == []
    assert_report_of(file, rows)


def test_numbers_that_excel_made_its_own_and_cells_that_were_merged() -> None:
    rows = [list(row) for row in shipped_rows()[:4]]
    typed: list[list[object]] = [list(row) for row in rows]
    typed[1][1], typed[2][1], typed[3][1] = 4.7, datetime(2026, 7, 4), "nr 6 (tror jeg)"
    rows[3][1] = "6"
    file = a_workbook(typed, change=lambda book: book["Tiltak"].merge_cells("C2:C3"))
    problems = errors_of(file)
    assert [(problem.code, problem.place.cell) for problem in problems] == [
        (Code.MERGED_CELL, "C2"), (Code.NUMBER_AS_DECIMAL, "B3"), (Code.NUMBER_AS_DATE, "B4"),
        (Code.UNREADABLE_REFERENCE, "B5"),
    ]  # fmt: skip
    assert all("«4 og 7»" in problem.message for problem in problems[1:3])

    def divide(book: Workbook) -> None:
        book["Tiltak"].unmerge_cells("C2:C3")
        book["Tiltak"]["C3"].value = rows[1][2]

    file = changed(
        file,
        divide,
        write("Tiltak", "B3", "4 og 7"),
        write("Tiltak", "B4", "4 og 7"),
        write("Tiltak", "B5", "6"),
    )
    assert errors_of(file) == []
    assert_report_of(file, rows)
