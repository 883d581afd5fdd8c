"""A workbook that is dropped from the disk and saved again in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.builders import a_row
from tests.page.browsing import OpenPage, open_page
from tests.page.test_door import a_book

FAULTY = a_book(a_row(relation="4 og 17"), a_row(title="Annet", timing=None))
MENDED = a_book(
    a_row(relation="4 og 7"), a_row(title="Annet", timing=None), a_row(title="Nytt", relation="x")
)
CLEAN = a_book(a_row(relation="4 og 7"), a_row(title="Annet"))


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[OpenPage]:
    with open_page(browser, address) as opened:
        yield opened


def drop(page: OpenPage, *files: Path) -> None:
    """Drop files on the page, and wait for the answer."""
    page.drop(*files)
    page.wait("done")


def test_what_is_mended_left_and_new_is_told_each_time_the_workbook_is_saved(
    page: OpenPage, tmp_path: Path
) -> None:
    book = tmp_path / "spekter-2018.xlsx"
    book.write_bytes(FAULTY)
    drop(page, book)
    assert page.problems() == [("unknown-measure", "B2"), ("missing-value", "E3")]
    page.page.get_by_text("Følger spekter-2018.xlsx").first.wait_for()
    book.write_bytes(MENDED)
    page.page.locator("[data-code=unreadable-reference]").wait_for()
    said = page.page.locator("#result").inner_text()
    assert "1 rettet, 1 står igjen, 1 ny" in said
    # Excel puts a new file in the place of the old one.
    new = tmp_path / "~new.tmp"
    new.write_bytes(CLEAN)
    new.replace(book)
    page.page.locator('a[download="spekter-2018.docx"]').wait_for()
    assert page.problems() == []
    assert page.heading.inner_text() == "Rapporten er klar"


def test_a_file_that_is_gone_is_told_and_read_when_it_is_back(page: OpenPage, tmp_path: Path) -> None:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(FAULTY)
    drop(page, book)
    book.rename(tmp_path / "bort.xlsx")
    page.page.get_by_text("Finner ikke bok.xlsx lenger").first.wait_for()
    book.write_bytes(CLEAN)
    page.page.locator('a[download="bok.docx"]').wait_for()
    assert page.problems() == []


def test_a_file_that_is_half_saved_is_told_and_followed_on(page: OpenPage, tmp_path: Path) -> None:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(FAULTY)
    drop(page, book)
    book.write_bytes(CLEAN[:5000])
    page.page.locator("[data-code=unreadable-workbook]").wait_for()
    book.write_bytes(CLEAN)
    page.page.locator('a[download="bok.docx"]').wait_for()
    assert page.problems() == []


def test_what_is_no_longer_followed_says_so(page: OpenPage, tmp_path: Path) -> None:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(FAULTY)
    drop(page, book)
    page.page.get_by_text("Følger bok.xlsx").first.wait_for()
    page.page.set_input_files(
        "input[type=file][multiple]", {"name": "b.xlsx", "mimeType": "", "buffer": a_book(*[a_row()] * 300)}
    )
    page.page.get_by_role("button", name="Avbryt").click()
    page.wait("failed")
    assert page.page.get_by_text("Følger bok.xlsx").count() == 0
    page.page.get_by_role("button", name="Les filen på nytt").wait_for()


def test_where_the_browser_cannot_follow_a_button_asks_for_the_file_again(
    page: OpenPage, tmp_path: Path
) -> None:
    page.give({"bok.xlsx": FAULTY})
    assert page.page.get_by_text("Følger bok.xlsx").count() == 0
    # As in Firefox and Safari.
    page.page.evaluate("delete window.showOpenFilePicker")
    with page.page.expect_file_chooser() as chooser:
        page.page.get_by_role("button", name="Les filen på nytt").click()
    (tmp_path / "bok.xlsx").write_bytes(MENDED)
    chooser.value.set_files(tmp_path / "bok.xlsx")
    page.page.locator("[data-code=unreadable-reference]").wait_for()
    assert "1 rettet, 1 står igjen, 1 ny" in page.page.locator("#result").inner_text()
