"""An overview of many reports as a page of HTML that holds everything it shows, or as several in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from nkps_reports.matrix.chart import draw_bars, lay_columns
from nkps_reports.matrix.page import (
    FIGURE_MM,
    FOOTER_CHARACTERS,
    describe_chart,
    join_empty,
    load_style,
    load_template,
)
from nkps_reports.matrix.places import page_of
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
# So many actions are laid out together at least: each of the parts has its own fonts and begins a page.
_PART_ACTIONS = 500
_WITHOUT_TOTAL = '@page { @bottom-right { content: "%PAGE%" counter(page); } }'


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
class _Part:
    """What of an overview stands in one page of HTML, in this order."""

    has_front: bool = False
    has_heading: bool = False
    measures: Sequence[_ShownMeasure] = ()
    has_unrelated: bool = False
    has_register: bool = False


def render_overview_page(overview: Overview) -> str:
    """The overview as one page of HTML, without an index."""
    described = _describe(overview, ())
    part = _Part(
        has_front=True,
        has_heading=True,
        measures=described["measures"],
        has_unrelated=bool(described["unrelated"]),
    )
    return load_template("overview.html").render(part=part, **described)


def render_overview_parts(overview: Overview) -> tuple[str, ...]:
    """The overview as pages of HTML, to be laid out one after the other; that of many ends with an index."""
    register = list_entries(overview)
    if not register:
        return (render_overview_page(overview),)
    described = _describe(overview, register)
    parts = (
        _Part(has_front=True),
        *_divide(described["measures"], has_unrelated=bool(described["unrelated"])),
        _Part(has_register=True),
    )
    template = load_template("overview.html")
    return tuple(template.render(part=part, **described) for part in parts)


def _divide(measures: Sequence[_ShownMeasure], *, has_unrelated: bool) -> Iterator[_Part]:
    """The measures, as many together as have enough actions to be worth a part of their own."""
    together: list[_ShownMeasure] = []
    for measure in measures:
        together.append(measure)
        if sum(len(share.actions) for each in together for share in each.shares) >= _PART_ACTIONS:
            yield _Part(has_heading=together[0] is measures[0], measures=together)
            together = []
    if together or has_unrelated:
        is_first = together == [*measures]
        yield _Part(has_heading=is_first, measures=together, has_unrelated=has_unrelated)


def _describe(overview: Overview, register: Sequence[Entry]) -> dict[str, Any]:
    """What the pages are filled in with."""
    period = overview.period
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
    return dict(
        words=words,
        style=load_style("overview.css", BOKMAL, _more_rules(has_total=not register)),
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
        register=[(entry.name, _say_pages(entry)) for entry in register],
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


def _say_pages(entry: Entry) -> str:
    """What the index says of an organisation; the numbers of pages are filled in when there are some."""
    pages = [
        words.REGISTER_PAGE.format(measure=measure or words.NO_MEASURE, page=page_of(place))
        for measure, place in entry.places
    ]
    row = words.REGISTER_ROW.format(page=page_of(entry.row))
    said = f"{row}, {words.REGISTER_MEASURES.format(listed=', '.join(pages))}" if pages else row
    # Nothing in it was typed by users.
    return Markup(said)  # noqa: S704


def _more_rules(*, has_total: bool) -> str:
    rules = "\n".join(map(_shade_rule, SHADES))
    # How many pages there are in all is not known while one of many parts is laid out.
    return rules if has_total else f"{rules}\n{_WITHOUT_TOTAL}"


def _shade_rule(shade: Shade) -> str:
    looks = f"background-color: #{shade.fill}; color: #{shade.color}; font-weight: "
    return f".heat .h{shade.least} {{ {looks}{'bold' if shade.is_dark else 'normal'}; }}"
