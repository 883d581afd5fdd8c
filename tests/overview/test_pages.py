"""An overview of sixty organisations: how its pages begin and end."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from nkps_reports.matrix.overview_page import render_overview_page
from nkps_reports.matrix.pdf import render_pdf
from nkps_reports.overview.overview import Contribution, Overview
from nkps_reports.report.model import Organisation, Place, Relation
from nkps_reports.report.strategy import read_measures
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
        own = replace(report, organisation=Organisation(f"Forbund {number:02}", "2017"), actions=actions)
        contributions.append(Contribution(Path(f"{number}.xlsx"), own))
    return Overview("2017", tuple(contributions))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(render_overview_page(sixty_organisations()))[0]


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[list[str]]:
    """The lines of each page, without its number."""
    command = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode()
    pages = [[line.rstrip() for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]
    return [[line for line in page if not PAGE.search(line)] for page in pages]


def test_the_map_has_the_names_of_the_measures_on_each_page_and_each_organisation_once(pdf: bytes) -> None:
    # Not by pdftotext, which takes a page with more slanted than upright letters for a turned one.
    shown = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
    first = next(index for index, page in enumerate(shown) if "NKPS-tiltakeneog" in page)
    maps = shown[:first]
    assert len(maps) == 4
    for page in maps:
        names = ["".join(measure.short_name.split()) for measure in read_measures()]
        assert [name for name in names if name not in page] == []
    assert [page.count("Antallvirksomheter") for page in maps] == [0, 0, 0, 1]
    together = "".join(maps)
    assert [together.count(f"Forbund{number:02}") for number in range(60)] == [1] * 60


def test_nothing_stands_alone_at_the_top_or_the_bottom_of_a_page(pages: list[list[str]]) -> None:
    first = next(index for index, page in enumerate(pages) if "NKPS-tiltakene og" in page[0])
    measures = pages[first:]
    assert len(measures) > 5
    for before, page in pairwise(measures):
        # No heading without what it is the heading of, and no page that begins with titles of nobody.
        assert not re.match(r"NKPS-tiltak \d+:", before[-1])
        assert "Hovedansvarlig" not in before[-1]
        begins = page[1] if re.match(r"NKPS-tiltak \d+: .*\(forts\.\)$", page[0]) else page[0]
        assert re.match(r"(Forbund \d\d|NKPS-tiltak \d+:) ", begins)


def test_a_page_that_goes_on_with_a_measure_says_which(pages: list[list[str]]) -> None:
    first = next(index for index, page in enumerate(pages) if "NKPS-tiltakene og" in page[0])
    current, goes_on = "", 0
    for page in pages[first:]:
        if page[0].startswith("NKPS-tiltak ") and page[0].endswith(" (forts.)"):
            assert page[0] == f"{current} (forts.)"
            goes_on += 1
        else:
            assert page is pages[first] or re.match(r"NKPS-tiltak \d+: ", page[0])
        for number, line in itertools.product(range(1, 17), page):
            if line.startswith(f"NKPS-tiltak {number}: "):
                current = f"NKPS-tiltak {number}: {read_measures()[number - 1].short_name}"
    assert goes_on
