"""A template that would make too much of a report: told with its place, before anything is made."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import get_type_hints

import pytest
from docx.document import Document
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from nkps_reports.files.limits import EXPECTED_ACTIONS, MAX_ACTIONS, MAX_RENDERED_CHARACTERS
from nkps_reports.jobs.templates import WordTemplate, read_templates
from nkps_reports.report.model import Language, Paragraph, Place, Relation, Report, Span, Text
from nkps_reports.report.problems import has_errors
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.document import bookmarks, stylesheet
from nkps_reports.word.document.elements import value_of
from nkps_reports.word.document.stylesheet import Stylesheet
from nkps_reports.word.template.lint import lint_template
from nkps_reports.word.template.size import measure_contents
from nkps_reports.word.text.vocabulary import LISTS, RECORDS, Tiltak
from nkps_reports.wording.codes import Code, Exit
from tests.bounded import run_bounded
from tests.builders import ROW, a_report, a_word_report, a_workbook, paragraphs_of, with_texts
from tests.commands import run
from tests.word_templates import Change, a_paragraph, a_template, added, in_form, paragraph_with
from tools.word_template.template import render_default_template

# The XML of Word, and the sentences looked for, have long lines.
# ruff: noqa: E501
# Enough memory to read both files, not to make the report.
ENOUGH_TO_READ_BYTES = 400_000_000
LOOP = (
    "{%p for nkps in nkps_tiltak %}",
    "{{ nkps.tekst }}",
    "{{r nkps.rapporteringspunkter }}",
    "{%p endfor %}",
)
NESTED = in_form(*LOOP * 10)
LONG = in_form(*("x",) * 10_000)


def a_read_template(*changes: Change) -> WordTemplate:
    content = a_template(*changes)
    lint = lint_template(content, "egen.docx")
    assert not has_errors(lint.problems)
    return WordTemplate("egen.docx", content, lint=lint)


def of_actions(count: int) -> Report:
    return a_report(*("En konferanse.",) * count)


def with_many(folder: Path, *, actions: int = 1_000) -> None:
    rows = [(f"Rapporteringspunkt {number}", *ROW[1:]) for number in range(actions)]
    (folder / "x.xlsx").write_bytes(a_workbook(rows))


@pytest.mark.parametrize("change", [NESTED, LONG], ids=["loops", "paragraphs"])
def test_a_report_that_would_fill_the_memory_is_refused_before_it_is_begun(
    change: Change, tmp_path: Path
) -> None:
    with_many(tmp_path)
    (tmp_path / "egen.docx").write_bytes(a_template(change))
    for command in ("report", "check"):
        named = ("x.xlsx", "--template", "egen.docx")
        answer = run_bounded(tmp_path, command, *named, max_bytes=ENOUGH_TO_READ_BYTES, max_seconds=60)
        words = " ".join(answer.stderr.split())
        assert answer.returncode == Exit.TEMPLATE, words
        assert "Word-malen egen.docx, brødteksten, under overskriften «" in words
        assert "Med 1000 rapporteringspunkter ville rapporten blitt" in words
        assert not (tmp_path / "output/x.docx").exists()


@pytest.mark.parametrize(
    ("change", "place", "found", "times"),
    [
        (
            LONG, "under overskriften «Rapporteringspunkter», avsnitt ", "{%p for tiltak in rapporteringspunkter %}",
            "gjentatt 1000 ganger",
        ),
        (
            NESTED, "under overskriften «4. Tidspunkt og varighet», avsnitt 2 («{%p for nkps in nkps_tiltak %}»)",
            "{%p for nkps in nkps_tiltak %}", f"gjentatt {1000 * len(read_measures())} ganger",
        ),
        (
            a_paragraph("<w:r><w:t>{% for a in rapporteringspunkter %}" + "x" * 70_000 + "{% endfor %}</w:t></w:r>"),
            "under overskriften «NKPS-tiltak og hovedansvarlig», avsnitt 2", "{% for a in rapporteringspunkter %}",
            "gjentatt 1000 ganger",
        ),
    ],
    ids=["paragraphs", "loops", "words"],
)  # fmt: skip
def test_the_loop_that_makes_most_is_told_with_its_place(
    change: Change, place: str, found: str, times: str
) -> None:
    (problem,) = a_read_template(change).problems_for(of_actions(1_000))
    assert (problem.code, problem.code.exit, problem.found) == (Code.TEMPLATE_TOO_LARGE, Exit.TEMPLATE, found)
    assert place in problem.message
    assert times in problem.message


@pytest.mark.parametrize("change", [NESTED, LONG], ids=["loops", "paragraphs"])
def test_the_same_template_does_for_few_actions(change: Change) -> None:
    template, report = a_read_template(change), of_actions(8)
    assert template.problems_for(report) == ()
    assert len(paragraphs_of(a_word_report(report, template.content))) > 8 * 300


def test_the_limit_is_met_and_missed_by_one_character() -> None:
    report = of_actions(1_000)
    contents = measure_contents(report)

    def size_of(template: WordTemplate) -> int:
        return sum(stretch.rendered_size(contents) for stretch in template.stretches)

    left = MAX_RENDERED_CHARACTERS - size_of(a_read_template(in_form("x"), added("x")))
    repeated, once = "x" * (left // 1_000 + 1), "x" * (left % 1_000 + 1)
    at_limit = a_read_template(in_form(repeated), added(once))
    assert size_of(at_limit) == MAX_RENDERED_CHARACTERS
    assert at_limit.problems_for(report) == ()
    (problem,) = a_read_template(in_form(repeated), added(once + "x")).problems_for(report)
    assert "ville rapporten blitt for stor" in problem.message


def test_the_look_of_a_code_counts_for_each_paragraph_that_takes_its_place() -> None:
    look = "<w:tabs>" + '<w:tab w:val="left" w:pos="1"/>' * 300 + "</w:tabs>"
    code = f"<w:pPr>{look}</w:pPr><w:r><w:t>{{{{p tiltak.beskrivelse }}}}</w:t></w:r>"
    template = a_read_template(
        added("{%p for tiltak in rapporteringspunkter %}"), a_paragraph(code), added("{%p endfor %}")
    )
    assert template.problems_for(of_actions(1_000)) == ()
    (problem,) = template.problems_for(a_report(*("a\nb\nc\nd\ne\nf\ng",) * 1_000))
    assert problem.code is Code.TEMPLATE_TOO_LARGE


@pytest.mark.parametrize("language", Language)
def test_the_default_templates_do_for_all_that_a_workbook_may_hold(language: Language) -> None:
    long = Paragraph((Span("x" * 80, bold=True), Span("x" * 80, link="https://a.no")), 0)
    texts = Text((long,) * 9, Place())
    relation = Relation(tuple(measure.number for measure in read_measures()), Place(), "")
    action = with_texts(
        replace(of_actions(1).actions[0], relation=relation),
        description=texts,
        title=Text((Paragraph((Span("x" * 80),), 0),), Place()),
    )
    report = replace(of_actions(1), actions=(action,) * MAX_ACTIONS)
    lint = lint_template(render_default_template(language), "report.docx")
    assert WordTemplate("report.docx", b"", lint=lint).problems_for(report) == ()


def test_every_field_that_a_template_may_print_is_measured() -> None:
    fields = {
        (record, name) for record in (*RECORDS.values(), *LISTS.values()) for name in get_type_hints(record)
    }
    assert set(measure_contents(of_actions(1)).amounts) == fields


def test_the_lint_warns_of_a_template_that_is_too_large_for_a_thousand_actions(tmp_path: Path) -> None:
    assert EXPECTED_ACTIONS == 1_000
    (tmp_path / "egen.docx").write_bytes(a_template(LONG))
    (template,) = read_templates(tmp_path / "egen.docx")
    assert [(problem.code, problem.code.exit) for problem in template.problems] == [
        (Code.TEMPLATE_LARGE, Exit.DONE)
    ]
    answer = run(tmp_path, "lint-template", "egen.docx")
    assert answer.returncode == 0
    words = " ".join(answer.stderr.split())
    assert "Med 1000 rapporteringspunkter ville rapporten blitt" in words
    # A build counts for its own actions, and says nothing of a thousand.
    with_many(tmp_path, actions=8)
    answer = run(tmp_path, "check", "x.xlsx", "--template", "egen.docx")
    assert (answer.returncode, "ville rapporten blitt" in answer.stderr + answer.stdout) == (0, False)


def test_styles_that_are_based_on_each_other_are_each_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def count(element: etree._Element | None, path: str, attribute: str = "val") -> str | None:
        asked.append(path)
        return value_of(element, path, attribute)

    monkeypatch.setattr(stylesheet, "value_of", count)
    names = [f"S{number}" for number in range(300)]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{before}"/></w:style>'
        for before, name in pairwise(("", *names))
    )
    sheet = Stylesheet(etree.fromstring(f"<w:styles {nsdecls('w')}>{styles}</w:styles>"), None)
    for name in names:
        assert sheet.numbering_of(name) is None
    assert len(asked) < 10 * len(names)


def test_long_bookmarks_that_a_loop_repeats_find_their_names_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def count(name: str, number: int) -> str:
        tried.append(name)
        return ending_in(name, number)

    ending_in = bookmarks._ending_in
    monkeypatch.setattr(bookmarks, "_ending_in", count)
    # All the same once they are cut for a number of two digits.
    names = [f"{'x' * 36}{number:04}" for number in range(100)] * 20
    marks = "".join(
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'
        for number, name in enumerate(names)
    )
    body = etree.fromstring(f"<w:body {nsdecls('w')}>{marks}</w:body>")
    bookmarks.make_unique([body])
    found = [mark.get(qn("w:name"), "") for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(found)) == len(names)
    assert max(map(len, found)) <= 40
    assert len(tried) < 2 * len(names)


def test_characters_that_are_written_out_as_six_count_as_six() -> None:
    plain, quoted = (measure_contents(a_report(text * 1_000)) for text in ("x", '"'))
    field = (Tiltak, "beskrivelse")
    assert quoted.amounts[field].characters == 6 * plain.amounts[field].characters


def test_addresses_that_xml_declares_count_as_what_they_are() -> None:
    def declare(document: Document) -> None:
        declared = etree.fromstring(f'<w:p {nsdecls("w")} xmlns:q="urn:{"y" * 100_000}"/>')
        paragraph_with(document, "{{p tiltak.tidspunkt }}")._p.addprevious(declared)

    template = a_read_template(declare)
    assert [problem.code for problem in template.problems_for(of_actions(1_000))] == [Code.TEMPLATE_TOO_LARGE]
    assert template.problems_for(of_actions(8)) == ()
