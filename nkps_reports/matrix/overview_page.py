"""An overview of many reports as a page of HTML that holds everything it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from nkps_reports.matrix.page import breakable, load_style, load_template
from nkps_reports.overview.overview import Overview
from nkps_reports.overview.shades import SHADES, Shade, shade_of
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

_FOOTER_CHARACTERS = 130
# A name that has more may be broken over pages.
_UNBROKEN_CHARACTERS = 900


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure, or as many empty places as there are up to the next one.

    Attributes:
        count: how many actions; 0 for empty places.
        width: how many columns it takes.
        shade: from how many actions on it is as dark as it is.
    """

    count: int
    width: int
    shade: int


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    cells: tuple[_Cell, ...]
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    number: int
    name: str
    text: str
    responsible: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Remark:
    file: str
    counted: str
    said: str


def render_overview_page(overview: Overview) -> str:
    """The overview as a page of HTML that holds everything it shows."""
    period = overview.period
    absent = describe_absent(overview)
    return load_template("overview.html").render(
        words=words,
        style=load_style("overview.css", BOKMAL, "\n".join(map(_shade_rule, SHADES))),
        language=BOKMAL.language.partition("-")[0],
        strategy_language=STRATEGY_LANGUAGE,
        document_title=words.DOCUMENT_TITLE.format(period=period),
        subject=words.SUBJECT.format(period=period),
        footer=cut(words.FOOTER.format(period=period), _FOOTER_CHARACTERS),
        period=breakable(words.PERIOD.format(period=period)),
        summary=summarise(overview),
        remarks=[
            _Remark(breakable(remark.file), remark.counted, breakable("\n".join(remark.said)))
            for remark in describe_remarks(overview)
        ],
        no_remarks=describe_no_remarks(overview),
        elsewhere=[breakable(each) for each in describe_elsewhere(overview)],
        absent=None if absent is None else [breakable(name) for name in absent],
        unexpected=[breakable(name) for name in overview.unexpected],
        measures=list(_measures(overview)),
        rows=list(_rows(overview)),
        unrelated=[breakable(describe_unrelated(each)) for each in overview.unrelated],
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


def _rows(overview: Overview) -> Iterator[_Row]:
    for each in overview.contributions:
        yield _Row(breakable(each.name), tuple(_cells(each.counts)), each.figures[-2:])


def _cells(counts: Sequence[int]) -> Iterator[_Cell]:
    """The cells of a row: a layout takes its time by the cell, so empty places are one."""
    for is_empty, together in groupby(counts, key=lambda count: not count):
        figures = [*together]
        if is_empty:
            yield _Cell(0, len(figures), 0)
        else:
            yield from (_Cell(count, 1, _shade_of(count)) for count in figures)


def _shade_of(count: int) -> int:
    shade = shade_of(count)
    return shade.least if shade else 0


def _measures(overview: Overview) -> Iterator[_Measure]:
    for measure in overview.measures:
        yield _Measure(
            measure.number,
            words.MEASURE.format(number=measure.number),
            measure.text,
            describe_responsible(measure),
            tuple(breakable(describe_entry(each)) for each in overview.entries[measure.number]),
        )
