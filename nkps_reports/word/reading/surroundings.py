"""What a document says outside its forms: who reports, what we know anyway, and text that must be named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, partial
from itertools import accumulate, groupby, product

from nkps_reports.files.limits import MAX_TITLE_CHARACTERS
from nkps_reports.report.drafts import DraftAction
from nkps_reports.report.grammar import count_noun, cut, join_words, on_one_line
from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem
from nkps_reports.report.references import parse_references
from nkps_reports.word.reading.forms import Layout
from nkps_reports.word.reading.heading_words import contents_entry, field_named, is_separator, normalise
from nkps_reports.word.reading.lines import CellPosition, LeftOut, Omission, WordLine, WordText
from nkps_reports.word.reading.measures import (
    is_fixed,
    is_measure,
    is_of_measures,
    parse_relation,
    parse_relation_line,
)
from nkps_reports.word.reading.places import Places, outside_part
from nkps_reports.word.reading.table_cells import is_running_number
from nkps_reports.wording import reports as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.documents import BOKMAL, NYNORSK
from nkps_reports.wording.form import RELATION, TITLE
from nkps_reports.wording.reading import AND

_OPENING_CHARACTERS = 80
# Of text that is in no form, the first words of so many paragraphs are told.
_MAX_OPENINGS, _MAX_OPENING = 6, 60
_MAX_FOUND = 500
# Anything shorter may occur in a title by chance; no line on a page is longer.
_MIN_PIECE_CHARACTERS, _MAX_PIECE_CHARACTERS = 12, 200
_WORD = re.compile(r"\w+|[^\w\s]+")
_POINT = re.compile(rf"{BOKMAL.reporting_point.format(number='[0-9]+')}", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:side|page|s\.)\s*[0-9]*(?:\s*(?:av|of|/)\s*[0-9]+)?", re.IGNORECASE)
# The numbers of measures or of actions, in a list or a table of them.
_NUMBERS = re.compile(rf"(?:[0-9\s,.–-]|{AND})+", re.IGNORECASE)
_TITLES = frozenset(normalise(documents.word_title) for documents in (BOKMAL, NYNORSK))
_LISTS = frozenset(normalise(documents.reporting_points) for documents in (BOKMAL, NYNORSK))
_LABEL = re.compile(r"(?P<label>[^\t:]{2,30}?)\s*(?::|\t)")
# «Virksomhet: …» may begin a text, which is longer than a fact and ends as sentences do.
_MAX_FACT = 150
# A label and the white space behind it.
_MAX_LABEL = 60
_PROPERTY_TITLE = re.compile(
    rf"{re.escape(BOKMAL.word_property_title)} – (?P<name>.*), (?P<period>.*?)", re.DOTALL
)


def read_facts(lines: Sequence[WordLine], title: str) -> tuple[dict[str, str], set[int]]:
    """Read who reports from the lines before the first form, or from the document's title in our own reports.

    The facts have the keys of the workbook's labels. With them come the positions of their lines.
    """
    names = [normalise(line.text) for line in lines]
    # In our own reports the line below the title is the name.
    below = (position for position, name in enumerate(names[:-1], start=1) if name in _TITLES)
    named = next((position for position in below if lines[position].style == "subtitle"), None)
    used = set() if named is None else {named}
    facts = {} if named is None else {"name": on_one_line(lines[named].text)}
    for position, name in enumerate(names):
        if position in used:
            continue
        # Below is the list of actions, where a title may look like a label.
        if name in _LISTS:
            break
        found = _labelled(lines, position)
        if found and found[0] not in facts:
            key, value, positions = found
            facts[key] = on_one_line(value)
            used.update(positions)
    if said := _PROPERTY_TITLE.fullmatch(title):
        facts.setdefault("name", on_one_line(said["name"]))
        facts.setdefault("period", on_one_line(said["period"]))
    return facts, used


def _labelled(lines: Sequence[WordLine], position: int) -> tuple[str, str, tuple[int, ...]] | None:
    """The key and value of a label, and the positions of the lines they stand on."""
    text = lines[position].text.strip()
    found = _LABEL.match(text, 0, _MAX_LABEL)
    label, value = (found["label"], text[found.end() :].strip()) if found else (text, "")
    key = words.ORGANISATION_LABELS.get(normalise(label))
    if key and len(value) > _MAX_FACT and value.endswith("."):
        return None
    if key and value:
        return key, value, (position,)
    # In a table the value stands in the next cell of the row.
    if key and position + 1 < len(lines) and _are_beside(lines[position].cell, lines[position + 1].cell):
        return key, lines[position + 1].text, (position, position + 1)
    return None


def _are_beside(cell: CellPosition | None, following: CellPosition | None) -> bool:
    if cell is None or following is None:
        return False
    return cell.column < following.column and (cell.table, cell.row) == (following.table, following.row)


def name_unplaced(
    layout: Layout, used: AbstractSet[int], actions: Sequence[DraftAction]
) -> Iterator[Problem]:
    """Name the text that belongs to no form, block by block.

    Known, and not named, are the used lines before the first form, and the titles and relations of the
    actions, which a list may repeat.
    """
    titles = _Titles([normalise(on_one_line(action.cell(TITLE).text)) for action in actions])
    relations = {frozenset(parse_references(action.cell(RELATION).text) or ()) for action in actions}
    is_known = partial(_is_known, titles=titles, relations=relations, layout=layout)
    before = [line for position, line in enumerate(layout.before) if position not in used]
    numbers: list[str] = []
    for number, lines in ((0, before), *sorted(layout.between.items())):
        numbers += [line.text for line in lines if is_running_number(line)]
        others = [(line, is_known(line)) for line in lines if not is_running_number(line)]
        for (is_silent, is_aside), block in groupby(others, lambda each: (each[1], each[0].is_aside)):
            if is_silent:
                continue
            texts = [
                text
                for row, inside in groupby((line for line, _ in block), _row_of)
                for text in _texts(row, [*inside])
            ]
            beside = words.BESIDE_FORM.format(number=number)
            yield _not_placed(texts, beside if is_aside and number else outside_part(layout, number))
    if numbers:
        yield _not_placed([" ".join(numbers)], words.TABLES)


def _row_of(line: WordLine) -> tuple[int, int] | None:
    """The row of a table of forms that stands in none of them."""
    return (line.cell.table, line.cell.row) if line.is_aside and line.cell else None


def _texts(row: tuple[int, int] | None, lines: Sequence[WordLine]) -> list[str]:
    """The texts of lines, those of a row as one: «Status: Fullført»."""
    texts = [line.text.strip() for line in lines]
    return [": ".join(texts)] if row else texts


def name_left_out(text: WordText, places: Places) -> Iterator[Problem]:
    """Name what is not in the document's lines: in each place each kind, with its count and its words."""
    by_place: dict[Place, list[Omission]] = {}
    for omission in text.left_out:
        by_place.setdefault(places.of(omission.line), []).append(omission)
    for (place, omissions), kind in product(by_place.items(), LeftOut):
        if said := [omission.words for omission in omissions if omission.kind is kind]:
            yield _left_out(kind, said, place)
    if text.has_changes:
        yield Problem.of(Code.REPORT_TRACKED_CHANGES)


def _left_out(kind: LeftOut, said: Sequence[str], place: Place) -> Problem:
    different = [*dict.fromkeys(filter(None, said))]
    openings = (cut(on_one_line(each), _OPENING_CHARACTERS) for each in different)
    quoted = join_words([words.QUOTED.format(text=opening) for opening in openings])
    beginning = words.BEGINNING.format(words=quoted) if quoted else ""
    what = count_noun(kind.value, len(said))
    return Problem.of(
        Code.REPORT_LEFT_OUT, place, "\n".join(different) or None, what=what, beginning=beginning
    )


def name_edges(edges: Sequence[str], facts: Sequence[str]) -> Iterator[Problem]:
    """Name the headers and footers that say more than who reports and the number of the page."""
    for text in dict.fromkeys(edges):
        left = _PAGE.sub(" ", text)
        for fact in sorted(filter(None, facts), key=len, reverse=True):
            left = left.replace(fact, " ")
        if any(character.isalpha() for character in left):
            yield _not_placed([text], words.PAGE_EDGES)


def _is_known(
    line: WordLine, titles: _Titles, relations: AbstractSet[frozenset[int]], layout: Layout
) -> bool:
    text = line.text.strip()
    # Links within our own documents repeat titles; in others they may say anything.
    if (
        is_separator(text)
        or is_fixed(text)
        or _POINT.fullmatch(text.rstrip(":"))
        or (line.is_internal_link and layout.is_marked)
    ):
        return True
    if line.cell and line.cell.table in layout.measures:
        return is_of_measures(text) or bool(_NUMBERS.fullmatch(text))
    if (entry := contents_entry(line)) is not None:
        text = entry
    # A label without numbers, or the relation of an action again; another one would be a correction.
    if parse_relation_line(text) == "" or parse_relation(text) in relations:
        return True
    name = normalise(text)
    # «2 tiltak» in a row of its own is no heading.
    is_heading = not line.is_aside and field_named(text) is not None
    return is_measure(name) or is_heading or titles.have(name)


class _Titles:
    """The titles of the actions, to look a line up in: a whole title, or a piece that begins at a word."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles
        self._whole = frozenset(titles)

    def have(self, name: str) -> bool:
        """Whether a line is a title or a piece of one, so that all of it stands in an action's form."""
        if name in self._whole or not _MIN_PIECE_CHARACTERS <= len(name) <= _MAX_PIECE_CHARACTERS:
            return name in self._whole
        # In sorted order, the pieces that begin with a line come right after it.
        place = bisect_left(self._pieces, name)
        return place < len(self._pieces) and self._pieces[place].startswith(name)

    @cached_property
    def _pieces(self) -> list[str]:
        """The titles from each of their words on; only the first titles where all would be too much."""
        ends = accumulate(map(len, self._titles))
        titles = [title for title, end in zip(self._titles, ends, strict=True) if end <= MAX_TITLE_CHARACTERS]
        starts = ((title, word.start()) for title in titles for word in _WORD.finditer(title))
        return sorted(title[start : start + _MAX_PIECE_CHARACTERS] for title, start in starts)


def _not_placed(block: Sequence[str], part: str) -> Problem:
    found = cut(on_one_line(" ".join(block)), _MAX_FOUND)
    openings = [words.QUOTED.format(text=cut(on_one_line(text), _MAX_OPENING)) for text in block]
    more = [words.MORE_TEXTS.format(count=len(block) - _MAX_OPENINGS)] if len(block) > _MAX_OPENINGS else []
    texts = join_words([*openings[:_MAX_OPENINGS], *more])
    return Problem.of(Code.REPORT_NOT_PLACED, Place(part=part), found, texts=texts)
