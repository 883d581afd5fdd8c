"""Many files, and one thing done with each by whoever has time: what becomes of each, as it is finished."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from nkps_reports.files.sources import SourceFile, read_source
from nkps_reports.jobs.running.failures import collect_problems
from nkps_reports.report.problems import OutputError, Problem
from nkps_reports.wording.codes import Code

T = TypeVar("T")


class Crew(NamedTuple):
    """Who does the work.

    Attributes:
        executor: what the work is given to.
        ahead: how many files it has at a time, those that wait among them: all of them are in memory.
    """

    executor: Executor
    ahead: int = 1


@dataclass(frozen=True, slots=True)
class Finished(Generic[T]):
    """What became of a file.

    Attributes:
        path: the file.
        result: what was made of it; None where nothing could be.
        problems: what stopped it, if anything.
    """

    path: Path
    result: T | None = None
    problems: tuple[Problem, ...] = ()


def run_batch(crew: Crew, work: Callable[[SourceFile], T], paths: Iterable[Path]) -> Iterator[Finished[T]]:
    """Do something with each file.

    Args:
        crew: who does it.
        work: what to do, where it runs: a function that takes bytes and gives bytes, and can be pickled.
        paths: the files; each is read here, when its turn comes.

    Yields:
        What became of each, in the order in which they are finished.
    """
    running: dict[Future[T], Path] = {}
    for path in paths:
        with collect_problems(path) as failures:
            running[crew.executor.submit(work, read_source(path))] = path
        if failures:
            yield Finished(path, problems=tuple(failures))
        if len(running) >= crew.ahead:
            yield from _take_finished(running)
    while running:
        yield from _take_finished(running)


def _take_finished(running: dict[Future[T], Path]) -> list[Finished[T]]:
    """Wait until something is finished, and take all that is."""
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    return [_finish(running.pop(future), future) for future in list(running) if future in done]


def _finish(path: Path, future: Future[T]) -> Finished[T]:
    with collect_problems(path) as failures:
        try:
            return Finished(path, future.result())
        except BrokenExecutor as error:
            raise OutputError(Problem.of(Code.WORKER_STOPPED, path=path)) from error
    return Finished(path, problems=tuple(failures))
