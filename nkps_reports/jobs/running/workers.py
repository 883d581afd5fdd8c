"""Processes that do work, each one piece at a time.

A process that is killed, stops answering or takes too long costs the piece of work it had, and no other: each
has a pipe of its own, and no lock in common with the rest. None outlives the process that started it. This
module imports hardly anything of ours, so that processes start before anything that takes time.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from multiprocessing.resource_tracker import ensure_running
from threading import Lock, Thread, Timer
from time import monotonic
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

from nkps_reports.files.limits import MAX_SECONDS
from nkps_reports.jobs.running.process import (
    ignore_interruption,
    without_garbage_collection,
    without_interruption,
)

# Pango may be used in a forked process on Linux only.
_IS_LINUX = sys.platform == "linux"
_NO_MORE = b""
# For ending by itself; a process that is stopped (SIGSTOP) never does.
_MAX_GOODBYE_SECONDS = 5

T = TypeVar("T")


class _Worker(NamedTuple):
    """A process and our end of its pipe."""

    process: BaseProcess
    connection: Connection

    def do(self, work: memoryview, max_seconds: float) -> Any:
        """Have a piece of work done; return its result and its exception, one of them None."""
        deadline = monotonic() + max_seconds
        # A timer, since sending blocks too if the process does not read.
        watch = Timer(max_seconds, self.kill)
        watch.start()
        try:
            self.connection.send_bytes(work)
            return self.connection.recv()
        except (EOFError, OSError) as stopped:
            self.process.join()
            raise (BrokenExecutor if monotonic() < deadline else TimeoutError) from stopped
        finally:
            watch.cancel()

    def end(self) -> None:
        """Let it finish what it is doing and go."""
        # Closing the pipe is not enough: a process that was forked later may have a copy of our end.
        with suppress(OSError):
            self.connection.send_bytes(_NO_MORE)
        self.process.join(_MAX_GOODBYE_SECONDS)
        self.kill()
        self.process.join()

    def kill(self) -> None:
        """End it at once, and with it those that it has started: they are one group."""
        if not self.process.is_alive():
            return
        if hasattr(os, "killpg") and self.process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()


class Workers(ThreadPoolExecutor):
    """As many threads as processes: each thread hands its work to a process that is free.

    What is submitted, and what comes of it, must be picklable. Where a process is killed, the future of its
    work raises ``BrokenExecutor``; where it takes too long, ``TimeoutError``; the next piece of work gets a
    new process. If the system gives none, the work is done in this one. An exception that leaves the ``with``
    block, Ctrl-C among them, kills all processes.
    """

    def __init__(
        self,
        count: int,
        modules: Sequence[str] = (),
        prepare: Callable[[], object] | None = None,
        *,
        is_copy: bool = False,
        max_seconds: float = MAX_SECONDS,
    ) -> None:
        """Start the processes, without waiting for them.

        Args:
            count: how many.
            modules: what they import before there is any work.
            prepare: what they do before that, such as start a process of their own.
            is_copy: whether the one process is forked from this one, which takes no time but must be done
                before this one has another thread.
            max_seconds: how long a piece of work may take.

        Raises:
            OSError: the system gives no process.
            RuntimeError: the system gives no thread.
        """
        super().__init__(count)
        self._modules, self._prepare, self._max_seconds = modules, prepare, max_seconds
        self._context: BaseContext = multiprocessing.get_context("forkserver" if _IS_LINUX else "spawn")
        self._all: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._is_killed = False
        self._inline = Lock()
        # Before multiprocessing waits for them at the end of this process.
        atexit.register(self._kill)
        if is_copy and _IS_LINUX:
            # Without its thread, which is started later: forking a process with threads is not safe.
            self._start(multiprocessing.get_context("fork"))
            return
        if _IS_LINUX:
            self._context.set_forkserver_preload([*modules])
        for _ in range(count):
            super().submit(self._start, self._context)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have something done by the first process that is free."""
        # Here and not in the thread, so that the caller is told what cannot be pickled.
        work = ForkingPickler.dumps(partial(fn, *args, **kwargs))
        return super().submit(self._do, work)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for all that was submitted, or kill everything."""
        if kind is not None:
            self._kill()
        self.shutdown(cancel_futures=kind is not None)
        for worker in self._all:
            worker.end()
        atexit.unregister(self._kill)

    def _do(self, work: memoryview) -> Any:
        try:
            worker = self._take()
        except (OSError, EOFError):
            with self._inline:
                return ForkingPickler.loads(work)()
        try:
            result, error = worker.do(work, self._max_seconds)
        finally:
            self._idle.append(worker)
        if error is not None:
            raise error
        return result

    def _take(self) -> _Worker:
        """A process that has nothing to do."""
        with suppress(IndexError):
            while True:
                worker = self._idle.pop()
                if worker.process.is_alive():
                    return worker
        return self._make(self._context)

    def _start(self, context: BaseContext) -> None:
        self._idle.append(self._make(context))

    def _make(self, context: BaseContext) -> _Worker:
        if _IS_LINUX and context is self._context:
            # A fork server needs the tracker, whose start lets Ctrl-C through again.
            ensure_running()
        ours, theirs = context.Pipe()
        with theirs, without_interruption():
            is_outermost = multiprocessing.parent_process() is None
            # Every context has Process, which its type does not say. A daemon may start no others.
            process: BaseProcess = context.Process(  # type: ignore[attr-defined]
                target=_serve,
                args=(theirs, self._modules, self._prepare, is_outermost),
                daemon=not self._prepare,
            )
            process.start()
        worker = _Worker(process, ours)
        self._all.append(worker)
        # Killing sets this before it looks at the list, so that no worker is missed.
        if self._is_killed:
            worker.kill()
        return worker

    def _kill(self) -> None:
        self._is_killed = True
        for worker in self._all:
            worker.kill()


def _serve(
    connection: Connection, modules: Sequence[str], prepare: Callable[[], object] | None, is_outermost: bool
) -> None:
    """Do one piece of work after the other, until told that there is no more."""
    ignore_interruption()
    if is_outermost and hasattr(os, "setpgrp"):
        os.setpgrp()
    if prepare:
        prepare()
    Thread(target=_end_with_parent, daemon=True).start()
    with without_garbage_collection():
        for module in modules:
            import_module(module)
        # What is imported stays, so the collector need not look through it.
        gc.freeze()
    with suppress(EOFError, OSError):
        while work := connection.recv_bytes():
            connection.send_bytes(run_pickled(work))


def _end_with_parent() -> None:
    """End this process, and those it has started, when the one that started it has ended."""
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def run_pickled(work: bytes) -> memoryview:
    """What comes of a piece of work and what it raised, as they are sent."""
    try:
        return ForkingPickler.dumps((ForkingPickler.loads(work)(), None))
    except Exception as error:
        return ForkingPickler.dumps((None, error))
