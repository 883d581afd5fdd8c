"""The recipe: read, check, render, verify, write. The only module that knows all three formats.

Files are read at the start and written at the end; in between there are only values and bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from nkps_reports.checked_workbooks import check_all, tell_nothing_found, tell_unread
from nkps_reports.checks import check_lengths
from nkps_reports.failures import gather_failures
from nkps_reports.file_names import CONTROL_COPY, MATRIX, REPORT
from nkps_reports.installation import how_to_install_matrix_needs
from nkps_reports.model import Language, Report
from nkps_reports.outcome import Outcome
from nkps_reports.outputs import write_file, write_output, writing
from nkps_reports.problems import (
    Code,
    NkpsError,
    OutputError,
    a_problem,
    count_problems,
    has_errors,
    sort_problems,
)
from nkps_reports.sources import Sources
from nkps_reports.templates import Templates, WordTemplate

DEFAULT_OUTPUT = Path("output")


def build_reports(
    sources: Sources, template: Path | None, folder: Path, executor: Executor
) -> Iterator[Outcome]:
    """Build the report and the matrix of each workbook.

    Args:
        sources: the workbooks.
        template: the Word template; None for the default of each report's language.
        folder: where the finished files go.
        executor: makes the matrices, so that both documents are made at once.

    Yields:
        What became of each workbook, and of each path that has none. Blank workbooks found in a
        folder are passed over.
    """
    yield from (_expecting(outcome, folder) for outcome in tell_unread(sources))
    templates = Templates(template)
    built = False
    for checked in check_all(sources):
        report = checked.report
        built = built or not checked.is_unsaved
        language = report.organisation.language if report else Language.BOKMAL
        word_template = templates.template_for(language)
        found = templates.problems_to_tell(word_template)
        outcome = _expecting(checked.outcome.with_problems(*found), folder)
        if report and not has_errors(outcome.problems):
            outcome = _build(outcome, report, word_template, executor)
        elif report and word_template.is_usable:
            outcome = with_lengths(outcome, report, word_template)
        yield outcome
    if not built:
        yield from tell_nothing_found(sources)


def check_workbooks(
    sources: Sources, template: Path | None = None, annotate_in: Path | None = None
) -> Iterator[Outcome]:
    """Check each workbook.

    Args:
        sources: the workbooks.
        template: the Word template that descriptions are laid out by; None for the default of each report's
            language.
        annotate_in: the folder that control copies are written to; without it nothing is written.

    Yields:
        What was found in each workbook, and each path that has none.
    """
    yield from tell_unread(sources)
    # A default template is checked when something is made of it: that takes longer than a check.
    templates = Templates(template, are_linted=template is not None)
    checked = False
    for each in check_all(sources):
        checked = checked or not each.is_unsaved
        outcome = each.outcome
        if each.report:
            word_template = templates.template_for(each.report.organisation.language)
            outcome = outcome.with_problems(*templates.problems_to_tell(word_template))
            if word_template.is_usable:
                outcome = with_lengths(outcome, each.report, word_template)
        yield _annotate(outcome, each.file, annotate_in) if annotate_in else outcome
    if not checked:
        yield from tell_nothing_found(sources)


def write_blank_workbook(path: Path) -> None:
    """Write the blank workbook.

    Raises:
        OutputError: the file holds something beyond the blank workbook, or cannot be written.
    """
    from nkps_reports.workbook.blank import render_workbook
    from nkps_reports.workbook.parsing import parse_workbook

    with writing(path):
        current = path.read_bytes() if path.exists() else None
    if current is not None:
        try:
            is_untouched = parse_workbook(current).is_untouched
        except NkpsError:
            is_untouched = False
        if not is_untouched:
            raise OutputError(a_problem(Code.FILLED_TEMPLATE, path=path))
    write_file(path, render_workbook())


def output_paths(workbook: Path, folder: Path) -> tuple[Path, Path]:
    """Where a workbook's report and matrix stand."""
    return folder / REPORT.format(stem=workbook.stem), folder / MATRIX.format(stem=workbook.stem)


def _expecting(outcome: Outcome, folder: Path) -> Outcome:
    return replace(outcome, expected=output_paths(outcome.path, folder))


def _build(outcome: Outcome, report: Report, template: WordTemplate, executor: Executor) -> Outcome:
    """Render both documents in memory, then put them in place, the report first."""
    from nkps_reports.matrix.rendering import begin_matrix, finish_matrix
    from nkps_reports.word.rendering import render_report

    word_path, matrix_path = outcome.expected
    with gather_failures(outcome.path) as failures:
        laid_out = begin_matrix(report, executor)
        rendered = render_report(report, template.content, template.name)
        outcome = replace(outcome, word=write_output(word_path, rendered))
        # While the matrix is made, which takes longer than the Word report: nobody waits for it.
        outcome = with_lengths(outcome, report, template)
        matrix, warnings = finish_matrix(laid_out, how_to_install_matrix_needs())
        outcome = outcome.with_problems(*warnings)
        outcome = replace(outcome, matrix=write_output(matrix_path, matrix))
    return outcome.with_problems(*failures)


def with_lengths(outcome: Outcome, report: Report, template: WordTemplate) -> Outcome:
    """Check how long the descriptions are, and tell what is wrong with the template."""
    from nkps_reports.word.fit.descriptions import measure_descriptions

    with gather_failures(outcome.path) as failures:
        fits = measure_descriptions(report, template.content, template.name)
        outcome = outcome.with_problems(*check_lengths(report, fits))
    return outcome.with_problems(*failures)


def _annotate(outcome: Outcome, file: bytes, folder: Path) -> Outcome:
    """Write the control copy of a workbook that could be opened."""
    from nkps_reports.workbook.control.file import render_control_copy

    if not outcome.is_opened:
        return outcome
    problems = sort_problems(outcome.problems)
    with gather_failures(outcome.path) as failures:
        copy = render_control_copy(file, problems, str(outcome.path), count_problems(problems))
        path = folder / CONTROL_COPY.format(stem=outcome.path.stem, suffix=copy.suffix)
        outcome = replace(outcome, control_copy=write_output(path, copy.content))
    return outcome.with_problems(*failures)
