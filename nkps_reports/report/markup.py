"""Text in a cell to paragraphs, lists and links: the contract's rules for what a user types.

Looks (bold, italics, a link on the whole cell) come in as runs beside the characters; what goes out is
the model's blocks, each with its offset in the cell's text. No Excel and no Word here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter

from nkps_reports.report.model import Block, BulletList, NumberedList, Paragraph, Span
from nkps_reports.wording.reading import MONTH_ABBREVIATIONS, MONTHS, PERIODS

# Word's Symbol and Wingdings bullet; it has no shape in any other font.
PRIVATE_BULLET = "\uf0b7"
_BULLET_SHOWN = "•"
_GAP = "[ \t\u00a0]"
_BULLET = re.compile(rf"[-–•·{PRIVATE_BULLET}]{_GAP}+")
_MONTH = rf"(?:{'|'.join((*MONTHS, *MONTH_ABBREVIATIONS))})\b"
_NUMBER = re.compile(rf"(?P<number>[1-9][0-9]{{0,3}})\.{_GAP}++(?!{_MONTH})", re.IGNORECASE)

# A link with words of its own, or an address alone.
_LINK = re.compile(
    r"\[(?P<text>\s*+[^\[\]\s][^\[\]]*+)\]\((?P<target>https?://(?:[^\s()]|\([^\s()]*\))+)\)"
    r"|(?P<bare>https?://[^\W_][^\s<>\u00ab\u00bb\u201c\u201d\"]*)",
    re.IGNORECASE,
)
# «9. En dags …»; but not «13. september», «3. 5. 7.», «1. halvår» or «2. trinn».
_STRAY_NUMBER = re.compile(
    rf"(?P<number>[0-9]{{1,3}}\.){_GAP}++(?!{_MONTH}|(?:{'|'.join(PERIODS)})|[0-9])", re.IGNORECASE
)
_DEAD_LINK = re.compile(
    r"\[[^\[\]\n]*\]\((?P<target>(?!https?://)(?:[a-z][a-z0-9+.-]{1,20}:|www\.)[^()\s]*)"
    r"|(?<![\w/.@-])(?P<bare>www\.[^\W_][^\s<>()\[\]\u00ab\u00bb\u201c\u201d\"]*)",
    re.IGNORECASE,
)
# What ends a sentence or closes a parenthesis round an address is no part of it.
_TRAILING = frozenset(".,;:!?'*_\u2019\u2026")
_OPENING = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a cell with one look, as the workbook has them."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the cell that has characters: its words from ``start`` to ``end``."""

    start: int
    end: int


def parse_markup(runs: Sequence[Run], link: str | None = None) -> tuple[Block, ...]:
    r"""Read the text of a cell.

    Args:
        runs: the cell's characters in order; lines are divided by ``\n``.
        link: where the cell as a whole leads to, if anywhere.

    Returns:
        The blocks in order. Every character is in them but line breaks, white space at the ends of
        lines, list markers, and the brackets and address of a link.
    """
    text = "".join(run.text for run in runs)
    looks = _Looks(runs, link)
    return tuple(_blocks(text, looks))


def _blocks(text: str, looks: _Looks) -> Iterator[Block]:
    lines = list(_lines(text))
    position = 0
    while position < len(lines):
        bullets = _bullets(text, lines, position)
        numbered = [] if bullets else _numbered(text, lines, position)
        if bullets:
            yield BulletList(tuple(looks.paragraph(text, line) for line in bullets))
        elif numbered:
            yield NumberedList(tuple(looks.paragraph(text, line) for line in numbered))
        else:
            yield looks.paragraph(text, lines[position])
        position += len(bullets) or len(numbered) or 1


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line.rstrip())
        indented = start + len(line) - len(line.lstrip())
        if indented < end:
            yield _Line(indented, end)
        start += len(line) + 1


def _bullets(text: str, lines: Sequence[_Line], position: int) -> list[_Line]:
    items: list[_Line] = []
    for index in range(position, len(lines)):
        line = lines[index]
        marker = _BULLET.match(text, line.start, line.end)
        if marker is None:
            break
        items.append(_Line(marker.end(), line.end))
    return items


def _numbered(text: str, lines: Sequence[_Line], position: int) -> list[_Line]:
    """The items of a list that begins here: 1., 2., …; a lone «1.» is text."""
    items: list[_Line] = []
    for expected, index in enumerate(range(position, len(lines)), start=1):
        line = lines[index]
        marker = _NUMBER.match(text, line.start, line.end)
        if marker is None or int(marker["number"]) != expected or marker.end() >= line.end:
            break
        items.append(_Line(marker.end(), line.end))
    return items if len(items) > 1 else []


def is_bullet(text: str) -> bool:
    """Whether a text begins with a bullet or a dash as lists have them."""
    return _BULLET.match(text.lstrip()) is not None


def join_runs(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs that stand beside each other and look alike as one; those without a character are left out."""
    for (bold, italic), together in groupby(
        (run for run in runs if run.text), key=attrgetter("bold", "italic")
    ):
        yield Run("".join(run.text for run in together), bold, italic)


def find_links(spans: Iterable[Span]) -> Iterator[tuple[str, str]]:
    """The words of each link of a line, whatever their looks, and where it leads."""
    for target, together in groupby(spans, key=attrgetter("link")):
        if target is not None:
            yield "".join(span.text for span in together), target


def find_stray_number(blocks: Sequence[Block]) -> str | None:
    """The number and full stop that a text begins with, where it is neither list, date nor period.

    Args:
        blocks: what ``parse_markup`` made of the cell.
    """
    if not (blocks and isinstance(blocks[0], Paragraph)):
        return None
    match = _STRAY_NUMBER.match(blocks[0].plain)
    return match["number"] if match else None


def find_dead_links(text: str) -> list[str]:
    """The addresses that look like links and are none, for want of «https://», in the order typed."""
    found = (match["target"] or _without_trailing(match["bare"]) for match in _DEAD_LINK.finditer(text))
    return [*found]


class _Looks:
    """Tells for any stretch of the text how its characters look and where they lead."""

    def __init__(self, runs: Sequence[Run], link: str | None) -> None:
        self._link = link
        self._runs: list[tuple[int, int, Run]] = []
        start = 0
        for run in runs:
            self._runs.append((start, start + len(run.text), run))
            start += len(run.text)

    def paragraph(self, text: str, line: _Line) -> Paragraph:
        spans: list[Span] = []
        for start, end, link in _linked_stretches(text, line):
            spans.extend(self._spans(text, start, end, link or self._link))
        return Paragraph(tuple(_joined(spans)), line.start)

    def _spans(self, text: str, start: int, end: int, link: str | None) -> Iterator[Span]:
        first = max(0, bisect_right(self._runs, start, key=itemgetter(0)) - 1)
        for index in range(first, len(self._runs)):
            run_start, run_end, run = self._runs[index]
            if run_start >= end:
                return
            low, high = max(start, run_start), min(end, run_end)
            if low < high:
                shown = text[low:high].replace(PRIVATE_BULLET, _BULLET_SHOWN)
                yield Span(shown, run.bold, run.italic, link)


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Neighbours that look alike become one."""
    current: Span | None = None
    for span in spans:
        if current and (current.bold, current.italic, current.link) == (
            span.bold,
            span.italic,
            span.link,
        ):
            current = Span(current.text + span.text, span.bold, span.italic, span.link)
            continue
        if current:
            yield current
        current = span
    if current:
        yield current


def _linked_stretches(text: str, line: _Line) -> Iterator[tuple[int, int, str | None]]:
    """The line cut at its links: start, end and target of what is to be shown."""
    position = line.start
    for match in _LINK.finditer(text, line.start, line.end):
        target = match["target"] or _without_trailing(match["bare"])
        shown = match.span("text") if match["target"] else (match.start(), match.start() + len(target))
        if position < match.start():
            yield position, match.start(), None
        yield *shown, target.replace(PRIVATE_BULLET, _BULLET_SHOWN)
        position = match.end() if match["target"] else shown[1]
    if position < line.end:
        yield position, line.end, None


def _without_trailing(address: str) -> str:
    """An address without the punctuation of the sentence it stands in."""
    end = len(address)
    unopened = {close: address.count(close) - address.count(opens) for close, opens in _OPENING.items()}
    while True:
        last = address[end - 1]
        if last not in _TRAILING and unopened.get(last, 0) <= 0:
            return address[:end]
        if last in unopened:
            unopened[last] -= 1
        end -= 1
