"""Many reports side by side: which names may be the same organisation's, and in what order they stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nkps_reports.jobs.collection import collect_overviews
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.report.model import Organisation
from nkps_reports.wording.codes import Code
from tests.builders import shipped_report

# Municipalities, of which no two are the same.
DIFFERENT = (
    "Oslo", "Os", "Ås", "Hå", "Stavanger", "Stange", "Rendalen", "Arendal", "Vardø", "Vadsø", "Vestre Toten",
    "Østre Toten", "Nord-Fron", "Sør-Fron", "Bø", "Øyer",
)  # fmt: skip


def sent(*names: str) -> list[Outcome]:
    report = shipped_report()
    return [
        Outcome(Path(f"{number}.xlsx"), report=replace(report, organisation=Organisation(name, "2017")))
        for number, name in enumerate(names)
    ]


def find_alike(*names: str) -> list[str]:
    _, remarks = collect_overviews(sent(*names))
    problems = [problem for remark in remarks for problem in remark.problems]
    return [problem.message for problem in problems if problem.code is Code.ALIKE_ORGANISATIONS]


def test_a_word_that_all_names_have_makes_no_two_of_them_alike() -> None:
    assert find_alike(*(f"{name} kommune" for name in DIFFERENT)) == []


def test_two_spellings_of_a_name_are_alike_among_many() -> None:
    (message,) = find_alike(*(f"{name} kommune" for name in (*DIFFERENT, "Stavangar")))
    assert "«Stavanger kommune» ligner på «Stavangar kommune»" in message


def test_a_listed_name_is_not_taken_for_another_by_a_word_they_all_have() -> None:
    names = [f"{name} kommune" for name in (*DIFFERENT, "Krødsherad")]
    listed = [f"{name} kommune" for name in (*DIFFERENT, "Sande", "Krødsherd")]
    (overview,), _ = collect_overviews(sent(*names), (), listed)
    assert {each.name: each.nearest for each in overview.absent or ()} == {
        "Sande kommune": None,
        "Krødsherd kommune": "Krødsherad kommune",
    }


def test_a_letter_with_a_mark_stands_with_the_letter_and_norwegian_ones_last() -> None:
    (overview,), _ = collect_overviews(sent("Åmot", "Kvænangen", "Ærø", "Kárášjohka", "Øyer", "Hå", "Hábmer"))
    names = [each.name for each in overview.contributions]
    assert names == ["Hábmer", "Hå", "Kárášjohka", "Kvænangen", "Ærø", "Øyer", "Åmot"]
