"""A Word report read back: workbook → Word → workbook gives the same cells."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from nkps_reports.report.characters import clean_text
from nkps_reports.report.drafts import parse_draft
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.markup import Run, parse_markup
from nkps_reports.report.model import (
    Action,
    Block,
    Language,
    Organisation,
    Paragraph,
    Place,
    Relation,
    Report,
    Text,
)
from nkps_reports.report.problems import has_errors
from nkps_reports.report.references import is_seen, parse_references
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.reading.report import parse_word_report
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.writing.blank import render_draft
from tests.builders import a_word_report, a_workbook
from tests.handmade import Hand, a_handmade_report
from tests.source_document import shipped_rows
from tools.word_template.template import render_default_template

# What reports are made of, and what could be taken for something else.
ODDS = (
    *"abcæøåÉ 019.,:;!?«»–—-…()[]{}<>&\"'#_*=+@|/~",
    *("\u00a0", "\u00ad", "\u200b", "\u2009", "\u2011", "\t", "😀", "e\u0301"),
    *("\n", "\n\n", "\n- ", "\n• ", "\n1. ", "\n2. ", "\n3. ", "\uf0b7", "\n\uf0b7\t"),
    *("\n  - ", "\n\t- ", "\n  1. ", "\n  2. ", "\no\t", "\n§\t", "\n* ", "\n→ ", "\na) ", "(www.f.no)."),
    *("[program](https://a.no/x?y=(1))", "https://b.no", "https://c.no/å_b).", "[ to ord ](http://d.no)"),
    *(
        "[x]",
        "www.e.no",
        "_x0041_",
        "{{",
        "}}",
        "{%p",
        "{_{",
        "&amp;",
        "]]>",
        "<w:t>",
        "9. En",
        "13. mai",
    ),
    *("\nTidspunkt og varighet\n", "\n4. Tidspunkt og varighet\n", "\nRapporteringspunkt 2\n"),
    *("\nRelasjon til NKPS-tiltak nr. 4.\n", "\nTil listen over rapporteringspunkter\n", "\nDato: x\n"),
    *("\nTiltak\n", "\nHovedansvarlig\n", "\nRapporteringspunkter\n", "NKPS-tiltak 4"),
)
PIECES = st.sampled_from(ODDS)
TEXTS = st.lists(PIECES, min_size=1, max_size=30).map("".join)
LOOKS = st.lists(st.tuples(TEXTS, st.booleans(), st.booleans()), min_size=1, max_size=4)
RELATIONS = st.sampled_from(["12", "4 og 7", "7, 4", "4–7", "nr. 4, 6 og 7.", "16"])
LINKS = st.sampled_from([None, None, "mailto:kari@spekter.no", "https://f.no/a b(c", "http://g.no/#h"])
NAME_PIECES = [*"abÆ .,:–-()&<", "Dato: 5", "Til:", "{{", "😀", "Rapporteringspunkter"]
NAMES = st.lists(st.sampled_from(NAME_PIECES), min_size=1, max_size=6).map("".join)


def rich(looks: list[tuple[str, bool, bool]]) -> CellRichText:
    """A cell's text with looks, as openpyxl writes it."""
    return CellRichText(*(TextBlock(InlineFont(b=bold, i=italic), text) for text, bold, italic in looks))


@cache
def template_of(language: Language) -> bytes:
    """The default template, made once."""
    return render_default_template(language)


def content_of(report: Report) -> tuple[Organisation, list[tuple[list[list[Any]], tuple[int, ...]]]]:
    """What the cells say, wherever they stand."""
    actions = [
        ([[shown(block) for block in text.blocks] for text in action.texts],
         action.relation.measures if action.relation else ())
        for action in report.actions
    ]  # fmt: skip
    return report.organisation, actions


def shown(block: Block) -> Any:
    """A block without the positions of its characters in the cell."""
    if isinstance(block, Paragraph):
        return block.spans
    return [(item.level, item.number, item.paragraph.spans) for item in block.items]


ROWS = st.lists(st.tuples(LOOKS, RELATIONS, LOOKS, LOOKS, LOOKS, LINKS), min_size=1, max_size=3)
DAYS = st.sampled_from([None, date(2017, 9, 13)])
RECIPIENTS = st.sampled_from(["", "Kunnskapsdepartementet", "Dato: KD"])
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


_PLAIN = [("a", False, False)]
# The bullet is a character, and the space after it is of the link's words: no list.
_LINKED_BULLET = [("\uf0b7[ to ord ](http://d.no)", False, False)]


@given(ROWS, NAMES, NAMES, RECIPIENTS, DAYS, st.sampled_from(Language))
@example([(_PLAIN, "12", _PLAIN, _PLAIN, _LINKED_BULLET, None)], "a", "a", "", None, Language.BOKMAL)
@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
def test_a_report_read_back_from_word_has_the_same_text(
    rows: list[Any], name: str, period: str, recipient: str, day: date | None, language: Language
) -> None:
    assume(is_seen(name) and is_seen(period))
    organisation = Organisation(
        on_one_line(name), on_one_line(period), day, recipient, "Kari: Nordmann", "k@e.no", language
    )
    actions = tuple(an_action(number, *row) for number, row in enumerate(rows, start=1))
    assume(all(is_seen(text.plain) for action in actions for text in action.texts))
    report = Report(organisation, actions, read_measures())
    found = parse_word_report(a_word_report(report, template_of(language)))
    assert content_of(parse_draft(found.draft)) == content_of(report)
    assert found.problems == ()


@given(ROWS)
@settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
def test_a_workbook_made_of_a_word_report_has_the_cells_of_the_first_one(rows: list[Any]) -> None:
    def fill(book: Workbook) -> None:
        sheet: Any = book["Tiltak"]
        for number, (title, _, responsible, description, timing, link) in enumerate(rows, start=2):
            for column, looks in zip((1, 3, 4, 5), (title, responsible, description, timing), strict=True):
                sheet.cell(number, column).value = rich(looks)
            if link:
                sheet.cell(number, 4).hyperlink = link

    first = parse_workbook(a_workbook([("", row[1], "", "", "") for row in rows], change=fill))
    assume(first.report and not has_errors(first.problems))
    assert first.report
    again = parse_workbook(render_draft(parse_word_report(a_word_report(first.report)).draft))
    assert again.report
    assert content_of(again.report) == content_of(first.report)


# What LibreOffice 7.4 itself changes: it escapes the first, and cuts a link at the others.
CHANGED_BY_LIBREOFFICE = ("_x0041_", "\u2011", "\u00ad")


def a_mixed_text(seed: int) -> str:
    """Pieces of all kinds, others for each seed and the same each time."""
    kept = [piece for piece in ODDS if piece not in CHANGED_BY_LIBREOFFICE]
    return "".join(kept[(seed * 31 + step * (seed % 13 + 5)) % len(kept)] for step in range(4 + seed % 17))


def a_mixed_report(seed: int) -> Report:
    """A report of one to three actions with such texts, some bold, some a link as a whole."""
    links = (None, "mailto:kari@spekter.no", "https://f.no/a%20b", None)
    rows = [
        (
            *([(a_mixed_text(seed + 100 * place), bool(seed % 2), bool(place % 2)),
               (a_mixed_text(seed + 100 * place + 50), False, False)] if place != 1 else "4 og 7"
              for place in range(5)),
            links[(seed + number) % len(links)],
        )
        for number in range(1 + seed % 3)
    ]  # fmt: skip
    actions = tuple(an_action(number, *row) for number, row in enumerate(rows, start=1))
    language = Language.NYNORSK if seed % 5 == 0 else Language.BOKMAL
    organisation = Organisation("Nærings & <b>", "2017–2018", date(2017, 9, 13), "KD", "", "", language)
    return Report(organisation, actions, read_measures())


def without_slashes(content: object) -> str:
    """LibreOffice ends an address that has no path with a slash, and shows a space in one as it is."""
    return re.sub(r"(https?://[a-z.]+)/(?=.\W)", r"\1", repr(content)).replace("%20", " ")


def test_twenty_reports_saved_by_libreoffice_have_the_same_cells(
    tmp_path: Path, libreoffice_all: Callable[[list[Path]], list[Path]]
) -> None:
    reports = [a_mixed_report(seed) for seed in range(20)]
    paths = [tmp_path / f"{number}.docx" for number in range(len(reports))]
    for path, report in zip(paths, reports, strict=True):
        path.write_bytes(a_word_report(report, template_of(report.organisation.language)))
    for report, saved in zip(reports, libreoffice_all(paths), strict=True):
        found = parse_word_report(saved.read_bytes())
        assert without_slashes(content_of(parse_draft(found.draft))) == without_slashes(content_of(report))
        assert found.problems == ()


def test_a_report_edited_in_libreoffice_has_what_was_edited(
    shipped: Report, tmp_path: Path, libreoffice_all: Callable[[list[Path]], list[Path]]
) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(a_word_report(shipped))
    document = docx.Document(str(libreoffice_all([path])[0]))
    opening = "Spekter står bak tiltaket med Kompetanse Norge"
    (changed,) = [paragraph for paragraph in document.paragraphs if paragraph.text.startswith(opening)]
    changed.text = "Spekter og NHO står bak tiltaket."
    changed.insert_paragraph_before("Et nytt avsnitt.", style=changed.style)
    # A form copied in Word loses its bookmarks, and a heading is retyped.
    body = document.element.body
    headings = [p for p in document.paragraphs if p.text.startswith("1. Tiltak i Nasjonal")]
    first, second = (heading._p for heading in headings[:2])
    form = list(body)[body.index(first) : body.index(second) - 1]
    measures = next(p for p in document.paragraphs if p.text == "NKPS-tiltak og hovedansvarlig")._p
    for element in form:
        twin = deepcopy(element)
        for mark in twin.xpath(".//w:bookmarkStart | .//w:bookmarkEnd"):
            mark.getparent().remove(mark)
        measures.addprevious(twin)
    edited = io.BytesIO()
    document.save(edited)
    (tmp_path / "igjen.docx").write_bytes(edited.getvalue())
    reading = parse_word_report(libreoffice_all([tmp_path / "igjen.docx"])[0].read_bytes())
    cells = [[cell.text for cell in action.cells.values()] for action in reading.draft.actions]
    rows = shipped_rows()
    rows[0][2] = "Et nytt avsnitt.\nSpekter og NHO står bak tiltaket."
    assert cells == [*rows, rows[0]]
    assert reading.problems == ()


def test_a_report_made_by_hand_is_read_the_same_after_libreoffice_saved_it(
    tmp_path: Path, libreoffice_all: Callable[[list[Path]], list[Path]]
) -> None:
    hands = [
        Hand(layout=layout, styled=styled) for layout in ("paragraphs", "pairs") for styled in (True, False)
    ]
    paths = [tmp_path / f"{number}.docx" for number in range(len(hands))]
    for path, hand in zip(paths, hands, strict=True):
        path.write_bytes(a_handmade_report(hand))
    for saved in libreoffice_all(paths):
        reading = parse_word_report(saved.read_bytes())
        assert [
            [cell.text for cell in action.cells.values()] for action in reading.draft.actions
        ] == shipped_rows()
        assert reading.problems == ()


def an_action(number: int, *cells: Any) -> Action:
    """An action as the reader of workbooks makes it."""
    *written, link = cells
    relation = written.pop(1)
    numbers = parse_references(relation)
    assert numbers
    texts = [
        Text(
            parse_markup([Run(clean_text(text)[0], bold, italic) for text, bold, italic in looks], target),
            Place("Tiltak", f"{column}{number + 1}", ""),
        )
        for column, looks, target in zip("ACDE", written, (None, None, link, None), strict=True)
    ]
    related = Relation(numbers, Place("Tiltak", f"B{number + 1}"), relation)
    fields = dict(zip(("title", "responsible", "description", "timing"), texts, strict=True))
    return Action(number, number + 1, fields, related)
