"""A run of a command with files: who does the work, what is shown meanwhile, and in what order it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from nkps_reports.batch import Crew
from nkps_reports.matrix.process import start_matrix_process
from nkps_reports.outcome import Outcome
from nkps_reports.presentation import problem_lines
from nkps_reports.problems import has_errors
from nkps_reports.progress import Progress, show_progress
from nkps_reports.workers import FEW, Here, start_workers

T = TypeVar("T")


class Run:
    """A run with files: few are done here, one after the other; many by all cores, with a bar and a table."""

    def __init__(self, files: Sequence[Path], *, is_silent: bool = False) -> None:
        """Get ready.

        Args:
            files: all that the run is about.
            is_silent: whether nothing is to be said on the way.
        """
        self._places = {path: place for place, path in enumerate(files)}
        self.is_silent = is_silent
        self.is_many = len(files) > FEW

    @contextmanager
    def crew(self, command: str) -> Iterator[Crew]:
        """Who does the work."""
        if not self.is_many:
            yield Crew(Here())
            return
        try:
            with start_workers(command) as workers:
                # So that none of them waits for this process, which reads and writes.
                yield Crew(workers, 2 * workers.count)
        finally:
            start_workers.cache_clear()

    def layouter(self) -> Executor:
        """Who lays matrices out, where the work is done."""
        if self.is_many:
            return Here()
        executor = start_matrix_process()
        # While that process imports, and not when everybody waits for what is made.
        for needed_later in ("rich.console", "filelock"):
            import_module(needed_later)
        return executor

    def progress(self) -> AbstractContextManager[Progress]:
        """How far it has come."""
        return show_progress(len(self._places) if self.is_many and not self.is_silent else 0)

    def in_order(self, results: Iterable[T], path_of: Callable[[T], Path]) -> list[T]:
        """The results in the order of the files and not that in which they were finished."""
        return sorted(results, key=lambda result: self._places.get(path_of(result), -1))

    def take(self, outcome: Outcome, outcomes: list[Outcome], progress: Progress) -> None:
        """Take what became of a workbook, and tell what was found in it."""
        progress.advance(failed=has_errors(outcome.problems))
        if not outcome.is_passed_over:
            outcomes.append(outcome)
            progress.print(() if self.is_silent else problem_lines(outcome))
