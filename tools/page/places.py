"""Where things are that the page is built of, and the error that stops a build."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = ROOT / "page"
NODE_MODULES = SOURCES / "node_modules"
PYODIDE = NODE_MODULES / "pyodide"
# What goes into the page; the day of the last commit that changed any of it stands there.
EMBEDDED_PATHS = (
    "page",
    "nkps_reports",
    "templates",
    "tools/page",
    "input/template.xlsx",
    "input/spekter-2017.xlsx",
    "LICENSE",
)


class CannotBuildError(Exception):
    """What failed and what to do, in Norwegian."""
