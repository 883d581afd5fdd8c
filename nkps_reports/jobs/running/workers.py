"""Processes that carry work out, each one piece at a time; and the same without any.

The one seam by which work is spread is ``concurrent.futures.Executor``. ``Workers`` is one that loses no more
than it must: where a process is stopped from outside or takes too long, what it was doing is lost, and
nothing else. No process outlives the one that started it. This module imports hardly anything else of ours,
so that nothing stands in the way when it starts.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from multiprocessing.resource_tracker import ensure_running
from threading import Event, Lock, Thread, Timer, local
from types import TracebackType
from typing import Any, NamedTuple, ParamSpec, TypeVar

from nkps_reports.files.limits import MAX_SECONDS
from nkps_reports.jobs.running.garbage import without_garbage_collection
from nkps_reports.jobs.running.interruption import ignore_interruption, without_interruption

# A process that has imported everything once, and of which the others are made. Elsewhere than on Linux what
# draws text may not be used in a process that was made so, or as a copy of this one.
_NURSERY, _COPY, _IS_LINUX = "forkserver", "fork", sys.platform == "linux"
_NO_MORE = b""
# What one takes to end that is told so; one that is stopped never hears of it.
_MAX_GOODBYE_SECONDS = 5

P = ParamSpec("P")
T = TypeVar("T")


class InlineExecutor(Executor):
    """Carries work out at once, in the process and the thread that asks for it."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it, and give what came of it."""
        future: Future[T] = Future()
        try:
            with without_garbage_collection():
                future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class _Setting(NamedTuple):
    """What holds for each process.

    Attributes:
        modules: what it imports before there is any work.
        prepare: what it does before that.
        is_outermost: whether the process that the user has started is the one that starts it.
    """

    modules: tuple[str, ...]
    prepare: Callable[[], object] | None
    is_outermost: bool


class _Process(NamedTuple):
    """A process and the way to it."""

    process: BaseProcess
    connection: Connection

    def end(self) -> None:
        """Let it finish what it is doing and go."""
        # Closing the connection does not tell it so: a process that was made later may have a copy of it.
        with suppress(OSError):
            self.connection.send_bytes(_NO_MORE)
        self.process.join(_MAX_GOODBYE_SECONDS)
        self.kill()
        self.process.join()
        self.connection.close()

    def kill(self) -> None:
        """End it at once, and with it those that it has started: they are one group."""
        if not self.process.is_alive():
            return
        if hasattr(os, "killpg") and self.process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()


class Workers(ThreadPoolExecutor):
    """As many threads as processes, each with a process of its own that does what the thread is given.

    What is submitted must be a function of a module with what can be pickled, and give what can be. Where a
    process is stopped from outside, the future of what it was doing raises ``BrokenExecutor``; where the work
    takes too long, ``TimeoutError``. The next piece of work gets a new process. Left by an exception, Ctrl-C
    among them, all processes are stopped at once.
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
        """Start the processes; nobody waits for it.

        Args:
            count: how many.
            modules: what they import before there is any work.
            prepare: what they do before that, such as start a process of their own.
            is_copy: whether a single process begins as a copy of this one, which takes no time; only where
                this one has no other thread yet.
            max_seconds: how long a piece of work may take.
        """
        super().__init__(count)
        self.count = count
        self._max_seconds = max_seconds
        self._own, self._lock = local(), Lock()
        self._processes: list[_Process] = []
        self._is_stopped = False
        self._setting = _Setting(tuple(modules), prepare, multiprocessing.parent_process() is None)
        self._context: BaseContext = multiprocessing.get_context(_NURSERY if _IS_LINUX else "spawn")
        # Before the system waits for them at the end of this process.
        atexit.register(self._stop)
        self._unclaimed: list[_Process | None] = []
        if is_copy and _IS_LINUX:
            # Its thread is started later: a process with threads had better not be copied.
            self._unclaimed.append(self._make(multiprocessing.get_context(_COPY)))
            return
        if _IS_LINUX:
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
        atexit.unregister(self._stop)

    def _start(self) -> _Process | None:
        """The process of this thread, made where there is none; nothing where the system gives none."""
        own: _Process | None = getattr(self._own, "process", None)
        if own is None and self._unclaimed:
            own = self._unclaimed.pop()
        if own is None or not own.process.is_alive():
            own = self._make(self._context)
        self._own.process = own
        return own

    def _make(self, context: BaseContext) -> _Process | None:
        ours, theirs = context.Pipe()
        try:
            # Each context has one, which its type does not say. One that starts others may be no daemon.
            process: BaseProcess = context.Process(  # type: ignore[attr-defined]
                target=_serve, args=(theirs, self._setting), daemon=self._setting.prepare is None
            )
            if _IS_LINUX:
                # It would let Ctrl-C through again when it starts, which else is now.
                ensure_running()
            with without_interruption():
                process.start()
        except OSError:
            return None
        finally:
            theirs.close()
        made = _Process(process, ours)
        with self._lock:
            self._processes.append(made)
            if self._is_stopped:
                made.kill()
        return made

    def _have_done(self, work: memoryview) -> Any:
        own = self._start()
        if own is None:
            with self._lock:
                return ForkingPickler.loads(work)()
        result, error = self._exchange(own, work)
        if error is not None:
            raise error
        return result

    def _exchange(self, own: _Process, work: memoryview) -> Any:
        """Give a process something to do, and take what comes of it."""
        is_late = Event()

        def end() -> None:
            is_late.set()
            own.kill()

        # It may take neither what it is given nor the time to answer.
        watch = Timer(self._max_seconds, end)
        watch.daemon = True
        watch.start()
        try:
            own.connection.send_bytes(work)
            return own.connection.recv()
        except (EOFError, OSError) as stopped:
            own.process.join()
            raise (TimeoutError if is_late.is_set() else BrokenExecutor) from stopped
        finally:
            watch.cancel()

    def _stop(self) -> None:
        with self._lock:
            self._is_stopped = True
            for each in self._processes:
                each.kill()


def _serve(connection: Connection, setting: _Setting) -> None:
    """Do what comes, until no more is to come."""
    ignore_interruption()
    if setting.is_outermost and hasattr(os, "setpgrp"):
        os.setpgrp()
    if setting.prepare:
        setting.prepare()
    Thread(target=_end_with_parent, args=(setting,), daemon=True).start()
    gc.disable()
    for module in setting.modules:
        __import__(module)
    # What is imported stays; nobody need look through it for garbage.
    gc.freeze()
    gc.enable()
    with suppress(EOFError, OSError):
        while work := connection.recv_bytes():
            connection.send_bytes(_attempt(work))


def _end_with_parent(setting: _Setting) -> None:
    """End this process when the one that started it has ended, whatever it is doing then."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        if setting.is_outermost and hasattr(os, "killpg"):
            os.killpg(os.getpid(), signal.SIGKILL)
        os._exit(1)


def _attempt(work: bytes) -> memoryview:
    """What comes of a piece of work, or what it raised; both as they are sent."""
    try:
        with without_garbage_collection():
            return ForkingPickler.dumps((ForkingPickler.loads(work)(), None))
    except Exception as error:
        return ForkingPickler.dumps((None, error))
