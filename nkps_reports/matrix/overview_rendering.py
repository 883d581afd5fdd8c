"""An overview of many reports to the bytes of a PDF."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from typing import NamedTuple

from nkps_reports.matrix.layout import LaidOutPage, lay_out
from nkps_reports.matrix.overview_page import render_overview_page
from nkps_reports.matrix.rendering import INTENDED_FONTS, finish_page
from nkps_reports.matrix.tables import Tables, require
from nkps_reports.overview.overview import Overview
from nkps_reports.report.problems import Problem


class LaidOutOverview(NamedTuple):
    """An overview that is being laid out."""

    page: Future[LaidOutPage]
    overview: Overview


def begin_overview(overview: Overview, executor: Executor) -> LaidOutOverview:
    """Have an overview laid out while other work goes on.

    Args:
        overview: the reports side by side.
        executor: does the work.

    Returns:
        What ``finish_overview`` takes; failures are raised there.
    """
    return LaidOutOverview(executor.submit(lay_out, render_overview_page(overview)), overview)


def finish_overview(laid_out: LaidOutOverview, install: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Wait for the overview, and read the finished file again.

    Args:
        laid_out: what ``begin_overview`` gave.
        install: how to install what is missing on this machine, for messages.

    Returns:
        The bytes of a PDF file, the same for the same input on the same machine, and warnings.

    Raises:
        OutputError: Pango or the intended font is not there, or the process was stopped.
        WrongMatrixError: the finished file does not show the overview's figures: a bug.
    """
    return finish_page(laid_out.page, lambda pdf: _verify(pdf, laid_out.overview), install)


def _verify(pdf: bytes, overview: Overview) -> None:
    """Check every figure of the heat map."""
    tables = Tables(pdf, INTENDED_FONTS)
    _, *rows = tables.rows(1 if overview.remarks else 0)
    figures = [each.figures for each in overview.contributions]
    expected = [[*(str(count or "") for count in row[:-2]), *map(str, row[-2:])] for row in figures]
    expected += [[*map(str, row)] for row in (overview.total_figures, overview.organisation_figures)]
    require(len(rows) == len(expected), "rows", len(rows))
    for row, texts in zip(rows, expected, strict=True):
        shown = [tables.read(cell).text for cell in row[1:]]
        require(shown == texts, "figures", shown)
