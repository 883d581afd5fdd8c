"""What a document says outside its forms: known, and nobody's loss; or somebody's text, to be named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, partial
from itertools import accumulate, groupby

from nkps_reports.files.limits import MAX_TITLE_CHARACTERS
from nkps_reports.report.grammar import count_noun, cut, on_one_line
from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem
from nkps_reports.report.references import parse_references
from nkps_reports.word.reading.forms import Layout
from nkps_reports.word.reading.headings import contents_entry, field_named, normalise
from nkps_reports.word.reading.lines import LeftOut, WordLine, WordText
from nkps_reports.word.reading.measures import is_fixed, is_measure, is_of_measures, parse_relation_line
from nkps_reports.wording import reports as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.documents import BOKMAL
from nkps_reports.wording.reading import AND

_OPENING_CHARACTERS = 80
# Anything shorter may occur in a title by chance; no line of a page is longer.
_MIN_PIECE_CHARACTERS, _MAX_PIECE_CHARACTERS = 12, 200
_WORD = re.compile(r"\w+|[^\w\s]+")
_POINT = re.compile(rf"{BOKMAL.reporting_point.format(number='[0-9]+')}", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:side|page|s\.)\s*[0-9]*(?:\s*(?:av|of|/)\s*[0-9]+)?", re.IGNORECASE)
# The numbers of measures or of actions, in a list or a table of them.
_NUMBERS = re.compile(rf"(?:[0-9\s,.–-]|{AND})+", re.IGNORECASE)


def name_unplaced(layout: Layout, used: AbstractSet[int], titles: Sequence[str]) -> Iterator[Problem]:
    """Name the text that belongs to no form, block by block.

    Args:
        layout: the document divided.
        used: the positions of the lines before the first form that say who reports.
        titles: the actions' titles, which a list of them repeats.
    """
    known = _Titles([normalise(title) for title in titles])
    before = [line for position, line in enumerate(layout.before) if position not in used]
    places = [(words.BEFORE_FORMS, before)]
    for number, lines in sorted(layout.between.items()):
        place = words.AFTER_FORMS if number == len(layout.forms) else words.BETWEEN_FORMS
        places.append((place.format(number=number) if number else words.BEFORE_FORMS, lines))
    for part, lines in places:
        for is_known, block in groupby(lines, partial(_is_known, titles=known, layout=layout)):
            if not is_known:
                yield _not_placed([line.text for line in block], part)


def name_left_out(text: WordText) -> Iterator[Problem]:
    """Name what the document holds beside its text, each kind with how many and the first one's words."""
    for kind in LeftOut:
        found = [said for each, said in text.left_out if each is kind]
        if found:
            opening = cut(on_one_line(found[0]), _OPENING_CHARACTERS)
            beginning = words.BEGINNING.format(words=opening) if opening else ""
            what = count_noun(kind.value, len(found))
            yield Problem.of(Code.REPORT_LEFT_OUT, None, found[0] or None, what=what, beginning=beginning)
    if text.has_changes:
        yield Problem.of(Code.REPORT_TRACKED_CHANGES)


def name_edges(edges: Sequence[str], facts: Sequence[str]) -> Iterator[Problem]:
    """Name the headers and footers that say more than who reports and which page it is."""
    for text in dict.fromkeys(edges):
        left = _PAGE.sub(" ", text)
        for fact in sorted(filter(None, facts), key=len, reverse=True):
            left = left.replace(fact, " ")
        if any(character.isalpha() for character in left):
            yield _not_placed([text], words.PAGE_EDGES)


def _is_known(line: WordLine, titles: _Titles, layout: Layout) -> bool:
    text = line.text.strip()
    # Our own links within the document repeat titles; somebody else's may say anything.
    if is_fixed(text) or _POINT.fullmatch(text.rstrip(":")) or (line.is_internal_link and layout.is_marked):
        return True
    if line.cell and line.cell.table in layout.measures:
        return is_of_measures(text) or bool(_NUMBERS.fullmatch(text))
    if (entry := contents_entry(line)) is not None:
        text = entry
    numbers = parse_relation_line(text)
    if numbers is not None and (not numbers or parse_references(numbers)):
        return True
    name = normalise(text)
    return is_measure(name) or field_named(text) is not None or titles.have(name)


class _Titles:
    """The titles, to look a line up in: all of a title, or a piece of one that begins at a word."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles
        self._whole = frozenset(titles)

    def have(self, name: str) -> bool:
        """Whether a line is a title, or a line of one: all of it stands in the action's form."""
        if name in self._whole or not _MIN_PIECE_CHARACTERS <= len(name) <= _MAX_PIECE_CHARACTERS:
            return name in self._whole
        # In the order of the alphabet the pieces that begin with a line are the next.
        place = bisect_left(self._pieces, name)
        return place < len(self._pieces) and self._pieces[place].startswith(name)

    @cached_property
    def _pieces(self) -> list[str]:
        """The titles from each of their words on; of so many that no report may have them, the first."""
        ends = accumulate(map(len, self._titles))
        titles = [title for title, end in zip(self._titles, ends, strict=True) if end <= MAX_TITLE_CHARACTERS]
        starts = ((title, word.start()) for title in titles for word in _WORD.finditer(title))
        return sorted(title[start : start + _MAX_PIECE_CHARACTERS] for title, start in starts)


def _not_placed(block: Sequence[str], part: str) -> Problem:
    found = cut(on_one_line(" ".join(block)), _OPENING_CHARACTERS)
    paragraphs = count_noun(words.PARAGRAPHS, len(block))
    return Problem.of(Code.REPORT_NOT_PLACED, Place(part=part), found, paragraphs=paragraphs)
