"""Many files at once: the batch, and overviews."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.cases.case import Case
from bench.measuring import PROGRAM, alone, peak_memory_mb, time_alone, time_processes
from bench.workbench import Workbench

# 100 runs take minutes; every fifth is measured, and counted five times.
_EVERY = 5
_TABLE = "a plain WeasyPrint table of 1,000 rows"


def list_folders(bench: Workbench) -> Iterator[Case]:
    """Workbooks, then overviews."""
    yield from _batch(bench)
    yield from _overview_pdf()
    yield from _overview_of_a_thousand(bench)


def _batch(bench: Workbench) -> Iterator[Case]:
    def report(*inputs: Path) -> list[tuple[str | Path, ...]]:
        return [(PROGRAM, "report", each, "--output", bench.output) for each in inputs]

    yield Case(
        "100 workbooks of 8 actions, both documents, whole process",
        "100 runs of `report`",
        lambda: time_processes(*report(bench.hundred)),
        lambda: _EVERY * time_processes(*report(*sorted(bench.hundred.iterdir())[::_EVERY])),
        0.15,
        "A folder takes a seventh of the time of its workbooks one by one.",
        "On two cores; of the 100 runs every fifth is measured and counted five times.",
        is_long=True,
        least=3,
        prepare=lambda: bench.hundred,
    )
    yield Case(
        "memory of 1,000 workbooks in one run",
        "memory of 100 workbooks in one run",
        lambda: peak_memory_mb(*report(bench.thousand)[0]),
        lambda: peak_memory_mb(*report(bench.hundred)[0]),
        1.2,
        "Memory does not grow with the number of files.",
        "It grows with the number of cores, for each has a process.",
        unit="MB",
        is_long=True,
        least=1,
        prepare=lambda: (bench.hundred, bench.thousand),
    )


def _overview_pdf() -> Iterator[Case]:
    yield Case(
        "overview PDF, 125 organisations, 1,000 actions",
        _TABLE,
        partial(time_alone, "overview", 125),
        partial(time_alone, "plain_table", 1000),
        0.4,
        "The overview costs a part of what a table with a row for each action would.",
        "The overview is no such table: the actions stand under their measures, without a grid.",
        is_long=True,
    )
    yield Case(
        "memory of the overview PDF, 125 organisations, 1,000 actions",
        f"memory of {_TABLE}",
        partial(peak_memory_mb, *alone("overview", 125)),
        partial(peak_memory_mb, *alone("plain_table", 1000)),
        0.5,
        "The same of memory.",
        "It is the PDF alone; reading the reports comes before it.",
        unit="MB",
        is_long=True,
    )


def _overview_of_a_thousand(bench: Workbench) -> Iterator[Case]:
    def command() -> tuple[str | Path, ...]:
        return (PROGRAM, "overview", bench.organisations, "--output", bench.output)

    work = "`overview` of 1,000 organisations of 8 actions, Word, PDF and workbook, whole process"
    yield Case(
        work,
        _TABLE,
        lambda: time_processes(command()),
        partial(time_alone, "plain_table", 1000),
        60,
        "An overview of three times Norway's municipalities is there within a minute, reading included.",
        "The table is eight times smaller, and only shows what the machine was like.",
        is_absolute=True,
        is_long=True,
        least=1,
        prepare=lambda: bench.organisations,
    )
    yield Case(
        f"memory of {work}",
        f"memory of {_TABLE}",
        lambda: peak_memory_mb(*command()),
        partial(peak_memory_mb, *alone("plain_table", 1000)),
        600,
        "Any laptop has room for it; all processes are counted.",
        "The table is eight times smaller, and only shows what the library takes.",
        unit="MB",
        is_absolute=True,
        is_long=True,
        least=1,
        prepare=lambda: bench.organisations,
    )
