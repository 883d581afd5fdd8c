"""Rules over a whole report, each a small function that yields problems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from math import ceil

from nkps_reports.report.grammar import count_noun, cut, join_words, on_one_line
from nkps_reports.report.markup import find_links, find_stray_number
from nkps_reports.report.model import Action, Fit, Place, Relation, Report
from nkps_reports.report.problems import Problem
from nkps_reports.report.references import find_mentions, join_numbers, rewrite_plainly
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.reading import PLACEHOLDERS, STAND_INS, VAGUE_LINKS

# Up to so many wrong numbers of a cell get a message each; more share one, which shows so many characters.
_MAX_NAMED, _MAX_LIST_CHARACTERS = 20, 60
# How much of a description is shown to know it by; from how many on, words are counted in fives.
_OPENING_CHARACTERS, _EXACT_WORDS = 60, 20
# A placeholder is no longer.
_MAX_PLACEHOLDER_CHARACTERS = 200
_STAND_INS, _AROUND = re.compile(STAND_INS), " .…?!:,;–_()[]<>*\"'-"
# Signs alone, and errors as Excel shows them in any language, pasted as text: «#NAVN?», «#DIV/0!».
_NO_ANSWER = re.compile(r"[?!.…–—_*#/\s-]+|#[\w/]+[?!]|#N/A|#I/T", re.IGNORECASE)
_PUNCTUATION = re.compile(r"\W+")


def check_report(report: Report) -> tuple[Problem, ...]:
    """Run every rule on a report as read, also one with errors in it."""
    rules = (
        check_unknown_measures,
        check_numbers_as_written,
        check_repeated_measures,
        check_duplicate_actions,
        check_measures_in_text,
        check_placeholders,
        check_stray_numbers,
        check_vague_links,
    )
    return tuple(problem for rule in rules for problem in rule(report))


def check_unknown_measures(report: Report) -> Iterator[Problem]:
    """A number outside the catalogue."""
    known = {measure.number for measure in report.measures}
    first, last = min(known), max(known)
    for relation in _relations(report):
        unknown = [str(number) for number in relation.measures if number not in known]
        for found in _named(unknown):
            fix = words.CORRECT_NUMBER if relation.place.sheet else words.CORRECT_NUMBER_IN_WORD
            facts = {"number": found, "first": first, "last": last, "fix": fix}
            yield Problem.of(Code.UNKNOWN_MEASURE, relation.place, found, **facts)


def check_numbers_as_written(report: Report) -> Iterator[Problem]:
    """Numbers that are understood, but written in another way than the form asks for."""
    for relation in _relations(report):
        if plain := rewrite_plainly(relation.found):
            yield tell_reading(relation, plain)


def tell_reading(relation: Relation, plain: str) -> Problem:
    """The problem that says what was understood; ``plain`` is how it is written to be read without a word."""
    numbers = cut(join_numbers(dict.fromkeys(relation.numbers)), _MAX_LIST_CHARACTERS)
    return Problem.of(Code.READ_AS, relation.place, relation.found, numbers=numbers, plain=plain)


def check_repeated_measures(report: Report) -> Iterator[Problem]:
    """The same number twice in one cell."""
    for relation in _relations(report):
        counts = Counter(relation.numbers)
        repeated = [str(number) for number in relation.measures if counts[number] > 1]
        for number in _named(repeated):
            yield Problem.of(Code.REPEATED_MEASURE, relation.place, relation.found, number=number)


def _relations(report: Report) -> Iterator[Relation]:
    return (action.relation for action in report.actions if action.relation)


def _named(numbers: list[str]) -> list[str]:
    """Numbers one by one; very many together: a range that goes too far is one slip, not a hundred."""
    return numbers if len(numbers) <= _MAX_NAMED else [cut(join_words(numbers), _MAX_LIST_CHARACTERS)]


def check_duplicate_actions(report: Report) -> Iterator[Problem]:
    """Two rows with the same title, whatever its case and spacing."""
    first: dict[str, Action] = {}
    for action in report.actions:
        title = on_one_line(action.title.plain).casefold()
        if not title:
            continue
        earlier = first.setdefault(title, action)
        if earlier is not action:
            place = action.title.place
            other = earlier.title.place.cell
            yield Problem.of(Code.DUPLICATE_ACTION, place, action.title.plain, other=other)


def check_measures_in_text(report: Report) -> Iterator[Problem]:
    """A field names a measure that the relation of its action lacks."""
    known = {measure.number for measure in report.measures}
    for action in report.actions:
        if action.relation is None:
            continue
        related, cell = set(action.relation.numbers), action.relation.place.cell
        for text in action.texts:
            # Each paragraph by itself: a number that begins the next one belongs to that.
            named = {number for p in text.paragraphs for number in find_mentions(p.plain)}
            for number in sorted((named & known) - related):
                facts = {"number": number, "relation_cell": cell}
                yield Problem.of(Code.OTHER_MEASURE_IN_TEXT, text.place, str(number), **facts)


def check_placeholders(report: Report) -> Iterator[Problem]:
    """A field that holds nothing but what somebody typed until the answer is known."""
    for action in report.actions:
        for text in action.texts:
            if text.blocks and is_placeholder(text.plain):
                yield Problem.of(Code.PLACEHOLDER_TEXT, text.place, text.plain)


def is_placeholder(text: str) -> bool:
    """Whether a text that is not empty only keeps the place of an answer: «?», «xxx», «kommer senere»."""
    if len(text) > _MAX_PLACEHOLDER_CHARACTERS:
        return False
    said = on_one_line(text.casefold()).strip(_AROUND)
    return said in PLACEHOLDERS or bool(_STAND_INS.fullmatch(said) or _NO_ANSWER.fullmatch(text.strip()))


def check_stray_numbers(report: Report) -> Iterator[Problem]:
    """A field begins with a number that is no list and no date: Word's own numbering, pasted along."""
    for action in report.actions:
        for text in action.texts:
            if number := find_stray_number(text.blocks):
                yield Problem.of(Code.STRAY_LIST_NUMBER, text.place, number)


def check_vague_links(report: Report) -> Iterator[Problem]:
    """A link whose words do not tell where it leads; many hear links read aloud without their sentences."""
    for action in report.actions:
        for text in action.texts:
            # Once for each, however often it stands in the cell.
            links = (link for paragraph in text.paragraphs for link in find_links(paragraph.spans))
            vague = dict.fromkeys(found for found in links if _is_vague(found[0]))
            for link, target in vague:
                shown = cut(target, _MAX_LIST_CHARACTERS)
                found = f"{link} ({target})"
                yield Problem.of(Code.VAGUE_LINK_TEXT, text.place, found, text=link, target=shown)


def _is_vague(link: str) -> bool:
    return _PUNCTUATION.sub(" ", link).strip().casefold() in VAGUE_LINKS


def check_lengths(report: Report, fits: Mapping[Place, Fit]) -> Iterator[Problem]:
    """A description that is over half a page; ``fits`` has those that are, by their cells."""
    for action in report.actions:
        place = action.description.place
        if fit := fits.get(place):
            yield Problem.of(
                Code.TOO_LONG_DESCRIPTION,
                place,
                cut(action.description.plain, _OPENING_CHARACTERS),
                lines=_count_lines(fit.lines, fit),
                room=words.ABOUT[fit.is_exact].format(count=fit.room),
                over=_count_lines(fit.lines - fit.room, fit),
                words=_in_fives(fit.words_over),
            )


def _count_lines(count: int, fit: Fit) -> str:
    return words.ABOUT[fit.is_exact].format(count=count_noun(words.LINE_COUNT, count))


def _in_fives(count: int) -> int:
    """A number of words rounded up to a five where it is large."""
    return count if count < _EXACT_WORDS else ceil(count / 5) * 5
