"""Word reports made to take long: each is read, or refused, within what a file may cost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.bounded import run_bounded
from tests.growing import DOCUMENTS, LINES, UNITS, a_form, everywhere, many_lines
from tests.handmade import a_document, a_handmade_report, paragraph, run

# Read, refused, or read with something missing: but neither a bug nor ended by the system.
ANSWERS = (0, 3, 4)


def import_bounded(file: bytes, place: Path) -> tuple[int, str]:
    """The exit code of an import that has only so much time and memory, and its words."""
    (place / "x.docx").write_bytes(file)
    answer = run_bounded(place, "import", "x.docx", "--output", "ut")
    return answer.returncode, answer.stdout + answer.stderr


def test_an_ordinary_report_is_read_within_the_limits(tmp_path: Path) -> None:
    code, words = import_bounded(a_handmade_report(), tmp_path)
    assert "8 rapporteringspunkter" in words
    assert code in ANSWERS


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_of_200_000_characters_in_every_place_is_read(unit: str, tmp_path: Path) -> None:
    code, words = import_bounded(everywhere(unit), tmp_path)
    assert code in ANSWERS, words[-500:]


@pytest.mark.parametrize("unit", LINES)
def test_20_000_lines_of_one_kind_in_every_place_are_read(unit: str, tmp_path: Path) -> None:
    code, words = import_bounded(many_lines(unit), tmp_path)
    assert code in ANSWERS, words[-500:]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_with_very_many_of_one_thing_is_read(name: str, tmp_path: Path) -> None:
    code, words = import_bounded(DOCUMENTS[name](), tmp_path)
    assert code in ANSWERS, words[-500:]


@pytest.mark.parametrize(("count", "length"), [(4, 200_000), (600, 2_000)])
def test_reports_with_long_titles_are_compared(count: int, length: int, tmp_path: Path) -> None:
    for seed, name in enumerate(("a.docx", "b.docx")):
        letters = random.Random(seed)  # noqa: S311 (the same titles each time)
        titles = ("".join(letters.choices("abcd ", k=length)) for _ in range(count))
        (tmp_path / name).write_bytes(a_document("".join(map(a_form, titles))))
    answer = run_bounded(tmp_path, "compare", "a.docx", "b.docx", "--output", "ut")
    assert answer.returncode in ANSWERS, answer.stderr[-500:]


def test_an_overview_is_made_of_a_report_by_somebody_with_a_very_long_name(tmp_path: Path) -> None:
    (tmp_path / "mappe").mkdir()
    opening = paragraph(run(f"Virksomhet: {'navn ' * 280_000}")) + paragraph(run("Periode: 2017"))
    (tmp_path / "mappe/x.docx").write_bytes(a_document(opening + a_form()))
    answer = run_bounded(tmp_path, "overview", "mappe", "--output", "ut")
    assert answer.returncode in ANSWERS, answer.stderr[-500:]
    assert (tmp_path / "ut/samlet-oversikt-2017.pdf").exists()
