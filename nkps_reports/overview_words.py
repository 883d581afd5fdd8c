"""What an overview says in words, in each of its documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nkps_reports.characters import make_showable
from nkps_reports.grammar import count_noun
from nkps_reports.overview import Overview
from nkps_reports.problems import Problem, sort_problems
from nkps_reports.wording import overview as words

# So many problems of one file are told one by one; it is the sender who gets them all.
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """What is said of one file.

    Attributes:
        file: its name.
        counted: whether its report is in the overview, in words.
        said: what is wrong with it, a line for each problem.
    """

    file: str
    counted: str
    said: tuple[str, ...]


def summarise(overview: Overview) -> str:
    """What the overview says in figures."""
    return words.SUMMARY.format(
        organisations=count_noun(words.ORGANISATIONS, len(overview.contributions)),
        actions=count_noun(words.ACTIONS, overview.action_count),
        relations=count_noun(words.RELATIONS, sum(overview.totals)),
        covered=len(overview.measures) - len(overview.without_action),
        total=len(overview.measures),
    )


def describe_remarks(overview: Overview) -> tuple[RemarkLine, ...]:
    """Say what is to be said of each file that is left out, or was read with problems."""
    return tuple(
        RemarkLine(
            make_showable(remark.path.name),
            words.IS_COUNTED if remark.is_counted else words.IS_NOT_COUNTED,
            tuple(map(make_showable, _said(sort_problems(remark.problems)))),
        )
        for remark in overview.remarks
    )


def describe_absent(overview: Overview) -> tuple[str, ...] | None:
    """The organisations that have not reported, with those that they may be; None where there is no list."""
    if overview.absent is None:
        return None
    return tuple(
        words.NEAREST.format(name=name, nearest=nearest) if nearest else name
        for name, nearest in overview.absent
    )


def _said(problems: tuple[Problem, ...]) -> Iterator[str]:
    # The same of many cells is said with each place; more than a few are for the sender.
    yield from map(_with_place, problems[:_MOST_TOLD])
    if len(problems) > _MOST_TOLD:
        yield words.MORE_PROBLEMS.format(count=len(problems) - _MOST_TOLD)


def _with_place(problem: Problem) -> str:
    place = problem.place
    if place.cell:
        return words.IN_CELL.format(sheet=place.sheet, cell=place.cell, message=problem.message)
    if place.part and place.header:
        return words.IN_PART.format(part=place.part, header=place.header, message=problem.message)
    where = place.part or place.header
    return words.IN_FIELD.format(header=where, message=problem.message) if where else problem.message
