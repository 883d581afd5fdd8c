"""``make bench``: measures every case and writes the table of ``docs/performance.md``.

The two of a case are measured by turns, so that what else the machine does meets both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.cases import Case, list_cases
from bench.material import ROOT
from bench.measuring import a_busy_core, describe_machine

DOCUMENT = ROOT / "docs/performance.md"
BUSY = "--busy"
_BEGIN, _END = "<!-- measured: {state} -->\n", "<!-- end -->"


def main(arguments: list[str]) -> None:
    """Measure, print each row as it comes, and put the table in its place."""
    is_busy = BUSY in arguments
    with TemporaryDirectory() as folder, a_busy_core(is_busy):
        rows = []
        for row in measure(Path(folder), is_busy=is_busy):
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()
            rows.append(row)
    state = "one core busy" if is_busy else "quiet"
    head = [
        f"{date.today().isoformat()}. {describe_machine()}; {state}.",
        "",
        "| work | against | measured | against | ratio | to reach | |",
        "|---|---|--:|--:|--:|--:|---|",
    ]
    put_in_place(DOCUMENT, state, "\n".join([*head, *rows, ""]))


def measure(folder: Path, *, is_busy: bool) -> Iterator[str]:
    """The rows of the table; how much memory is taken does not hang on who else is at work."""
    for case in list_cases(folder):
        if case.unit == "s" or not is_busy:
            yield measure_case(case)


def measure_case(case: Case) -> str:
    """A row: the medians of both, and their ratio."""
    case.ours(), case.theirs()
    pairs = [(case.ours(), case.theirs()) for _ in range(case.rounds)]
    ours, theirs = (median(figures) for figures in zip(*pairs, strict=True))
    ratio = ours / theirs
    is_met = ours < case.limit if case.is_absolute else ratio <= case.limit
    cells = (
        case.work,
        case.against,
        say(ours, case.unit),
        say(theirs, case.unit),
        f"{ratio:.3g}",
        f"< {case.limit:g} {case.unit}" if case.is_absolute else f"≤ {case.limit:g}",
        "" if is_met else "**not met**",
    )
    return f"| {' | '.join(cells)} |"


def say(figure: float, unit: str) -> str:
    """A figure with three digits that count."""
    if unit == "s" and figure < 1:
        return f"{1000 * figure:.3g} ms"
    return f"{figure:.0f} {unit}" if figure >= 100 else f"{figure:.3g} {unit}"


def put_in_place(document: Path, state: str, table: str) -> None:
    """Replace the table that was measured in the same state; what else stands in the document stays."""
    text = document.read_text(encoding="utf-8")
    begin = _BEGIN.format(state=state)
    before, found, rest = text.partition(begin)
    _, end, after = rest.partition(_END)
    if not (found and end):
        sys.exit(f"{document} has no place for a table measured with the machine {state}")
    document.write_text(f"{before}{begin}{table}{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
