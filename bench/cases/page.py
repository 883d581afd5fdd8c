"""The one-file page, in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench import page
from bench.cases.case import Case
from bench.material import SHIPPED
from bench.measuring import PROGRAM, peak_memory_mb, time_processes
from bench.workbench import Workbench

_NO_NETWORK = "Nothing is fetched; a slow disk or a virus scanner would come on top."
_NO_PDF = "The matrix of the page is no PDF yet: the browser makes one when it is printed."


def list_page(bench: Workbench) -> Iterator[Case]:
    """From the first picture to the memory of a visit."""
    yield from _opening(bench)
    yield from _answers(bench)
    yield Case(
        "memory of the page, 8, 200 and 8 actions in a visit",
        "memory of `report`, 200 actions, whole process",
        lambda: page.measure_memory(bench.browser, bench.page, SHIPPED, bench.two_hundred_rows, SHIPPED),
        lambda: peak_memory_mb(*_report(bench, bench.two_hundred_rows)),
        300,
        "A visit takes no more than other pages do.",
        "It is the page's own process; the browser's others come on top, as with every page.",
        unit="MB",
        is_absolute=True,
        is_long=True,
        prepare=lambda: (bench.browser, bench.page, bench.two_hundred_rows),
    )


def _opening(bench: Workbench) -> Iterator[Case]:
    yield Case(
        "the page: first picture",
        "a page of one sentence",
        lambda: page.time_picture(bench.browser, bench.page),
        lambda: page.time_picture(bench.browser, bench.sentence),
        0.5,
        "Who opens the page sees at once that it is there, although it has a whole program in it.",
        _NO_NETWORK,
        is_absolute=True,
        prepare=lambda: (bench.browser, bench.page),
    )
    yield Case(
        "the page: ready, all of the program in it",
        "Pyodide alone, from a web server on the machine",
        lambda: page.time_ready(bench.browser, bench.page),
        lambda: page.time_ready(bench.browser, bench.pyodide, offline=False),
        4,
        "So long does somebody wait before the first file can be dropped.",
        _NO_NETWORK,
        is_absolute=True,
        prepare=lambda: (bench.browser, bench.page, bench.pyodide),
    )


def _answers(bench: Workbench) -> Iterator[Case]:
    for work, measure, workbook, limit, shows in (
        ("8 actions, the first file of a visit", page.time_first, lambda: SHIPPED, 0.8,
         "The first report is there before one on the command line would be."),
        ("8 actions, each later time", page.time_later, lambda: SHIPPED, 0.2,
         "Whoever mends the workbook sees the new report as soon as it is saved."),
        ("200 actions, the first file of a visit", page.time_first, lambda: bench.two_hundred_rows, 2.0,
         "A large report needs no installation either."),
    ):  # fmt: skip
        yield Case(
            f"the page: {work}",
            "`report` of the same on the command line, whole process",
            partial(_time_answer, bench, measure, workbook),
            partial(_time_report, bench, workbook),
            limit,
            shows,
            _NO_PDF,
            is_absolute=True,
            is_long=True,
            prepare=lambda: (bench.browser, bench.page, bench.two_hundred_rows),
        )


def _time_answer(bench: Workbench, measure: Callable[..., float], workbook: Callable[[], Path]) -> float:
    return measure(bench.browser, bench.page, workbook())


def _time_report(bench: Workbench, workbook: Callable[[], Path]) -> float:
    return time_processes(_report(bench, workbook()))


def _report(bench: Workbench, workbook: Path) -> tuple[str | Path, ...]:
    return (PROGRAM, "report", workbook, "--output", bench.output)
