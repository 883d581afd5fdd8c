"""The widths of letters are those of the fonts, which set-up installs for the tests."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from nkps_reports.word.fit.letters import SOURCE, Face, break_lines, read_letters, width_pt
from tools.letters import TWINS, dump_letters, read_fonts

NORWEGIAN = (
    "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789 .,:;-–—()«»!?/%&§…\u00a0\u2011"
)


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    fonts: dict[str, Any] = json.loads(SOURCE.read_text(encoding="utf-8"))
    return fonts


def test_the_file_is_made_from_the_fonts(shipped: Mapping[str, Any]) -> None:
    """A font's renewal fails here: then ``python -m tools.letters`` makes the file anew."""
    made = read_fonts()
    versions = {family: font["version"] for family, font in made.items()}
    assert {family: font["version"] for family, font in shipped.items()} == versions, (
        "A font was renewed: run python -m tools.letters, and the test against LibreOffice"
    )
    assert SOURCE.read_text(encoding="utf-8") == dump_letters(made)


def test_every_font_has_version_and_licence(shipped: Mapping[str, Any]) -> None:
    for font in shipped.values():
        assert re.fullmatch(r"Version \d+\.\d+(\.\d+)?", font["version"])
        assert re.search(r"Open Font License|Liberation Fonts license|Apache License", font["licence"])


@pytest.mark.parametrize("family", [*TWINS, *(twin for twins in TWINS.values() for twin in twins)])
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_fonts_and_their_twins_have_all_of_norwegian(family: str, bold: bool, italic: bool) -> None:
    assert read_letters(Face(family.upper(), 11, bold, italic)).knows(NORWEGIAN)


@pytest.mark.parametrize(
    ("family", "width"),
    # Of the digits, which are alike, in thousandths of the font's size: as Microsoft's own fonts have them.
    [("Calibri", 507), ("Cambria", 554), ("Arial", 556), ("Times New Roman", 500), ("Courier New", 600)],
)
def test_digits_are_as_wide_as_in_the_fonts_of_office(family: str, width: int) -> None:
    assert {round(width_pt(digit, Face(family, 1000))) for digit in "0123456789"} == {width}


def test_letters_are_spaced_out_and_kerned() -> None:
    plain, spaced, kerned = (
        Face("Arial", 10),
        Face("Arial", 10, letter_spacing_pt=1),
        Face("Arial", 10, kerned_from_pt=10),
    )
    assert width_pt("AVAVA", spaced) == pytest.approx(width_pt("AVAVA", plain) + 5)
    # Arial's A and V stand 152 of 2,048 units closer.
    assert width_pt("AVAVA", kerned) == pytest.approx(width_pt("AVAVA", plain) - 4 * 152 / 2048 * 10)


@pytest.mark.parametrize("face", [Face("Arial", 1, letter_spacing_pt=-3), Face("Arial", 1_000)])
def test_letters_on_top_of_each_other_or_wider_than_the_line_have_lines(face: Face) -> None:
    text = "a b\tc d\te f g h"
    starts = break_lines([(text, face)], 5, indent_pt=18, tab_stop_pt=35.4)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert starts[-1] < len(text)
