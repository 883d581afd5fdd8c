"""The Word documents that the program makes and that are no reports, known by a bookmark."""

from __future__ import annotations

from collections.abc import Sequence

from nkps_reports.report.problems import Problem, WordReportError
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording import reports as words
from nkps_reports.wording.codes import Code

CHANGES_MARK, OVERVIEW_MARK = "endringer", "samlet_oversikt"
_KINDS = {CHANGES_MARK: words.OWN_CHANGES, OVERVIEW_MARK: words.OWN_OVERVIEW}


def refuse_own(lines: Sequence[WordLine]) -> None:
    """Refuse a document of our own that is no report.

    Raises:
        WordReportError: it is one; its code is ``REPORT_IS_OWN``.
    """
    for bookmark in (bookmark for line in lines[:1] for bookmark in line.bookmarks):
        if bookmark in _KINDS:
            raise WordReportError(Problem.of(Code.REPORT_IS_OWN, what=_KINDS[bookmark]))
