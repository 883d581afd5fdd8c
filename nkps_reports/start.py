"""Where the program begins: before anything that takes time to import."""

from __future__ import annotations

import gc
import sys

from nkps_reports.matrix.process import start_matrix_process

# The command that makes matrices, and the word that makes it only tell about itself.
_BUILDS, _TELLS = "report", "--help"


def main() -> None:
    """Run the command line and end the process with its exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == [_BUILDS] and _TELLS not in arguments:
        start_matrix_process()
    from nkps_reports.cli import run

    for stream in (sys.stdout, sys.stderr):
        # A Windows terminal may not be UTF-8; a letter it lacks is better shown wrong than fatal.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    code = run(arguments)
    # The process ends: looking through all that was imported for garbage would take a tenth of its time.
    gc.freeze()
    sys.exit(code)
