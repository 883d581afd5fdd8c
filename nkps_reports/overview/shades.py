"""How dark a figure of an overview stands, the same in each of its documents; nothing is told by it alone."""

from __future__ import annotations

from dataclasses import dataclass

_DARK, _WHITE = "1A1A1A", "FFFFFF"


@dataclass(frozen=True, slots=True)
class Shade:
    """What a figure stands on.

    Attributes:
        least: from how many actions on.
        fill: the colour behind it, six hexadecimal digits.
        color: its own; to the colour behind it at least 4.8 to 1, where 4.5 is asked for.
    """

    least: int
    fill: str
    color: str

    @property
    def is_dark(self) -> bool:
        """Whether the figure is white, and bold to be seen on it."""
        return self.color == _WHITE


# The darkest first.
SHADES = (
    Shade(8, "1F3864", _WHITE),
    Shade(4, "4F74AB", _WHITE),
    Shade(2, "B3C8E4", _DARK),
    Shade(1, "DBE5F3", _DARK),
)


def shade_of(figure: int) -> Shade | None:
    """What a figure stands on; nothing where it is none."""
    return next((shade for shade in SHADES if figure >= shade.least), None)
