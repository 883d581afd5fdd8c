"""An overview of sixty organisations: how its pages begin and end."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from nkps_reports.matrix.overview_page import render_overview_page
from nkps_reports.matrix.pdf import render_pdf
from nkps_reports.overview.overview import Contribution, Overview
from nkps_reports.report.model import Organisation, Place, Relation
from tests.builders import a_report

PAGE = re.compile(r"Side \d+ av \d+")


def sixty_organisations() -> Overview:
    """Each has up to four actions, for measures that differ, but none for 11."""
    contributions = []
    for number in range(60):
        report = a_report(*"x" * (number % 4 + 1))
        actions = tuple(
            replace(action, relation=Relation((1 + (number * place) % 10, 12 + number % 5), Place(), ""))
            for place, action in enumerate(report.actions, start=1)
        )
        own = replace(report, organisation=Organisation(f"Virksomhet {number:02}", "2017"), actions=actions)
        contributions.append(Contribution(Path(f"{number}.xlsx"), own))
    return Overview("2017", tuple(contributions))


@pytest.fixture(scope="module")
def pages() -> list[list[str]]:
    """The lines of each page, without its margins."""
    pdf, _ = render_pdf(render_overview_page(sixty_organisations()))
    command = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode()
    pages = [[line.rstrip() for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]
    return [[line for line in page if not PAGE.search(line)] for page in pages]


def test_the_map_has_its_header_on_each_of_its_pages_and_each_organisation_once(pages: list[list[str]]) -> None:
    maps = [page for page in pages if any(line.split()[:2] == ["Virksomhet", "NKPS-tiltak"] for line in page)]
    assert len(maps) == 3
    *_, last = maps
    assert last[-1].split()[:2] == ["Antall", "virksomheter"]
    assert last[-1].split()[12] == "ingen"
    rows = [line for page in maps for line in page if re.match(r"Virksomhet \d\d ", line)]
    assert [row.split()[1] for row in rows] == [f"{number:02}" for number in range(60)]


def test_nothing_stands_alone_at_the_top_or_the_bottom_of_a_page(pages: list[list[str]]) -> None:
    first = next(index for index, page in enumerate(pages) if "NKPS-tiltakene og" in page[0])
    measures = pages[first:]
    assert len(measures) > 5
    for before, page in pairwise(measures):
        # No heading without what it is the heading of, and no page that begins with titles of nobody.
        assert not re.match(r"NKPS-tiltak \d+:", before[-1])
        assert "Hovedansvarlig" not in before[-1]
        begins = page[1] if re.match(r" {40,}NKPS-tiltak \d+:", page[0]) else page[0]
        assert re.match(r"(Virksomhet \d\d|NKPS-tiltak \d+:) ", begins)


def test_a_page_that_goes_on_with_a_measure_says_which(pages: list[list[str]]) -> None:
    goes_on = [page[0].strip() for page in pages if len(page) > 1 and page[1].startswith("Virksomhet ")]
    assert goes_on
    assert all(re.match(r"NKPS-tiltak \d+: \w", line) for line in goes_on)
