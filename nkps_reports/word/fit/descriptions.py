"""How much of its page a description fills, laid out as Word lays it out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from nkps_reports.report.model import Fit, Paragraph, Place, Report, Span, Text
from nkps_reports.word.fit.letters import (
    Face,
    TextRuns,
    break_lines,
    next_tab_stop_pt,
    read_letters,
    width_pt,
)
from nkps_reports.word.fit.looks import LineRule, ParagraphLook
from nkps_reports.word.fit.typography import Setting, Typography, read_typography

# How much Word and LibreOffice round off, down the page and along a line; and the narrowest column.
_TOLERANCE_PT, _ROUNDED_PT, _MIN_COLUMN_PT = 0.5, 0.1, 1.0
# Where a numbering's definition has the numbers of its levels.
_NUMBER = re.compile("%[1-9]")


def measure_descriptions(report: Report, template: bytes, template_name: str) -> dict[Place, Fit]:
    """Find how each description that is over half a page fits, by its cell; the report may have errors.

    Raises:
        TemplateError: the template cannot be read, has no place for descriptions, or lacks a style.
    """
    typography = read_typography(template, template_name)
    texts = (action.description for action in report.actions)
    return {text.place: fit for text in texts if (fit := measure(text, typography))}


def measure(text: Text, typography: Typography) -> Fit | None:
    """Lay out one description: how it fits, or None where it is not over half a page."""
    lines = list(lay_out(text, typography))
    limit_pt = typography.area.half_page_pt + _TOLERANCE_PT
    over = [line for line in lines if line.bottom_pt > limit_pt]
    if not over:
        return None
    words = _words_over(lines, over, is_one_paragraph=len(text.paragraphs) == 1)
    return Fit(len(lines), len(lines) - len(over), words, _is_exact(text, typography))


def _is_exact(text: Text, typography: Typography) -> bool:
    """Whether its fonts are known, so that its lines are those of the report."""
    return all(
        read_letters(face).knows(words)
        for item in _items(text, typography)
        for words, face in (*item.runs, ("", item.setting.marker_face))
    )


def _words_over(lines: Sequence[LaidLine], over: Sequence[LaidLine], *, is_one_paragraph: bool) -> int:
    """How many words must go, wherever in the description they are taken."""
    ends = sum(len(line.text.split()) for line in over)
    if is_one_paragraph:
        # A cut anywhere shortens its end.
        return ends
    # The last lines may be short; elsewhere, to win a line takes as many words as the fullest line has.
    return max(ends, len(over) * max(len(line.text.split()) for line in lines))


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line as it stands on the page: its text, and how far down it reaches from the top of the first."""

    text: str
    bottom_pt: float


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph, how it is set, and its number in a list; 0 where it has none."""

    paragraph: Paragraph
    setting: Setting
    number: int = 0

    @property
    def runs(self) -> TextRuns:
        """Its text with the face of each part."""
        return [_run(span, self.setting) for span in self.paragraph.spans]


def _items(text: Text, typography: Typography) -> Iterator[_Item]:
    for block in text.blocks:
        if isinstance(block, Paragraph):
            yield _Item(block, typography.plain)
        else:
            for item in block.items:
                settings = typography.bullets if item.number is None else typography.numbers
                yield _Item(item.paragraph, settings[item.level], item.number or 0)


def lay_out(text: Text, typography: Typography) -> Iterator[LaidLine]:
    """The lines of a description from the first to the last, in one column."""
    bottom_pt = 0.0
    before: ParagraphLook | None = None
    for item in _items(text, typography):
        look = item.setting.paragraph
        bottom_pt += _gap_pt(before, look, typography) if before else 0
        before = look
        line_pt = max(typography.area.column_pt - look.left_pt - look.right_pt, _MIN_COLUMN_PT) + _ROUNDED_PT
        runs = item.runs
        starts = break_lines(
            runs,
            line_pt,
            left_pt=look.left_pt,
            indent_pt=_indent_pt(item, typography.tab_stop_pt),
            tab_stop_pt=typography.tab_stop_pt,
        )
        whole = "".join(words for words, _ in runs)
        heights_pt = _heights_pt(item.setting, runs, starts)
        for start, end, height_pt in zip(starts, (*starts[1:], len(whole)), heights_pt, strict=True):
            bottom_pt += height_pt
            yield LaidLine(whole[start:end], bottom_pt)


def _gap_pt(before: ParagraphLook, look: ParagraphLook, typography: Typography) -> float:
    """The space between two paragraphs."""
    is_same = before.style == look.style
    after_pt = 0 if is_same and before.is_contextual else before.after_pt
    before_pt = 0 if is_same and look.is_contextual else look.before_pt
    return after_pt + before_pt if typography.is_space_added else max(after_pt, before_pt)


def _heights_pt(setting: Setting, runs: TextRuns, starts: Sequence[int]) -> Iterator[float]:
    """The height of each line of a paragraph: that of the highest letters in it, or as the template says."""
    look = setting.paragraph
    marker_pt = read_letters(setting.marker_face).line_height_pt if setting.has_high_marker else 0
    naturals_pt = [read_letters(face).line_height_pt for _, face in runs]
    begins = list(accumulate((len(text) for text, _ in runs), initial=0))
    for line, start in enumerate(starts):
        first = bisect_right(begins, start, hi=len(runs)) - 1
        last = bisect_left(begins, starts[line + 1], hi=len(runs)) if line + 1 < len(starts) else None
        natural_pt = max(naturals_pt[first:last])
        yield _height_pt(look, natural_pt if line else max(natural_pt, marker_pt))


def _height_pt(look: ParagraphLook, natural_pt: float) -> float:
    if look.line_rule is LineRule.EXACT:
        return look.line
    return natural_pt * look.line if look.line_rule is LineRule.AUTO else max(natural_pt, look.line)


def _run(span: Span, setting: Setting) -> tuple[str, Face]:
    look = setting.run if span.link is None else setting.link
    face = look.face
    if span.bold or span.italic:
        face = replace(face, bold=face.bold or span.bold, italic=face.italic or span.italic)
    return (span.text.upper() if look.is_capitals else span.text), face


def _indent_pt(item: _Item, tab_stop_pt: float) -> float:
    """How much further in than the others the first line's text begins, after its marker if there is one."""
    setting = item.setting
    first_pt = setting.paragraph.first_line_pt
    if not setting.marker:
        return first_pt
    marker = _NUMBER.sub(str(item.number), setting.marker) + ("" if setting.is_tabbed else " ")
    end_pt = first_pt + width_pt(marker, setting.run.face)
    if not setting.is_tabbed:
        return end_pt
    # The hanging indent is a tab stop; after it come those that every page has.
    if first_pt < 0 and end_pt <= 0:
        return 0
    return next_tab_stop_pt(end_pt, setting.paragraph.left_pt, tab_stop_pt)
