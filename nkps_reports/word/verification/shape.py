"""The forms of a template, and whether a report has them as it should: headings, and the fields below."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import lt

from lxml import etree

from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import Action, Report
from nkps_reports.word.document.bookmarks import FORM_BOOKMARKS, numbered, unnumbered
from nkps_reports.word.document.elements import texts_of, w, words_of
from nkps_reports.word.document.tags import OUTPUT, PARAGRAPH, find_tags
from nkps_reports.word.verification.package import PartStory
from nkps_reports.wording.form import FORM_FIELDS

# How a tag names each field.
_NAMES = tuple(re.compile(rf"\.(?:{'|'.join(field.names)})\b") for field in FORM_FIELDS)
# The body of a tag that prints a field as it is.
_PLAIN = re.compile(r"\w+\.\w+")
_TITLE = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """A template's forms; fields are told by their place in ``Action.texts``.

    Attributes:
        headings: the fields whose heading has its bookmark, in the template's order, with the words of the
            heading; None where a tag is part of them.
        tags: for each field the first tag that names it, as typed.
        under_heading: the fields that stand as paragraphs between their own heading and the next.
        changes_text: whether a tag in the template can change what a field becomes.
    """

    headings: dict[int, str | None]
    tags: dict[int, str]
    under_heading: frozenset[int]
    changes_text: bool


def read_shape(body: etree._Element) -> Shape:
    """Read the forms in a template's main part, before anything is rendered."""
    headings: dict[int, str | None] = {}
    tags: dict[int, str] = {}
    under: set[int] = set()
    changes_text = False
    current, line = -1, ""
    for element in body.iter(w("p"), w("bookmarkStart")):
        name = element.get(w("name"), "").casefold()
        if element.tag == w("p"):
            line = words_of(texts_of(element))
            for tag in find_tags(line):
                fields = [field for field, names in enumerate(_NAMES) if names.search(tag.body)]
                for field in fields:
                    tags.setdefault(field, tag.text)
                if current in fields and (tag.opening, tag.prefix) == (OUTPUT, PARAGRAPH):
                    under.add(current)
                is_plain = tag.opening == OUTPUT and _PLAIN.fullmatch(tag.body)
                changes_text = changes_text or bool(fields and not is_plain)
        elif name in FORM_BOOKMARKS:
            current = FORM_BOOKMARKS.index(name)
            headings[current] = None if find_tags(line) else line
    return Shape(headings, tags, frozenset(under), changes_text)


def find_wrong_headings(story: PartStory, report: Report, shape: Shape) -> Iterator[tuple[int, bool]]:
    """The fields whose headings do not stand once for each action, in the template's order and words.

    Each with whether its headings are there, but in other words than the template's.
    """
    places = dict(story.marks)
    earlier = [-1] * len(report.actions)
    for field, words in shape.headings.items():
        bookmark = FORM_BOOKMARKS[field]
        names = [numbered(bookmark, number) for number in range(1, len(report.actions) + 1)]
        if sorted(name for name, _ in story.marks if _is_numbered(name, bookmark)) != sorted(names):
            yield field, False
            continue
        here = [places[name] for name in names]
        if any(map(lt, here, earlier)):
            yield field, False
        elif words is not None and any(_squeeze(story.texts[place]) != _squeeze(words) for place in here):
            yield field, True
        earlier = here


def _squeeze(heading: str) -> str:
    """A heading without white space: a tab or a break may stand for nothing, or for a space."""
    return "".join(heading.split())


def _is_numbered(name: str, bookmark: str) -> bool:
    stem, number = unnumbered(name)
    return stem == bookmark and number.isdecimal()


def find_lost_fields(story: PartStory, report: Report, shape: Shape) -> Iterator[tuple[Action, int]]:
    """The fields whose paragraphs do not all stand in the text, in order, under their heading.

    Where the template has a field as paragraphs under its heading, they are looked for there; a template may
    also have it elsewhere, and then they are looked for in the whole text.
    """
    sections = _read_sections(story)
    everywhere = _AllTexts(story.texts)
    for action in report.actions:
        for field, text in enumerate(action.texts):
            wanted = [paragraph.plain for paragraph in text.paragraphs]
            name = numbered(FORM_BOOKMARKS[field], action.number)
            if field in shape.under_heading and name in sections:
                is_there = _follow_each_other(wanted, sections[name])
            else:
                is_there = everywhere.has(wanted) or (field == _TITLE and everywhere.mentions(text.plain))
            if not is_there:
                yield action, field


def _read_sections(story: PartStory) -> dict[str, Sequence[str]]:
    """The paragraphs between each heading of a form and the next."""
    headings = [(name, place) for name, place in story.marks if unnumbered(name)[0] in FORM_BOOKMARKS]
    pairs = pairwise([*headings, ("", len(story.texts))])
    return {name: story.texts[place + 1 : end] for (name, place), (_, end) in pairs}


def _follow_each_other(wanted: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether each wanted text is a paragraph of its own, in this order."""
    if texts[: len(wanted)] == wanted:
        return True
    # ``in`` takes from an iterator all that comes before what it finds.
    left = map(on_one_line, texts)
    return all(on_one_line(text) in left for text in wanted)


class _AllTexts:
    """All paragraphs of a document, to look many texts up in; most reports never need it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._taken: Counter[str] = Counter()

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self._texts):
            places[on_one_line(text)].append(place)
        return places

    @cached_property
    def _whole(self) -> str:
        return "\n".join(self._places)

    def has(self, wanted: Sequence[str]) -> bool:
        """Whether texts stand in this order, each once more than it has been asked for before."""
        last = -1
        for text in map(on_one_line, wanted):
            places = self._places.get(text, [])
            self._taken[text] += 1
            following = bisect_right(places, last)
            if following == len(places) or self._taken[text] > len(places):
                return False
            last = places[following]
        return True

    def mentions(self, text: str) -> bool:
        """Whether a text is all or part of a paragraph."""
        return on_one_line(text) in self._whole
