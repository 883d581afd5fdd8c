"""Text in a cell: what becomes a paragraph, a list, a link, and what stays as typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nkps_reports.report.cell_text import CellLine, write_cell, write_marker
from nkps_reports.report.markup import Run, find_stray_number, parse_markup
from nkps_reports.report.model import Block, ItemList, ListItem, Paragraph, Place, Span, Text, paragraphs_of


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """Blocks as plain values: a paragraph its text, a list its items with their markers."""
    return [
        block.plain if isinstance(block, Paragraph) else [shown(item) for item in block.items]
        for block in blocks
    ]


def shown(item: ListItem) -> str:
    marker = "•" if item.number is None else f"{item.number}."
    return f"{'  ' * item.level}{marker} {item.paragraph.plain}"


def parse(text: str) -> list[object]:
    return shape(parse_markup([Run(text)]))


@pytest.mark.parametrize(
    "marker",
    [
        "- ",
        "– ",
        "• ",
        "· ",
        "\uf0b7 ",
        "‣ ",
        "▪\t",
        "-\t",
        "•\u00a0",
        "·       ",
        "o\t",
        "§\t",
        "* ",
        "*\t",
        "→ ",
    ],
)
def test_each_marker_makes_a_bullet(marker: str) -> None:
    assert parse(f"Før\n{marker}en\n{marker}to\nEtter") == ["Før", ["• en", "• to"], "Etter"]


@pytest.mark.parametrize(
    "text", ["-en", "–", "* en", "→ en", "o en", "§ 4-1 i loven", "•en", "-", "12-13 uker"]
)
def test_a_dash_without_space_is_text(text: str) -> None:
    assert parse(text) == [text]


def test_words_private_bullet_is_never_printed() -> None:
    assert parse("\uf0b7") == ["•"]
    assert parse("a \uf0b7 b") == ["a • b"]


def test_a_numbered_list_needs_1_and_2() -> None:
    assert parse("1. en\n2. to\n3. tre") == [["1. en", "2. to", "3. tre"]]
    assert parse("1. en") == ["1. en"]
    assert parse("2. to\n3. tre") == ["2. to", "3. tre"]


def test_a_numbered_list_goes_on_only_while_each_line_is_the_next_number() -> None:
    assert parse("1. en\n2. to\n4. fire") == [["1. en", "2. to"], "4. fire"]
    assert parse("1. en\n2. to\nså\n1. en\n2. to") == [["1. en", "2. to"], "så", ["1. en", "2. to"]]


@pytest.mark.parametrize(
    "text",
    [
        "1. mai holdes tale",
        "30. november holdes konferansen",
        "9. En dags varighet i september 2017.",
        "13. September arrangeres et seminar",
        "3. 5. 7.",
        "2017 var et godt år",
        "1.en",
    ],
)
def test_any_other_number_is_text_as_typed(text: str) -> None:
    assert parse(text) == [text]


def test_a_number_before_a_month_is_never_a_marker() -> None:
    assert parse("1. mai holdes tale\n2. juni er det slutt") == ["1. mai holdes tale", "2. juni er det slutt"]
    assert parse("1. Planlegge\n2. MAI holdes den") == ["1. Planlegge", "2. MAI holdes den"]
    assert parse("1. Marsipan\n2. Mais") == [["1. Marsipan", "2. Mais"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n    - c\n- d", ["• a", "  • b", "    • c", "• d"]),
        ("- a\n\t- b\n\t\t- c\n\t\t\t- d", ["• a", "  • b", "    • c", "    • d"]),
        ("   • a\n   • b", ["• a", "• b"]),
        ("- a\n  - b\n\t- c", ["• a", "  • b", "  • c"]),
        (
            "1. a\n  1. b\n  2. c\n2. d\n  1. e\n  2. f",
            ["1. a", "  1. b", "  2. c", "2. d", "  1. e", "  2. f"],
        ),
        ("1. a\n  - b\n  - c\n2. d", ["1. a", "  • b", "  • c", "2. d"]),
        ("- a\n  1. b\n  2. c\n- d\n  1. e", ["• a", "  1. b", "  2. c", "• d", "  1. e"]),
        ("•\ta\no\tb\n§\tc\no\td\n•\te", ["• a", "  • b", "    • c", "  • d", "• e"]),
        ("o\ta\no\tb", ["• a", "• b"]),
        ("1. a\n  2. b", ["1. a", "2. b"]),
    ],
)
def test_the_level_of_an_item_follows_its_indentation(text: str, expected: list[str]) -> None:
    assert parse(text) == [expected]


@pytest.mark.parametrize(
    "text", ["* a\ntekst\n* b", "* a\n→ b", "a) x\nb) y", "1) x\n2) y", "a. x\nb. y", "i. x\nii. y"]
)
def test_other_signs_and_letters_stay_as_typed(text: str) -> None:
    assert parse(text) == text.split("\n")


def test_what_interrupts_a_numbered_list_at_its_level_ends_it() -> None:
    assert parse("1. a\n- x\n2. b") == ["1. a", ["• x"], "2. b"]
    assert parse("1. a\n  a) x\n2. b") == ["1. a", "a) x", "2. b"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9. En dags kurs", "9."),
        ("9. En dag\nTekst", "9."),
        ("3. Tredje\n4. Fjerde", None),
        ("1. A\na) b\n2. C", None),
    ],
)
def test_a_number_before_a_text_is_told_where_the_next_one_does_not_follow(
    text: str, number: str | None
) -> None:
    assert find_stray_number(parse_markup([Run(text)])) == number


def test_empty_lines_divide_and_are_not_printed() -> None:
    assert parse("en\n\n  \nto\n") == ["en", "to"]


def spans(text: str, link: str | None = None) -> list[tuple[str, str | None]]:
    (block,) = parse_markup([Run(text)], link)
    assert isinstance(block, Paragraph)
    return [(span.text, span.link) for span in block.spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "se [her](http://a.no/b/).",
            [("se ", None), ("her", "http://a.no/b/"), (".", None)],
        ),
        ("https://a.no/b.", [("https://a.no/b", "https://a.no/b"), (".", None)]),
        ("(https://a.no/b)", [("(", None), ("https://a.no/b", "https://a.no/b"), (")", None)]),
        ("https://no.wikipedia.org/wiki/A_(b)", [("https://no.wikipedia.org/wiki/A_(b)",) * 2]),
        ("[A](https://a.no/x_(y))", [("A", "https://a.no/x_(y)")]),
        ("[A](javascript:alert(1))", [("[A](javascript:alert(1))", None)]),
        ("[A](file:///etc/passwd)", [("[A](file:///etc/passwd)", None)]),
        ("[uten lenke] (og mer)", [("[uten lenke] (og mer)", None)]),
        ("https:// er ingen adresse", [("https:// er ingen adresse", None)]),
        ("se www.nav.no.", [("se ", None), ("www.nav.no", "https://www.nav.no"), (".", None)]),
        ("(WWW.a.no/b)", [("(", None), ("WWW.a.no/b", "https://WWW.a.no/b"), (")", None)]),
        ("[her](www.a.no)", [("[her](www.a.no)", None)]),
        ("kari@www.a.no og awww.b.no", [("kari@www.a.no og awww.b.no", None)]),
    ],
)
def test_links_are_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert spans(text) == expected


def test_a_link_on_the_cell_covers_what_has_no_link_of_its_own() -> None:
    found = spans("les [A](https://a.no) her", "https://cell.no")
    assert found == [("les ", "https://cell.no"), ("A", "https://a.no"), (" her", "https://cell.no")]


def test_bold_and_italics_are_kept_across_markers_and_links() -> None:
    runs = [Run("- en "), Run("to [t", bold=True), Run("re](https://a.no) fire", italic=True)]
    (block,) = parse_markup(runs)
    assert isinstance(block, ItemList)
    assert block.items[0].paragraph.spans == (
        Span("en "),
        Span("to ", bold=True),
        Span("t", bold=True, link="https://a.no"),
        Span("re", italic=True, link="https://a.no"),
        Span(" fire", italic=True),
    )


def test_each_paragraph_knows_where_in_the_cell_it_begins() -> None:
    text = "Før\n\n  - en\n1. a\n2. b"
    items = [item for block in parse_markup([Run(text)]) for item in paragraphs_of(block)]
    assert [text[item.offset :].startswith(item.plain) for item in items] == [True] * 4


@given(st.text(alphabet="ab1 2.-•\n[]()https:/.no\t–", max_size=60))
def test_no_character_is_lost_but_breaks_markers_and_addresses(text: str) -> None:
    shown = "".join(item.plain for block in parse_markup([Run(text)]) for item in paragraphs_of(block))
    remaining = iter(text)
    assert all(character in remaining for character in shown)
    letters = [c for c in text if c in "ab"]
    if "](" not in text:
        assert [c for c in shown if c in "ab"] == letters


# What lines that are lists, or nearly, are made of.
LINES = st.tuples(
    st.sampled_from(("", "", " ", "  ", "    ", "\t", "\t\t", "      ")),
    st.sampled_from(
        ("- ", "•\t", "o\t", "§\t", "* ", "* ", "→ ", "1. ", "1. ", "2. ", "2. ", "3. ", "a) ", "")
    ),
    st.sampled_from("abc"),
).map("".join)


@given(st.lists(LINES, max_size=12))
@example(["1. a", "2. b", "  3. c"])
@example(["7. a", "  1. b", "2. c"])
@example(["1. a", "  - b", "  2. c"])
def test_a_text_written_as_a_cell_again_is_the_same_text(lines: list[str]) -> None:
    text = Text(parse_markup([Run("\n".join(lines))]), Place())
    written: list[CellLine] = []
    for block in text.blocks:
        if isinstance(block, Paragraph):
            written.append(CellLine(block.spans))
            continue
        levels = [item.level for item in block.items]
        assert levels[0] == 0
        assert all(level <= min(above + 1, 2) for above, level in pairwise(levels))
        written += (
            CellLine(item.paragraph.spans, write_marker(item.level, item.number)) for item in block.items
        )
    assert shape(parse_markup(write_cell(written).runs)) == shape(text.blocks)


@given(st.lists(st.text(alphabet="abc æ", min_size=1).map(str.strip).filter(bool), min_size=2, max_size=20))
def test_any_numbered_lines_make_one_list(items: list[str]) -> None:
    (block,) = parse_markup([Run("\n".join(f"{n}. {item}" for n, item in enumerate(items, start=1)))])
    assert isinstance(block, ItemList)
    assert [(item.number, item.paragraph.plain) for item in block.items] == [*enumerate(items, start=1)]


@pytest.mark.parametrize(
    "text",
    [
        "1.  mai holdes kurs\n2.  juni reiser vi",
        "1.\u00a0 mai\n2. juni",
        "01. A\n02. B",
        "1. des 2017\n2. jan 2018",
    ],
)
def test_what_only_looks_like_a_numbered_list_is_printed_as_typed(text: str) -> None:
    blocks = parse_markup([Run(text)])
    assert [b.plain for b in blocks if isinstance(b, Paragraph)] == text.split("\n")


def test_a_link_needs_a_text_and_leaves_the_punctuation_round_it() -> None:
    (paragraph,) = parse_markup([Run("“https://a.no/x” [ ](https://b.no) https://c.no…")])
    assert isinstance(paragraph, Paragraph)
    assert [span.link for span in paragraph.spans if span.link] == [
        "https://a.no/x",
        "https://b.no",
        "https://c.no",
    ]
    assert paragraph.plain == "“https://a.no/x” [ ](https://b.no) https://c.no…"
