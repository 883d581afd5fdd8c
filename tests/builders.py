"""Workbooks and reports for tests, written inline: one builder each, no binary fixtures."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import openpyxl
from docx import Document
from openpyxl import Workbook

from nkps_reports.matrix.layout import lay_out
from nkps_reports.matrix.page import render_page
from nkps_reports.matrix.rendering import finish_matrix
from nkps_reports.report.markup import Run, parse_markup
from nkps_reports.report.model import Action, Organisation, Place, Relation, Report, Text
from nkps_reports.report.problems import Problem
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.rendering import render_report
from nkps_reports.wording.codes import Code
from nkps_reports.wording.form import FIELDS
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.writing.blank import render_workbook
from tests import ROOT
from tools.word_template.template import render_default_template

ROW: tuple[Any, ...] = (
    "Arrangere møteplass",
    "4 og 7",
    "Spekter er ansvarlig.",
    "En konferanse.",
    "Høsten 2017.",
)
ORGANISATION = {"Virksomhet": "Spekter", "Rapporteringsperiode": "2017"}


def a_row(**cells: Any) -> tuple[Any, ...]:
    """A valid row with some cells replaced: title, relation, responsible, description, timing."""
    names = ("title", "relation", "responsible", "description", "timing")
    return tuple(cells.get(name, value) for name, value in zip(names, ROW, strict=True))


@cache
def _blank() -> bytes:
    """The blank workbook, laid out once: hundreds of tests fill it in."""
    return render_workbook()


def a_workbook(
    rows: Iterable[Sequence[Any]] = (ROW,),
    organisation: Mapping[str, Any] | None = None,
    change: Callable[[Workbook], None] | None = None,
) -> bytes:
    """The blank workbook filled in, with whatever values Excel could have stored.

    Args:
        rows: the cells of the rows from row 2.
        organisation: what stands in column B of Virksomhet, by label.
        change: what else is done to the workbook before it is saved.
    """
    book = openpyxl.load_workbook(io.BytesIO(_blank()))
    sheet = book["Virksomhet"]
    labels = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for label, value in (ORGANISATION if organisation is None else organisation).items():
        sheet.cell(labels[label], 2).value = value
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = book["Tiltak"].cell(number, column)
            cell.value = value.text if isinstance(value, Formula) else value
            if isinstance(value, str):
                # A text that begins with «=» is text; a formula is said with Formula.
                cell.data_type = "s"
    if change:
        change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@dataclass(frozen=True)
class Formula:
    """A formula that no program has calculated."""

    text: str


def a_text(words: str, cell: str = "A2") -> Text:
    """A cell's text as the reader makes it."""
    column = FIELDS["ABCDE".index(cell[0])]
    return Text(parse_markup([Run(words)]), Place("Tiltak", cell, column.header))


def with_texts(action: Action, **texts: Text) -> Action:
    """The action with other texts in some of its fields."""
    return replace(action, fields={**action.fields, **texts})


def a_report(*descriptions: str, organisation: Organisation | None = None) -> Report:
    """A report with an action for each description."""
    actions = tuple(
        Action(
            number,
            number + 1,
            {
                "title": a_text(f"Tittel {number}", f"A{number + 1}"),
                "responsible": a_text("Ansvarlig", f"C{number + 1}"),
                "description": a_text(description, f"D{number + 1}"),
                "timing": a_text("Tidspunkt", f"E{number + 1}"),
            },
            Relation((number % 16 + 1,), Place("Tiltak", f"B{number + 1}"), ""),
        )
        for number, description in enumerate(descriptions, start=1)
    )
    return Report(organisation or Organisation("Spekter", "2017"), actions, read_measures())


def shipped_report() -> Report:
    """The report of the shipped workbook: the eight actions of the source document."""
    report = parse_workbook((ROOT / "input/spekter-2017.xlsx").read_bytes()).report
    assert report
    return report


def a_word_report(report: Report, template: bytes | None = None) -> bytes:
    """The Word file of a report, by the default template."""
    return render_report(report, template or render_default_template(), "templates/report.docx")


def a_matrix(report: Report) -> bytes:
    """The PDF matrix of a report, made in this process."""
    with ThreadPoolExecutor(1) as executor:
        return finish_matrix(executor.submit(lay_out, render_page(report)), report)[0]


def paragraphs_of(word: bytes) -> list[str]:
    """Every paragraph's text in the body, in order; tables left out."""
    return [paragraph.text for paragraph in Document(io.BytesIO(word)).paragraphs]


def at(problems: Iterable[Problem], code: Code) -> list[str | None]:
    """The cells at which a problem of that code was found."""
    return [problem.place.cell for problem in problems if problem.code is code]
