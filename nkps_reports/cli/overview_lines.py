"""Overviews as lines for a person. Makes texts; prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nkps_reports.cli.console import INDENT, TerminalLine
from nkps_reports.cli.problem_lines import describe_problems, problem_lines
from nkps_reports.cli.report_lines import kept_lines
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.overview import BuiltFolder, BuiltOverview
from nkps_reports.overview.words import count_absent
from nkps_reports.report.grammar import count_noun
from nkps_reports.report.problems import has_errors
from nkps_reports.wording import overview as words

_FORMS = {".docx": words.WORD_FILE, ".pdf": words.PDF_FILE, ".xlsx": words.WORKBOOK_FILE}


def remark_lines(overviews: BuiltFolder) -> Iterator[TerminalLine]:
    """What is wrong with each file, and why a document was not made."""
    for remark in overviews.remarks:
        yield from problem_lines(Outcome(remark.path, remark.problems))
    for built in overviews.built:
        if built.problems:
            yield from describe_problems(built.problems)
            yield TerminalLine("")


def overview_outcomes(overviews: BuiltFolder, submissions: Iterable[Outcome]) -> Iterator[Outcome]:
    """Each file of a folder, the folder and each overview, with all that was found, for the JSON."""
    said = {remark.path: remark.problems for remark in overviews.remarks}
    for each in submissions:
        yield Outcome(each.path, said.pop(each.path, ()), action_count=each.action_count)
    yield from (Outcome(path, problems) for path, problems in said.items())
    for built in overviews.built:
        if built.problems:
            paths = [placed.path for placed in built.files] or [overviews.folder]
            yield Outcome(paths[0], built.problems)


def overview_lines(overviews: BuiltFolder) -> Iterator[TerminalLine]:
    """What was made, how many files are not in it, and who has not reported."""
    made = [built for built in overviews.built if built.files]
    for built in made:
        yield from _built_lines(built)
    if not made:
        return
    left_out = sum(not each.is_counted and each.path != overviews.folder for each in overviews.remarks)
    faulty = sum(each.is_counted and has_errors(each.problems) for each in overviews.remarks)
    for forms, count in ((words.LEFT_OUT, left_out), (words.FAULTY, faulty)):
        if count:
            yield TerminalLine(count_noun(forms, count), style="yellow")
    for built in made:
        if built.overview.absent:
            yield TerminalLine(count_absent(built.overview.absent), style="yellow")


def overview_failure_lines(overviews: BuiltFolder) -> Iterator[TerminalLine]:
    """The last lines: what was not made, and older files that do not belong to what was."""
    made = [built for built in overviews.built if built.files]
    if not made:
        yield TerminalLine(words.NOT_MADE, style="bold red")
    for built in overviews.built:
        period = built.overview.period
        if made and not built.files:
            yield TerminalLine(words.PERIOD_NOT_MADE.format(period=period), style="bold red")
        elif built.files and len(built.files) < len(_FORMS):
            yield TerminalLine(words.PART_NOT_MADE.format(period=period), style="bold red")
        for path in built.older:
            yield TerminalLine(words.OLDER.format(path=path), style="bold red")


def _built_lines(built: BuiltOverview) -> Iterator[TerminalLine]:
    overview = built.overview
    yield TerminalLine(words.MADE.format(period=overview.period), style="bold green")
    organisations = count_noun(words.ORGANISATIONS, len(overview.contributions))
    actions = count_noun(words.ACTIONS, overview.action_count)
    files = count_noun(words.FILES, len(overview.contributions))
    yield TerminalLine(
        words.MADE_FACTS.format(organisations=organisations, actions=actions, files=files), INDENT
    )
    for placed in built.files:
        yield TerminalLine(_FORMS[placed.path.suffix].format(path=placed.path), INDENT)
    yield from kept_lines(built.files, INDENT)
    yield TerminalLine("")
