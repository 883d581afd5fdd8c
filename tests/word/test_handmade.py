"""Five hundred made-up reports come in: nearly all cell for cell, and all without a lost word."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.word.handmade.measuring import Verdict, judge
from tests.word.handmade.reports import make_report

COUNT, BLOCK = 500, 50
# Of a hundred reports, so many must have every cell as meant.
_WHOLE = 97


@cache
def judged(first: int) -> dict[int, Verdict]:
    """What became of a block of reports, by their seeds."""
    return {seed: judge(make_report(seed)) for seed in range(first, first + BLOCK)}


def test_nearly_all_reports_made_by_hand_come_in_cell_for_cell() -> None:
    verdicts = {seed: verdict for first in range(0, COUNT, BLOCK) for seed, verdict in judged(first).items()}
    wrong = {seed: verdict.cells for seed, verdict in verdicts.items() if verdict.cells}
    assert len(wrong) <= COUNT * (100 - _WHOLE) // 100, wrong


@pytest.mark.parametrize("first", range(0, COUNT, BLOCK))
def test_no_word_of_a_report_made_by_hand_is_lost(first: int) -> None:
    assert {seed: verdict.lost for seed, verdict in judged(first).items() if verdict.lost} == {}


def test_the_same_seed_makes_the_same_report() -> None:
    assert make_report(7) == make_report(7)


def test_every_kind_of_report_is_made_more_than_once() -> None:
    counts = Counter(tag for seed in range(COUNT) for tag in make_report(seed).tags)
    assert min(counts.values()) >= 5, counts
