"""A run of a command with files: who does the work, what is shown meanwhile, and in what order it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from nkps_reports.cli.console import TerminalLine, open_console, print_lines
from nkps_reports.cli.problem_lines import problem_lines
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import Crew
from nkps_reports.jobs.running.executors import FEW, count_cores, start_workers
from nkps_reports.wording import terminal as words

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


# What this process does itself with what the others have made.
_NEEDED_LATER = ("rich.console", "filelock")
_NEEDED_FOR = {"compare": ("nkps_reports.word.composed.changes",)}


class Session:
    """A run with files: few are done one after the other; many by all cores, with a bar and a table."""

    def __init__(self, files: Sequence[Path], *, is_silent: bool = False) -> None:
        """Get ready for a run about some files, which may be silent until its end."""
        self._places = {path: place for place, path in enumerate(files)}
        self._outcomes: list[Outcome] = []
        self._is_silent = is_silent
        self.is_many = len(files) > FEW

    @property
    def outcomes(self) -> list[Outcome]:
        """What became of each file so far, in the order of the files, whichever was finished first."""
        return sorted(self._outcomes, key=lambda outcome: self._places.get(outcome.path, -1))

    def run(
        self,
        command: str,
        job: Callable[[Crew], Iterable[Outcome]],
        describe: Callable[[Outcome], Iterable[TerminalLine]] = problem_lines,
        summarise: Callable[[Outcome], Iterable[TerminalLine]] | None = None,
    ) -> None:
        """Have the work of a command done, and tell of each file when it is finished.

        Args:
            command: what it is called.
            job: gives what became of each file.
            describe: what is told of a file on standard error.
            summarise: what is told of each of few files on standard output.
        """
        total = len(self._places) if self.is_many and not self._is_silent else 0
        with self.crew(command) as crew, show_progress(total) as progress:
            for outcome in job(crew):
                progress.advance(failed=outcome.has_failed)
                if outcome.is_passed_over:
                    continue
                self._outcomes.append(outcome)
                if self._is_silent:
                    continue
                progress.print(describe(outcome))
                if summarise and not self.is_many:
                    print_lines(summarise(outcome), to_error=False)

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


# Without a terminal, one line for each tenth, of so many files that somebody may wait for the next.
_LINES, _FEWEST = 10, 20


class Progress:
    """Counts what is done; what is said meanwhile goes above the bar."""

    def __init__(self, total: int, bar: Bar | None = None) -> None:
        """Begin with nothing done of so many files, shown by a bar on a terminal."""
        self._total, self._done, self._failed = total, 0, 0
        self._bar = bar
        self._task = None if bar is None else bar.add_task(self._describe(), total=total)

    def _describe(self) -> str:
        left = self._total - self._done
        return words.PROGRESS.format(done=self._done, total=self._total, left=left, failed=self._failed)

    def advance(self, *, failed: bool) -> None:
        """Count one more."""
        self._done += 1
        self._failed += failed
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=self._describe())
        elif self._total >= _FEWEST and self._done * _LINES % self._total < _LINES:
            print_lines([TerminalLine(self._describe())])

    def print(self, lines: Iterable[TerminalLine]) -> None:
        """Print lines to standard error."""
        print_lines(lines, console=None if self._bar is None else self._bar.console)


@contextmanager
def show_progress(total: int) -> Iterator[Progress]:
    """Show how far a run with so many files has come, until it is left; nothing where there are none."""
    console = open_console(to_error=True) if total else None
    if console is None or not console.is_terminal:
        yield Progress(total)
        return
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    # What is made is printed when all is done, so nothing else need be caught.
    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        yield Progress(total, bar)
