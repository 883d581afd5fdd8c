"""How a report names the strategy's measures: on a line of each form, and in a table of them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from nkps_reports.report.cell_text import CellText
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.markup import Run
from nkps_reports.report.model import Span
from nkps_reports.report.references import parse_references
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.reading.heading_words import normalise
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording import reports as words
from nkps_reports.wording.documents import BOKMAL, NYNORSK
from nkps_reports.wording.reading import AND

# A table without a header of theirs needs so many measures to be taken for a list of them.
_MIN_MEASURES = 3
_OPENING_CHARACTERS = 25
# «til og med» occurs in a measure, and what follows is more than its number.
_MIN_WORDS = 12
# Anything shorter may occur in a measure by chance.
_MIN_CHARACTERS = 2
_FIXED = frozenset(map(normalise, words.FIXED_TEXTS))
_BACK_LINKS = frozenset(normalise(each.word_back_to_list) for each in (BOKMAL, NYNORSK))
_NUMBER_LINE = re.compile(
    rf"{BOKMAL.reporting_point.format(number='[0-9]+')}\s+"
    rf"(?:{BOKMAL.word_back_to_list}|{NYNORSK.word_back_to_list})",
    re.IGNORECASE,
)

_OPENING = re.compile(
    rf"[(*–-]?\s*{words.RELATION_OPENING}[^0-9:]{{0,40}}?(?:{words.RELATION_MEASURE})\s*", re.IGNORECASE
)
_ENDING = re.compile(rf"{words.RELATION_ENDING}\Z", re.IGNORECASE)
# The words before and after the numbers are shorter; the patterns see no more of a line.
_MAX_OPENING, _MAX_ENDING = 200, 20
# What closes the line.
_CLOSING = re.compile(r"(?<![\s.)])[\s.)]++\Z")
_MEANT = re.compile(r"NKPS|\bnr\b", re.IGNORECASE)
# Bullets and full stops around numbers in a list; what says that they go on below.
_AROUND_NUMBERS, _GOES_ON = " \t\u00a0.-–•*·", (",", ";", f" {AND}", "–", "-")
_NUMBERS = re.compile(rf"(?=[^0-9]*+[0-9])(?:[0-9\s,.•*·–-]|{AND})+", re.IGNORECASE)
_WITH_WORDS = re.compile(r"\s*(?P<number>[0-9]{1,2})\s*[.:)–-]?\s+(?P<words>[^\W\d].*)", re.DOTALL)
# «NKPS: 12», «NKPS-tiltak nr. 4 og 7».
_BARE = re.compile(
    r"[(\[]?\s*(?:NKPS(?:[-\s]?tiltak(?:et|ene|a)?)?|tiltak\s+i\s+NKPS)\b\s*(?:\(?nr\b\.?\)?|nummer\b)?"
    r"\s*[.:]?\s*",
    re.IGNORECASE,
)
# «… av KompetansePluss. Relasjon til NKPS tiltak nr 12.», «… av KompetansePluss (NKPS-tiltak 12)».
_BEHIND = re.compile(
    rf"(?P<title>.*\S)\s+(?:{words.RELATION_BEGINNING}{words.RELATION_OPENING}\s+til\s+{words.RELATION_MEASURE}"
    rf"|(?P<aside>[(\[–-])\s*{words.RELATION_ASIDE})\s*(?P<numbers>[0-9].*?)[\s.)\]]*",
    re.IGNORECASE | re.DOTALL,
)
# «Tiltaket er knyttet til NKPS-tiltak 7 og 9.», «Relevante NKPS-tiltak: 4, 7», «Relasjon: 4».
_SENTENCE = re.compile(
    rf"(?:.{{0,80}}?\b)?{words.RELATION_WORDS}\b.{{0,40}}?"
    r"(?:(?:NKPS[-\s]?tiltak\w*|NKPS|tiltak(?:et|ene|a)?\s+nr)\b\s*(?:nr\b|nummer\b)?\s*[.:]?|:)\s*"
    r"(?P<numbers>[0-9].*)",
    re.IGNORECASE,
)
# «Ingen relasjon til NKPS-tiltak»: nothing is read of it, and the cell says what was written.
_DENIED = re.compile(
    rf".{{0,80}}?{words.NEGATION}.{{0,40}}?{words.RELATION_WORDS}\b.{{0,20}}?\bNKPS\b", re.IGNORECASE
)
_NEGATION = re.compile(words.NEGATION, re.IGNORECASE)
_MAX_BEHIND = 200
# No measure has such a number, but years have.
_MAX_NUMBER, _YEAR = 99, re.compile("[0-9]{3}")


@dataclass(frozen=True, slots=True)
class TitleField:
    """What stands below a form's first heading.

    Attributes:
        title: the lines of the title.
        relation: what names the measures; None where nothing does.
        sentence: the whole line that was read as the relation, where it says more than numbers.
    """

    title: Sequence[WordLine]
    relation: CellText | None = None
    sentence: str = ""


def take_relation(lines: Sequence[WordLine]) -> TitleField:
    """Divide the lines below a form's first heading into those of the title and the relation, in any order.

    The last line with a relation counts: a title may name measures too.
    """
    for position in range(len(lines) - 1, -1, -1):
        numbers = parse_relation_line(lines[position].text)
        if numbers is None:
            continue
        end, sentence = position + 1, ""
        if not numbers:
            # The numbers stand in the next cell of a table, or in a list below.
            below = [*takewhile(are_numbers, (line.text for line in lines[end:]))]
            if not below and (
                listed := [*takewhile(_WITH_WORDS.fullmatch, (line.text for line in lines[end:]))]
            ):
                sentence = on_one_line(" ".join((lines[position].text, *listed)))
                below = [found["number"] for text in listed if (found := _WITH_WORDS.fullmatch(text))]
                end += len(listed) - len(below)
            end += len(below)
            numbers = ", ".join(text.strip(_AROUND_NUMBERS) for text in below)
        elif numbers.rstrip().endswith(_GOES_ON) and end < len(lines) and are_numbers(lines[end].text):
            numbers = f"{numbers} {lines[end].text.strip(_AROUND_NUMBERS)}"
            end += 1
        # The measure's own words may follow its number.
        found = _WITH_WORDS.fullmatch(numbers)
        if found and len(found["words"]) >= _MIN_WORDS and is_of_measures(found["words"]):
            numbers = found["number"]
        return TitleField([*lines[:position], *lines[end:]], _cell(numbers), sentence)
    return _in_sentence(lines) or _behind_title(lines) or TitleField([*lines])


def _cell(numbers: str) -> CellText:
    return CellText((Run(numbers),) if numbers else ())


def _in_sentence(lines: Sequence[WordLine]) -> TitleField | None:
    """The relation in a sentence below the title: «Tiltaket er knyttet til NKPS-tiltak 7»."""
    for position in range(len(lines) - 1, 0, -1):
        text = lines[position].text.strip()
        found = _SENTENCE.fullmatch(text) if len(text) <= _MAX_BEHIND else None
        if not found and _DENIED.match(text, 0, _MAX_BEHIND):
            return TitleField([*lines[:position], *lines[position + 1 :]], _cell(text))
        if found:
            numbers = _without_closing(found["numbers"]).rstrip("]")
            is_meant = parse_references(numbers) and not _NEGATION.search(text)
            relation = _cell(numbers if is_meant else text)
            return TitleField([*lines[:position], *lines[position + 1 :]], relation, text if is_meant else "")
    return None


def _behind_title(lines: Sequence[WordLine]) -> TitleField | None:
    """The relation behind the title, in a sentence of its own or in parentheses on the same line."""
    text = lines[-1].text if lines else ""
    found = _BEHIND.fullmatch(text, max(0, len(text) - _MAX_BEHIND))
    # «… uten fagbrev (NKPS-tiltak 8)» denies nothing.
    if not found or _NEGATION.fullmatch(found["title"].split()[-1]):
        return None
    # In parentheses, or with a full stop in it, only what is all numbers: «NKPS-tiltak 4 år på rad».
    numbers = parse_references(found["numbers"])
    if (numbers is None and ("." in found["numbers"] or found["aside"])) or (
        numbers and max(numbers) > _MAX_NUMBER
    ):
        return None
    title = lines[-1].cut(0, found.end("title"))
    return TitleField([*lines[:-1], title], _cell(found["numbers"]))


def _without_closing(numbers: str) -> str:
    """Numbers without what closes the line; a parenthesis that opens among them closes there too."""
    return numbers.rstrip() if "(" in numbers else _CLOSING.sub("", numbers)


def are_numbers(text: str) -> bool:
    """Whether a text is nothing but numbers of measures."""
    return bool(_NUMBERS.fullmatch(text) or parse_references(text))


def parse_relation_line(text: str) -> str | None:
    """The numbers in a line that names the action's measures, as «4 og 7»; None for any other line."""
    line = text.lstrip()
    if bare := _BARE.match(line, 0, _MAX_OPENING):
        numbers = _without_closing(line[bare.end() :]).rstrip("]")
        # «NKPS 2018» is no relation.
        found = parse_references(numbers)
        if (found and max(found) <= _MAX_NUMBER) or normalise(line) in words.RELATION_LABELS:
            return numbers
    opening = _OPENING.match(line, 0, _MAX_OPENING)
    if opening is None:
        return None
    numbers = _without_closing(line[opening.end() :].lstrip())
    if ending := _ENDING.search(numbers, max(0, len(numbers) - _MAX_ENDING)):
        numbers = numbers[: ending.start()]
    # «Tilknytning til arbeidslivet gjennom tiltak for unge» is a title.
    is_number = numbers[:1].isdigit() and not _YEAR.match(numbers)
    is_meant = is_number or not numbers or _MEANT.search(text)
    return numbers if is_meant else None


def parse_relation(text: str) -> frozenset[int] | None:
    """The measures that a line names as the relation; None for a line that is about something else."""
    numbers = parse_relation_line(text)
    found = parse_references(numbers) if numbers else None
    return frozenset(found) if found else None


def names_relation(text: str) -> bool:
    """Whether a text is the label of the relation, without numbers."""
    return normalise(text) in words.RELATION_LABELS or parse_relation_line(text) == ""


def say_relation(lines: Sequence[WordLine]) -> list[WordLine]:
    """A cell with numbers of measures as the line that names the relation; none for an empty cell."""
    if not lines:
        return []
    said = Span(BOKMAL.relation_line.partition("{")[0])
    numbers = [span for line in lines for span in (Span(", "), *line.spans)][1:]
    return [replace(lines[0], spans=(said, *numbers))]


def is_measures_table(lines: Sequence[str]) -> bool:
    """Whether the lines of a table list the measures: by a header of theirs, or by their words."""
    names = [normalise(line) for line in lines]
    openings = sum(name.startswith(_openings()) for name in names)
    has_header = any(name in words.MEASURES_HEADERS for name in names[:6])
    return openings >= (1 if has_header else _MIN_MEASURES)


def is_of_measures(text: str) -> bool:
    """Whether a line repeats the catalogue: part of a measure, or of who is responsible for one."""
    name = normalise(text)
    is_ours = name in words.MEASURES_HEADERS or name in words.MEASURES_BLANKS
    return len(name) < _MIN_CHARACTERS or is_ours or name in _catalogue()


def is_measure(name: str) -> bool:
    """Whether a normalised line is a measure or a large part of one."""
    return len(name) >= _OPENING_CHARACTERS and name in _catalogue()


def is_fixed(text: str) -> bool:
    """Whether a line is one that our own reports print by themselves."""
    return normalise(text) in _FIXED or _NUMBER_LINE.fullmatch(text.strip()) is not None


def is_number_line(text: str) -> bool:
    """Whether a line is the one above each form of ours, with its link back, whatever else it says."""
    _, tab, link = text.rpartition("\t")
    return (bool(tab) and normalise(link) in _BACK_LINKS) or _NUMBER_LINE.fullmatch(text.strip()) is not None


@cache
def _openings() -> tuple[str, ...]:
    return tuple(normalise(measure.text)[:_OPENING_CHARACTERS] for measure in read_measures())


@cache
def _catalogue() -> str:
    """All that the catalogue says, to look a line up in."""
    return "\n".join(
        normalise(text) for measure in read_measures() for text in (measure.text, measure.responsible or "")
    )
