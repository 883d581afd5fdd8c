"""A report to the matrix as a page of HTML that holds everything it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from nkps_reports.matrix.chart import Columns, draw_bars, lay_columns
from nkps_reports.report.grammar import count_noun, cut, join_words
from nkps_reports.report.model import Organisation, Report
from nkps_reports.report.references import join_numbers
from nkps_reports.report.strategy import Coverage, measure_coverage
from nkps_reports.wording.documents import DOCUMENT_WORDS, STRATEGY_LANGUAGE, DocumentWords

_OPENING_CHARACTERS = 34
# Longer than any word in a sentence; each piece is shorter than a line of the narrowest column.
_LONG_WORD, _PIECE, _BREAK = re.compile(r"\S{60,}"), re.compile(r"\S{1,20}"), "\u200b"
# Ends of lines and paragraphs that are characters, for which no font has a picture.
_SEPARATORS = {0x2028: " ", 0x2029: " "}
# What has room on one line; the whole stands at the top of the first page.
_FOOTER_CHARACTERS = 130
# What fits on a page in the narrower of the columns that hold long text, also in wide letters; a row that has
# more may be broken.
_UNBROKEN_CHARACTERS = 1_200
# Room for the number of actions over a bar.
_FIGURE_MM = 8.0
# A digit of an action's number, and what stands behind it; titles stand alike up to 999 actions.
_DIGIT_MM, _NUMBER_GAP_MM, _TITLE_GAP_MM, _USUAL_DIGITS = 2.0, 1.2, 0.8, 3
# Two lines, beside the picture.
_CAPTION_MM = 9.0


@dataclass(frozen=True, slots=True)
class _Measure:
    """A measure as the page needs it.

    Attributes:
        name: what it is called where its number does not stand under a header that says so.
        actions: the numbers of the actions that relate to it.
        listed: the same in words; empty where there are none.
    """

    number: int
    name: str
    opening: str
    text: str
    responsible: str | None
    actions: tuple[int, ...]
    listed: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """A mark, or as many empty places as there are up to the next one.

    Attributes:
        measure: the number of the measure that is marked; None for empty places.
        width: how many columns it takes.
    """

    measure: int | None
    width: int


@dataclass(frozen=True, slots=True)
class _Action:
    """An action as the page needs it.

    Attributes:
        count: how many measures it relates to.
    """

    number: int
    title: str
    cells: tuple[_Cell, ...]
    count: int


def render_page(report: Report) -> str:
    """The matrix as a page of HTML that holds everything it shows."""
    coverage = measure_coverage(report)
    organisation = report.organisation
    words = DOCUMENT_WORDS[organisation.language]
    measures = tuple(_measures(coverage, words))
    columns = lay_columns(len(measures))
    count = len(coverage.with_action)
    return load_template("page.html").render(
        words=words,
        style=load_style("style.css", words, _column_rules(columns) + _number_rules(len(report.actions))),
        caption=_caption(words, len(report.actions), coverage.relation_count),
        caption_mm=_CAPTION_MM,
        columns=columns,
        chart=draw_bars(columns, [(measure.opening, len(measure.actions)) for measure in measures]),
        chart_text=_chart_text(words, measures),
        measures=measures,
        longest_list=max(len(measure.listed) for measure in measures),
        actions=list(_actions(report)),
        relation_count=coverage.relation_count,
        with_action=count,
        summary_rest=words.matrix_summary.format(covered=count, total=len(measures)).partition(" ")[2],
        left_over=join_numbers((m.number for m in coverage.without_action), words.conjunction)
        or words.matrix_none_left,
        unbroken=_UNBROKEN_CHARACTERS,
        strategy_language=STRATEGY_LANGUAGE,
        **_sender(organisation, words),
    )


def _column_rules(columns: Columns) -> str:
    """How wide the words and figures over a column are; figures have more room than a narrow column."""
    step, figure = columns.measure_mm, _FIGURE_MM
    margin = round((step - figure) / 2, 2)
    return (
        f".openings span {{ width: {step}mm; }}\n"
        f".counts span {{ width: {figure}mm; margin: 0 {margin}mm; }}\n"
    )


def _number_rules(action_count: int) -> str:
    """How much room the numbers before the titles have: as much as the longest of them needs."""
    digits = max(len(str(action_count)), _USUAL_DIGITS)
    number = digits * _DIGIT_MM + _NUMBER_GAP_MM
    indent = number + _TITLE_GAP_MM
    return (
        f".matrix tbody th {{ padding-left: {indent:.1f}mm; text-indent: -{indent:.1f}mm; }}\n"
        f".matrix tbody th b {{ width: {number:.1f}mm; }}\n"
    )


def breakable(text: str) -> str:
    """Give a text places to break at where it has a word that no line can hold.

    WeasyPrint would break it by itself, but measures all that is left of it for each line.
    """
    return _LONG_WORD.sub(lambda word: _BREAK.join(_PIECE.findall(word[0])), text.translate(_SEPARATORS))


def _caption(words: DocumentWords, actions: int, relations: int) -> str:
    return words.matrix_caption.format(
        actions=count_noun(words.matrix_action_count, actions),
        relations=count_noun(words.matrix_relation_count, relations),
    )


def _chart_text(words: DocumentWords, measures: tuple[_Measure, ...]) -> str:
    """What the picture shows, for those who do not see it: every figure in it."""
    figures = [
        words.matrix_chart_figure.format(measure=measure.name, count=len(measure.actions))
        for measure in measures
    ]
    return words.matrix_chart.format(figures=join_words(figures, words.conjunction))


def _sender(organisation: Organisation, words: DocumentWords) -> dict[str, str]:
    """Who reports and when, on the page and in the properties of the file."""
    day = organisation.report_date
    date = words.date.format(day=day.day, month=words.months[day.month - 1], year=day.year) if day else ""
    who = {"organisation": organisation.name, "period": organisation.period}
    return {
        "language": words.language.partition("-")[0],
        "document_title": words.matrix_document_title.format(title=words.matrix_title, **who),
        "subject": words.report_subject.format(**who),
        "author": organisation.name,
        "name": breakable(organisation.name),
        "period": breakable(organisation.period),
        "who": cut(words.matrix_footer.format(**who), _FOOTER_CHARACTERS),
        "day": day.isoformat() if day else "",
        "date": date,
    }


def _measures(coverage: Coverage, words: DocumentWords) -> Iterator[_Measure]:
    for measure in coverage.measures:
        actions = tuple(action.number for action in coverage.actions_by_measure[measure.number])
        yield _Measure(
            measure.number,
            words.matrix_measure.format(number=measure.number),
            cut(measure.text.rstrip("."), _OPENING_CHARACTERS),
            measure.text,
            measure.responsible,
            actions,
            join_numbers(actions, words.conjunction),
        )


def _actions(report: Report) -> Iterator[_Action]:
    numbers = [measure.number for measure in report.measures]
    for action in report.actions:
        related = frozenset(action.relation.measures if action.relation else ())
        cells = tuple(_cells(numbers, related))
        yield _Action(action.number, breakable(action.title.plain), cells, len(related))


def _cells(numbers: list[int], related: frozenset[int]) -> Iterator[_Cell]:
    """The cells of a row: a layout takes its time by the cell, so empty places are one."""
    for measure, together in groupby(number if number in related else None for number in numbers):
        yield _Cell(measure, len(list(together)))


_FOLDER = Path(__file__).parent


@cache
def load_template(name: str) -> Template:
    """The HTML of a page; what it is filled in with is text, and a name it does not know is an error."""
    source = (_FOLDER / name).read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)


def load_style(name: str, words: DocumentWords, more: str = "") -> Markup:
    """The style of a page.

    Args:
        name: its file.
        words: what stands before and between the numbers of the pages.
        more: rules that are made for the page, after the others.
    """
    before, between = words.page
    style = (_FOLDER / name).read_text(encoding="utf-8")
    return Markup(style.replace("%PAGE%", before).replace("%OF%", between) + more)  # noqa: S704
