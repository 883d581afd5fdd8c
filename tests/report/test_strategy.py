"""The catalogue of measures is the source's."""

from nkps_reports.report.strategy import SOURCE, read_measures
from tests.source_document import source_measures_text


def test_there_are_sixteen_measures_in_order() -> None:
    assert [measure.number for measure in read_measures()] == list(range(1, 17))


def test_every_measure_stands_in_the_source_with_its_responsible_party_behind_it() -> None:
    source = source_measures_text()
    for measure in read_measures():
        expected = " ".join(filter(None, (f"{measure.number}. {measure.text}", measure.responsible)))
        assert expected in source


def test_between_two_measures_the_source_has_nothing_that_the_catalogue_lacks() -> None:
    catalogue = " ".join(
        " ".join(filter(None, (f"{m.number}. {m.text}", m.responsible))) for m in read_measures()
    )
    assert catalogue == source_measures_text()


def test_measures_4_and_7_have_no_responsible_party() -> None:
    assert [m.number for m in read_measures() if m.responsible is None] == [4, 7]


def test_the_responsible_parties_are_those_of_the_source() -> None:
    assert {m.number: m.responsible for m in read_measures() if m.responsible} == {
        1: "KD",
        2: "KMD og fylkene",
        3: "KD",
        5: "Partene i arbeidslivet",
        6: "Partene i arbeidslivet",
        8: "KD, KMD og NFD",
        9: "Virke, NHO, LO og YS",
        10: "KD",
        11: "KD, ASD og JD",
        12: "KD",
        13: "ASD og JD",
        14: "JD",
        15: "ASD",
        16: "VOFO",
    }


def test_each_measure_has_a_short_name_of_its_own() -> None:
    names = [measure.short_name for measure in read_measures()]
    assert len({*names}) == len(names)
    assert names[3] == "Utdanning og arbeidsliv"
    assert names[11] == "Kompetansepluss"


def test_the_short_names_are_said_to_be_ours() -> None:
    head = SOURCE.read_text(encoding="utf-8").partition("[[measures]]")[0]
    assert "they are ours" in head
