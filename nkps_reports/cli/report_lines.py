"""Outcomes as lines for a person and as JSON for a machine. Makes texts; prints nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from string import ascii_uppercase

from nkps_reports.files.names import CONTROL_COPY, path_of
from nkps_reports.files.outputs import Placed
from nkps_reports.jobs.documents import OUTPUTS, WORD
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.templates import WordTemplate
from nkps_reports.report.grammar import count_noun, cut, join_words, on_one_line
from nkps_reports.report.problems import Problem, count_problems, has_errors, highest_exit, sort_problems
from nkps_reports.wording import terminal as words
from nkps_reports.wording.codes import Code, Exit, Severity
from nkps_reports.wording.documents import DOCUMENT_WORDS

# How far in what belongs to a line above stands.
INDENT = 2
# Warnings of one kind in one file that are told one by one, and how many places of the others are named.
_MAX_TOLD_ALONE, _MAX_PLACES, _PLACE_CHARACTERS = 20, 3, 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line for the terminal.

    Attributes:
        text: plain text; may hold what a user typed.
        indent: how many characters in from the left, kept where the line is wrapped.
        wrap: whether it may be broken to the terminal's width; not what is to be copied.
        style: how it looks on a terminal with colours; nothing is told by it alone.
    """

    text: str
    indent: int = 0
    style: str = ""
    wrap: bool = True


def exit_of(outcomes: Iterable[Outcome]) -> Exit:
    """The exit code of a whole run: the highest met."""
    return highest_exit(problem for outcome in outcomes for problem in outcome.problems)


def problem_lines(outcome: Outcome) -> Iterator[Line]:
    """What was found in one workbook: a heading, then each problem with where, what and what to do."""
    if not outcome.problems:
        return
    yield Line(words.FILE_HEADING.format(path=outcome.path), style="bold")
    yield from describe_problems(outcome.problems)
    if outcome.was_open and has_errors(outcome.problems):
        yield Line(words.WORKBOOK_OPEN_FAILED, INDENT)
    yield Line("")


def describe_problems(problems: Sequence[Problem]) -> Iterator[Line]:
    """Each problem with where, what and what to do: errors first, then by sheet, row and cell.

    Of warnings of one kind so many are told one by one, and the others together.
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
    for where, grouped in groupby(alone, _where):
        if where:
            yield Line(where, INDENT)
        for problem in grouped:
            yield from _problem_lines(problem, 2 * INDENT if where else INDENT)
    for more in together.values():
        yield from _group_lines(more)


def _group_lines(problems: Sequence[Problem]) -> Iterator[Line]:
    """Warnings of one kind together: how many, the first of them, and where the first few are."""
    first = problems[0]
    yield Line(count_noun(words.MORE_ALIKE, len(problems)), INDENT, "yellow")
    is_one = len(problems) == 1
    yield Line(words.FIRST_OF_THEM[not is_one].format(message=first.message), 2 * INDENT)
    places = [*dict.fromkeys(map(_short_place, problems[:_MAX_PLACES]))]
    if len(problems) > _MAX_PLACES:
        more = words.MORE_CELLS if first.place.cell else words.MORE_PLACES
        places.append(more.format(count=len(problems) - _MAX_PLACES))
    yield Line(words.PLACES.format(places=join_words(places)), 2 * INDENT)
    yield Line(words.FIX.format(fix=first.fix), 2 * INDENT)


def _short_place(problem: Problem) -> str:
    """Where a problem is, in a word or two; what stands there, where it has no cell."""
    place = problem.place
    if place.cell:
        return words.SHORT_CELL.format(sheet=place.sheet, cell=place.cell)
    opening = cut(on_one_line(problem.found or place.header or ""), _PLACE_CHARACTERS)
    where = cut(place.sheet or place.part or "", _PLACE_CHARACTERS)
    if where and opening:
        return words.SHORT_PLACE.format(where=where, opening=opening)
    return where or words.SHORT_WORDS.format(opening=opening)


def summary_lines(outcome: Outcome) -> Iterator[Line]:
    """What was made of one workbook, for standard output; nothing where nothing was made."""
    if WORD.name not in outcome.placed or outcome.organisation is None:
        return
    warnings = sum(problem.severity is Severity.WARNING for problem in outcome.problems)
    yield Line(words.REPORT_MADE.format(path=outcome.path), style="bold green")
    facts = [
        count_noun(words.ACTIONS, outcome.action_count or 0),
        words.COVERAGE.format(covered=outcome.covered_count, total=outcome.measure_count),
        count_noun(words.WARNINGS, warnings) if warnings else words.NO_WARNINGS,
        *(
            output.made.format(path=outcome.placed[output.name].path)
            for output in OUTPUTS
            if output.name in outcome.placed
        ),
    ]
    subject = DOCUMENT_WORDS[outcome.organisation.language].report_subject.format(
        organisation=outcome.organisation.name, period=outcome.organisation.period
    )
    yield from (Line(fact, INDENT) for fact in facts)
    yield Line(words.SUBJECT.format(subject=subject), INDENT, wrap=False)
    if outcome.was_open:
        yield Line(words.WORKBOOK_OPEN, INDENT)
    # Last, where it is seen: what was edited is not in what is to be sent.
    yield from _kept_lines(outcome, INDENT)
    yield Line("")


def build_notice_lines(outcomes: Iterable[Outcome]) -> Iterator[Line]:
    """What the table of a build does not say: what was open, and what somebody had edited."""
    for outcome in outcomes:
        if outcome.placed and outcome.was_open:
            yield Line(words.THAT_WORKBOOK_OPEN.format(path=outcome.path))
        yield from _kept_lines(outcome, 0)


def _kept_lines(outcome: Outcome, indent: int) -> Iterator[Line]:
    for placed in outcome.placed.values():
        if placed.kept:
            yield Line(words.KEPT.format(path=placed.path, kept=placed.kept), indent, "yellow")


def failure_lines(outcomes: Iterable[Outcome], folder: Path) -> Iterator[Line]:
    """The last lines of a build: what is not new, and must not be sent.

    Args:
        outcomes: what became of each workbook.
        folder: where the outputs stand or would stand.
    """
    for outcome in outcomes:
        missing = [output for output in OUTPUTS if output.name not in outcome.placed]
        paths = [path_of(output.name, outcome.path, folder) for output in missing]
        if WORD in missing:
            yield from _not_made_lines(outcome, paths)
            continue
        for output, path in zip(missing, paths, strict=True):
            report = outcome.placed[WORD.name].path
            yield Line(output.not_made.format(report=report), style="bold red")
            if _is_there(path):
                older = words.PART_OLDER[_is_older(path, outcome.path)]
                yield Line(older.format(path=path), INDENT, "red")


def _not_made_lines(outcome: Outcome, paths: Iterable[Path]) -> Iterator[Line]:
    """That there is no new report of a workbook, and which files are of an earlier one."""
    exits = {problem.code.exit for problem in outcome.problems}
    if outcome.is_opened and Exit.CONTENT in exits:
        yield Line(words.MEND_WORKBOOK.format(path=outcome.path))
    if Exit.TEMPLATE in exits:
        yield Line(words.MEND_TEMPLATE)
    yield Line(words.NOT_MADE.format(path=outcome.path), style="bold red")
    for path in paths:
        if _is_there(path) and path != outcome.path:
            older = words.OLDER if _is_older(path, outcome.path) else words.FROM_EARLIER
            yield Line(older.format(path=path), INDENT, "red")


def check_lines(outcomes: Sequence[Outcome]) -> Iterator[Line]:
    """What was found in each workbook, in a line or two."""
    for outcome in _read(outcomes):
        is_faulty = has_errors(outcome.problems)
        # With errors the count of actions may be wrong too, and people go by it.
        form = words.CHECKED_UNREAD if is_faulty else words.CHECKED
        actions = count_noun(words.ACTIONS, outcome.action_count or 0)
        counted = count_problems(outcome.problems)
        said = form.format(path=outcome.path, actions=actions, problems=counted)
        yield Line(said, style="red" if is_faulty else "green")
        if copy := outcome.placed.get(CONTROL_COPY):
            yield from _control_copy_lines(outcome, copy)


def check_notice_lines(outcomes: Iterable[Outcome]) -> Iterator[Line]:
    """What the table of a check does not say: where the copies are, and what somebody had edited."""
    copies = [copy for outcome in outcomes if (copy := outcome.placed.get(CONTROL_COPY))]
    for folder in dict.fromkeys(copy.path.parent for copy in copies):
        yield Line(words.CONTROL_COPIES.format(folder=folder))
    for copy in copies:
        if copy.kept:
            yield Line(words.COPY_KEPT.format(path=copy.path, kept=copy.kept), style="yellow")


def check_end_lines(outcomes: Sequence[Outcome]) -> Iterator[Line]:
    """The last lines of a check: what comes next."""
    read = _read(outcomes)
    failed = sum(has_errors(outcome.problems) for outcome in read)
    if failed:
        yield Line(words.CHECK_FAILED)
    if 0 < failed < len(read):
        yield Line(words.CHECK_BLOCKED)
    if read and not failed:
        yield Line(words.CHECK_PASSED[len(read) > 1])


def _read(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if exit_of([outcome]) is not Exit.USAGE]


def template_problem_lines(template: WordTemplate) -> Iterator[Line]:
    """What was found in a Word template, as ``problem_lines`` has it of a workbook."""
    if template.problems:
        yield Line(words.FILE_HEADING.format(path=template.name), style="bold")
        yield from describe_problems(template.problems)
        yield Line("")


def template_lines(template: WordTemplate) -> Iterator[Line]:
    """The last lines of a check of a Word template: whether it can be used."""
    if has_errors(template.problems):
        counted = count_problems(template.problems)
        if template.content:
            yield Line(words.TEMPLATE_FAULTY.format(path=template.name, problems=counted), style="red")
    else:
        codes = count_noun(words.CODES, template.code_count)
        headings = count_noun(words.HEADINGS, template.heading_count)
        said = words.TEMPLATE_IN_ORDER.format(path=template.name, codes=codes, headings=headings)
        yield Line(said, style="green")


def to_json(outcomes: Iterable[Outcome]) -> str:
    """The outcomes as the contract's JSON document, in ASCII: a pipe may have any encoding."""
    workbooks = [
        {
            "path": str(outcome.path),
            "actions": outcome.action_count or 0,
            "problems": [_problem_fields(problem) for problem in sort_problems(outcome.problems)],
        }
        for outcome in outcomes
    ]
    return json.dumps({"workbooks": workbooks}, indent=2)


def _control_copy_lines(outcome: Outcome, copy: Placed) -> Iterator[Line]:
    form = words.CONTROL_COPY if outcome.problems else words.CONTROL_COPY_CLEAN
    said = form.format(path=copy.path, workbook=outcome.path)
    yield Line(said, INDENT)
    if copy.kept:
        yield Line(words.COPY_KEPT.format(path=copy.path, kept=copy.kept), INDENT, "yellow")


def _problem_lines(problem: Problem, indent: int) -> Iterator[Line]:
    is_error = problem.severity is Severity.ERROR
    label = words.ERROR if is_error else words.WARNING
    place = problem.place
    header = on_one_line(place.header or "")
    forms = {(True, True): words.CELL_OF, (True, False): words.CELL, (False, True): words.FIELD}
    form = forms.get((bool(place.cell), bool(header)), "")
    where = form.format(cell=place.cell, header=header)
    yield Line(f"{label}:{where}", indent, "red" if is_error else "yellow")
    yield Line(problem.message, indent + INDENT)
    yield Line(words.FIX.format(fix=problem.fix), indent + INDENT)


def _is_there(path: Path) -> bool:
    with suppress(OSError):
        return path.exists()
    return False


def _is_older(output: Path, workbook: Path) -> bool:
    """Whether the workbook was saved after the output was made."""
    return workbook.is_file() and output.stat().st_mtime < workbook.stat().st_mtime


def _where(problem: Problem) -> str:
    """What problems are grouped by: sheet and row, or part; nothing for what concerns the whole file."""
    place = problem.place
    if place.sheet is None:
        return place.part or ""
    form = words.WHERE_ROW if place.cell else words.WHERE_SHEET
    return form.format(sheet=place.sheet, row=(place.cell or "").lstrip(ascii_uppercase))


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
