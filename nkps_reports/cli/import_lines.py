"""Imports of Word reports as lines for a person. Makes texts; prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nkps_reports.cli.report_lines import INDENT, Line
from nkps_reports.cli.tables import Row, Table, count_cells, name_files
from nkps_reports.jobs.import_word import Import
from nkps_reports.report.grammar import count_noun
from nkps_reports.report.problems import count_problems, has_errors
from nkps_reports.wording import terminal as words


def import_lines(made: Import) -> Iterator[Line]:
    """What was made of one Word report, for standard output; nothing where nothing was made."""
    if made.workbook is None:
        return
    problems = [problem for outcome in made.outcomes for problem in outcome.problems]
    actions = count_noun(words.ACTIONS, made.workbook.action_count or 0)
    fields = count_noun(words.FIELDS, made.field_count)
    counted = words.IMPORTED_PROBLEMS.format(problems=count_problems(problems))
    yield Line(words.IMPORTED.format(workbook=made.workbook.path), style="bold green")
    yield Line(words.IMPORTED_FACTS.format(actions=actions, fields=fields, path=made.report.path), INDENT)
    yield Line(counted if problems else words.IMPORTED_CLEAN, INDENT)
    yield Line(words.IMPORT_NEXT[not problems], INDENT)
    yield Line("")


def import_table(imports: Sequence[Import]) -> Table:
    """What became of each Word report."""
    names = name_files([made.report.path for made in imports])
    return Table(words.IMPORT_COLUMNS, tuple(map(_row, imports, names)))


def _row(made: Import, name: str) -> Row:
    problems = [problem for outcome in made.outcomes for problem in outcome.problems]
    counted = count_cells(problems)
    workbook = made.workbook
    if workbook is None:
        return Row((name, words.NOTHING, words.NOTHING, *counted, words.ROW_NOT_MADE), "red")
    actions = str(workbook.action_count or 0)
    style = "red" if has_errors(problems) else ""
    return Row((name, actions, str(made.field_count), *counted, str(workbook.path)), style)


def import_failure_lines(imports: Iterable[Import]) -> Iterator[Line]:
    """The last lines of an import: the reports that no workbook was made of."""
    for made in imports:
        if made.workbook is None:
            yield Line(words.NOT_IMPORTED.format(path=made.report.path), style="bold red")
