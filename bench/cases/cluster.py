"""Many files on a Dask cluster; here all of it on one machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.cases.case import Case
from bench.measuring import PROGRAM, time_processes
from bench.workbench import Workbench


def list_cluster(bench: Workbench) -> Iterator[Case]:
    """A folder of workbooks."""

    def report(*options: str) -> tuple[str | Path, ...]:
        return (PROGRAM, "report", bench.hundred, "--output", bench.output, *options)

    yield Case(
        "100 workbooks of 8 actions on a Dask cluster of two processes, whole process",
        "the same by this machine's own two processes",
        lambda: time_processes(report("--cluster", bench.cluster)),
        lambda: time_processes(report()),
        1.5,
        "A cluster's way of handing out work costs little, so its other machines are a gain.",
        "The cluster was started before, and there is no network between.",
        is_long=True,
        least=3,
        prepare=lambda: (bench.hundred, bench.cluster),
    )
