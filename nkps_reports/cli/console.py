"""The terminal: the only place that prints. Takes lines as ``presentation`` makes them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from nkps_reports.cli.report_lines import Line
from nkps_reports.cli.tables import Table
from nkps_reports.wording import terminal as words

if TYPE_CHECKING:
    from rich.console import Console

# What would steer a terminal, wherever in a file it came from.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# Wider than any table.
_UNBROKEN = 10_000


def print_lines(lines: Iterable[Line], *, to_error: bool = True) -> None:
    """Print lines to standard error or standard output."""
    console: Console | None = None
    for line in lines:
        console = console or open_console(to_error=to_error)
        print_line(console, line)


def print_ignored(paths: Iterable[Path]) -> None:
    """Name the spreadsheets of a folder that are not read."""
    print_lines(Line(words.IGNORED_FILE.format(path=path), style="yellow") for path in paths)


def print_line(console: Console, line: Line) -> None:
    """Print a line to a console, wrapped within its indent where it is a terminal."""
    from rich.padding import Padding
    from rich.text import Text

    # Text, never markup: brackets that a user typed are brackets.
    text = Text(_CONTROLS.sub("\ufffd", line.text), line.style)
    if console.is_terminal and line.wrap:
        console.print(Padding(text, (0, 0, 0, line.indent)))
    else:
        console.print(Text(" " * line.indent) + text, soft_wrap=True)


def print_table(table: Table) -> None:
    """Print a table to standard output, not cut to any width where that is no terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Printed
    from rich.text import Text

    console = open_console(to_error=False)
    printed = Printed(box=SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        printed.add_column(
            Text(column), justify="right" if column in table.figures else "left", overflow="fold"
        )
    for row in table.rows:
        printed.add_row(*(Text(_CONTROLS.sub("\ufffd", cell)) for cell in row.cells), style=row.style)
    if console.is_terminal:
        console.print(printed)
        return
    console.width = _UNBROKEN
    with console.capture() as captured:
        console.print(printed)
    # Without the spaces that fill each line up.
    for line in captured.get().strip("\n").splitlines():
        print_line(console, Line(line.rstrip()))


def open_console(*, to_error: bool) -> Console:
    """Standard error or standard output."""
    # Imported here, so that what prints nothing pays nothing.
    from rich.console import Console

    class PatientConsole(Console):
        """Goes on where nobody reads any more: the reports are to be made all the same."""

        def on_broken_pipe(self) -> None:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())

    return PatientConsole(stderr=to_error, highlight=False, markup=False, emoji=False)
