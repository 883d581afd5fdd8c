"""Lays pages out, in whichever process this runs; imports WeasyPrint when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from io import StringIO

from nkps_reports.matrix.later import import_later

# The bytes of a PDF, and the characters that no font has.
LaidOutPage = tuple[bytes, str]
# The four faces of our font, and signs that other fonts are asked for.
_SAMPLE = (
    '<!DOCTYPE html><html lang="nb"><head><title>nkps</title>'
    "<style>html { font: 10pt Carlito, Calibri }</style></head>"
    "<body><p>Aa fi 1–2 <b>Bb 3</b> <i>Cc 4</i> <b><i>Dd 5</i></b> ∑ → ✓ Ω Ж א ع 漢 ☺</p></body></html>"
)


def lay_out(page: str) -> LaidOutPage:
    """Lay out a page of HTML with its style sheet in it.

    Raises:
        OSError: Pango is not there.
    """
    return load_renderer()(page)


def lay_out_parts(parts: Sequence[str]) -> LaidOutPage:
    """Lay out pages of HTML that follow each other in one PDF.

    Raises:
        OSError: Pango is not there.
    """
    if len(parts) == 1:
        return lay_out(parts[0])
    load_renderer()
    from nkps_reports.matrix.parts import render_parts

    return render_parts(parts)


def load_renderer() -> Callable[[str], LaidOutPage]:
    """Import WeasyPrint.

    Raises:
        OSError: Pango is not there.
    """
    import_later()
    # Where Pango is missing, WeasyPrint prints advice in English before it fails.
    with redirect_stdout(StringIO()):
        from nkps_reports.matrix.pdf import render_pdf

    return render_pdf


def lay_out_sample() -> LaidOutPage:
    """Lay a page out that tells by its bytes which fonts and libraries this machine has.

    Raises:
        OSError: Pango is not there.
    """
    return lay_out(_SAMPLE)


def find_pango_version() -> str:
    """The version of Pango.

    Raises:
        OSError: it is not there.
    """
    load_renderer()
    from weasyprint.text.ffi import pango

    # 1.50.12 is the number 15012.
    major, minor_and_patch = divmod(pango.pango_version(), 10_000)
    minor, patch = divmod(minor_and_patch, 100)
    return f"{major}.{minor}.{patch}"
