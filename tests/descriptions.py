"""Descriptions made of the words of source and strategy, and their lines as LibreOffice lays them out."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from nkps_reports.report.markup import Run, parse_markup
from nkps_reports.report.model import Place, Text
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording.documents import BOKMAL
from tests.source_document import source_actions

_LINKS = (
    "https://www.regjeringen.no/no/dokumenter/{words}/id{number}/",
    "https://www.spekter.no/{words}.pdf",
    "https://example.org/{number}",
)
_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


@dataclass(frozen=True)
class Lines:
    """What a description takes in a document: its lines, and how far it is from the first to the last."""

    count: int
    height_pt: float


def many_descriptions(count: int, seed: int = 1, tabs: float = 0) -> list[Text]:
    """Descriptions of 30 to 400 words with paragraphs, lists, links and looks; the same for a seed.

    A tab stands in place of so many of the spaces, from 0 to 1.
    """
    rng = random.Random(seed)  # noqa: S311 - to be the same each time
    return [_description(rng, number, tabs) for number in range(count)]


def _description(rng: random.Random, number: int, tabs: float) -> Text:
    left = rng.randint(30, 400)
    lines: list[str] = []
    while left > 0:
        kind = rng.choice(("paragraph", "paragraph", "bullets", "numbers", "levels"))
        items = 1 if kind == "paragraph" else rng.randint(2, 6)
        for item in range(items):
            words = min(left, rng.randint(20, 160) if kind == "paragraph" else rng.randint(2, 40))
            if words <= 0:
                break
            marker = {"paragraph": "", "bullets": "- ", "numbers": f"{item + 1}. "}.get(kind)
            if marker is None:
                # Each item below the one before it, from one to three levels.
                marker = "  " * (item % 3) + rng.choice(("- ", "1. ") if item % 3 else ("- ",))
            lines.append(marker + _prose(rng, words, tabs))
            left -= words
    runs = [Run(piece, bold=rng.random() < 0.08, italic=rng.random() < 0.08) for piece in _pieces(rng, lines)]
    place = Place("Tiltak", f"D{number + 2}", BOKMAL.form_headings[2])
    return Text(parse_markup(runs), place)


def _pieces(rng: random.Random, lines: list[str]) -> list[str]:
    """The text in stretches that may have a look each: cut between words, and never inside a link."""
    pieces = re.split(r"(?<= )(?![^\[]*\]\()", "\n".join(lines))
    found: list[str] = []
    while pieces:
        length = rng.randint(1, 25)
        found.append("".join(pieces[:length]))
        del pieces[:length]
    return found


def _prose(rng: random.Random, count: int, tabs: float) -> str:
    """So many words in a row as somebody wrote them, now and then with a link."""
    start = rng.randrange(len(_WORDS))
    words = [_WORDS[(start + offset) % len(_WORDS)] for offset in range(count)]
    if count > 5 and rng.random() < 0.3:
        place = rng.randrange(count)
        path = re.sub(r"[^a-z]+", "-", " ".join(words[place : place + 4]).lower()).strip("-")
        address = rng.choice(_LINKS).format(words=path, number=rng.randint(1, 2_000_000))
        words[place] = rng.choice((address, f"[{words[place].strip('()[]')}]({address})"))
    if not tabs:
        return " ".join(words)
    return "".join(word + ("\t" if rng.random() < tabs else " ") for word in words).rstrip()


def _source_words() -> list[str]:
    texts = [text for action in source_actions() for text in action.description]
    texts.extend(measure.text for measure in read_measures())
    return " ".join(texts).split()


_WORDS = _source_words()


def laid_out(pdf: Path) -> list[Lines]:
    """The lines between the headings 3 and 4 of each form, by what stands at the same height of a page."""
    found = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True)
    forms: list[list[tuple[int, float]]] = []
    inside = False
    for number, page in enumerate(found.stdout.split("<page ")[1:]):
        for words in _rows(page):
            text = " ".join(word for _, _, word in words)
            if text == BOKMAL.form_headings[2]:
                inside = True
                forms.append([])
            elif text == BOKMAL.form_headings[3]:
                inside = False
            elif inside and not re.search(r"Side \d+ av \d+$", text):
                forms[-1].append((number, words[0][0]))
    return [Lines(len(rows), _height(rows)) for rows in forms]


def _rows(page: str) -> list[list[tuple[float, float, str]]]:
    """The words of a page row by row: the bottom and left of each, and its text."""
    rows: list[list[tuple[float, float, str]]] = []
    for match in _WORD.finditer(page):
        left, _, _, bottom = (float(value) for value in match.groups()[:4])
        word = (bottom, left, unescape(match[5]))
        row = next((row for row in rows if abs(row[0][0] - bottom) < 3), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [sorted(row, key=lambda word: word[1]) for row in sorted(rows, key=lambda row: row[0][0])]


def _height(rows: list[tuple[int, float]]) -> float:
    """From the first line to the last; 0 where a page ends between them."""
    return rows[-1][1] - rows[0][1] if rows and rows[0][0] == rows[-1][0] else 0
