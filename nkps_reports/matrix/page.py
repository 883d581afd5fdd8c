"""A report to the matrix as a page of HTML that holds everything it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from nkps_reports.coverage import Coverage, measure_coverage
from nkps_reports.grammar import count_noun, cut
from nkps_reports.model import Report
from nkps_reports.references import join_numbers
from nkps_reports.wording.documents import DOCUMENT_WORDS, DocumentWords

_FOLDER = Path(__file__).parent
_OPENING_CHARACTERS = 34
# Longer than any word in a sentence; each piece is shorter than a line of the narrowest column.
_LONG_WORD, _PIECE, _BREAK = re.compile(r"\S{60,}"), re.compile(r"\S{1,20}"), "\u200b"
# What has room on one line; the whole stands at the top of the first page.
_FOOTER_CHARACTERS = 130


@dataclass(frozen=True, slots=True)
class _Measure:
    """A measure as the page needs it.

    Attributes:
        actions: the numbers of the actions that relate to it.
        listed: the same in words; empty where there are none.
    """

    number: int
    opening: str
    text: str
    responsible: str | None
    actions: tuple[int, ...]
    listed: str


@dataclass(frozen=True, slots=True)
class _Action:
    """An action as the page needs it."""

    number: int
    title: str
    measures: frozenset[int]


def render_page(report: Report) -> str:
    """The matrix as a page of HTML that holds everything it shows."""
    coverage = measure_coverage(report)
    organisation = report.organisation
    words = DOCUMENT_WORDS[organisation.language]
    day = organisation.report_date
    before, between = words.page
    style = (_FOLDER / "style.css").read_text(encoding="utf-8")
    count = len(coverage.with_action)
    summary = words.matrix_summary.format(covered=count, total=len(report.measures))
    return _template().render(
        words=words,
        language=words.language.partition("-")[0],
        style=Markup(style.replace("%PAGE%", before).replace("%OF%", between)),  # noqa: S704
        document_title=words.matrix_document_title.format(
            title=words.matrix_title, organisation=organisation.name, period=organisation.period
        ),
        caption=_caption(words, len(report.actions), coverage.relation_count),
        name=_breakable(organisation.name),
        period=_breakable(organisation.period),
        author=organisation.name,
        who=cut(
            words.matrix_footer.format(organisation=organisation.name, period=organisation.period),
            _FOOTER_CHARACTERS,
        ),
        date=words.date.format(day=day.day, month=words.months[day.month - 1], year=day.year) if day else "",
        measures=list(_measures(coverage, words.conjunction)),
        actions=list(_actions(report)),
        relation_count=coverage.relation_count,
        with_action=count,
        summary_rest=summary.partition(" ")[2],
        left_over=join_numbers((m.number for m in coverage.without_action), words.conjunction)
        or words.matrix_none_left,
    )


@cache
def _template() -> Template:
    source = (_FOLDER / "page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)


def _breakable(text: str) -> str:
    """Text in which a word that no line can hold has places to break at.

    WeasyPrint would break it by itself, but measures all that is left of it for each line.
    """
    return _LONG_WORD.sub(lambda word: _BREAK.join(_PIECE.findall(word[0])), text)


def _caption(words: DocumentWords, actions: int, relations: int) -> str:
    return words.matrix_caption.format(
        actions=count_noun(words.matrix_action_count, actions),
        relations=count_noun(words.matrix_relation_count, relations),
    )


def _measures(coverage: Coverage, conjunction: str) -> Iterator[_Measure]:
    for measure in coverage.measures:
        actions = tuple(action.number for action in coverage.actions_by_measure[measure.number])
        yield _Measure(
            measure.number,
            cut(measure.text.rstrip("."), _OPENING_CHARACTERS),
            measure.text,
            measure.responsible,
            actions,
            join_numbers(actions, conjunction),
        )


def _actions(report: Report) -> Iterator[_Action]:
    for action in report.actions:
        related = action.relation.measures if action.relation else ()
        yield _Action(action.number, _breakable(action.title.plain), frozenset(related))
