"""The matrix as it is read aloud and kept: its tags, its properties, and what the validators say."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pikepdf import Pdf
from pypdf import PdfReader
from pypdf.generic import ContentStream

from nkps_reports.matrix.verification.page_text import read_fonts, read_pieces
from nkps_reports.report.model import Language, Organisation, Report
from tests.builders import a_matrix, a_report, a_text, with_texts
from tests.validators import check_pdf

LONG = "Utvikle opplæring i grunnleggende ferdigheter for ansatte i renhold, kjøkken og transport "
STRANGE = (
    "\U0001f600 漢字 مرحبا שלום z\u0335\u0321 a\ufeffb so\u00adft a\u2028b \uf0b7 \ue001 "
    "\U000f0001 \U0001ffff \u0378 a\u202eb \u2764\ufe0f क्षत्रिय 한국어 čđŋšŧž ﬁ x² € ☐ a\u034fb \u3000"
)


class Element(NamedTuple):
    """An element of a tagged PDF: its kind, its attributes, its kids, and what is read for it."""

    kind: str
    entries: dict[str, Any]
    kids: list[Element]
    text: str

    def all(self, kind: str) -> list[Element]:
        """The elements of a kind in it."""
        return [each for each in walk(self) if each.kind == kind]


def walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        yield from walk(kid)


def tags_of(pdf: bytes) -> Element:
    """The whole document as a screen reader gets it."""
    with Pdf.open(io.BytesIO(pdf)) as file:
        pages = {
            page.obj.objgen[0]: read_pieces(page.obj, read_fonts(page.obj.Resources)) for page in file.pages
        }

    def read(element: Any) -> Element:
        kids, texts = [], []
        for kid in element["/K"]:
            if isinstance(kid, int):
                pieces = pages[element.raw_get("/Pg").idnum].get(kid, ())
                texts.append("".join(piece.text for piece in pieces))
            else:
                kids.append(read(kid.get_object()))
                texts.append(kids[-1].text)
        text = element.get("/ActualText") or element.get("/Alt") or "".join(texts)
        return Element(str(element["/S"])[1:], dict(element), kids, str(text))

    root: Any = PdfReader(io.BytesIO(pdf)).root_object
    return read(root["/StructTreeRoot"]["/K"][0].get_object())


def with_titles(report: Report, title: str) -> Report:
    return replace(report, actions=tuple(with_texts(a, title=a_text(title)) for a in report.actions))


def all_on_one(count: int) -> Report:
    """A report whose actions all relate to one measure."""
    report = a_report(*"x" * count)
    first = report.actions[0].relation
    return replace(report, actions=tuple(replace(action, relation=first) for action in report.actions))


@pytest.fixture(scope="module")
def tags(shipped: Report) -> Element:
    return tags_of(a_matrix(shipped))


REPORTS: dict[str, Callable[[], Report]] = {
    "1": lambda: a_report("x"),
    "20": lambda: with_titles(a_report(*"x" * 20), LONG * 3),
    "60": lambda: a_report(*"x" * 60),
    "200": lambda: a_report(*"x" * 200),
    "long-name": lambda: a_report(
        "x", organisation=Organisation(LONG * 3, LONG, date(2018, 3, 1), language=Language.NYNORSK)
    ),
    "long-title": lambda: with_titles(a_report("x", "y"), LONG * 100),
    "long-list": lambda: all_on_one(400),
    "thai": lambda: with_titles(a_report("x"), "\u0e01\u0e33 og \u0eb3"),
    "strange": lambda: with_titles(a_report("x", organisation=Organisation(STRANGE, "2017")), STRANGE),
}


def test_veraPDF_finds_nothing_but_that_the_file_does_not_call_itself_pdf_ua(  # noqa: N802
    shipped: Report, tmp_path: Path
) -> None:
    paths = []
    reports: dict[str, Callable[[], Report]] = {**REPORTS, "8": lambda: shipped}
    for name, report in reports.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(a_matrix(report()))
    assert check_pdf("2a", *paths) == []
    broken = check_pdf("ua1", *paths)
    assert [line.partition(" ")[0] for line in broken] == [f"{path.name}:" for path in paths]
    assert all(": 5-1 " in line for line in broken)


def test_a_column_is_read_by_the_name_of_its_measure_and_a_row_by_its_number_and_title(tags: Element) -> None:
    head, *rows = tags.all("Table")[0].all("TR")
    assert [cell.text for cell in head.kids[:5]] == [
        "Rapporteringspunkt",
        "NKPS-tiltak 1, Kompetansebehovsutvalg",
        "NKPS-tiltak 2, Regionalt ansvar",
        "NKPS-tiltak 3, Karriereveiledning",
        "NKPS-tiltak 4, Utdanning og arbeidsliv",
    ]
    assert len(head.kids) == 17
    assert head.kids[16].text == "NKPS-tiltak 16, Frivillig sektor"
    assert rows[0].kids[0].text == "Antall rapporteringspunkter"
    assert rows[2].kids[0].text == "2 Brev fra Spekter til alle medlemsvirksomhetene om lærlinger."
    assert {cell.kind for cell in head.kids} == {"TH"}
    assert {cell.entries["/A"]["/Scope"] for cell in head.kids} == {"/Column"}
    assert {row.kids[0].entries["/A"]["/Scope"] for row in rows} == {"/Row"}


def test_a_mark_is_read_as_its_number_and_empty_places_stay_silent_in_their_columns(tags: Element) -> None:
    rows = tags.all("Table")[0].all("TR")[1:]
    assert {len(row.kids) for row in rows} == {17}
    counts, *marks = [{place: cell.text for place, cell in enumerate(row.kids) if cell.text} for row in rows]
    relations = [[12], [4, 7], [4, 7], [6], [6], [4], [7], [14]]
    assert [int(counts[measure]) for measure in range(1, 17)] == [
        0,
        0,
        0,
        3,
        0,
        2,
        3,
        0,
        0,
        0,
        0,
        1,
        0,
        1,
        0,
        0,
    ]
    for number, (mark, related) in enumerate(zip(marks, relations, strict=True), start=1):
        assert mark.pop(0).startswith(f"{number} ")
        assert mark == {measure: str(measure) for measure in related}


def test_the_picture_is_one_whole_that_says_every_figure_in_it(tags: Element) -> None:
    (picture,) = tags.all("Figure")
    assert "NKPS-tiltak 3: 0, NKPS-tiltak 4: 3, NKPS-tiltak 5: 0, NKPS-tiltak 6: 2," in picture.text
    assert picture.text.endswith("NKPS-tiltak 15: 0 og NKPS-tiltak 16: 0.")
    left, bottom, right, top = picture.entries["/A"]["/BBox"]
    assert 300 < left < right < 842
    assert 300 < bottom < top < 540


def test_a_table_over_pages_is_one_table_with_one_header_and_its_rows_in_order() -> None:
    tags = tags_of(a_matrix(a_report(*"x" * 60)))
    matrix, catalogue = tags.all("Table")
    assert [kid.kind for kid in matrix.kids] == ["Caption", "THead", "TBody"]
    assert [kid.kind for kid in catalogue.kids] == ["Caption", "THead", "TBody"]
    titles = [row.kids[0].text for row in matrix.kids[2].kids]
    assert titles == ["Antall rapporteringspunkter", *(f"{n} Tittel {n}" for n in range(1, 61))]
    assert not any("Side" in element.text for element in tags.kids)


def test_a_row_that_no_page_can_hold_is_read_as_one_row() -> None:
    title = LONG * 100
    rows = tags_of(a_matrix(with_titles(a_report("x", "y"), title))).all("Table")[0].all("TR")
    assert len(rows) == 4
    assert "".join(rows[2].kids[0].text.split()) == "".join(f"1{title}".split())


def test_what_repeats_on_every_page_is_decoration(shipped: Report) -> None:
    reader = PdfReader(io.BytesIO(a_matrix(shipped)))
    for page in reader.pages:
        content = ContentStream(page["/Contents"].get_object(), reader)
        kinds = [operands[0] for operands, operator in content.operations if operator == b"BDC"]
        assert kinds.count("/Artifact") == 2


def test_the_properties_say_what_it_is_and_the_date_of_the_report_or_none(shipped: Report) -> None:
    dated = replace(shipped, organisation=replace(shipped.organisation, report_date=date(2017, 9, 13)))
    for report, day in ((shipped, None), (dated, "D:20170913")):
        reader = PdfReader(io.BytesIO(a_matrix(report)))
        properties, metadata = reader.metadata, reader.xmp_metadata
        assert properties
        assert metadata
        title, (author,) = metadata.dc_title or {}, metadata.dc_creator or [""]
        assert properties.subject == "Rapport fra Spekter om Nasjonal kompetansepolitisk strategi, 2017"
        assert (properties.title, properties.author) == (
            title["x-default"],
            author,
        )
        assert properties.get("/CreationDate") == day
        assert "/ModDate" not in properties
        assert str(metadata.xmp_create_date)[:10] == ("2017-09-13" if day else "None")
        assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]


def test_the_headings_are_bookmarks(shipped: Report) -> None:
    outline: Any = PdfReader(io.BytesIO(a_matrix(shipped))).outline
    assert outline[0]["/Title"] == "Rapporteringspunkter og NKPS-tiltak"
    assert [each["/Title"] for each in outline[1]] == [
        "NKPS-tiltak uten rapporteringspunkt",
        "NKPS-tiltakene",
    ]


def test_a_list_that_no_page_holds_is_whole_and_one_cell() -> None:
    (_, catalogue) = tags_of(a_matrix(all_on_one(400))).all("Table")
    cell = catalogue.all("TR")[2].all("TD")[2]
    assert cell.text == f"{', '.join(map(str, range(1, 400)))} og 400"


def test_text_of_several_lines_is_read_with_a_space_where_a_line_ends(shipped: Report, tags: Element) -> None:
    (matrix, catalogue) = tags.all("Table")
    titles = [row.all("TH")[0].text for row in matrix.all("TR")[2:]]
    assert titles == [f"{action.number} {action.title.plain}" for action in shipped.actions]
    assert catalogue.all("TR")[2].all("TD")[0].text == shipped.measures[1].text
    (caption, _) = tags.all("Caption")
    assert "knyttet til: 8 rapporteringspunkter" in caption.text.replace("\u00a0", " ")


def test_the_strategys_own_words_are_in_its_language() -> None:
    nynorsk = Organisation("Spekter", "2017", language=Language.NYNORSK)
    (matrix, catalogue) = tags_of(a_matrix(a_report("x", organisation=nynorsk))).all("Table")
    rows = catalogue.all("TR")[1:]
    assert [row.all("TD")[0].entries["/Lang"] for row in rows] == ["nb-NO"] * 16
    names = [*matrix.all("TR")[0].all("TH")[1:], *(row.all("TH")[0] for row in rows)]
    assert [name.entries["/Lang"] for name in names] == ["nb-NO"] * 32


def test_a_title_that_fits_on_a_page_is_on_one_with_its_marks() -> None:
    report = with_titles(a_report(*"x" * 16), "Kort tittel")
    long = "Utvikle " + "opplæring " * 64 + "nederst"
    actions = (*report.actions[:14], with_texts(report.actions[14], title=a_text(long)), report.actions[15])
    pages = PdfReader(io.BytesIO(a_matrix(replace(report, actions=actions)))).pages
    texts = [page.extract_text() for page in pages]
    assert [("Utvikle" in text, "nederst" in text) for text in texts] == [
        (place, place) for place in ("Utvikle" in text for text in texts)
    ]
