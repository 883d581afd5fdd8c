"""How text looks: fonts, spacing and indents, as the elements of a template's properties add to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from nkps_reports.word.document.elements import child_of, value_of, w
from nkps_reports.word.fit.letters import Face

# A length without a unit is in twentieths of a point.
_LENGTH = re.compile(r"(?P<number>-?\d{1,7}(?:\.\d{1,4})?)(?P<unit>pt|in|cm|mm|pc|pi)?")
_POINTS = {None: 1 / 20, "pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12, "pi": 12}
# Word's own limits on a page's side and on the size of a font.
_MAX_PT, _MAX_FONT_PT, _MIN_FONT_PT = 1584.0, 1638.0, 1.0
_LINE_PARTS = 240
_OFF = ("0", "false", "off")
# What Word takes where a file says nothing.
_DEFAULT_FACE = Face("Times New Roman", 10)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class LineRule(StrEnum):
    """What decides the height of a line, in Word's words."""

    AUTO = "auto"
    EXACT = "exact"
    AT_LEAST = "atLeast"


@dataclass(frozen=True, slots=True)
class RunLook:
    """How characters look: their font, and whether they are shown as capital letters."""

    face: Face = _DEFAULT_FACE
    is_capitals: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph stands.

    Attributes:
        style: the id of its style.
        line_rule: what ``line`` is.
        line: times the font's own lines (auto), or points.
        before_pt: space above it.
        after_pt: space below it.
        is_contextual: whether there is none between it and neighbours of the same style.
        left_pt: how far in its lines begin.
        right_pt: how far from the column's right edge they end.
        first_line_pt: how much further in the first line begins; below 0 where it begins further out.
    """

    style: str = ""
    line_rule: LineRule = LineRule.AUTO
    line: float = 1
    before_pt: float = 0
    after_pt: float = 0
    is_contextual: bool = False
    left_pt: float = 0
    right_pt: float = 0
    first_line_pt: float = 0


def parse_points(length: str | None) -> float | None:
    """A length in points; None where it is none."""
    match = _LENGTH.fullmatch(length or "")
    if match is None:
        return None
    points = float(match["number"]) * _POINTS[match["unit"]]
    return min(max(points, -_MAX_PT), _MAX_PT)


def is_on(properties: etree._Element | None, name: str, otherwise: bool) -> bool:
    """Whether properties switch something on; ``otherwise`` where they do not say."""
    element = child_of(properties, name)
    return otherwise if element is None else element.get(w("val"), "1") not in _OFF


def with_run_properties(look: RunLook, properties: etree._Element | None, theme: etree._Element) -> RunLook:
    """A look with what an element ``w:rPr`` says of it; the theme names some of the fonts."""
    face = look.face
    return RunLook(
        Face(
            _family(properties, theme) or face.family,
            min(max(_half_points(properties, "sz", face.size_pt), _MIN_FONT_PT), _MAX_FONT_PT),
            is_on(properties, "b", face.bold),
            is_on(properties, "i", face.italic),
            _points(properties, "spacing", ("val",), face.letter_spacing_pt),
            _half_points(properties, "kern", face.kerned_from_pt),
        ),
        is_on(properties, "caps", look.is_capitals),
    )


def with_paragraph_properties(look: ParagraphLook, properties: etree._Element | None) -> ParagraphLook:
    """A look with what an element ``w:pPr`` says of it, but for its style and its list."""
    said = value_of(properties, "spacing", "lineRule")
    rule = LineRule(said) if said in tuple(LineRule) else look.line_rule
    line, line_pt = look.line, parse_points(value_of(properties, "spacing", "line"))
    if line_pt:
        line = abs(line_pt * 20 / _LINE_PARTS if rule is LineRule.AUTO else line_pt)
    # In Word a hanging indent wins over one of the first line.
    hanging_pt = parse_points(value_of(properties, "ind", "hanging"))
    first_line_pt = _points(properties, "ind", ("firstLine",), look.first_line_pt)
    return ParagraphLook(
        look.style,
        rule,
        line,
        _points(properties, "spacing", ("before",), look.before_pt),
        _points(properties, "spacing", ("after",), look.after_pt),
        is_on(properties, "contextualSpacing", look.is_contextual),
        _points(properties, "ind", ("left", "start"), look.left_pt),
        _points(properties, "ind", ("right", "end"), look.right_pt),
        first_line_pt if hanging_pt is None else -hanging_pt,
    )


def _points(
    properties: etree._Element | None, name: str, attributes: tuple[str, ...], otherwise: float
) -> float:
    """The first of a property's attributes that is a length."""
    found = (parse_points(value_of(properties, name, attribute)) for attribute in attributes)
    return next((points for points in found if points is not None), otherwise)


def _half_points(properties: etree._Element | None, name: str, otherwise: float) -> float:
    """A property in half points, where other lengths are twentieths."""
    points = parse_points(value_of(properties, name))
    return otherwise if points is None else round(points * 10, 2)


def _family(properties: etree._Element | None, theme: etree._Element) -> str | None:
    """The name of the font, which may come from the theme."""
    fonts = child_of(properties, "rFonts")
    if fonts is None:
        return None
    themed = fonts.get(w("asciiTheme")) or fonts.get(w("hAnsiTheme"))
    if themed:
        kind = "majorFont" if themed.startswith("major") else "minorFont"
        latin = next(theme.iter(f"{_DRAWING}{kind}"), theme).find(f"{_DRAWING}latin")
        if latin is not None and latin.get("typeface"):
            return latin.get("typeface")
    return fonts.get(w("ascii")) or fonts.get(w("hAnsi"))
