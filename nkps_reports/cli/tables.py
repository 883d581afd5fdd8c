"""What became of many files as tables for the terminal. Makes texts; prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nkps_reports.jobs.documents import OUTPUTS, WORD
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.problems import Problem, has_errors
from nkps_reports.wording import terminal as words
from nkps_reports.wording.codes import Severity


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; how it looks on a terminal with colours tells nothing by itself."""

    cells: tuple[str, ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table for the terminal.

    Attributes:
        columns: what each column is called.
        rows: what stands in it.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    figures: frozenset[str] = words.FIGURES


def report_table(outcomes: Sequence[Outcome]) -> Table:
    """What became of each workbook of a build."""
    names = name_files([outcome.path for outcome in outcomes])
    rows = zip(map(_outcome_row, outcomes, names), outcomes, strict=True)
    return Table(words.REPORT_COLUMNS, tuple(_with_result(row, outcome) for row, outcome in rows))


def check_table(outcomes: Sequence[Outcome]) -> Table:
    """What was found in each workbook."""
    names = name_files([outcome.path for outcome in outcomes])
    return Table(words.CHECK_COLUMNS, tuple(map(_outcome_row, outcomes, names)))


def name_files(paths: Sequence[Path]) -> list[str]:
    """What files are called in a table: without their folder, where that is the same."""
    is_one_folder = len({path.parent for path in paths}) == 1
    return [on_one_line(path.name if is_one_folder else str(path)) for path in paths]


def count_cells(problems: Iterable[Problem]) -> tuple[str, str]:
    """How many errors and warnings there are, as the cells of a table."""
    counts = Counter(problem.severity for problem in problems)
    return str(counts[Severity.ERROR]), str(counts[Severity.WARNING])


def _outcome_row(outcome: Outcome, name: str) -> Row:
    covered = words.COVERED.format(covered=outcome.covered_count, total=outcome.measure_count)
    actions = words.NOTHING if outcome.action_count is None else str(outcome.action_count)
    cells = (
        name,
        actions,
        covered if outcome.organisation else words.NOTHING,
        *count_cells(outcome.problems),
    )
    return Row(cells, "red" if has_errors(outcome.problems) else "")


def _with_result(row: Row, outcome: Outcome) -> Row:
    if WORD.name not in outcome.placed:
        return Row((*row.cells, words.ROW_NOT_MADE), "red")
    without = [output.without for output in OUTPUTS if output.name not in outcome.placed]
    return Row((*row.cells, ", ".join([words.ROW_MADE, *without])), row.style)
