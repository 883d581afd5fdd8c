"""The tables of ``docs/performance.md``, made of all measurements and of what the cases say.

``python -m bench.tables`` makes them anew without measuring, after a change of a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.cases import list_cases
from bench.cases.case import Case
from bench.history import HISTORY, Measurement, find_better, is_met, read_history
from bench.material import ROOT
from bench.workbench import Workbench

DOCUMENT = ROOT / "docs/performance.md"
QUIET, BUSY = "quiet", "one core busy"
HEAD = (
    "| row | work | against | measured | against | ratio | to reach | when | |",
    "|--:|---|---|--:|--:|--:|--:|---|---|",
)
_BEGIN, _END = "<!-- made by make bench: {name} -->\n", "<!-- end -->"
_SENTENCES = "what each row says"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a case, and its last measurement, if there is one."""

    number: int
    case: Case
    measurement: Measurement | None = None
    better: Measurement | None = None


def find_rows(cases: Iterable[Case], history: Sequence[Measurement], state: str) -> list[Row]:
    """A row for each case; on a busy machine only of those that were measured so."""
    rows = []
    for number, case in enumerate(cases, start=1):
        found = [each for each in history if each.is_of(case) and each.state == state]
        if found:
            rows.append(Row(number, case, found[-1], find_better(found)))
        elif state == QUIET:
            rows.append(Row(number, case))
    return rows


def write_tables(path: Path, cases: Sequence[Case], history: Sequence[Measurement]) -> None:
    """Make the tables of a document anew."""
    path.write_text(fill_in(path.read_text(encoding="utf-8"), cases, history), encoding="utf-8")


def fill_in(document: str, cases: Sequence[Case], history: Sequence[Measurement]) -> str:
    """The document with its tables made anew; what else stands in it stays."""
    for state in (QUIET, BUSY):
        document = _put(document, state, render_table(find_rows(cases, history, state), state))
    return _put(document, _SENTENCES, render_sentences(cases))


def _put(document: str, name: str, text: str) -> str:
    """Raises ValueError where the document has no place of that name."""
    begin = _BEGIN.format(name=name)
    before, found, rest = document.partition(begin)
    _, end, after = rest.partition(_END)
    if not (found and end):
        raise ValueError(f"there is no place for: {name}")
    return f"{before}{begin}{text}{end}{after}"


def render_table(rows: Sequence[Row], state: str) -> str:
    """The table, and below it the machines that it names by letters."""
    letters = name_machines(rows)
    machines = [f"- {letter}: {machine}; {state}." for machine, letter in letters.items()]
    return "\n".join([*HEAD, *(render_row(row, letters) for row in rows), "", *machines, ""])


def name_machines(rows: Iterable[Row]) -> dict[str, str]:
    """A letter for each machine, in the order of the table."""
    machines = dict.fromkeys(row.measurement.machine for row in rows if row.measurement)
    return {machine: chr(ord("A") + place) for place, machine in enumerate(machines)}


def render_row(row: Row, letters: dict[str, str]) -> str:
    """A line of the table."""
    case, measured = row.case, row.measurement
    figures = ["", "", ""]
    when = "not yet"
    if measured:
        figures = [say(measured.ours, case.unit), say(measured.theirs, case.unit), f"{measured.ratio:.3g}"]
        when = f"{measured.date} {letters.get(measured.machine, '')}".rstrip()
    cells = (
        str(row.number),
        case.work,
        case.against,
        *figures,
        say_limit(case),
        when,
        ", ".join(_remarks(row)),
    )
    return f"| {' | '.join(cells)} |"


def _remarks(row: Row) -> Iterator[str]:
    if row.measurement and is_met(row.case, row.measurement.ours, row.measurement.ratio) is False:
        yield "**not met**"
    if row.better:
        yield f"**worse**: {say_figure(row.better)} on {row.better.date}"


def say_figure(measurement: Measurement) -> str:
    """What the limit is for."""
    if measurement.is_absolute:
        return say(measurement.ours, measurement.unit)
    return f"{measurement.ratio:.3g}"


def say(figure: float, unit: str) -> str:
    """A figure with three digits that count."""
    if unit == "s" and figure < 1:
        return f"{1000 * figure:.3g} ms"
    return f"{figure:.0f} {unit}" if figure >= 100 else f"{figure:.3g} {unit}"


def say_limit(case: Case) -> str:
    """What a row is to reach; nothing where nothing is promised."""
    if case.limit is None:
        return ""
    return f"< {case.limit:g} {case.unit}" if case.is_absolute else f"≤ {case.limit:g}"


def render_sentences(cases: Iterable[Case]) -> str:
    """What a reader may conclude from each row, and what not; rows that say the same together."""
    numbers: dict[str, list[str]] = {}
    for number, case in enumerate(cases, start=1):
        numbers.setdefault(f"{case.shows} *But:* {case.hides}", []).append(str(number))
    return "".join(f"- **{', '.join(rows)}**: {said}\n" for said, rows in numbers.items())


if __name__ == "__main__":
    write_tables(DOCUMENT, list(list_cases(Workbench(Path()))), read_history(HISTORY))
