"""The folder in which it is measured: each thing that is needed is made when it is first asked for."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Self

from playwright.sync_api import Browser

from bench import material, page, rivals
from bench.measuring import PROGRAM, time_processes
from tests.a_cluster import a_cluster
from tests.page.browsing import start_chromium


class Workbench:
    """What the cases measure with, in an empty folder; and a browser, until it is left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "ut"
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @cached_property
    def word_report(self) -> Path:
        """The shipped workbook's report."""
        time_processes((PROGRAM, "report", material.SHIPPED, "--output", self.output))
        return self.output / f"{material.SHIPPED.stem}.docx"

    @cached_property
    def five_thousand_rows(self) -> Path:
        """A workbook with as many lines as one may have."""
        return self._as_programs_save_it(5_000)

    @cached_property
    def two_hundred_rows(self) -> Path:
        """A large workbook."""
        return self._as_programs_save_it(200)

    def _as_programs_save_it(self, rows: int) -> Path:
        """A workbook with each text once and the results of its formulas; openpyxl writes neither."""
        path, saved = self.folder / f"rader-{rows}.xlsx", self.folder / "lagret"
        path.write_bytes(material.many_rows(rows))
        time_processes(rivals.convert_with_libreoffice([path], "xlsx", saved))
        return saved / path.name

    @cached_property
    def hundred(self) -> Path:
        """A folder of 100 workbooks."""
        return material.fill_folder(self.folder / "100", 100)

    @cached_property
    def thousand(self) -> Path:
        """A folder of 1,000 workbooks."""
        return material.fill_folder(self.folder / "1000", 1_000)

    @cached_property
    def organisations(self) -> Path:
        """A folder of the workbooks of 1,000 organisations."""
        return material.write_organisations(self.folder / "virksomheter", 1_000)

    @cached_property
    def slow_reports(self) -> Path:
        """A folder of the five Word reports that are read slowest."""
        return material.write_slow_reports(self.folder / "trege")

    @cached_property
    def cluster(self) -> str:
        """The address of a Dask cluster of two processes on this machine."""
        return self._open.enter_context(a_cluster()).address

    @cached_property
    def browser(self) -> Browser:
        """Chromium, started once."""
        return self._open.enter_context(start_chromium())

    @cached_property
    def page(self) -> str:
        """The address of the one-file page, which is built for it."""
        built = self.folder / "nkps-rapport.html"
        time_processes((sys.executable, "-m", "tools.page", built))
        return built.as_uri()

    @cached_property
    def sentence(self) -> str:
        """The address of a page of one sentence."""
        return rivals.write_plain_page(self.folder).as_uri()

    @cached_property
    def pyodide(self) -> str:
        """The address, on this machine's own web server, of a page that starts Pyodide and no more."""
        return self._open.enter_context(page.serve(rivals.write_bare_pyodide(self.folder / "pyodide")))
