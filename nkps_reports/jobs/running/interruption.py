"""Ctrl-C, and who hears of it: the process that speaks with the user, and none of those it starts."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

# The window was closed; somebody asked the program to end.
_ENDINGS = ("SIGHUP", "SIGTERM")


def end_as_by_interruption() -> None:
    """Take whatever asks the program to end as Ctrl-C, so that it tidies up."""
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        # One that whoever started us has set to be ignored stays so.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def ignore_interruption() -> None:
    """Leave Ctrl-C to the process that started this one; whatever else asks this one to end just ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.default_int_handler:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def without_interruption() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts, which inherits that and would else end with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
