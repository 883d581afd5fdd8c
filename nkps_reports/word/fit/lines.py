"""Paragraphs broken into lines as Word breaks them: greedily, with no hyphenation. Knows no template."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain

from nkps_reports.word.fit.letters import Face, read_letters

Stretches = Sequence[tuple[str, Face]]

# A line may end at spaces and tabs, which then take no room, and after hyphens and dashes inside a word; not
# at non-breaking signs, and not after a slash: an address goes to the next line as a whole.
_SPACES = " \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
_CUT = re.compile(
    rf"[{_SPACES}]+|(?P<tab>\t)|(?<=\S)(?:(?P<soft>\xad)|(?P<dashes>[-\u2010\u2012-\u2014]+))(?=\S)"
    rf"|(?<![{_SPACES}\t])\Z"
)
_HYPHEN = "-"


def width_pt(text: str, face: Face) -> float:
    """How wide a text is on one line."""
    return sum(read_letters(face).advances_pt(text))


def break_lines(
    stretches: Stretches, line_pt: float, *, indent_pt: float = 0, tab_stop_pt: float
) -> list[int]:
    """Break a paragraph.

    Args:
        stretches: its text in order, each stretch with its font.
        line_pt: how long a line may be.
        indent_pt: how far in the first line begins; negative where it begins further out.
        tab_stop_pt: how far it is from each tab stop to the next.

    Returns:
        For each line the number of characters of the paragraph that stand before it.
    """
    whole = "".join(text for text, _ in stretches)
    advances_pt = (read_letters(face).advances_pt(text) for text, face in stretches)
    edges_pt = [0.0, *accumulate(chain.from_iterable(advances_pt))]
    hyphen_pt = width_pt(_HYPHEN, stretches[0][1])
    # Where the line begins from which the edges of its letters are counted.
    origin_pt, before, starts = -indent_pt, 0, [0]
    for cut in _CUT.finditer(whole):
        start, end = cut.span()
        kind = cut.lastgroup
        shown_pt = edges_pt[end if kind == "dashes" else start]
        if kind == "soft" and shown_pt + hyphen_pt > origin_pt + line_pt:
            continue
        if shown_pt > origin_pt + line_pt and before > starts[-1]:
            starts.append(before)
            origin_pt = edges_pt[before]
        while shown_pt > origin_pt + line_pt:
            # What is longer than a line ends wherever the line does.
            starts.append(max(bisect_right(edges_pt, origin_pt + line_pt) - 1, starts[-1] + 1))
            origin_pt = edges_pt[starts[-1]]
        if kind == "tab":
            origin_pt -= tab_stop_pt - (edges_pt[end] - origin_pt) % tab_stop_pt
        before = end
    return starts
