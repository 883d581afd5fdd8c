"""An overview of many reports as a page of HTML that holds everything it shows."""

from __future__ import annotations

from nkps_reports.matrix.page import FOOTER_CHARACTERS, join_empty, load_style, load_template
from nkps_reports.overview.overview import SHADES, Overview, Shade, shade_of
from nkps_reports.overview.words import (
    describe_absent,
    describe_elsewhere,
    describe_entry,
    describe_no_remarks,
    describe_remarks,
    describe_responsible,
    describe_unrelated,
    describe_without_action,
    summarise,
)
from nkps_reports.report.grammar import cut
from nkps_reports.wording import overview as words
from nkps_reports.wording.documents import BOKMAL, STRATEGY_LANGUAGE

# The row of a name that has more may be broken over pages.
_UNBROKEN_CHARACTERS = 900


def render_overview_page(overview: Overview) -> str:
    """The overview as a page of HTML."""
    period = overview.period
    return load_template("overview.html").render(
        words=words,
        style=load_style("overview.css", BOKMAL, "\n".join(map(_shade_rule, SHADES))),
        language=BOKMAL.language.partition("-")[0],
        strategy_language=STRATEGY_LANGUAGE,
        document_title=words.DOCUMENT_TITLE.format(period=period),
        subject=words.SUBJECT.format(period=period),
        footer=cut(words.FOOTER.format(period=period), FOOTER_CHARACTERS),
        period=words.PERIOD.format(period=period),
        summary=summarise(overview),
        remarks=describe_remarks(overview),
        no_remarks=describe_no_remarks(overview),
        elsewhere=describe_elsewhere(overview),
        absent=describe_absent(overview),
        unexpected=overview.unexpected,
        measures=[
            (measure, describe_responsible(measure), [*map(describe_entry, overview.entries[measure.number])])
            for measure in overview.measures
        ],
        rows=[(each.name, join_empty(each.counts), each.figures[-2:]) for each in overview.contributions],
        shade_of=shade_of,
        unrelated=[describe_unrelated(each) for each in overview.unrelated],
        sums=[
            (words.TOTAL, overview.total_figures),
            (words.ORGANISATION_TOTAL, overview.organisation_figures),
        ],
        left_over=describe_without_action(overview),
        unbroken=_UNBROKEN_CHARACTERS,
    )


def _shade_rule(shade: Shade) -> str:
    looks = f"background: #{shade.fill}; color: #{shade.color}; font-weight: "
    return f".heat .h{shade.least} {{ {looks}{'bold' if shade.is_dark else 'normal'}; }}"
