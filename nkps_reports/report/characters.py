"""Text from files made uniform: one kind of line break, letters composed, nothing that cannot be shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal

# Word's and Excel's soft line breaks among them.
_LINE_BREAK = re.compile("\r\n|[\r\v\u2028\u2029\x85]")
_UNKNOWN = "\ufffd"
# Latin letters without marks to compose, with the dashes, quotation marks and bullets of ordinary text.
_ORDINARY = re.compile("[\t\n -~\xa0-\u02ff\u2010-\u2027]*+")
# Bullets, ticks and arrows of Word's symbol fonts, which have no shape in any other.
_PRIVATE = dict.fromkeys((0xF06C, 0xF06E, 0xF071, 0xF076, 0xF0A7, 0xF0A8, 0xF0D8), "▪") | {
    0xF0FC: "✓", 0xF0E0: "→", 0xF02D: "-",
}  # fmt: skip
# Control characters, halves of pairs, and what reverses the direction of all that follows.
_UNSHOWABLE = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufffe\uffff\ud800-\udfff]")
# No language has more marks on one letter, says Unicode's Stream-Safe Text Format (UAX 15). Python sorts the
# marks of a letter in quadratic time.
_MAX_MARKS = 30
_LONG_NON_ASCII = re.compile(f"[^\x00-\x7f]{{{_MAX_MARKS + 1}}}")
# Raised and lowered signs that Unicode has; both kinds of minus become the same.
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()ni", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙᵢ")


def make_showable(text: str) -> str:
    """A text as a document can hold it; the name of a file may have any bytes in it."""
    return _UNSHOWABLE.sub(_UNKNOWN, text)


def clean_text(text: str) -> tuple[str, str]:
    """Clean a text from a file.

    Returns:
        The text with line feeds for all line breaks and letters composed (NFC), and the characters that no
        document can hold, which were taken out of it.
    """
    # Hardly any text has more in it, and all that follows takes time.
    if _ORDINARY.fullmatch(text):
        return text, ""
    text = _LINE_BREAK.sub("\n", text).translate(_PRIVATE)
    dropped = "".join(_UNSHOWABLE.findall(text))
    return compose(_UNSHOWABLE.sub("", text)), dropped


def to_superscript(text: str) -> str:
    """A raised text in raised signs: «6» is «⁶»; as it was where Unicode lacks one of its characters."""
    return _in_signs(text, _RAISED)


def to_subscript(text: str) -> str:
    """A lowered text in lowered signs: «2» is «₂»; as it was where Unicode lacks one of its characters."""
    return _in_signs(text, _LOWERED)


def compose(text: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """A text with its letters composed, in linear time.

    Where one letter has more marks than in any language, each stretch of them is composed by itself.
    """
    if unicodedata.is_normalized(form, text):
        return text
    pieces = _pieces(text) if _LONG_NON_ASCII.search(text) else (text,)
    return "".join(unicodedata.normalize(form, piece) for piece in pieces)


def _in_signs(text: str, signs: Mapping[int, int]) -> str:
    has_all = all(ord(character) in signs or character.isspace() for character in text)
    return text.translate(signs) if has_all else text


def _pieces(text: str) -> Iterator[str]:
    """A text cut where there are too many marks on one letter."""
    start = marks = 0
    for place, character in enumerate(text):
        # Some characters are no marks, but are made of them.
        first = unicodedata.normalize("NFKD", character)[0]
        marks = marks + 1 if unicodedata.combining(first) else 0
        if marks > _MAX_MARKS:
            yield text[start:place]
            start, marks = place, 1
    yield text[start:]
