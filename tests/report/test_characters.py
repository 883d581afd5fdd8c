"""Texts made uniform; raised and lowered texts in Unicode's own signs."""

from __future__ import annotations

import pytest

from nkps_reports.report.characters import clean_text, to_subscript, to_superscript

# As people write: letters, quotation marks, dashes, a bullet, tabs, a soft hyphen.
ORDINARY = "«Blåbær» – på 3 §\n•\t“Først” … så over\u00adalt,\u00a0à 5 kr"


def test_an_ordinary_text_stays_as_typed() -> None:
    assert clean_text(ORDINARY) == (ORDINARY, "")


@pytest.mark.parametrize(
    ("typed", "cleaned", "dropped"),
    [
        ("a\u030a", "å", ""),
        ("\r\n", "\n", ""),
        ("\v", "\n", ""),
        ("\u2028", "\n", ""),
        ("\x85", "\n", ""),
        ("\uf0a7", "▪", ""),
        ("\x07", "", "\x07"),
        ("\x7f", "", "\x7f"),
        ("\x9f", "", "\x9f"),
        ("\u202e", "", "\u202e"),
        ("\ufffe", "", "\ufffe"),
    ],
)
def test_what_no_document_can_hold_is_found_in_an_ordinary_text(
    typed: str, cleaned: str, dropped: str
) -> None:
    assert clean_text(ORDINARY + typed + ORDINARY) == (ORDINARY + cleaned + ORDINARY, dropped)


@pytest.mark.parametrize(
    ("typed", "raised", "lowered"),
    [
        ("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"),
        ("-6", "⁻⁶", "₋₆"),
        ("−6", "⁻⁶", "₋₆"),
        ("(n+i)=1", "⁽ⁿ⁺ⁱ⁾⁼¹", "₍ₙ₊ᵢ₎₌₁"),
        ("1 2\n", "¹ ²\n", "₁ ₂\n"),
        ("", "", ""),
    ],
)
def test_digits_and_signs_have_raised_and_lowered_forms(typed: str, raised: str, lowered: str) -> None:
    assert to_superscript(typed) == raised
    assert to_subscript(typed) == lowered


@pytest.mark.parametrize("typed", ["2a", "*", "1,5", "TM", "1\u0301"])
def test_a_text_with_a_character_that_has_no_such_form_stays_as_typed(typed: str) -> None:
    assert to_superscript(typed) == typed
    assert to_subscript(typed) == typed
