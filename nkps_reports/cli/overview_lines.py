"""Overviews as lines for a person. Makes texts; prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nkps_reports.cli.report_lines import INDENT, Line, describe_problems
from nkps_reports.cli.tables import Row, Table, count_cells
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.overview import Built, BuiltOverviews
from nkps_reports.jobs.submissions import Submission
from nkps_reports.report.grammar import count_noun, on_one_line
from nkps_reports.report.problems import has_errors
from nkps_reports.wording import overview as words
from nkps_reports.wording import terminal as terminal_words

_FORMS = {".docx": words.WORD_FILE, ".pdf": words.PDF_FILE, ".xlsx": words.WORKBOOK_FILE}


def remark_lines(overviews: BuiltOverviews) -> Iterator[Line]:
    """What is wrong with each file, and what kept a document from being made."""
    for remark in overviews.remarks:
        yield Line(terminal_words.FILE_HEADING.format(path=remark.path), style="bold")
        yield from describe_problems(remark.problems)
        yield Line("")
    for built in overviews.built:
        if built.problems:
            yield from describe_problems(built.problems)
            yield Line("")


def overview_outcomes(overviews: BuiltOverviews, submissions: Iterable[Submission]) -> Iterator[Outcome]:
    """Each file of a folder, the folder and each overview with all that was found, for machines."""
    said = {remark.path: remark.problems for remark in overviews.remarks}
    for submission in submissions:
        count = len(submission.report.actions) if submission.report else None
        yield Outcome(submission.path, action_count=count, problems=said.pop(submission.path, ()))
    yield from (Outcome(path, problems=problems) for path, problems in said.items())
    for built in overviews.built:
        if built.problems:
            paths = [placed.path for placed in built.files] or [overviews.folder]
            yield Outcome(paths[0], problems=built.problems)


def submission_table(submissions: Iterable[Submission]) -> Table:
    """What was read from each file of a folder."""
    return Table(terminal_words.SUBMISSION_COLUMNS, tuple(map(_row, submissions)))


def _row(submission: Submission) -> Row:
    report, nothing = submission.report, terminal_words.NOTHING
    counted = count_cells(submission.concerns)
    actions = str(len(report.actions)) if report else nothing
    name = on_one_line(report.organisation.name) if report else ""
    style = "red" if has_errors(submission.concerns) else ""
    return Row((on_one_line(submission.path.name), actions, *counted, name or nothing), style)


def overview_lines(overviews: BuiltOverviews) -> Iterator[Line]:
    """What was made, and how many files are not in it."""
    for built in overviews.built:
        yield from _built_lines(built)
    if not any(built.files for built in overviews.built):
        return
    left_out = sum(not each.is_counted and each.path != overviews.folder for each in overviews.remarks)
    faulty = sum(each.is_counted and has_errors(each.problems) for each in overviews.remarks)
    for forms, count in ((words.LEFT_OUT, left_out), (words.FAULTY, faulty)):
        if count:
            yield Line(count_noun(forms, count), style="yellow")


def overview_failure_lines(overviews: BuiltOverviews) -> Iterator[Line]:
    """The last lines: what was not made, and older files that do not belong to what was."""
    made = [built for built in overviews.built if built.files]
    if not made:
        yield Line(words.NOT_MADE, style="bold red")
    for built in overviews.built:
        period = built.overview.period
        if made and not built.files:
            yield Line(words.PERIOD_NOT_MADE.format(period=period), style="bold red")
        elif built.files and len(built.files) < len(_FORMS):
            yield Line(words.PART_NOT_MADE.format(period=period), style="bold red")
        for path in built.older:
            yield Line(words.OLDER.format(path=path), style="bold red")


def _built_lines(built: Built) -> Iterator[Line]:
    if not built.files:
        return
    overview = built.overview
    yield Line(words.MADE.format(period=overview.period), style="bold green")
    organisations = count_noun(words.ORGANISATIONS, len(overview.contributions))
    actions = count_noun(words.ACTIONS, overview.action_count)
    files = count_noun(words.FILES, len(overview.contributions))
    yield Line(words.MADE_FACTS.format(organisations=organisations, actions=actions, files=files), INDENT)
    for placed in built.files:
        yield Line(_FORMS[placed.path.suffix].format(path=placed.path), INDENT)
    for placed in built.files:
        if placed.kept:
            yield Line(terminal_words.KEPT.format(path=placed.path, kept=placed.kept), INDENT, "yellow")
    yield Line("")
