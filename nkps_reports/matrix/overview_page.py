"""An overview of many reports as a page of HTML that holds everything it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nkps_reports.matrix.chart import draw_bars, lay_columns
from nkps_reports.matrix.page import (
    FIGURE_MM,
    FOOTER_CHARACTERS,
    describe_chart,
    join_empty,
    load_style,
    load_template,
)
from nkps_reports.matrix.places import PAGE_NUMBER
from nkps_reports.overview.overview import SHADES, Overview, Shade, shade_of
from nkps_reports.overview.register import NO_MEASURE, Entry, list_entries, name_places
from nkps_reports.overview.words import (
    ShareLines,
    describe_absent,
    describe_elsewhere,
    describe_missing,
    describe_remarks,
    describe_responsible,
    describe_shares,
    describe_unrelated,
    name_measure,
    summarise_measures,
    summarise_reports,
)
from nkps_reports.report.grammar import cut
from nkps_reports.report.model import Measure
from nkps_reports.wording import overview as words
from nkps_reports.wording.documents import BOKMAL

# The row of a name that has more may be broken over pages, and so may what an organisation has more of.
_UNBROKEN_CHARACTERS, _UNBROKEN_ACTIONS = 900, 12
# A name with more may take two lines beside its actions; fewer do in capitals alone.
_LINE_CHARACTERS = 32
# What is said has room beside the names of the measures, or over them if it is longer.
_BESIDE_CHARACTERS = 250
_ACTION_COUNT_MM = 16.0
# More names than these stand in two columns.
_FEW_LINES = 6


@dataclass(frozen=True, slots=True)
class _ShownMeasure:
    """A measure as the page shows it."""

    measure: Measure
    heading: str
    continued: str
    responsible: str
    shares: list[ShareLines]
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class _ShownEntry:
    """An organisation in the index: its name, the places that it leads to, and what is said of them."""

    name: str
    places: str
    said: str


def render_overview_page(overview: Overview) -> str:
    """The overview as a page of HTML."""
    period, register = overview.period, list_entries(overview)
    measures = [*_measures(overview, is_indexed=bool(register))]
    columns = lay_columns(len(measures), _ACTION_COUNT_MM)
    counts = [*zip((each.heading for each in measures), overview.totals, strict=True)]
    covered, _, covered_rest = summarise_measures(overview).partition(" ")
    reported, missing = summarise_reports(overview), describe_missing(overview)
    if register:
        reported = f"{reported} {words.REGISTER_IS_LAST}"
    remarks = describe_remarks(overview)
    lists = (
        (words.ABSENT, describe_absent(overview)),
        (words.UNEXPECTED, overview.unexpected),
        (words.ELSEWHERE, describe_elsewhere(overview)),
    )
    return load_template("overview.html").render(
        words=words,
        style=load_style("overview.css", BOKMAL, "\n".join(map(_shade_rule, SHADES))),
        language=BOKMAL.language.partition("-")[0],
        document_title=words.DOCUMENT_TITLE.format(period=period),
        subject=words.SUBJECT.format(period=period),
        footer=cut(words.FOOTER.format(period=period), FOOTER_CHARACTERS),
        period=words.PERIOD.format(period=period),
        covered=covered,
        covered_rest=covered_rest,
        reported=reported,
        missing=missing,
        is_long=len(reported) + len(missing) > _BESIDE_CHARACTERS,
        columns=columns,
        chart=draw_bars(columns, counts),
        figure_mm=FIGURE_MM,
        chart_text=describe_chart(BOKMAL, counts),
        measures=measures,
        rows=[
            (each.name, join_empty(each.counts), len(each.report.actions)) for each in overview.contributions
        ],
        action_count=overview.action_count,
        organisation_totals=overview.organisation_totals,
        organisations_in_all=words.ORGANISATIONS_IN_ALL.format(count=len(overview.contributions)),
        shade_of=shade_of,
        remarks=remarks,
        lists=lists,
        has_lists=bool(remarks or any(lines for _, lines in lists)),
        few_lines=_FEW_LINES,
        unrelated=describe_unrelated(overview),
        unrelated_places=name_places(overview, NO_MEASURE) if register else (),
        register=[*map(_show_entry, register)],
        row_places=[entry.row for entry in register],
        unrelated_continued=words.CONTINUED.format(heading=words.UNRELATED),
        unbroken=_UNBROKEN_CHARACTERS,
        line=_LINE_CHARACTERS,
        unbroken_actions=_UNBROKEN_ACTIONS,
    )


def _measures(overview: Overview, *, is_indexed: bool) -> Iterator[_ShownMeasure]:
    for measure in overview.measures:
        shares = describe_shares(overview.shares[measure.number])
        heading = name_measure(measure)
        continued = words.CONTINUED.format(heading=heading)
        places = name_places(overview, measure.number) if is_indexed else ()
        yield _ShownMeasure(measure, heading, continued, describe_responsible(measure), shares, places)


def _show_entry(entry: Entry) -> _ShownEntry:
    """An entry in words; the numbers of pages are written when there are some."""
    pages = [
        words.REGISTER_PAGE.format(measure=measure or words.NO_MEASURE, page=PAGE_NUMBER)
        for measure, _ in entry.places
    ]
    row = words.REGISTER_ROW.format(page=PAGE_NUMBER)
    said = f"{row}, {words.REGISTER_MEASURES.format(listed=', '.join(pages))}" if pages else row
    return _ShownEntry(entry.name, " ".join([entry.row, *(place for _, place in entry.places)]), said)


def _shade_rule(shade: Shade) -> str:
    looks = f"background-color: #{shade.fill}; color: #{shade.color}; font-weight: "
    return f".heat .h{shade.least} {{ {looks}{'bold' if shade.is_dark else 'normal'}; }}"
