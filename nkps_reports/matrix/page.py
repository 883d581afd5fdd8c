"""A report to the matrix as a page of HTML that holds everything it shows."""

from __future__ import annotations

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
from nkps_reports.wording import documents as words

_FOLDER = Path(__file__).parent
_OPENING_CHARACTERS = 34


@dataclass(frozen=True, slots=True)
class _Measure:
    """A measure as the page needs it: ``actions`` are the numbers of the actions that relate to it."""

    number: int
    opening: str
    text: str
    responsible: str | None
    actions: tuple[int, ...]

    @property
    def listed(self) -> str:
        """The actions the Norwegian way; empty where there are none."""
        return join_numbers(self.actions)


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
    day = organisation.report_date
    before, between = words.MATRIX_PAGE
    style = (_FOLDER / "style.css").read_text(encoding="utf-8")
    count = len(coverage.with_action)
    summary = words.MATRIX_SUMMARY.format(covered=count, total=len(report.measures))
    return _template().render(
        words=words,
        language=words.LANGUAGE.partition("-")[0],
        style=Markup(style.replace("%PAGE%", before).replace("%OF%", between)),  # noqa: S704
        document_title=words.MATRIX_DOCUMENT_TITLE.format(
            title=words.MATRIX_TITLE, organisation=organisation.name, period=organisation.period
        ),
        caption=_caption(len(report.actions), coverage.relation_count),
        organisation=organisation,
        who=words.MATRIX_FOOTER.format(organisation=organisation.name, period=organisation.period),
        date=words.DATE.format(day=day.day, month=words.MONTHS[day.month - 1], year=day.year) if day else "",
        measures=list(_measures(coverage)),
        actions=list(_actions(report)),
        relation_count=coverage.relation_count,
        with_action=count,
        summary_rest=summary.partition(" ")[2],
        left_over=join_numbers(m.number for m in coverage.without_action) or words.MATRIX_NONE_LEFT,
    )


@cache
def _template() -> Template:
    source = (_FOLDER / "page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)


def _caption(actions: int, relations: int) -> str:
    return words.MATRIX_CAPTION.format(
        actions=count_noun(words.MATRIX_ACTION_COUNT, actions),
        relations=count_noun(words.MATRIX_RELATION_COUNT, relations),
    )


def _measures(coverage: Coverage) -> Iterator[_Measure]:
    for measure in coverage.measures:
        actions = coverage.actions_by_measure[measure.number]
        yield _Measure(
            measure.number,
            cut(measure.text.rstrip("."), _OPENING_CHARACTERS),
            measure.text,
            measure.responsible,
            tuple(action.number for action in actions),
        )


def _actions(report: Report) -> Iterator[_Action]:
    for action in report.actions:
        related = action.relation.measures if action.relation else ()
        yield _Action(action.number, action.title.plain, frozenset(related))
