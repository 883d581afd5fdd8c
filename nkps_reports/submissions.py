"""Reports as they are sent in, each a workbook or a Word report: read into one model, whatever it came as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from nkps_reports.checked_workbooks import check_workbook
from nkps_reports.model import Report
from nkps_reports.problems import Problem


class SubmissionKind(Enum):
    """What a report was sent in as."""

    WORKBOOK = auto()
    WORD_REPORT = auto()


@dataclass(frozen=True, slots=True)
class Submission:
    """A report that somebody sent in.

    Attributes:
        path: the file.
        kind: what it was sent in as.
        report: as much of the report as could be read; None where there is none.
        problems: everything found in it, in the order to be shown.
    """

    path: Path
    kind: SubmissionKind
    report: Report | None
    problems: tuple[Problem, ...]


def read_submission(path: Path, *, is_named: bool) -> Submission | None:
    """Read and check a report.

    Args:
        path: a workbook or a Word report; which of them is told by its name.
        is_named: whether the user asked for this very file.

    Returns:
        What was read; nothing where the file is a blank workbook or a copy of our own and was found in a
        folder. Whatever goes wrong is a problem.
    """
    checked = check_workbook(path, is_named=is_named)
    if checked is None:
        return None
    return Submission(path, SubmissionKind.WORKBOOK, checked.report, checked.outcome.problems)
