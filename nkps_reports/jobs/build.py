"""The recipe: read, check, render, verify, write.

Files are read at the start and written at the end, here; in between there are only values and bytes, wherever
the work is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from nkps_reports.files.names import path_of
from nkps_reports.files.outputs import Placed, write_file, write_output, writing
from nkps_reports.files.sources import Sources, read_file
from nkps_reports.jobs.check import as_found, report_clashes, report_missing, report_nothing_found
from nkps_reports.jobs.documents import render_check, render_documents
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import Crew, Work, run_batch
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.jobs.templates import Templates, read_template
from nkps_reports.overview.overview import normalise_name, normalise_period
from nkps_reports.report.problems import NkpsError, OutputError, Problem
from nkps_reports.wording.codes import Code, Severity

DEFAULT_OUTPUT = Path("output")


def build_reports(sources: Sources, template: Path | None, folder: Path, crew: Crew) -> Iterator[Outcome]:
    """Build the report and the matrix of each workbook, by default with the template of its language.

    Yields:
        What became of each path that has no workbook, and of each workbook as it is finished.
    """
    templates = Templates(read_template(template) if template else None)
    render = partial(render_documents, templates=templates)
    check = partial(render_check, templates=templates)
    for outcome in _render_all(sources, render, check, crew):
        yield _put_in_place(outcome, folder)


def check_workbooks(
    sources: Sources, crew: Crew, template: Path | None = None, annotate_in: Path | None = None
) -> Iterator[Outcome]:
    """Check each workbook, and write control copies to the folder ``annotate_in``, if it is given.

    Yields:
        What was found in each path that has no workbook, and in each workbook as it is finished.
    """
    # A default template is checked when something is made of it: that takes longer than a check.
    named = read_template(template) if template else None
    templates = Templates(named, are_linted=named is not None)
    check = partial(render_check, templates=templates)
    annotate = partial(check, annotates=annotate_in is not None)
    for outcome in _render_all(sources, annotate, check, crew):
        yield _put_in_place(outcome, annotate_in) if annotate_in else outcome


def write_blank_workbook(path: Path) -> None:
    """Write the blank workbook.

    Raises:
        OutputError: the file holds something beyond the blank workbook, or cannot be written.
    """
    from nkps_reports.workbook.reading.parsing import parse_workbook
    from nkps_reports.workbook.writing.blank import render_workbook

    with writing(path):
        current = read_file(path) if path.exists() else None
    if current is not None:
        try:
            is_untouched = parse_workbook(current).is_untouched
        except NkpsError:
            is_untouched = False
        if not is_untouched:
            raise OutputError(Problem.of(Code.FILLED_TEMPLATE, path=path))
    write_file(path, render_workbook())


def _render_all(sources: Sources, render: Work, check: Work, crew: Crew) -> Iterator[Outcome]:
    """Render each workbook; those whose outputs would have the same names are only checked."""
    yield from report_missing(sources)
    named, told = frozenset(sources.named), set[Problem]()
    reported: dict[tuple[str, str], Path] = {}
    was_found = False
    for finished in _finish_all(sources.files, render, check, crew):
        outcome = finished if finished.path in named else as_found(finished)
        if not outcome.is_passed_over:
            was_found |= all(problem.code is not Code.UNSAVED_WORKBOOK for problem in outcome.problems)
            same = _find_same(outcome, reported) if len(sources.files) > 1 else ()
            outcome = outcome.with_problems(*_news(outcome.template_problems, told), *same)
        yield outcome
    if not was_found:
        yield from report_nothing_found(sources, Code.NOTHING_TO_BUILD)


def _find_same(outcome: Outcome, reported: dict[tuple[str, str], Path]) -> Iterator[Problem]:
    """The problem that an earlier workbook of the run reports for the same organisation and period."""
    if sender := outcome.organisation:
        key = normalise_name(sender.name), normalise_period(sender.period)
        other = reported.setdefault(key, outcome.path)
        if other != outcome.path:
            name, period, path = sender.name, sender.period, outcome.path
            yield Problem.of(Code.SAME_REPORT, organisation=name, period=period, path=path, other=other)


def _finish_all(files: Sequence[Path], render: Work, check: Work, crew: Crew) -> Iterator[Outcome]:
    checked = {outcome.path: outcome for outcome in run_batch(crew, check, report_clashes(files))}
    # A blank workbook produces no report, so it cannot collide.
    in_the_way = {path for path, outcome in checked.items() if not as_found(outcome).is_passed_over}
    clashes = report_clashes(path for path in files if path in in_the_way)
    for path, problem in clashes.items():
        yield checked[path].with_problems(problem)
    yield from run_batch(crew, render, (path for path in files if path not in clashes))


def _put_in_place(outcome: Outcome, folder: Path) -> Outcome:
    """Put the files of an outcome in place, up to the first that cannot be."""
    placed: dict[str, Placed] = {}
    for name, content in outcome.rendered.items():
        file, problems = attempt(outcome.path, write_output, path_of(name, outcome.path, folder), content)
        if file is None:
            outcome = outcome.with_problems(*problems)
            break
        placed[name] = file
    return replace(outcome, rendered={}, placed=placed)


def _news(problems: Sequence[Problem], told: set[Problem]) -> list[Problem]:
    """What to report of a workbook's template: errors each time, since they stop it, and a warning once."""
    news = [p for p in problems if p.severity is Severity.ERROR or p not in told]
    told.update(news)
    return news
