"""Where the program begins: before anything that takes time to import."""

from __future__ import annotations

import gc
import sys

# The commands that make PDFs, and the word that makes them only tell about themselves.
_BUILDS, _TELLS = frozenset({"report", "overview"}), "--help"
# What shells expect of a program that was interrupted.
INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        from nkps_reports.wording.terminal import INTERRUPTED as SAID

        sys.stderr.write(f"{SAID}\n")
        code = INTERRUPTED
    # The process ends: looking through all that was imported for garbage would take a tenth of its time.
    gc.freeze()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in _BUILDS and _TELLS not in arguments:
        from nkps_reports.matrix.process import start_matrix_process

        start_matrix_process()
    from nkps_reports.cli import run

    for stream in (sys.stdout, sys.stderr):
        # A Windows terminal may not be UTF-8; a letter it lacks is better shown wrong than fatal.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return run(arguments)
