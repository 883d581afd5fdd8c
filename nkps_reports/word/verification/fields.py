"""The fields of the form in a rendered report: whether each stands under its heading, as it was typed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import Action, Report
from nkps_reports.word.document.form import FORM_BOOKMARKS, numbered, unnumbered
from nkps_reports.word.verification.shape import Shape
from nkps_reports.word.verification.story import Story

_TITLE = 0


def find_wrong_headings(story: Story, report: Report, shape: Shape) -> Iterator[tuple[int, bool]]:
    """The headings that do not stand once for each action, in the template's order, in its words.

    Yields:
        The field whose heading it is, and whether it is there but worded otherwise than in the template.
    """
    numbers = range(1, len(report.actions) + 1)
    found = Counter(name for name, _ in story.marks)
    places = dict(story.marks)
    earlier: dict[int, int] = {}
    for field, words in shape.headings.items():
        names = {number: numbered(FORM_BOOKMARKS[field], number) for number in numbers}
        total = sum(times for name, times in found.items() if _is_of(name, field))
        if total != len(names) or any(found[name] != 1 for name in names.values()):
            yield field, False
            continue
        here = {number: places[name] for number, name in names.items()}
        if any(here[number] < earlier.get(number, -1) for number in numbers):
            yield field, False
        elif words is not None and any(_other_words(story.texts[place], words) for place in here.values()):
            yield field, True
        earlier = here


def _other_words(found: str, wanted: str) -> bool:
    """Whether two headings differ; a tab or a break in one is no word."""
    return "".join(found.split()) != "".join(wanted.split())


def _is_of(name: str, field: int) -> bool:
    stem, number = unnumbered(name)
    return stem == FORM_BOOKMARKS[field] and number.isdecimal()


def find_lost_fields(story: Story, report: Report, shape: Shape) -> Iterator[tuple[Action, int]]:
    """The fields whose paragraphs do not all stand in the text, in order, under their heading.

    Where the template has a field as paragraphs under its heading, they are looked for there; a template may
    also have it elsewhere, and then they are looked for in the whole text.
    """
    sections = _read_sections(story)
    everywhere = _Text(story.texts)
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


def _read_sections(story: Story) -> dict[str, Sequence[str]]:
    """For each heading of a form the paragraphs between it and the next."""
    own = [(name, place) for name, place in story.marks if unnumbered(name)[0] in FORM_BOOKMARKS]
    ends = [*(place for _, place in own[1:]), len(story.texts)]
    # Where there is no heading there is one end too many.
    return {name: story.texts[place + 1 : end] for (name, place), end in zip(own, ends, strict=False)}


def _follow_each_other(wanted: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether each is a text of its own, in this order."""
    if texts[: len(wanted)] == wanted:
        return True
    left = iter(texts)
    if all(any(text == each for each in left) for text in wanted):
        return True
    left = (on_one_line(text) for text in texts)
    return all(any(on_one_line(text) == each for each in left) for text in wanted)


class _Text:
    """All paragraphs of a document, to look many texts up in; got ready when it is first asked."""

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
        return "\n".join(map(on_one_line, self._texts))

    def has(self, wanted: Sequence[str]) -> bool:
        """Whether they stand in this order, each once more than it has been asked for before."""
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
        """Whether a text stands in a paragraph, with others round it."""
        return on_one_line(text) in self._whole
