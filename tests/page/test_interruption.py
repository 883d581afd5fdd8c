"""A task that is cancelled, takes too long or goes wrong: it is told in words, and the next file works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.builders import a_row
from tests.page.browsing import START_MS, OpenPage, open_page
from tests.page.test_door import a_book
from tests.page.test_tasks import SHIPPED


@pytest.fixture(scope="module")
def large() -> bytes:
    """A workbook that takes its time."""
    return a_book(*(a_row(title=f"Tiltak {number}", description="Et ord. " * 200) for number in range(1500)))


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[OpenPage]:
    with open_page(browser, address) as opened:
        yield opened


def begin(page: OpenPage, content: bytes) -> None:
    page.page.set_input_files(
        "input[type=file][multiple]",
        {"name": "stor.xlsx", "mimeType": "application/octet-stream", "buffer": content},
    )
    assert page.state == "working"


def works_again(page: OpenPage) -> None:
    page.give({"spekter-2017.xlsx": SHIPPED}, "working")
    page.wait("done", START_MS)
    assert "spekter-2017.docx" in page.downloads


def test_a_task_can_be_cancelled(page: OpenPage, large: bytes) -> None:
    begin(page, large)
    page.page.get_by_role("button", name="Avbryt").click()
    page.wait("failed", 5_000)
    assert "avbrutt" in page.page.locator("#message").inner_text().casefold()
    works_again(page)


def test_a_task_that_takes_too_long_is_ended(page: OpenPage, large: bytes) -> None:
    page.page.clock.install()
    begin(page, large)
    page.page.clock.fast_forward(299_000)
    assert page.state == "working"
    page.page.clock.fast_forward(2_000)
    page.wait("failed", 5_000)
    assert "5 minutter" in page.page.locator("#message").inner_text()
    works_again(page)
    # The clock is set in every frame, also in that of the matrix, where no script may run.
    page.errors.clear()


def test_a_second_file_replaces_the_first_only_when_it_is_read(page: OpenPage, large: bytes) -> None:
    page.give({"spekter-2017.xlsx": SHIPPED})
    begin(page, large)
    assert "spekter-2017.docx" in page.downloads
    assert page.page.get_by_text("det forrige resultatet").is_visible()
    page.page.get_by_role("button", name="Avbryt").click()
    page.wait("failed")
    assert "spekter-2017.docx" in page.downloads


def test_a_bug_is_told_with_its_details(browser: Browser, address: str) -> None:
    context = browser.new_context(offline=True)
    page = OpenPage(context.new_page())
    # The answer of a worker in which something went wrong that nobody thought of.
    page.page.add_init_script(
        "const post = Worker.prototype.postMessage;"
        "Worker.prototype.postMessage = function (message, ...rest) {"
        " if (message.type === 'request') message.request.files = 1;"
        " return post.call(this, message, ...rest); };"
    )
    page.open(address)
    page.give({"spekter-2017.xlsx": SHIPPED}, "failed")
    assert "feil i programmet" in page.page.locator("#message").inner_text()
    with page.page.expect_download() as waiting:
        page.page.locator('a[download="nkps-reports-feil.txt"]').click()
    assert "TypeError" in Path(waiting.value.path()).read_text(encoding="utf-8")
    context.close()


@pytest.mark.parametrize("lacking", ["WebAssembly", "DecompressionStream", "Worker"])
def test_a_browser_that_lacks_something_is_told_what_to_ask_for(
    browser: Browser, address: str, lacking: str
) -> None:
    context = browser.new_context(offline=True)
    page = OpenPage(context.new_page())
    page.page.add_init_script(f"delete window.{lacking};")
    page.open(address, "failed")
    said = page.page.locator("#message").inner_text()
    assert "IT" in said
    assert "Edge" in said
    context.close()
