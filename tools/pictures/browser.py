"""What Chromium shows: a piece of HTML, and the page with files dropped on it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from tools.pictures.documents import find_program

START_MS = 120_000
# The page says when a file was read.
CLOCK = datetime.datetime(2018, 9, 13, 10, 20)
# The system's font is another on each machine; Liberation comes with the set-up. What is out of sight may be
# missing in a picture.
STYLE = ':root { font-family: "Liberation Sans" } .group { content-visibility: visible !important }'
# So much of what is around an element is seen with it.
AIR = 24


@contextmanager
def start_browser() -> Iterator[Browser]:
    """Chromium, which the set-up installs."""
    # Its own sandbox needs rights that root in a container lacks.
    with sync_playwright() as started:
        launched = started.chromium.launch(executable_path=find_program("chromium"), args=["--no-sandbox"])
        yield launched
        launched.close()


@contextmanager
def open_page(browser: Browser, width: int, pixels_per_point: float) -> Iterator[Page]:
    """An empty page without a network, drawn with more pixels than it is wide, for sharp screens."""
    context = browser.new_context(
        offline=True, bypass_csp=True, color_scheme="light", reduced_motion="reduce", locale="nb-NO",
        viewport={"width": width, "height": 800}, device_scale_factor=pixels_per_point,
    )  # fmt: skip
    yield context.new_page()
    context.close()


def draw_html(browser: Browser, html: str) -> Image.Image:
    """A picture of a piece of preformatted text."""
    with open_page(browser, 1200, 1.75) as page:
        page.set_content(html)
        return as_picture(page.locator("pre").screenshot())


def draw_ready(browser: Browser, address: str, workbook: Path) -> Image.Image:
    """The page after a workbook was given to it, from its top to what is done with the report."""
    with open_page(browser, 880, 1.75) as page:
        give(page, address, workbook)
        return draw_between(page, "body", ".follow")


def draw_mistakes(browser: Browser, address: str, workbook: Path) -> Image.Image:
    """What is wrong with a workbook, beside its sheet, after one of the mistakes was chosen."""
    with open_page(browser, 1240, 1.5) as page:
        give(page, address, workbook)
        page.locator("[data-code=number-as-decimal]").get_by_role("button").click()
        page.evaluate("document.activeElement.blur()")
        return draw_between(page, ".checked", "footer")


def give(page: Page, address: str, file: Path) -> None:
    """Open the page and give a file to it."""
    page.clock.set_fixed_time(CLOCK)
    page.goto(address, wait_until="commit")
    page.add_style_tag(content=STYLE)
    wait(page, "ready")
    page.set_input_files("input[type=file][multiple]", file)
    wait(page, "done")
    page.evaluate("document.activeElement.blur()")


def draw_between(page: Page, first: str, below: str) -> Image.Image:
    """A picture of the page from where an element begins to where another does."""
    top, bottom = (
        page.locator(each).first.evaluate("each => each.getBoundingClientRect().top + scrollY")
        for each in (first, below)
    )
    top = max(top - AIR, 0)
    width = page.evaluate("document.documentElement.clientWidth")
    clip = FloatRect(x=0, y=top, width=width, height=bottom - AIR / 2 - top)
    return as_picture(page.screenshot(full_page=True, clip=clip))


def wait(page: Page, state: str) -> None:
    """Wait until the page is in a state."""
    page.locator(f"html[data-state={state}]").wait_for(state="attached", timeout=START_MS)


def as_picture(screenshot: bytes) -> Image.Image:
    """A screenshot to work on."""
    return Image.open(io.BytesIO(screenshot)).convert("RGB")
