"""The same work on many files, handed to an executor: what became of each, as it is finished."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from pathlib import Path
from typing import NamedTuple

from nkps_reports.files.sources import SourceFile, read_source
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.failures import attempt

# What is done with a file; can be pickled.
Work = Callable[[SourceFile], Outcome]


class Crew(NamedTuple):
    """Who does the work; ``ahead`` is how many files it is given at a time, all of which are in memory."""

    executor: Executor
    ahead: int = 1


def run_batch(crew: Crew, work: Work, paths: Iterable[Path]) -> Iterator[Outcome]:
    """Have the same work done on each file, which is read here when its turn comes.

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


def _begin(crew: Crew, work: Work, path: Path) -> Future[Outcome]:
    return crew.executor.submit(work, read_source(path))


def _take_finished(running: dict[Future[Outcome], Path]) -> Iterator[Outcome]:
    """Wait until a file is finished, and take all that are."""
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in [future for future in running if future in done]:
        path = running.pop(future)
        outcome, problems = attempt(path, future.result)
        yield outcome or Outcome(path, problems)
