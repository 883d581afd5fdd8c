"""What is done with one workbook, wherever it runs: bytes to values and bytes, no file touched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nkps_reports.files.sources import SourceFile
from nkps_reports.jobs.check import check_workbook
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.failures import collect_problems
from nkps_reports.jobs.templates import Templates, WordTemplate
from nkps_reports.matrix.installation import how_to_install_matrix_needs
from nkps_reports.report.checks import check_lengths
from nkps_reports.report.model import Language, Report
from nkps_reports.report.problems import Problem, count_problems, has_errors, sort_problems

if TYPE_CHECKING:
    from nkps_reports.workbook.control.file import ControlCopy


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was made of a workbook, not yet in its place.

    Attributes:
        outcome: what became of it.
        template_problems: what is wrong with the Word template, told once for all workbooks.
        word: the bytes of the report; None where there is none, as with the two below.
        matrix: the bytes of the matrix.
        control_copy: the copy with every problem at its cell.
    """

    outcome: Outcome
    template_problems: tuple[Problem, ...] = ()
    word: bytes | None = None
    matrix: bytes | None = None
    control_copy: ControlCopy | None = None


def render_documents(file: SourceFile, templates: Templates) -> Rendered:
    """Check a workbook, and render both documents of it where it has no errors.

    Args:
        file: the workbook.
        templates: the Word templates.
    """
    checked = check_workbook(file)
    report = checked.report
    template = templates.template_for(report.organisation.language if report else Language.BOKMAL)
    rendered = Rendered(checked.outcome, template.problems_for(report))
    if report and template.is_usable:
        if not has_errors((*checked.outcome.problems, *rendered.template_problems)):
            return _render(rendered, report, template)
        return replace(rendered, outcome=with_lengths(checked.outcome, report, template))
    return rendered


def render_check(file: SourceFile, templates: Templates, *, annotates: bool = False) -> Rendered:
    """Check a workbook.

    Args:
        file: the workbook.
        templates: the Word templates that descriptions are laid out by.
        annotates: whether to make the control copy, which every workbook gets that could be opened.
    """
    checked = check_workbook(file)
    rendered = Rendered(checked.outcome)
    if report := checked.report:
        template = templates.template_for(report.organisation.language)
        rendered = Rendered(checked.outcome, template.problems_for(report))
        if template.is_usable:
            rendered = replace(rendered, outcome=with_lengths(checked.outcome, report, template))
    return _annotate(rendered, file) if annotates and rendered.outcome.is_opened else rendered


def with_lengths(outcome: Outcome, report: Report, template: WordTemplate) -> Outcome:
    """Check how long the descriptions are, and tell what is wrong with the template."""
    from nkps_reports.word.fit.descriptions import measure_descriptions

    with collect_problems(outcome.path) as failures:
        fits = measure_descriptions(report, template.content, template.name)
        outcome = outcome.with_problems(*check_lengths(report, fits))
    return outcome.with_problems(*failures)


def _render(rendered: Rendered, report: Report, template: WordTemplate) -> Rendered:
    from nkps_reports.jobs.running.layouter import current_layouter
    from nkps_reports.matrix.rendering import begin_matrix, finish_matrix
    from nkps_reports.word.rendering import render_report

    outcome = rendered.outcome
    with collect_problems(outcome.path) as failures:
        # While the Word report is made, where another process does it.
        laid_out = begin_matrix(report, current_layouter())
        rendered = replace(rendered, word=render_report(report, template.content, template.name))
        # While the matrix is made, which takes longer than the Word report: nobody waits for it.
        outcome = with_lengths(outcome, report, template)
        matrix, warnings = finish_matrix(laid_out, how_to_install_matrix_needs())
        rendered, outcome = replace(rendered, matrix=matrix), outcome.with_problems(*warnings)
    return replace(rendered, outcome=outcome.with_problems(*failures))


def _annotate(rendered: Rendered, file: SourceFile) -> Rendered:
    from nkps_reports.workbook.control.file import render_control_copy

    outcome = rendered.outcome
    problems = sort_problems((*outcome.problems, *rendered.template_problems))
    with collect_problems(file.path) as failures:
        copy = render_control_copy(file.content, problems, str(file.path), count_problems(problems))
        rendered = replace(rendered, control_copy=copy)
    return replace(rendered, outcome=outcome.with_problems(*failures))
