"""Whatever stops a step with one file, turned into problems, so that the next file has its turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nkps_reports.files.limits import MAX_SECONDS
from nkps_reports.files.sources import REPORT_SUFFIXES, FileTooLargeError, IrregularFileError
from nkps_reports.jobs.running.bugs import report_bug
from nkps_reports.report.problems import NkpsError, Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording import reports as report_words
from nkps_reports.wording.codes import Code


@contextmanager
def collect_problems(path: Path) -> Iterator[list[Problem]]:
    """Do a step with a file.

    Args:
        path: the file.

    Yields:
        A list in which the problems stand when the step is left, whatever stopped it.
    """
    problems: list[Problem] = []
    try:
        yield problems
    except NkpsError as error:
        problems.extend(error.problems)
    except FileTooLargeError:
        problems.append(_too_large(path))
    except IrregularFileError:
        problems.append(Problem.of(Code.IRREGULAR_FILE, path=path))
    except TimeoutError:
        problems.append(Problem.of(Code.TOOK_TOO_LONG, path=path, minutes=MAX_SECONDS // 60))
    except OSError as error:
        problems.append(Problem.of(Code.FILE_NOT_READABLE, None, error.strerror, path=path))
    except Exception as error:
        problems.append(report_bug(error, path))


def _too_large(path: Path) -> Problem:
    """A file that is not read at all, a Word report or a workbook."""
    if path.suffix.casefold() in REPORT_SUFFIXES:
        return Problem.of(Code.TOO_LARGE, what=report_words.TOO_LARGE, advice=report_words.LESS)
    return Problem.of(Code.TOO_LARGE, what=words.TOO_MUCH_IN_FILE, advice=words.LESS_IN_FILE)
