"""``make bench``: measures every case, adds it to ``docs/performance.json``, and makes the tables of that.

The two of a case are measured by turns, so that what else the machine does meets both.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic

from bench.cases import list_cases
from bench.cases.case import Case
from bench.history import (
    HISTORY,
    Circumstances,
    Measurement,
    conclude,
    find_better,
    read_history,
    render_history,
)
from bench.measuring import a_busy_core, describe_commit, describe_machine, is_at_work
from bench.tables import BUSY, DOCUMENT, HEAD, QUIET, Row, render_row, write_tables
from bench.workbench import Workbench

BUSY_OPTION, QUICK_OPTION = "--busy", "--quick"
# So long the two of a row are measured by turns, in a first look and else; and so often at most.
_QUICK_ROW_S, _ROW_S, _MAX_ROUNDS = 4, 40, 15


def main(arguments: list[str]) -> None:
    """Measure, print each row as it comes, and keep it, unless it is a first look."""
    is_busy, is_quick = BUSY_OPTION in arguments, QUICK_OPTION in arguments
    begun = monotonic()
    state = BUSY if is_busy else QUIET
    circumstances = Circumstances(date.today().isoformat(), describe_commit(), describe_machine(), state)
    tell(f"{circumstances.machine}; {state}.")
    if not is_quick and is_at_work():
        sys.exit(
            "The machine is at work: wait until it has nothing else to do. (QUICK=yes gives a first look.)"
        )
    tell("\n".join(HEAD))
    history = read_history(HISTORY)
    with TemporaryDirectory() as folder, Workbench(Path(folder)) as bench, a_busy_core(is_busy):
        cases = list(list_cases(bench))
        for number, case in enumerate(cases, start=1):
            if is_left_out(case, is_busy=is_busy, is_quick=is_quick):
                tell(f"left out: {number}. {case.work}, against {case.against}")
                continue
            measurement = conclude(case, circumstances, *measure(case, is_quick=is_quick))
            history.append(measurement)
            tell(render_row(Row(number, case, measurement, find_better(history)), {}))
            if not is_quick:
                keep(cases, history)
    tell(f"Took {monotonic() - begun:.0f} s.")


def is_left_out(case: Case, *, is_busy: bool, is_quick: bool) -> bool:
    """Whether a case is too long for a first look, or is of memory; that does not hang on who is at work."""
    return (is_quick and case.is_long) or (is_busy and case.unit != "s")


def measure(case: Case, *, is_quick: bool) -> tuple[float, float]:
    """The medians of both; the first of each does not count where there is time for more."""
    row_s, least = (_QUICK_ROW_S, 1) if is_quick else (_ROW_S, case.least)
    case.prepare()
    begun = monotonic()
    pairs = [(case.ours(), case.theirs())]
    took_s = monotonic() - begun
    if took_s < row_s:
        pairs.clear()
    rounds = max(least, min(_MAX_ROUNDS, int(row_s / took_s)))
    while len(pairs) < rounds:
        pairs.append((case.ours(), case.theirs()))
    ours, theirs = zip(*pairs, strict=True)
    return median(ours), median(theirs)


def keep(cases: Sequence[Case], history: Sequence[Measurement]) -> None:
    """Add to the history, and to the tables made of it; so what was measured stays if somebody stops it."""
    HISTORY.write_text(render_history(history), encoding="utf-8")
    write_tables(DOCUMENT, cases, history)


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
