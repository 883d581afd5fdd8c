"""Imported by a process that will lay out pages later, so that WeasyPrint is loaded by then."""

from __future__ import annotations

from contextlib import suppress

from nkps_reports.matrix.layout import load_renderer

# Reported when a PDF is to be made.
with suppress(OSError):
    load_renderer()
