"""Rows and measurements made up for the tests."""

from __future__ import annotations

from typing import Any

from bench.cases.case import Case
from bench.history import Circumstances, Measurement, conclude

HERE = "Processor X, 2 cores; Linux, Python 3.11.7"
NEWER_PYTHON = "Processor X, 2 cores; Linux, Python 3.12.1"
ELSEWHERE = "Processor Y, 2 cores; Linux, Python 3.11.7"


def a_case(work: str = "a report", against: str = "a table", limit: float | None = 1.5, **more: Any) -> Case:
    """A row that takes two seconds, held against one that takes one."""
    given = {"ours": lambda: 2.0, "theirs": lambda: 1.0, "shows": "It is fast.", "hides": "It is small."}
    return Case(work, against, limit=limit, **{**given, **more})


def a_measurement(
    ratio: float,
    case: Case | None = None,
    *,
    date: str = "2027-01-01",
    machine: str = HERE,
    state: str = "quiet",
    theirs: float = 1.0,
) -> Measurement:
    """One in which the other took so many seconds, and ours so many times as much."""
    return conclude(case or a_case(), Circumstances(date, "abc1234", machine, state), ratio * theirs, theirs)
