"""The levels of the lists that text from a workbook gets: a template's own, or ours where it has none."""

from __future__ import annotations

from lxml import etree

from nkps_reports.report.model import LEVELS
from nkps_reports.word.document.elements import WORD_NAMESPACE, child_of, value_of, w
from nkps_reports.word.document.stylesheet import BULLET_STYLE, NUMBER_STYLE, Stylesheet

# Characters of the text's own font: those of the font Symbol are none to a reader.
BULLETS = ("•", "–", "▪")
# How far in each level stands below the one above it, in twentieths of a point.
BULLET_STEP, NUMBER_STEP = 360, 454


def own_level(style: str, depth: int, left: int = 0, more: str = "") -> str:
    """The XML of a level of ours, for the style of lists with that name.

    Args:
        style: one of the two styles of lists.
        depth: the level, from 0.
        left: how far in the first level's text stands; by default as far as its marker takes.
        more: XML of what the level says besides.
    """
    is_numbered = style == NUMBER_STYLE
    step = NUMBER_STEP if is_numbered else BULLET_STEP
    kind, text = ("decimal", f"%{depth + 1}.") if is_numbered else ("bullet", BULLETS[depth])
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{(left or step) + depth * step}" w:hanging="{step}"/></w:pPr></w:lvl>'
    )


class ListLevels:
    """The levels of one of the two styles of lists in a template.

    Attributes:
        style: the id of the style.
        numbering: the id of the numbering that the style leads to.
    """

    def __init__(self, stylesheet: Stylesheet, name: str) -> None:
        """Find the style of lists with this name, which the template has."""
        self._stylesheet, self._name = stylesheet, name
        self.style = stylesheet.ids[name.casefold()]
        self.numbering = stylesheet.numbering_of(self.style) or ""

    def find_own(self, depth: int) -> etree._Element | None:
        """The template's own level of that depth; below the first, only one that shows what was typed."""
        level = self._stylesheet.level_of(self.numbering, str(depth))
        kind, text = value_of(level, "numFmt"), value_of(level, "lvlText")
        if self._name == BULLET_STYLE:
            is_usable = kind == "bullet" and bool(text)
        else:
            is_usable = kind == "decimal" and text == f"%{depth + 1}."
        return level if is_usable or depth == 0 else None

    def find(self, depth: int) -> etree._Element | None:
        """The level of that depth, the template's or ours."""
        own = self.find_own(depth)
        if own is not None or depth == 0:
            return own
        return etree.fromstring(self.write_ours()).findall(w("lvl"))[depth]

    def write_ours(self, attributes: str = "") -> str:
        """The XML of a definition of our own, whose first level stands as far in as the template's."""
        levels = "".join(own_level(self._name, depth, self._left()) for depth in LEVELS)
        return (
            f'<w:abstractNum xmlns:w="{WORD_NAMESPACE}"{attributes}>'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )

    def _left(self) -> int:
        """How far in the first level stands: what the style says, or else its level."""
        said = [child_of(style, "pPr/ind") for style in self._stylesheet.chain(self.style)]
        said.append(child_of(self.find_own(0), "pPr/ind"))
        lefts = (each.get(w("left"), each.get(w("start"), "")) for each in said if each is not None)
        return next((int(left) for left in lefts if left.isdecimal()), 0)
