"""A report to the bytes of the PDF matrix: actions as rows, measures as columns."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import NamedTuple

from nkps_reports.matrix.layout import LaidOutPage, lay_out
from nkps_reports.matrix.page import render_page
from nkps_reports.matrix.tables import NoIntendedFontError
from nkps_reports.matrix.verification import Marks, verify_matrix
from nkps_reports.report.coverage import measure_coverage
from nkps_reports.report.grammar import join_words
from nkps_reports.report.model import Report
from nkps_reports.report.problems import OutputError, Problem
from nkps_reports.wording.codes import Code

# Carlito has the measures of Calibri, which takes its place where Office is installed.
INTENDED_FONTS = ("Carlito", "Calibri")


class LaidOut(NamedTuple):
    """A matrix that is being laid out, and the marks that must be in it."""

    page: Future[LaidOutPage]
    marks: Marks


def begin_matrix(report: Report, executor: Executor) -> LaidOut:
    """Have the matrix laid out while other work goes on.

    Args:
        report: a report without errors.
        executor: does the work.

    Returns:
        What ``finish_matrix`` takes; failures are raised there.
    """
    marks = _marks(report)
    try:
        return LaidOut(executor.submit(lay_out, render_page(report)), marks)
    # Whatever it is: the Word report is made first.
    except Exception as error:
        failed: Future[LaidOutPage] = Future()
        failed.set_exception(error)
        return LaidOut(failed, marks)


def finish_matrix(laid_out: LaidOut, install: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Wait for the matrix, and read the finished file again.

    Args:
        laid_out: what ``begin_matrix`` gave.
        install: how to install what is missing on this machine, for messages.

    Returns:
        The bytes of a PDF file, the same for the same input on the same machine, and warnings.

    Raises:
        OutputError: Pango or the intended font is not there, or the process was stopped.
        WrongMatrixError: the finished file does not show the report's coverage: a bug.
    """
    return finish_page(laid_out.page, lambda pdf: verify_matrix(pdf, laid_out.marks, INTENDED_FONTS), install)


def finish_page(
    page: Future[LaidOutPage], verify: Callable[[bytes], None], install: str
) -> tuple[bytes, tuple[Problem, ...]]:
    """Wait for a page that is being laid out, and read the finished file again.

    Args:
        page: what it becomes.
        verify: reads the bytes of the finished file, and raises what it finds.
        install: how to install what is missing on this machine, for messages.

    Returns:
        The bytes of a PDF file, and the warning that no font has some characters, where there are any.

    Raises:
        OutputError: Pango or the intended font is not there, or the process was stopped.
        TimeoutError: it took too long.
    """
    try:
        pdf, missing = page.result()
        verify(pdf)
    except TimeoutError:
        raise
    except OSError as error:
        raise OutputError(Problem.of(Code.MATRIX_NEEDS_PANGO, install=install)) from error
    except BrokenExecutor as error:
        raise OutputError(Problem.of(Code.MATRIX_STOPPED)) from error
    except NoIntendedFontError as error:
        raise OutputError(Problem.of(Code.MATRIX_NEEDS_FONT, install=install)) from error
    shown = join_words([f"{character} (U+{ord(character):04X})" for character in missing])
    return pdf, (Problem.of(Code.MATRIX_LACKS_CHARACTER, None, shown),) if missing else ()


def _marks(report: Report) -> Marks:
    """What the matrix must show, from the coverage and not from the page that was made of it."""
    rows: dict[int, set[int]] = {action.number: set() for action in report.actions}
    actions_by_measure = measure_coverage(report).actions_by_measure
    for measure, actions in actions_by_measure.items():
        for action in actions:
            rows[action.number].add(measure)
    return Marks(tuple(actions_by_measure), tuple(map(frozenset, rows.values())))
