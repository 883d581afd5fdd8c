"""Nine organisations made up for the tests, whose texts say so: half send workbooks, half Word reports."""

from __future__ import annotations

from pathlib import Path

from nkps_reports.workbook.reading.parsing import parse_workbook
from tests.builders import a_word_report, a_workbook
from tools.word_template.template import render_default_template

PERIOD = "2017"
# The name of each, what it relates its actions to, and what it sends.
ORGANISATIONS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Oppdiktet Arbeidsgiverforening", ("12", "4 og 7", "4 og 7", "6", "6", "4", "7", "14"), "xlsx"),
    ("Ærlig Oppdiktet Forbund", ("1",), "docx"),
    ("Åpent Oppdiktet Studieforbund", ("16", "16", "16", "12"), "xlsx"),
    ("Bygg & <Anlegg> (oppdiktet)", ("4–7",), "docx"),
    ("Den oppdiktede kommuneorganisasjonen", ("2", "2 og 3", "8, 9 og 10"), "xlsx"),
    ("Oppdikta Nynorskforbund", ("5 og 6", "13"), "docx"),
    ("Landsorganisasjonen for prøvetekster", tuple(["4"] * 12), "xlsx"),
    (
        "Øvrige oppdiktede virksomheter med et navn så langt at det må brytes i tabellen",
        ("15",),
        "docx",
    ),
    ("Zebra {{ oppdiktet }} =1+1", ("4", "14"), "docx"),
)


def an_organisation(name: str, relations: tuple[str, ...], period: str = PERIOD) -> bytes:
    """The workbook of one of them."""
    rows = [
        (
            f"Oppdiktet tiltak {number} fra {name}, laget for en test",
            relation,
            f"{name} er ansvarlig (oppdiktet).",
            f"Teksten er oppdiktet for en test.\n- Punkt {number}\n- Se https://example.org/{number}",
            f"Høsten {2016 + number % 3} (oppdiktet)",
        )
        for number, relation in enumerate(relations, start=1)
    ]
    language = "nynorsk" if "Nynorsk" in name else None
    organisation = {"Virksomhet": name, "Rapporteringsperiode": period, "Målform": language}
    return a_workbook(rows, organisation)


def as_word(workbook: bytes) -> bytes:
    """The Word report of a workbook."""
    report = parse_workbook(workbook).report
    assert report
    return a_word_report(report, render_default_template(report.organisation.language))


def send_in(folder: Path) -> list[Path]:
    """Put all nine in a folder; the paths in the order of the list."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number, (name, relations, kind) in enumerate(ORGANISATIONS, start=1):
        workbook = an_organisation(name, relations)
        path = folder / f"rapport-{number}.{kind}"
        path.write_bytes(workbook if kind == "xlsx" else as_word(workbook))
        paths.append(path)
    return paths
