"""A report to the matrix as a page of HTML that holds everything it shows."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from nkps_reports.matrix.chart import draw_bars, lay_columns
from nkps_reports.report.grammar import count_noun, cut, join_words, write_date
from nkps_reports.report.model import Measure, Organisation, Report
from nkps_reports.report.references import join_numbers
from nkps_reports.report.strategy import find_coverage
from nkps_reports.wording.documents import DOCUMENT_WORDS, STRATEGY_LANGUAGE, DocumentWords

# Longer than any word in a sentence; each piece is shorter than a line of the narrowest column.
_LONG_WORD, _PIECE, _BREAK = re.compile(r"\S{60,}"), re.compile(r"\S{1,20}"), "\u200b"
# Characters that end a line or a paragraph; no font has a picture of them.
_SEPARATORS = {0x2028: " ", 0x2029: " "}
# What has room on one line at the foot of a page; all of it stands at the top of the first page.
FOOTER_CHARACTERS = 130
# A page has room for this much even in wide letters and a narrow column; a row with more may be broken.
_UNBROKEN_CHARACTERS = 1_200
# A digit of an action's number, and the gaps after them; the titles of up to 999 actions are indented alike.
_DIGIT_MM, _NUMBER_GAP_MM, _TITLE_GAP_MM, _MIN_DIGITS = 2.0, 1.2, 0.8, 3
# How far over its bar the line of a figure begins, which is 5 mm high.
FIGURE_MM = 5.4


@dataclass(frozen=True, slots=True)
class _ShownMeasure:
    """A measure as the page shows it.

    Attributes:
        name: what it is called where its number does not stand under a header that says so.
        spoken: the same with its short name, as a header is read aloud.
        actions: the numbers of the actions that relate to it.
        listed: the same in words; empty where there are none.
    """

    measure: Measure
    name: str
    spoken: str
    actions: tuple[int, ...]
    listed: str


def render_page(report: Report) -> str:
    """The matrix as a page of HTML."""
    organisation = report.organisation
    words = DOCUMENT_WORDS[organisation.language]
    measures = tuple(_measures(report, words))
    columns = lay_columns(len(measures))
    count = sum(bool(measure.actions) for measure in measures)
    relation_count = sum(len(measure.actions) for measure in measures)
    return load_template("page.html").render(
        words=words,
        style=load_style("style.css", words, _number_rules(len(report.actions))),
        caption=_caption(words, len(report.actions), relation_count),
        columns=columns,
        chart=draw_bars(columns, [(each.measure.short_name, len(each.actions)) for each in measures]),
        figure_mm=FIGURE_MM,
        chart_text=describe_chart(words, [(each.name, len(each.actions)) for each in measures]),
        measures=measures,
        longest_list=max(len(measure.listed) for measure in measures),
        rows=list(_rows(report)),
        with_action=count,
        summary_rest=words.matrix_summary.format(covered=count, total=len(measures)).partition(" ")[2],
        left_over=join_numbers(m.measure.number for m in measures if not m.actions) or words.matrix_none_left,
        unbroken=_UNBROKEN_CHARACTERS,
        # Where it is the page's own, nothing: a layout takes longer for each cell that has one.
        strategy_language=STRATEGY_LANGUAGE if words.language != STRATEGY_LANGUAGE else "",
        **_sender(organisation, words),
    )


def for_browser(page: str, report: Report | None = None) -> str:
    """A page of HTML with what the PDF has behind its tables: with a report, also lines between measures."""
    style = (_FOLDER / "browser.css").read_text(encoding="utf-8")
    if report:
        columns, count = lay_columns(len(report.measures)), len(report.measures)
        step = columns.measure_mm
        style += (
            ".matrix tbody tr { background: repeating-linear-gradient("
            f"to right, #d9e0eb 0 .14mm, transparent .14mm {step}mm) "
            f"{columns.title_mm}mm 0 / {step * count + 0.14:.2f}mm 100% no-repeat; }}\n"
        )
    # The first one is ours: what users typed is escaped.
    return page.replace("</style>", f"{style}</style>", 1)


def _number_rules(action_count: int) -> str:
    """How much room the longest of the numbers before the titles needs."""
    digits = max(len(str(action_count)), _MIN_DIGITS)
    number = digits * _DIGIT_MM + _NUMBER_GAP_MM
    indent = number + _TITLE_GAP_MM
    return (
        f".matrix tbody th {{ padding-left: {indent:.1f}mm; text-indent: -{indent:.1f}mm; }}\n"
        f".matrix tbody th b {{ width: {number:.1f}mm; }}\n"
    )


def breakable(text: str) -> str:
    """Give a text places to break at where it has a word that no line can hold.

    WeasyPrint would break it too, but measures all that is left of it for each line.
    """
    return _LONG_WORD.sub(lambda word: _BREAK.join(_PIECE.findall(word[0])), text.translate(_SEPARATORS))


def _caption(words: DocumentWords, actions: int, relations: int) -> str:
    return words.matrix_caption.format(
        actions=count_noun(words.matrix_action_count, actions),
        relations=count_noun(words.matrix_relation_count, relations),
    )


def describe_chart(words: DocumentWords, counts: Iterable[tuple[str, int]]) -> str:
    """What the bars show, for those who do not see them: each measure by its name, with its count."""
    figures = [words.matrix_chart_figure.format(measure=name, count=count) for name, count in counts]
    return words.matrix_chart.format(figures=join_words(figures))


def _sender(organisation: Organisation, words: DocumentWords) -> dict[str, str]:
    """Who reports and when, on the page and in the properties of the file."""
    day = organisation.report_date
    who = {"organisation": organisation.name, "period": organisation.period}
    return {
        "language": words.language.partition("-")[0],
        "document_title": words.matrix_document_title.format(title=words.matrix_title, **who),
        "subject": words.report_subject.format(**who),
        "author": organisation.name,
        "period": organisation.period,
        "who": cut(words.matrix_footer.format(**who), FOOTER_CHARACTERS),
        "day": day.isoformat() if day else "",
        "date": write_date(day),
    }


def _measures(report: Report, words: DocumentWords) -> Iterator[_ShownMeasure]:
    for measure, related in find_coverage(report).items():
        actions = tuple(action.number for action in related)
        name = words.matrix_measure.format(number=measure.number)
        spoken = words.matrix_named_measure.format(number=measure.number, name=measure.short_name)
        yield _ShownMeasure(measure, name, spoken, actions, join_numbers(actions))


def _rows(report: Report) -> Iterator[tuple[int, str, list[tuple[int, int]]]]:
    """For each action its number, its title and its cells."""
    for action in report.actions:
        related = frozenset(action.relation.measures if action.relation else ())
        marks = (measure.number if measure.number in related else 0 for measure in report.measures)
        yield action.number, breakable(action.title.plain), join_empty(marks)


def join_empty(figures: Iterable[int]) -> list[tuple[int, int]]:
    """The cells of a row, each with the columns it takes: a layout takes its time by the cell.

    Args:
        figures: what stands in each column; 0 where nothing does.
    """
    cells: list[tuple[int, int]] = []
    for is_empty, together in groupby(figures, key=operator.not_):
        run = [*together]
        cells += [(0, len(run))] if is_empty else ((figure, 1) for figure in run)
    return cells


_FOLDER = Path(__file__).parent


@cache
def load_template(name: str) -> Template:
    """The HTML of a page; what it is filled in with is text, and a name it does not know is an error."""
    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
    environment.filters["breakable"] = breakable
    return environment.get_template(name)


def load_style(name: str, words: DocumentWords, more: str = "") -> Markup:
    """The style of a page.

    Args:
        name: its file.
        words: what stands before and between the numbers of the pages.
        more: the page's own rules, after the others.
    """
    before, between = words.page
    style = (_FOLDER / name).read_text(encoding="utf-8") + more
    return Markup(style.replace("%PAGE%", before).replace("%OF%", between))  # noqa: S704
