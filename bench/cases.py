"""What is measured, against what, and how far it may be from it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import rivals
from bench.material import (
    SHIPPED,
    eight_actions_in_word,
    fill_folder,
    many_actions,
    many_organisations,
    many_rows,
)
from bench.measuring import PROGRAM, peak_memory_mb, time_call, time_processes
from nkps_reports.drafts import parse_draft
from nkps_reports.matrix.overview_rendering import begin_overview, finish_overview
from nkps_reports.matrix.rendering import begin_matrix, finish_matrix
from nkps_reports.word.default.template import render_default_template
from nkps_reports.word.reading.report import parse_word_report
from nkps_reports.word.rendering import render_report
from nkps_reports.workbook.parsing import parse_workbook
from nkps_reports.workers import Here

_FEW_ROUNDS, _ROUNDS = 5, 15
_OURS = "import bench.cases; bench.cases.lay_out_overview()"
_THEIRS = "import bench.rivals; bench.rivals.render_plain_table(1000)"


@dataclass(frozen=True, slots=True)
class Case:
    """A claim.

    Attributes:
        work: what is measured.
        against: what it is held against.
        ours: measures the one.
        theirs: measures the other.
        limit: how many times as much as the other it may take.
        rounds: how often each is measured, the two by turns.
        unit: of what is measured.
    """

    work: str
    against: str
    ours: Callable[[], float]
    theirs: Callable[[], float]
    limit: float
    rounds: int = _FEW_ROUNDS
    unit: str = "s"


def list_cases(folder: Path) -> Iterator[Case]:
    """All of them.

    Args:
        folder: an empty one for what they write.
    """
    yield from _one_workbook(folder)
    yield from _large_reports(folder)
    yield from _many_files(folder)


def _one_workbook(folder: Path) -> Iterator[Case]:
    output = folder / "en"
    report = (PROGRAM, "report", SHIPPED, "--output", output)
    time_processes(report)
    imports = (sys.executable, "-c", rivals.IMPORTS)
    word = output / f"{SHIPPED.stem}.docx"
    convert = rivals.convert_with_libreoffice(word, "pdf", folder / "libreoffice")
    yield Case(
        "`report`, 8 actions, whole process",
        "importing openpyxl, docxtpl and weasyprint alone",
        lambda: time_processes(report),
        lambda: time_processes(imports),
        1.35,
        _ROUNDS,
    )
    yield Case(
        "the same",
        "LibreOffice turning that Word file into a PDF",
        lambda: time_processes(report),
        lambda: time_processes(convert),
        1,
    )
    yield Case(
        "`check`, 8 actions",
        "`report`",
        lambda: time_processes((PROGRAM, "check", SHIPPED)),
        lambda: time_processes(report),
        0.5,
        _ROUNDS,
    )


def _large_reports(folder: Path) -> Iterator[Case]:
    template = render_default_template()

    def word(count: int) -> float:
        report = many_actions(count)
        return time_call(lambda: render_report(report, template, "report.docx"))

    yield Case(
        "Word, 1,000 actions with lists and links, self-check included",
        "a plain docxtpl loop, the same text",
        lambda: word(1000),
        lambda: time_call(lambda: rivals.render_plain_report(1000)),
        3,
    )
    yield Case(
        "Word, 5,000 actions, for each action",
        "Word, 500 actions, for each action",
        lambda: word(5000) / 5000,
        lambda: word(500) / 500,
        1.25,
    )
    rows = _as_programs_save_it(many_rows(5000), folder)
    yield Case(
        "reading 5,000 rows, with rich text and both views",
        "plain `load_workbook` and `iter_rows`",
        lambda: time_call(lambda: parse_workbook(rows)),
        lambda: time_call(lambda: rivals.read_plainly(rows)),
        2.5,
    )
    yield Case(
        "matrix PDF, 200 actions",
        "a plain WeasyPrint table of 200 rows × 17 columns",
        lambda: time_call(lambda: finish_matrix(begin_matrix(many_actions(200), Here()), "")),
        lambda: time_call(lambda: rivals.render_plain_table(200)),
        1.2,
    )


def _as_programs_save_it(workbook: bytes, folder: Path) -> bytes:
    """A workbook with each text once and the results of its formulas; openpyxl writes neither."""
    path = folder / "rader.xlsx"
    path.write_bytes(workbook)
    time_processes(rivals.convert_with_libreoffice(path, "xlsx", folder / "libreoffice"))
    return (folder / "libreoffice" / path.name).read_bytes()


def _many_files(folder: Path) -> Iterator[Case]:
    output = folder / "mange"
    hundred, thousand = (fill_folder(folder / str(count), count) for count in (100, 1000))
    one_by_one = [(PROGRAM, "report", path, "--output", output) for path in sorted(hundred.iterdir())]
    yield Case(
        "100 workbooks of 8 actions, both documents",
        "100 runs of `report`",
        lambda: time_processes((PROGRAM, "report", hundred, "--output", output)),
        lambda: time_processes(*one_by_one),
        0.15,
    )
    yield Case(
        "memory of 1,000 workbooks in one run",
        "memory of 100 workbooks in one run",
        lambda: peak_memory_mb(PROGRAM, "report", thousand, "--output", output),
        lambda: peak_memory_mb(PROGRAM, "report", hundred, "--output", output),
        1.2,
        unit="MB",
    )
    word = eight_actions_in_word()
    yield Case(
        "reading 100 Word reports of 8 actions",
        "walking them with python-docx",
        lambda: time_call(lambda: [parse_draft(parse_word_report(word).draft) for _ in range(100)]),
        lambda: time_call(lambda: rivals.walk_reports(word, 100)),
        2,
    )
    yield Case(
        "overview PDF, 125 organisations, 1,000 actions",
        "a plain WeasyPrint table of 1,000 rows",
        lambda: time_call(lay_out_overview),
        lambda: time_call(lambda: rivals.render_plain_table(1000)),
        0.4,
    )
    yield Case(
        "memory of that overview",
        "memory of that table",
        lambda: peak_memory_mb(sys.executable, "-c", _OURS),
        lambda: peak_memory_mb(sys.executable, "-c", _THEIRS),
        0.5,
        unit="MB",
    )


def lay_out_overview() -> None:
    """The PDF of the overview of 125 organisations, read again as it always is."""
    finish_overview(begin_overview(many_organisations(125), Here()), "")
