"""The list of those who should report, in whatever way people keep one."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from nkps_reports.jobs.expected import read_expected
from nkps_reports.report.problems import UsageError
from nkps_reports.wording.codes import Code
from tests.builders import a_workbook
from tests.commands import run
from tests.nine_organisations import an_organisation


def a_sheet(*rows: tuple[Any, ...]) -> bytes:
    """A workbook with these rows on its first sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"NHO\nKS Bedrift\n"),
        ("a.txt", "Virksomhet\r\nNHO\r\n\r\nKS Bedrift\r\nNHO".encode("cp1252")),
        ("a.txt", "\ufeff- NHO\n• KS  Bedrift\n".encode()),
        ("a.txt", "1. NHO\n2. KS Bedrift\n".encode("utf-16")),
        ("a.csv", b"Nr;Virksomhet;Sted\n1;NHO;Oslo\n2;KS Bedrift;Oslo\n"),
        ("a.csv", b'1;"NHO"\n2;"KS Bedrift"\n'),
        ("a.txt", b"NHO\t2017\nKS Bedrift\t2017\n"),
        ("a.xlsx", a_sheet(("NHO",), ("KS Bedrift",))),
        ("a.xlsx", a_sheet(("Nr.", "virksomhet"), (1, "NHO"), (2, "KS Bedrift"))),
        ("a.xlsx", a_sheet((1, "NHO"), (2, "KS Bedrift"))),
        ("a.xlsx", a_sheet(("Nr", "Navn", "E-post"), (1, "NHO", "a@n.no"), (2, "KS Bedrift", "b@k.no"))),
        ("a.xlsx", a_sheet(("Hvem skal rapportere",), (), ("Virksomheter:",), ("NHO",), ("KS Bedrift",))),
        ("a.csv", b"Nr;Navn\n1;NHO\n2;KS Bedrift\n"),
        ("a.txt", b"NHO\n\tKS Bedrift\n"),
    ],
)
def test_the_names_are_read_from_a_text_or_a_workbook(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_expected(tmp_path / name).names == ("NHO", "KS Bedrift")


@pytest.mark.parametrize(
    ("content", "is_told"),
    [
        ("KS\nÅs kommune\n".encode("cp1252"), True),
        ("KS\nÅs kommune\n".encode(), False),
        ("KS\nÅs kommune\n".encode("utf-16"), False),
        (b"KS\nNHO\n", False),
    ],
)
def test_an_encoding_that_was_guessed_is_told(tmp_path: Path, content: bytes, *, is_told: bool) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    problems = read_expected(tmp_path / "a.txt").problems
    assert [problem.code for problem in problems] == [Code.LIST_ENCODING] * is_told
    assert all("«Ås kommune»" in problem.message for problem in problems)


@pytest.mark.parametrize(
    "name",
    [
        "Ås kommune",
        "Norsk fag, forbund",
        "4. mai-komiteen",
        "1881",
        "PK Bygg",
        "Universitets- og høgskolerådet",
        "A-Å Forlag «x»",
    ],
)
def test_what_is_part_of_a_name_is_read_as_such(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_bytes(f"KS\n{unicodedata.normalize('NFD', name)}\n".encode())
    assert read_expected(tmp_path / "a.txt").names == ("KS", name)


def test_the_terminal_says_who_has_not_reported(tmp_path: Path) -> None:
    (tmp_path / "inn").mkdir()
    (tmp_path / "inn/ks.xlsx").write_bytes(an_organisation("KS", ("1",)))
    (tmp_path / "liste.txt").write_text("KS\nNHO\nUnio\n", encoding="utf-8")
    answer = run(tmp_path, "overview", "inn", "--expected", "liste.txt")
    assert "2 virksomheter på listen har ikke rapportert (NHO og Unio)" in answer.stdout


def test_an_overview_of_last_year_is_no_list(tmp_path: Path) -> None:
    (tmp_path / "inn").mkdir()
    (tmp_path / "inn/ks.xlsx").write_bytes(an_organisation("KS", ("1",)))
    assert run(tmp_path, "overview", "inn").returncode == 0
    answer = run(tmp_path, "overview", "inn", "--expected", "output/samlet-oversikt-2017.xlsx")
    assert answer.returncode == 2
    assert "en oversikt over rapporter" in answer.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "det står ingen navn i den"),
        ("a.txt", b"Virksomhet\r\n", "det står ingen navn i den"),
        ("a.xlsx", a_sheet(), "det står ingen navn i den"),
        ("a.xlsx", a_sheet((1,), (2,)), "det står ingen navn i den"),
        ("a.xlsx", a_sheet(("NHO", "Oslo"), ("KS", "Bergen")), "skriv «Virksomhet» over den rette"),
        ("a.xlsx", a_sheet(("Navn", "Sted"), ("NHO", "Oslo"), (None, "Bergen")), "rad 3 har noe"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "må være lagret som .xlsx"),
        ("a.txt", b"\0\1\2", "verken en tekstfil eller en arbeidsbok"),
        ("a.rtf", b"{\\rtf1 NHO}", "verken en tekstfil eller en arbeidsbok"),
        ("a.txt", b"%PDF-1.4\nNHO", "verken en tekstfil eller en arbeidsbok"),
        ("a.docx", b"PK\3\4NHO", "verken en tekstfil eller en arbeidsbok"),
        ("a.xlsx", a_workbook(), "den er en rapport"),
        ("a.txt", b"NHO\n" + b"lang tekst " * 400, "er for langt til å være et navn"),
    ],
)
def test_what_is_no_list_is_refused_and_why(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read_expected(tmp_path / name)
    (problem,) = caught.value.problems
    assert problem.code is Code.BAD_LIST
    assert said in problem.message
    assert len(problem.message) < 300


def test_a_list_in_the_folder_of_the_reports_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "inn").mkdir()
    (tmp_path / "inn/ks.xlsx").write_bytes(an_organisation("KS", ("1",)))
    (tmp_path / "inn/liste.xlsx").write_bytes(a_sheet(("KS",), ("NHO",)))
    answer = run(tmp_path, "overview", "inn", "--expected", "inn/liste.xlsx")
    assert (answer.returncode, answer.stderr) == (0, "")
    book = openpyxl.load_workbook(tmp_path / "output/samlet-oversikt-2017.xlsx")
    assert [cell.value for cell in book["Ikke rapportert"]["A"]][1:] == ["NHO"]
    assert run(tmp_path, "overview", "inn", "--expected", "borte.txt").returncode == 2
