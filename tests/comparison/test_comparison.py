"""What is new since last time: by title and never by position, word by word, and nothing unsaid."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from nkps_reports.cli.comparison_lines import action_lines, mark_piece, write_line
from nkps_reports.comparison.changes import (
    Comparison,
    Status,
    compare_reports,
    describe_looks,
    name_number,
)
from nkps_reports.comparison.field_diff import FieldDiff
from nkps_reports.comparison.lines import Change, Line, SourceLine, mark_text
from nkps_reports.comparison.matching import MAX_TOTAL_STEPS, Steps
from nkps_reports.comparison.sentences import divide_sentences
from nkps_reports.comparison.text_diff import compare_lines
from nkps_reports.files.archive import unpack_parts
from nkps_reports.report.model import Action, Report, Span
from nkps_reports.word.composed.changes import render_changes
from nkps_reports.word.document.elements import value_of, w, words_of
from tests.archived import archived
from tests.builders import a_report, a_row, a_text, a_word_report, a_workbook, with_texts
from tests.commands import run
from tests.comparison.reports import report_of
from tests.conftest import Convert
from tests.handmade import a_handmade_report
from tests.source_document import shipped_rows
from tests.validators import check_office, check_pdf


def statuses(comparison: Comparison) -> dict[str, str]:
    """What has become of each action, by its title."""
    return {change.title: change.status.name for change in comparison.actions}


def renumbered(report: Report, actions: Sequence[Action]) -> Report:
    return replace(report, actions=tuple(replace(a, number=n) for n, a in enumerate(actions, start=1)))


def test_a_report_compared_with_itself_is_unchanged_whatever_the_order(shipped: Report) -> None:
    shuffled = [shipped.actions[place] for place in (3, 0, 7, 2, 6, 1, 5, 4)]
    comparison = compare_reports(shipped, renumbered(shipped, shuffled))
    assert {change.status for change in comparison.actions} == {Status.UNCHANGED}
    assert [change.new for change in comparison.actions] == list(renumbered(shipped, shuffled).actions)
    assert comparison.organisation == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Møteplass lærebedrifter 2017", "Møteplass lærebedrifter 2018"),
        ("Arrangere konferanse om integrering", "Arrangere en konferanse om integrering."),
        ("Spekter har et nettverk.", "Spekter har et nettverk. Hensikten er å diskutere kompetansepolitikk."),
        ("Konferanse om læring", "KONFERANSE OM LÆRING"),
    ],
)
def test_a_title_that_was_reworded_is_the_same_action(old: str, new: str) -> None:
    description = "Samme beskrivelse av tiltaket, som er lang nok til å kjenne det igjen på."
    comparison = compare_reports(
        report_of(a_row(title="Noe annet"), a_row(title=old, description=description)),
        report_of(a_row(title=new, description=description)),
    )
    same = comparison.actions[0]
    assert same.old is not None
    assert same.old.number == 2
    assert [change.status for change in comparison.actions] == [same.status, Status.GONE]


def test_another_action_with_a_title_much_like_it_is_not_the_same() -> None:
    comparison = compare_reports(
        report_of(a_row(title="Konferanse om læring", description="Om lærlinger i industrien.")),
        report_of(a_row(title="Konferanse om lønn", description="Tariffoppgjøret og frontfaget nå.")),
    )
    assert statuses(comparison) == {"Konferanse om lønn": "NEW", "Konferanse om læring": "GONE"}


def test_an_action_whose_title_alone_changed_is_known_by_its_description() -> None:
    description = "En lang beskrivelse av det som skjer, med navn på steder og mennesker, uendret fra i fjor."
    comparison = compare_reports(
        report_of(a_row(title="Helt gammel tittel", description=description)),
        report_of(a_row(title="Noe ganske nytt", description=description)),
    )
    (change,) = comparison.actions
    assert (change.status, [field.header for field in change.fields]) == (Status.CHANGED, ["Tiltak"])


def test_a_field_that_is_empty_in_both_stands_nowhere_and_one_that_was_empty_is_new_with_its_heading() -> (
    None
):
    old = report_of(a_row(relation=None, description=None))
    new = report_of(a_row(relation="4", description=None))
    assert [(field.header, marked(field)) for field in compare_reports(old, new).actions[0].fields] == [
        ("Relasjon til NKPS-tiltak nr.", ["[+4+]"])
    ]
    body = unpack_parts(render_changes(compare_reports(old, new), "a", "b"))["word/document.xml"].decode()
    assert re.findall("<w:ins [^>]*><w:r><w:t [^>]*>([^<]*)", body) == ["Relasjon til NKPS-tiltak nr.", "4"]
    assert "Beskrivelse av tiltaket" not in body


def test_of_two_with_one_title_each_finds_its_own() -> None:
    rows = [a_row(title="Kurs", description="Kurs i Oslo"), a_row(title="Kurs", description="Kurs i Bergen")]
    comparison = compare_reports(report_of(*rows), report_of(*reversed(rows)))
    assert [change.status for change in comparison.actions] == [Status.UNCHANGED] * 2


KURS_A = "Kurs i Oslo for alle som arbeider i sykehus, om kompetanse."
KURS_B = "Samling i Bergen for ledere av barnehager, om økonomi og lov."


@pytest.mark.parametrize("title", ["Kurs", None])
def test_of_actions_with_one_title_each_is_the_one_that_is_described_like_it(title: str | None) -> None:
    rows = [a_row(title=title, description=KURS_A), a_row(title=title, description=KURS_B)]
    reworded = [a_row(title=title, description=f"{text} Nå også på nett.") for text in (KURS_B, KURS_A)]
    changes = compare_reports(report_of(*rows), report_of(*reworded)).actions
    assert [change.old and change.old.number for change in changes] == [2, 1]
    (changed, gone) = compare_reports(report_of(*rows), report_of(reworded[0])).actions
    assert (changed.old and changed.old.number, gone.old and gone.old.number) == (2, 1)
    assert (changed.status, gone.status) == (Status.CHANGED, Status.GONE)


@pytest.mark.parametrize(
    ("old", "new"), [("Vi holdt store kurs.", "Vi holdt kurs."), ("Vi holdt kurs.", "Vi holdt store kurs.")]
)
def test_a_word_with_looks_that_came_or_went_changes_no_other_words_looks(old: str, new: str) -> None:
    def described(text: str) -> tuple[Any, ...]:
        before, word, after = text.partition("store")
        bold = CellRichText(before, TextBlock(InlineFont(b=True), word), after) if word else text
        return a_row(description=bold)

    field = changed_field(described(old), described(new))
    assert field.restyled == ()
    linked = (text.replace("store", "[store](https://a.no)") for text in (old, new))
    assert changed_field(*(a_row(description=text) for text in linked)).relinked == ()


def test_each_field_that_changed_is_named_with_its_words() -> None:
    old = report_of(a_row(timing="Høsten 2017, og en gang til.", relation="4"))
    new = report_of(a_row(timing="Høsten 2018, og en gang til.", relation="4 og 6"))
    (change,) = compare_reports(old, new).actions
    assert [field.header for field in change.fields] == [
        "Relasjon til NKPS-tiltak nr.", "Tidspunkt og varighet",
    ]  # fmt: skip
    pieces = [(piece.text, piece.change) for piece in change.fields[1].lines[0].pieces]
    assert pieces == [
        ("Høsten ", Change.KEPT), ("2017", Change.REMOVED), ("2018", Change.ADDED),
        (", og en gang til.", Change.KEPT),
    ]  # fmt: skip


def changed_field(old: Sequence[str], new: Sequence[str]) -> FieldDiff:
    """The only field of the only action that is not what it was."""
    (change,) = compare_reports(report_of(old), report_of(new)).actions
    assert change.status is Status.CHANGED
    (field,) = change.fields
    return field


def marked(field: FieldDiff) -> list[str]:
    """The lines of a field with signs; none where the words are the same."""
    return [marked_line(line) for line in field.lines] if field.has_other_words else []


def marked_line(line: Line) -> str:
    return "".join(map(mark_piece, write_line(line)))


def lines_of(texts: Sequence[str]) -> list[SourceLine]:
    return [SourceLine((Span(text),)) for text in texts]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "Alle skal her\n- høre\n- lese",
            "Alle deltakere skal her\n- høre\n- lese\n- regne",
            ["Alle [+deltakere +]skal her", "• høre", "• lese", "[+• regne+]"],
        ),
        (
            "Alle deltakere skal her\n- høre\n- lese\n- regne",
            "Alle skal her\n- høre\n- lese",
            ["Alle [–deltakere –]skal her", "• høre", "• lese", "[–• regne–]"],
        ),
        (
            "Møtene ble strømmet.",
            "Møtene ble strømmet, og opptakene ligger på nettsidene våre.",
            ["Møtene ble strømmet[+, og opptakene ligger på nettsidene våre+]."],
        ),
        (
            "Vi holdt konferanse i Oslo. 40 ledere deltok, de fleste fra helseforetakene.",
            "Vi holdt konferanse i Oslo. 25 svarte på evalueringen.",
            [
                "Vi holdt konferanse i Oslo. [–40 ledere deltok, de fleste fra helseforetakene.–]"
                "[+25 svarte på evalueringen.+]"
            ],
        ),
    ],
)
def test_only_what_changed_is_marked(old: str, new: str, lines: list[str]) -> None:
    assert marked(changed_field(a_row(description=old), a_row(description=new))) == lines


@pytest.mark.parametrize(
    "text",
    ["Møtet er 13. september", "Det gjelder nr. 4 og 7", "Bl.a. kurs, ca. 40 deltakere og f.eks. e-læring"],
)
def test_dates_and_abbreviations_end_no_sentence(text: str) -> None:
    assert [*divide_sentences(text)] == [text]


def test_a_title_whose_link_leads_elsewhere_has_changed() -> None:
    field = changed_field(
        a_row(title="Se [planen](https://a.no/1)"), a_row(title="Se [planen](https://a.no/2).")
    )
    assert [*describe_looks(field)] == ["Lenken er endret for «planen»."]


def test_an_item_on_another_level_is_a_change() -> None:
    field = changed_field(a_row(description="- en\n- to"), a_row(description="- en\n  - to"))
    assert marked(field) == ["• en", "[+› +]• to"]


def test_a_list_of_another_kind_is_a_change() -> None:
    field = changed_field(a_row(description="- en\n- to"), a_row(description="1. en\n2. to"))
    assert marked(field) == ["[–•–][+1.+] en", "[–•–][+2.+] to"]


@pytest.mark.parametrize(
    ("old", "new", "lines", "relinked", "addresses"),
    [
        (
            "Se [programmet](https://a.no) nå", "Se [programmet](https://b.no) nå",
            [], ["programmet"], "[–https://a.no–] [+https://b.no+]",
        ),
        (
            "Se [programmet](https://a.no) i 2017", "Se [programmet](https://b.no) i 2018",
            ["Se programmet i [–2017–][+2018+]"], ["programmet"], "[–https://a.no–] [+https://b.no+]",
        ),
        (
            "Se programmet her", "Se [programmet her](https://a.no)",
            [], ["programmet her"], "[+https://a.no+]",
        ),
        (
            "Se [programmet](https://a.no) her", "Se programmet [her](https://a.no)",
            [], ["programmet her"], "",
        ),
        (
            "Se programmet", "Se programmet [nå](https://a.no)",
            ["Se programmet[+ nå+]"], [], "[+https://a.no+]",
        ),
    ],
    ids=("address", "address and words", "new link", "on other words", "on new words"),
)  # fmt: skip
def test_a_link_that_changed_is_told_whether_the_words_changed_or_not(
    old: str, new: str, lines: list[str], relinked: list[str], addresses: str
) -> None:
    field = changed_field(a_row(description=old), a_row(description=new))
    assert marked(field) == lines
    assert (list(field.relinked), list(field.restyled)) == (relinked, [])
    assert " ".join(mark_text(piece.text, piece.change) for piece in field.addresses) == addresses


@pytest.mark.parametrize(("year", "lines"), [("2017", []), ("2018", ["Kurs for alle i [–2017–][+2018+]"])])
def test_words_that_became_bold_are_named_whether_others_changed_or_not(year: str, lines: list[str]) -> None:
    bold = CellRichText(TextBlock(InlineFont(b=True), "Kurs for"), f" alle i {year}")
    field = changed_field(a_row(description="Kurs for alle i 2017"), a_row(description=bold))
    assert marked(field) == lines
    said = "Fet eller kursiv skrift er endret for «Kurs for»."
    assert [*describe_looks(field)] == ([said] if lines else ["Ordene er de samme.", said])


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("4 og kanskje 7", "4 og kanskje 9", "4 og kanskje [–7–][+9+]"),
        ("4, 5, 6 og 7", "4, 5, 6 og 7 kanskje", "4, 5, 6 og 7[+ kanskje+]"),
        (None, "kanskje 5", "[+kanskje 5+]"),
    ],
)
def test_a_relation_that_cannot_be_read_is_compared_as_it_is_written(
    old: str | None, new: str, shown: str
) -> None:
    field = changed_field(a_row(relation=old), a_row(relation=new))
    assert (field.header, marked(field)) == ("Relasjon til NKPS-tiltak nr.", [shown])


def test_a_paragraph_put_in_before_one_that_changed_is_new_and_the_other_is_compared() -> None:
    old = a_row(description="Vi holder kurs om læring i Oslo.\nSlutt.")
    new = a_row(description="Noe helt annet står først.\nVi holder kurs om læring i Bergen.\nSlutt.")
    assert marked(changed_field(old, new)) == [
        "[+Noe helt annet står først.+]", "Vi holder kurs om læring i [–Oslo–][+Bergen+].", "Slutt.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [("Kurs i ledelse, fase 1", "Kurs i ledelse, fase 3"), ("Nettverk 12 for alle", "Nettverk 2 for alle")],
)
def test_another_part_with_another_description_is_another_action(old: str, new: str) -> None:
    comparison = compare_reports(
        report_of(a_row(title=old, description="Om lærlinger i industrien.")),
        report_of(a_row(title=new, description="Tariffoppgjøret og frontfaget nå.")),
    )
    assert statuses(comparison) == {new: "NEW", old: "GONE"}


def test_words_that_stand_below_many_titles_make_no_two_of_them_one() -> None:
    same = "Tiltaket er beskrevet i vedlegget som ble sendt til departementet i januar."
    comparison = compare_reports(
        report_of(a_row(title="Kurs", description=same), a_row(title="Gammel konferanse", description=same)),
        report_of(a_row(title="Kurs", description=same), a_row(title="Nytt nettverk", description=same)),
    )
    assert statuses(comparison) == {
        "Kurs": "UNCHANGED", "Nytt nettverk": "NEW", "Gammel konferanse": "GONE",
    }  # fmt: skip


def test_white_space_alone_is_no_change() -> None:
    comparison = compare_reports(
        report_of(a_row(description="En  setning.\n\n\nTo.")),
        report_of(a_row(description="En setning.\nTo. ")),
    )
    assert statuses(comparison) == {"Arrangere møteplass": "UNCHANGED"}


LINES = st.lists(st.text(st.sampled_from("ab ,.æ1«"), min_size=1, max_size=30), max_size=5)


@given(LINES, LINES)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_is_kept_and_removed_is_the_old_text_and_kept_and_added_the_new(
    old: list[str], new: list[str]
) -> None:
    lines = compare_lines(lines_of(old), lines_of(new), Steps())
    for text, other in ((old, Change.ADDED), (new, Change.REMOVED)):
        shown = "".join(piece.text for line in lines for piece in line.pieces if piece.change is not other)
        assert "".join(shown.split()) == "".join("".join(text).split())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([" ".join(["og", "ord"] * 450)], [" ".join(["og", "nytt", "ord"] * 300)]),
        (
            [" ".join(f"ord{n}" for n in range(900))],
            [" ".join(f"ord{n if n % 3 else -n}" for n in range(900))],
        ),
        (["-"] * 16_000, ["-", "+"] * 8_000),
    ],
    ids=("two words over and over", "every third word new", "lines that are all the same"),
)
def test_long_texts_that_repeat_themselves_are_compared_in_few_steps(old: list[str], new: list[str]) -> None:
    steps = Steps()
    lines = compare_lines(lines_of(old), lines_of(new), steps)
    # Time goes by the steps: without an end to them there would be hundreds of millions.
    assert MAX_TOTAL_STEPS - steps.left < 5_000_000
    assert any(piece.change is Change.ADDED for line in lines for piece in line.pieces)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_change_of_one_character_is_found(data: st.DataObject) -> None:
    words = data.draw(st.text(st.sampled_from("abc æø"), min_size=5, max_size=40).filter(str.strip))
    place = data.draw(st.integers(0, len(words)))
    (change,) = compare_reports(a_report(words), a_report(f"{words[:place]}X{words[place:]}")).actions
    assert change.status is Status.CHANGED


def test_many_actions_whose_year_changed_each_find_their_own() -> None:
    old = a_report(*(f"Beskrivelse nummer {number} av det som skjer." for number in range(300)))
    years = [
        replace(with_texts(action, title=a_text(f"{action.title.plain} i 2018")), number=number)
        for number, action in enumerate(reversed(old.actions), start=1)
    ]
    changes = compare_reports(old, replace(old, actions=tuple(years))).actions
    assert [change.old and change.old.number for change in changes] == list(range(300, 0, -1))


@pytest.fixture
def document(shipped: Report) -> bytes:
    rows = [list(row) for row in shipped_rows()]
    rows[0][4] = rows[0][4].replace("september 2017", "oktober 2018")
    description = "- Se [planen](https://example.org/?a=1&b=2)\n- To"
    new_row = ["Nytt {{ tiltak }} & <b>", "5", "KS\tog\u00a0NHO", description, "=1+1"]
    new = report_of(*rows[:4], *rows[5:], new_row, Rapporteringsperiode="2018")
    return render_changes(compare_reports(shipped, new), "i-fjor.docx", "i-år.xlsx")


def test_the_first_page_sums_up_and_leads_to_each_action(document: bytes) -> None:
    opened = docx.Document(io.BytesIO(document))
    texts = [paragraph.text for paragraph in opened.paragraphs]
    assert "Rapporteringspunkter: 1 nytt, 1 borte, 1 endret og 6 uendret." in texts
    assert "Om virksomheten er dette endret: Rapporteringsperiode." in texts
    assert (
        "Endringene er sporede endringer. Velg «Se gjennom» og «All markering» i Word for å se dem. "
        "«Godta alle» gir teksten i i-år.xlsx, og «Avvis alle» gir teksten i i-fjor.docx."
    ) in texts
    (table,) = opened.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Rapporteringspunkt", "Endring", "Tiltak"]
    status = [[cell.text for cell in row.cells][:2] for row in table.rows[1:]]
    assert status == [
        ["1", "Endret"], ["8", "Nytt"], ["(var 5)", "Borte"], ["2", "Uendret"], ["3", "Uendret"],
        ["4", "Uendret"], ["5 (var 6)", "Uendret"], ["6 (var 7)", "Uendret"], ["7 (var 8)", "Uendret"],
    ]  # fmt: skip
    assert table.rows[1].cells[2].text.splitlines()[1:] == ["Endret: tidspunkt."]
    places = {each.get(w("name")): each.getparent() for each in opened.element.iter(w("bookmarkStart"))}
    anchors = [each.get(w("anchor"), "") for each in table._element.iter(w("hyperlink"))]
    assert len(anchors) == len(table.rows) - 1
    heading = words_of(places[anchors[6]].iter(w("t")))
    assert heading.startswith("Rapporteringspunkt 5 (var 6): Samarbeid")


def test_who_reports_stands_before_what_is_unchanged_where_something_of_it_changed(
    document: bytes, shipped: Report
) -> None:
    opened = docx.Document(io.BytesIO(document))
    assert parts_of(document)[-2:] == ["Virksomheten", "Uendrede rapporteringspunkter"]
    (summary,) = (each for each in opened.paragraphs if each.text.startswith("Om virksomheten"))
    (link,) = summary._element.iter(w("hyperlink"))
    assert words_of(link.iter(w("t"))) == "Om virksomheten"
    (place,) = (
        each.getparent()
        for each in opened.element.iter(w("bookmarkStart"))
        if each.get(w("name")) == link.get(w("anchor"))
    )
    assert words_of(place.iter(w("t"))) == "Virksomheten"
    same = render_changes(compare_reports(shipped, shipped), "a", "b")
    assert parts_of(same) == ["Sammendrag", "Uendrede rapporteringspunkter", "Virksomheten"]


def test_no_part_begins_a_page_by_itself(document: bytes) -> None:
    headings = [
        each
        for each in docx.Document(io.BytesIO(document)).paragraphs
        if each.style and each.style.name == "Heading 1"
    ]
    assert len(headings) == 6
    assert not any(each.paragraph_format.page_break_before for each in headings)
    assert all(each.paragraph_format.page_break_before is False for each in headings)


def parts_of(document: bytes) -> list[str]:
    """The headings of the document's parts."""
    root = docx.Document(io.BytesIO(document)).element
    return [
        words_of(each.iter(w("t"), w("delText")))
        for each in root.iter(w("p"))
        if value_of(each, "pPr/pStyle") == "Heading1"
    ]


@pytest.mark.parametrize(
    ("order", "moved"),
    [
        ((0, 1, 2, 3), []),
        ((1, 2, 3), []),
        ((3, 0, 1, 2), ["2 (var 4)"]),
        ((0, 2, 1, 3), ["3"]),
        ((3, 2, 1, 0), ["2 (var 4)", "3", "4 (var 2)"]),
    ],
)
def test_an_action_has_moved_only_if_its_order_among_the_others_is_another(
    order: tuple[int, ...], moved: list[str], shipped: Report
) -> None:
    old = renumbered(shipped, shipped.actions[:4])
    # One is new before them.
    new = renumbered(shipped, [shipped.actions[4], *(shipped.actions[place] for place in order)])
    changes = compare_reports(old, new).actions
    assert [name_number(change) for change in changes if change.is_moved] == moved


def test_what_moved_is_named_in_the_summary_and_on_the_terminal(place: Path) -> None:
    titles = ["Kurs i Oslo", "Brev til alle", "Seminar om lønn"]
    rows = [a_row(title=title, description=f"Dette handler om {title}.") for title in titles]
    (place / "a.xlsx").write_bytes(a_workbook(rows))
    moved = [rows[2], rows[0], rows[1]]
    (place / "b.xlsx").write_bytes(a_workbook(moved))
    said = run(place, "compare", "a.xlsx", "b.xlsx").stdout
    assert "Uendret, flyttet: rapporteringspunkt 1 (var 3) «Seminar om lønn»\n" in said
    assert "Uendret: rapporteringspunkt 2 (var 1) «Kurs i Oslo»\n" in said
    assert "0 nye, 0 borte, 0 endret og 3 uendret; 1 er flyttet\n" in said
    opened = docx.Document(str(place / "output/b-endringer.docx"))
    assert [[cell.text for cell in row.cells][:2] for row in opened.tables[0].rows[1:]] == [
        ["1 (var 3)", "Uendret, flyttet"], ["2 (var 1)", "Uendret"], ["3 (var 2)", "Uendret"],
    ]  # fmt: skip


def test_the_document_tracks_words_in_sentences_and_has_no_brackets(document: bytes) -> None:
    body = unpack_parts(document)["word/document.xml"].decode()
    (tracked,) = re.findall("<w:p>(?:(?!<w:p>).)*En dags varighet i .*?</w:p>", body)
    assert re.sub(r" (w:id|xml:space)=.[a-z0-9]+.", "", tracked) == (
        "<w:p><w:r><w:t>En dags varighet i </w:t></w:r>"
        '<w:del w:author="nkps-reports"><w:r><w:delText>september 2017</w:delText></w:r></w:del>'
        '<w:ins w:author="nkps-reports"><w:r><w:t>oktober 2018</w:t></w:r></w:ins>'
        "<w:r><w:t>. Vi vurderer å gjennomføre en slik søkekonferanse årlig.</w:t></w:r></w:p>"
    )
    assert "Nytt {{ tiltak }} &amp; &lt;b&gt;" in body
    assert not [sign for sign in ("[–", "–]", "[+", "+]") if sign in body]


@pytest.mark.parametrize(
    ("old", "new"), [("Arrangere kurs", "Arrangere kurs."), ("Arrangere  e-kurs.", "Arrangere e - kurs")]
)
def test_a_full_stop_or_a_space_in_a_title_is_no_change_but_a_remark(
    old: str, new: str, tmp_path: Path
) -> None:
    comparison = compare_reports(report_of(a_row(title=old)), report_of(a_row(title=new)))
    assert statuses(comparison) == {new: "UNCHANGED"}
    (table,) = docx.Document(io.BytesIO(render_changes(comparison, "a", "b"))).tables
    said = "Regnes som uendret: bare tegnsetting i tittelen."
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Uendret", f"{new}\n{said}"]
    for name, title in (("a.xlsx", old), ("b.xlsx", new)):
        (tmp_path / name).write_bytes(a_workbook([a_row(title=title)]))
    answer = run(tmp_path, "compare", "a.xlsx", "b.xlsx")
    assert f"Uendret: rapporteringspunkt 1 «{new}»\n  {said}\n" in answer.stdout
    assert "0 nye, 0 borte, 0 endret og 1 uendret" in answer.stdout


@pytest.mark.parametrize(
    ("old", "new"), [("Fase 1.5", "Fase 15"), ("Kurs for 1 2", "Kurs for 12"), ("Kurs", "kurs.")]
)
def test_a_title_with_other_figures_or_letters_has_changed(old: str, new: str) -> None:
    assert statuses(compare_reports(report_of(a_row(title=old)), report_of(a_row(title=new)))) == {
        new: "CHANGED"
    }


def test_what_looks_and_links_have_become_is_said_below_the_summary() -> None:
    bold = CellRichText(TextBlock(InlineFont(b=True), "Kurs for"), " alle")
    old = report_of(a_row(description="Kurs for alle", timing="Se [programmet](https://a.no)"))
    new = report_of(a_row(description=bold, timing="Se [programmet](https://b.no)"))
    document = render_changes(compare_reports(old, new), "a", "b")
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(document)).paragraphs]
    assert (
        "Rapporteringspunkt 1, Beskrivelse av tiltaket (maks en halv side): Ordene er de samme. "
        "Fet eller kursiv skrift er endret for «Kurs for»."
    ) in texts
    assert (
        "Rapporteringspunkt 1, Tidspunkt og varighet: Ordene er de samme. Lenken er endret for «programmet». "
        "Lenkeadresser som er borte: https://a.no. Nye lenkeadresser: https://b.no."
    ) in texts


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("En. To! Tre?  Fire… Fem", ["En. ", "To! ", "Tre?  ", "Fire… ", "Fem"]),
        (
            "Den 13. september, bl.a. nr. 4 og f.eks. kurs.",
            ["Den 13. september, bl.a. nr. 4 og f.eks. kurs."],
        ),
        ("Han sa «nei.» Så gikk han (hjem.) Slutt.", ["Han sa «nei.» ", "Så gikk han (hjem.) ", "Slutt."]),
        ("", []),
    ],
)
def test_a_text_is_divided_where_a_sentence_ends(text: str, sentences: list[str]) -> None:
    assert [*divide_sentences(text)] == sentences


@pytest.mark.parametrize(
    "text", ["." * 200_000, ". " * 100_000, ".»" * 100_000, ". a" * 70_000, ".\u00a0" * 100_000]
)
def test_a_text_of_nothing_but_stops_is_divided_at_once(text: str) -> None:
    started = process_time()
    assert "".join(divide_sentences(text)) == text
    assert process_time() - started < 2


def test_a_sentence_that_moved_to_another_paragraph_is_kept_and_the_paragraphs_end_is_new() -> None:
    whole, parts = "Vi holder kurs i Oslo. Alle er med.", "Vi holder kurs i Oslo.\nAlle er med."
    assert marked(changed_field(a_row(description=whole), a_row(description=parts))) == [
        "Vi holder kurs i Oslo.[– –][+¶+]", "Alle er med.",
    ]  # fmt: skip
    assert marked(changed_field(a_row(description=parts), a_row(description=whole))) == [
        "Vi holder kurs i Oslo.[–¶–]", "[+ +]Alle er med.",
    ]  # fmt: skip


def test_a_sentence_that_moved_in_its_field_is_said_once_where_it_stands() -> None:
    old, new = "Vi holder kurs. Alle er med. Det er gratis.", "Alle er med. Det er gratis.\nVi holder kurs."
    assert marked(changed_field(a_row(description=old), a_row(description=new))) == [
        "[flyttet herfra] Alle er med. Det er gratis.", "[flyttet hit: Vi holder kurs.]",
    ]  # fmt: skip


def test_a_moved_sentence_that_looks_otherwise_or_leads_elsewhere_is_told() -> None:
    old, new = "Se [planen](https://a.no). Alle er med.", "Alle er med. Se [planen](https://b.no)."
    field = changed_field(a_row(description=old), a_row(description=new))
    assert [*describe_looks(field)] == ["Lenken er endret for «planen»."]
    same = changed_field(a_row(description=old), a_row(description=new.replace("b.no", "a.no")))
    assert not same.has_other_looks


def test_an_item_put_in_is_new_and_those_after_it_only_have_other_numbers() -> None:
    old, new = "1. søke om støtte\n2. vente lenge", "1. ringe fylket\n2. søke om støtte\n3. vente lenge"
    (change,) = compare_reports(report_of(a_row(description=old)), report_of(a_row(description=new))).actions
    lines = [line.text.strip() for line in action_lines(change)]
    assert lines[2:] == ["[+1. ringe fylket+]"]


def test_the_document_is_valid_and_accessible(document: bytes, libreoffice: Convert, tmp_path: Path) -> None:
    path = tmp_path / "endringer.docx"
    path.write_bytes(document)
    assert check_office(path) == []
    assert check_pdf("2a", archived(libreoffice, path)) == []


@pytest.fixture
def place(tmp_path: Path, shipped: Report) -> Path:
    (tmp_path / "i-fjor.docx").write_bytes(a_word_report(shipped))
    (tmp_path / "i-år.xlsx").write_bytes(a_workbook([a_row(title="Arrangere «Møteplass lærebedrifter».")]))
    return tmp_path


def test_a_word_report_is_compared_with_a_workbook(place: Path) -> None:
    answer = run(place, "compare", "i-fjor.docx", "i-år.xlsx")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Endret: rapporteringspunkt 1 (var 3) «Arrangere «Møteplass lærebedrifter».»" in answer.stdout
    assert "Borte: rapporteringspunkt (var 8)" in answer.stdout
    assert "0 nye, 7 borte, 1 endret og 0 uendret" in answer.stdout
    assert "Dokument med endringene: output/i-år-endringer.docx" in answer.stdout
    # It is no report, and nobody takes it for one.
    answer = run(place, "import", "output/i-år-endringer.docx")
    assert answer.returncode == 2
    assert "for å vise hva som er endret i en rapport" in answer.stderr


def test_on_a_terminal_with_colours_changes_have_colours_and_lines_and_no_signs(place: Path) -> None:
    for name, timing in (("gammel.xlsx", "Høsten 2017."), ("ny.xlsx", "Høsten 2018.")):
        (place / name).write_bytes(a_workbook([a_row(timing=timing)]))
    plain = run(place, "compare", "gammel.xlsx", "ny.xlsx").stdout
    assert "Høsten [–2017–][+2018+]." in plain
    assert "[–ord i klammer med strek–] er tatt bort" in plain
    forced = {"FORCE_COLOR": "1", "TERM": "xterm"}
    colored = run(place, "compare", "gammel.xlsx", "ny.xlsx", **forced).stdout
    # Red and struck, green and underlined.
    assert "Høsten \x1b[9;31m2017\x1b[0m\x1b[4;32m2018\x1b[0m." in colored
    assert "\x1b[9;31mrødt med strek over\x1b[0m er tatt bort" in colored
    assert "[–" not in colored
    silent = run(place, "compare", "gammel.xlsx", "ny.xlsx", **forced, NO_COLOR="1").stdout
    assert "Høsten [–2017–][+2018+]." in silent


def test_what_cannot_be_compared_is_said_and_makes_nothing(place: Path) -> None:
    (place / "tull.docx").write_bytes(b"%PDF-1")
    answer = run(place, "compare", "tull.docx", "i-år.xlsx")
    assert (answer.returncode, answer.stdout) == (3, "")
    assert "INGENTING ER SAMMENLIGNET: tull.docx kan ikke leses som en rapport" in answer.stderr
    for old, new, said in (
        ("borte.docx", "i-år.xlsx", "Finner ikke"),
        ("i-år.xlsx", "./i-år.xlsx", "seg selv"),
        (".", "i-år.xlsx", "er en mappe"),
    ):
        answer = run(place, "compare", old, new)
        assert answer.returncode == 2
        assert said in answer.stderr
    assert not (place / "output").exists()


def test_a_file_whose_name_no_document_can_hold_is_compared_all_the_same(place: Path) -> None:
    (place / "i-år.xlsx").rename(place / os.fsdecode(b"i-\xe5r.xlsx"))
    assert run(place, "compare", "i-fjor.docx", os.fsdecode(b"i-\xe5r.xlsx")).returncode == 0
    (document,) = (place / "output").glob("*-endringer.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(document)).paragraphs]
    assert "Sammenlignet: i-fjor.docx og i-\ufffdr.xlsx" in texts


def test_a_report_made_by_hand_that_does_not_say_who_reports_is_compared_all_the_same(place: Path) -> None:
    (place / "håndlaget.docx").write_bytes(a_handmade_report())
    answer = run(place, "compare", "håndlaget.docx", "i-fjor.docx")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "0 nye, 0 borte, 0 endret og 8 uendret" in answer.stdout


def test_errors_in_a_report_do_not_stop_the_comparison(place: Path) -> None:
    (place / "feil.xlsx").write_bytes(a_workbook([a_row(relation="17")]))
    answer = run(place, "compare", "i-fjor.docx", "feil.xlsx")
    assert answer.returncode == 4
    assert "Det finnes ikke noe NKPS-tiltak 17" in answer.stderr
    assert "1 nytt, 8 borte, 0 endret og 0 uendret" in answer.stdout


def test_the_period_of_the_one_who_reports_is_compared_too() -> None:
    comparison = compare_reports(report_of(a_row()), report_of(a_row(), Rapporteringsperiode="2018"))
    (field,) = comparison.organisation
    assert field.header == "Rapporteringsperiode"
    assert [piece.text for line in field.lines for piece in line.pieces] == ["2017", "2018"]
