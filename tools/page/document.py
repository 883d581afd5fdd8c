"""Fills in ``page/index.html``: each ``<!-- build: name -->`` stands there once."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from html.parser import HTMLParser

from nkps_reports.wording import set_up as words
from tools.page.embedded import Embedded
from tools.page.places import CannotBuildError

NAMES = frozenset(("style", "policy", "script", "parts", "embedded", "version", "date"))
PLACEHOLDER = re.compile(r"<!-- build: ([a-z]+) -->")
# What a browser runs; a script of any other type is data.
SCRIPT_TYPES = frozenset(("", "text/javascript", "module"))
# Nothing may be loaded or sent. Previews set their own styles; Python runs in a worker made of a blob.
POLICY = (
    "default-src 'none'; script-src {hashes} 'wasm-unsafe-eval' blob:; worker-src blob:; "
    "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'"
)


class InlineScripts(HTMLParser):
    """Finds the text of each script that runs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._runs = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether a script runs."""
        self._runs = tag == "script" and (dict(attrs).get("type") or "") in SCRIPT_TYPES

    def handle_endtag(self, tag: str) -> None:
        """Note that a script ends."""
        self._runs = False

    def handle_data(self, data: str) -> None:
        """Keep the text of a script, which is told in one piece."""
        if self._runs:
            self.found.append(data)


def fill_in(template: str, values: dict[str, str]) -> str:
    """The page, with a value for each placeholder but the policy, which follows from the scripts."""
    template = template.replace("\r\n", "\n")
    found = PLACEHOLDER.findall(template)
    for name in set(found) - NAMES:
        raise CannotBuildError(words.PAGE_UNKNOWN_PLACEHOLDER.format(name=name))
    for name in NAMES:
        if found.count(name) != 1:
            raise CannotBuildError(words.PAGE_PLACEHOLDER.format(name=name, count=found.count(name)))
    # Without the parts, which are data of many megabytes.
    page = PLACEHOLDER.sub(lambda match: {**values, "parts": "", "policy": ""}[match[1]], template)
    values = {**values, "policy": policy(page)}
    return PLACEHOLDER.sub(lambda match: values[match[1]], template)


def policy(page: str) -> str:
    """The policy under which just the scripts of this page run."""
    parser = InlineScripts()
    parser.feed(page)
    parser.close()
    hashes = " ".join(f"'sha256-{sha256_base64(text)}'" for text in parser.found)
    return f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(hashes=hashes)}">'


def sha256_base64(text: str) -> str:
    """A hash as a policy has it."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def script(text: str) -> str:
    """A script as an element; esbuild has written what would end it in another way."""
    if re.search(r"</script|<!--", text, re.IGNORECASE):
        raise CannotBuildError(words.PAGE_SCRIPT_ENDS)
    return f"<script>{text}</script>"


def style(text: str) -> str:
    """A stylesheet as an element."""
    if "</style" in text.lower():
        raise CannotBuildError(words.PAGE_SCRIPT_ENDS)
    return f"<style>{text}</style>"


def part(name: str, packed: bytes) -> str:
    """Compressed data as an element that no browser runs."""
    text = base64.b64encode(packed).decode("ascii")
    return f'<script type="application/octet-stream" data-part="{escape(name)}">{text}</script>'


def row(one: Embedded) -> str:
    """A row of the table of what is embedded."""
    cells = (one.version, one.licence, one.pin)
    inside = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(one.name)}</th>{inside}</tr>'
