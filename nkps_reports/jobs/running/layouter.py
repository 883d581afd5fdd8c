"""What lays matrices out: this process, or one of its own beside the one that makes Word reports.

WeasyPrint takes longer to import than all the rest of a build together: a process of its own begins with it
at once, while the first one imports its libraries, reads the workbook and renders the Word report. This
module imports hardly anything else of ours, so that nothing else stands in the way.
"""

from __future__ import annotations

from concurrent.futures import Executor

from nkps_reports.jobs.running.workers import InlineExecutor, Workers

# That of this process.
_layouter: Executor = InlineExecutor()


def start_matrix_process() -> Executor:
    """Start a process of its own, once; what is submitted to it runs after its imports.

    Where the system gives no process, this one does the work, later.
    """
    global _layouter
    if isinstance(_layouter, InlineExecutor):
        _layouter = Workers(1, ("nkps_reports.matrix.loaded",), is_copy=True)
    return _layouter


def current_layouter() -> Executor:
    """Who lays matrices out for this process: the one that was started for it, or itself."""
    return _layouter
