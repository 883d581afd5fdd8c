"""The page in a browser, as somebody uses it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

# Starting Python takes some seconds; on a machine that does much else, many.
START_MS, ANSWER_MS = 120_000, 60_000
# What the page itself is and makes; all else would be a request.
_OWN = ("file:", "blob:", "data:", "about:")


class OpenPage:
    """The page, opened and watched."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.set_default_timeout(ANSWER_MS)
        page.context.on("request", lambda request: self._note(request.url))
        page.on("console", lambda message: self.errors.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, address: str) -> None:
        if not address.startswith(_OWN):
            self.requests.append(address)

    def open(self, address: str, state: str = "ready") -> None:
        """Open the page and wait until Python is there."""
        self.page.goto(address, wait_until="commit")
        self.wait(state, START_MS)

    def wait(self, state: str, timeout_ms: int = ANSWER_MS) -> None:
        """Wait until the page is in a state."""
        self.page.locator(f"html[data-state={state}]").wait_for(state="attached", timeout=timeout_ms)

    @property
    def state(self) -> str:
        """The state the page is in."""
        return str(self.page.evaluate("document.documentElement.dataset.state"))

    def give(self, files: dict[str, bytes], state: str = "done") -> None:
        """Give files, and wait for the answer."""
        given: Any = [
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
            for name, content in files.items()
        ]
        self.page.set_input_files("input[type=file][multiple]", given)
        self.wait(state)

    def drop(self, *files: Path, x: float = 200, y: float = 300) -> None:
        """Drop files from the disk as the browser's own protocol does, so that they may be read again."""
        session = self.page.context.new_cdp_session(self.page)
        data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": kind, "x": x, "y": y, "data": data})

    def download(self, name: str) -> bytes:
        """What a link saves."""
        with self.page.expect_download() as waiting:
            self.page.locator(f'a[download="{name}"]').click()
        return Path(waiting.value.path()).read_bytes()

    @property
    def downloads(self) -> list[str]:
        """The names of what can be saved of the result."""
        links = self.page.locator("#result a[download]")
        return [str(link.get_attribute("download")) for link in links.all()]

    def problems(self) -> list[tuple[str | None, str | None]]:
        """The codes and cells of the problems shown."""
        shown = self.page.locator("[data-code]").all()
        return [(each.get_attribute("data-code"), each.get_attribute("data-cell")) for each in shown]

    @property
    def heading(self) -> Locator:
        """The heading of the result."""
        return self.page.locator("#result h2").first

    def violations(self) -> list[str]:
        """What axe finds."""
        complaints = [*self.errors]
        found: Sequence[dict[str, Any]] = Axe().run(self.page).response["violations"]
        # It tries to speak with the frame, in which no script may run.
        self.errors = complaints
        return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


@contextmanager
def start_chromium() -> Iterator[Browser]:
    """Chromium; a machine without it fails, never skips."""
    program = shutil.which("chromium")
    assert program, "Chromium is missing: run make test, or install it"
    # Its own sandbox needs rights that root in a container lacks.
    with sync_playwright() as started:
        launched = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield launched
        launched.close()


@contextmanager
def open_page(browser: Browser, address: str, **options: Any) -> Iterator[OpenPage]:
    """Open the page without a network; afterwards it has asked for nothing and complained of nothing."""
    context = browser.new_context(**({"offline": True} | options))
    try:
        opened = OpenPage(context.new_page())
        opened.open(address)
        yield opened
        assert not (opened.requests + opened.errors), (opened.requests, opened.errors)
    finally:
        context.close()
