"""Lays pages out, in whichever process this runs; imports WeasyPrint when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO

# The bytes of a PDF, and the characters that no font has.
LaidOutPage = tuple[bytes, str]


def lay_out(page: str) -> LaidOutPage:
    """Lay out a page of HTML with its style sheet in it.

    Raises:
        OSError: Pango is not there.
    """
    return load_renderer()(page)


def load_renderer() -> Callable[[str], LaidOutPage]:
    """Import WeasyPrint.

    Raises:
        OSError: Pango is not there.
    """
    # Where Pango is missing, WeasyPrint prints advice in English before it fails.
    with redirect_stdout(StringIO()):
        from nkps_reports.matrix.pdf import render_pdf

    return render_pdf
