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
from nkps_reports.jobs.expected import ExpectedList
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.jobs.running.process import give_memory_back
from nkps_reports.overview.overview import Overview, Remark, normalise_period
from nkps_reports.report.grammar import count_noun, join_words
from nkps_reports.report.problems import Problem
from nkps_reports.wording import overview as words
from nkps_reports.wording.codes import Code

# So many of the files that are not read are named.
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
        problems: why one was not made, and warnings.
        older: the files of earlier runs where new ones should be.
    """

    overview: Overview
    files: tuple[Placed, ...] = ()
    problems: tuple[Problem, ...] = ()
    older: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class BuiltFolder:
    """What became of a folder of reports: what is wrong with its files, and the overview of each period."""

    folder: Path
    remarks: tuple[Remark, ...]
    built: tuple[BuiltOverview, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found, which decides the exit code."""
        found = [remark.problems for remark in self.remarks] + [each.problems for each in self.built]
        return tuple(chain.from_iterable(found))


def build_overviews(
    listing: FolderListing,
    submissions: Sequence[Outcome],
    expected: ExpectedList | None,
    output: Path,
    *,
    takes_newest: bool,
) -> BuiltFolder:
    """Build the overviews of a folder, one for each period, from what was read of its files.

    ``expected`` is the list of those who should report, if there is one.
    """
    folder, told = listing.folder, [*tell_own(submissions)]
    unread = [*_unread(listing), *(expected.problems if expected else ())]
    if all(map(_no_report, told)):
        unread.append(Problem.of(Code.NOTHING_TO_COLLECT, path=folder))
    of_folder = Remark(folder, is_counted=False, problems=tuple(unread), is_folder=True)
    names = expected.names if expected else None
    overviews, remarks = collect_overviews(told, [of_folder], names, takes_newest=takes_newest)
    stems = name_files(overviews)
    built = (_build(each, output / stem) for each, stem in zip(overviews, stems, strict=True))
    return BuiltFolder(folder, remarks, tuple(built))


def _no_report(submission: Outcome) -> Problem | None:
    """The problem that says that a file is a blank workbook, or one that the program made of a report."""
    return next((problem for problem in submission.problems if problem.code in _NO_REPORTS), None)


def tell_own(submissions: Iterable[Outcome]) -> Iterator[Outcome]:
    """The submissions to report; what the program itself put there is passed over."""
    for submission in submissions:
        no_report = _no_report(submission)
        if no_report is None:
            yield submission
        elif not is_own_output(submission.path):
            yield replace(submission, problems=(Problem.of(Code.NO_REPORT, reason=no_report.message),))


def _unread(listing: FolderListing) -> Iterator[Problem]:
    """What lies in the folder and is not read: a report may be in it, as a photograph or one folder down."""
    for forms, paths in ((words.OTHER_FILES, listing.others), (words.FOLDERS, listing.folders)):
        names = [path.name for path in paths[:_MAX_NAMED]]
        if len(paths) > _MAX_NAMED:
            names.append(words.MORE.format(count=len(paths) - _MAX_NAMED))
        if names:
            what = count_noun(forms, len(paths))
            yield Problem.of(Code.UNREAD_FILES, what=what, names=join_words(names))


def name_files(overviews: Iterable[Overview]) -> list[str]:
    """The name of each overview's files without their suffix, all different."""
    stems: list[str] = []
    for overview in overviews:
        period = normalise_period(overview.period)[:_MAX_PERIOD_CHARACTERS].strip("-")
        names = chain([period], (f"{period}-{number}" for number in count(2)))
        stems.append(next(stem for name in names if (stem := OVERVIEW.format(period=name)) not in stems))
    return stems


def render_files(overview: Overview) -> dict[str, bytes]:
    """The Word document and the workbook of an overview, by their suffixes."""
    from nkps_reports.word.composed.overview import render_overview_document
    from nkps_reports.workbook.writing.overview import render_overview_workbook

    return {_WORD: render_overview_document(overview), _WORKBOOK: render_overview_workbook(overview)}


def _build(overview: Overview, path: Path) -> BuiltOverview:
    """Make all three files in memory, then put them in place; if nobody is counted, only find older ones."""
    placed: tuple[Placed, ...] = ()
    problems: tuple[Problem, ...] = ()
    if overview.contributions:
        rendered, problems = attempt(path, _render, overview, path)
        if rendered:
            files, problems = rendered
            written, failures = attempt(path, write_outputs, path.parent, files)
            placed, problems = written or (), (*problems, *failures)
    new = {each.path for each in placed}
    paths = (path.with_name(path.name + suffix) for suffix in (_WORD, _PDF, _WORKBOOK))
    older = (file for file in paths if file not in new and kind_of(file) is PathKind.FILE)
    return BuiltOverview(overview, placed, problems, tuple(older))


def _render(overview: Overview, path: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files by their names; without Pango the other two are made all the same."""
    from nkps_reports.jobs.running.executors import submit_page
    from nkps_reports.matrix.layout import lay_out_parts
    from nkps_reports.matrix.overview_page import render_overview_parts
    from nkps_reports.matrix.rendering import finish_overview

    page = submit_page(lay_out_parts, render_overview_parts(overview))
    rendered = render_files(overview)
    give_memory_back()
    pdf, problems = attempt(path, finish_overview, page, overview)
    if pdf is not None:
        rendered[_PDF], problems = pdf
    return {path.name + suffix: content for suffix, content in sorted(rendered.items())}, problems
