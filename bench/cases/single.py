"""One workbook, as somebody types it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial

from bench import rivals
from bench.cases.case import Case
from bench.material import SHIPPED
from bench.measuring import PROGRAM, time_processes
from bench.workbench import Workbench


def list_single(bench: Workbench) -> Iterator[Case]:
    """What somebody waits for."""
    report = partial(time_processes, (PROGRAM, "report", SHIPPED, "--output", bench.output))
    yield Case(
        "`report`, 8 actions, whole process",
        "importing openpyxl, docxtpl and weasyprint alone",
        report,
        partial(time_processes, (sys.executable, "-c", rivals.IMPORTS)),
        1.35,
        "A report costs little more than starting Python with the libraries that it needs.",
        "The imports run one after the other and ours in two processes: on one core the ratio is higher.",
    )
    yield Case(
        "`report`, 8 actions, whole process",
        "LibreOffice turning that Word file into a PDF",
        report,
        lambda: time_processes(
            rivals.convert_with_libreoffice([bench.word_report], "pdf", bench.folder / "libreoffice")
        ),
        1,
        "Both documents are there before LibreOffice would have made a PDF of the one.",
        "They are different PDFs: ours is the matrix, LibreOffice's the report.",
        prepare=lambda: bench.word_report,
    )
    yield Case(
        "`check`, 8 actions, whole process",
        "`report`, 8 actions, whole process",
        partial(time_processes, (PROGRAM, "check", SHIPPED)),
        report,
        0.5,
        "Whoever mends a workbook waits at most half as long for a check as for a report.",
        "It is without the marked copy that `make check` makes.",
    )
