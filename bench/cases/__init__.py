"""All that is measured, in the order of the table; a new row goes into the module of its kind."""

from __future__ import annotations

from collections.abc import Iterator

from bench.cases.case import Case
from bench.cases.cluster import list_cluster
from bench.cases.documents import list_documents
from bench.cases.folders import list_folders
from bench.cases.page import list_page
from bench.cases.reading import list_reading
from bench.cases.single import list_single
from bench.workbench import Workbench


def list_cases(bench: Workbench) -> Iterator[Case]:
    """All of them; nothing is made or started for one before it is measured."""
    yield from list_single(bench)
    yield from list_documents(bench)
    yield from list_reading(bench)
    yield from list_folders(bench)
    yield from list_cluster(bench)
    yield from list_page(bench)
