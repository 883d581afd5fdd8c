"""A bug in the program, told as a problem like any other."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from traceback import format_exception

from nkps_reports.report.problems import Code, Problem, a_problem
from nkps_reports.wording import problems as words

_LOG = "nkps-reports-feil-"


def report_bug(error: BaseException, path: Path | None = None) -> Problem:
    """A bug in the program as a problem; the details go into a file the user can send."""
    details = f"{path or ''}\n{''.join(format_exception(error))}"
    hint = ""
    # That the details cannot be kept must not hide that there is a bug.
    with suppress(OSError):
        descriptor, log = mkstemp(prefix=_LOG, suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(details)
        hint = words.BUG_LOG.format(path=log)
    return a_problem(Code.BUG, None, type(error).__name__, log=hint)
