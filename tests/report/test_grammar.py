"""Words joined, cut and counted the Norwegian way."""

from __future__ import annotations

from nkps_reports.report.grammar import count_noun, cut, join_words
from nkps_reports.report.strategy import read_measures


def test_words_are_joined_with_the_conjunction_before_the_last() -> None:
    assert [join_words(words) for words in ([], ["4"], ["4", "7"], ["4", "6", "7"])] == [
        "", "4", "4 og 7", "4, 6 og 7",
    ]  # fmt: skip


def test_opening_words_are_cut_at_a_word() -> None:
    assert cut("Etablere et kompetansebehovsutvalg (KBU)", 34) == "Etablere et kompetansebehovsutvalg…"
    assert cut("Kort.", 34) == "Kort."
    assert cut("w" * 50, 34) == "w" * 34 + "…"
    assert all(len(cut(measure.text, 34)) <= 35 for measure in read_measures())


def test_one_is_counted_in_the_singular_and_none_in_the_plural() -> None:
    forms = ("{count} punkt", "{count} punkter")
    assert [count_noun(forms, count) for count in (0, 1, 2)] == ["0 punkter", "1 punkt", "2 punkter"]
