"""Where the program begins, before anything that takes time to import."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import NoReturn

_OVERVIEW, _CLUSTER = "overview", "--cluster"
# The commands that work on files, and the usual suffixes of those.
_SUFFIXES: dict[str, tuple[str, ...]] = {
    "report": (".xlsx", ".xlsm"),
    "check": (".xlsx", ".xlsm"),
    "import": (".docx",),
    "compare": (".xlsx", ".xlsm", ".docx"),
    _OVERVIEW: (".xlsx", ".xlsm", ".docx"),
}
# Where workbooks are looked for if no file or folder is named.
_INPUT = "input"
# The exit code that shells expect of a program that was interrupted.
_INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        _end_interrupted()
    except RuntimeError as error:
        # What Python 3.11 turns Ctrl-C into while a class is created.
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        _end_interrupted()
    # Otherwise Python would look through all modules for garbage at the end, a tenth of the whole time.
    gc.freeze()
    sys.exit(code)


def _end_interrupted() -> NoReturn:
    """Say so and end at once; pressing Ctrl-C again does no harm."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from nkps_reports.wording.terminal import INTERRUPTED

    sys.stderr.write(f"{INTERRUPTED}\n")
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(_INTERRUPTED)


def _run(arguments: list[str]) -> int:
    _start_others(arguments)
    from nkps_reports.cli.commands import run
    from nkps_reports.jobs.running.process import end_as_by_interruption

    end_as_by_interruption()
    for stream in (sys.stdout, sys.stderr):
        # A Windows terminal may not be UTF-8; better a wrong letter than an error.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return run(arguments)


def _start_others(arguments: list[str]) -> None:
    """Start the processes that take long to import what they need, as far as the arguments tell which."""
    command = arguments[0] if arguments else ""
    if command not in _SUFFIXES or "--help" in arguments:
        return
    from nkps_reports.jobs.running.executors import FEW, start_layouter, start_workers

    if command == _OVERVIEW:
        start_layouter()
    if any(argument.split("=")[0] == _CLUSTER for argument in arguments):
        # Others do the work.
        return
    count = sum(1 for _ in _find_files(arguments[1:] or [_INPUT], _SUFFIXES[command]))
    # For few files an overview forks its worker later, from this process with all that it has imported.
    if count > FEW or command != _OVERVIEW:
        start_workers(command, is_many=count > FEW)


def _find_files(paths: list[str], suffixes: tuple[str, ...]) -> Iterator[str]:
    """The files that a command may be about, guessed from their names; the command itself looks properly."""
    for path in paths:
        try:
            names = os.listdir(path)  # noqa: PTH208 (a Path for each name would take longer)
        except OSError:
            names = [path]
        yield from (name for name in names if name.lower().endswith(suffixes))


if __name__ == "__main__":
    main()
