"""How long the page takes in Chromium, and how much memory: each time opened afresh, without a network.

The page's own clock is read, in the page, so that nothing is counted of what drives the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import Browser

from bench.measuring import peak_renderer_mb
from tests.page.browsing import OpenPage

# Nobody has the next file in hand at once; meanwhile the page prepares, draws and makes the control copy.
_PAUSE_MS = 3_000
_LATER = 3
_GIVEN = "given"
# A mark for each state the page enters, and one when it gets a file.
_WATCH = f"""
addEventListener('change', () => performance.mark('{_GIVEN}'), true);
new MutationObserver(() => performance.mark(document.documentElement.dataset.state))
  .observe(document, {{ attributes: true, subtree: true, attributeFilter: ['data-state'] }});
"""
_LAST = "name => performance.getEntriesByName(name).at(-1).startTime"
_PICTURE = """() => new Promise((tell) =>
  new PerformanceObserver((seen) => seen.getEntriesByName('first-contentful-paint').forEach((picture) =>
    tell(picture.startTime))).observe({ type: 'paint', buffered: true }))"""


@contextmanager
def _visit(browser: Browser, *, offline: bool = True) -> Iterator[OpenPage]:
    context = browser.new_context(offline=offline)
    context.add_init_script(_WATCH)
    try:
        yield OpenPage(context.new_page())
    finally:
        context.close()


def _seconds(opened: OpenPage, name: str) -> float:
    """When something happened last, counted from when the page was asked for."""
    return float(opened.page.evaluate(_LAST, name)) / 1000


def time_picture(browser: Browser, address: str) -> float:
    """Seconds until something is seen."""
    with _visit(browser) as opened:
        opened.page.goto(address, wait_until="commit")
        return float(opened.page.evaluate(_PICTURE)) / 1000


def time_ready(browser: Browser, address: str, *, offline: bool = True) -> float:
    """Seconds until Python is there."""
    with _visit(browser, offline=offline) as opened:
        opened.open(address)
        return _seconds(opened, "ready")


def time_first(browser: Browser, address: str, workbook: Path) -> float:
    """Seconds from when the first file is given until the answer stands there."""
    with _visit(browser) as opened:
        opened.open(address)
        return _time_answer(opened, workbook)


def time_later(browser: Browser, address: str, workbook: Path) -> float:
    """The same when the file is given once more."""
    with _visit(browser) as opened:
        opened.open(address)
        _time_answer(opened, workbook)
        return median(_time_answer(opened, workbook) for _ in range(_LATER))


def _time_answer(opened: OpenPage, workbook: Path) -> float:
    opened.page.wait_for_timeout(_PAUSE_MS)
    opened.give({workbook.name: workbook.read_bytes()})
    assert f"{workbook.stem}.docx" in opened.downloads, "what was measured is a refusal"
    return _seconds(opened, "done") - _seconds(opened, _GIVEN)


def measure_memory(browser: Browser, address: str, *workbooks: Path) -> float:
    """The most memory, in megabytes, that the page's process takes in a visit with all of the workbooks."""

    def visit() -> None:
        with _visit(browser) as opened:
            opened.open(address)
            for workbook in workbooks:
                _time_answer(opened, workbook)
            opened.page.wait_for_timeout(_PAUSE_MS)

    return peak_renderer_mb(visit)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of what is asked for."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine's own web server."""
    handler: Callable[..., SimpleHTTPRequestHandler] = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
