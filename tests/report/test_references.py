"""The grammar of the relation column: read whole, or not at all."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkps_reports.report.references import (
    INVISIBLE,
    find_mentions,
    guess_references,
    join_numbers,
    parse_references,
    readings_of_date,
    readings_of_decimal,
    rewrite_plainly,
)

CATALOGUE = frozenset(range(1, 17))

numbers = st.integers(0, 9999)
ranges = st.tuples(st.integers(0, 200), st.integers(1, 99)).map(lambda ends: (ends[0], sum(ends)))
items = st.one_of(numbers.map(lambda number: (number, number)), ranges)
blanks = st.sampled_from(["", " ", "  ", "\u00a0", "\t"])
gaps = st.sampled_from([" ", "  ", "\u00a0"])
dashes = st.sampled_from(["-", "–", " – ", " -"])
prefixes = st.sampled_from(["", "nr. ", "nr ", "Nr.", "NR. ", "nr.\u00a0"])


@st.composite
def written_lists(draw: st.DrawFn) -> tuple[str, list[int]]:
    """A list of numbers in some accepted form, and the numbers that were meant."""
    written = draw(prefixes)
    meant: list[int] = []
    for index, (low, high) in enumerate(draw(st.lists(items, min_size=1, max_size=6))):
        if index:
            comma = draw(blanks) + "," + draw(blanks)
            written += draw(st.sampled_from([comma, draw(gaps) + "og" + draw(gaps), ", og "]))
        written += str(low) if low == high else f"{low}{draw(dashes)}{high}"
        meant.extend(range(low, high + 1))
    return draw(blanks) + written + draw(st.sampled_from(["", ".", " ."])) + draw(blanks), meant


@given(written_lists())
def test_whatever_list_is_written_in_an_accepted_form_comes_back(case: tuple[str, list[int]]) -> None:
    written, meant = case
    assert parse_references(written) == tuple(meant)


@given(st.text(alphabet="0123456789 ,.og-–nrtilak/+&()b", max_size=12))
def test_what_is_read_accounts_for_every_digit(text: str) -> None:
    read = parse_references(text)
    if read is not None and not any(sign in text for sign in ("-", "–", "til")):
        digits = "".join(str(number) for number in read)
        assert digits == "".join(
            str(int(part)) for part in "".join(c if c.isdigit() else " " for c in text).split()
        )


@given(st.lists(st.integers(1, 16), min_size=1, unique=True).map(sorted))
def test_what_the_report_prints_can_be_read_again(measures: list[int]) -> None:
    assert parse_references(join_numbers(measures)) == tuple(measures)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", (12,)),
        ("4 og 7", (4, 7)),
        ("4, 7", (4, 7)),
        ("4,7", (4, 7)),
        ("4 og 7.", (4, 7)),
        ("nr. 4, 6 og 7", (4, 6, 7)),
        ("nr 12.", (12,)),
        ("4–7", (4, 5, 6, 7)),
        ("4-7", (4, 5, 6, 7)),
        ("7 og 4", (7, 4)),
        ("4 og 4", (4, 4)),
        ("4 og 17", (4, 17)),
    ],
)
def test_the_forms_of_the_contract_are_read(text: str, expected: tuple[int, ...]) -> None:
    assert parse_references(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "tiltak 4b", "4 og kanskje 7", "4b", "4 7", "4.7", "4 og", "og 4", ",4", "4,,7", "7–4", "4–4", "4–",
        "–4", "-4", "ingen", "", " ", "nr.", "fire", "4 (og 7)", "12345", "1–9999", "٤", "4²", "4 eller 7",
        "4..", "nr. nr. 4", "nrk 4", "nr4", "4 og seks", "4 og 7 (delvis)", "tiltak 4: samarbeid", "12.0",
        "alle", "IV", "4 til ca. 7", "fra 4 til 7", "7 til 4", "4 til", "4-7-9", "4. 7.", "4;", "/4",
        "4 && 7", "rapporteringspunkt 4", "tiltak", "4 tiltak", "NKPS-4", "Relasjon 4", "4 - tiltak 7",
        # A list, and no range.
        "- 4\n- 7", "4\n- 7", "4\n-7", "1. 4\n2. 7",
    ],
)  # fmt: skip
def test_anything_else_is_refused_as_a_whole(text: str) -> None:
    assert parse_references(text) is None


@pytest.mark.parametrize(
    ("text", "expected", "plain"),
    [
        ("4;7", (4, 7), "4 og 7"),
        ("4/7", (4, 7), "4 og 7"),
        ("4 / 7", (4, 7), "4 og 7"),
        ("4 & 7", (4, 7), "4 og 7"),
        ("4+7+12", (4, 7, 12), "4, 7 og 12"),
        ("4\n7", (4, 7), "4 og 7"),
        ("4\r\n\r\n7", (4, 7), "4 og 7"),
        ("4.\n7.", (4, 7), "4 og 7"),
        ("4. og 7.", (4, 7), "4 og 7"),
        ("4., 7.", (4, 7), "4 og 7"),
        ("4 til 7", (4, 5, 6, 7), "4–7"),
        ("4 TIL 7", (4, 5, 6, 7), "4–7"),
        ("4 t.o.m. 7", (4, 5, 6, 7), "4–7"),
        ("4 tom 7", (4, 5, 6, 7), "4–7"),
        ("4 til og med 7.", (4, 5, 6, 7), "4–7"),
        ("4 - 7", (4, 5, 6, 7), "4–7"),
        ("4 – 7", (4, 5, 6, 7), "4–7"),
        ("4\u00a0-\u00a07", (4, 5, 6, 7), "4–7"),
        ("4\u22127", (4, 5, 6, 7), "4–7"),
        ("4\u20117", (4, 5, 6, 7), "4–7"),
        ("4 - 7 og 9 til 10", (4, 5, 6, 7, 9, 10), "4–7 og 9–10"),
        ("tiltak 4", (4,), "4"),
        ("NKPS 4 og 7", (4, 7), "4 og 7"),
        ("punkt 4 og 7", (4, 7), "4 og 7"),
        ("tiltak nr. 4 og 7", (4, 7), "4 og 7"),
        ("tiltak 4 til 7", (4, 5, 6, 7), "4–7"),
        ("nr. 4 til nr. 7", (4, 5, 6, 7), "4–7"),
        ("nr 4 & nr 7", (4, 7), "4 og 7"),
        ("Nr.4 og nr.7", (4, 7), "4 og 7"),
        ("NKPS-tiltak nr. 4 og NKPS-tiltak nr. 7", (4, 7), "4 og 7"),
        ("NKPS\u2011tiltak 4 og 4", (4, 4), "4 og 4"),
        ("Relasjon til NKPS-tiltak nr. 4 og 7.", (4, 7), "4 og 7"),
        ("Relasjon til NKPS tiltak nr.: 4", (4,), "4"),
    ],
)
def test_numbers_written_in_another_way_are_understood_and_told(
    text: str, expected: tuple[int, ...], plain: str
) -> None:
    assert parse_references(text) == expected
    assert rewrite_plainly(text) == plain
    assert parse_references(plain) == expected
    assert rewrite_plainly(plain) is None


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "4 og 7",
        "4, 7",
        "4 , 7",
        "4,7 og 12",
        "4,og 7",
        "4 og 7.",
        "nr. 4, 6 og 7",
        "4–7",
        "4-7",
        "4 og b",
    ],
)
def test_nothing_is_told_of_the_forms_that_the_contract_asks_for_and_of_what_is_not_read(text: str) -> None:
    assert rewrite_plainly(text) is None


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("4 7", "4 og 7"),
        ("4.7", "4 og 7"),
        ("4 eller 7", "4 og 7"),
        ("4 og kanskje 7", "4 og 7"),
        ("4 (og 7)", "4 og 7"),
        ("nr. nr. 4", "4"),
        ("7–4", "4–7"),
        ("tiltak 7 til 4", "4–7"),
        # It might be more than these, or fewer.
        ("4 til ca. 7", None),
        ("fra 4 til 7", None),
        ("4…7", None),
        ("4...7", None),
        ("4\n- 7", None),
        ("4 og seks", None),
        ("alle unntatt 4", None),
        ("4 ff.", None),
        ("minst 4", None),
        ("tiltak 4b", None),
        ("4 eller 17", None),
    ],
)
def test_what_is_proposed_is_never_less_than_what_was_written(text: str, proposed: str | None) -> None:
    assert parse_references(text) is None
    assert guess_references(text, CATALOGUE) == proposed


@pytest.mark.parametrize("unseen", INVISIBLE)
def test_characters_that_nobody_sees_are_passed_over(unseen: str) -> None:
    assert parse_references(unseen.join(" nr. 4 og 12. ")) == (4, 12)


@pytest.mark.parametrize(
    ("measures", "expected"), [([4], "4"), ([4, 7], "4 og 7"), ([4, 6, 7], "4, 6 og 7"), ([], "")]
)
def test_numbers_are_joined_the_norwegian_way(measures: list[int], expected: str) -> None:
    assert join_numbers(measures) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (4.7, ["4 og 7"]),
        (4.1, ["4 og 1", "4 og 10"]),
        (12.16, ["12 og 16"]),
        (4.75, []),
        (17.4, []),
        (-4.7, []),
        (1e22, []),
    ],
)
def test_a_decimal_number_has_every_reading_it_can_have(value: float, expected: list[str]) -> None:
    assert readings_of_decimal(value, CATALOGUE) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2026, 7, 4), ["4 og 7", "4–7"]),
        (date(2026, 7, 6), ["6 og 7"]),
        (date(2009, 7, 4), ["4 og 7", "4, 7 og 9", "4–7"]),
        (date(2015, 4, 1), ["1 og 4", "1, 4 og 15", "4 og 15", "1–4", "4–15"]),
        (date(1900, 1, 12), ["12", "12 og 1", "1–12"]),
        (date(2026, 11, 30), []),
        (time(4, 7), ["4 og 7"]),
        (time(4, 7, 12), ["4 og 7", "4, 7 og 12"]),
    ],
)
def test_a_date_has_every_reading_it_can_have(value: date | time, expected: list[str]) -> None:
    assert readings_of_date(value, CATALOGUE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se NKPS-tiltak 6.", {6}),
        ("Relasjon til NKPS tiltak nr. 4 og 7.", {4, 7}),
        ("Dette gjelder tiltak nr 12 i strategien.", {12}),
        ("NKPS-tiltakene 4–6", {4, 5, 6}),
        ("Vårt tiltak 3 ble avsluttet 8. mai 2017.", set()),
        ("Brevet ble sendt 8. mai.", set()),
    ],
)
def test_running_text_names_only_what_is_said_to_be_a_measure(text: str, expected: set[int]) -> None:
    assert find_mentions(text) == expected


@pytest.mark.parametrize("unit", ["NKPS-tiltak 1, ", "Tiltak nr.: 1 og ", "1. til nr. 2.\n"])
def test_a_cell_full_of_words_and_numbers_is_read_once(unit: str) -> None:
    # Each word that could be read in two ways would double the time: this would never end.
    text = unit * (1_000 // len(unit))
    assert parse_references(f"{text}x") is None
    assert guess_references(f"{text}x", CATALOGUE) is None
    assert parse_references(f"{text}1") is not None
