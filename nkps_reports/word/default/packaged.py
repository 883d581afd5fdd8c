"""The default templates inside the package: put there when the wheel is built, from ``templates/``."""

from __future__ import annotations

from pathlib import Path


def packaged_template(name: str) -> Path:
    """A default template's path: in the installed package, or in the checkout it is developed in.

    Args:
        name: its file name in ``templates/``.
    """
    here = Path(__file__).parent
    installed = here / name
    return installed if installed.exists() else here.parents[2] / "templates" / name
