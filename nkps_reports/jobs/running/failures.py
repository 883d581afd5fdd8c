"""Whatever stops a step with one file, turned into problems, so that the next file has its turn."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from traceback import format_exception
from typing import ParamSpec, TypeVar

from nkps_reports.files.limits import MAX_SECONDS
from nkps_reports.files.sources import REPORT_SUFFIXES, FileTooLargeError, IrregularFileError
from nkps_reports.jobs.running.process import without_garbage_collection
from nkps_reports.report.problems import NkpsError, Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording import reports as report_words
from nkps_reports.wording.codes import Code

# How the names of files with the details of a bug begin.
LOG_PREFIX = "nkps-reports-feil-"


class ClusterLostError(BrokenExecutor):
    """The connection to the cluster that did the work was lost."""


class ClusterWorkerError(BrokenExecutor):
    """A process of a cluster ended over the work, or beside it."""


P = ParamSpec("P")
T = TypeVar("T")


def attempt(
    path: Path, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> tuple[T | None, tuple[Problem, ...]]:
    """Do a step with a file: what came of it, or None and the problems that say what stopped it."""
    try:
        # For one step and not for all that is done with a file: between them, garbage makes room.
        with without_garbage_collection():
            return step(*args, **kwargs), ()
    except NkpsError as error:
        return None, error.problems
    except FileTooLargeError:
        return None, (_too_large(path),)
    except IrregularFileError:
        return None, (Problem.of(Code.IRREGULAR_FILE, path=path),)
    except TimeoutError:
        return None, (Problem.of(Code.TOOK_TOO_LONG, path=path, minutes=MAX_SECONDS // 60),)
    except BrokenExecutor as error:
        return None, (_stopped(path, error),)
    except OSError as error:
        return None, (Problem.of(Code.FILE_NOT_READABLE, None, error.strerror, path=path),)
    except Exception as error:
        return None, (report_bug(error, path),)


def report_bug(error: BaseException, path: Path | None = None) -> Problem:
    """A bug in the program as a problem; the details go into a file the user can send."""
    details = f"{path or ''}\n{''.join(format_exception(error))}"
    hint = ""
    # Even where the details cannot be saved, the bug must be reported.
    with suppress(OSError):
        descriptor, log = mkstemp(prefix=LOG_PREFIX, suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(details)
        hint = words.BUG_LOG.format(path=log)
    return Problem.of(Code.BUG, None, type(error).__name__, log=hint)


def _stopped(path: Path, error: BrokenExecutor) -> Problem:
    """The problem of a file whose work ended before it was done, by what it was that ended."""
    reason, advice = words.STOPPED, words.STOPPED_AGAIN
    if isinstance(error, ClusterWorkerError):
        reason, advice = words.CLUSTER_STOPPED, words.CLUSTER_STOPPED_AGAIN
    if isinstance(error, ClusterLostError):
        reason, advice = words.CLUSTER_LOST, words.CLUSTER_LOST_AGAIN
    return Problem.of(Code.WORKER_STOPPED, path=path, reason=reason, advice=advice)


def _too_large(path: Path) -> Problem:
    """The problem of a file, Word report or workbook, that is too large to be read at all."""
    if path.suffix.casefold() in REPORT_SUFFIXES:
        return Problem.of(Code.TOO_LARGE, what=report_words.TOO_LARGE, advice=report_words.LESS)
    return Problem.of(Code.TOO_LARGE, what=words.TOO_MUCH_IN_FILE, advice=words.LESS_IN_FILE)
