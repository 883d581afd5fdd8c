"""The files of a request as they were given, and what each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from nkps_reports.files.sources import FileTooLargeError, SourceFile
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.jobs.submissions import is_document, parse_submission
from nkps_reports.report.characters import make_showable
from nkps_reports.report.model import Report
from nkps_reports.wording import page as words
from nkps_reports.wording.codes import Code

_NS_PER_MS = 1_000_000


@dataclass(frozen=True)
class GivenFile:
    """A file that somebody dropped on the page; ``content`` is None where it is too large to be read."""

    path: Path
    content: bytes | None
    saved_ms: int

    @property
    def name(self) -> str:
        """Its name, as it can be shown."""
        return make_showable(self.path.name)

    @cached_property
    def source(self) -> SourceFile:
        """The file as jobs take it."""
        return SourceFile(self.path, self.content or b"", saved_ns=self.saved_ms * _NS_PER_MS)

    @cached_property
    def too_large(self) -> Outcome | None:
        """What to say of it if it is too large."""
        return None if self.content is not None else Outcome(self.path, attempt(self.path, _refuse)[1])

    @cached_property
    def is_document(self) -> bool:
        """Whether it is to be read as a Word report and not as a workbook."""
        return is_document(self.source)

    @cached_property
    def submission(self) -> Outcome:
        """What was read of it as a report."""
        return self.too_large or parse_submission(self.source)

    @property
    def report(self) -> Report | None:
        """The report in it, if there is one."""
        return self.submission.report

    @property
    def is_template(self) -> bool:
        """Whether it is a Word template."""
        return any(problem.code is Code.REPORT_IS_TEMPLATE for problem in self.submission.problems)

    @property
    def kind(self) -> str:
        """What it is, in a word."""
        if self.is_template:
            return words.TEMPLATE
        if self.report or self.submission.is_opened:
            return words.REPORT if self.is_document else words.WORKBOOK
        return words.OTHER


def name_files(given: Iterable[tuple[str, int]], contents: Sequence[bytes | None]) -> Iterator[GivenFile]:
    """The files with their contents; of those with the same name, from different folders, all but the first
    get a folder, so that each has a path of its own.
    """
    counts: Counter[str] = Counter()
    for (typed, saved_ms), content in zip(given, contents, strict=True):
        # A browser gives no folders; whatever else stands in the name is no path either.
        name = PurePath(typed).name or words.OTHER
        folder = str(counts[name]) if counts[name] else ""
        counts[name] += 1
        yield GivenFile(Path(folder, name), content, saved_ms)


def _refuse() -> None:
    raise FileTooLargeError
