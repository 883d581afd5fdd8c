"""The page as a file: what is in it, and that it is the same file each time."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.page.conftest import ROOT, build_page
from tools.page import document, embedded, wheels
from tools.page.places import CannotBuildError


class Page(HTMLParser):
    """What a browser finds in the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.policy = ""
        self.parts: dict[str, str] = {}
        self.scripts: list[str] = []
        self.before_policy: list[str] = []
        self.rows: list[list[str]] = []
        self._part, self._runs, self._cell = "", False, False
        self.feed(text)

    @property
    def embedded(self) -> list[list[str]]:
        """The rows of what is embedded, without their header."""
        return [row for row in self.rows if len(row) == 4][1:]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note addresses, the policy, and what is to be read."""
        values = {name: value or "" for name, value in attrs}
        self.addresses += [
            values[name] for name in ("src", "href", "srcset", "data", "action") if name in values
        ]
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if not self.policy:
            self.before_policy.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"th", "td"}:
            self.rows[-1].append("")
        self._cell = tag in {"th", "td"}
        self._part = values.get("data-part", "")
        self._runs = tag == "script" and not self._part

    def handle_endtag(self, tag: str) -> None:
        """End what was read."""
        self._part, self._runs, self._cell = "", False, False

    def handle_data(self, data: str) -> None:
        """Keep a part, a script or a cell."""
        if self._part:
            self.parts[self._part] = self.parts.get(self._part, "") + data
        elif self._runs:
            self.scripts.append(data)
        elif self._cell:
            self.rows[-1][-1] += data


@pytest.fixture(scope="session")
def page(built_page: Path) -> Page:
    """The page, read."""
    return Page(built_page.read_text(encoding="utf-8"))


def part(page: Page, name: str) -> bytes:
    return gzip.decompress(base64.b64decode(page.parts[name]))


def test_it_is_one_file_of_less_than_15_megabytes(built_page: Path) -> None:
    assert built_page.stat().st_size < 15_000_000


@pytest.mark.slow
def test_the_same_sources_in_another_folder_give_the_same_bytes(built_page: Path, tmp_path: Path) -> None:
    copy = tmp_path / "en annen mappe æ"
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    (copy / ".git").write_text(f"gitdir: {git_folder()}\n", encoding="utf-8")
    (copy / "page" / "node_modules").symlink_to(ROOT / "page" / "node_modules")
    again = tmp_path / "again.html"
    answer = build_page(again, root=copy)
    assert answer.returncode == 0, answer.stderr
    assert again.read_bytes() == built_page.read_bytes()
    assert hashlib.sha256(again.read_bytes()).hexdigest() in answer.stdout


def git_folder() -> str:
    command = ["git", "rev-parse", "--absolute-git-dir"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_everything_embedded_is_listed_with_its_licence_and_what_it_was_checked_against(page: Page) -> None:
    listed = {row[0]: row for row in page.embedded}
    pins = {pin.name: pin for pin in wheels.read_pins()} | {"lxml": wheels.lxml_pin()[0]}
    for name, pin in pins.items():
        assert listed[name][1] == pin.version
        assert listed[name][3] == f"sha256:{pin.sha256}"
    for name in ("pyodide", "docx-preview", "jszip", "pako"):
        assert listed[name][3].startswith("sha512-")
    assert listed["CPython"][3] == "del av pyodide"
    assert all(row[2] for row in listed.values())


def test_the_licence_of_each_embedded_thing_stands_in_full(page: Page) -> None:
    text = part(page, "licences.txt").decode()
    sections = re.split(r"={100}\n(.+)\n={100}\n", text)[1:]
    named = dict(zip((heading.split()[0] for heading in sections[::2]), sections[1::2], strict=True))
    assert {row[0].split()[0] for row in page.embedded} == set(named)
    assert all(len(section.strip()) > 150 for section in named.values())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in named["docxtpl"]
    assert "Mozilla Public License Version 2.0" in named["pyodide"]


def test_the_libraries_are_those_of_the_command_line() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    versions = dict(line.lower().split("==") for line in lines if not line.startswith("#"))
    assert {pin.name: pin.version for pin in wheels.read_pins()} == {
        pin.name: versions[pin.name.lower()] for pin in wheels.read_pins()
    }


def test_the_page_loads_nothing_from_a_network(page: Page) -> None:
    assert page.addresses == [
        address for address in page.addresses if not re.match(r"(?i)\s*(https?:|//)", address)
    ]
    styles = (ROOT / "page" / "style.css").read_text(encoding="utf-8")
    assert not re.search(r"(?i)url\(\s*['\"]?(https?:|//)|@import", styles)


def test_the_policy_forbids_connections_and_stands_before_all_that_could_run(page: Page) -> None:
    assert "default-src 'none'" in page.policy
    assert "connect-src 'none'" in page.policy
    assert "'unsafe-inline'" not in page.policy.partition("script-src")[2].partition(";")[0]
    assert set(page.before_policy) <= {"html", "head", "meta", "title"}
    assert page.scripts
    for script in page.scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page.policy


def test_no_path_of_the_machine_that_built_it_is_in_it(built_page: Path, page: Page) -> None:
    # Pyodide's own files name the machine of those who built Pyodide.
    places = [str(ROOT).encode(), str(built_page.parent).encode()]
    for content in (built_page.read_bytes(), *(part(page, name) for name in page.parts)):
        assert not [place for place in places if place in content]


def test_all_python_is_compiled_and_the_templates_are_there(page: Page) -> None:
    with zipfile.ZipFile(io.BytesIO(part(page, "site-packages.zip"))) as archive:
        names = archive.namelist()
    assert not [name for name in names if name.endswith(".py")]
    assert {"nkps_reports/__init__.pyc", "nkps_reports/word/default/report-nn.docx"} <= set(names)
    assert not [name for name in names if name.startswith("nkps_reports/cli/")]


def test_the_workbooks_in_it_are_the_shipped_ones(page: Page) -> None:
    assert part(page, "template.xlsx") == (ROOT / "input" / "template.xlsx").read_bytes()
    assert part(page, "example.xlsx") == (ROOT / "input" / "spekter-2017.xlsx").read_bytes()


@pytest.mark.parametrize("found", ["", "<!-- build: style --><!-- build: style -->", "<!-- build: styel -->"])
def test_a_placeholder_that_is_missing_doubled_or_unknown_stops_the_build(found: str) -> None:
    others = "".join(f"<!-- build: {name} -->" for name in document.NAMES - {"style"})
    with pytest.raises(CannotBuildError, match=r"build: sty(le|el)"):
        document.fill_in(others + found, dict.fromkeys(document.NAMES, ""))


def test_a_failed_download_is_told_in_words_and_leaves_the_file_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    target = tmp_path / "nkps-rapport.html"
    target.write_text("før", encoding="utf-8")
    answer = build_page(target)
    assert answer.returncode == 1
    assert "page/requirements.txt, mislyktes. Har maskinen nettforbindelse?" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert target.read_text(encoding="utf-8") == "før"
    assert list(tmp_path.glob("*.html*")) == [target]


def test_a_file_that_changed_in_the_cache_is_not_embedded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    pin = wheels.read_pins()[0]
    wheels.cache().mkdir()
    (wheels.cache() / pin.sha256).write_bytes(b"something else")
    assert wheels.read_cached(pin) is None


def test_text_is_escaped_in_the_table() -> None:
    row = document.row(embedded.Embedded("<script>", "1", "MIT & Zlib", "sha256:0", ""))
    assert row.startswith('<tr><th scope="row">&lt;script&gt;</th><td>1</td><td>MIT &amp; Zlib</td>')
