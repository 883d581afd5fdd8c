"""Loads what lays matrices out: importing this is the whole of it, for processes that are to do so later."""

from __future__ import annotations

from contextlib import suppress

from nkps_reports.matrix.layout import load_renderer

# That it cannot be loaded is said where it matters: when a matrix is to be made.
with suppress(OSError):
    load_renderer()
