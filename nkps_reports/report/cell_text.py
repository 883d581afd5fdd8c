"""What a person would type in a cell to get a text: the reverse of ``markup``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain, islice
from urllib.parse import unquote

from nkps_reports.report.markup import (
    Run,
    find_links,
    full_address,
    group_links,
    join_runs,
    parse_markup,
)
from nkps_reports.report.model import LEVELS, Place, Span, Text

# As Excel counts them, in units of UTF-16.
MAX_CELL_CHARACTERS = 32_767
# Excel reads this as an escaped character, so the underscore is itself written as one, in seven characters.
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_BULLET, _NUMBER, _LEVEL = "- ", "{number}. ", "  "
_MAIL = "mailto:"
# Where a cell as a whole may lead.
_CELL_LINKS = ("http://", "https://", _MAIL)
# Each is tried on the whole cell, so more would take quadratic time.
_MAX_CELL_LINKS = 10


@dataclass(frozen=True, slots=True)
class CellText:
    r"""What stands in a cell.

    Attributes:
        runs: the characters with their looks; lines are divided by ``\n``.
        link: where the cell as a whole leads to, if anywhere.
    """

    runs: tuple[Run, ...] = ()
    link: str | None = None

    @property
    def text(self) -> str:
        """The characters without their looks."""
        return "".join(run.text for run in self.runs)

    def shortened(self, limit: int) -> CellText:
        """As many whole lines as fit within a limit, counted by ``count_units``; itself if all of them do."""
        if count_units(self.text) <= limit:
            return self
        lines = self.text.split("\n")
        # Each with its line break.
        ends = accumulate(count_units(line) + 1 for line in lines)
        whole = sum(end - 1 <= limit for end in ends)
        # Half of the limit of a first line that is too long: a character may count as two.
        left = len("\n".join(lines[:whole])) if whole else limit // 2
        runs: list[Run] = []
        for run in self.runs:
            runs.append(Run(run.text[:left], run.bold, run.italic))
            left = max(0, left - len(run.text))
        return CellText(tuple(run for run in runs if run.text), self.link)


def count_units(text: str) -> int:
    """How many characters a text takes in a workbook: some count as two, some are written as seven."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + 6 * len(LOOKS_ESCAPED.findall(text))


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell before it is written.

    Attributes:
        spans: its text, without a line break.
        marker: what stands before it where it is an item of a list, such as ``- `` or ``1. ``.
    """

    spans: tuple[Span, ...]
    marker: str = ""


def write_marker(level: int, number: int | None) -> str:
    """What stands before an item of a list; one without a number has a bullet."""
    return indent(level) + (_BULLET if number is None else _NUMBER.format(number=number))


def indent(level: int) -> str:
    """What stands before the marker of an item of a level from 0; a cell has no more than three."""
    return _LEVEL * min(level, LEVELS[-1])


def write_cell(lines: Sequence[CellLine]) -> CellText:
    """Write lines as the text of a cell.

    Returns:
        What ``parse_markup`` reads the same text from, with the same links. An address that markup cannot
        hold stands after its words, in parentheses.
    """
    lines = [CellLine(tuple(_addressed(line.spans)), line.marker) for line in lines]
    links = [*_links(line.spans for line in lines)]
    if not links:
        return CellText(_runs(lines, _bracketed))
    for cell in _attempts(lines, links):
        if _has_links(cell, links):
            return cell
    return CellText(_runs(lines, _best_alone))


def _addressed(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans with addresses as they were typed: programs add slashes and escapes."""
    for target, words, linked in group_links(spans):
        address = full_address(words)
        if target and _plain_address(address) == _plain_address(target):
            linked = [replace(span, link=address) for span in linked]
        yield from linked


def _plain_address(address: str) -> str:
    return unquote(address).rstrip("/#")


def _attempts(lines: Sequence[CellLine], links: Sequence[tuple[str, str]]) -> Iterator[CellText]:
    """How a cell with links may be written, the plainest first."""
    yield CellText(_runs(lines, _bare_or_bracketed))
    yield CellText(_runs(lines, _bracketed))
    if any(span.link is None and span.text.strip() for line in lines for span in line.spans):
        return
    # Every character leads somewhere: the cell as a whole may lead where markup cannot.
    targets = dict.fromkeys(span.link for line in lines for span in line.spans if span.link)
    wholes = (target for target in targets if target.casefold().startswith(_CELL_LINKS))
    for whole in islice(wholes, _MAX_CELL_LINKS):
        yield CellText(_runs(lines, partial(_bare_or_bracketed, whole=whole)), whole)


def _links(paragraphs: Iterable[tuple[Span, ...]]) -> Iterator[tuple[str, str]]:
    """The words of each link and where it leads, as ``parse_markup`` would read them."""
    for words, target in chain.from_iterable(map(find_links, paragraphs)):
        if target and words:
            # A space may lead somewhere too: in a cell that is a link as a whole, it does.
            yield words.strip() or " ", _without_space(target)


def _has_links(cell: CellText, links: Sequence[tuple[str, str]]) -> bool:
    """Whether every link can be read from the cell, in order; plain addresses may be read as links too."""
    text = Text(parse_markup(cell.runs, cell.link), Place())
    found = _links(paragraph.spans for paragraph in text.paragraphs)
    return all(link in found for link in links)


# What stands before and after the words of a link.
_LinkWriter = Callable[[str, str], tuple[str, str]]


def _bracketed(_words: str, target: str) -> tuple[str, str]:
    return "[", f"]({_without_space(target)})"


def _without_space(target: str) -> str:
    """An address with its spaces escaped, as markup needs it."""
    return target.replace(" ", "%20")


def _bare_or_bracketed(words: str, target: str, whole: str | None = None) -> tuple[str, str]:
    """No markup where the words are the address, or where the cell as a whole leads there."""
    return ("", "") if target in (full_address(words), whole) else _bracketed(words, target)


def _best_alone(words: str, target: str) -> tuple[str, str]:
    """The markup of one link; where markup cannot hold it, the address in parentheses."""
    before, after = _bare_or_bracketed(words, target)
    if _has_links(CellText((Run(before + words + after),)), [(words, target)]):
        return before, after
    address = target.removeprefix(_MAIL)
    return ("", "") if words in (target, address) else ("", f" ({address})")


def _runs(lines: Sequence[CellLine], write_link: _LinkWriter) -> tuple[Run, ...]:
    pieces: list[Run] = []
    for number, line in enumerate(lines):
        pieces.append(Run(("\n" if number else "") + line.marker))
        for target, words, linked in group_links(line.spans):
            # Nobody can click a link that is nothing but space.
            before, after = write_link(words, target) if target and words.strip() else ("", "")
            pieces += (Run(before), *(Run(span.text, span.bold, span.italic) for span in linked), Run(after))
    return tuple(join_runs(pieces))
