"""Which action of one report is which of another: by likeness of titles, and never by position."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator, Sequence

from nkps_reports.grammar import on_one_line
from nkps_reports.model import Action

# Of a hundred: titles that are one with a slip or another year in it; titles that may be one, where the
# descriptions are alike too; and descriptions that are one whatever the titles say.
_SAME_TITLE, _LIKE_TITLE, _LIKE_DESCRIPTION, _SAME_DESCRIPTION = 90.0, 60.0, 60.0, 90.0
_EQUAL, _BONUS = 100.0, 100.0
# A description that is shorter may be any action's.
_LEAST_DESCRIPTION_CHARACTERS = 60
# «Fase 1» is not «fase 3», but what was done in 2017 may well be done in 2018.
_NUMBER_OF_PART = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
# Descriptions are long: so many of them are compared, each with each.
_MOST_COMPARED = 100_000
# Of more, so many candidates are looked at for each title.
_MOST_CANDIDATES = 8


def pair_actions(old: Sequence[Action], new: Sequence[Action]) -> dict[int, Action]:
    """Find for each action the one it was.

    Args:
        old: the actions of the earlier report.
        new: those of the later one.

    Returns:
        For the number of each later action that was there before, the earlier one; each is taken once.
    """
    pairs: dict[int, Action] = {}
    for before, after in _with_equal_titles(old, new):
        pairs[after.number] = before
    described: list[_Candidate] = []
    if len(pairs) < min(len(old), len(new)):
        described.extend(_described_alike(old, new))
    found = True
    # Of many that are alike some have lost their nearest to another, and look again among those left.
    while found:
        found = _pair_alike(old, new, pairs, described)
    return pairs


_Candidate = tuple[float, Action, Action]


def _pair_alike(
    old: Sequence[Action], new: Sequence[Action], pairs: dict[int, Action], described: Sequence[_Candidate]
) -> bool:
    """Pair what is alike of those that are left, the likest first; tell whether there was any."""
    count = len(pairs)
    taken = {id(before) for before in pairs.values()}
    left_old = [action for action in old if id(action) not in taken]
    left_new = [action for action in new if action.number not in pairs]
    candidates = [*_titled_alike(left_old, left_new), *described]
    for _, before, after in sorted(candidates, key=lambda each: -each[0]):
        if id(before) not in taken and after.number not in pairs:
            taken.add(id(before))
            pairs[after.number] = before
    return len(pairs) > count


def _with_equal_titles(old: Sequence[Action], new: Sequence[Action]) -> Iterator[tuple[Action, Action]]:
    """Those with the same title; of several, those with the same text first."""
    equal = [*_with_equal(old, new, lambda action: (_title(action), *_content(action)))]
    yield from equal
    taken_old, taken_new = {id(before) for before, _ in equal}, {id(after) for _, after in equal}
    left_old = [action for action in old if id(action) not in taken_old]
    left_new = [action for action in new if id(action) not in taken_new]
    yield from _with_equal(left_old, left_new, _title)


def _with_equal(
    old: Sequence[Action], new: Sequence[Action], key: Callable[[Action], Hashable]
) -> Iterator[tuple[Action, Action]]:
    """Those of which the same can be said, in their order."""
    waiting: dict[Hashable, deque[Action]] = {}
    for action in old:
        waiting.setdefault(key(action), deque()).append(action)
    for action in new:
        if same := waiting.get(key(action)):
            yield same.popleft(), action


def _titled_alike(old: Sequence[Action], new: Sequence[Action]) -> Iterator[_Candidate]:
    """Pairs that may be one action by their titles, with how like they are."""
    # Imported here: only a comparison needs it.
    from rapidfuzz import fuzz, process

    titles = [_sorted_title(action) for action in new]
    are_few = len(old) * len(new) <= _MOST_COMPARED
    for before in old:
        near = process.extract(
            _sorted_title(before),
            titles,
            scorer=fuzz.ratio,
            score_cutoff=_LIKE_TITLE,
            limit=None if are_few else _MOST_CANDIDATES,
        )
        for _, score, position in near:
            after = new[position]
            described = fuzz.ratio(_description(before), _description(after))
            is_same = score >= _SAME_TITLE and _parts_numbered(before) == _parts_numbered(after)
            if is_same or described >= _LIKE_DESCRIPTION:
                # One whose description nobody touched is meant before any that is alike.
                yield score + described + _BONUS * (described == _EQUAL), before, after


def _described_alike(old: Sequence[Action], new: Sequence[Action]) -> Iterator[_Candidate]:
    """Those whose description is the same under another title: it was the title that changed.

    Only where no other action is described like it: the same words may stand below many.
    """
    if len(old) * len(new) > _MOST_COMPARED:
        return
    found = [*_with_like_descriptions(old, new)]
    olds, news = Counter(id(before) for _, before, _ in found), Counter(id(after) for *_, after in found)
    yield from ((s, before, after) for s, before, after in found if olds[id(before)] == news[id(after)] == 1)


def _with_like_descriptions(old: Sequence[Action], new: Sequence[Action]) -> Iterator[_Candidate]:
    from rapidfuzz import fuzz, process

    descriptions = [_description(action) for action in new]
    for before in old:
        description = _description(before)
        if len(description) < _LEAST_DESCRIPTION_CHARACTERS:
            continue
        near = process.extract(
            description,
            descriptions,
            scorer=fuzz.ratio,
            score_cutoff=_SAME_DESCRIPTION,
            limit=_MOST_CANDIDATES,
        )
        yield from ((score, before, new[position]) for _, score, position in near)


def _title(action: Action) -> str:
    return on_one_line(action.title.plain).casefold()


def _parts_numbered(action: Action) -> list[str]:
    return _NUMBER_OF_PART.findall(_title(action))


def _sorted_title(action: Action) -> str:
    """The words of a title in an order of their own: whoever rewords it turns them about."""
    return " ".join(sorted(_title(action).split()))


def _description(action: Action) -> str:
    return on_one_line(action.description.plain).casefold()


def _content(action: Action) -> tuple[object, ...]:
    relation = action.relation.measures if action.relation else ()
    return (relation, action.unread_relation, *(text.blocks for text in action.texts))
