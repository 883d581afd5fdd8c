"""What is missing is said in one line, with names where they are few."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nkps_reports.overview.overview import Absentee, Contribution, Overview, Remark
from nkps_reports.overview.words import describe_missing
from nkps_reports.report.model import Place, Relation
from nkps_reports.report.problems import Problem
from nkps_reports.wording.codes import Code
from tests.builders import a_report

ERROR = (Problem.of(Code.BLANK_WORKBOOK), Problem.of(Code.NOTHING_TO_COLLECT, path="x"))
UNREAD = (Problem.of(Code.UNREAD_FILES, what="1 mappe", names="x"),)
WITHOUT = "NKPS-tiltak uten rapporteringspunkt: 16 Frivillig sektor."
BELOW = "Mer om det lenger bak."


def an_overview(measures: int = 15) -> Overview:
    report = a_report("x")
    relation = Relation(tuple(range(1, measures + 1)), Place(), "")
    actions = tuple(replace(action, relation=relation) for action in report.actions)
    return Overview("2017", (Contribution(Path("x.xlsx"), replace(report, actions=actions)),))


def left_out(*names: str) -> tuple[Remark, ...]:
    return tuple(Remark(Path(name), is_counted=False, problems=ERROR) for name in names)


@pytest.mark.parametrize(
    ("overview", "said"),
    [
        (
            replace(an_overview(16), absent=()),
            "Ingenting mangler. Alle filene i mappen er med, og ingen er lest med feil. "
            "Alle virksomhetene på listen har rapportert. "
            "Alle NKPS-tiltakene har minst ett rapporteringspunkt.",
        ),
        (
            replace(an_overview(), remarks=left_out("a.xlsx", "b.docx"), absent=(Absentee("KS"),)),
            "2 filer er ikke med (a.xlsx og b.docx). "
            f"1 virksomhet på listen har ikke rapportert (KS). {WITHOUT} {BELOW}",
        ),
        (
            replace(an_overview(), remarks=left_out("a", "b", "c", "d"), absent=(Absentee("KS"),) * 4),
            f"4 filer er ikke med. 4 virksomheter på listen har ikke rapportert. {WITHOUT} {BELOW}",
        ),
        (
            replace(
                an_overview(12),
                remarks=(
                    Remark(Path("inn"), is_counted=False, problems=UNREAD, is_folder=True),
                    *left_out("a.xlsx"),
                    Remark(Path("b.xlsx"), is_counted=True, problems=ERROR),
                    Remark(Path("c.xlsx"), is_counted=True, problems=UNREAD),
                ),
            ),
            "1 fil er ikke med (a.xlsx), 1 fil er lest med feil (b.xlsx) og 1 fil har merknader (c.xlsx). "
            "Noe annet i mappen er ikke lest. "
            f"NKPS-tiltak uten rapporteringspunkt: 13, 14, 15 og 16. {BELOW}",
        ),
    ],
    ids=["nothing", "few", "many", "all kinds"],
)
def test_what_is_missing_is_one_line(overview: Overview, said: str) -> None:
    assert describe_missing(overview).replace("\u00a0", " ") == said


def test_a_name_that_no_line_holds_is_cut() -> None:
    said = describe_missing(replace(an_overview(), absent=(Absentee("Ord " * 500),)))
    assert len(said) < 300
