"""The changes as Word tracks them: all accepted, the later report is left; all rejected, the earlier one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from nkps_reports.comparison.changes import compare_reports
from nkps_reports.comparison.sentences import divide_sentences
from nkps_reports.files.archive import unpack_parts
from nkps_reports.report.markup import Run, parse_markup
from nkps_reports.report.model import Action, Place, Report, Text
from nkps_reports.word.composed.changes import render_changes
from nkps_reports.word.document.elements import w, words_of
from tests.builders import a_report, a_row, a_text, with_texts
from tests.comparison.reports import report_of
from tests.libreoffice_macro import Settler
from tests.settled import Said, read_comparison, said_by, settle
from tests.source_document import shipped_rows
from tests.validators import check_office

# One sentence before, and three now: the first was struck and came again.
FIRST = "Konferansen skal øke kunnskap om integrering i arbeidslivet."
MORE = "Nytt i 2018 er at kommunene er med, at NAV holder innlegg. Det blir også et verksted."
OLD_LIST = "Dette gjør vi:\n- kurs i Oslo\n- møter\n- brev\nSe [planen](https://a.no/1) for mer. Slutt."
NEW_LIST = (
    "Dette gjør vi:\n- kurs i Bergen\n- møter\n  - om lønn\nbrev\n1. søke\n2. svare\n"
    "Slutt. Se [planen](https://a.no/1) for mer."
)
# Sentences in another order and in other paragraphs; two are the same.
OLD_ORDER = (
    f"Alle er med. {FIRST} Det koster lite.\nVi holder kurs. Vi lærer mye.\n"
    "- Se [planen](https://a.no/1). Ja!\n- Slutt"
)
NEW_ORDER = (
    f"{FIRST} Alle er med. Ja!\n- Slutt\nVi skriver brev. Det koster lite. Det koster lite.\n"
    "Vi holder kurs. Vi lærer mye.\n- Se [planen](https://a.no/1)."
)


def changed_rows() -> list[list[str]]:
    """The rows of the shipped workbook a year later."""
    rows = [[*row] for row in shipped_rows()]
    rows[0][4] = rows[0][4].replace("september 2017", "oktober 2018")
    rows[1][3] = rows[1][3].replace(". ", ".\n", 1)
    rows[2][0] = "Møteplass for lærebedrifter"
    rows[3][2] = ""
    new_row = [
        "Nytt {{ tiltak }} & <b>",
        "5",
        "KS\tog\u00a0NHO",
        "- Se [planen](https://example.org/?a=1&b=2)",
        "=1+1",
    ]
    return [*rows[:4], *rows[5:], new_row]


PAIRS: dict[str, Callable[[], tuple[Report, Report]]] = {
    "a year later": lambda: (
        report_of(*shipped_rows()),
        report_of(*changed_rows(), Rapporteringsperiode="2018", Kontaktperson="Kari"),
    ),
    "the same": lambda: (report_of(*shipped_rows()), report_of(*shipped_rows())),
    "sentences added": lambda: (
        report_of(a_row(description=FIRST)), report_of(a_row(description=f"{FIRST} {MORE}")),
    ),
    "lists and links": lambda: (
        report_of(a_row(description=OLD_LIST)), report_of(a_row(description=NEW_LIST)),
    ),
    "other links": lambda: (
        report_of(a_row(description="Se [planen](https://a.no/1) og programmet, og [brevet](https://c.no).")),
        report_of(a_row(description="Se [planen](https://a.no/2) og [programmet](https://b.no), og brevet.")),
    ),
    "moved sentences": lambda: (
        report_of(a_row(description=OLD_ORDER)), report_of(a_row(description=NEW_ORDER)),
    ),
    "moved paragraphs": lambda: (
        report_of(a_row(description="- Kurs\n  - om lønn\n- Møter\nVi skriver brev.")),
        report_of(a_row(description="- Møter\nVi skriver brev.\n- Kurs\n  - om lønn")),
    ),
    # What has changed right before what is new or gone as a whole.
    "a change at an end": lambda: (
        report_of(a_row(title="Kurs", timing="Høsten 2017"), a_row(title="Brev til alle om lønn")),
        report_of(a_row(title="Kurs", timing="Høsten 2018"), a_row(title="Et nettverk for ledere")),
    ),
    "nothing in common": lambda: (
        report_of(a_row(title="Kurs", description="Om lærlinger i industrien.")),
        report_of(a_row(title="Brev til alle", description="- Tariffoppgjøret\n- frontfaget")),
    ),
}  # fmt: skip
PAIR = pytest.mark.parametrize("pair", [*PAIRS.values()], ids=[*PAIRS])


def document_of(old: Report, new: Report) -> bytes:
    return render_changes(compare_reports(old, new), "i-fjor.xlsx", "i-år.xlsx")


def as_read(said: Said) -> Said:
    """The same with each stretch of white space as one space: what is kept has that of the later report."""
    return Said(
        {
            (one_line(title), look): {
                header: [(one_line(text), seen) for text, seen in lines] for header, lines in fields.items()
            }
            for (title, look), fields in said.actions.items()
        },
        {label: one_line(value) for label, value in said.facts.items()},
    )


def one_line(text: str) -> str:
    return " ".join(text.split())


def by_title(said: Said) -> Said:
    """The same in the order of the titles: a comparison has what changed before what did not."""
    return Said(dict(sorted(said.actions.items())), said.facts)


def check_settled(file: bytes, old: Report, new: Report) -> None:
    accepted, rejected = (read_comparison(settle(file, accepts=accepts)) for accepts in (True, False))
    assert by_title(accepted) == by_title(said_by(new))
    assert by_title(as_read(rejected)) == by_title(as_read(said_by(old)))


@PAIR
def test_all_accepted_is_the_later_report_and_all_rejected_the_earlier(
    pair: Callable[[], tuple[Report, Report]],
) -> None:
    old, new = pair()
    check_settled(document_of(old, new), old, new)


# Where one link comes right after another that goes, LibreOffice 7.4 mixes up where the two lead.
@pytest.mark.parametrize("pair", [each for name, each in PAIRS.items() if name != "other links"])
def test_libreoffice_accepts_and_rejects_all_to_the_same(
    pair: Callable[[], tuple[Report, Report]], settler: Settler, tmp_path: Path
) -> None:
    old, new = pair()
    path = tmp_path / "endringer.docx"
    path.write_bytes(document_of(old, new))
    for accepts, report in ((True, new), (False, old)):
        said = read_comparison(settler.settle(path, accepts=accepts))
        assert by_title(as_read(said)) == by_title(as_read(said_by(report)))


def test_the_documents_are_valid(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.docx" for number in range(len(PAIRS))]
    for path, pair in zip(paths, PAIRS.values(), strict=True):
        path.write_bytes(document_of(*pair()))
    assert check_office(*paths) == []


RANGES = [w(name) for name in ("moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart")]
SENTENCES = st.sampled_from(
    [
        "Vi holder kurs.",
        "Vi holder store kurs i Oslo.",
        "Ja!",
        "Hva nå?",
        "Det koster 3. mai kr 5,5.",
        "Slutt",
        FIRST,
    ]
)
LINE = st.builds(
    lambda marker, sentences, gap: marker + gap.join(sentences),
    st.sampled_from(["", "", "- ", "  - ", "1. ", "2. ", "3. "]),
    st.lists(SENTENCES, min_size=1, max_size=3),
    st.sampled_from([" ", "  ", "\u00a0"]),
)
LINES = st.lists(LINE, max_size=6)
RUNS = st.lists(st.tuples(st.integers(1, 30), st.booleans(), st.booleans()), max_size=3)


def styled(lines: Sequence[str], runs: Sequence[tuple[int, bool, bool]]) -> Text:
    text, made = "\n".join(lines), []
    for length, bold, italic in runs:
        made.append(Run(text[:length], bold, italic))
        text = text[length:]
    return Text(parse_markup([*made, Run(text)]), Place())


def with_description(action: Action, text: Text) -> Report:
    return replace(a_report("x"), actions=(with_texts(action, description=text),))


@given(LINES, RUNS, st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_edit_is_settled_to_what_it_was_and_what_it_is(
    lines: list[str], runs: list[tuple[int, bool, bool]], data: st.DataObject
) -> None:
    edited = [*lines]
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(edited)))
        edited[place : place + data.draw(st.integers(0, 2))] = data.draw(LINES)
    (action,) = a_report("x").actions
    old = with_description(action, styled(lines, runs))
    new = with_description(action, styled(edited, data.draw(RUNS)))
    check_settled(document_of(old, new), old, new)
    check_settled(document_of(new, old), new, old)


# Sentences and ends of paragraphs round one that stays: those of the one report and those of the other.
GONE = st.lists(
    st.sampled_from(["Vi holder kurs. ", "Ja! ", "Hva nå? ", "Konferansen var i Oslo i mai.\n"]), max_size=4
)
COME = st.lists(
    st.sampled_from(["Vi holdt kurs. ", "Nei! ", "Hva da? ", "Konferansen er i Bergen i juni.\n"]), max_size=4
)


@given(GONE, GONE, COME, COME)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_sentence_that_stands_in_both_is_never_struck(
    gone_before: list[str], gone_after: list[str], come_before: list[str], come_after: list[str]
) -> None:
    kept = "Denne setningen står i begge rapportene, hva som enn skjer rundt den. "
    old, new = (
        "".join(each) for each in ([*gone_before, kept, *gone_after], [*come_before, kept, *come_after])
    )
    assert kept.strip() not in "".join(struck(document_of(a_report(old), a_report(new))))


ORDER = st.lists(
    st.sampled_from(["Vi holder kurs. ", "Ja! ", "Hva nå? ", "Alle er med i Oslo.\n", "\n"]), max_size=8
)


@given(ORDER, ORDER)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_sentence_that_stands_in_both_is_never_struck_wherever_it_stands(
    old_order: list[str], new_order: list[str]
) -> None:
    old, new = "".join(old_order), "".join(new_order)
    document = document_of(a_report(old), a_report(new))
    check_settled(document, a_report(old), a_report(new))
    gone = Counter(sentences_of(old)) - Counter(sentences_of(new))
    sentences = Counter(sentence for text in struck(document) for sentence in sentences_of(text))
    # A field that is empty now goes with its heading.
    del sentences["Beskrivelse av tiltaket (maks en halv side)"]
    assert sentences <= gone


def sentences_of(text: str) -> list[str]:
    return [
        one_line(sentence)
        for line in text.splitlines()
        for sentence in divide_sentences(line)
        if one_line(sentence)
    ]


def test_a_moved_sentence_is_a_move_of_its_own_name() -> None:
    root = body_of(document_of(a_report("En. To. Tre."), a_report("To. En. Tre.")))
    texts = {
        name: [words_of(each.iter(w("t"))) for each in root.iter(w(name))]
        for name in ("moveFrom", "moveTo", "ins", "del")
    }
    assert texts == {"moveFrom": ["En. "], "moveTo": ["En. "], "ins": [], "del": []}
    starts = [*root.iter(w("moveFromRangeStart"), w("moveToRangeStart"))]
    assert len({start.get(w("name")) for start in starts}) == 1


def test_sentences_that_moved_together_are_one_move() -> None:
    root = body_of(document_of(a_report("En. To. Tre. Fire. Fem."), a_report("Tre. Fire. Fem. En. To.")))
    assert [words_of(each.iter(w("t"))) for each in root.iter(w("moveTo"))] == ["En. To."]


def test_a_paragraph_that_is_divided_or_joined_keeps_its_sentences() -> None:
    whole, parts = f"{FIRST} {MORE}", f"{FIRST}\n{MORE}"
    assert struck(document_of(a_report(whole), a_report(parts))) == [" "]
    assert struck(document_of(a_report(parts), a_report(whole))) == []


def test_the_changes_have_an_author_and_numbers_of_their_own() -> None:
    (old, new), (old_order, new_order) = PAIRS["a year later"](), PAIRS["moved sentences"]()
    old, new = (
        replace(year, actions=(*year.actions, replace(order.actions[0], number=len(year.actions) + 1)))
        for year, order in ((old, old_order), (new, new_order))
    )
    root = body_of(document_of(old, new))
    changes = [*root.iter(w("ins"), w("del"), w("rPrChange"), w("pPrChange"), *RANGES)]
    assert {change.get(w("author")) for change in changes} == {"nkps-reports"}
    numbers = [each.get(w("id")) for each in (*changes, *root.iter(w("bookmarkStart")))]
    assert len({*numbers}) == len(numbers) > 20
    assert [*root.iter(w("moveFromRangeStart"))]
    assert {change.get(w("date"), "") for change in changes} == {"", "1980-01-01T00:00:00Z"}


def test_the_same_reports_give_the_same_bytes() -> None:
    pair = PAIRS["a year later"]()
    assert document_of(*pair) == document_of(*pair)


def struck(file: bytes) -> list[str]:
    """The texts that are marked as deleted."""
    return [each.text or "" for each in body_of(file).iter(w("delText"))]


def body_of(file: bytes) -> etree._Element:
    return etree.fromstring(unpack_parts(file)["word/document.xml"])


def test_a_long_title_or_one_of_several_lines_is_a_field_too() -> None:
    old = a_report("x")
    (action,) = old.actions
    for title in ("Ord " * 100, "Kurs\nog mer", "- Kurs"):
        new = replace(old, actions=(with_texts(action, title=a_text(title)),))
        file = settle(document_of(old, new), accepts=True)
        ((heading, _), fields), = read_comparison(file).actions.items()  # fmt: skip
        assert fields["Tiltak"][0][0] in (title.strip(), title.splitlines()[0].replace("- ", "• "))
        assert heading.split()[0] in ("Ord", "Kurs")
