"""A run of a command with files: who does the work, what is shown meanwhile, and in what order it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from nkps_reports.cli.console import open_console, print_line, print_lines
from nkps_reports.cli.report_lines import Line, problem_lines
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import Crew
from nkps_reports.jobs.running.executors import FEW, count_cores, start_workers
from nkps_reports.report.problems import has_errors
from nkps_reports.wording import terminal as words

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


# What this process does itself with what the others have made.
_NEEDED_LATER = ("rich.console", "filelock")
_NEEDED_FOR = {"compare": ("nkps_reports.word.composed.changes",)}

T = TypeVar("T")


class Run:
    """A run with files: few are done one after the other; many by all cores, with a bar and a table."""

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
        try:
            with start_workers(command, is_many=self.is_many) as workers:
                # While the others import, and not when everybody waits for what is made.
                for needed_later in (*_NEEDED_LATER, *_NEEDED_FOR.get(command, ())):
                    import_module(needed_later)
                # So that none of many waits for this process, which reads and writes.
                yield Crew(workers, 2 * count_cores() if self.is_many else 1)
        finally:
            start_workers.cache_clear()

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
            self.tell(problem_lines(outcome), progress)

    def tell(self, lines: Iterable[Line], progress: Progress) -> None:
        """Print lines on the way, unless nothing is to be said there."""
        progress.print(() if self.is_silent else lines)


# Without a terminal, one line for each tenth, of so many files that somebody may wait for the next.
_LINES, _FEWEST = 10, 20


class Progress:
    """Counts what is done; what is said meanwhile goes above the bar."""

    def __init__(self, total: int, bar: Bar | None = None) -> None:
        """Begin with nothing done.

        Args:
            total: how many files there are; none where nothing is to be shown.
            bar: what shows it on a terminal.
        """
        self._total, self._done, self._failed = total, 0, 0
        self._bar = bar
        self._task = None if bar is None else bar.add_task("", total=total, left=total, failed=0)

    def advance(self, *, failed: bool) -> None:
        """Count one more."""
        self._done += 1
        self._failed += failed
        left = self._total - self._done
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, left=left, failed=self._failed)
        elif self._total >= _FEWEST and self._done * _LINES % self._total < _LINES:
            said = words.PROGRESS.format(done=self._done, total=self._total, left=left, failed=self._failed)
            print_lines([Line(said)])

    def print(self, lines: Iterable[Line]) -> None:
        """Print lines to standard error."""
        if self._bar is None:
            print_lines(lines)
        else:
            for line in lines:
                print_line(self._bar.console, line)


@contextmanager
def show_progress(total: int) -> Iterator[Progress]:
    """Show how far a run has come, until it is left.

    Args:
        total: how many files there are; none where nothing is to be shown.
    """
    console = open_console(to_error=True) if total else None
    if console is None or not console.is_terminal:
        yield Progress(total)
        return
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    text = words.PROGRESS.format(
        done="{task.completed:.0f}",
        total="{task.total:.0f}",
        left="{task.fields[left]}",
        failed="{task.fields[failed]}",
    )
    # What is made is printed when all is done, so nothing else need be caught.
    columns = (BarColumn(), TextColumn(text), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        yield Progress(total, bar)
