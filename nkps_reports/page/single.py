"""What is made of one file: a report, a workbook, or what is wrong with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from nkps_reports.files.names import CONTROL_COPY, REPORT
from nkps_reports.files.sources import WORKBOOK_SUFFIXES
from nkps_reports.jobs.documents import WORD, Finish, Output, render_documents, with_control_copy
from nkps_reports.jobs.import_word import render_workbook_of
from nkps_reports.jobs.outcome import Outcome, report_subject
from nkps_reports.jobs.templates import Templates, WordTemplate, check_template
from nkps_reports.page.answer import WORKBOOK_TYPE, Answer
from nkps_reports.page.given import GivenFile
from nkps_reports.page.sheets import show_sheets
from nkps_reports.report.grammar import count_noun
from nkps_reports.report.model import Report
from nkps_reports.report.problems import Problem, count_problems, has_errors
from nkps_reports.wording import page as words
from nkps_reports.wording.codes import Code, Severity
from nkps_reports.workbook.reading.parsing import parse_workbook


def _begin_page(report: Report, template: WordTemplate) -> Finish:
    from nkps_reports.matrix.page import for_browser, render_page

    return lambda: (for_browser(render_page(report), report).encode(), ())


# The matrix as the page that the PDF is laid out from.
_MATRIX_PAGE = Output("{stem}-matrise.html", _begin_page, "")
_OUTPUTS = (WORD, _MATRIX_PAGE)


def answer_workbook(file: GivenFile, template: GivenFile | None = None) -> Answer:
    """Check a workbook, and make its report and matrix if it has no errors."""
    named = WordTemplate(template.name, template.source.content) if template else None
    outcome = file.too_large or render_documents(file.source, Templates(named), _OUTPUTS, keeps_sheets=True)
    report = outcome.rendered.get(WORD.name)
    answer = Answer(_title(outcome, file), is_made=report is not None)
    # Half a workbook, read while Excel saves it, is one all the same.
    if outcome.is_opened or file.path.suffix.casefold() in WORKBOOK_SUFFIXES:
        answer.follows = 0
    problems = (*outcome.problems, *outcome.template_problems)
    if report is not None:
        answer.add_download(_name(REPORT, file), words.SAVE_REPORT, report, is_main=True)
        _add_report(answer, outcome, template)
    elif outcome.is_opened:
        is_template = has_errors(outcome.template_problems) and not has_errors(outcome.problems)
        answer.lead.append(words.TEMPLATE_STOPS if is_template else words.NOT_MADE_NEXT)
    if outcome.is_opened:
        make = partial(_make_control_copy, outcome, file)
        answer.add_later(_name(CONTROL_COPY, file), words.SAVE_CONTROL_COPY, WORKBOOK_TYPE, make)
        if problems:
            answer.notes.append(words.CONTROL_COPY)
    answer.add_checked(file.name, problems, show_sheets(outcome.sheets, problems))
    return answer


def _make_control_copy(outcome: Outcome, file: GivenFile) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The control copy, or why there is none."""
    made = with_control_copy(outcome, file.source)
    return made.rendered.get(CONTROL_COPY), made.problems[len(outcome.problems) :]


def _title(outcome: Outcome, file: GivenFile) -> str:
    if WORD.name in outcome.rendered:
        return words.REPORT_MADE
    if any(problem.code is Code.BLANK_WORKBOOK for problem in outcome.problems):
        return words.BLANK.format(file=file.name)
    problems = (*outcome.problems, *outcome.template_problems)
    count = sum(problem.severity is Severity.ERROR for problem in problems)
    is_to_mend = outcome.is_opened and not any(problem.code is Code.BUG for problem in problems)
    return count_noun(words.NOT_MADE, count) if is_to_mend else words.UNREAD.format(file=file.name)


def _add_report(answer: Answer, outcome: Outcome, template: GivenFile | None) -> None:
    """Add what there is to say and show of a report that was made, which is the answer's first file."""
    warnings = sum(problem.severity is Severity.WARNING for problem in outcome.problems)
    if warnings:
        answer.lead.append(words.READ_WARNINGS)
    answer.lead.append(words.REPORT_NEXT)
    if template:
        answer.notes.append(words.WITH_TEMPLATE.format(template=template.name))
    answer.add_fact(words.FACT_ACTIONS, outcome.action_count)
    covered = words.COVERED.format(covered=outcome.covered_count, total=outcome.measure_count)
    answer.add_fact(words.FACT_COVERED, covered)
    answer.add_fact(words.FACT_WARNINGS, warnings)
    answer.add_word(words.SHOW_REPORT, 0)
    if page := outcome.rendered.get(_MATRIX_PAGE.name):
        answer.add_page(words.SHOW_MATRIX, page, words.NO_PDF)
    if outcome.organisation:
        answer.subject = report_subject(outcome.organisation)


def answer_document(file: GivenFile) -> Answer:
    """Make a workbook of a Word report, and show what came in; check what turns out to be a template."""
    outcome = file.too_large or render_workbook_of(file.source, Path(), Templates(are_linted=False))
    workbook = outcome.workbook
    if any(problem.code is Code.REPORT_IS_TEMPLATE for problem in outcome.problems):
        return answer_template(file)
    if workbook is None:
        answer = Answer(words.UNREAD.format(file=file.name))
        answer.add_checked(file.name, outcome.problems)
        return answer
    ((name, content),) = workbook.rendered.items()
    answer = Answer(words.IMPORTED, is_made=True, lead=[words.IMPORTED_NEXT, words.IMPORTED_RENEW])
    answer.add_download(name, words.SAVE_WORKBOOK, content, is_main=True, media_type=WORKBOOK_TYPE)
    answer.add_fact(words.FACT_ACTIONS, workbook.action_count)
    answer.add_fact(words.FACT_FIELDS, outcome.field_count)
    answer.lead.append(words.IMPORTED_SHOWN)
    if problems := (*outcome.problems, *workbook.problems):
        answer.lead.append(words.IMPORTED_MEND.format(counted=count_problems(problems)))
    answer.add_checked(file.name, outcome.problems)
    answer.add_checked(
        workbook.path.name, workbook.problems, show_sheets(parse_workbook(content).sheets, workbook.problems)
    )
    return answer


def answer_template(file: GivenFile) -> Answer:
    """Check a Word template."""
    template = check_template(WordTemplate(file.name, file.source.content))
    answer = Answer(words.TEMPLATE_IN_ORDER if template.is_usable else words.TEMPLATE_FAULTY)
    answer.lead.append(words.TEMPLATE_NEXT if template.is_usable else words.TEMPLATE_MEND)
    if template.lint:
        answer.add_fact(words.FACT_CODES, template.lint.code_count)
        answer.add_fact(words.FACT_HEADINGS, template.lint.heading_count)
    answer.add_checked(file.name, template.problems)
    return answer


def _name(form: str, file: GivenFile) -> str:
    return form.format(stem=file.path.stem)
