"""How often each row is measured, which are left out, and what is kept; with a clock that the test turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import bench.__main__ as program
from bench.cases import list_cases
from bench.history import read_history
from bench.measuring import describe_machine
from bench.workbench import Workbench
from tests.bench.figures import a_case, a_measurement
from tests.bench.test_tables import EMPTY


@dataclass
class Clock:
    """The time, as far as it was turned, and in which order it was measured."""

    now_s: float = 0.0
    order: list[str] = field(default_factory=list)

    def side(self, name: str, *seconds: float) -> Callable[[], float]:
        """Something that takes so long the first time, the second, and from then on."""
        left = list(seconds)

        def work() -> float:
            took_s = left.pop(0) if len(left) > 1 else left[0]
            self.now_s += took_s
            self.order.append(name)
            return took_s

        return work


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(program, "monotonic", lambda: clock.now_s)
    return clock


def test_the_first_of_each_does_not_count_and_the_two_come_by_turns(clock: Clock) -> None:
    case = a_case(ours=clock.side("ours", 9, 3, 4, 5), theirs=clock.side("theirs", 3, 1, 1, 2))
    # Twelve seconds a pair: three of them in forty seconds.
    assert program.measure(case, is_quick=False) == (4, 1)
    assert clock.order == ["ours", "theirs"] * 4


@pytest.mark.parametrize(
    ("seconds", "least", "pairs"),
    [
        # In no time: fifteen that count.
        (0.1, 2, 16),
        # Two seconds a pair: as many.
        (1, 2, 16),
        (5, 2, 5),
        # Once in forty seconds is too little, and the first does not count.
        (15, 2, 3),
        (15, 1, 2),
        # Longer than that: the first counts.
        (30, 2, 2),
        (30, 1, 1),
        (30, 3, 3),
    ],
)
def test_a_row_is_measured_as_often_as_it_is_short(
    clock: Clock, seconds: float, least: int, pairs: int
) -> None:
    case = a_case(ours=clock.side("ours", seconds), theirs=clock.side("theirs", seconds), least=least)
    program.measure(case, is_quick=False)
    assert clock.order == ["ours", "theirs"] * pairs


@pytest.mark.parametrize(("seconds", "pairs"), [(0.01, 16), (0.5, 5), (1.5, 2), (5, 1)])
def test_a_first_look_is_short(clock: Clock, seconds: float, pairs: int) -> None:
    case = a_case(ours=clock.side("ours", seconds), theirs=clock.side("theirs", seconds), least=3)
    program.measure(case, is_quick=True)
    assert clock.order == ["ours", "theirs"] * pairs


def test_what_is_made_beforehand_does_not_make_a_row_look_long(clock: Clock) -> None:
    case = a_case(ours=clock.side("ours", 5), theirs=clock.side("theirs", 5), prepare=clock.side("make", 100))
    program.measure(case, is_quick=False)
    assert clock.order == ["make", *["ours", "theirs"] * 5]


ROWS = (
    a_case("short"),
    a_case("long", is_long=True),
    a_case("memory", unit="MB", limit=None),
)


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The two documents, and a bench of three rows."""
    document, history = tmp_path / "performance.md", tmp_path / "performance.json"
    document.write_text(EMPTY, encoding="utf-8")
    history.write_text("[\n]\n", encoding="utf-8")
    monkeypatch.setattr(program, "DOCUMENT", document)
    monkeypatch.setattr(program, "HISTORY", history)
    monkeypatch.setattr(program, "list_cases", lambda _: ROWS)
    # The tests themselves are at work.
    monkeypatch.setattr(program, "is_at_work", lambda: False)
    return document, history


def test_all_rows_are_measured_told_and_kept(
    documents: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    document, history = documents
    program.main([])
    kept = read_history(history)
    assert [(each.work, each.ours, each.theirs, each.state) for each in kept] == [
        ("short", 2, 1, "quiet"), ("long", 2, 1, "quiet"), ("memory", 2, 1, "quiet"),
    ]  # fmt: skip
    assert "| 1 | short | a table | 2 s | 1 s | 2 | ≤ 1.5 |" in document.read_text(encoding="utf-8")
    said = capsys.readouterr().out
    assert "| 3 | memory | a table | 2 MB | 1 MB | 2 |  |" in said
    assert "left out" not in said
    program.main([])
    assert len(read_history(history)) == 6


def test_nothing_is_measured_while_the_machine_has_other_work(
    documents: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "is_at_work", lambda: True)
    with pytest.raises(SystemExit, match="wait until it has nothing else to do"):
        program.main([])
    assert read_history(documents[1]) == []
    program.main(["--quick"])


def test_a_first_look_says_what_it_leaves_out_and_keeps_nothing(
    documents: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = [path.read_bytes() for path in documents]
    program.main(["--quick"])
    said = capsys.readouterr().out
    assert "| 1 | short |" in said
    assert "left out: 2. long, against a table\n" in said
    assert "| 2 | long |" not in said
    assert said.endswith(" s.\n")
    assert [path.read_bytes() for path in documents] == before


def test_with_a_busy_core_memory_is_left_out(documents: tuple[Path, Path]) -> None:
    program.main(["--busy"])
    kept = read_history(documents[1])
    assert [(each.work, each.state) for each in kept] == [
        ("short", "one core busy"),
        ("long", "one core busy"),
    ]


def test_a_change_for_the_worse_is_told_while_it_is_measured(
    documents: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = a_measurement(1.0, ROWS[0], machine=describe_machine(), date="2026-12-24")
    monkeypatch.setattr(program, "read_history", lambda _: [earlier])
    program.main(["--quick"])
    assert "**worse**: 1 on 2026-12-24" in capsys.readouterr().out


def test_to_list_the_rows_makes_and_starts_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    assert len(list(list_cases(Workbench(folder)))) > 20
    assert not folder.exists()


def test_each_row_is_another_and_says_what_it_shows_and_what_not() -> None:
    cases = list(list_cases(Workbench(Path())))
    assert len({(case.work, case.against) for case in cases}) == len(cases)
    for case in cases:
        assert case.shows.endswith("."), case.work
        assert case.hides.endswith("."), case.work
        assert "|" not in case.work + case.against
