"""Problems as lines for a person and as JSON for a machine. Makes texts; prints nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from nkps_reports.cli.console import INDENT, TerminalLine
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.report.grammar import count_noun, cut, join_words, on_one_line
from nkps_reports.report.problems import (
    Problem,
    has_errors,
    highest_exit,
    name_place,
    name_row,
    sort_problems,
)
from nkps_reports.wording import problems as problem_words
from nkps_reports.wording import terminal as words
from nkps_reports.wording.codes import Code, Exit, Severity

# How many warnings of a kind are shown singly for each file, and how many places of the others are named.
_MAX_TOLD_ALONE, _MAX_PLACES, _PLACE_CHARACTERS = 20, 3, 40


def exit_of(outcomes: Iterable[Outcome]) -> Exit:
    """The exit code of a whole run: the highest met."""
    parts = (part for outcome in outcomes for part in outcome.parts)
    return highest_exit(problem for part in parts for problem in part.problems)


def problem_lines(outcome: Outcome) -> Iterator[TerminalLine]:
    """What was found in one file: a heading, then each problem with where, what and what to do."""
    for part in outcome.parts:
        if part.problems:
            yield TerminalLine(words.FILE_HEADING.format(path=part.path), style="bold")
            yield from describe_problems(part.problems)
            if part.was_open and has_errors(part.problems):
                yield TerminalLine(words.WORKBOOK_OPEN_FAILED, INDENT)
            yield TerminalLine("")


def describe_problems(problems: Sequence[Problem]) -> Iterator[TerminalLine]:
    """Each problem with where, what and what to do: errors first, then by sheet, row and cell.

    The first warnings of a kind are shown singly, and the others together.
    """
    alone: list[Problem] = []
    together: dict[Code, list[Problem]] = {}
    counts: Counter[Code] = Counter()
    for problem in sort_problems(problems):
        counts[problem.code] += 1
        if problem.severity is Severity.WARNING and counts[problem.code] > _MAX_TOLD_ALONE:
            together.setdefault(problem.code, []).append(problem)
        else:
            alone.append(problem)
    for where, grouped in groupby(alone, name_row):
        if where:
            yield TerminalLine(where, INDENT)
        for problem in grouped:
            yield from _problem_lines(problem, 2 * INDENT if where else INDENT)
    for more in together.values():
        yield from _group_lines(more)


def _group_lines(problems: Sequence[Problem]) -> Iterator[TerminalLine]:
    """Warnings of one kind together: how many, the first of them, and where the first few are."""
    first = problems[0]
    yield TerminalLine(count_noun(words.MORE_ALIKE, len(problems)), INDENT, "yellow")
    is_one = len(problems) == 1
    yield TerminalLine(words.FIRST_OF_THEM[not is_one].format(message=first.message), 2 * INDENT)
    places = [*dict.fromkeys(map(_short_place, problems[:_MAX_PLACES]))]
    if len(problems) > _MAX_PLACES:
        more = words.MORE_CELLS if first.place.cell else words.MORE_PLACES
        places.append(more.format(count=len(problems) - _MAX_PLACES))
    yield TerminalLine(words.PLACES.format(places=join_words(places)), 2 * INDENT)
    yield TerminalLine(words.FIX.format(fix=first.fix), 2 * INDENT)


def _short_place(problem: Problem) -> str:
    """Where a problem is, in a word or two; if it has no cell, by what stands there."""
    place = problem.place
    if place.cell:
        return words.SHORT_CELL.format(sheet=place.sheet, cell=place.cell)
    opening = cut(on_one_line(problem.found or place.header or ""), _PLACE_CHARACTERS)
    where = cut(place.sheet or place.part or "", _PLACE_CHARACTERS)
    if where and opening:
        return words.SHORT_PLACE.format(where=where, opening=opening)
    return where or words.SHORT_WORDS.format(opening=opening)


def _problem_lines(problem: Problem, indent: int) -> Iterator[TerminalLine]:
    is_error = problem.severity is Severity.ERROR
    label = problem_words.ERROR if is_error else problem_words.WARNING
    where = name_place(problem)
    yield TerminalLine(f"{label}: {where}" if where else f"{label}:", indent, "red" if is_error else "yellow")
    yield TerminalLine(problem.message, indent + INDENT)
    yield TerminalLine(words.FIX.format(fix=problem.fix), indent + INDENT)


def to_json(outcomes: Iterable[Outcome]) -> str:
    """The outcomes as JSON by ``docs/check.schema.json``, in ASCII: a pipe may have any encoding."""
    workbooks = [
        {
            "path": str(part.path),
            "actions": part.action_count or 0,
            "problems": [_problem_fields(problem) for problem in sort_problems(part.problems)],
        }
        for outcome in outcomes
        for part in outcome.parts
    ]
    return json.dumps({"workbooks": workbooks}, indent=2)


def _problem_fields(problem: Problem) -> dict[str, str | None]:
    return {
        "code": problem.code.value,
        "severity": problem.severity.value,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "header": problem.place.header,
        "found": problem.found,
        "message": problem.message,
        "fix": problem.fix,
    }
