"""The recipe for an overview: read a folder of reports, put them side by side, render, verify, write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from nkps_reports.files.names import OVERVIEW
from nkps_reports.files.outputs import Placed, is_own_output, write_outputs
from nkps_reports.files.sources import FolderListing, PathKind, kind_of
from nkps_reports.jobs.collection import collect_overviews
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.overview.overview import Overview, Remark, normalise_period
from nkps_reports.report.grammar import count_noun, join_words
from nkps_reports.report.problems import Problem
from nkps_reports.wording import overview as words
from nkps_reports.wording.codes import Code

# Of files that nobody reads, so many are named.
_MAX_NAMED = 20
# Characters of a period in the names of files.
_MAX_PERIOD_CHARACTERS = 60
_NO_REPORTS = frozenset({Code.BLANK_WORKBOOK, Code.CONTROL_COPY, Code.REPORT_IS_OWN, Code.NO_REPORT})
_WORD, _PDF, _WORKBOOK = ".docx", ".pdf", ".xlsx"


@dataclass(frozen=True, slots=True)
class BuiltOverview:
    """What became of the overview of one period.

    Attributes:
        overview: what it shows.
        files: the files that were put in place: Word, PDF, workbook.
        problems: what kept one from being made, and warnings.
        older: the files of earlier runs that stand where the new ones would.
    """

    overview: Overview
    files: tuple[Placed, ...] = ()
    problems: tuple[Problem, ...] = ()
    older: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class BuiltFolder:
    """What became of a folder of reports.

    Attributes:
        folder: the folder.
        remarks: what is wrong with its files.
        built: the overview of each period.
    """

    folder: Path
    remarks: tuple[Remark, ...]
    built: tuple[BuiltOverview, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found, by which the exit code is chosen."""
        found = [remark.problems for remark in self.remarks] + [each.problems for each in self.built]
        return tuple(chain.from_iterable(found))


def build_overviews(
    listing: FolderListing,
    submissions: Sequence[Outcome],
    expected: Sequence[str] | None,
    output: Path,
    *,
    takes_newest: bool,
) -> BuiltFolder:
    """Build the overviews of a folder, one for each period that its reports are about.

    Args:
        listing: what lies in the folder.
        submissions: what was read from its files, in their order.
        expected: the names of those who should report, if there is a list.
        output: where the finished files go.
        takes_newest: whether of several reports by one organisation for one period the newest is counted.
    """
    folder, told = listing.folder, [*_tell_own(submissions)]
    unread = [*_unread(listing)]
    if all(map(_no_report, told)):
        unread.append(Problem.of(Code.NOTHING_TO_COLLECT, path=folder))
    of_folder = Remark(folder, is_counted=False, problems=tuple(unread))
    overviews, remarks = collect_overviews(told, [of_folder], expected, takes_newest=takes_newest)
    stems = _name_files(overviews)
    built = (_build(each, output / stem) for each, stem in zip(overviews, stems, strict=True))
    return BuiltFolder(folder, remarks, tuple(built))


def _no_report(submission: Outcome) -> Problem | None:
    """What says that a file is a blank workbook, or one that the program made of a report."""
    return next((problem for problem in submission.problems if problem.code in _NO_REPORTS), None)


def _tell_own(submissions: Iterable[Outcome]) -> Iterator[Outcome]:
    """Those to tell of: what the program made only where somebody else has put it there."""
    for submission in submissions:
        no_report = _no_report(submission)
        if no_report is None:
            yield submission
        elif not is_own_output(submission.path):
            yield replace(submission, problems=(Problem.of(Code.NO_REPORT, reason=no_report.message),))


def _unread(listing: FolderListing) -> Iterator[Problem]:
    """What lies in the folder and is not read: it may be a photograph, or a folder with the report in it."""
    for forms, paths in ((words.OTHER_FILES, listing.others), (words.FOLDERS, listing.folders)):
        names = [path.name for path in paths[:_MAX_NAMED]]
        if len(paths) > _MAX_NAMED:
            names.append(words.MORE.format(count=len(paths) - _MAX_NAMED))
        if names:
            what = count_noun(forms, len(paths))
            yield Problem.of(Code.UNREAD_FILES, what=what, names=join_words(names))


def _name_files(overviews: Iterable[Overview]) -> list[str]:
    """What the files of each overview are called, without what tells their kind; each has its own."""
    stems: list[str] = []
    for overview in overviews:
        period = normalise_period(overview.period)[:_MAX_PERIOD_CHARACTERS].strip("-")
        names = chain([period], (f"{period}-{number}" for number in count(2)))
        stems.append(next(stem for name in names if (stem := OVERVIEW.format(period=name)) not in stems))
    return stems


def _build(overview: Overview, path: Path) -> BuiltOverview:
    """Make all three in memory, then put them in place; where nobody is counted, only find older ones."""
    placed: tuple[Placed, ...] | None = None
    problems: tuple[Problem, ...] = ()
    if overview.contributions:
        rendered, problems = attempt(path, _render, overview, path)
        if rendered:
            files, problems = rendered
            placed, failures = attempt(path, write_outputs, path.parent, files)
            problems = (*problems, *failures)
    return BuiltOverview(overview, placed or (), problems, tuple(_find_older(path, placed or ())))


def _find_older(path: Path, placed: Iterable[Placed]) -> Iterator[Path]:
    new = {each.path for each in placed}
    for suffix in (_WORD, _PDF, _WORKBOOK):
        file = path.with_name(path.name + suffix)
        if file not in new and kind_of(file) is PathKind.FILE:
            yield file


def _render(overview: Overview, path: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files by their names; without Pango the other two are made all the same."""
    from nkps_reports.jobs.running.executors import submit_page
    from nkps_reports.matrix.layout import lay_out
    from nkps_reports.matrix.overview_page import render_overview_page
    from nkps_reports.matrix.rendering import finish_overview
    from nkps_reports.word.composed.overview import render_overview_document
    from nkps_reports.workbook.writing.overview import render_overview_workbook

    page = submit_page(lay_out, render_overview_page(overview))
    rendered = {_WORD: render_overview_document(overview), _WORKBOOK: render_overview_workbook(overview)}
    pdf, problems = attempt(path, finish_overview, page, overview)
    if pdf is not None:
        rendered[_PDF], problems = pdf
    return {path.name + suffix: content for suffix, content in sorted(rendered.items())}, problems
