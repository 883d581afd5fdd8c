"""``python -m bench.alone WORK SIZE``: something once in a process of its own, and how many seconds it took.

It is done once before, so that what is imported and compiled is not counted.
"""

from __future__ import annotations

import gc
import sys
import time

from bench.works import WORKS


def main(name: str, size: str) -> None:
    """Print the seconds."""
    work = WORKS[name](size)
    work()
    gc.collect()
    begun = time.perf_counter()
    work()
    sys.stdout.write(f"{time.perf_counter() - begun}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
