"""What became of many files as tables for the terminal. Makes texts; prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from nkps_reports.cli.console import TerminalTable
from nkps_reports.jobs.documents import OUTPUTS, WORD
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.problems import has_errors
from nkps_reports.wording import terminal as words
from nkps_reports.wording.codes import Severity

_Cells = Callable[[Outcome], Iterator[str]]


def report_table(outcomes: Sequence[Outcome]) -> TerminalTable:
    """What became of each workbook of a build."""
    return _tabulate(words.REPORT_COLUMNS, outcomes, _coverage, _result)


def check_table(outcomes: Sequence[Outcome]) -> TerminalTable:
    """What was found in each workbook."""
    return _tabulate(words.CHECK_COLUMNS, outcomes, _coverage)


def import_table(outcomes: Sequence[Outcome]) -> TerminalTable:
    """What became of each Word report."""
    return _tabulate(words.IMPORT_COLUMNS, outcomes, _field_count, _workbook)


def submission_table(outcomes: Sequence[Outcome]) -> TerminalTable:
    """What was read from each file of a folder."""
    return _tabulate(words.SUBMISSION_COLUMNS, outcomes, last=_sender)


def _nothing(_: Outcome) -> Iterator[str]:
    yield from ()


def _tabulate(
    columns: tuple[str, ...], outcomes: Sequence[Outcome], facts: _Cells = _nothing, last: _Cells = _nothing
) -> TerminalTable:
    """A row for each outcome: its file, actions, facts, errors and warnings, and what else there is."""
    # Without their folder, where that is the same.
    is_one_folder = len({outcome.path.parent for outcome in outcomes}) == 1
    rows = []
    for outcome in outcomes:
        name = on_one_line(outcome.path.name if is_one_folder else str(outcome.path))
        problems = [problem for part in outcome.parts for problem in part.problems]
        counts = Counter(problem.severity for problem in problems)
        actions = outcome.parts[-1].action_count
        cells = (
            name,
            words.NOTHING if actions is None else str(actions),
            *facts(outcome),
            str(counts[Severity.ERROR]),
            str(counts[Severity.WARNING]),
            *last(outcome),
        )
        rows.append((cells, "red" if has_errors(problems) else ""))
    return TerminalTable(columns, tuple(rows))


def _coverage(outcome: Outcome) -> Iterator[str]:
    covered = words.COVERED.format(covered=outcome.covered_count, total=outcome.measure_count)
    yield covered if outcome.organisation else words.NOTHING


def _result(outcome: Outcome) -> Iterator[str]:
    without = [output.without for output in OUTPUTS if output.name not in outcome.placed]
    is_made = WORD.name in outcome.placed
    yield ", ".join([words.ROW_MADE, *without]) if is_made else words.ROW_NOT_MADE


def _field_count(outcome: Outcome) -> Iterator[str]:
    yield str(outcome.field_count) if outcome.workbook else words.NOTHING


def _workbook(outcome: Outcome) -> Iterator[str]:
    yield str(outcome.workbook.path) if outcome.workbook else words.ROW_NOT_MADE


def _sender(outcome: Outcome) -> Iterator[str]:
    yield (on_one_line(outcome.report.organisation.name) if outcome.report else "") or words.NOTHING
