"""Word reports made to take long: each is read, or refused, within what a file may cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bounded import run_bounded
from tests.growing import DOCUMENTS, LINES, UNITS, everywhere, many_lines
from tests.handmade import a_handmade_report

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
