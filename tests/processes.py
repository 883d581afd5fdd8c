"""The processes that a run of the program has started, as the system lists them."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def list_processes() -> dict[int, int]:
    """The parent of each process, but of those that have ended."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    rows = (line.split() for line in listed.stdout.splitlines())
    return {int(pid): int(parent) for pid, parent, state in rows if not state.startswith("Z")}


def descendants_of(process: int) -> set[int]:
    """The processes that one has started, and those that they have."""
    parents = list_processes()
    found = {process}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something to be so; that it never is fails the test."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never was"
        time.sleep(0.02)


@contextmanager
def hearing_signals() -> Iterator[None]:
    """What starts meanwhile can be interrupted, also where the tests themselves run in the background.

    There a shell has them ignore Ctrl-C, and what they start inherits that. A handler is not inherited.
    """
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, signal.default_int_handler) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
