"""How to install what the matrix needs on the machine at hand."""

from __future__ import annotations

import platform
import shutil
import sys

from nkps_reports.wording import problems as words


def how_to_install_matrix_needs() -> str:
    """The command to give to whoever rules the machine, for its own system."""
    if sys.platform == "darwin":
        return words.INSTALL_MACOS
    if platform.system() == "Windows":
        return words.INSTALL_WINDOWS
    if shutil.which("dnf") and not shutil.which("apt-get"):
        return words.INSTALL_FEDORA
    return words.INSTALL_DEBIAN
