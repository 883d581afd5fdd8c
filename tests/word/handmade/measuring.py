"""How well a report made by hand comes in: which cells are as meant, and which words are lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field

from nkps_reports.report.problems import NkpsError
from nkps_reports.word.reading.report import WordReading, parse_word_report
from tests.word.handmade.forms import Meant
from tests.word.handmade.reports import Handmade

_CELLS = ("title", "relation", "responsible", "description", "timing")
_WORD = re.compile(r"\w+")
# The signs of bullets mean the same; two of them have a level of their own.
_BULLET = re.compile(r"(?P<level>\s*)(?P<sign>[-–•·‣▪\uf0b7]|[o§](?=\t))\s+")
_DEEPER = {"o": 1, "§": 2}
_NUMBER = re.compile(r"(?P<level>\s*)(?P<number>[0-9]+\.)\s+")
_OPENING_WORDS = 5


@dataclass
class Verdict:
    """What is wrong with what came in.

    Attributes:
        cells: the cells that are not as meant, each with what was meant and what stands there.
        lost: the words that are in no cell where they belong, and in no message.
    """

    cells: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def judge(report: Handmade) -> Verdict:
    """Read a report, and hold what came in against what was meant."""
    try:
        reading = parse_word_report(report.file)
    except NkpsError as error:
        message = error.problems[0].message
        return Verdict([f"refused: {message}"], [f"refused: {message}"])
    return Verdict([*_wrong_cells(report, reading)], [*_lost(report, reading)])


def _wrong_cells(report: Handmade, reading: WordReading) -> Iterator[str]:
    actions = [[action.cells[cell].text for cell in _CELLS] for action in reading.draft.actions]
    if len(actions) != len(report.actions):
        yield f"{len(report.actions)} actions came in as {len(actions)}: {[each[0][:40] for each in actions]}"
        return
    for number, (meant, cells) in enumerate(zip(report.actions, actions, strict=True), start=1):
        for name, wanted, found in zip(_CELLS, _texts(meant), cells, strict=True):
            wrong = (
                re.findall(r"\d+", found) != wanted.split()
                if name == "relation"
                else plain(found) != plain(wanted)
            )
            if wrong:
                yield f"{number} {name}: meant {wanted!r}, found {found!r}"
    for key, wanted in report.facts.items():
        if reading.draft.organisation.get(key) != wanted:
            yield f"fact {key}: meant {wanted!r}, found {reading.draft.organisation.get(key)!r}"


def _texts(meant: Meant) -> tuple[str, ...]:
    title, numbers, *answers = astuple(meant)
    return title, " ".join(map(str, numbers)), *answers


def plain(text: str) -> str:
    """A cell's text by what it means: lists by their levels, white space as one space, hyphens alike."""
    text = text.replace("\u2011", "-").replace("\u00ad", "").replace("\u00a0", " ")
    return "\n".join(map(_plain_line, text.split("\n"))).strip()


def _plain_line(line: str) -> str:
    if bullet := _BULLET.match(line):
        level = len(bullet["level"].replace("\t", "  ")) // 2 or _DEEPER.get(bullet["sign"], 0)
        return f"{'  ' * level}- {_spaced(line[bullet.end() :])}"
    if number := _NUMBER.match(line):
        level = len(number["level"].replace("\t", "  ")) // 2
        return f"{'  ' * level}{number['number']} {_spaced(line[number.end() :])}"
    # Empty cells of a table stay to be seen.
    cells = line.split("\t")
    return "\t".join(map(_spaced, cells)) if len(cells) > 2 else _spaced(line)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _lost(report: Handmade, reading: WordReading) -> Iterator[str]:
    said = [_words(text) for problem in reading.problems for text in (problem.found or "", problem.message)]
    spoken = {word for words in said for word in words}
    cells = [[action.cells[cell].text for cell in _CELLS] for action in reading.draft.actions]
    for number, meant in enumerate(report.actions, start=1):
        found = cells[number - 1] if number <= len(cells) else [""] * len(_CELLS)
        for name, wanted, has in zip(_CELLS, _texts(meant), found, strict=True):
            lost = [word for word in _words(wanted) if word not in {*_words(has)} | spoken]
            if lost:
                yield f"{number} {name}: {' '.join(lost[:8])}"
    # Neighbours may be told one after the other.
    told = [word for problem in reading.problems for word in _words(problem.found or "")]
    everywhere = [*said, told, *(_words(cell) for action in cells for cell in action)]
    for block in report.named:
        if not any(_has_part(words, _words(block)[:_OPENING_WORDS]) for words in everywhere):
            yield f"not named: {block[:80]}"
    for word in (word for words in report.scattered for word in _words(words)):
        # «2 bilder» says it too.
        if not any(each.startswith(word) for words in everywhere for each in words):
            yield f"not named: {word}"


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text).casefold())


def _has_part(words: Sequence[str], part: Sequence[str]) -> bool:
    """Whether words stand somewhere, one after the other."""
    return any([*words[start : start + len(part)]] == [*part] for start in range(len(words) - len(part) + 1))


def rates(verdicts: Iterable[tuple[Handmade, Verdict]]) -> dict[str, tuple[int, int, int]]:
    """For each tag, how many reports have it, how many have all cells and how many lost no word."""
    counts: dict[str, tuple[int, int, int]] = {}
    for report, verdict in verdicts:
        for tag in report.tags:
            all_, whole, kept = counts.get(tag, (0, 0, 0))
            counts[tag] = (all_ + 1, whole + (not verdict.cells), kept + (not verdict.lost))
    return counts
