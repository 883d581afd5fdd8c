"""A longer run of mutants than the tests have time for: ``python -m tests.fuzz [MINUTES]``, or ``make fuzz``.

Each mutant is checked, annotated and printed in a process with a limit on its memory. What breaks a rule is
kept in a file and named; the last line says how many there were, the slowest and the largest memory.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import count, islice
from pathlib import Path

from nkps_reports.wording.codes import Exit
from tests.mutants import ALLOWED, judge, mutate

_MAX_SECONDS = 10.0
_MAX_BYTES = 1_000_000_000
_BATCH = 200


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (_MAX_BYTES, _MAX_BYTES))


def _try(seed: int) -> tuple[int, Exit | str, float, int]:
    """The seed, what it ended with, the seconds it took and the process's largest memory so far in MB."""
    file = mutate(seed)
    start = time.perf_counter()
    outcome: Exit | str
    try:
        outcome = judge(file, thoroughly=True)
    except Exception as error:
        outcome = repr(error)
    took_s = time.perf_counter() - start
    return seed, outcome, took_s, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(minutes: float) -> int:
    """Run for so many minutes; return how many mutants broke a rule."""
    ends = time.monotonic() + minutes * 60
    # Seeds of their own each time: the tests have the first ones.
    seeds = count(time.time_ns() // 1_000_000)
    outcomes: Counter[Exit | str] = Counter()
    slowest_s, slowest, largest_mb = 0.0, 0, 0
    with ProcessPoolExecutor(initializer=_limit_memory) as executor:
        while time.monotonic() < ends:
            for seed, outcome, took_s, memory_mb in executor.map(_try, islice(seeds, _BATCH), chunksize=20):
                if outcome not in ALLOWED or took_s > _MAX_SECONDS:
                    _keep(seed, outcome, took_s)
                outcomes[outcome] += 1
                slowest_s, slowest = max((slowest_s, slowest), (took_s, seed))
                largest_mb = max(largest_mb, memory_mb)
    broken = sum(number for outcome, number in outcomes.items() if outcome not in ALLOWED)
    print(  # noqa: T201 - a command for developers
        f"{outcomes.total()} mutants, {broken} broke a rule; slowest {slowest_s:.2f} s (seed {slowest}), "
        f"largest memory {largest_mb} MB; {dict(outcomes)}"
    )
    return broken


def _keep(seed: int, outcome: Exit | str, took_s: float) -> None:
    path = Path(tempfile.gettempdir()) / f"nkps-mutant-{seed}.xlsx"
    path.write_bytes(mutate(seed))
    print(f"seed {seed}: {outcome!r} after {took_s:.2f} s, kept as {path}")  # noqa: T201 - the same


if __name__ == "__main__":
    try:
        sys.exit(min(1, main(float(sys.argv[1]) if len(sys.argv) > 1 else 5)))
    except BrokenProcessPool:
        sys.exit("a mutant killed its process, probably for want of memory")
