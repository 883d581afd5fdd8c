"""The terminal: the only place that prints, and the lines and tables of plain text that it takes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from nkps_reports.wording import terminal as words

if TYPE_CHECKING:
    from rich.console import Console

# Control characters, which would do something to a terminal; they may come from any file.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# Wider than any table.
_UNBROKEN = 10_000
# How far a line is indented that belongs to one above.
INDENT = 2


@dataclass(frozen=True, slots=True)
class TerminalLine:
    """A line for the terminal.

    Attributes:
        text: plain text; may hold what a user typed.
        indent: in characters; kept where the line is wrapped.
        style: how it looks on a terminal with colours; nothing is told by it alone.
        wrap: whether it may be broken to the terminal's width; not if it is to be copied.
        colored: what stands in place of the text where there are colours: stretches, each with its style.
    """

    text: str
    indent: int = 0
    style: str = ""
    wrap: bool = True
    colored: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TerminalTable:
    """A table for the terminal: the names of its columns, and the cells and style of each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], str], ...]


def print_lines(
    lines: Iterable[TerminalLine], *, to_error: bool = True, console: Console | None = None
) -> None:
    """Print lines to a console, or else to standard error or standard output."""
    for line in lines:
        console = console or open_console(to_error=to_error)
        print_line(console, line)


def print_ignored(paths: Iterable[Path], form: str) -> None:
    """Name the files of a folder that are not read."""
    print_lines(TerminalLine(form.format(path=path), style="yellow") for path in paths)


def print_line(console: Console, line: TerminalLine) -> None:
    """Print a line to a console, wrapped within its indent where it is a terminal."""
    from rich.padding import Padding
    from rich.text import Text

    has_colors = console.color_system is not None and not console.no_color
    stretches = line.colored if line.colored and has_colors else ((line.text, ""),)
    # Text, never markup: brackets that a user typed are brackets.
    text = Text.assemble(
        *((_CONTROLS.sub("\ufffd", each), style) for each, style in stretches), style=line.style
    )
    if console.is_terminal and line.wrap:
        console.print(Padding(text, (0, 0, 0, line.indent)))
    else:
        console.print(Text(" " * line.indent) + text, soft_wrap=True)


def print_table(table: TerminalTable) -> None:
    """Print a table to standard output, at its full width if that is no terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    console = open_console(to_error=False)
    printed = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        justify: Literal["left", "right"] = "right" if column in words.FIGURES else "left"
        printed.add_column(Text(column), justify=justify, overflow="fold")
    for cells, style in table.rows:
        printed.add_row(*(Text(_CONTROLS.sub("\ufffd", cell)) for cell in cells), style=style)
    if console.is_terminal:
        console.print(printed)
        return
    console.width = _UNBROKEN
    with console.capture() as captured:
        console.print(printed)
    # Without the spaces that pad each line.
    for line in captured.get().strip("\n").splitlines():
        print_line(console, TerminalLine(line.rstrip()))


def open_console(*, to_error: bool) -> Console:
    """Standard error or standard output."""
    # Imported here: a run that prints nothing does without.
    from rich.console import Console

    class PatientConsole(Console):
        """Carries on after a broken pipe: the reports are to be made all the same."""

        def on_broken_pipe(self) -> None:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())

    return PatientConsole(stderr=to_error, highlight=False, markup=False, emoji=False)
