"""Where the program begins: before anything that takes time to import."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import NoReturn

_OVERVIEW = "overview"
# The commands that work on files, with how most of those end.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "report": (".xlsx", ".xlsm"),
    "check": (".xlsx", ".xlsm"),
    "import": (".docx",),
    "compare": (".xlsx", ".xlsm", ".docx"),
    _OVERVIEW: (".xlsx", ".xlsm", ".docx"),
}
# Where workbooks are looked for when nothing is named.
_INPUT = "input"
# What shells expect of a program that was interrupted.
INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        _end_interrupted()
    except RuntimeError as error:
        # What Python 3.11 makes of Ctrl-C while a class is made.
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        _end_interrupted()
    # The process ends: looking through all that was imported for garbage would take a tenth of its time.
    gc.freeze()
    sys.exit(code)


def _end_interrupted() -> NoReturn:
    """Say so, and end at once: whoever pressed Ctrl-C waits for nothing, and may press it again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from nkps_reports.wording.terminal import INTERRUPTED as SAID

    sys.stderr.write(f"{SAID}\n")
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(INTERRUPTED)


def _run(arguments: list[str]) -> int:
    _start_others(arguments)
    from nkps_reports.cli.commands import run
    from nkps_reports.jobs.running.process import end_as_by_interruption

    end_as_by_interruption()
    for stream in (sys.stdout, sys.stderr):
        # A Windows terminal may not be UTF-8; a letter it lacks is better shown wrong than fatal.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return run(arguments)


def _start_others(arguments: list[str]) -> None:
    """Start the processes that take long to import what they need, as far as can be told which those are."""
    command = arguments[0] if arguments else ""
    if command not in _ENDINGS or "--help" in arguments:
        return
    from nkps_reports.jobs.running.executors import FEW, start_layouter, start_workers

    if command == _OVERVIEW:
        start_layouter()
    count = sum(1 for _ in _find_files(arguments[1:] or [_INPUT], _ENDINGS[command]))
    # For few an overview starts it later, with what this process has imported for itself.
    if count > FEW or command != _OVERVIEW:
        start_workers(command, is_many=count > FEW)


def _find_files(paths: list[str], endings: tuple[str, ...]) -> Iterator[str]:
    """What a command may be about, told by names alone: the command finds out in earnest."""
    for path in paths:
        try:
            names = os.listdir(path)  # noqa: PTH208 (a path for each name would take longer)
        except OSError:
            names = [path]
        yield from (name for name in names if name.lower().endswith(endings))


if __name__ == "__main__":
    main()
