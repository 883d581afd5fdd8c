"""Processes that carry work out, each one piece at a time; and the same without any.

The one seam by which work is spread is ``concurrent.futures.Executor``. ``Workers`` is one that loses no more
than it must: where a process is stopped from outside, what it was doing is lost, and nothing else. This
module imports nothing else of ours but ``interruption``, so that nothing stands in the way when it starts.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from multiprocessing.resource_tracker import ensure_running
from threading import Lock, local
from types import TracebackType
from typing import Any, NamedTuple, ParamSpec, TypeVar

from nkps_reports.interruption import ignore_interruption, without_interruption

# Up to so many files are done one after the other, before other processes would have begun.
FEW = 5
# What the work of each command is made with.
NEEDS = {
    "report": (
        "nkps_reports.word.rendering",
        "nkps_reports.word.fit.descriptions",
        "nkps_reports.workbook.parsing",
        "nkps_reports.matrix.loaded",
    ),
    "check": ("nkps_reports.workbook.parsing", "nkps_reports.workbook.control.file"),
    "import": (
        "nkps_reports.word.reading.report",
        "nkps_reports.workbook.parsing",
        "nkps_reports.workbook.imported",
    ),
    "overview": ("nkps_reports.word.reading.report", "nkps_reports.workbook.parsing"),
}
# A process that has imported everything once, and of which the others are made. Elsewhere than on Linux what
# draws text may not be used in a process that was made so.
_NURSERY, _HAS_NURSERY = "forkserver", sys.platform == "linux"

P = ParamSpec("P")
T = TypeVar("T")


class Here(Executor):
    """Carries work out at once, in the process and the thread that asks for it."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it, and give what came of it."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class _Process(NamedTuple):
    """A process and the way to it."""

    process: BaseProcess
    connection: Connection

    def end(self) -> None:
        """Let it finish what it is doing and go."""
        self.connection.close()
        self.process.join()


class Workers(ThreadPoolExecutor):
    """As many threads as processes, each with a process of its own that does what the thread is given.

    What is submitted must be a function of a module with what can be pickled, and give what can be. Where a
    process is stopped from outside the future of what it was doing raises ``BrokenExecutor``; the next piece
    of work gets a new one. Left by an exception, Ctrl-C among them, all processes are stopped at once.
    """

    def __init__(self, count: int, modules: Sequence[str] = ()) -> None:
        """Start the processes; nobody waits for it.

        Args:
            count: how many.
            modules: what they import before there is any work.
        """
        super().__init__(count)
        self.count = count
        self._own, self._lock = local(), Lock()
        self._processes: list[_Process] = []
        self._is_stopped = False
        self._modules = tuple(modules)
        kind = _NURSERY if _HAS_NURSERY else "spawn"
        self._context: BaseContext = multiprocessing.get_context(kind)
        if _HAS_NURSERY:
            self._context.set_forkserver_preload([*modules])
        for _ in range(count):
            super().submit(self._start)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have something done by the first process that is free."""
        # Here and not in the thread: what cannot be pickled is told to whoever asks.
        work = ForkingPickler.dumps(partial(fn, *args, **kwargs))
        return super().submit(self._have_done, work)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for all that was submitted, or stop everything."""
        if kind is not None:
            self._stop()
        self.shutdown(cancel_futures=kind is not None)
        for each in self._processes:
            each.end()

    def _start(self) -> _Process | None:
        """The process of this thread, made where there is none; nothing where the system gives none."""
        own: _Process | None = getattr(self._own, "process", None)
        if own and own.process.is_alive():
            return own
        ours, theirs = self._context.Pipe()
        try:
            # Each context has one, which its type does not say.
            process: BaseProcess = self._context.Process(  # type: ignore[attr-defined]
                target=_serve, args=(theirs, self._modules), daemon=True
            )
            if _HAS_NURSERY:
                # It would let Ctrl-C through again when it starts, which else is now.
                ensure_running()
            with without_interruption():
                process.start()
        except OSError:
            return None
        finally:
            theirs.close()
        own = self._own.process = _Process(process, ours)
        with self._lock:
            self._processes.append(own)
            if self._is_stopped:
                process.kill()
        return own

    def _have_done(self, work: memoryview) -> Any:
        own = self._start()
        if own and not _send(own, work):
            # It had been stopped while it had nothing to do.
            own.process.join()
            own = self._start()
            _ = own and _send(own, work)
        if own is None:
            with self._lock:
                return ForkingPickler.loads(work)()
        try:
            result, error = own.connection.recv()
        except (EOFError, OSError) as stopped:
            raise BrokenExecutor from stopped
        if error is not None:
            raise error
        return result

    def _stop(self) -> None:
        with self._lock:
            self._is_stopped = True
            for each in self._processes:
                each.process.kill()


@cache
def start_workers(command: str) -> Workers:
    """Start as many processes as there are cores, once, with what the work of a command is made with."""
    return Workers(count_cores(), NEEDS[command])


def count_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _send(own: _Process, work: memoryview) -> bool:
    """Give a process something to do, if it is still there."""
    try:
        own.connection.send_bytes(work)
    except OSError:
        return False
    return True


def _serve(connection: Connection, modules: Sequence[str]) -> None:
    """Do what comes, until nothing can come any more: whoever sends it has gone, one way or another."""
    ignore_interruption()
    for module in modules:
        __import__(module)
    # What is imported stays; nobody need look through it for garbage.
    gc.freeze()
    with suppress(EOFError, OSError):
        while True:
            connection.send_bytes(_attempt(connection.recv_bytes()))


def _attempt(work: bytes) -> memoryview:
    """What comes of a piece of work, or what it raised; both as they are sent."""
    try:
        return ForkingPickler.dumps((ForkingPickler.loads(work)(), None))
    except Exception as error:
        return ForkingPickler.dumps((None, error))
