"""Workbooks for the pictures: the shipped one, with mistakes too, and made-up ones that say so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl

from nkps_reports.workbook.writing.blank import render_workbook
from tools.page.places import ROOT

SHIPPED = ROOT / "input" / "spekter-2017.xlsx"
# Whose report is compared with that of the year before.
COMPARED = "Oppdiktet Arbeidsgiverforening"

# What an employee types over last year's: three mistakes, and a description that has none.
TYPED: Mapping[str, object] = {
    "B3": 4.7,
    "E4": None,
    "D5": "Møtene holdes hvert kvartal.",
    "B6": "6 og 17",
}

MEETING = (
    "Møteplass for lærebedrifter",
    "4 og 7",
    "Foreningen er ansvarlig. Fylkeskommunene er med.",
    "En konferanse for bedrifter som har lærlinger. På konferansen får deltakerne\n"
    "- høre hva forskningen sier om læring på arbeidsplassen\n"
    "- utveksle erfaringer",
    "Mars hvert år.",
)
MEETING_NEXT_YEAR = (
    *MEETING[:3],
    "En konferanse for bedrifter og etater som har lærlinger. På konferansen får deltakerne\n"
    "- høre hva forskningen sier om læring på arbeidsplassen\n"
    "- utveksle erfaringer\n"
    "- møte lærlinger",
    "April hvert år.",
)
DIGITAL = (
    "Kurs i digitale ferdigheter",
    "5",
    "Foreningen er ansvarlig.",
    "Kurset er oppdiktet. Det er for tillitsvalgte og ledere.",
    "Tre kvelder i september.",
)
LANGUAGE = (
    "Norsk på arbeidsplassen",
    "12 og 14",
    "Foreningen og studieforbundene.",
    "Opplæringen er oppdiktet. Den er lagt til arbeidstiden.",
    "Løpende.",
)
GUIDANCE = (
    "Veiledning om fagbrev for ansatte",
    "7 og 9",
    "Foreningen og fagforbundene.",
    "Ansatte uten fagbrev får vite hvordan praksisen deres kan telle med.",
    "Løpende fra 2018.",
)
BEGUN = ("Nettkurs om læring i arbeidet", "6", "", "Kurset er oppdiktet.", "")

# The other organisations, and what each of their actions relates to.
OTHERS: Mapping[str, tuple[str, ...]] = {
    "Oppdiktet Bransjeforbund": ("4–7", "4"),
    "Oppdiktet Fagforbund": ("6", "6 og 9", "7", "13"),
    "Oppdiktet Kommuneforening": ("2", "2 og 3", "8, 9 og 10", "14"),
    "Oppdiktet Næringsråd": ("1", "4", "8"),
    "Oppdiktet Studieforbund": ("16", "16", "12 og 16", "5"),
    "Oppdiktet Voksenopplæring": ("12", "14", "14 og 15"),
}


def write_examples(folder: Path) -> None:
    """Put all of them in a folder, and those for the overview in a folder in it."""
    together = folder / "innsendt"
    together.mkdir(parents=True)
    (folder / "spekter-2017.xlsx").write_bytes(SHIPPED.read_bytes())
    write_with_mistakes(folder / "spekter-2018.xlsx")
    (folder / "arbeidsbok.xlsx").write_bytes(a_workbook(COMPARED, "2018", MEETING, DIGITAL, BEGUN))
    old = a_workbook(COMPARED, "2017", MEETING, DIGITAL, LANGUAGE)
    (folder / "forening-2017.xlsx").write_bytes(old)
    new = a_workbook(COMPARED, "2018", LANGUAGE, MEETING_NEXT_YEAR, GUIDANCE)
    (folder / "forening-2018.xlsx").write_bytes(new)
    (together / "rapport-0.xlsx").write_bytes(old)
    for number, (name, relations) in enumerate(OTHERS.items(), start=1):
        actions = (made_up(relation, place) for place, relation in enumerate(relations, start=1))
        (together / f"rapport-{number}.xlsx").write_bytes(a_workbook(name, "2017", *actions))


def a_workbook(name: str, period: str, *actions: tuple[str, ...]) -> bytes:
    """The workbook filled in by an organisation."""
    return render_workbook({"name": name, "period": period}, actions)


def made_up(relation: str, number: int) -> tuple[str, ...]:
    """An action of which the overview shows little."""
    return (f"Oppdiktet tiltak {number}", relation, "Oss selv.", "Teksten er oppdiktet.", "Løpende.")


def write_with_mistakes(path: Path) -> None:
    """The shipped workbook as somebody filled it in the year after, with mistakes."""
    book = openpyxl.load_workbook(SHIPPED, rich_text=True)
    for row in book["Virksomhet"].iter_rows():
        for cell in row:
            if cell.value == "2017":
                cell.value = "2018"
    for place, value in TYPED.items():
        book["Tiltak"][place].value = value
    book.save(path)
