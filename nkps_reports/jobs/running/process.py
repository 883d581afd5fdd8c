"""What a process holds back: the search for garbage, and Ctrl-C where another one speaks with the user.

This module imports nothing of ours, so that processes start before anything that takes time.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# The terminal was closed; somebody asked the program to end.
_ENDINGS = ("SIGHUP", "SIGTERM")


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Hold the garbage collector back while much is made and hardly anything dropped.

    It took a third of the time of a matrix of 1,000 actions, and a tenth of that of reading 5,000 rows or a
    Word report of 5,000 actions, and freed nothing.
    """
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_enabled:
            gc.enable()


def give_memory_back() -> None:
    """Give the system what was freed, where its C library would rather keep it.

    Of an overview of 1,000 organisations that is 150 MB that lxml had, while another process lays it out.
    """
    # Without ctypes, or with a library other than glibc, there is nothing to do.
    with suppress(ImportError, OSError, AttributeError, TypeError):
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)


def end_as_by_interruption() -> None:
    """Treat whatever asks the program to end as Ctrl-C, so that it tidies up."""
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        # A signal that our parent has us ignore stays ignored, as with ``nohup``.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def ignore_interruption() -> None:
    """Leave Ctrl-C to the process that started this one; other requests to end simply end it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.default_int_handler:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def without_interruption() -> Iterator[None]:
    """Block Ctrl-C while a process starts, which inherits that and would otherwise end with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
