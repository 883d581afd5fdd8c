"""A report to the bytes of the PDF matrix: actions as rows, measures as columns."""

from __future__ import annotations

from importlib import import_module

from nkps_reports.matrix.page import render_page
from nkps_reports.model import Report
from nkps_reports.problems import Code, OutputError, a_problem

# Carlito has the measures of Calibri, which takes its place where Office is installed.
INTENDED_FONTS = ("Carlito", "Calibri")


def import_renderer() -> None:
    """Import what lays the page out: half a second that only a matrix needs.

    Raises:
        OSError: Pango is not there.
    """
    import_module("nkps_reports.matrix.pdf")


def render_matrix(report: Report, install: str) -> bytes:
    """Make the matrix.

    Args:
        report: a report without errors.
        install: how to install what is missing on this machine, for messages.

    Returns:
        The bytes of a PDF file; the same input gives the same bytes on the same machine.

    Raises:
        OutputError: Pango or the intended font is not there.
    """
    try:
        from nkps_reports.matrix.pdf import render_pdf
    except OSError as error:
        raise OutputError(a_problem(Code.MATRIX_NEEDS_PANGO, install=install)) from error
    pdf, fonts = render_pdf(render_page(report))
    if not any(font.startswith(INTENDED_FONTS) for font in fonts):
        raise OutputError(a_problem(Code.MATRIX_NEEDS_FONT, install=install))
    return pdf
