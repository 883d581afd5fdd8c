"""A bug in the program, told as a problem like any other."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from traceback import format_exception

from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

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
    return Problem.of(Code.BUG, None, type(error).__name__, log=hint)
