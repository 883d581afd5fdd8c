"""Which processes do the work of a command, and what they import before there is any.

This module imports hardly anything else of ours, so that nothing stands in the way when they start.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module

from nkps_reports.jobs.running.layouter import start_matrix_process
from nkps_reports.jobs.running.workers import Workers

# Up to so many files are done one after the other, before more processes would have begun.
FEW = 5
# What the work of each command is made with.
NEEDS = {
    "report": (
        "nkps_reports.word.rendering",
        "nkps_reports.word.fit.descriptions",
        "nkps_reports.workbook.reading.parsing",
    ),
    "check": ("nkps_reports.workbook.reading.parsing", "nkps_reports.workbook.control.file"),
    "import": (
        "nkps_reports.word.reading.report",
        "nkps_reports.workbook.reading.parsing",
        "nkps_reports.workbook.writing.imported",
    ),
    "overview": ("nkps_reports.word.reading.report", "nkps_reports.workbook.reading.parsing"),
    "compare": ("nkps_reports.word.reading.report", "nkps_reports.workbook.reading.parsing"),
}
# What lays a matrix out and reads it again, where one process does it all.
_MATRIX = ("nkps_reports.matrix.loaded", "nkps_reports.matrix.verification.marks")


@cache
def start_workers(command: str, *, is_many: bool) -> Workers:
    """Start what does the work of a command with files, once.

    Args:
        command: what is to be done.
        is_many: whether as many processes as there are cores are worth their while; else it is one, beside
            which another one lays matrices out.
    """
    modules = NEEDS[command]
    if command == "overview" and not is_many:
        # This process needs most of them too, for what it makes of the reports: once, before it is copied.
        for module in modules:
            import_module(module)
    if command != "report":
        return Workers(count_cores() if is_many else 1, modules, is_copy=not is_many)
    if is_many:
        return Workers(count_cores(), (*modules, *_MATRIX))
    return Workers(1, modules, start_matrix_process, is_copy=True)


def count_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
