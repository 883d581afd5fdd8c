"""What comes in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bench import rivals
from bench.cases.case import Case
from bench.measuring import time_alone, time_import, time_processes
from bench.workbench import Workbench


def list_reading(bench: Workbench) -> Iterator[Case]:
    """Workbooks, then Word reports."""
    yield Case(
        "reading 5,000 rows, with rich text and both views",
        "plain `load_workbook` and `iter_rows`",
        lambda: time_alone("read", bench.five_thousand_rows),
        lambda: time_alone("plain_read", bench.five_thousand_rows),
        2.5,
        "So much does it cost that bold words, formulas and lists are seen and every cell is checked.",
        "Nobody has 5,000 rows: it shows that the largest workbook is read, not what a usual one takes.",
        prepare=lambda: bench.five_thousand_rows,
    )
    reports = partial(time_alone, "word_reports", 100)
    yield Case(
        "reading 100 Word reports of 8 actions",
        "walking them with python-docx",
        reports,
        partial(time_alone, "plain_word_reports", 100),
        2,
        "Finding the form in a report takes about as long as touching its paragraphs and cells once.",
        "python-docx finds no form and no list: what it gives is text without meaning.",
    )
    yield Case(
        "reading 100 Word reports of 8 actions",
        "mammoth turning them into HTML",
        reports,
        partial(time_alone, "mammoth_reports", 100),
        1,
        "The form is found in less time than HTML alone would take, in which nothing is found yet.",
        "mammoth keeps tables and pictures of any document, which we need not.",
    )
    yield Case(
        "`import` of the five slowest ordinary reports, whole process",
        "LibreOffice turning them into plain text",
        lambda: time_import(bench.slow_reports, bench.folder / "hentet"),
        lambda: time_processes(
            rivals.convert_with_libreoffice(
                sorted(bench.slow_reports.iterdir()), "txt:Text", bench.folder / "tekst"
            )
        ),
        1.5,
        "The slowest reports we know of are read in about the time in which LibreOffice opens them.",
        "Somebody's own way of writing may be slower; five minutes is what a file gets.",
        is_long=True,
        prepare=lambda: bench.slow_reports,
    )
