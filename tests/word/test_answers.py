"""What stands among the answers of hand-made forms: taken out if it is none, and kept if it may be one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from nkps_reports.report.problems import WordReportError
from nkps_reports.word.reading.report import WordReading, parse_word_report
from nkps_reports.wording.codes import Code
from tests.handmade import HEADINGS, a_document, a_table, paragraph, run

CELLS = ("title", "relation", "responsible", "description", "timing")
HEADING_1 = '<w:outlineLvl w:val="0"/>'


def lines(*texts: str) -> str:
    return "".join(paragraph(run(text)) for text in texts)


def a_form(*fields: Sequence[str]) -> str:
    """A form with some lines below each heading, which is bold."""
    pairs = zip(HEADINGS, fields, strict=True)
    return "".join(paragraph(run(heading, "<w:b/>")) + lines(*texts) for heading, texts in pairs)


def a_usual_form(number: int, *timing: str, responsible: Sequence[str] = ("NAV",)) -> str:
    title = (f"Kurs {number} i lesing", f"Relasjon til NKPS-tiltak nr. {number}")
    return a_form(title, responsible, (f"Vi holder kurs nummer {number}.",), timing)


def read(body: str) -> WordReading:
    return parse_word_report(a_document(body))


def column(reading: WordReading, cell: str) -> list[str]:
    return [action.cells[cell].text for action in reading.draft.actions]


def told(reading: WordReading, code: Code) -> str:
    return "\n".join(problem.message for problem in reading.problems if problem.code is code)


@pytest.mark.parametrize(
    "signature",
    [
        ("Med vennlig hilsen", "Kari Nordmann"),
        ("Oslo, 12. mars 2018", "Kari Nordmann", "Direktør"),
        ("Hilsen",),
    ],
)
def test_a_signature_is_no_answer_and_is_named(signature: Sequence[str]) -> None:
    reading = read(a_usual_form(1, "Våren 2017.") + a_usual_form(2, "Høsten 2017.", *signature))
    assert column(reading, "timing") == ["Våren 2017.", "Høsten 2017."]
    assert all(f"«{line}»" in told(reading, Code.REPORT_NOT_PLACED) for line in signature)


@pytest.mark.parametrize(
    "timing",
    [
        ("Oslo, 12. mars 2018",),
        ("Samlinger i 2018:", "Oslo, 12. mars 2018", "Bergen, 14. mars 2018"),
        ("Hilsen fra lærlingene sendes ut i juni.",),
    ],
)
def test_a_place_and_a_date_may_be_the_answer(timing: Sequence[str]) -> None:
    reading = read(a_usual_form(1, "Våren 2017.") + a_usual_form(2, *timing))
    assert column(reading, "timing") == ["Våren 2017.", "\n".join(timing)]
    assert reading.problems == ()


@pytest.mark.parametrize(
    "captions", [("Kurs", "Konferanse", "Brev"), ("Skjema 1 av 3", "Skjema 2 av 3", "Skjema 3 av 3")]
)
def test_a_caption_above_each_form_is_no_answer_and_is_named(captions: Sequence[str]) -> None:
    forms = (a_usual_form(number, "Våren 2017.") for number in (1, 2, 3))
    reading = read("".join(lines(caption) + form for caption, form in zip(captions, forms, strict=True)))
    assert column(reading, "timing") == ["Våren 2017."] * 3
    assert all(f"«{caption}»" in told(reading, Code.REPORT_NOT_PLACED) for caption in captions)


def test_a_short_last_line_of_an_answer_stays_where_not_every_form_has_one() -> None:
    forms = a_usual_form(1, "Våren.", "Oslo") + a_usual_form(2, "Høsten.") + a_usual_form(3, "Våren.")
    reading = read(lines("Til departementet") + forms)
    assert column(reading, "timing") == ["Våren.\nOslo", "Høsten.", "Våren."]


def test_help_text_in_every_form_is_no_answer_and_is_told_once() -> None:
    question = "Hvem har ansvaret?"
    reading = read("".join(a_usual_form(n, "2017", responsible=(question, f"NAV {n}")) for n in (1, 2, 3)))
    assert column(reading, "responsible") == ["NAV 1", "NAV 2", "NAV 3"]
    assert [each.found for each in reading.problems if each.code is Code.REPORT_HELP_TEXT] == [question]


@pytest.mark.parametrize(
    "responsible", [("NAV er ansvarlig.",), ("Ansvarlig: NAV", "Samarbeidspartnere: LO")]
)
def test_an_answer_that_is_equal_in_all_forms_stays(responsible: Sequence[str]) -> None:
    reading = read("".join(a_usual_form(n, "2017", responsible=responsible) for n in (1, 2, 3)))
    assert column(reading, "responsible") == ["\n".join(responsible)] * 3
    assert reading.problems == ()


def test_rows_with_labels_of_their_own_are_named_and_labels_in_running_text_stay() -> None:
    def a_pair(number: int) -> str:
        texts = (f"Kurs {number}", "NAV", "Målgruppe: unge", "2017")
        rows = [[lines(heading), lines(text)] for heading, text in zip(HEADINGS, texts, strict=True)]
        return a_table([*rows, [lines("Status"), lines("Godt i gang")]]) + paragraph("")

    reading = read(a_pair(1) + a_pair(2))
    assert column(reading, "description") == ["Målgruppe: unge"] * 2
    assert column(reading, "timing") == ["2017"] * 2
    assert told(reading, Code.REPORT_NOT_PLACED).count("«Status: Godt i gang»") == 2


def test_a_title_above_the_form_is_the_title_and_is_told_once() -> None:
    forms = "".join(
        paragraph(run(f"{number}. {title}"), HEADING_1)
        + a_form(("Relasjon til NKPS-tiltak nr. 4",), ("NAV",), ("Vi holder kurs.",), ("2017",))
        for number, title in enumerate(("Kurs i lesing", "Kurs i regning"), start=1)
    )
    reading = read(paragraph(run("Rapport for 2017"), HEADING_1) + forms)
    assert column(reading, "title") == ["Kurs i lesing", "Kurs i regning"]
    assert "«Kurs i lesing» og «Kurs i regning»" in told(reading, Code.REPORT_TITLE_ABOVE)
    assert "«Rapport for 2017»" in told(reading, Code.REPORT_NOT_PLACED)


@pytest.mark.parametrize(
    ("title", "relation"),
    [
        ("Kurs i lesing (NKPS-tiltak 4 og 7)", "4 og 7"),
        ("Kurs i lesing [NKPS: 4]", "4"),
        ("Kurs i lesing – NKPS-tiltak nr. 4", "4"),
    ],
)
def test_a_relation_behind_the_title_is_the_relation(title: str, relation: str) -> None:
    reading = read(a_form((title,), ("NAV",), ("Vi holder kurs.",), ("2017",)))
    assert (column(reading, "title"), column(reading, "relation")) == (["Kurs i lesing"], [relation])


@pytest.mark.parametrize("title", ["Kurs (2017)", "Kurs i lesing (trinn 4 og 7)", "Tiltak 4: Kurs"])
def test_numbers_behind_a_title_that_are_no_measures_stay(title: str) -> None:
    reading = read(
        a_form((title, "Relasjon til NKPS-tiltak nr. 3"), ("NAV",), ("Vi holder kurs.",), ("2017",))
    )
    assert (column(reading, "title"), column(reading, "relation")) == ([title], ["3"])


def test_a_relation_that_only_the_list_has_corrected_is_named() -> None:
    listed = lines("Rapporteringspunkter", "Kurs 1 i lesing", "Relasjon til NKPS-tiltak nr. 9")
    reading = read(listed + a_usual_form(1, "2017") + a_usual_form(2, "2018"))
    assert column(reading, "relation") == ["1", "2"]
    assert "«Relasjon til NKPS-tiltak nr. 9»" in told(reading, Code.REPORT_NOT_PLACED)


def test_a_document_without_forms_is_told_what_was_seen_in_it() -> None:
    with pytest.raises(WordReportError) as refused:
        read(paragraph(run("Årsmelding"), HEADING_1) + lines("Vi har hatt et godt år."))
    (problem,) = refused.value.problems
    assert problem.code is Code.REPORT_WITHOUT_FORM
    assert "er «Årsmelding»" in problem.message


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("Tiltaket er knyttet til NKPS-tiltak 7 og 9.", "7 og 9"),
        ("Relevante NKPS-tiltak: 4, 7", "4, 7"),
        ("Relasjon: 4", "4"),
        ("Ingen relasjon til NKPS-tiltak nr. 4", "Ingen relasjon til NKPS-tiltak nr. 4"),
        ("Kurset er ikke knyttet til NKPS-tiltak 4", "Kurset er ikke knyttet til NKPS-tiltak 4"),
        ("Ingen relasjon til NKPS-tiltak", "Ingen relasjon til NKPS-tiltak"),
    ],
)
def test_a_sentence_below_the_title_gives_its_numbers_or_itself_where_it_denies_them(
    line: str, relation: str
) -> None:
    reading = read(a_form(("Kurs i lesing", line), ("NAV",), ("Vi holder kurs.",), ("2017",)))
    assert (column(reading, "title"), column(reading, "relation")) == (["Kurs i lesing"], [relation])
    # What was left out of a sentence is told.
    words = told(reading, Code.REPORT_RELATION_SENTENCE)
    assert (line in words) is (relation != line)


@pytest.mark.parametrize("period", ["Halvår 2018", "kvartal i 2018", "Samling i Oslo"])
def test_an_ordinal_number_that_happens_to_count_on_stays(period: str) -> None:
    reading = read(a_usual_form(1, f"1. {period}") + a_usual_form(2, f"2. {period}"))
    assert column(reading, "timing") == [f"1. {period}", f"2. {period}"]


def test_a_number_that_counts_on_through_the_forms_goes() -> None:
    reading = read(a_usual_form(1, "9. Uke 38 hvert år") + a_usual_form(2, "10. Uke 38 hvert år"))
    assert column(reading, "timing") == ["Uke 38 hvert år"] * 2


@pytest.mark.parametrize("line", ["NKPS 2018", "NKPS 2017–2021"])
def test_a_year_of_the_strategy_is_no_relation(line: str) -> None:
    reading = read(a_form(("Kurs i lesing", line), ("NAV",), ("Vi holder kurs.",), ("2017",)))
    assert (column(reading, "title"), column(reading, "relation")) == ([f"Kurs i lesing\n{line}"], [""])


def test_a_plan_in_a_table_inside_a_description_is_part_of_it() -> None:
    plan = a_table([[lines("Aktivitet"), lines("Ansvarlig"), lines("Tidspunkt")],
                    [lines("Kurs"), lines("Kari"), lines("Mai")]])  # fmt: skip
    form = "".join(
        paragraph(run(heading, "<w:b/>")) + content
        for heading, content in zip(
            HEADINGS,
            (lines("Kurs", "NKPS-tiltak nr. 4"), lines("NAV"), lines("Vår plan:") + plan, lines("2017")),
            strict=True,
        )
    )  # fmt: skip
    reading = read(form)
    assert column(reading, "description") == ["Vår plan:\nAktivitet\tAnsvarlig\tTidspunkt\nKurs\tKari\tMai"]
    assert column(reading, "timing") == ["2017"]


def test_help_texts_between_headings_and_answers_are_no_action() -> None:
    questions = ("Hva heter det?", "Hvem har ansvaret?", "Hva gjør dere?", "Når skjer det?")
    texts = ("Kurs i lesing", "NAV", "Vi holder kurs.", "2017")
    rows = [[lines(each) for each in row] for row in zip(HEADINGS, questions, texts, strict=True)]
    reading = read(a_table(rows))
    assert [column(reading, cell) for cell in CELLS] == [
        ["Kurs i lesing"],
        [""],
        ["NAV"],
        ["Vi holder kurs."],
        ["2017"],
    ]
    assert all(question in told(reading, Code.REPORT_HELP_TEXT) for question in questions)


def test_a_relation_beside_the_title_in_a_table_is_that_of_the_title() -> None:
    first = [lines(HEADINGS[0]), lines("Kurs i lesing"), lines("NKPS-tiltak nr."), lines("4")]
    texts = zip(HEADINGS[1:], ("NAV", "Vi holder kurs.", "2017"), strict=True)
    reading = read(a_table([first, *([lines(heading), lines(text)] for heading, text in texts)]))
    assert [column(reading, cell) for cell in CELLS] == [
        ["Kurs i lesing"],
        ["4"],
        ["NAV"],
        ["Vi holder kurs."],
        ["2017"],
    ]


@pytest.mark.parametrize("above", ["Rapporteringsperiode: 2017", "Vi sender med dette vår rapport."])
def test_what_is_said_of_the_report_is_no_title_of_its_only_form(above: str) -> None:
    form = a_form(("Relasjon til NKPS-tiltak nr. 4",), ("NAV",), ("Vi holder kurs.",), ("2017",))
    assert column(read(lines("Virksomhet: Spekter", above) + form), "title") == [""]
