"""Many files, and one thing done with each by whoever has time: what becomes of each, as it is finished."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from pathlib import Path
from typing import NamedTuple

from nkps_reports.files.sources import SourceFile, read_source
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.failures import attempt
from nkps_reports.report.problems import OutputError, Problem
from nkps_reports.wording.codes import Code


class Crew(NamedTuple):
    """Who does the work.

    Attributes:
        executor: what the work is given to.
        ahead: how many files it has at a time, those that wait among them: all of them are in memory.
    """

    executor: Executor
    ahead: int = 1


def run_batch(crew: Crew, work: Callable[[SourceFile], Outcome], paths: Iterable[Path]) -> Iterator[Outcome]:
    """Do something with each file.

    Args:
        crew: who does it.
        work: what to do, where it runs: a function that takes bytes and gives bytes, and can be pickled.
        paths: the files; each is read here, when its turn comes.

    Yields:
        What became of each, in the order in which they are finished.
    """
    running: dict[Future[Outcome], Path] = {}
    for path in paths:
        future, problems = attempt(path, _begin, crew, work, path)
        if future:
            running[future] = path
        else:
            yield Outcome(path, problems)
        if len(running) >= crew.ahead:
            yield from _take_finished(running)
    while running:
        yield from _take_finished(running)


def _begin(crew: Crew, work: Callable[[SourceFile], Outcome], path: Path) -> Future[Outcome]:
    return crew.executor.submit(work, read_source(path))


def _take_finished(running: dict[Future[Outcome], Path]) -> Iterator[Outcome]:
    """Wait until something is finished, and take all that is."""
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in [future for future in running if future in done]:
        path = running.pop(future)
        outcome, problems = attempt(path, _result_of, future, path)
        yield outcome or Outcome(path, problems)


def _result_of(future: Future[Outcome], path: Path) -> Outcome:
    try:
        return future.result()
    except BrokenExecutor as error:
        raise OutputError(Problem.of(Code.WORKER_STOPPED, path=path)) from error
