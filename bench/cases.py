"""What is measured, against what, and how far it may be from it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import page, rivals
from bench.material import SHIPPED, fill_folder, many_rows, write_slow_reports
from bench.measuring import PROGRAM, alone, peak_memory_mb, time_alone, time_import, time_processes
from tests.page.browsing import start_chromium

# Of what takes more than a minute, each is measured once.
_ONCE, _FEW_ROUNDS, _ROUNDS = 1, 5, 15


@dataclass(frozen=True, slots=True)
class Case:
    """A claim.

    Attributes:
        work: what is measured.
        against: what it is held against.
        ours: measures the one.
        theirs: measures the other.
        limit: how many times as much as the other it may take, or what it must stay under.
        rounds: how often each is measured, the two by turns.
        unit: of what is measured.
        is_absolute: whether the limit is for what is measured, in its unit, whatever the other takes.
    """

    work: str
    against: str
    ours: Callable[[], float]
    theirs: Callable[[], float]
    limit: float
    rounds: int = _FEW_ROUNDS
    unit: str = "s"
    is_absolute: bool = False


def list_cases(folder: Path) -> Iterator[Case]:
    """All of them.

    Args:
        folder: an empty one for what they write.
    """
    yield from _one_workbook(folder)
    yield from _large_reports(folder)
    yield from _many_files(folder)
    yield from list_page_cases(folder)


def _one_workbook(folder: Path) -> Iterator[Case]:
    output = folder / "en"
    report = (PROGRAM, "report", SHIPPED, "--output", output)
    time_processes(report)
    word = output / f"{SHIPPED.stem}.docx"
    yield Case(
        "`report`, 8 actions, whole process",
        "importing openpyxl, docxtpl and weasyprint alone",
        partial(time_processes, report),
        partial(time_processes, (sys.executable, "-c", rivals.IMPORTS)),
        1.35,
        _ROUNDS,
    )
    yield Case(
        "the same",
        "LibreOffice turning that Word file into a PDF",
        partial(time_processes, report),
        partial(time_processes, rivals.convert_with_libreoffice([word], "pdf", folder / "libreoffice")),
        1,
    )
    yield Case(
        "`check`, 8 actions, whole process",
        "`report`",
        partial(time_processes, (PROGRAM, "check", SHIPPED)),
        partial(time_processes, report),
        0.5,
        _ROUNDS,
    )


def _large_reports(folder: Path) -> Iterator[Case]:
    rows = _as_programs_save_it(many_rows(5000), folder)
    yield Case(
        "Word, 1,000 actions with lists and links, self-check included",
        "a plain docxtpl loop, the same text in as many paragraphs",
        partial(time_alone, "word", 1000),
        partial(time_alone, "plain_word", 1000),
        3,
    )
    yield Case(
        "Word, 5,000 actions, for each action",
        "Word, 500 actions, for each action",
        lambda: time_alone("word", 5000) / 5000,
        lambda: time_alone("word", 500) / 500,
        1.25,
    )
    yield Case(
        "reading 5,000 rows, with rich text and both views",
        "plain `load_workbook` and `iter_rows`",
        partial(time_alone, "read", rows),
        partial(time_alone, "plain_read", rows),
        2.5,
    )
    yield Case(
        "matrix PDF, 200 actions",
        "a plain WeasyPrint table of 200 rows × 17 columns",
        partial(time_alone, "matrix", 200),
        partial(time_alone, "plain_table", 200),
        1.2,
    )
    for count, rounds in ((1_000, _FEW_ROUNDS), (5_000, _ONCE)):
        yield Case(
            f"matrix PDF, {count:,} actions",
            f"a plain WeasyPrint table of {count:,} rows × 17 columns",
            partial(time_alone, "matrix", count),
            partial(time_alone, "plain_table", count),
            1,
            rounds,
        )


def _as_programs_save_it(workbook: bytes, folder: Path) -> Path:
    """A workbook with each text once and the results of its formulas; openpyxl writes neither."""
    path, saved = folder / f"rader-{len(workbook)}.xlsx", folder / "lagret"
    path.write_bytes(workbook)
    time_processes(rivals.convert_with_libreoffice([path], "xlsx", saved))
    return saved / path.name


def _many_files(folder: Path) -> Iterator[Case]:
    output = folder / "mange"
    hundred, thousand = (fill_folder(folder / str(count), count) for count in (100, 1000))
    one_by_one = [(PROGRAM, "report", path, "--output", output) for path in sorted(hundred.iterdir())]
    yield Case(
        "100 workbooks of 8 actions, both documents, whole process",
        "100 runs of `report`",
        partial(time_processes, (PROGRAM, "report", hundred, "--output", output)),
        partial(time_processes, *one_by_one),
        0.15,
    )
    yield Case(
        "memory of 1,000 workbooks in one run",
        "memory of 100 workbooks in one run",
        partial(peak_memory_mb, PROGRAM, "report", thousand, "--output", output),
        partial(peak_memory_mb, PROGRAM, "report", hundred, "--output", output),
        1.2,
        unit="MB",
    )
    yield Case(
        "reading 100 Word reports of 8 actions",
        "walking them with python-docx",
        partial(time_alone, "word_reports", 100),
        partial(time_alone, "plain_word_reports", 100),
        2,
    )
    reports = write_slow_reports(folder / "trege")
    text, workbooks = folder / "tekst", folder / "hentet"
    yield Case(
        "`import` of the five slowest ordinary reports, whole process",
        "LibreOffice turning them into plain text",
        partial(time_import, reports, workbooks),
        partial(time_processes, rivals.convert_with_libreoffice([*reports.iterdir()], "txt:Text", text)),
        1.5,
    )
    yield Case(
        "overview PDF, 125 organisations, 1,000 actions",
        "a plain WeasyPrint table of 1,000 rows",
        partial(time_alone, "overview", 125),
        partial(time_alone, "plain_table", 1000),
        0.4,
    )
    yield Case(
        "memory of that overview",
        "memory of that table",
        partial(peak_memory_mb, *alone("overview", 125)),
        partial(peak_memory_mb, *alone("plain_table", 1000)),
        0.5,
        unit="MB",
    )


def list_page_cases(folder: Path) -> Iterator[Case]:
    """Those of the one-file page, in Chromium."""
    built, output = folder / "nkps-rapport.html", folder / "fra-side"
    time_processes((sys.executable, "-m", "tools.page", built))
    many = _as_programs_save_it(many_rows(200), folder)
    bare = rivals.write_bare_pyodide(folder / "pyodide")
    address, sentence = built.as_uri(), rivals.write_plain_page(folder).as_uri()
    with start_chromium() as browser, page.serve(bare) as pyodide:
        yield Case(
            "the page: first picture",
            "a page of one sentence",
            partial(page.time_picture, browser, address),
            partial(page.time_picture, browser, sentence),
            0.5,
            is_absolute=True,
        )
        yield Case(
            "the page: ready, all of the program in it",
            "Pyodide alone, from a web server on the machine",
            partial(page.time_ready, browser, address),
            partial(page.time_ready, browser, pyodide, offline=False),
            4,
            is_absolute=True,
        )
        for work, measure, workbook, limit in (
            ("8 actions, the first file of a visit", page.time_first, SHIPPED, 0.8),
            ("8 actions, each later time", page.time_later, SHIPPED, 0.2),
            ("200 actions, the first file of a visit", page.time_first, many, 2),
        ):
            yield Case(
                f"the page: {work}",
                "`report` of the same on the command line, whole process",
                partial(measure, browser, address, workbook),
                partial(time_processes, (PROGRAM, "report", workbook, "--output", output)),
                limit,
                is_absolute=True,
            )
        yield Case(
            "memory of the page, 8, 200 and 8 actions in a visit",
            "memory of `report`, 200 actions",
            partial(page.measure_memory, browser, address, SHIPPED, many, SHIPPED),
            partial(peak_memory_mb, PROGRAM, "report", many, "--output", output),
            300,
            unit="MB",
            is_absolute=True,
        )
