"""The recipe: read, check, render, verify, write.

Files are read at the start and written at the end, here; in between there are only values and bytes, wherever
the work is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from nkps_reports.files.names import CONTROL_COPY, MATRIX, REPORT
from nkps_reports.files.outputs import write_file, write_output, writing
from nkps_reports.files.sources import SourceFile, Sources, read_file
from nkps_reports.jobs.check import as_found, is_unsaved, report_missing, report_nothing_found
from nkps_reports.jobs.clashes import group_by_output, report_clashes
from nkps_reports.jobs.documents import Rendered, render_check, render_documents
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import Crew, Finished, run_batch
from nkps_reports.jobs.running.failures import collect_problems
from nkps_reports.jobs.templates import Templates
from nkps_reports.report.problems import NkpsError, OutputError, Problem
from nkps_reports.wording.codes import Code, Severity

DEFAULT_OUTPUT = Path("output")

_Work = Callable[[SourceFile], Rendered]


def build_reports(sources: Sources, template: Path | None, folder: Path, crew: Crew) -> Iterator[Outcome]:
    """Build the report and the matrix of each workbook.

    Args:
        sources: the workbooks.
        template: the Word template; None for the default of each report's language.
        folder: where the finished files go.
        crew: does the work.

    Yields:
        What became of each path that has no workbook, and of each workbook as it is finished.
    """
    templates = Templates(template)
    render = partial(render_documents, templates=templates)
    check = partial(render_check, templates=templates)
    for rendered in _render_all(sources, render, check, crew):
        yield _write_documents(rendered, folder)


def check_workbooks(
    sources: Sources, crew: Crew, template: Path | None = None, annotate_in: Path | None = None
) -> Iterator[Outcome]:
    """Check each workbook.

    Args:
        sources: the workbooks.
        crew: does the work.
        template: the Word template that descriptions are laid out by; None for the default of each report's
            language.
        annotate_in: the folder that control copies are written to; without it nothing is written.

    Yields:
        What was found in each path that has no workbook, and in each workbook as it is finished.
    """
    # A default template is checked when something is made of it: that takes longer than a check.
    templates = Templates(template, are_linted=template is not None)
    check = partial(render_check, templates=templates)
    annotate = partial(check, annotates=annotate_in is not None)
    for rendered in _render_all(sources, annotate, check, crew):
        yield _write_control_copy(rendered, annotate_in) if annotate_in else rendered.outcome


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


def output_paths(workbook: Path, folder: Path) -> tuple[Path, Path]:
    """Where a workbook's report and matrix stand."""
    return folder / REPORT.format(stem=workbook.stem), folder / MATRIX.format(stem=workbook.stem)


def _render_all(sources: Sources, render: _Work, check: _Work, crew: Crew) -> Iterator[Rendered]:
    """Do something with each workbook; those that share the names of their outputs are only checked."""
    yield from map(Rendered, report_missing(sources))
    named, told = frozenset(sources.named), set[Problem]()
    was_found = False
    for finished in _finish_all(sources.files, render, check, crew):
        rendered = finished.result or Rendered(Outcome(finished.path, problems=finished.problems))
        outcome = rendered.outcome if finished.path in named else as_found(rendered.outcome)
        if not outcome.is_passed_over:
            was_found = was_found or not is_unsaved(outcome)
            outcome = outcome.with_problems(*_news(rendered.template_problems, told))
        yield replace(rendered, outcome=outcome)
    if not was_found:
        yield from map(Rendered, report_nothing_found(sources))


def _finish_all(
    files: Sequence[Path], render: _Work, check: _Work, crew: Crew
) -> Iterator[Finished[Rendered]]:
    groups = group_by_output(files)
    shared = [path for group in groups for path in group]
    checked = {finished.path: finished for finished in run_batch(crew, check, shared)}
    # A blank one makes no report that could be in the way.
    in_the_way = {
        path
        for path, finished in checked.items()
        if not (finished.result and as_found(finished.result.outcome).is_passed_over)
    }
    clashes = report_clashes(groups, in_the_way)
    for path, problem in clashes.items():
        yield _refuse(checked[path], problem)
    yield from run_batch(crew, render, (path for path in files if path not in clashes))


def _refuse(finished: Finished[Rendered], problem: Problem) -> Finished[Rendered]:
    if finished.result is None:
        return replace(finished, problems=(*finished.problems, problem))
    outcome = finished.result.outcome.with_problems(problem)
    return replace(finished, result=replace(finished.result, outcome=outcome))


def _news(problems: Sequence[Problem], told: set[Problem]) -> list[Problem]:
    """What a workbook is told of its template: always why it becomes no report, a mere warning once."""
    news = [p for p in problems if p.severity is Severity.ERROR or p not in told]
    told.update(news)
    return news


def _write_documents(rendered: Rendered, folder: Path) -> Outcome:
    """Put both documents in place, the report first."""
    outcome = replace(rendered.outcome, expected=output_paths(rendered.outcome.path, folder))
    word_path, matrix_path = outcome.expected
    with collect_problems(outcome.path) as failures:
        if rendered.word is not None:
            outcome = replace(outcome, word=write_output(word_path, rendered.word))
        if rendered.matrix is not None:
            outcome = replace(outcome, matrix=write_output(matrix_path, rendered.matrix))
    return outcome.with_problems(*failures)


def _write_control_copy(rendered: Rendered, folder: Path) -> Outcome:
    outcome, copy = rendered.outcome, rendered.control_copy
    if copy is None:
        return outcome
    path = folder / CONTROL_COPY.format(stem=outcome.path.stem, suffix=copy.suffix)
    with collect_problems(outcome.path) as failures:
        outcome = replace(outcome, control_copy=write_output(path, copy.content))
    return outcome.with_problems(*failures)
