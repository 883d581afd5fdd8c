"""Each task of the page, in a browser without a network; what it saves is what the command line makes."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from nkps_reports.workbook.writing.blank import render_workbook
from tests import ROOT
from tests.builders import a_row, a_word_report, a_workbook, shipped_report
from tests.commands import run
from tests.foreign import edited, replaced
from tests.hostile import LAUGHS, ole, ten_gigabytes, with_entities
from tests.nine_organisations import an_organisation
from tests.page.browsing import OpenPage
from tests.page.test_door import a_book

SHIPPED = (ROOT / "input/spekter-2017.xlsx").read_bytes()
TEMPLATE = (ROOT / "templates/report.docx").read_bytes()


def test_a_workbook_becomes_a_report_a_control_copy_and_a_matrix(opened: OpenPage, tmp_path: Path) -> None:
    opened.give({"spekter-2017.xlsx": SHIPPED})
    assert opened.heading.inner_text() == "Rapporten er klar"
    assert opened.heading.evaluate("each => each === document.activeElement")
    assert opened.downloads == ["spekter-2017.docx", "spekter-2017-kontroll.xlsx"]
    (tmp_path / "input").mkdir()
    (tmp_path / "input/spekter-2017.xlsx").write_bytes(SHIPPED)
    assert run(tmp_path, "report").returncode == 0
    assert opened.download("spekter-2017.docx") == (tmp_path / "output/spekter-2017.docx").read_bytes()
    # In its folder, for the copy says where the workbook lies.
    assert run(tmp_path / "input", "check", "spekter-2017.xlsx", "--annotate").returncode == 0
    copy = (tmp_path / "input/output/spekter-2017-kontroll.xlsx").read_bytes()
    assert opened.download("spekter-2017-kontroll.xlsx") == copy
    matrix = opened.page.locator("iframe[title]")
    assert matrix.get_attribute("sandbox") == "allow-same-origin allow-modals"
    assert "8 rapporteringspunkter med 10 relasjoner" in opened.page.frame_locator("iframe").locator(
        "caption"
    ).first.inner_text().replace("\xa0", " ")
    mail = opened.page.locator('a[href^="mailto:"]')
    assert "Rapport%20fra%20Spekter" in str(mail.get_attribute("href"))


def test_each_file_gets_the_control_copy_of_its_own(opened: OpenPage) -> None:
    books = {name: a_book(*[a_row(title=f"Tittel i {name}", relation="17")] * 300) for name in ("a", "b")}
    opened.give({"a.xlsx": books["a"]})
    # While the copy of the first is still being made.
    opened.give({"b.xlsx": books["b"]})
    copy = openpyxl.load_workbook(io.BytesIO(opened.download("b-kontroll.xlsx")))
    assert copy["Tiltak"]["A2"].value == "Tittel i b"


def test_a_long_report_is_not_shown_but_can_be_downloaded(opened: OpenPage) -> None:
    opened.give({"lang.xlsx": a_book(*[a_row()] * 1000)})
    opened.page.get_by_text("for langt til å vises her").wait_for()
    assert len(opened.download("lang.docx")) > 50_000


def test_the_style_of_a_template_reaches_no_further_than_the_preview(opened: OpenPage) -> None:
    cover = "red; } :host{position:fixed!important;inset:0;z-index:99999;contain:none!important} .y{"
    template = edited(TEMPLATE, {"word/styles.xml": replaced('w:val="1F3864"', f'w:val="{cover}"')})
    opened.give({"mal.docx": template, "spekter-2017.xlsx": SHIPPED})
    region = opened.page.get_by_role("region", name="Word-rapporten")
    region.locator("section").first.wait_for()
    box, host = region.bounding_box(), region.locator("> div").last.bounding_box()
    assert box is not None
    assert host is not None
    assert host["height"] <= box["height"]
    assert opened.page.get_by_role("button", name="velg filer").is_visible()


def test_a_file_dropped_on_the_matrix_is_taken(opened: OpenPage, tmp_path: Path) -> None:
    opened.give({"spekter-2017.xlsx": SHIPPED})
    opened.page.locator("iframe").scroll_into_view_if_needed()
    box = opened.page.locator("iframe").bounding_box()
    assert box
    (tmp_path / "ny.xlsx").write_bytes(a_book())
    opened.drop(tmp_path / "ny.xlsx", x=box["x"] + 300, y=max(box["y"], 0) + 200)
    opened.page.locator('a[download="ny.docx"]').wait_for()


def test_the_report_is_shown_page_by_page_with_links_that_keep_the_work(opened: OpenPage) -> None:
    opened.give({"spekter-2017.xlsx": SHIPPED})
    preview = opened.page.get_by_role("region", name="Word-rapporten")
    preview.locator("section").nth(1).wait_for()
    assert "Gjennomføre møteplass" in preview.locator("section").first.inner_text()
    outside = preview.locator('a[href^="http"]').first
    assert (outside.get_attribute("target"), "noopener" in str(outside.get_attribute("rel"))) == (
        "_blank",
        True,
    )


def test_a_problem_leads_to_its_cell_and_back(opened: OpenPage) -> None:
    opened.give({"bok.xlsx": a_book(a_row(relation="4 og 17"), a_row(title="Annet", timing=None))})
    assert opened.heading.inner_text() == "2 feil må rettes før rapporten kan lages"
    assert opened.problems() == [("unknown-measure", "B2"), ("missing-value", "E3")]
    problem = opened.page.locator("[data-code=missing-value]")
    assert problem.get_attribute("data-severity") == "error"
    assert problem.get_attribute("data-sheet") == "Tiltak"
    problem.get_by_role("link").or_(problem.get_by_role("button")).first.click()
    focused = opened.page.evaluate("document.activeElement.closest('td, th') !== null")
    assert focused
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.closest('[data-code]')?.dataset.cell") == "E3"
    assert opened.downloads == ["bok-kontroll.xlsx"]


def test_a_word_report_becomes_a_workbook_that_becomes_the_report(opened: OpenPage, tmp_path: Path) -> None:
    word = a_word_report(shipped_report())
    opened.give({"fjoråret.docx": word})
    assert opened.downloads == ["fjoråret.xlsx"]
    workbook = opened.download("fjoråret.xlsx")
    (tmp_path / "fjoråret.docx").write_bytes(word)
    assert run(tmp_path, "import", "fjoråret.docx").returncode == 0
    assert workbook == (tmp_path / "input/fjoråret.xlsx").read_bytes()
    opened.give({"fjoråret.xlsx": workbook})
    assert opened.download("fjoråret.docx") == word


def test_two_reports_are_compared_and_each_can_be_opened(opened: OpenPage, tmp_path: Path) -> None:
    word = a_word_report(shipped_report())
    later = a_book(a_row(title="Noe nytt"), period="2018")
    opened.give({"gammel.docx": word, "ny.xlsx": later})
    assert opened.heading.inner_text() == "Dette er nytt fra 2017 til 2018"
    (tmp_path / "gammel.docx").write_bytes(word)
    (tmp_path / "ny.xlsx").write_bytes(later)
    assert run(tmp_path, "compare", "gammel.docx", "ny.xlsx").returncode == 0
    assert opened.download("ny-endringer.docx") == (tmp_path / "output/ny-endringer.docx").read_bytes()
    opened.page.get_by_role("button", name="Bytt rekkefølge").click()
    opened.page.locator('a[download="gammel-endringer.docx"]').wait_for()
    opened.page.get_by_role("button", name="Åpne ny.xlsx").click()
    opened.page.locator('a[download="ny.docx"]').wait_for()


def test_many_reports_become_an_overview_against_a_list(opened: OpenPage) -> None:
    files = {f"{name}.xlsx": an_organisation(name, ("4",)) for name in ("NHO", "KS", "LO")}
    opened.give(files)
    assert opened.downloads == ["samlet-oversikt-2017.docx", "samlet-oversikt-2017.xlsx"]
    assert opened.page.locator("iframe").count() == 1
    opened.page.locator("textarea").fill("NHO\nKS\nLO\nVirke")
    opened.page.get_by_role("button", name="Lag oversikten på nytt").click()
    opened.wait("done")
    shown = opened.page.frame_locator("iframe").locator("body")
    shown.get_by_text("Virksomheter som ikke har rapportert").wait_for()
    assert "Virke" in shown.inner_text()


def test_a_template_is_used_with_a_workbook(opened: OpenPage) -> None:
    opened.give({"mal.docx": TEMPLATE, "spekter-2017.xlsx": SHIPPED})
    assert opened.download("spekter-2017.docx") == a_word_report(shipped_report())
    opened.give({"mal.docx": TEMPLATE})
    assert opened.heading.inner_text() == "Word-malen er i orden"


def test_the_blank_workbook_and_the_example_are_in_the_page(opened: OpenPage) -> None:
    assert opened.download("template.xlsx") == render_workbook()
    opened.page.get_by_role("button", name="Prøv med et eksempel").click()
    opened.page.locator('a[download="spekter-2017.docx"]').wait_for()


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.xlsx": (ten_gigabytes, "too-large"),
    "laughs.xlsx": (partial(with_entities, LAUGHS), "unreadable-workbook"),
    "cut.xlsx": (lambda: SHIPPED[:9000], "unreadable-workbook"),
    "tom.xlsx": (bytes, "unreadable-workbook"),
    "gammel.doc": (partial(ole, "WordDocument"), "report-unsupported-format"),
    "rapport.pdf": (lambda: b"%PDF-1.7", "report-unsupported-format"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_refused_and_the_next_one_works(opened: OpenPage, name: str) -> None:
    make, code = HARMFUL[name]
    opened.give({name: make()})
    assert opened.problems() == [(code, None)]
    assert not opened.downloads
    assert len(opened.page.locator("[data-code]").inner_text()) > 30


def test_what_is_typed_is_shown_as_it_was_typed(opened: OpenPage) -> None:
    opened.page.evaluate("window.harmed = 0")
    script = "<img src=x onerror='parent.harmed = harmed = 1'><script>harmed = 1</script> {{ 7*7 }}"
    long = "æ" * 32_767
    row = a_row(title=script, description=long)
    opened.give({"<script>alert(1)</script>.xlsx": a_book(row, name=script)})
    assert "{{ 7*7 }}" in opened.page.locator("#result").inner_text()
    assert script in opened.page.frame_locator("iframe").locator(".organisation").inner_text()
    opened.page.get_by_role("region", name="Word-rapporten").locator("section").first.wait_for()
    assert opened.page.evaluate("harmed") == 0
    assert opened.page.locator("#result img").count() == 0
    assert opened.page.locator("iframe").evaluate("frame => frame.contentDocument.images.length") == 0


def test_the_same_file_works_from_a_web_server(browser: Browser, built_page: Path) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built_page.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/{built_page.name}"
    try:
        context = browser.new_context()
        page = OpenPage(context.new_page())
        page.open(address)
        page.give({"spekter-2017.xlsx": SHIPPED})
        assert page.download("spekter-2017.docx") == a_word_report(shipped_report())
        assert (page.requests, page.errors) == ([address], [])
        context.close()
    finally:
        server.shutdown()
        server.server_close()


def test_a_file_too_large_is_told_without_being_read(opened: OpenPage, tmp_path: Path) -> None:
    large = tmp_path / "stor.xlsx"
    with large.open("wb") as file:
        file.truncate(100_000_001)
    opened.page.set_input_files("input[type=file][multiple]", large)
    opened.wait("done")
    assert opened.problems() == [("too-large", None)]


def test_files_given_while_python_starts_wait_their_turn(browser: Browser, address: str) -> None:
    context = browser.new_context(offline=True)
    page = OpenPage(context.new_page())
    page.page.goto(address, wait_until="domcontentloaded")
    page.page.set_input_files(
        "input[type=file][multiple]",
        {"name": "bok.xlsx", "mimeType": "application/octet-stream", "buffer": SHIPPED},
    )
    assert page.state == "working"
    page.wait("done", 120_000)
    assert page.downloads == ["bok.docx", "bok-kontroll.xlsx"]
    context.close()


def test_two_files_of_one_kind_of_harm_say_so_together(opened: OpenPage) -> None:
    opened.give({"a.pdf": b"%PDF-1.7", "b.pdf": b"%PDF-1.7"})
    assert opened.heading.inner_text() == "Ingen av filene kan brukes"
    assert [code for code, _ in opened.problems()] == ["report-unsupported-format"] * 2


def test_the_blank_workbook_is_told_to_be_blank(opened: OpenPage) -> None:
    opened.give({"template.xlsx": a_workbook(rows=(), organisation={})})
    assert opened.problems() == [("blank-workbook", None)]
