"""Nine organisations side by side: the figures in all three files, and what is left out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

from nkps_reports.files.sources import read_source
from nkps_reports.jobs.collection import collect_overviews
from nkps_reports.jobs.submissions import parse_submission
from tests import ROOT
from tests.archived import archived
from tests.builders import a_workbook
from tests.commands import run
from tests.conftest import Convert
from tests.nine_organisations import ORGANISATIONS, an_organisation, as_word, send_in
from tests.validators import check_office, check_pdf

MEASURES = range(1, 17)
NAMES = (
    "Kompetansebehovsutvalg", "Regionalt ansvar", "Karriereveiledning", "Utdanning og arbeidsliv",
    "Digital kompetanse", "Læring i arbeidslivet", "Yrkesfaglige karrierer", "Etter- og videreutdanning",
    "Dokumentert kompetanse", "Utenlandsk utdanning", "Fleksibel opplæring for voksne", "Kompetansepluss",
    "Opplæring og arbeidsmarked", "Norskopplæring", "NAVs opplæringstilbud", "Frivillig sektor",
)  # fmt: skip
HEADERS = [f"{number}\u00a0{name}" for number, name in enumerate(NAMES, start=1)]
# What is expected is counted here from what was made up, and not by the program.
RELATIONS = {"4–7": (4, 5, 6, 7)}


def numbers_of(relation: str) -> tuple[int, ...]:
    return RELATIONS.get(relation) or tuple(map(int, relation.replace(" og ", ", ").split(", ")))


def expected_rows() -> dict[str, list[int]]:
    """For each organisation how many of its actions relate to each measure."""
    return {
        name: [sum(measure in numbers_of(relation) for relation in relations) for measure in MEASURES]
        for name, relations, _ in ORGANISATIONS
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the overview of the nine was made."""
    place = tmp_path_factory.mktemp("nine")
    send_in(place / "innsendt")
    answer = run(place, "overview", "innsendt")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "9 virksomheter, 34 rapporteringspunkter fra 9 filer" in answer.stdout
    return place / "output"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    send_in(tmp_path / "innsendt")
    return tmp_path


def text_of(pdf: Path, *options: str) -> str:
    command = ["pdftotext", "-layout", *options, str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def first_page(place: Path, output: str = "output") -> str:
    return whole_pdf(place, output, "-l", "1")


def whole_pdf(place: Path, output: str = "output", *options: str) -> str:
    shown = text_of(place / output / "samlet-oversikt-2017.pdf", "-nopgbrk", *options)
    return " ".join(shown.split())


def table_of(document: Path, heading: str) -> Iterator[list[str]]:
    """The rows of the table with a header, as text."""
    for table in docx.Document(str(document)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[0][0] == heading:
            yield from rows


def figures_of(cells: list[str]) -> list[int]:
    """The figures of a row, where nothing stands for nothing, and «ingen» in a row of sums."""
    return [0 if cell in ("", "ingen") else int(cell) for cell in cells]


def test_the_word_file_has_every_figure_under_its_measure(made: Path) -> None:
    header, totals, *rows, organisations = table_of(made / "samlet-oversikt-2017.docx", "Virksomhet")
    assert header[1:] == [*HEADERS, "Punkter i\u00a0alt"]
    expected = expected_rows()
    assert {row[0]: figures_of(row[1:-1]) for row in rows} == expected
    assert totals[0] == "Alle virksomhetene"
    sums = [sum(column) for column in zip(*expected.values(), strict=True)]
    assert figures_of([cell.strip() for cell in totals[1:]]) == [*sums, 34]
    counts = [sum(figure > 0 for figure in column) for column in zip(*expected.values(), strict=True)]
    assert figures_of(organisations[1:-1]) == counts
    assert organisations[-1] == "av 9"
    # In the order of the Norwegian alphabet.
    assert [row[0][0] for row in rows][-3:] == ["Æ", "Ø", "Å"]
    # Where nobody does anything, a word says so at the top and at the bottom.
    assert [number for number in MEASURES if totals[number] == organisations[number] == "ingen"] == [11]


def test_it_is_said_why_the_last_column_is_no_sum_of_the_others(made: Path) -> None:
    said = (
        "Et rapporteringspunkt kan være knyttet til flere NKPS-tiltak, men telles én gang i «Punkter i alt»."
    )
    paragraphs = [p.text for p in docx.Document(str(made / "samlet-oversikt-2017.docx")).paragraphs]
    assert said in [paragraph.replace("\u00a0", " ") for paragraph in paragraphs]
    page = text_of(made / "samlet-oversikt-2017.pdf", "-l", "1", "-raw")
    assert said in " ".join(page.split())


def test_the_bars_in_the_word_file_are_as_high_as_their_figures(made: Path) -> None:
    (table,) = [
        t for t in docx.Document(str(made / "samlet-oversikt-2017.docx")).tables if len(t.columns) == 18
    ]
    heights = {}
    for number, cell in zip(MEASURES, table.rows[1].cells[1:], strict=False):
        bars = [p.paragraph_format.line_spacing for p in cell.paragraphs[1:]]
        heights[number] = bars[0].pt if bars else 0
    assert heights[4] == 32
    for number, count in {1: 1, 6: 4, 11: 0, 16: 3}.items():
        assert heights[number] == pytest.approx(32 * count / 17, abs=0.05)


def test_the_pdf_shows_every_figure_once_with_the_names_of_the_measures(made: Path) -> None:
    pdf = made / "samlet-oversikt-2017.pdf"
    rows = [line.split() for line in text_of(pdf, "-l", "1").splitlines()]
    (header,) = [row for row in rows if row[:2] == ["Virksomhet", "NKPS-tiltak"]]
    assert header[2:] == [*map(str, MEASURES), "i", "alt"]
    shown = {" ".join(row[:2]): row[2:] for row in rows if row}
    assert " ".join(shown["Antall virksomheter"]) == "1 1 1 4 2 3 2 1 1 1 ingen 2 1 2 1 1 av 9"
    assert " ".join(shown["Oppdiktet Arbeidsgiverforening"]) == "3 2 3 1 1 8"
    assert shown["Landsorganisasjonen for"] == ["prøvetekster", "12", "12"]
    page = "".join(text_of(pdf, "-l", "1", "-raw").split())
    assert [name for name in NAMES if "".join(name.split()) not in page] == []


def test_the_workbook_has_the_same_figures_and_a_row_for_each_relation(made: Path) -> None:
    book = openpyxl.load_workbook(made / "samlet-oversikt-2017.xlsx")
    assert book.sheetnames == ["Oversikt", "Relasjoner", "Filer"]
    rows = {
        row[0]: list(row[1:17]) for row in book["Oversikt"].iter_rows(min_row=6, max_row=14, values_only=True)
    }
    assert rows == expected_rows()
    # Where there is nothing, nothing is shown, but in a row of sums a word.
    sheet = book["Oversikt"]
    assert (sheet["B6"].value, sheet["B6"].number_format) == (0, "0;-0;")
    assert [(sheet[f"L{row}"].value, sheet[f"L{row}"].number_format) for row in (16, 17)] == [
        (0, '0;-0;"ingen"')
    ] * 2
    assert (sheet["S17"].value, sheet["S17"].number_format) == (9, '"av "0')
    assert sheet["A3"].value.startswith("Hva som mangler: NKPS-tiltak uten rapporteringspunkt: 11")
    relations = list(book["Relasjoner"].iter_rows(min_row=2, values_only=True))
    assert len(relations) == sum(map(sum, expected_rows().values()))
    zebra = [row for row in relations if row[0] == "Zebra {{ oppdiktet }} =1+1"]
    assert [(row[1], row[2], row[4], row[9]) for row in zebra] == [
        ("2017", 1, 4, "rapport-9.docx"), ("2017", 2, 14, "rapport-9.docx"),
    ]  # fmt: skip
    for name in ("Oversikt", "Relasjoner", "Filer"):
        sheet = book[name]
        assert sheet.freeze_panes
        assert [bool(table.autoFilter) for table in sheet.tables.values()] == [True]


def test_text_that_looks_like_a_formula_is_text_in_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "inn").mkdir()
    rows = [("=1+1", "4", "-x", "+y", "@z")]
    (tmp_path / "inn/a.xlsx").write_bytes(a_workbook(rows))
    assert run(tmp_path, "overview", "inn").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "output/samlet-oversikt-2017.xlsx")
    cell = book["Relasjoner"]["D2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_each_measure_lists_what_each_organisation_does(made: Path) -> None:
    document = docx.Document(str(made / "samlet-oversikt-2017.docx"))
    lines = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.text]
    headings = [text for style, text in lines if style == "Heading 2"]
    assert headings[1:] == [f"NKPS-tiltak {number}: {name}" for number, name in enumerate(NAMES, start=1)]
    start = lines.index(("Heading 2", "NKPS-tiltak 14: Norskopplæring"))
    section = lines[start : lines.index(("Heading 2", "NKPS-tiltak 15: NAVs opplæringstilbud"))]
    assert section[2:] == [
        ("Normal", "Hovedansvarlig: JD"),
        ("Heading 3", "Oppdiktet Arbeidsgiverforening"),
        (
            "List Bullet",
            "Oppdiktet tiltak 8 fra Oppdiktet Arbeidsgiverforening, laget for en test (nr.\u00a08)",
        ),
        ("Heading 3", "Zebra {{ oppdiktet }} =1+1 · NKPS-tiltak 14"),
        (
            "List Bullet",
            "Oppdiktet tiltak 2 fra Zebra {{ oppdiktet }} =1+1, laget for en test (nr.\u00a02)",
        ),
    ]
    assert ("Normal", "Hovedansvarlig: ikke oppgitt") in lines
    # Twelve actions, and the name of who has them once.
    start = lines.index(("Heading 2", "NKPS-tiltak 4: Utdanning og arbeidsliv"))
    section = lines[start : lines.index(("Heading 2", "NKPS-tiltak 5: Digital kompetanse"))]
    assert section.count(("Heading 3", "Landsorganisasjonen for prøvetekster · NKPS-tiltak 4")) == 1
    assert sum(style == "List Bullet" for style, _ in section) == 17


def test_the_pdf_sets_the_organisation_off_from_what_it_does(made: Path) -> None:
    lines = text_of(made / "samlet-oversikt-2017.pdf", "-f", "2").splitlines()
    titles = [line for line in lines if "fra Landsorganisasjonen for prøvetekster" in line]
    assert len(titles) == 12
    named, *others = titles
    begin = named.index("Oppdiktet tiltak 1 fra")
    assert named[:begin].strip() == "Landsorganisasjonen for prøvetekster"
    assert named.rstrip().endswith("(nr. 1)")
    assert {line[: begin - 2].strip() for line in others} == {""}


def test_the_first_page_says_in_one_line_that_only_a_measure_is_without_action(made: Path) -> None:
    said = (
        "NKPS-tiltak uten rapporteringspunkt: 11 Fleksibel opplæring for voksne. "
        "Alle filene i mappen er med, og ingen er lest med feil."
    )
    paragraphs = [p.text for p in docx.Document(str(made / "samlet-oversikt-2017.docx")).paragraphs]
    assert paragraphs[3].replace("\u00a0", " ") == f"Hva som mangler: {said}"
    page = " ".join(text_of(made / "samlet-oversikt-2017.pdf", "-l", "1", "-raw").split())
    assert said in page.replace("\u00a0", " ")
    # The map stands on the same page, below it.
    page = first_page(made.parent)
    assert page.index("Hva som mangler") < page.index("Antall virksomheter")


def test_all_three_files_are_valid(made: Path, libreoffice: Convert) -> None:
    word, pdf, book = (made / f"samlet-oversikt-2017.{kind}" for kind in ("docx", "pdf", "xlsx"))
    assert check_office(word, book) == []
    assert check_pdf("2a", pdf, archived(libreoffice, word)) == []


def test_nothing_wrong_is_said_on_the_first_page_too(made: Path) -> None:
    # As the lines stand in the file: the slanted names beside them tear apart what is put in order by place.
    shown = whole_pdf(made.parent, "output", "-raw", "-l", "1")
    assert "Alle filene i mappen er med, og ingen er lest med feil." in shown


def test_the_same_reports_give_the_same_bytes(place: Path) -> None:
    for output in ("a", "b"):
        assert run(place, "overview", "innsendt", "--output", output).returncode == 0
    for kind in ("docx", "pdf", "xlsx"):
        one, other = (place / output / f"samlet-oversikt-2017.{kind}" for output in ("a", "b"))
        assert one.read_bytes() == other.read_bytes()


def test_two_reports_by_one_organisation_are_not_counted_and_are_named(place: Path) -> None:
    name, relations, _ = ORGANISATIONS[0]
    copy = place / "innsendt/kopi.docx"
    copy.write_bytes(as_word(an_organisation(name.upper(), relations)))
    answer = run(place, "overview", "innsendt")
    assert answer.returncode == 4
    assert "har rapportert for 2017 også i rapport-1.xlsx. Ingen av filene er med" in answer.stderr
    assert "8 virksomheter" in answer.stdout
    assert "2 filer er ikke med" in answer.stdout
    page = first_page(place)
    assert "kopi.docx" in page
    assert "rapport-1.xlsx" in page


def test_the_newer_of_two_is_counted_when_that_is_asked_for(place: Path) -> None:
    name, _, _ = ORGANISATIONS[0]
    newer = place / "innsendt/ny.xlsx"
    newer.write_bytes(an_organisation(name, ("3",)))
    os.utime(place / "innsendt/rapport-1.xlsx", (1_500_000_000, 1_500_000_000))
    answer = run(place, "overview", "innsendt", "--newest")
    assert answer.returncode == 0
    assert "også i ny.xlsx, som er lagret senere og brukt i stedet" in answer.stderr
    rows = {row[0]: row[1:] for row in table_of(place / "output/samlet-oversikt-2017.docx", "Virksomhet")}
    assert rows[name][2:4] == ["1", ""]
    assert "rapport-1.xlsx" in first_page(place)


def test_a_file_whose_name_no_document_can_hold_is_in_the_overview_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "inn").mkdir()
    # As a zip file from Windows gives it elsewhere, and with a character that steers terminals.
    for name, content in ((b"sm\xe5.xlsx", an_organisation("KS", ("1",))), (b"r\x1b.docx", b"%PDF-1.4")):
        (tmp_path / "inn" / os.fsdecode(name)).write_bytes(content)
    assert run(tmp_path, "overview", "inn").returncode == 3
    document = tmp_path / "output/samlet-oversikt-2017.docx"
    assert [row[0] for row in table_of(document, "Fil")][1:] == ["r\ufffd.docx"]
    book = openpyxl.load_workbook(document.with_suffix(".xlsx"))
    assert book["Relasjoner"]["J2"].value == "sm\ufffd.xlsx"
    assert document.with_suffix(".pdf").exists()


def test_a_report_with_errors_is_counted_as_far_as_it_goes_and_named(place: Path) -> None:
    faulty = an_organisation("Feilbarlig", ("17", "4 og kanskje 7", "3"))
    (place / "innsendt/feil.xlsx").write_bytes(faulty)
    (place / "innsendt/tull.docx").write_bytes(b"%PDF-1.4")
    answer = run(place, "overview", "innsendt")
    assert answer.returncode == 4
    assert "1 fil er med, men lest med feil" in answer.stdout
    rows = {row[0]: row[1:] for row in table_of(place / "output/samlet-oversikt-2017.docx", "Virksomhet")}
    assert rows["Feilbarlig"][2] == "1"
    assert rows["Feilbarlig"][3:] == [*([""] * 13), "3"]
    remarks = list(table_of(place / "output/samlet-oversikt-2017.docx", "Fil"))
    assert [row[:2] for row in remarks[1:]] == [["tull.docx", "Nei"], ["feil.xlsx", "Ja"]]
    assert "en PDF" in remarks[1][2]
    assert "Tiltak, celle B2: Det finnes ikke noe NKPS-tiltak 17" in remarks[2][2]
    # What has no place in the figures has one of its own, with what somebody wrote.
    title = "Oppdiktet tiltak {} fra Feilbarlig, laget for en test"
    said = [
        f"{title.format(1)} (nr.\u00a01, skrevet: «17»)",
        f"{title.format(2)} (nr.\u00a02, skrevet: «4 og kanskje 7»)",
    ]
    paragraphs = [p.text for p in docx.Document(str(place / "output/samlet-oversikt-2017.docx")).paragraphs]
    start = paragraphs.index("Rapporteringspunkter uten NKPS-tiltak") + 1
    assert paragraphs[start:] == ["Feilbarlig", *said]
    shown = " ".join(text_of(place / "output/samlet-oversikt-2017.pdf", "-raw").split())
    said = [" ".join(line.split()) for line in said]
    assert all(line in shown for line in said)
    assert "2 rapporteringspunkter er ikke knyttet til noe NKPS-tiltak." in first_page(place)
    assert "1 fil er ikke med (tull.docx) og 1 fil er lest med feil (feil.xlsx)." in first_page(place)
    book = openpyxl.load_workbook(place / "output/samlet-oversikt-2017.xlsx")
    shown_rows = [str(cell.value) for cell in book["Uten NKPS-tiltak"]["A"]][1:]
    assert [" ".join(row.split()) for row in shown_rows] == [f"Feilbarlig: {line}" for line in said]


def test_a_word_report_without_a_name_is_left_out_and_named(place: Path) -> None:
    from tests.handmade import a_handmade_report

    (place / "innsendt/uten-navn.docx").write_bytes(a_handmade_report())
    answer = run(place, "overview", "innsendt")
    assert answer.returncode == 4
    assert "uten-navn.docx" in first_page(place)
    assert "Virksomhet: Feltet er tomt i Word-rapporten." in whole_pdf(place)
    assert "Skriv øverst i rapporten: «Virksomhet: …»" in answer.stderr
    assert "Skriv øverst i rapporten: «Rapporteringsperiode: …»" in answer.stderr


def test_other_files_and_folders_are_named_and_our_own_are_passed_over(place: Path) -> None:
    for name in ("bilde.jpg", "Thumbs.db", "._rapport-1.xlsx", ".skjult", ".ks.docx.icloud"):
        (place / "innsendt" / name).write_bytes(b"x")
    (place / "innsendt/borte.docx").symlink_to("finnes-ikke.docx")
    (place / "innsendt/eldre").mkdir()
    assert run(place, "overview", "innsendt", "--output", "innsendt").returncode == 0
    answer = run(place, "overview", "innsendt", "--output", "innsendt")
    assert answer.returncode == 0
    assert "3 andre filer er ikke lest: .ks.docx.icloud, bilde.jpg og borte.docx." in answer.stderr
    assert "Noe annet i mappen er ikke lest." in first_page(place, "innsendt")
    assert "3 andre filer er ikke lest" in whole_pdf(place, "innsendt")
    assert "1 mappe er ikke lest: eldre." in answer.stderr
    assert "samlet-oversikt" not in answer.stderr


def test_those_who_should_report_and_have_not_are_listed(place: Path) -> None:
    names = [name for name, *_ in ORGANISATIONS[1:]]
    listed = ["Virksomhet", *(name.upper() for name in names[:-1]), "Sebra oppdiktet =1+1", "KS"]
    (place / "liste.txt").write_bytes("\r\n".join(listed).encode("cp1252"))
    answer = run(place, "overview", "innsendt", "--expected", "liste.txt")
    assert "Filen liste.txt sier ikke hvilket tegnsett den har." in answer.stderr
    assert answer.returncode == 0
    named = "2 virksomheter på listen har ikke rapportert (Sebra oppdiktet =1+1 og KS)."
    assert named in " ".join(text_of(place / "output/samlet-oversikt-2017.pdf", "-l", "1", "-raw").split())
    absent, _, unexpected = whole_pdf(place).partition(
        "Virksomheter som har rapportert, men ikke står på listen"
    )
    assert "Sebra oppdiktet =1+1 (ligner på Zebra {{ oppdiktet }} =1+1, som har sendt en rapport)" in absent
    assert absent.split("Virksomheter som ikke har rapportert")[1].split()[-1] == "KS"
    assert ORGANISATIONS[0][0] in unexpected
    book = openpyxl.load_workbook(place / "output/samlet-oversikt-2017.xlsx")
    assert [cell.value for cell in book["Ikke rapportert"]["A"]][-1] == "KS"
    assert [cell.value for cell in book["Ikke på listen"]["A"]][1:] == [
        ORGANISATIONS[0][0], ORGANISATIONS[-1][0],
    ]  # fmt: skip


def test_each_period_has_an_overview_of_its_own(place: Path) -> None:
    (place / "innsendt/neste.xlsx").write_bytes(an_organisation("NHO (oppdiktet)", ("1",), "2018–2019"))
    answer = run(place, "overview", "innsendt")
    assert answer.returncode == 0
    names = {path.name for path in (place / "output").iterdir() if not path.name.startswith(".")}
    assert names == {f"samlet-oversikt-{period}.{kind}" for period in ("2017", "2018-2019") for kind in ("docx", "pdf", "xlsx")}  # fmt: skip # noqa: E501


LONG = "Perioden fra og med strategien ble lagt frem til og med utgangen av året "


@pytest.mark.parametrize(
    ("periods", "names"),
    [
        (["2017"], ["2017"]),
        (["2017–2018", "2017-2018", "2017 - 2018"], ["2017-2018"]),
        (["Første halvår 2018"], ["forste-halvar-2018"]),
        (["../x"], ["x"]),
        (
            [f"{LONG}2018", f"{LONG}2017"],
            [
                "perioden-fra-og-med-strategien-ble-lagt-frem-til-og-med-utga",
                "perioden-fra-og-med-strategien-ble-lagt-frem-til-og-med-utga-2",
            ],
        ),
        (["※"], ["e280bb"]),
    ],
)
def test_each_period_has_files_whose_names_can_be_sent(
    tmp_path: Path, periods: list[str], names: list[str]
) -> None:
    (tmp_path / "inn").mkdir()
    for number, period in enumerate(periods):
        (tmp_path / f"inn/{number}.xlsx").write_bytes(an_organisation(f"Nr {number}", ("1",), period))
    assert run(tmp_path, "overview", "inn").returncode == 0
    made = sorted(path.stem for path in (tmp_path / "output").glob("*.docx"))
    assert made == [f"samlet-oversikt-{name}" for name in names]


def test_a_folder_without_reports_or_none_at_all_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    (tmp_path / "fil.xlsx").write_bytes(a_workbook())
    for path, said in (("tom", "ingen rapporter"), ("borte", "Finner ikke"), ("fil.xlsx", "er en fil")):
        answer = run(tmp_path, "overview", path)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert said in answer.stderr
    (tmp_path / "tom/tull.docx").write_bytes(b"x")
    answer = run(tmp_path, "overview", "tom")
    assert answer.returncode == 3
    assert "INGEN OVERSIKT er laget" in answer.stderr
    assert not (tmp_path / "output").exists()


def test_without_pango_the_word_file_and_the_workbook_are_made_all_the_same(place: Path) -> None:
    fake = place / "fake/weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise OSError('cannot load library libpango-1.0-0')\n")
    answer = run(place, "overview", "innsendt", PYTHONPATH=f"{fake.parent}{os.pathsep}{ROOT}")
    assert answer.returncode == 6
    assert {path.suffix for path in (place / "output").glob("samlet*")} == {".docx", ".xlsx"}
    assert "PDF-filen kan ikke lages, fordi programbiblioteket Pango mangler" in answer.stderr
    assert "Oversikten for 2017 mangler PDF-filen" in answer.stderr
    assert "eldre" not in answer.stderr
    (place / "output/samlet-oversikt-2017.pdf").write_bytes(b"%PDF")
    answer = run(place, "overview", "innsendt", PYTHONPATH=f"{fake.parent}{os.pathsep}{ROOT}")
    assert "output/samlet-oversikt-2017.pdf er eldre og hører ikke til denne kjøringen." in answer.stderr


def test_a_workbook_and_its_word_report_are_read_to_the_same(tmp_path: Path) -> None:
    workbook = an_organisation("Oppdiktet", ("4 og 7", "12"))
    (tmp_path / "a.xlsx").write_bytes(workbook)
    (tmp_path / "b.docx").write_bytes(as_word(workbook))
    overviews = []
    for name in ("a.xlsx", "b.docx"):
        (overview,), _ = collect_overviews([parse_submission(read_source(tmp_path / name))])
        overviews.append(overview)
    one, other = overviews
    assert one.totals == other.totals
    assert [
        [[action.title.blocks for action in share.actions] for share in shares]
        for shares in one.shares.values()
    ] == [
        [[action.title.blocks for action in share.actions] for share in shares]
        for shares in other.shares.values()
    ]


def test_reports_edited_in_libreoffice_are_counted_the_same(
    place: Path, made: Path, libreoffice_all: Callable[[list[Path]], list[Path]]
) -> None:
    reports = [place / f"innsendt/rapport-{number}.docx" for number in (2, 6)]
    for report, saved in zip(reports, libreoffice_all(reports), strict=True):
        document = docx.Document(str(saved))
        (paragraph,) = [each for each in document.paragraphs if each.text.startswith("Teksten er oppdiktet")][
            :1
        ]
        paragraph.add_run(" Og litt til.")
        document.save(str(report))
    (place / "innsendt/saved").rename(place / "saved")
    answer = run(place, "overview", "innsendt")
    assert (answer.returncode, answer.stderr) == (0, "")
    edited, first = (
        list(table_of(folder / "samlet-oversikt-2017.docx", "Virksomhet"))
        for folder in (place / "output", made)
    )
    assert edited == first
