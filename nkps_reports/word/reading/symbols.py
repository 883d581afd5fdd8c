"""Characters of Word's symbol fonts, which have codes of their own there, as the signs they look like."""

from __future__ import annotations

import unicodedata

# Where such fonts have their characters.
_FIRST, _LAST = 0xF000, 0xF0FF
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")
_GREEK = dict(
    zip(
        [*range(0xF041, 0xF05B), *range(0xF061, 0xF07B)],
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
# By the beginning of the font's name.
_SIGNS: dict[str, dict[int, str]] = {
    "symbol": {
        **_GREEK,
        0xF02D: "−", 0xF0A3: "≤", 0xF0A5: "∞", 0xF0AB: "↔", 0xF0AC: "←", 0xF0AD: "↑", 0xF0AE: "→",
        0xF0AF: "↓", 0xF0B0: "°", 0xF0B1: "±", 0xF0B3: "≥", 0xF0B4: "×", 0xF0B7: "•", 0xF0B8: "÷",
        0xF0B9: "≠", 0xF0BA: "≡", 0xF0BB: "≈", 0xF0BC: "…", 0xF0D6: "√", 0xF0D7: "·", 0xF0DB: "⇔",
        0xF0DE: "⇒", 0xF0E5: "∑", 0xF0F2: "∫",
    },
    "wingdings": {
        0xF04A: "☺", 0xF04B: "😐", 0xF04C: "☹", 0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF071: "❑",
        0xF075: "◆", 0xF076: "❖", 0xF0A7: "▪", 0xF0A8: "◻", 0xF0D8: "➢", 0xF0DF: "←", 0xF0E0: "→",
        0xF0E1: "↑", 0xF0E2: "↓", 0xF0E7: "⇐", 0xF0E8: "⇒", 0xF0F0: "⇨", 0xF0FB: "✗", 0xF0FC: "✓",
        0xF0FD: "☒", 0xF0FE: "☑",
    },
}  # fmt: skip
# In whichever font: what programs write for bullets and ticks.
_ANYWHERE = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0E0: "→", 0xF0D8: "➢", 0xF02D: "-", 0xF020: " "}
# Characters that no text has: controls, halves of pairs, and those that are left to fonts.
_NO_TEXT = ("Cc", "Cs", "Co", "Cn")


def sign_of(font: str, code: str) -> str | None:
    """The sign that a font has at a hexadecimal code; None where it is not known."""
    number = _number_of(code)
    font = font.casefold()
    if number is not None and number <= 0xFF and font.startswith(_SYMBOL_FONTS):
        number += _FIRST
    if number is None or _FIRST <= number <= _LAST:
        return _SIGNS.get(font, {}).get(number or 0) or _ANYWHERE.get(number or 0)
    # Elsewhere a code is that of the character itself.
    return None if unicodedata.category(chr(number)) in _NO_TEXT else chr(number)


def _number_of(code: str) -> int | None:
    try:
        number = int(code, 16) if len(code) <= 6 else -1
    except ValueError:
        return None
    return number if 0 < number <= 0x10FFFF else None
