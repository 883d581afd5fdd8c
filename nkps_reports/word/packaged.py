"""The default template inside the package: put there when the wheel is built, from ``templates/``."""

from __future__ import annotations

from pathlib import Path

_NAME = "report.docx"


def packaged_template() -> Path:
    """The default template's path: in the installed package, or in the checkout it is developed in."""
    here = Path(__file__).parent
    installed = here / _NAME
    return installed if installed.exists() else here.parents[1] / "templates" / _NAME
