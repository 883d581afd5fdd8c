"""Text in a cell to paragraphs, lists and links: the contract's rules for what a user types.

Bold, italics and a link on the whole cell come in with the characters, as runs; the model's blocks go out,
each with its offset in the cell's text. Knows neither Excel nor Word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import attrgetter

from nkps_reports.report.list_lines import GAP, MONTH, PRIVATE_BULLET, TextLine, divide
from nkps_reports.report.model import Block, ItemList, ListItem, Paragraph, Span
from nkps_reports.wording.reading import PERIODS

_BULLET_SHOWN = "•"
# A link with words of its own, or an address alone; «www.» begins one where no other address goes on. What
# they begin with comes first, so that little is tried.
_LINK = re.compile(
    r"(?=[\[hw])(?:\[(?P<text>\s*+[^\[\]\s][^\[\]]*+)\]\((?P<target>https?://(?:[^\s()]|\([^\s()]*\))+)\)"
    r"|(?P<bare>(?:https?://|(?<![\w/.@-])(?<!\]\()(?P<web>www\.))[^\W_][^\s<>\u00ab\u00bb\u201c\u201d\"]*))",
    re.IGNORECASE,
)
_WEB = "https://"
# «9. En dags …»; but not «13. september», «3. 5. 7.», «1. halvår» or «2. trinn».
_STRAY_NUMBER = re.compile(
    rf"(?P<number>[0-9]{{1,3}})\.{GAP}++(?!{MONTH}|(?:{'|'.join(PERIODS)})|[0-9])", re.IGNORECASE
)
_DEAD_LINK = re.compile(
    r"\[[^\[\]\n]*\]\((?P<target>(?!https?://)(?:[a-z][a-z0-9+.-]{1,20}:|www\.)[^()\s]*)", re.IGNORECASE
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


def parse_markup(runs: Sequence[Run], link: str | None = None) -> tuple[Block, ...]:
    r"""Read the text of a cell.

    Args:
        runs: the cell's characters in order; lines are divided by ``\n``.
        link: where the cell as a whole leads to, if anywhere.

    Returns:
        The blocks in order. Every character is in them but line breaks, white space at the ends of
        lines, list markers, and the brackets and address of a link.
    """
    return tuple(_blocks(_StyledText(runs, link)))


def _blocks(styled: _StyledText) -> Iterator[Block]:
    for found in divide(styled.text):
        if isinstance(found, TextLine):
            yield styled.paragraph(found.start, found.end)
        else:
            items = (ListItem(styled.paragraph(i.start, i.end), i.level, i.number) for i in found)
            yield ItemList(tuple(items))


def join_runs(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs that stand beside each other and look alike as one; those without a character are left out."""
    for (bold, italic), together in groupby(
        (run for run in runs if run.text), key=attrgetter("bold", "italic")
    ):
        yield Run("".join(run.text for run in together), bold, italic)


def group_links(spans: Iterable[Span]) -> Iterator[tuple[str | None, str, list[Span]]]:
    """The spans of a line in groups that lead to the same address: with the address and their words."""
    for target, together in groupby(spans, key=attrgetter("link")):
        group = [*together]
        yield target, "".join(span.text for span in group), group


def find_links(spans: Iterable[Span]) -> Iterator[tuple[str, str]]:
    """The words of each link of a line, whatever their looks, and where it leads."""
    return ((words, target) for target, words, _ in group_links(spans) if target is not None)


def find_stray_number(blocks: Sequence[Block]) -> str | None:
    """The number and full stop that a text begins with, where it is neither list, date nor period.

    Where a later paragraph has the next number, it is a list that begins at another number than 1.
    """
    first = _find_number(blocks[0]) if blocks else None
    if first is None:
        return None
    following = f"{int(first) + 1}"
    return None if any(_find_number(block) == following for block in blocks[1:]) else f"{first}."


def _find_number(block: Block) -> str | None:
    match = _STRAY_NUMBER.match(block.plain) if isinstance(block, Paragraph) else None
    return match["number"] if match else None


def find_dead_links(text: str) -> list[str]:
    """The addresses that look like links and are none, for want of «https://», in the order typed."""
    return [match["target"] for match in _DEAD_LINK.finditer(text)] if "](" in text else []


class _StyledText:
    """The text of a cell; tells for any stretch of it how its characters look and where they lead."""

    def __init__(self, runs: Sequence[Run], link: str | None) -> None:
        self.text = "".join([run.text for run in runs]).replace(PRIVATE_BULLET, _BULLET_SHOWN)
        self._link, self._runs = link, runs
        # Where each run begins, and where the last one ends.
        self._bounds = [*accumulate([len(run.text) for run in runs], initial=0)]

    def paragraph(self, first: int, last: int) -> Paragraph:
        if _may_have_links(self.text[first:last]):
            spans = [
                span
                for start, end, link in _linked_stretches(self.text, first, last)
                for span in self._spans(start, end, link or self._link)
            ]
        else:
            spans = self._spans(first, last, self._link)
        return Paragraph(tuple(_joined(spans) if len(spans) > 1 else spans), first)

    def _spans(self, start: int, end: int, link: str | None) -> list[Span]:
        spans: list[Span] = []
        index = bisect_right(self._bounds, start) - 1
        while start < end:
            run, stop = self._runs[index], min(end, self._bounds[index + 1])
            if start < stop:
                spans.append(Span(self.text[start:stop], run.bold, run.italic, link))
            start, index = stop, index + 1
        return spans


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, neighbours that look alike as one."""
    for look, together in groupby(spans, key=attrgetter("bold", "italic", "link")):
        first, *others = together
        yield Span("".join([first.text, *(span.text for span in others)]), *look) if others else first


def _may_have_links(text: str) -> bool:
    """Whether there is something in a line without which it has no link."""
    return "://" in text or "www." in text.casefold()


def _linked_stretches(text: str, position: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """The line cut at its links: start, end and target of what is to be shown."""
    for match in _LINK.finditer(text, position, end):
        target = match["target"] or _without_trailing(match["bare"])
        shown = match.span("text") if match["target"] else (match.start(), match.start() + len(target))
        if position < match.start():
            yield position, match.start(), None
        yield *shown, f"{_WEB}{target}" if match["web"] else target
        position = match.end() if match["target"] else shown[1]
    if position < end:
        yield position, end, None


def full_address(words: str) -> str:
    """Where words that are an address lead, as ``parse_markup`` reads them."""
    match = _LINK.match(words)
    return f"{_WEB}{words}" if match and match["web"] else words


def _without_trailing(address: str) -> str:
    """An address without the punctuation of the sentence it stands in."""
    end = len(address)
    if address[-1] not in _TRAILING and address[-1] not in _OPENING:
        return address
    unopened = {close: address.count(close) - address.count(opens) for close, opens in _OPENING.items()}
    while True:
        last = address[end - 1]
        if last not in _TRAILING and unopened.get(last, 0) <= 0:
            return address[:end]
        if last in unopened:
            unopened[last] -= 1
        end -= 1
