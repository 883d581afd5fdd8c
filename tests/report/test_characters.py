"""Raised and lowered texts in Unicode's own signs."""

from __future__ import annotations

import pytest

from nkps_reports.report.characters import to_subscript, to_superscript


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
