"""Text in a cell: what becomes a paragraph, a list, a link, and what stays as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkps_reports.report.markup import Run, parse_markup
from nkps_reports.report.model import Block, BulletList, NumberedList, Paragraph, Span


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """Blocks as plain values: a paragraph its text, a list its kind and items."""
    found: list[object] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block.plain)
        else:
            kind = "•" if isinstance(block, BulletList) else "1."
            found.append((kind, [item.plain for item in block.items]))
    return found


def parse(text: str) -> list[object]:
    return shape(parse_markup([Run(text)]))


@pytest.mark.parametrize("marker", ["- ", "– ", "• ", "· ", "\uf0b7 ", "-\t", "•\u00a0", "·       "])
def test_each_marker_makes_a_bullet(marker: str) -> None:
    assert parse(f"Før\n{marker}en\n{marker}to\nEtter") == ["Før", ("•", ["en", "to"]), "Etter"]


@pytest.mark.parametrize("text", ["-en", "–", "* en", "•en", "-", "12-13 uker"])
def test_a_dash_without_space_is_text(text: str) -> None:
    assert parse(text) == [text]


def test_words_private_bullet_is_never_printed() -> None:
    assert parse("\uf0b7") == ["•"]
    assert parse("a \uf0b7 b") == ["a • b"]


def test_a_numbered_list_needs_1_and_2() -> None:
    assert parse("1. en\n2. to\n3. tre") == [("1.", ["en", "to", "tre"])]
    assert parse("1. en") == ["1. en"]
    assert parse("2. to\n3. tre") == ["2. to", "3. tre"]


def test_a_numbered_list_goes_on_only_while_each_line_is_the_next_number() -> None:
    assert parse("1. en\n2. to\n4. fire") == [("1.", ["en", "to"]), "4. fire"]
    assert parse("1. en\n2. to\nså\n1. en\n2. to") == [("1.", ["en", "to"]), "så", ("1.", ["en", "to"])]


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
    assert parse("1. Marsipan\n2. Mais") == [("1.", ["Marsipan", "Mais"])]


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
    assert isinstance(block, BulletList)
    assert block.items[0].spans == (
        Span("en "),
        Span("to ", bold=True),
        Span("t", bold=True, link="https://a.no"),
        Span("re", italic=True, link="https://a.no"),
        Span(" fire", italic=True),
    )


def test_each_paragraph_knows_where_in_the_cell_it_begins() -> None:
    text = "Før\n\n  - en\n1. a\n2. b"
    items = [
        item
        for block in parse_markup([Run(text)])
        for item in ((block,) if isinstance(block, Paragraph) else block.items)
    ]
    assert [text[item.offset :].startswith(item.plain) for item in items] == [True] * 4


@given(st.text(alphabet="ab1 2.-•\n[]()https:/.no\t–", max_size=60))
def test_no_character_is_lost_but_breaks_markers_and_addresses(text: str) -> None:
    shown = "".join(
        item.plain
        for block in parse_markup([Run(text)])
        for item in ((block,) if isinstance(block, Paragraph) else block.items)
    )
    remaining = iter(text)
    assert all(character in remaining for character in shown)
    letters = [c for c in text if c in "ab"]
    if "](" not in text:
        assert [c for c in shown if c in "ab"] == letters


@given(st.lists(st.text(alphabet="abc æ", min_size=1).map(str.strip).filter(bool), min_size=2, max_size=20))
def test_any_numbered_lines_make_one_list(items: list[str]) -> None:
    (block,) = parse_markup([Run("\n".join(f"{n}. {item}" for n, item in enumerate(items, start=1)))])
    assert isinstance(block, NumberedList)
    assert [item.plain for item in block.items] == items


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
