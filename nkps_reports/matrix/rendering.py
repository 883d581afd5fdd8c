"""Turns a page that is being laid out into a verified PDF: a report's matrix, or an overview."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future

from nkps_reports.matrix.layout import LaidOutPage
from nkps_reports.matrix.verification.errors import NoIntendedFontError
from nkps_reports.overview.overview import Overview
from nkps_reports.report.grammar import join_words
from nkps_reports.report.model import Report
from nkps_reports.report.problems import OutputError, Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

# Carlito is as wide as Calibri, which takes its place where Office is installed.
INTENDED_FONTS = ("Carlito", "Calibri")

# The bytes of a PDF, which are the same for the same input on the same machine, and warnings.
Finished = tuple[bytes, tuple[Problem, ...]]


def finish_matrix(page: Future[LaidOutPage], report: Report) -> Finished:
    """Wait for a matrix that ``lay_out`` is working on, and read the finished file again.

    Raises:
        OutputError: Pango or the intended font is not there, or the process was stopped.
        TimeoutError: it took too long.
        WrongMatrixError: the finished file does not show the report's coverage: a bug.
    """
    # Imported here: this process has nothing else to do while another one lays the matrix out.
    from nkps_reports.matrix.verification.marks import Marks, verify_matrix

    return _finish(page, lambda pdf: verify_matrix(pdf, Marks.of(report), INTENDED_FONTS))


def finish_overview(page: Future[LaidOutPage], overview: Overview) -> Finished:
    """Wait for an overview that ``lay_out_parts`` is working on, and read the finished file again.

    Raises:
        OutputError: Pango or the intended font is not there, or the process was stopped.
        TimeoutError: it took too long.
        WrongMatrixError: the finished file does not show the overview's figures: a bug.
    """
    from nkps_reports.matrix.verification.marks import verify_overview

    return _finish(page, lambda pdf: verify_overview(pdf, overview, INTENDED_FONTS))


def how_to_install() -> str:
    """How to install what the PDF needs, on the system of this machine."""
    if sys.platform == "darwin":
        return words.INSTALL_MACOS
    if platform.system() == "Windows":
        return words.INSTALL_WINDOWS
    if shutil.which("dnf") and not shutil.which("apt-get"):
        return words.INSTALL_FEDORA
    return words.INSTALL_DEBIAN


def _finish(page: Future[LaidOutPage], verify: Callable[[bytes], None]) -> Finished:
    try:
        pdf, missing = page.result()
        verify(pdf)
    except TimeoutError:
        raise
    except (OSError, ImportError) as error:
        needed = Problem.of(Code.MATRIX_NEEDS_PANGO, install=how_to_install())
        raise OutputError(needed) from error
    except BrokenExecutor as error:
        raise OutputError(Problem.of(Code.MATRIX_STOPPED)) from error
    except NoIntendedFontError as error:
        needed = Problem.of(Code.MATRIX_NEEDS_FONT, install=how_to_install())
        raise OutputError(needed) from error
    shown = join_words([f"{character} (U+{ord(character):04X})" for character in missing])
    return pdf, (Problem.of(Code.MATRIX_LACKS_CHARACTER, None, shown),) if missing else ()
