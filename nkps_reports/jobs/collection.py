"""What was sent in, put side by side: which reports are counted, which are left out, and why."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from nkps_reports.jobs.outcome import Outcome
from nkps_reports.overview.overview import (
    Absentee,
    Contribution,
    Overview,
    Remark,
    normalise_name,
    normalise_period,
)
from nkps_reports.report.model import Report
from nkps_reports.report.problems import Problem, has_errors
from nkps_reports.wording.codes import Code
from nkps_reports.wording.reading import LAST_LETTERS

# The Norwegian letters come last, whatever their codes.
_ORDER = str.maketrans(dict(zip(LAST_LETTERS, "{{||}", strict=True)))
# So much of a name is compared: more than any organisation's has.
_COMPARED_CHARACTERS = 300
# A word that stands in so many names, such as «kommune», makes no two of them alike.
_COMMON = 10
# In per cent: for a name that may be one on the list, and for two names that may be one organisation's (one
# other letter among eight).
_MIN_LIKENESS, _MIN_SAMENESS = 70.0, 87.0
_DIGITS = re.compile(r"\d+")


def collect_overviews(
    submissions: Iterable[Outcome],
    remarks: Sequence[Remark] = (),
    expected: Sequence[str] | None = None,
    *,
    takes_newest: bool = False,
) -> tuple[tuple[Overview, ...], tuple[Remark, ...]]:
    """Put reports side by side, those of each period by themselves.

    Of several reports by the same organisation for the same period none is counted; with ``takes_newest``
    the one saved last is. ``expected`` are the names of those who should report, if there is a list.

    Returns:
        An overview for each period that somebody reports for, in order; one without contributions if all
        reports of the period are left out. And everything wrong with the files, after the ``remarks`` given.
    """
    sent = [*submissions]
    usable = [Contribution(each.path, report, each.saved_ns) for each in sent if (report := _usable(each))]
    replaced = dict(_find_replaced(usable, takes_newest=takes_newest))
    counted = [each for each in usable if each.path not in replaced]
    said = {each.path: [*each.problems] for each in sent}
    for path, problem in (*replaced.items(), *_find_alike(counted, expected or ())):
        said[path].append(problem)
    paths = {each.path for each in counted}
    found = [Remark(path, path in paths, tuple(problems)) for path, problems in said.items()]
    told = sorted((each for each in (*remarks, *found) if each.problems), key=_order_of_remarks)
    periods = sorted({normalise_period(each.period) for each in usable})
    overviews = [_overview(period, usable, counted, told) for period in periods]
    if expected is not None:
        overviews = [_compare_with_list(each, sent, expected) for each in overviews]
    return tuple(overviews), tuple(told)


def _overview(
    period: str,
    usable: Sequence[Contribution],
    counted: Sequence[Contribution],
    remarks: Iterable[Remark],
) -> Overview:
    own = sorted((each for each in counted if normalise_period(each.period) == period), key=_order)
    others = sorted((each for each in counted if normalise_period(each.period) != period), key=_order)
    elsewhere = {each.path for each in others}
    return Overview(
        next((each.period for each in usable if normalise_period(each.period) == period), ""),
        tuple(own),
        # What is left out may belong to any period; what is counted belongs to its own.
        tuple(each for each in remarks if each.path not in elsewhere),
        tuple(others),
    )


def _order(contribution: Contribution) -> tuple[str, str]:
    return _sort_key(normalise_name(contribution.name)), contribution.path.name


def _sort_key(name: str) -> str:
    """A name as the alphabet has it: å is a letter, and á an a with a mark."""
    ordered = name.translate(_ORDER)
    return "".join(
        letter for letter in unicodedata.normalize("NFD", ordered) if not unicodedata.combining(letter)
    )


# What is left out comes first: there may be pages of what is only faulty.
def _order_of_remarks(remark: Remark) -> tuple[bool, bool, str]:
    return remark.is_counted, not has_errors(remark.problems), remark.path.name.casefold()


def _compare_with_list(overview: Overview, sent: Iterable[Outcome], expected: Sequence[str]) -> Overview:
    reported = {normalise_name(each.name): each.name for each in overview.contributions}
    listed = {normalise_name(name): name for name in expected}
    unexpected = {key: name for key, name in reported.items() if key not in listed}
    left_out: dict[str, list[Path]] = defaultdict(list)
    unlisted: dict[str, str] = {}
    for path, sender in ((each.path, each.report.organisation.name) for each in sent if each.report):
        key = normalise_name(sender)
        left_out[key].append(path)
        unlisted |= {key: sender} if sender and key not in listed else {}
    distinguish = _distinguisher([*reported, *listed])
    candidates = {name: distinguish(key) for key, name in unlisted.items()}
    absent = [
        Absentee(name, tuple(left_out[key]), _nearest(distinguish(key), candidates))
        for key, name in listed.items()
        if key not in reported
    ]
    return replace(overview, absent=tuple(absent), unexpected=tuple(unexpected.values()))


def _nearest(own: str, names: dict[str, str]) -> str | None:
    """Which of some names is most like one; of each, what distinguishes it is compared."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(own, names, scorer=fuzz.token_sort_ratio, score_cutoff=_MIN_LIKENESS)
    return str(near[2]) if near else None


def _distinguisher(names: Iterable[str]) -> Callable[[str], str]:
    """Makes of a name what distinguishes it from others, by which two of them are compared."""
    counts = Counter(word for name in names for word in {*name.split()})

    def distinguish(name: str) -> str:
        own = " ".join(word for word in name.split() if counts[word] < _COMMON)
        return (own or name)[:_COMPARED_CHARACTERS]

    return distinguish


def _usable(outcome: Outcome) -> Report | None:
    """The report of a submission, if it can be counted: it has a sender, a period and actions."""
    report = outcome.report
    if report and report.organisation.name and report.organisation.period and report.actions:
        return report
    return None


def _find_replaced(
    contributions: Iterable[Contribution], *, takes_newest: bool
) -> Iterator[tuple[Path, Problem]]:
    """Those not counted because their organisation has sent more than one, with the problem that says so."""
    groups: dict[tuple[str, str], list[Contribution]] = defaultdict(list)
    for each in contributions:
        groups[normalise_name(each.name), normalise_period(each.period)].append(each)
    for group in groups.values():
        *older, newest = sorted(group, key=lambda each: each.saved_ns)
        # Of two saved at the same time neither is the newer.
        is_clear = takes_newest and older and older[-1].saved_ns < newest.saved_ns
        for each in older if is_clear else group if older else ():
            other = newest if is_clear else next(other for other in group if other is not each)
            code = Code.REPLACED_REPORT if is_clear else Code.DUPLICATE_REPORT
            file = other.path.name
            yield each.path, Problem.of(code, organisation=each.name, period=each.period, other=file)


def _find_alike(counted: Iterable[Contribution], expected: Iterable[str]) -> Iterator[tuple[Path, Problem]]:
    """Those whose organisation may be another's in a different spelling, and so be counted twice."""
    from rapidfuzz import fuzz, process

    listed, senders = {*map(normalise_name, expected)}, sorted(counted, key=_order)
    distinguish = _distinguisher(normalise_name(each.name) for each in senders)
    periods: dict[str, dict[str, Contribution]] = defaultdict(dict)
    # What distinguishes each of them; made once, for each is compared with all.
    compared: dict[str, dict[str, str]] = defaultdict(dict)
    for each in senders:
        period = normalise_period(each.period)
        earlier, names = periods[period], compared[period]
        name = normalise_name(each.name)
        own = distinguish(name)
        near = process.extract(own, names, scorer=fuzz.ratio, score_cutoff=_MIN_SAMENESS, limit=None)
        for other in (earlier[found] for _, _, found in near):
            # «Region 1» and «Region 2» are different, and so are two that are both on the list.
            other_name = normalise_name(other.name)
            is_known = {name, other_name} <= listed or _DIGITS.findall(name) != _DIGITS.findall(other_name)
            if not is_known:
                code, file = Code.ALIKE_ORGANISATIONS, other.path.name
                yield each.path, Problem.of(code, organisation=each.name, other=other.name, file=file)
        earlier[name], names[name] = each, own
