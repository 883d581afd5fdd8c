"""The page for everybody: without a mouse, enlarged, read aloud, dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from nkps_reports.jobs.collection import collect_overviews
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.matrix.overview_page import render_overview_page
from nkps_reports.matrix.page import for_browser, render_page
from tests.builders import a_row, a_word_report, shipped_report
from tests.nine_organisations import an_organisation
from tests.page.browsing import OpenPage, open_page
from tests.page.test_door import a_book
from tests.page.test_tasks import SHIPPED, TEMPLATE

FAULTY = a_book(a_row(relation="4 og 17"), a_row(title="Annet", timing=None))
Show = Callable[[OpenPage], None]


def show_help(page: OpenPage) -> None:
    page.page.get_by_role("button", name="Slik gjør du").click()
    for summary in page.page.locator("footer summary").all():
        summary.click()


def show_report(page: OpenPage) -> None:
    page.give({"spekter-2017.xlsx": SHIPPED})
    page.page.get_by_role("region", name="Word-rapporten").locator("section").first.wait_for()


def show_failure(page: OpenPage) -> None:
    page.page.set_input_files(
        "input[type=file][multiple]",
        {"name": "stor.xlsx", "mimeType": "", "buffer": a_book(*[a_row()] * 500)},
    )
    page.page.get_by_role("button", name="Avbryt").click()
    page.wait("failed")


STATES: dict[str, Show] = {
    "ready": show_help,
    "report": show_report,
    "problems": lambda page: page.give({"bok.xlsx": FAULTY}),
    "import": lambda page: page.give({"fjoråret.docx": a_word_report(shipped_report())}),
    "compare": lambda page: page.give({"a.xlsx": SHIPPED, "b.xlsx": a_book(period="2018")}),
    "overview": lambda page: page.give(
        {f"{name}.xlsx": an_organisation(name, ("4",)) for name in ("NHO", "KS", "LO")}
    ),
    "template": lambda page: page.give({"mal.docx": TEMPLATE}),
    "unread": lambda page: page.give({"notat.md": b"# Notat"}),
    "failed": show_failure,
}


@pytest.fixture(scope="module", params=["light", "dark"])
def coloured(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[OpenPage]:
    with open_page(browser, address, color_scheme=request.param) as page:
        yield page


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(coloured: OpenPage, state: str) -> None:
    STATES[state](coloured)
    assert coloured.violations() == []


def test_axe_finds_nothing_in_the_matrix_and_the_overview(browser: Browser, tmp_path: Path) -> None:
    report = shipped_report()
    (overview,), _ = collect_overviews([Outcome(Path("a.xlsx"), report=report)])
    pages = {
        "matrise": for_browser(render_page(report), report),
        "oversikt": for_browser(render_overview_page(overview)),
    }
    context = browser.new_context()
    for name, page in pages.items():
        path = tmp_path / f"{name}.html"
        path.write_text(page, encoding="utf-8")
        opened = OpenPage(context.new_page())
        opened.page.goto(path.as_uri())
        # The rules for a whole page; in its frame it is a part of one.
        parts_of_pages = ("landmark-one-main", "region")
        assert [each for each in opened.violations() if not each.startswith(parts_of_pages)] == []
    context.close()


def test_axe_finds_nothing_while_it_starts(browser: Browser, address: str) -> None:
    context = browser.new_context(offline=True)
    page = OpenPage(context.new_page())
    page.page.goto(address, wait_until="domcontentloaded")
    assert page.state == "loading"
    assert page.violations() == []
    context.close()


@pytest.fixture(scope="module")
def narrow(browser: Browser, address: str) -> Iterator[OpenPage]:
    """As wide as a page of 1,280 points enlarged to 400 per cent."""
    with open_page(browser, address, viewport={"width": 320, "height": 640}) as page:
        yield page


@pytest.mark.parametrize("state", STATES)
def test_nothing_but_previews_is_wider_than_a_narrow_screen(narrow: OpenPage, state: str) -> None:
    STATES[state](narrow)
    assert narrow.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_report_is_made_and_mended_by_keyboard_alone(opened: OpenPage) -> None:
    page = opened.page
    page.evaluate("document.activeElement.blur()")
    press_until(opened, "Prøv med et eksempel")
    page.keyboard.press("Enter")
    page.locator('a[download="spekter-2017.docx"]').wait_for()
    opened.wait("done")
    press_until(opened, "Last ned Word-rapporten")
    with page.expect_download():
        page.keyboard.press("Enter")
    press_until(opened, "Vis i arket")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('td') !== null")


def press_until(opened: OpenPage, words: str) -> None:
    """Go on with the Tab key until something with these words has the focus."""
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        if words in opened.page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"no way to «{words}» by keyboard")


def test_what_happens_is_spoken(opened: OpenPage) -> None:
    opened.give({"bok.xlsx": FAULTY})
    status = opened.page.get_by_role("status")
    assert "2 feil må rettes" in status.inner_text()
    assert opened.heading.evaluate("each => each === document.activeElement")
