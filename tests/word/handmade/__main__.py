"""Tell how well reports made by hand come in: ``python -m tests.word.handmade [COUNT] [--long]``.

With ``--write SEED FILE`` one of them is written, to be looked at.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.word.handmade.measuring import judge, rates
from tests.word.handmade.reports import make_report


def measure(count: int, *, is_long: bool) -> None:
    """Print both figures, the kinds that fail, and the seeds of what failed."""
    judged = []
    for seed in range(count):
        report = make_report(seed)
        judged.append((report, judge(report)))
        verdict = judged[-1][1]
        if is_long and (verdict.cells or verdict.lost):
            print(f"\n{seed}: {', '.join(sorted(report.tags))}")  # noqa: T201
            print(*verdict.cells, *(f"LOST {each}" for each in verdict.lost), sep="\n")  # noqa: T201
    wrong = [seed for seed, (_, verdict) in enumerate(judged) if verdict.cells]
    lossy = [seed for seed, (_, verdict) in enumerate(judged) if verdict.lost]
    print(f"\n{'all cells':>10}{'all words':>10}{'reports':>9}  kind")  # noqa: T201
    kinds = rates(judged)
    for tag in sorted(kinds, key=lambda tag: kinds[tag][1] / kinds[tag][0]):
        all_, whole, kept = kinds[tag]
        print(f"{whole / all_:10.0%}{kept / all_:10.0%}{all_:9}  {tag}")  # noqa: T201
    print(f"\ncell for cell {1 - len(wrong) / count:.1%}, not: {wrong}")  # noqa: T201
    print(f"every word    {1 - len(lossy) / count:.1%}, not: {lossy}")  # noqa: T201


def main() -> None:
    """Measure, or write one report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=500)
    parser.add_argument("--long", action="store_true", help="tell what is wrong with each")
    parser.add_argument("--write", nargs=2, metavar=("SEED", "FILE"), help="write one report to look at")
    arguments = parser.parse_args()
    if arguments.write:
        seed, path = arguments.write
        Path(path).write_bytes(make_report(int(seed)).file)
    else:
        measure(arguments.count, is_long=arguments.long)


if __name__ == "__main__":
    main()
