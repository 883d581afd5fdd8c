"""What is measured within a process, by name: each is made ready, and gives the function that is timed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench import rivals
from bench.material import eight_actions_in_word, many_actions, many_organisations
from nkps_reports.jobs.running.executors import submit_page
from nkps_reports.jobs.running.process import without_garbage_collection
from nkps_reports.matrix.layout import lay_out, lay_out_parts
from nkps_reports.matrix.overview_page import render_overview_parts
from nkps_reports.matrix.page import render_page
from nkps_reports.matrix.rendering import finish_matrix, finish_overview
from nkps_reports.report.drafts import parse_draft
from nkps_reports.word.reading.report import parse_word_report
from nkps_reports.word.rendering import render_report
from nkps_reports.workbook.reading.parsing import parse_workbook
from tools.word_template.template import render_default_template

Work = Callable[[], object]


def _carried_out(work: Work) -> Work:
    """Ours as a job has it done, which holds back the search for garbage."""
    return without_garbage_collection()(work)


def word(count: str) -> Work:
    """Our Word report of many actions."""
    report, template = many_actions(int(count)), render_default_template()
    return _carried_out(lambda: render_report(report, template, "report.docx"))


def plain_word(count: str) -> Work:
    """The same with docxtpl alone."""
    rows = rivals.write_rows(many_actions(int(count)))
    return lambda: rivals.render_plain_report(rows)


def read(path: str) -> Work:
    """A workbook, as we read it."""
    file = Path(path).read_bytes()
    return _carried_out(lambda: parse_workbook(file))


def plain_read(path: str) -> Work:
    """The same with openpyxl alone."""
    file = Path(path).read_bytes()
    return lambda: rivals.read_plainly(file)


def matrix(count: str) -> Work:
    """Our matrix of many actions, read again as it always is."""
    report = many_actions(int(count))
    return _carried_out(lambda: finish_matrix(submit_page(lay_out, render_page(report)), report))


def overview(count: str) -> Work:
    """Our overview of many organisations, read again as it always is."""
    organisations = many_organisations(int(count))
    return _carried_out(
        lambda: finish_overview(
            submit_page(lay_out_parts, render_overview_parts(organisations)), organisations
        )
    )


def plain_table(count: str) -> Work:
    """A table of many rows with WeasyPrint alone."""
    report = many_actions(int(count))
    return lambda: rivals.render_plain_table(report)


def word_reports(count: str) -> Work:
    """Word reports, as we read them."""
    file = eight_actions_in_word()
    return _carried_out(lambda: [parse_draft(parse_word_report(file).draft) for _ in range(int(count))])


def plain_word_reports(count: str) -> Work:
    """The same with python-docx alone."""
    file = eight_actions_in_word()
    return lambda: rivals.walk_reports(file, int(count))


def mammoth_reports(count: str) -> Work:
    """The same as HTML, by mammoth."""
    file = eight_actions_in_word()
    return lambda: rivals.convert_to_html(file, int(count))


WORKS = {
    work.__name__: work
    for work in (
        word, plain_word, read, plain_read, matrix, overview, plain_table, word_reports, plain_word_reports,
        mammoth_reports,
    )
}  # fmt: skip
