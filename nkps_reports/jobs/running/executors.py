"""Who does the work of a command: this process, or others, and what those import before there is any work.

This module imports hardly anything else of ours, so that nothing stands in the way when they start; and
``workers`` only where processes are started, for jobs run where there are none, too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from nkps_reports.jobs.running.process import without_garbage_collection

# Up to so many files one process is done before more would have started.
FEW = 5
# What the work of each command is made with.
NEEDS = {
    "report": (
        "nkps_reports.word.rendering",
        "nkps_reports.word.fit.descriptions",
        "nkps_reports.workbook.reading.parsing",
    ),
    "check": ("nkps_reports.workbook.reading.parsing", "nkps_reports.workbook.control_copy"),
    "import": (
        "nkps_reports.word.reading.report",
        "nkps_reports.workbook.reading.parsing",
        "nkps_reports.workbook.writing.blank",
    ),
    "overview": ("nkps_reports.word.reading.report", "nkps_reports.workbook.reading.parsing"),
    "compare": ("nkps_reports.word.reading.report", "nkps_reports.workbook.reading.parsing"),
}
_LAYOUT = "nkps_reports.matrix.loaded"
# What reads the matrix again, where one process does both.
_VERIFICATION = "nkps_reports.matrix.verification.marks"

P = TypeVar("P")
T = TypeVar("T")


class InlineExecutor(Executor):
    """Does work at once, in the thread that submits it."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Do it, and return a future that is done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


_layouter: Executor = InlineExecutor()


@cache
def start_workers(command: str, *, is_many: bool) -> Executor:
    """Start the processes that do the work of a command, once: for many files one on each core.

    For few files it is one, beside which another one lays matrices out.
    """
    modules = NEEDS[command]
    if is_many:
        matrix = (_LAYOUT, _VERIFICATION) if command == "report" else ()
        return _start(count_cores(), (*modules, *matrix))
    if command == "overview":
        # This process needs most of them too, and imports them once for both: before it is forked.
        for module in modules:
            import_module(module)
    return _start(1, modules, start_layouter if command == "report" else None, is_copy=True)


def start_layouter() -> Executor:
    """Start a process that lays matrices out for this one, once.

    WeasyPrint takes longer to import than the rest of a build. So it begins with that at once, while this one
    imports its libraries, reads the workbook and renders the Word report.
    """
    global _layouter
    if isinstance(_layouter, InlineExecutor):
        _layouter = _start(1, (_LAYOUT,), is_copy=True)
    return _layouter


def submit_page(lay_out: Callable[[P], T], page: P) -> Future[T]:
    """Have a page laid out by the process that was started for it, or else by this one."""
    return _layouter.submit(_hold, lay_out, page)


def _hold(lay_out: Callable[[P], T], page: P) -> T:
    with without_garbage_collection():
        return lay_out(page)


def _start(
    count: int,
    modules: Sequence[str],
    prepare: Callable[[], object] | None = None,
    *,
    is_copy: bool = False,
) -> Executor:
    """Start processes, or do without them where the system gives none."""
    try:
        from nkps_reports.jobs.running.workers import Workers

        return Workers(count, modules, prepare, is_copy=is_copy)
    except (ImportError, OSError, RuntimeError):
        return InlineExecutor()


def count_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
