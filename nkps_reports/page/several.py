"""What is made of several files: two reports are compared, and of any number an overview is made."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from nkps_reports.comparison.changes import Status, name_reports
from nkps_reports.files.names import CHANGES
from nkps_reports.jobs.collection import collect_overviews
from nkps_reports.jobs.compare import compare_submissions, render_document
from nkps_reports.jobs.expected import parse_expected
from nkps_reports.jobs.overview import name_files, render_files, tell_own
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.matrix.overview_page import render_overview_page
from nkps_reports.matrix.page import for_browser
from nkps_reports.overview.overview import Overview
from nkps_reports.overview.words import describe_absent, summarise
from nkps_reports.page.answer import WORD_TYPE, WORKBOOK_TYPE, Answer, FileRow
from nkps_reports.page.given import GivenFile
from nkps_reports.report.grammar import count_noun, join_words
from nkps_reports.report.problems import Problem, count_problems, has_errors
from nkps_reports.wording import page as words

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TYPES = {
    ".docx": (words.SAVE_OVERVIEW_WORD, WORD_TYPE),
    ".xlsx": (words.SAVE_OVERVIEW_WORKBOOK, WORKBOOK_TYPE),
}


def order_by_period(reports: Sequence[GivenFile]) -> list[GivenFile]:
    """Two reports, the earlier one first: by the years they are about, or else as they were given."""
    return sorted(reports, key=_years) if all(map(_years, reports)) else [*reports]


def _years(file: GivenFile) -> list[str]:
    return _YEAR.findall(file.report.organisation.period) if file.report else []


def answer_comparison(old: GivenFile, new: GivenFile) -> Answer:
    """Compare two reports, the earlier one first."""
    compared = compare_submissions(old.submission, new.submission)
    answer = Answer(words.NOT_COMPARED)
    for file, outcome in zip((old, new), compared.outcomes, strict=True):
        if outcome.problems:
            answer.add_checked(file.name, outcome.problems)
        if outcome.report is None:
            answer.lead.append(words.NOT_COMPARED_FILE.format(path=file.name))
    if compared.comparison is None:
        return answer
    comparison = compared.comparison
    document, problems = attempt(new.path, render_document, comparison, old.path, new.path)
    if document is None:
        answer.add_checked(new.name, problems)
        return answer
    answer.is_made, answer.title = True, words.COMPARED.format(**name_reports(comparison, old.name, new.name))
    for outcome, file in zip(compared.outcomes, (old, new), strict=True):
        if has_errors(outcome.problems):
            counted = count_problems(outcome.problems)
            answer.lead.append(words.MISLEADING.format(file=file.name, counted=counted))
    answer.lead += [words.COMPARED_NEXT, words.ORDER_HINT]
    for label, status in words.STATUSES:
        answer.add_fact(label, len(comparison.with_status(Status(status))))
    name = CHANGES.format(stem=new.path.stem)
    answer.add_word(words.SHOW_CHANGES, answer.add_download(name, words.SAVE_CHANGES, document, is_main=True))
    return answer


def answer_overview(files: Sequence[GivenFile], expected: str, *, takes_newest: bool) -> Answer:
    """Put reports side by side, those of each period by themselves."""
    names, problems = attempt(files[0].path, parse_expected, expected) if expected.strip() else (None, ())
    if problems:
        answer = Answer(words.NOT_COLLECTED, files=describe_files(files))
        answer.add_checked(words.LIST, problems)
        return answer
    sent = [*tell_own(file.submission for file in files if not file.is_template)]
    overviews, remarks = collect_overviews(sent, (), names, takes_newest=takes_newest)
    counted = {each.path for overview in overviews for each in overview.contributions}
    found = {remark.path: remark.problems for remark in remarks}
    answer = Answer(words.NOT_COLLECTED, files=describe_files(files, counted, found=found))
    left_out = sum(not remark.is_counted for remark in remarks)
    answer.lead.append(count_noun(words.LEFT_OUT, left_out) if left_out else words.NOTHING_LEFT_OUT)
    for overview, stem in zip(overviews, name_files(overviews), strict=True):
        if overview.contributions:
            _add_overview(answer, overview, stem, is_only=len(overviews) == 1)
    for remark in remarks:
        answer.add_checked(remark.path.name, remark.problems)
    return answer


def _add_overview(answer: Answer, overview: Overview, stem: str, *, is_only: bool) -> None:
    made, problems = attempt(overview.contributions[0].path, render_files, overview)
    if made is None:
        answer.add_checked(stem, problems)
        return
    answer.is_made, answer.title = True, words.COLLECTED
    said = [summarise(overview)]
    if (absent := describe_absent(overview)) is not None:
        said.append(words.ABSENT.format(names=join_words(absent)) if absent else words.NONE_ABSENT)
    sentence = " ".join(said)
    answer.lead.append(sentence if is_only else words.OF_PERIOD.format(period=overview.period, said=sentence))
    answer.add_fact(words.FACT_ORGANISATIONS.format(period=overview.period), len(overview.contributions))
    for suffix, content in made.items():
        label, media_type = _TYPES[suffix]
        answer.add_download(
            stem + suffix,
            label.format(period=overview.period),
            content,
            is_main=media_type == WORD_TYPE,
            media_type=media_type,
        )
    title = words.SHOW_OVERVIEW.format(period=overview.period)
    answer.add_page(title, for_browser(render_overview_page(overview)).encode(), words.NO_OVERVIEW_PDF)


def describe_files(
    files: Iterable[GivenFile],
    counted: Collection[Path] | None = None,
    template: GivenFile | None = None,
    found: Mapping[Path, Sequence[Problem]] | None = None,
) -> list[FileRow]:
    """What became of each of several files.

    Args:
        files: all of them.
        counted: those in an overview, if one was made.
        template: the one that the report was made by, if it was.
        found: what was found in them when they were put side by side; by default what was found in each.
    """
    return [
        _describe(file, counted, template, (found or {}).get(file.path, file.submission.problems))
        for file in files
    ]


def _describe(
    file: GivenFile,
    counted: Collection[Path] | None,
    template: GivenFile | None,
    problems: Sequence[Problem],
) -> FileRow:
    report = file.report
    organisation = report.organisation if report else None
    if file.is_template:
        outcome = words.FILE_USED_TEMPLATE if file is template else words.FILE_IS_TEMPLATE
    elif report is None:
        outcome = words.FILE_UNREAD
    elif counted is None:
        outcome = words.FILE_READ
    else:
        outcome = words.FILE_COUNTED if file.path in counted else words.FILE_LEFT_OUT
    return FileRow(
        file.name,
        file.kind,
        organisation.name if organisation else "",
        organisation.period if organisation else "",
        str(len(report.actions)) if report else "",
        # Among several, a sender's warnings are nobody's concern.
        "" if file.is_template else count_problems(problems) if problems else words.NO_ERRORS,
        outcome,
        is_report=file.kind != words.OTHER,
    )
