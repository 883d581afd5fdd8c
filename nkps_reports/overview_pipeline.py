"""The recipe for an overview: read a folder of reports, put them side by side, render, verify, write."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from nkps_reports.collection import collect_overviews
from nkps_reports.expected_list import read_expected
from nkps_reports.failures import gather_failures
from nkps_reports.grammar import count_noun, join_words
from nkps_reports.installation import how_to_install_matrix_needs
from nkps_reports.outputs import Placed, write_output
from nkps_reports.overview import Overview, Remark, period_name
from nkps_reports.problems import Code, Problem, UsageError, a_problem
from nkps_reports.sources import FolderListing, list_folder
from nkps_reports.submissions import Submission, read_submission
from nkps_reports.wording import overview as words

# Of files that nobody reads, so many are named.
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Built:
    """What became of the overview of one period.

    Attributes:
        overview: what it shows.
        files: the files that were put in place: Word, PDF, workbook.
        problems: what kept one from being made, and warnings.
    """

    overview: Overview
    files: tuple[Placed, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BuiltOverviews:
    """What became of a folder.

    Attributes:
        folder: the folder.
        remarks: what is wrong with its files.
        built: the overview of each period.
    """

    folder: Path
    remarks: tuple[Remark, ...]
    built: tuple[Built, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found, by which the exit code is chosen."""
        found = [problem for remark in self.remarks for problem in remark.problems]
        return (*found, *(problem for each in self.built for problem in each.problems))


def build_overviews(
    folder: Path, expected: Path | None, output: Path, executor: Executor, *, takes_newest: bool
) -> BuiltOverviews:
    """Build the overviews of a folder, one for each period that its reports are about.

    Args:
        folder: where the reports lie; folders in it are not looked into.
        expected: a list of those who should report, if there is one.
        output: where the finished files go.
        executor: makes the PDF while the other files are made.
        takes_newest: whether of several reports by one organisation for one period the newest is counted.

    Raises:
        UsageError: there is no such folder, nothing in it, or the list cannot be read.
    """
    names = None if expected is None else read_expected(expected)
    listing = list_folder(folder, without=expected)
    submissions = [*_read(listing)]
    if not submissions:
        raise UsageError(a_problem(Code.NOTHING_TO_COLLECT, path=folder))
    overviews, remarks = collect_overviews(
        submissions, [*_unread(folder, listing)], names, takes_newest=takes_newest
    )
    return BuiltOverviews(folder, remarks, tuple(_build(each, output, executor) for each in overviews))


def _read(listing: FolderListing) -> Iterator[Submission]:
    for path in listing.files:
        submission = read_submission(path, is_named=False)
        if submission is not None:
            yield submission


def _unread(folder: Path, listing: FolderListing) -> Iterator[Remark]:
    """What lies in the folder and is not read: it may be a photograph, or a folder with the report in it."""
    problems: list[Problem] = []
    for forms, paths in ((words.OTHER_FILES, listing.others), (words.FOLDERS, listing.folders)):
        names = [path.name for path in paths[:_MOST_NAMED]]
        if len(paths) > _MOST_NAMED:
            names.append(words.MORE.format(count=len(paths) - _MOST_NAMED))
        if names:
            what = count_noun(forms, len(paths))
            problems.append(a_problem(Code.UNREAD_FILES, what=what, names=join_words(names)))
    if problems:
        yield Remark(folder, is_counted=False, problems=tuple(problems))


def _build(overview: Overview, output: Path, executor: Executor) -> Built:
    """Render all three in memory, then put them in place."""
    from nkps_reports.matrix.overview_rendering import begin_overview, finish_overview
    from nkps_reports.word.composed.overview import render_overview_document
    from nkps_reports.workbook.overview import render_overview_workbook

    path = output / words.NAME.format(period=period_name(overview.period))
    rendered: dict[str, bytes] = {}
    problems: list[Problem] = []
    placed: list[Placed] = []
    with gather_failures(path) as failures:
        laid_out = begin_overview(overview, executor)
        rendered[".docx"] = render_overview_document(overview)
        rendered[".xlsx"] = render_overview_workbook(overview)
        # Without Pango the other two are made all the same.
        with gather_failures(path) as stopped:
            rendered[".pdf"], warnings = finish_overview(laid_out, how_to_install_matrix_needs())
            problems.extend(warnings)
        problems.extend(stopped)
        for suffix, content in sorted(rendered.items()):
            placed.append(write_output(path.with_name(path.name + suffix), content))
    return Built(overview, tuple(placed), (*problems, *failures))
