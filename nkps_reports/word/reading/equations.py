"""Equations as a line of text, much as people type them: 1/2, x², √(2), ∑ with its limits."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from nkps_reports.report.characters import to_subscript, to_superscript
from nkps_reports.word.document.elements import ON, w
from nkps_reports.word.reading.shown import children_of

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXTS = (f"{MATH}t", w("t"))
_DELETED = (w("del"), w("moveFrom"))
_PROPERTIES = "Pr"
_RAISED_OR_LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢ"
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_ROOT, _SQUARE = "√", "2"
_INTEGRAL, _HAT, _OVERLINE, _UNDERLINE = "∫", "\u0302", "\u0305", "\u0332"
_STACKED = "¦"
# A longer text is never seen to be one word or to stand in brackets: it may stand in very many parts.
_MAX_FACTOR_CHARACTERS = 200
_NEXT_ROW, _NEXT_CELL = "; ", ", "


def linear_text(element: etree._Element) -> str:
    """The text of an equation or a part of one; what is of no known kind is the text in it, in order."""
    if element.tag in _TEXTS:
        return element.text or ""
    if element.tag == w("br"):
        return " "
    name = element.tag.removeprefix(MATH) if isinstance(element.tag, str) else _PROPERTIES
    if name.endswith(_PROPERTIES) or element.tag in _DELETED:
        return ""
    return _WRITERS.get(name, _inside)(element)


def _inside(element: etree._Element) -> str:
    return "".join([linear_text(child) for child in children_of(element)])


def _part(element: etree._Element, name: str) -> str:
    """One of the parts of a construction, such as the numerator of a fraction."""
    part = element.find(f"{MATH}{name}")
    return "" if part is None else _inside(part).strip()


def _setting(element: etree._Element, name: str, default: str) -> str:
    """What the properties of a construction set; an attribute that is left out switches it on."""
    found = element.find(f"{element.tag}Pr/{MATH}{name}")
    return default if found is None else found.get(f"{MATH}val", ON[0])


def _fraction(element: etree._Element) -> str:
    above, below = _part(element, "num"), _part(element, "den")
    line = _STACKED if _setting(element, "type", "bar") == "noBar" else "/"
    return f"{_factor(above)}{line}{_factor(below)}"


def _raised(element: etree._Element) -> str:
    return _raise(_closed(_part(element, "e")), _part(element, "sup"))


def _lowered(element: etree._Element) -> str:
    return _lower(_closed(_part(element, "e")), _part(element, "sub"))


def _raised_and_lowered(element: etree._Element) -> str:
    return _raise(_lower(_closed(_part(element, "e")), _part(element, "sub")), _part(element, "sup"))


def _signs_before(element: etree._Element) -> str:
    return _raise(_lower("", _part(element, "sub")), _part(element, "sup")) + _part(element, "e")


def _root(element: etree._Element) -> str:
    degree = "" if _setting(element, "degHide", "0") in ON else _part(element, "deg")
    index = "" if degree == _SQUARE else _closed(to_superscript(degree))
    inside = _part(element, "e")
    return index + _ROOT + (inside if _is_bracketed(inside) else f"({inside})")


def _delimited(element: etree._Element) -> str:
    parts = [_inside(part).strip() for part in element.iterchildren(f"{MATH}e")]
    separator = _setting(element, "sepChr", "|")
    return _setting(element, "begChr", "(") + separator.join(parts) + _setting(element, "endChr", ")")


def _sum(element: etree._Element) -> str:
    signed = _raise(_lower(_setting(element, "chr", _INTEGRAL), _part(element, "sub")), _part(element, "sup"))
    return f"{signed} {_part(element, 'e')}"


def _function(element: etree._Element) -> str:
    name, argument = _part(element, "fName"), _part(element, "e")
    return f"{name}{argument}" if _is_bracketed(argument) else f"{name} {argument}"


def _limit_below(element: etree._Element) -> str:
    return f"{_part(element, 'e')}_{_closed(_part(element, 'lim'))}"


def _limit_above(element: etree._Element) -> str:
    return f"{_part(element, 'e')}^{_closed(_part(element, 'lim'))}"


def _accent(element: etree._Element) -> str:
    return _closed(_part(element, "e")) + _setting(element, "chr", _HAT)


def _bar(element: etree._Element) -> str:
    line = _OVERLINE if _setting(element, "pos", "bot") == "top" else _UNDERLINE
    text = _part(element, "e")
    # Each character once, however deep bars are nested.
    return text if line in text else "".join(f"{character}{line}" for character in text)


def _rows(element: etree._Element) -> str:
    # Marks where the rows are aligned.
    return _NEXT_ROW.join(_inside(row).strip().replace("&", "") for row in element.iterchildren(f"{MATH}e"))


def _matrix(element: etree._Element) -> str:
    rows = (row.iterchildren(f"{MATH}e") for row in element.iterchildren(f"{MATH}mr"))
    return _NEXT_ROW.join(_NEXT_CELL.join(_inside(cell).strip() for cell in row) for row in rows)


def _several(element: etree._Element) -> str:
    return " ".join(filter(None, [linear_text(child).strip() for child in children_of(element)]))


_WRITERS: dict[str, Callable[[etree._Element], str]] = {
    "f": _fraction,
    "sSup": _raised,
    "sSub": _lowered,
    "sSubSup": _raised_and_lowered,
    "sPre": _signs_before,
    "rad": _root,
    "d": _delimited,
    "nary": _sum,
    "func": _function,
    "limLow": _limit_below,
    "limUpp": _limit_above,
    "acc": _accent,
    "bar": _bar,
    "eqArr": _rows,
    "m": _matrix,
    "oMathPara": _several,
}


def _raise(base: str, text: str) -> str:
    raised = to_superscript(text)
    return f"{base}{raised}" if raised != text else f"{base}^{_closed(text)}" if text else base


def _lower(base: str, text: str) -> str:
    lowered = to_subscript(text)
    return f"{base}{lowered}" if lowered != text else f"{base}_{_closed(text)}" if text else base


def _factor(text: str) -> str:
    """A text above or below a line, in parentheses if it is more than a number or a word, raised or not."""
    return text if _is_single(text.rstrip(_RAISED_OR_LOWERED)) or _is_bracketed(text) else f"({text})"


def _closed(text: str) -> str:
    """A text in parentheses, if it is more than a number or a word."""
    return text if _is_single(text) or _is_bracketed(text) else f"({text})"


def _is_single(text: str) -> bool:
    if len(text) < 2:
        return True
    if len(text) > _MAX_FACTOR_CHARACTERS or any(sign in text for sign in _RAISED_OR_LOWERED):
        return False
    return text.isalpha() or text.replace(",", "").replace(".", "").isdecimal()


def _is_bracketed(text: str) -> bool:
    """Whether a text, perhaps a root, stands in brackets as a whole."""
    text = text.lstrip(_ROOT)
    opening, closing = text[:1], _BRACKETS.get(text[:1])
    if closing is None or not text.endswith(closing) or len(text) > _MAX_FACTOR_CHARACTERS:
        return False
    depth = 0
    for position, character in enumerate(text):
        depth += (character == opening) - (character == closing)
        if not depth:
            return position == len(text) - 1
    return False
