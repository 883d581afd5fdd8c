"""A report to the bytes of the PDF matrix: actions as rows, measures as columns."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Executor, Future

from nkps_reports.matrix.page import render_page
from nkps_reports.matrix.process import lay_out
from nkps_reports.model import Report
from nkps_reports.problems import Code, OutputError, a_problem

# Carlito has the measures of Calibri, which takes its place where Office is installed.
INTENDED_FONTS = ("Carlito", "Calibri")

# The bytes of a PDF and the names of its fonts, when they are ready.
LaidOut = Future[tuple[bytes, frozenset[str]]]


def begin_matrix(report: Report, executor: Executor) -> LaidOut:
    """Have the matrix laid out while other work goes on.

    Args:
        report: a report without errors.
        executor: does the work.

    Returns:
        What ``finish_matrix`` takes; failures are raised there.
    """
    try:
        return executor.submit(lay_out, render_page(report))
    except BrokenExecutor as error:
        failed: LaidOut = Future()
        failed.set_exception(error)
        return failed


def finish_matrix(laid_out: LaidOut, install: str) -> bytes:
    """Wait for the matrix.

    Args:
        laid_out: what ``begin_matrix`` gave.
        install: how to install what is missing on this machine, for messages.

    Returns:
        The bytes of a PDF file; the same input gives the same bytes on the same machine.

    Raises:
        OutputError: Pango or the intended font is not there, or the process was stopped.
    """
    try:
        pdf, fonts = laid_out.result()
    except OSError as error:
        raise OutputError(a_problem(Code.MATRIX_NEEDS_PANGO, install=install)) from error
    except BrokenExecutor as error:
        raise OutputError(a_problem(Code.MATRIX_STOPPED)) from error
    if not any(font.startswith(INTENDED_FONTS) for font in fonts):
        raise OutputError(a_problem(Code.MATRIX_NEEDS_FONT, install=install))
    return pdf
