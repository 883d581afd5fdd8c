"""A run of a command with files: who does the work, what is shown meanwhile, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from nkps_reports.cli.console import TerminalLine, open_console, print_lines
from nkps_reports.cli.problem_lines import problem_lines
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import Crew
from nkps_reports.jobs.running.executors import FEW, count_cores, start_workers
from nkps_reports.report.problems import Problem, UsageError
from nkps_reports.wording import terminal as words
from nkps_reports.wording.codes import Code

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


# What this process needs for its own part, when the others are done.
_NEEDED_LATER = ("rich.console", "filelock")
_NEEDED_FOR = {"compare": ("nkps_reports.word.composed.changes",)}


class Session:
    """A run with files: few are done one after the other; many by all cores, with a bar and a table."""

    def __init__(self, files: Sequence[Path], cluster: str | None = None, *, is_silent: bool = False) -> None:
        """Prepare a run with these files, on a cluster if one is named; a silent one prints nothing."""
        self._places = {path: place for place, path in enumerate(files)}
        self._outcomes: list[Outcome] = []
        self._cluster, self._is_silent = cluster, is_silent
        self.is_many = len(files) > FEW

    @property
    def outcomes(self) -> list[Outcome]:
        """What became of each file so far, in the order of the files and not in which they were finished."""
        return sorted(self._outcomes, key=lambda outcome: self._places.get(outcome.path, -1))

    def run(
        self,
        command: str,
        job: Callable[[Crew], Iterable[Outcome]],
        describe: Callable[[Outcome], Iterable[TerminalLine]] = problem_lines,
        summarise: Callable[[Outcome], Iterable[TerminalLine]] | None = None,
    ) -> None:
        """Have the work of a command done, and report each file when it is finished.

        Args:
            command: its name.
            job: yields what became of each file.
            describe: what to print of a file on standard error.
            summarise: what to print of a file on standard output, if there are few.
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
        """Start whoever does the work, until this is left."""
        try:
            if self._cluster is not None:
                with _connect(self._cluster, command) as crew:
                    yield crew
                return
            with start_workers(command, is_many=self.is_many) as workers:
                # While the others import, and not later when everything waits for this process.
                for needed_later in (*_NEEDED_LATER, *_NEEDED_FOR.get(command, ())):
                    import_module(needed_later)
                # Twice as many files as processes, so that none waits while this one reads and writes.
                yield Crew(workers, 2 * count_cores() if self.is_many else 1)
        finally:
            start_workers.cache_clear()


def _connect(address: str, command: str) -> AbstractContextManager[Crew]:
    try:
        from nkps_reports.jobs.running.cluster import start_cluster
    except ModuleNotFoundError as error:
        lacks = Problem.of(Code.CLUSTER_NOT_INSTALLED, install_command=words.INSTALL_CLUSTER)
        raise UsageError(lacks) from error
    return start_cluster(address, command)


# Without a terminal so many lines are printed on the way, if there are enough files to wait for.
_PROGRESS_LINES, _MIN_FILES = 10, 20


class Progress:
    """Counts the files that are done; lines printed meanwhile go above the bar."""

    def __init__(self, total: int, bar: Bar | None = None) -> None:
        """Begin with none of ``total`` files done, shown by a bar on a terminal."""
        self._total, self._done, self._failed, self._bar = total, 0, 0, bar
        if bar is not None:
            bar.add_task(self._describe(), total=total)

    def _describe(self) -> str:
        left = self._total - self._done
        return words.PROGRESS.format(done=self._done, total=self._total, left=left, failed=self._failed)

    def advance(self, *, failed: bool) -> None:
        """Count one more."""
        self._done += 1
        self._failed += failed
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], advance=1, description=self._describe())
        elif self._total >= _MIN_FILES and self._done * _PROGRESS_LINES % self._total < _PROGRESS_LINES:
            print_lines([TerminalLine(self._describe())])

    def print(self, lines: Iterable[TerminalLine]) -> None:
        """Print lines to standard error."""
        print_lines(lines, console=None if self._bar is None else self._bar.console)


@contextmanager
def show_progress(total: int) -> Iterator[Progress]:
    """Show how far a run with ``total`` files has come, until this is left; nothing if there are none."""
    console = open_console(to_error=True) if total else None
    if console is None or not console.is_terminal:
        yield Progress(total)
        return
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    # Standard output is printed to only when all is done, so rich need not redirect it.
    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        yield Progress(total, bar)
