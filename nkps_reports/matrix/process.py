"""What lays matrices out: this process, or one of its own beside the one that makes Word reports.

WeasyPrint takes longer to import than all the rest of a build together: a process of its own begins with it
at once, while the first one imports its libraries, reads the workbook and renders the Word report. This
module imports hardly anything else of ours, so that nothing else stands in the way.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import redirect_stdout
from io import StringIO

from nkps_reports.garbage import without_garbage_collection
from nkps_reports.workers import Here, Workers

# The bytes of a PDF, and the characters that no font has.
LaidOutPage = tuple[bytes, str]

# That of this process.
_layouter: Executor = Here()


def start_matrix_process() -> Executor:
    """Start a process of its own, once; what is submitted to it runs after its imports.

    Where the system gives no process, this one does the work, later.
    """
    global _layouter
    if isinstance(_layouter, Here):
        _layouter = Workers(1, ("nkps_reports.matrix.loaded",), is_copy=True)
    return _layouter


def current_layouter() -> Executor:
    """Who lays matrices out for this process: the one that was started for it, or itself."""
    return _layouter


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
