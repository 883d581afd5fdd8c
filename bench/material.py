"""What is measured with: workbooks and reports, all made up but the shipped one."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.overview.overview import Contribution, Overview
from nkps_reports.report.markup import Run, parse_markup
from nkps_reports.report.model import Action, Organisation, Place, Relation, Report, Text
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.rendering import render_report
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.writing.blank import render_workbook
from tests.builders import a_workbook
from tests.handmade import Hand, a_handmade_report
from tools.word_template.template import render_default_template

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "input/spekter-2017.xlsx"
DESCRIPTION = (
    "Hensikten med møteplassen er at medlemmene skal utveksle erfaringer og bli oppdatert.\n"
    "- Et heldagsarrangement med faglige innlegg, se https://example.org/program for mer.\n"
    "- Tema har vært kvalitet i alle ledd i fagopplæringen.\n"
    "1. Først planlegging.\n2. Så gjennomføring.\n3. Til slutt [evaluering](https://example.org/e)."
)
RESPONSIBLE = "Spekter er ansvarlig for tiltaket."
TIMING = "Oppstart var i 2013, og tiltaket gjennomføres hvert år i begynnelsen av mars."
# Where the name of an organisation stands, in a workbook that many are made of.
_NAME = "Virksomhet uten nummer"


@cache
def many_actions(count: int) -> Report:
    """A report of many actions with lists and links."""
    place = Place("Tiltak", "A2", "Tiltak")

    def text(words: str) -> Text:
        return Text(parse_markup([Run(words)]), place)

    actions = tuple(
        Action(
            number,
            number + 1,
            {
                "title": text(f"Arrangere møteplass {number}."),
                "responsible": text(RESPONSIBLE),
                "description": text(DESCRIPTION),
                "timing": text(TIMING),
            },
            Relation((number % 16 + 1,), place, ""),
        )
        for number in range(1, count + 1)
    )
    return Report(Organisation("Spekter", "2017"), actions, read_measures())


@cache
def many_organisations(count: int) -> Overview:
    """The same actions as one report of eight times as many, by as many organisations."""
    report = many_actions(8 * count)
    contributions = []
    for number in range(count):
        actions = tuple(
            replace(action, number=place)
            for place, action in enumerate(report.actions[8 * number : 8 * number + 8], start=1)
        )
        own = replace(report, organisation=Organisation(f"Virksomhet {number}", "2017"), actions=actions)
        contributions.append(Contribution(Path(f"{number}.xlsx"), own))
    return Overview("2017", tuple(contributions))


@cache
def many_rows(count: int) -> bytes:
    """A workbook of many rows with bold words, and with a formula, for which both views are read."""
    book = openpyxl.load_workbook(io.BytesIO(render_workbook()))
    organisation, actions = book["Virksomhet"], book["Tiltak"]
    organisation["B4"], organisation["B5"] = "Spekter", "2017"
    bold = TextBlock(InlineFont(b=True), "Hensikten")
    for number in range(1, count + 1):
        row: tuple[str | CellRichText, ...] = (
            f"Arrangere møteplass {number}.",
            str(number % 16 + 1),
            RESPONSIBLE,
            CellRichText(bold, DESCRIPTION.removeprefix("Hensikten")),
            TIMING,
        )
        for column, value in enumerate(row, start=1):
            actions.cell(number + 1, column).value = value
    actions.cell(2, 5).value = '="Høsten 2017"'
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@cache
def eight_actions_in_word() -> bytes:
    """The shipped workbook's report."""
    report = parse_workbook(SHIPPED.read_bytes()).report
    assert report
    return render_report(report, render_default_template(), "")


def write_slow_reports(folder: Path) -> Path:
    """A folder with the five Word reports that are read slowest of all that somebody may send in.

    Our own of a thousand actions, and the shipped one made by hand: in three kinds of tables, and with its
    runs cut to pieces.
    """
    folder.mkdir()
    own = render_report(many_actions(1_000), render_default_template(), "")
    made = {
        layout: a_handmade_report(Hand(layout=layout)) for layout in ("pairs", "rows", "cells", "paragraphs")
    }
    for name, content in {"egen": own, **made}.items():
        (folder / f"{name}.docx").write_bytes(content)
    return folder


def write_organisations(folder: Path, count: int) -> Path:
    """A folder with a workbook of eight actions of as many organisations each; they have all measures."""
    folder.mkdir()
    # To write each with openpyxl would take longer than what is measured.
    made = [unpack_parts(_an_organisation(first)) for first in (1, 9)]
    for number in range(count):
        name = f"Virksomhet {number:04}".encode()
        parts = {
            part: content.replace(_NAME.encode(), name) for part, content in made[number % len(made)].items()
        }
        (folder / f"virksomhet-{number:04}.xlsx").write_bytes(pack_parts(parts))
    return folder


def _an_organisation(first: int) -> bytes:
    rows = [
        (f"Arrangere møteplass {number}.", str(number), RESPONSIBLE, DESCRIPTION, TIMING)
        for number in range(first, first + 8)
    ]
    return a_workbook(rows, {"Virksomhet": _NAME, "Rapporteringsperiode": "2017"})


def fill_folder(folder: Path, count: int) -> Path:
    """A folder with as many workbooks of eight actions."""
    folder.mkdir()
    content = SHIPPED.read_bytes()
    for number in range(count):
        (folder / f"virksomhet-{number:04}.xlsx").write_bytes(content)
    return folder
