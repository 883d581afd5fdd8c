"""What was measured is kept, and a change for the worse is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.cases.case import Case
from bench.history import Measurement, find_better, read_history, render_history
from tests.bench.figures import ELSEWHERE, HERE, NEWER_PYTHON, a_case, a_measurement


def worse_than(*ratios: float) -> float | None:
    """The ratio that the last one is worse than."""
    better = find_better([a_measurement(ratio) for ratio in ratios])
    return better.ratio if better else None


def test_a_measurement_is_a_line_with_all_that_it_says(tmp_path: Path) -> None:
    history = [a_measurement(1.25), a_measurement(1.75, machine=ELSEWHERE, state="one core busy")]
    path = tmp_path / "performance.json"
    path.write_text(render_history(history), encoding="utf-8")
    first, second = path.read_text(encoding="utf-8").splitlines()[1:-1]
    assert first == (
        '{"date": "2027-01-01", "commit": "abc1234", '
        '"machine": "Processor X, 2 cores; Linux, Python 3.11.7", "state": "quiet", '
        '"work": "a report", "against": "a table", "ours": 1.25, "theirs": 1.0, '
        '"ratio": 1.25, "limit": 1.5, "is_absolute": false, "unit": "s", "met": true},'
    )
    assert '"state": "one core busy"' in second
    assert second.endswith('"met": false}')
    assert read_history(path) == history


@pytest.mark.parametrize(
    ("case", "ratio", "met"),
    [
        (a_case(limit=1.5), 1.5, True),
        (a_case(limit=1.5), 1.51, False),
        (a_case(limit=None), 9, None),
        # Ten seconds in all, whatever the other takes.
        (a_case(limit=10, is_absolute=True), 9.9, True),
        (a_case(limit=10, is_absolute=True), 10, False),
    ],
)
def test_what_is_to_be_reached_is_told(case: Case, ratio: float, met: bool | None) -> None:
    assert a_measurement(ratio, case).met is met


def test_figures_keep_four_digits() -> None:
    measured = a_measurement(1 / 3, theirs=123.456)
    assert (measured.ours, measured.theirs, measured.ratio) == (41.15, 123.5, 0.3333)


def test_a_row_is_worse_by_more_than_a_tenth() -> None:
    assert worse_than(1.0, 1.11) == 1.0
    assert worse_than(1.0, 1.09) is None
    assert worse_than(1.0, 0.5) is None


def test_the_first_of_a_row_is_worse_than_nothing() -> None:
    assert worse_than(9.0) is None
    assert find_better([a_measurement(1.0, a_case("another row")), a_measurement(9.0)]) is None
    assert find_better([a_measurement(1.0, a_case(against="something else")), a_measurement(9.0)]) is None


def test_the_best_of_the_last_three_counts() -> None:
    # Little by little, as it usually comes.
    assert worse_than(1.0, 1.05, 1.1, 1.15) == 1.0
    assert worse_than(1.2, 1.0, 1.2, 1.15) == 1.0
    # What was longer ago does not.
    assert worse_than(1.0, 1.5, 1.5, 1.5, 1.5) is None


def test_only_the_same_kind_of_machine_counts() -> None:
    now = a_measurement(2.0)
    assert find_better([a_measurement(1.0, machine=ELSEWHERE), now]) is None
    assert find_better([a_measurement(1.0, state="one core busy"), now]) is None
    assert find_better([a_measurement(1.0, machine=NEWER_PYTHON), now])
    # What lies between does not push out what counts.
    others = [a_measurement(2.0, machine=ELSEWHERE)] * 3
    assert find_better([a_measurement(1.0, machine=HERE), *others, now])


def test_a_row_with_a_target_of_its_own_is_compared_by_what_was_measured() -> None:
    case = a_case(limit=10, is_absolute=True)

    def better(*pairs: tuple[float, float]) -> Measurement | None:
        return find_better([a_measurement(ours / theirs, case, theirs=theirs) for ours, theirs in pairs])

    assert better((4, 1), (5, 1.25))
    assert better((4, 1), (4, 0.5)) is None
