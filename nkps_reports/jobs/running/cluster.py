"""A Dask cluster that does the work in place of processes on this machine.

Files are read and written here; what goes out and comes back is bytes, and the scheduler in between opens
none of it. Importing this imports Dask, which not everybody has.
"""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib import import_module
from multiprocessing.reduction import ForkingPickler
from threading import Lock, Thread, Timer
from time import monotonic, sleep
from typing import Any, TypeVar

from distributed import Client, KilledWorker, Scheduler, SchedulerPlugin, Status, get_worker
from distributed.core import rpc
from distributed.security import Security

from nkps_reports.files.limits import MAX_SECONDS
from nkps_reports.jobs.running.batch import Crew
from nkps_reports.jobs.running.environment import describe_environment
from nkps_reports.jobs.running.executors import NEEDS, start_workers
from nkps_reports.jobs.running.failures import ClusterLostError, ClusterWorkerError
from nkps_reports.jobs.running.workers import run_pickled
from nkps_reports.report.grammar import join_words
from nkps_reports.report.problems import Problem, UsageError
from nkps_reports.wording import terminal as words
from nkps_reports.wording.codes import Code

_MAX_CONNECT_SECONDS = 5
# Importing all that is needed takes some seconds on a busy machine.
_MAX_PREPARE_SECONDS = 60
# A process that ended has another in its place after a few seconds, where the cluster starts one.
MAX_DESERTED_SECONDS = 30
_WATCH_SECONDS = 2
# Of the processes that differ in the same way, so many are named.
_MAX_NAMED = 3
# What they log in English, a message says in Norwegian where it matters; so with warnings.
_LOGGERS = ("distributed", "distributed.client", "tornado.application", "asyncio")
# Of the threads of a process, for Pango and what keeps the garbage collector back are the whole process's.
_one_at_a_time = Lock()
_STANDARD_ERROR = 2

T = TypeVar("T")


class _Cluster(Executor):
    """Has work done by the cluster, or by this machine once the connection to the cluster is lost.

    Where the process that does it ends, the future raises ``BrokenExecutor``, or ``TimeoutError`` if the work
    had as long as it may take.
    """

    def __init__(self, client: Client, start_local: Callable[[], Executor], max_seconds: float) -> None:
        self._client, self._start_local, self._max_seconds = client, start_local, max_seconds
        self._executor = client.get_executor(pure=False, retries=0)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have something done by a process that is free."""
        if self._client.status != "running":
            return self._start_local().submit(fn, *args, **kwargs)
        work = bytes(ForkingPickler.dumps(partial(fn, *args, **kwargs)))
        ours: Future[T] = Future()
        there = self._executor.submit(_do, work, describe_environment(), self._max_seconds)
        # A process that is stopped, and not ended, neither answers nor is missed.
        watch = Timer(self._max_seconds + _MAX_PREPARE_SECONDS, there.cancel)
        watch.daemon = True
        watch.start()
        there.add_done_callback(lambda _: watch.cancel())
        there.add_done_callback(partial(self._settle, ours, monotonic()))
        return ours

    def _settle(self, ours: Future[Any], begun: float, there: Future[bytes]) -> None:
        """Hand on what came of the work, in Dask's own thread."""
        error: Exception | None
        try:
            result, error = ForkingPickler.loads(there.result())
        except (KilledWorker, CancelledError) as stopped:
            had_its_time = monotonic() - begun >= self._max_seconds
            result, error = None, TimeoutError() if had_its_time else _why(stopped)
        except Exception as other:
            result, error = None, other
        if error is None:
            ours.set_result(result)
        else:
            ours.set_exception(error)


def _why(stopped: Exception) -> BrokenExecutor:
    return ClusterWorkerError() if isinstance(stopped, KilledWorker) else ClusterLostError()


@contextmanager
def start_cluster(address: str, command: str, *, max_seconds: float = MAX_SECONDS) -> Iterator[Crew]:
    """Connect to a cluster, whose processes then import what a command needs, until this is left.

    Raises:
        UsageError: nobody answers, nobody is there to work, or somebody would make other bytes.
    """
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="distributed")
    _ask(address)
    with ExitStack() as stack:
        client = stack.enter_context(_connect(address))
        try:
            count = _prepare(client, address, NEEDS[command])
            client.register_plugin(_forbid_second_attempts(client.id))
        except (OSError, CancelledError) as error:
            # It answered before.
            raise _unreachable(address) from error
        Thread(target=_leave_when_deserted, args=(client,), daemon=True).start()

        def start_local() -> Executor:
            return stack.enter_context(start_workers(command, is_many=True))

        # One file for each process: those that wait for one that is killed are lost with it.
        yield Crew(_Cluster(client, start_local, max_seconds), ahead=count)


def _ask(address: str) -> None:
    """Ask the scheduler who it is: a client of Dask waits for as long as whoever is there says nothing."""

    async def ask() -> Any:
        security = Security().get_connection_args("client")
        async with rpc(address, timeout=_MAX_CONNECT_SECONDS, connection_args=security) as scheduler:
            return await asyncio.wait_for(scheduler.identity(), _MAX_CONNECT_SECONDS)

    try:
        identity = asyncio.run(ask())
    except Exception as error:
        # Of many kinds, by what is wrong with an address.
        raise _unreachable(address) from error
    # A process of the cluster answers too.
    if identity.get("type") != Scheduler.__name__:
        raise _unreachable(address)


def _connect(address: str) -> Client:
    try:
        return Client(address, timeout=_MAX_CONNECT_SECONDS, set_as_default=False)
    except Exception as error:
        # Of many kinds, by what is wrong with Dask's own settings.
        raise _unreachable(address) from error


def _unreachable(address: str) -> UsageError:
    return UsageError(Problem.of(Code.CLUSTER_UNREACHABLE, None, address))


def _prepare(client: Client, address: str, modules: Sequence[str]) -> int:
    """Have all processes import what they need; return how many there are.

    Raises:
        UsageError: there are none, or some do not answer or would make other bytes.
    """
    if not _count_workers(client):
        raise UsageError(Problem.of(Code.CLUSTER_EMPTY, None, address))
    try:
        answers = _within(_MAX_PREPARE_SECONDS, lambda: client.run(_describe, modules, on_error="return"))
    except TimeoutError as error:
        raise UsageError(Problem.of(Code.CLUSTER_SILENT, None, address)) from error
    here = describe_environment()
    different: dict[str, list[str]] = {}
    for process, there in answers.items():
        if differences := _find_differences(here, there):
            different.setdefault(differences, []).append(process)
    if different:
        raise UsageError(*(_tell(differences, who) for differences, who in different.items()))
    return len(answers)


def _count_workers(client: Client) -> int:
    """How many processes take work; one that has no memory left is there and takes none."""
    workers = _within(_MAX_CONNECT_SECONDS, lambda: client.scheduler_info(n_workers=-1))["workers"]
    return sum(worker["status"] == Status.running.name for worker in workers.values())


def _within(seconds: float, ask: Callable[[], T]) -> T:
    """What a question is answered with; Dask itself waits for ever.

    Raises:
        TimeoutError: nobody answered.
    """
    answer: Future[T] = Future()

    def wait() -> None:
        try:
            answer.set_result(ask())
        except Exception as error:
            answer.set_exception(error)

    Thread(target=wait, daemon=True).start()
    return answer.result(seconds)


def _leave_when_deserted(client: Client) -> None:
    """Close the connection when nobody takes work any more, so that this machine does the rest."""
    last_seen = monotonic()
    while client.status == "running":
        sleep(_WATCH_SECONDS)
        # Whatever it is: the scheduler may be gone, or there and say nothing.
        with suppress(Exception):
            if _count_workers(client):
                last_seen = monotonic()
        if monotonic() - last_seen > MAX_DESERTED_SECONDS:
            client.close()


def _find_differences(here: Mapping[str, str], there: Mapping[str, str] | Exception) -> str:
    """What a process has in another version than this one, as a message says it, or nothing."""
    if isinstance(there, OSError):
        # It has gone since; who comes in its place is asked before its first work.
        return ""
    if isinstance(there, Exception):
        # ImportError or AttributeError: it lacks the program, or has an old one.
        return words.CLUSTER_LACKS_PROGRAM
    names = [name for name in {**here, **there} if here.get(name) != there.get(name)]
    return join_words([_say_difference(name, here.get(name), there.get(name)) for name in names])


def _say_difference(name: str, here: str | None, there: str | None) -> str:
    lacks = words.NOT_THERE
    return words.CLUSTER_DIFFERENCE.format(name=name, there=there or lacks, here=here or lacks)


def _tell(differences: str, processes: Sequence[str]) -> Problem:
    named = [*processes[:_MAX_NAMED]]
    if left := len(processes) - len(named):
        named.append(words.CLUSTER_MORE.format(count=left))
    return Problem.of(Code.CLUSTER_DIFFERS, None, differences, processes=join_words(named))


async def _describe(modules: Sequence[str]) -> Mapping[str, str]:
    """Import what is needed in a process of the cluster, whose connections go on meanwhile."""

    def describe() -> Mapping[str, str]:
        with _one_at_a_time:
            for module in modules:
                import_module(module)
            return describe_environment()

    return await asyncio.to_thread(describe)


def _do(work: bytes, expected: Mapping[str, str], max_seconds: float) -> bytes:
    """Do a piece of work in a process of the cluster, which ends if that takes too long.

    Raises:
        UsageError: the process would make other bytes than the one that sent the work.
    """
    with _one_at_a_time:
        if differences := _find_differences(expected, describe_environment()):
            # A process that came later.
            raise UsageError(_tell(differences, [get_worker().address]))
        # Ends the process even where the work holds on to the interpreter.
        faulthandler.dump_traceback_later(max_seconds, exit=True, file=_STANDARD_ERROR)
        try:
            return bytes(run_pickled(work))
        finally:
            faulthandler.cancel_dump_traceback_later()


def _forbid_second_attempts(client_id: str) -> SchedulerPlugin:
    """Have the scheduler give none of our work to a second process when the first one has ended over it.

    A plugin of the scheduler, which removes itself when we are gone. The class is made here, so that it goes
    there as it is: a scheduler need not have the program.
    """

    class NoSecondAttempts(SchedulerPlugin):
        name = f"nkps-reports-{client_id}"

        def update_graph(self, scheduler: Scheduler, *, client: str, tasks: Sequence[Any], **_: Any) -> None:
            if client == client_id:
                for key in tasks:
                    scheduler.tasks[key].suspicious = scheduler.allowed_failures

        def remove_client(self, scheduler: Scheduler, client: str) -> None:
            if client == client_id:
                scheduler.remove_plugin(self.name)

    return NoSecondAttempts()
