"""The process that makes matrices beside the one that makes Word reports.

WeasyPrint takes half a second to import, more than all the rest of a build: a process of its own begins
with it at once, while this one imports its libraries, reads the workbook and renders the Word report.
"""

from __future__ import annotations

import gc
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import suppress
from functools import cache


@cache
def start_matrix_process() -> Executor:
    """Start the process, once; what is submitted to it runs after its imports."""
    executor = ProcessPoolExecutor(max_workers=1)
    executor.submit(_prepare)
    return executor


def _prepare() -> None:
    # What is imported stays; looking through it for garbage would cost a tenth of the whole build.
    gc.disable()
    from nkps_reports.matrix.rendering import import_renderer

    # That it cannot be imported is said where it matters: when a matrix is to be made.
    with suppress(OSError):
        import_renderer()
    gc.freeze()
    gc.enable()
