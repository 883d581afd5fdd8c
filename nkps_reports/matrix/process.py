"""The process that lays matrices out, beside the one that makes Word reports.

WeasyPrint takes longer to import than all the rest of a build together: a process of its own begins with it
at once, while the first one imports its libraries, reads the workbook and renders the Word report. This
module imports hardly anything else of ours, so that nothing else stands in the way.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import redirect_stdout, suppress
from functools import cache
from io import StringIO

from nkps_reports.garbage import without_garbage_collection
from nkps_reports.interruption import ignore_interruption, without_interruption

# The bytes of a PDF, and the characters that no font has.
LaidOutPage = tuple[bytes, str]


@cache
def start_matrix_process() -> Executor:
    """Start the process, once; what is submitted to it runs after its imports.

    Where the system gives no process or no shared memory, a thread of this one does the work, later.
    """
    try:
        executor = ProcessPoolExecutor(max_workers=1)
        with without_interruption():
            executor.submit(_prepare)
    except OSError:
        return ThreadPoolExecutor(max_workers=1)
    return executor


def lay_out(page: str) -> LaidOutPage:
    """Lay a page of HTML out, in whichever process this runs.

    Args:
        page: HTML with its style sheet in it.

    Returns:
        What ``pdf.render_pdf`` returns.

    Raises:
        OSError: Pango is not there.
    """
    render = load_renderer()
    with without_garbage_collection():
        return render(page)


def load_renderer() -> Callable[[str], LaidOutPage]:
    """Import WeasyPrint.

    Raises:
        OSError: Pango is not there.
    """
    # Where Pango is missing WeasyPrint prints English advice, before it fails.
    with redirect_stdout(StringIO()):
        from nkps_reports.matrix.pdf import render_pdf

    return render_pdf


def _prepare() -> None:
    ignore_interruption()
    # What is imported stays; looking through it for garbage would cost a tenth of the whole build.
    gc.disable()
    # That it cannot be imported is said where it matters: when a matrix is to be made.
    with suppress(OSError):
        load_renderer()
    gc.freeze()
    gc.enable()
