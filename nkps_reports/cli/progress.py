"""How far a run with many files has come, on the terminal: done, left, failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nkps_reports.cli.console import open_console, print_line, print_lines
from nkps_reports.cli.report_lines import Line
from nkps_reports.wording import terminal as words

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

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
