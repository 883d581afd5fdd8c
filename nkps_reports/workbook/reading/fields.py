"""One cell of the workbook to one field of the report, with what is wrong in the cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from nkps_reports.report.grammar import join_words
from nkps_reports.report.markup import find_dead_links, parse_markup
from nkps_reports.report.model import Place, Relation, Text
from nkps_reports.report.problems import Problem
from nkps_reports.report.references import (
    guess_references,
    parse_references,
    readings_of_date,
    readings_of_decimal,
)
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.cells import CellContent

# Links of one cell that lead nowhere and are named one by one; more are named together.
_MAX_NAMED = 20
_LINKS = ("http://", "https://", "mailto:")


def cell_problems(content: CellContent, place: Place) -> Iterator[Problem]:
    """What is wrong with a cell whatever field it holds: formulas, characters, links."""
    if content.error:
        shown = words.ERROR_VALUES.get(content.error, content.error)
        yield Problem.of(Code.FORMULA_ERROR, place, content.error, shown=shown)
    elif not content.has_result:
        yield Problem.of(Code.FORMULA_WITHOUT_VALUE, place, content.formula)
    if content.dropped:
        codes = dict.fromkeys(f"U+{ord(character):04X}" for character in content.dropped)
        yield Problem.of(Code.CONTROL_CHARACTER, place, join_words(list(codes)))
    if content.link and not _is_web_link(content.link):
        yield Problem.of(Code.UNSUPPORTED_LINK, place, content.link)


def text_problems(content: CellContent, place: Place) -> Iterator[Problem]:
    """What is wrong with a cell that holds running text: links that are typed and lead to no web page."""
    targets = [*dict.fromkeys(find_dead_links(content.text))]
    for target in targets if len(targets) <= _MAX_NAMED else [join_words(targets)]:
        yield Problem.of(Code.UNSUPPORTED_LINK, place, target)


def parse_text(content: CellContent | None, place: Place) -> Text:
    """A cell's text as paragraphs and lists; no blocks where the cell is empty."""
    if content is None:
        return Text((), place)
    link = content.link if content.link and _is_web_link(content.link) else None
    return Text(parse_markup(content.runs, link), place)


def parse_relation(content: CellContent, place: Place) -> Relation | Problem:
    """The measure numbers of a cell that shows no error, or the problem that they cannot be read."""
    found = content.text.strip()
    if isinstance(content.value, float) and not content.value.is_integer():
        readings = readings_of_decimal(content.value, _catalogue())
        return Problem.of(Code.NUMBER_AS_DECIMAL, place, found, readings=_in_words(readings))
    if isinstance(content.value, date | time):
        readings = readings_of_date(content.value, _catalogue())
        kind = words.AS_TIME if isinstance(content.value, time) else words.AS_DATE
        return Problem.of(Code.NUMBER_AS_DATE, place, found, kind=kind, readings=_in_words(readings))
    numbers = parse_references(found)
    if numbers is None:
        # Only a person can say whether the guess is what was meant.
        guess = guess_references(found, _catalogue())
        advice = words.WRITE_THESE.format(numbers=guess) if guess else words.WRITE_NUMBERS
        return Problem.of(Code.UNREADABLE_REFERENCE, place, found, advice=advice)
    return Relation(numbers, place, found)


def _catalogue() -> frozenset[int]:
    return frozenset(measure.number for measure in read_measures())


def _is_web_link(target: str) -> bool:
    return target.casefold().startswith(_LINKS)


def _in_words(readings: list[str]) -> str:
    quoted = [words.AS_LIST.format(numbers=reading) for reading in readings]
    return words.READING.format(readings=join_words(quoted, words.OR.strip())) if readings else ""
