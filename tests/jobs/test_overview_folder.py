"""A folder as people fill it: whatever is no report, is left out or is counted with doubt is said to be."""

from __future__ import annotations

import os
from pathlib import Path

import docx
import pytest

from nkps_reports.workbook.writing.blank import render_workbook
from tests.builders import a_workbook
from tests.commands import run
from tests.nine_organisations import an_organisation, as_word

WORD_FILE = "output/samlet-oversikt-2017.docx"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with one report in it."""
    (tmp_path / "inn").mkdir()
    (tmp_path / "inn/lo.xlsx").write_bytes(an_organisation("LO (oppdiktet)", ("1", "4")))
    return tmp_path


def said_in(document: Path) -> list[str]:
    """The paragraphs and the rows of the tables, but those of the matrix, before what is said of measures."""
    opened = docx.Document(str(document))
    paragraphs = [paragraph.text for paragraph in opened.paragraphs]
    rows = [": ".join(c.text for c in row.cells) for table in opened.tables[1:] for row in table.rows]
    return paragraphs[: paragraphs.index("NKPS-tiltakene og rapporteringspunktene")] + rows


def lines_with(document: Path, word: str) -> list[str]:
    return [line for line in said_in(document) if word in line]


def test_a_report_for_another_period_is_named_in_the_overview_of_each(place: Path) -> None:
    (place / "inn/ks.docx").write_bytes(as_word(an_organisation("KS", ("3",), "2071")))
    (place / "liste.txt").write_text("KS\nLO (oppdiktet)\nNHO\n")
    answer = run(place, "overview", "inn", "--expected", "liste.txt")
    assert (answer.returncode, answer.stderr) == (0, "")
    said = said_in(place / WORD_FILE)
    assert said[said.index("Rapporter i mappen for andre perioder") + 1] == "KS: 2071 (ks.docx)"
    assert "KS (har sendt ks.docx, men er ikke med her)" in said
    assert "NHO" in said
    missing = (
        "Hva som mangler: 2 virksomheter på listen har ikke rapportert (KS og NHO). "
        "NKPS-tiltak uten rapporteringspunkt: "
        "2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 og 16. Mer om det lenger bak. "
        "Alle filene for perioden er med, og ingen er lest med feil."
    )
    assert missing in said
    other = said_in(place / "output/samlet-oversikt-2071.docx")
    assert "LO (oppdiktet): 2017 (lo.xlsx)" in other


def test_whoever_has_sent_two_that_are_not_counted_is_not_said_to_have_sent_nothing(place: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (place / "inn" / name).write_bytes(an_organisation("KS", ("3",)))
    (place / "inn/uten-periode.xlsx").write_bytes(a_workbook(organisation={"Virksomhet": "NHO"}))
    (place / "liste.txt").write_text("KS\nNHO")
    assert run(place, "overview", "inn", "--expected", "liste.txt").returncode == 4
    said = said_in(place / WORD_FILE)
    assert "KS (har sendt a.xlsx og b.xlsx, men er ikke med her)" in said
    assert "NHO (har sendt uten-periode.xlsx, men er ikke med her)" in said


@pytest.mark.parametrize("written", ["K\u200bS", "ks.", "«KS»", "K.S.", "KS\u00a0"])
def test_one_name_written_in_two_ways_is_one_organisation(place: Path, written: str) -> None:
    (place / "inn/a.xlsx").write_bytes(an_organisation("KS", ("3",)))
    (place / "inn/b.xlsx").write_bytes(an_organisation(written, ("3",)))
    answer = run(place, "overview", "inn")
    assert answer.returncode == 4
    assert len(lines_with(place / WORD_FILE, "Ingen av filene er med i oversikten")) == 2


def test_two_names_much_alike_are_both_counted_and_said_to_be_alike(place: Path) -> None:
    (place / "inn/a.xlsx").write_bytes(an_organisation("Utdanningsforbundet", ("3",)))
    (place / "inn/b.docx").write_bytes(as_word(an_organisation("Utdaningsforbundet", ("3",))))
    answer = run(place, "overview", "inn")
    assert answer.returncode == 0
    assert "«Utdanningsforbundet» ligner på «Utdaningsforbundet» i b.docx" in answer.stderr
    assert "3 virksomheter" in answer.stdout
    (line,) = lines_with(place / WORD_FILE, "ligner på")
    assert line.startswith("a.xlsx: Ja")
    (place / "liste.txt").write_text("Utdanningsforbundet\nUtdaningsforbundet\n")
    assert "ligner" not in run(place, "overview", "inn", "--expected", "liste.txt").stderr


def test_organisations_that_are_numbered_are_not_alike(place: Path) -> None:
    for number in (1, 2):
        (place / f"inn/{number}.xlsx").write_bytes(an_organisation(f"Oppdiktet region {number}", ("3",)))
    assert run(place, "overview", "inn").stderr == ""


def test_a_blank_workbook_is_told_of(place: Path) -> None:
    (place / "inn/nho.xlsx").write_bytes(render_workbook())
    answer = run(place, "overview", "inn")
    assert answer.returncode == 0
    assert "1 fil er ikke med" in answer.stdout
    named, told = lines_with(place / WORD_FILE, "nho.xlsx")
    assert named.startswith("Hva som mangler: 1 fil er ikke med (nho.xlsx). ")
    assert told == "nho.xlsx: Nei: Arbeidsboken er ikke fylt ut."


def test_what_the_program_made_is_passed_over_where_it_was_made_and_else_told_of(place: Path) -> None:
    (place / "input").mkdir()
    (place / "input/ks.xlsx").write_bytes(a_workbook())
    (place / "input/eldre.xlsx").write_bytes(a_workbook())
    assert run(place, "report", "input/ks.xlsx").returncode == 0
    assert run(place, "check", "input/ks.xlsx", "--annotate").returncode == 0
    assert run(place, "compare", "input/eldre.xlsx", "input/ks.xlsx").returncode == 0
    answer = run(place, "overview", "output", "--output", "b")
    assert (answer.returncode, answer.stderr) == (0, "")
    # As somebody sends them, beside the report of another.
    for name in ("ks-kontroll.xlsx", "ks-endringer.docx", "ks-matrise.pdf"):
        (place / "inn" / name).write_bytes((place / "output" / name).read_bytes())
    (place / "inn/lo.xlsx").rename(place / "inn/lo-ks.xlsx")
    answer = run(place, "overview", "inn")
    assert answer.returncode == 3
    said = said_in(place / WORD_FILE)
    for name, words in (
        ("ks-kontroll.xlsx", "Dette er en kontrollkopi"),
        ("ks-endringer.docx", "laget av programmet for å vise hva som er endret"),
        ("ks-matrise.pdf", "en PDF"),
    ):
        (line,) = (line for line in said if line.startswith(f"{name}: Nei"))
        assert words in line


def test_a_control_copy_beside_the_workbook_of_another_is_told_of(place: Path) -> None:
    (place / "input").mkdir()
    (place / "input/lo.xlsx").write_bytes(an_organisation("NHO", ("4",)))
    assert run(place, "check", "input/lo.xlsx", "--annotate").returncode == 0
    (place / "output/lo-kontroll.xlsx").rename(place / "inn/lo-kontroll.xlsx")
    assert "Dette er en kontrollkopi" in run(place, "overview", "inn").stderr


def test_an_overview_is_told_of_where_it_was_not_made(place: Path) -> None:
    assert run(place, "overview", "inn", "--output", "inn").returncode == 0
    assert run(place, "overview", "inn", "--output", "inn").stderr == ""
    (place / "inn").rename(place / "fra")
    (place / "inn").mkdir()
    for path in (place / "fra").glob("[!.]*"):
        (place / "inn" / path.name).write_bytes(path.read_bytes())
    answer = run(place, "overview", "inn")
    assert answer.returncode == 0
    assert answer.stderr.count("Den er ingen rapport.") == 2
    assert "2 filer er ikke med" in answer.stdout


def test_a_link_that_leads_to_itself_is_told_of(place: Path) -> None:
    (place / "inn/løkke.docx").symlink_to("løkke.docx")
    (place / "liste.txt").write_text("LO (oppdiktet)")
    answer = run(place, "overview", "inn", "--expected", "liste.txt")
    assert answer.returncode == 0
    assert "1 annen fil er ikke lest: løkke.docx." in answer.stderr


def test_periods_are_told_apart_by_a_comma_too(place: Path) -> None:
    (place / "inn/a.xlsx").write_bytes(an_organisation("KS", ("4",), "1,5 år"))
    (place / "inn/b.xlsx").write_bytes(an_organisation("NHO", ("4",), "15 år"))
    assert run(place, "overview", "inn").stdout.count("Oversikten er laget") == 3


def test_whoever_is_on_the_list_by_a_name_much_like_that_of_one_left_out_is_said_to_be(place: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (place / "inn" / name).write_bytes(an_organisation("Virke AS", ("4",)))
    (place / "liste.txt").write_text("Virke")
    assert run(place, "overview", "inn", "--expected", "liste.txt").returncode == 4
    assert "Virke (ligner på Virke AS, som har sendt en rapport)" in said_in(place / WORD_FILE)


@pytest.mark.parametrize("lock", ["~$lo.xlsx", ".~lock.lo.xlsx#"])
def test_a_report_that_is_open_is_counted_and_said_to_be(place: Path, lock: str) -> None:
    (place / "inn" / lock).touch()
    answer = run(place, "overview", "inn")
    assert answer.returncode == 0
    assert "Filen ser ut til å være åpen i et program. Bare det som var lagret, er lest." in answer.stderr
    assert len(lines_with(place / WORD_FILE, "lo.xlsx: Ja")) == 1


def test_of_two_saved_at_the_same_time_none_is_the_newer(place: Path) -> None:
    (place / "inn/kopi.xlsx").write_bytes(an_organisation("LO (oppdiktet)", ("3",)))
    for name in ("lo.xlsx", "kopi.xlsx"):
        os.utime(place / "inn" / name, (1_500_000_000, 1_500_000_000))
    answer = run(place, "overview", "inn", "--newest")
    assert answer.returncode == 4
    assert "INGEN OVERSIKT er laget." in answer.stderr


def test_where_one_file_is_open_none_of_the_three_is_replaced(place: Path) -> None:
    assert run(place, "overview", "inn").returncode == 0
    before = {path: path.read_bytes() for path in (place / "output").glob("samlet*")}
    (place / "inn/ks.xlsx").write_bytes(an_organisation("KS", ("3",)))
    (place / "output/.~lock.samlet-oversikt-2017.xlsx#").touch()
    answer = run(place, "overview", "inn")
    assert answer.returncode == 6
    assert {path: path.read_bytes() for path in (place / "output").glob("samlet*")} == before
    assert "INGEN OVERSIKT er laget." in answer.stderr
    assert answer.stderr.count("er eldre og hører ikke til denne kjøringen") == 3
    assert "Oversikten er laget" not in answer.stdout


def test_the_files_of_a_period_that_has_no_report_any_more_are_said_to_be_old(place: Path) -> None:
    (place / "inn/ks.xlsx").write_bytes(an_organisation("KS", ("3",), "2018"))
    assert run(place, "overview", "inn").returncode == 0
    (place / "inn/ks-2.xlsx").write_bytes(an_organisation("KS", ("4",), "2018"))
    answer = run(place, "overview", "inn")
    assert answer.returncode == 4
    assert "Oversikten er laget: 2017" in answer.stdout
    assert "INGEN OVERSIKT er laget for 2018" in answer.stderr
    assert "output/samlet-oversikt-2018.docx er eldre og hører ikke til denne kjøringen." in answer.stderr


def test_a_folder_with_nothing_but_a_blank_workbook_makes_nothing_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "inn/2017").mkdir(parents=True)
    (tmp_path / "inn/tom.xlsx").write_bytes(render_workbook())
    answer = run(tmp_path, "overview", "inn")
    assert (answer.returncode, answer.stdout) == (2, "")
    for words in ("ingen rapporter", "1 mappe er ikke lest: 2017.", "Arbeidsboken er ikke fylt ut."):
        assert words in answer.stderr


def test_why_a_file_is_left_out_is_said_before_what_is_wrong_in_it(place: Path) -> None:
    faulty = an_organisation("KS", ("17",) * 9)
    for name in ("a.xlsx", "b.xlsx"):
        (place / "inn" / name).write_bytes(faulty)
    assert run(place, "overview", "inn").returncode == 4
    for line in lines_with(place / WORD_FILE, ".xlsx: Nei"):
        _, _, said = line.split(": ", 2)
        assert said.startswith("KS har rapportert for 2017 også i ")
        assert said.endswith("Og 5 til.")


def test_a_name_that_turns_what_follows_around_does_not(place: Path) -> None:
    (place / "inn/a.xlsx").write_bytes(an_organisation("K\u202eS", ("3",)))
    assert run(place, "overview", "inn").returncode == 0
    texts = [paragraph.text for paragraph in docx.Document(str(place / WORD_FILE)).paragraphs]
    assert texts[texts.index("KS") + 1].endswith("(nr.\u00a01)")
