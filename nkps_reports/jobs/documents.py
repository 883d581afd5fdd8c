"""What is done with one workbook, in whichever process: bytes to values and bytes; no file is touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from nkps_reports.files import names
from nkps_reports.files.sources import SourceFile
from nkps_reports.jobs.check import check_workbook
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.jobs.templates import Templates, WordTemplate
from nkps_reports.report.checks import check_lengths
from nkps_reports.report.model import Language, Report
from nkps_reports.report.problems import Problem, count_problems, has_errors, sort_problems
from nkps_reports.wording import terminal as words

# Waits for a file and returns it with warnings, after it was opened again and verified.
Finish = Callable[[], tuple[bytes, tuple[Problem, ...]]]


@dataclass(frozen=True, slots=True)
class Output:
    """A file that is made of a report.

    Attributes:
        name: what it is called, in ``files.names``.
        begin: begins to make it from a report and a template.
        made: the line that says where it is.
        not_made: the line that says that it is missing, although the first one was made.
        without: what a row of the table then says.
    """

    name: str
    begin: Callable[[Report, WordTemplate], Finish]
    made: str
    not_made: str = ""
    without: str = ""


def _begin_word(report: Report, template: WordTemplate) -> Finish:
    from nkps_reports.word.rendering import render_report

    return lambda: (render_report(report, template.content, template.name), ())


def _begin_matrix(report: Report, template: WordTemplate) -> Finish:
    from nkps_reports.jobs.running.executors import submit_page
    from nkps_reports.matrix.layout import lay_out
    from nkps_reports.matrix.page import render_page
    from nkps_reports.matrix.rendering import finish_matrix

    page = submit_page(lay_out, render_page(report))
    return lambda: finish_matrix(page, report)


# In the order in which they are finished and reported. Without the first none of the others is made.
WORD = Output(names.REPORT, _begin_word, words.WORD_FILE)
MATRIX = Output(names.MATRIX, _begin_matrix, words.MATRIX_FILE, words.MATRIX_NOT_MADE, words.WITHOUT_MATRIX)
OUTPUTS = (WORD, MATRIX)


def render_documents(
    file: SourceFile,
    templates: Templates,
    outputs: Sequence[Output] = OUTPUTS,
    *,
    keeps_sheets: bool = False,
) -> Outcome:
    """Check a workbook, and make its outputs, the Word report first, if it has no errors."""
    outcome = check_workbook(file, keeps_sheets=keeps_sheets)
    report = outcome.report
    template = templates.template_for(report.organisation.language if report else Language.BOKMAL)
    outcome = replace(outcome, report=None, template_problems=template.problems_for(report))
    if report is None or not template.is_usable:
        return outcome
    if has_errors((*outcome.problems, *outcome.template_problems)):
        return with_lengths(outcome, report, template)
    return _render(outcome, report, template, outputs)


def render_check(file: SourceFile, templates: Templates, *, annotates: bool = False) -> Outcome:
    """Check a workbook; with ``annotates`` make the control copy too, if it could be opened."""
    outcome = check_workbook(file)
    if report := outcome.report:
        template = templates.template_for(report.organisation.language)
        outcome = replace(outcome, report=None, template_problems=template.problems_for(report))
        if template.is_usable:
            outcome = with_lengths(outcome, report, template)
    return with_control_copy(outcome, file) if annotates else outcome


def with_lengths(outcome: Outcome, report: Report, template: WordTemplate) -> Outcome:
    """Check how long the descriptions are."""
    from nkps_reports.word.fit.descriptions import measure_descriptions

    fits, problems = attempt(outcome.path, measure_descriptions, report, template.content, template.name)
    if fits is not None:
        problems = (*problems, *check_lengths(report, fits))
    return outcome.with_problems(*problems)


def _render(outcome: Outcome, report: Report, template: WordTemplate, outputs: Sequence[Output]) -> Outcome:
    """Make the outputs, as many at a time as can be."""
    begun = [attempt(outcome.path, output.begin, report, template) for output in outputs]
    rendered: dict[str, bytes] = {}
    for output, (finish, problems) in zip(outputs, begun, strict=True):
        made = None
        if finish is not None:
            made, problems = attempt(outcome.path, finish)
        if made is not None:
            rendered[output.name], problems = made
        outcome = outcome.with_problems(*problems)
        if WORD.name not in rendered:
            return outcome
        if output is WORD:
            # While the matrix is laid out, which takes longer than the Word report, so this costs no time.
            outcome = with_lengths(outcome, report, template)
    return replace(outcome, rendered=rendered)


def with_control_copy(outcome: Outcome, file: SourceFile) -> Outcome:
    """Make the control copy too, if the workbook could be opened."""
    from nkps_reports.workbook.control_copy import render_control_copy

    if not outcome.is_opened:
        return outcome
    problems = sort_problems((*outcome.problems, *outcome.template_problems))
    summary = count_problems(problems)
    copy, failed = attempt(file.path, render_control_copy, file.content, problems, str(file.path), summary)
    made = {names.CONTROL_COPY: copy} if copy else {}
    return replace(outcome.with_problems(*failed), rendered={**outcome.rendered, **made})
