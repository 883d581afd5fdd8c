"""What was sent in, put side by side: which reports are counted, which are left out, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nkps_reports.coverage import count_by_measure
from nkps_reports.model import Place, Report
from nkps_reports.overview import Contribution, Overview, Remark, normalise_name
from nkps_reports.problems import Code, Problem, Severity, a_problem
from nkps_reports.submissions import Submission
from nkps_reports.wording import workbook as workbook_words
from nkps_reports.wording.reading import LAST_LETTERS

# Warnings of what a reader did not get; what the sender may improve is not the reader's concern.
_OF_READING = frozenset(
    {
        Code.REPORT_REPEATED_HEADING,
        Code.REPORT_NEAR_HEADING,
        Code.REPORT_NOT_PLACED,
        Code.REPORT_LEFT_OUT,
        Code.REPORT_TRACKED_CHANGES,
        Code.REPLACED_REPORT,
        Code.UNREAD_FILES,
    }
)
# The Norwegian letters come last, whatever their codes.
_ORDER = str.maketrans(dict(zip(LAST_LETTERS, "{{||}", strict=True)))
_LEAST_LIKENESS = 70.0


def collect_overviews(
    submissions: Iterable[Submission],
    remarks: Sequence[Remark] = (),
    expected: Sequence[str] | None = None,
    *,
    takes_newest: bool = False,
) -> tuple[tuple[Overview, ...], tuple[Remark, ...]]:
    """Put reports side by side, those of each period by themselves.

    Args:
        submissions: what was read.
        remarks: what else was found that must be said.
        expected: the names of those who should report, if there is a list.
        takes_newest: whether of several reports by the same organisation for the same period the one saved
            last is counted; else none is.

    Returns:
        An overview for each period that somebody reports for, in their order, and everything that was found
        wrong in any file.
    """
    sent = [*submissions]
    usable = [Contribution(each.path, report, count_by_measure(report), each.saved_ns)
              for each in sent if (report := _usable(each))]  # fmt: skip
    counted, clashes = _without_duplicates(usable, takes_newest=takes_newest)
    counted_paths = {each.path for each in counted}
    said = [*remarks, *clashes]
    for each in sent:
        is_counted = each.path in counted_paths
        if is_counted or _usable(each) is None:
            said.append(_remark(each, is_counted=is_counted))
    found = tuple(
        sorted((each for each in said if each.problems), key=lambda each: each.path.name.casefold())
    )
    periods: dict[str, list[Contribution]] = {}
    for contribution in usable:
        own = periods.setdefault(contribution.period, [])
        own.extend([contribution] if contribution.path in counted_paths else ())
    names = {
        contribution.period: contribution.report.organisation.period for contribution in reversed(usable)
    }
    overviews = (_overview(names[key], periods[key], found, expected) for key in sorted(periods))
    return tuple(each for each in overviews if each.contributions), found


def _overview(
    period: str,
    contributions: Sequence[Contribution],
    remarks: Sequence[Remark],
    expected: Sequence[str] | None,
) -> Overview:
    ordered = sorted(
        contributions, key=lambda each: (normalise_name(each.name).translate(_ORDER), each.path.name)
    )
    # What is left out may belong to any period; what is counted belongs to its own.
    paths = {each.path for each in ordered}
    shown = tuple(each for each in remarks if not each.is_counted or each.path in paths)
    overview = Overview(period, tuple(ordered), shown)
    return overview if expected is None else _compare_with_list(overview, expected)


def _compare_with_list(overview: Overview, expected: Sequence[str]) -> Overview:
    from rapidfuzz import fuzz, process

    reported = {normalise_name(each.name): each.name for each in overview.contributions}
    listed = {normalise_name(name): name for name in expected}
    unexpected = {key: name for key, name in reported.items() if key not in listed}
    absent: list[tuple[str, str | None]] = []
    for key, name in listed.items():
        if key not in reported:
            near = process.extractOne(
                key, [*unexpected], scorer=fuzz.token_sort_ratio, score_cutoff=_LEAST_LIKENESS
            )
            absent.append((name, unexpected[near[0]] if near else None))
    return replace(overview, absent=tuple(absent), unexpected=tuple(unexpected.values()))


def _usable(submission: Submission) -> Report | None:
    """The report of a submission that can be counted: it says who reports for what period, and something."""
    report = submission.report
    if report and report.organisation.name and report.organisation.period and report.actions:
        return report
    return None


def _remark(submission: Submission, *, is_counted: bool) -> Remark:
    concerns = tuple(
        problem
        for problem in submission.problems
        if problem.severity is Severity.ERROR or problem.code in _OF_READING
    )
    if not is_counted and not any(problem.severity is Severity.ERROR for problem in concerns):
        # Whatever else is missing would have been said.
        place = Place(header=workbook_words.LABEL_NAME)
        concerns = (*concerns, a_problem(Code.REPORT_MISSING_VALUE, place))
    return Remark(submission.path, is_counted, concerns)


def _without_duplicates(
    contributions: Sequence[Contribution], *, takes_newest: bool
) -> tuple[list[Contribution], list[Remark]]:
    """Those that are counted, and what is said of the others."""
    groups: dict[tuple[str, str], list[Contribution]] = {}
    for each in contributions:
        groups.setdefault((normalise_name(each.name), each.period), []).append(each)
    counted: list[Contribution] = []
    remarks: list[Remark] = []
    for group in groups.values():
        newest = max(group, key=lambda each: each.saved_ns)
        kept = newest if takes_newest or len(group) == 1 else None
        counted.extend([kept] if kept else ())
        for each in group:
            if each is not kept:
                other = kept or next(other for other in group if other is not each)
                code = Code.REPLACED_REPORT if kept else Code.DUPLICATE_REPORT
                remarks.append(Remark(each.path, is_counted=False, problems=(_clash(code, each, other),)))
    return counted, remarks


def _clash(code: Code, contribution: Contribution, other: Contribution) -> Problem:
    period = contribution.report.organisation.period
    return a_problem(code, other=other.path.name, organisation=contribution.name, period=period)
