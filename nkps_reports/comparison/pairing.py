"""Which action of a report is which of an earlier one: by likeness, and by position where that is equal."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property

from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import Action

# Likeness in percent: of titles that are the same but for a slip or a year; of titles that may be the same,
# if the descriptions are alike too; and of descriptions that are the same whatever the titles say.
_SAME_TITLE, _LIKE_TITLE, _LIKE_DESCRIPTION, _SAME_DESCRIPTION = 90.0, 60.0, 60.0, 90.0
_EQUAL, _BONUS = 100.0, 100.0
# A shorter description could belong to any action.
_MIN_DESCRIPTION_CHARACTERS = 60
# «Fase 1» is not «fase 3»; but what was done in 2017 may well be done in 2018.
_NUMBER_OF_PART = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
# How many pairs of descriptions are compared at most: they are long.
_MAX_COMPARED = 100_000
# With more pairs, each title has only so many candidates, in so many rounds among those that are left.
_MAX_CANDIDATES, _MAX_ROUNDS = 8, 20
# Pairs of titles compared in all rounds: enough for one round of 5,000 new titles and 5,000 old ones.
_MAX_TITLES_COMPARED = 25_000_000
# How much of a description and of a title is compared; a longer title is a text in the wrong place.
_OPENING_CHARACTERS, _TITLE_CHARACTERS = 2_000, 300


def pair_actions(old: Sequence[Action], new: Sequence[Action]) -> dict[int, Action]:
    """For the number of each action of the later report, the same action of the earlier one, if it has it."""
    all_old, all_new = [_Known(action) for action in old], [_Known(action) for action in new]
    pairing = _Pairing(all_old, all_new)
    pairing.take_equal(lambda known: (known.title, *_content(known.action)))
    pairing.take_likest(_equally_titled(pairing.left_old, pairing.left_new))
    pairing.take_likest(_described_alone(all_old, all_new))
    if pairing.left_old and pairing.left_new:
        described = [*_described_alike(all_old, all_new)]
        compared = 0
        known: _Scores = {}
        # An action whose likest was taken by another tries again among those that are left.
        for _ in range(_MAX_ROUNDS):
            compared += len(pairing.left_old) * len(pairing.left_new)
            if compared > _MAX_TITLES_COMPARED:
                break
            titled = _titled_alike(pairing.left_old, pairing.left_new, known)
            if not pairing.take_likest([*titled, *described]):
                break
    return {after.action.number: before.action for before, after in pairing.pairs}


class _Known:
    """What an action is known by."""

    def __init__(self, action: Action) -> None:
        self.action = action

    @cached_property
    def title(self) -> str:
        """Its title without case."""
        return on_one_line(self.action.title.plain).casefold()

    @cached_property
    def sorted_title(self) -> str:
        """The words of the title in alphabetical order: a reworded title may have them in another."""
        return " ".join(sorted(self.title[:_TITLE_CHARACTERS].split()))

    @cached_property
    def parts(self) -> list[str]:
        """The numbers in the title, such as that of a phase."""
        return _NUMBER_OF_PART.findall(self.title)

    @cached_property
    def description(self) -> str:
        """The beginning of its description without case."""
        return on_one_line(self.action.description.plain).casefold()[:_OPENING_CHARACTERS]


_Candidate = tuple[float, _Known, _Known]
# How like the descriptions of two actions are, by their identities.
_Scores = dict[tuple[int, int], float]


class _Pairing:
    """The pairs that were found, and what is left."""

    def __init__(self, old: Sequence[_Known], new: Sequence[_Known]) -> None:
        self.pairs: list[tuple[_Known, _Known]] = []
        self.left_old, self.left_new = old, new

    def take_equal(self, key: Callable[[_Known], Hashable]) -> None:
        """Pair those with the same key, in their order."""
        waiting: dict[Hashable, deque[_Known]] = {}
        for before in self.left_old:
            waiting.setdefault(key(before), deque()).append(before)
        self._take([(same.popleft(), after) for after in self.left_new if (same := waiting.get(key(after)))])

    def take_likest(self, candidates: Sequence[_Candidate]) -> bool:
        """Pair those of the candidates that are left, the likest first; return whether there was any pair."""
        free = {id(each) for each in (*self.left_old, *self.left_new)}
        found: list[tuple[_Known, _Known]] = []
        for _, before, after in sorted(candidates, key=lambda each: -each[0]):
            if id(before) in free and id(after) in free:
                free -= {id(before), id(after)}
                found.append((before, after))
        self._take(found)
        return bool(found)

    def _take(self, pairs: Sequence[tuple[_Known, _Known]]) -> None:
        self.pairs.extend(pairs)
        taken = {id(each) for pair in pairs for each in pair}
        self.left_old = [each for each in self.left_old if id(each) not in taken]
        self.left_new = [each for each in self.left_new if id(each) not in taken]


def _equally_titled(old: Sequence[_Known], new: Sequence[_Known]) -> list[_Candidate]:
    """Pairs with the same title, with the likeness of their descriptions; empty titles are not compared."""
    from rapidfuzz import fuzz

    titled: dict[str, list[_Known]] = defaultdict(list)
    for before in old:
        titled[before.title].append(before)
    counts = Counter(after.title for after in new)
    met: Counter[str] = Counter()
    found: list[_Candidate] = []
    for after in new:
        same = titled.get(after.title, []) if after.title else []
        if len(same) * counts[after.title] > _MAX_COMPARED:
            # Very many are paired in their order.
            found.extend((0.0, before, after) for before in same[met[after.title] :][:1])
            met[after.title] += 1
            continue
        found.extend((fuzz.ratio(before.description, after.description), before, after) for before in same)
    return found


def _described_alone(old: Sequence[_Known], new: Sequence[_Known]) -> list[_Candidate]:
    """Pairs with a description that no other action has."""
    olds, news = (Counter(each.description for each in actions) for actions in (old, new))
    known = {each.description: each for each in old if olds[each.description] == 1}
    return [
        (_EQUAL, known[after.description], after)
        for after in new
        if len(after.description) >= _MIN_DESCRIPTION_CHARACTERS
        and after.description in known
        and news[after.description] == 1
    ]


def _titled_alike(old: Sequence[_Known], new: Sequence[_Known], known: _Scores) -> Iterator[_Candidate]:
    """Pairs that may be one action by their titles, with their likeness; ``known`` is from earlier rounds."""
    from rapidfuzz import fuzz

    titles = [after.sorted_title for after in new]
    limit = None if len(old) * len(new) <= _MAX_COMPARED else _MAX_CANDIDATES
    for before in old:
        for score, position in _nearest(before.sorted_title, titles, _LIKE_TITLE, limit):
            after = new[position]
            is_same = score >= _SAME_TITLE and before.parts == after.parts
            least = 0.0 if is_same else _LIKE_DESCRIPTION
            pair = id(before), id(after)
            if pair not in known:
                known[pair] = fuzz.ratio(before.description, after.description, score_cutoff=least)
            described = known[pair]
            if is_same or described:
                # One with the very same description comes before any that is alike.
                yield score + described + _BONUS * (described == _EQUAL), before, after


def _described_alike(old: Sequence[_Known], new: Sequence[_Known]) -> Iterator[_Candidate]:
    """Pairs that are described alike under different titles, where no other action is described so."""
    if len(old) * len(new) > _MAX_COMPARED:
        return
    descriptions = [after.description for after in new]
    found = [
        (score, before, new[position])
        for before in old
        if len(before.description) >= _MIN_DESCRIPTION_CHARACTERS
        for score, position in _nearest(before.description, descriptions, _SAME_DESCRIPTION, _MAX_CANDIDATES)
    ]
    olds, news = Counter(id(before) for _, before, _ in found), Counter(id(after) for *_, after in found)
    yield from ((s, before, after) for s, before, after in found if olds[id(before)] == news[id(after)] == 1)


def _nearest(
    text: str, others: Sequence[str], cutoff: float, limit: int | None
) -> Iterator[tuple[float, int]]:
    """The texts that are at least so like one, the likest first: how like, and their positions."""
    from rapidfuzz import fuzz, process

    near = process.extract(text, others, scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit)
    return ((score, position) for _, score, position in near)


def _content(action: Action) -> tuple[object, ...]:
    relation = action.relation.measures if action.relation else ()
    return (relation, action.unread_relation, *(text.blocks for text in action.texts))
