"""An overview of many reports to the bytes of a Word file."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from nkps_reports.overview.overview import Overview, shade_of
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
    summarise,
)
from nkps_reports.word.composed.document import (
    BULLET_STYLE,
    LANDSCAPE_WIDTH,
    PORTRAIT_WIDTH,
    ComposedDocument,
)
from nkps_reports.word.composed.runs import KEPT, write_look, write_place_link, write_run
from nkps_reports.word.composed.tables import TableCell
from nkps_reports.word.document.bookmarks import OVERVIEW_BOOKMARK
from nkps_reports.wording import overview as words
from nkps_reports.wording.documents import BOKMAL

_FILE_WIDTH, _COUNTED_WIDTH = 2600, 1300
_MEASURE_WIDTH, _COUNT_WIDTH = 580, 1000
_QUIET = write_look("NKPSstille")
_LIGHT = f'{_QUIET}<w:b w:val="0"/><w:bCs w:val="0"/>'
_QUIET_COLOR = "595959"
_NOTE_SPACING = '<w:spacing w:before="0" w:after="80"/>'
_ENTRY_LOOK = '<w:keepLines/><w:spacing w:before="0" w:after="40"/><w:ind w:left="360" w:hanging="360"/>'
# The highest bar, and for how many actions at least: a single action is no peak.
_BAR_PT, _MIN_FULL_COUNT = 32.0, 4


def render_overview_document(overview: Overview) -> bytes:
    """Make the bytes of a ``.docx`` file; the same input gives the same bytes."""
    title = words.DOCUMENT_TITLE.format(period=overview.period)
    document = ComposedDocument(title, words.FOOTER.format(period=overview.period), OVERVIEW_BOOKMARK)
    document.add_title(words.TITLE, words.PERIOD.format(period=overview.period))
    register = list_entries(overview)
    said = summarise(overview)
    document.add_text(f"{said} {words.REGISTER_IS_LAST}" if register else said)
    lead = write_run(words.MISSING_LEAD, write_look(is_bold=True))
    document.add_paragraph("", lead + write_run(f" {describe_missing(overview)}"))
    _add_matrix(document, overview, register)
    document.end_section(is_landscape=True)
    _add_lists(document, overview)
    _add_measures(document, overview, is_indexed=bool(register))
    if register:
        _add_register(document, register)
    return document.render(_typed(overview))


def _typed(overview: Overview) -> Iterator[str]:
    """Everything typed by somebody that must stand in the document."""
    yield from (each.name for each in overview.contributions)
    yield from (line for remark in describe_remarks(overview) for line in remark.said)
    yield from (*describe_elsewhere(overview), *(describe_absent(overview) or ()), *overview.unexpected)
    lists = [(_name(number), describe_shares(shares)) for number, shares in overview.shares.items()]
    for what, shares in (*lists, (words.NO_MEASURE, describe_unrelated(overview))):
        for place, share in enumerate(shares):
            yield f"{share.organisation}{_about(what, place)}"
            yield from (f"{line.title} {line.note}" for line in share.actions)


def _name(number: int) -> str:
    return BOKMAL.matrix_measure.format(number=number)


def _about(what: str, place: int) -> str:
    """What an organisation's heading says it is about; the first stands right below the heading of that."""
    return words.ABOUT.format(what=what) if place else ""


def _add_matrix(document: ComposedDocument, overview: Overview, register: Sequence[Entry]) -> None:
    document.add_heading(words.MATRIX, 2)
    document.add_paragraph("", write_run(words.MATRIX_NOTE, _QUIET), f"{KEPT}{_NOTE_SPACING}")
    upright = (
        TableCell((words.SHORT_NAME.format(number=each.number, name=each.short_name),), is_upright=True)
        for each in overview.measures
    )
    last = TableCell((words.ACTION_COUNT,), is_figure=True, is_low=True, is_apart=True)
    header = (TableCell((words.ORGANISATION,), is_low=True), *upright, last)
    narrow = [*(_MEASURE_WIDTH for _ in overview.measures), _COUNT_WIDTH]
    widths = (LANDSCAPE_WIDTH - sum(narrow), *narrow)
    description = (words.MATRIX, words.MATRIX_INTRODUCTION)
    document.add_table(header, _matrix_rows(document, overview, register), widths, description)


def _matrix_rows(
    document: ComposedDocument, overview: Overview, register: Sequence[Entry]
) -> Iterator[Sequence[TableCell]]:
    """The bars, a row for each organisation, and how many organisations there are."""
    yield _sums(words.TOTAL, overview.totals, str(overview.action_count), _bars(overview.totals))
    last = len(overview.contributions) - 1
    for place, each in enumerate(overview.contributions):
        mark = document.write_bookmark(register[place].row) if register else ""
        name = TableCell((each.name,), is_kept=place == last, place=mark)
        cells = map(_figure, each.counts, overview.totals)
        yield name, *cells, TableCell((str(len(each.report.actions)),), is_figure=True, is_apart=True)
    in_all = words.ORGANISATIONS_IN_ALL.format(count=len(overview.contributions))
    yield _sums(words.ORGANISATION_TOTAL, overview.organisation_totals, in_all)


def _bars(totals: Sequence[int]) -> list[float]:
    """How high the bar of each measure is."""
    unit = _BAR_PT / max(_MIN_FULL_COUNT, *totals)
    return [total * unit for total in totals]


def _figure(count: int, total: int) -> TableCell:
    shade = shade_of(count)
    if shade is None:
        return TableCell((), is_figure=True, is_hatched=not total)
    return TableCell((str(count),), shade.fill, shade.color, is_bold=shade.is_dark, is_figure=True)


def _sums(
    name: str, figures: Sequence[int], in_all: str, bars: Sequence[float] | None = None
) -> list[TableCell]:
    """A row of sums, which say that there is nothing where it is so."""
    cells = [
        TableCell((str(figure),), is_bold=True, is_figure=True, bar_pt=bar)
        if figure
        else TableCell((words.NONE,), color=_QUIET_COLOR, is_figure=True, is_hatched=True, bar_pt=bar)
        for figure, bar in zip(figures, bars or itertools.repeat(None), strict=False)
    ]
    no_bar = 0.0 if bars else None
    first = TableCell((name,), is_bold=True, is_kept=bars is not None, bar_pt=no_bar)
    last = TableCell((in_all,), is_bold=True, is_figure=True, is_apart=True, bar_pt=no_bar)
    return [first, *cells, last]


def _add_lists(document: ComposedDocument, overview: Overview) -> None:
    """Add what is missing: files, who has not reported, who has without being asked, other periods."""
    if remarks := describe_remarks(overview):
        document.add_heading(words.REMARKS, 1)
        rows = [
            (TableCell((each.file,)), TableCell((each.counted,)), TableCell(each.said)) for each in remarks
        ]
        widths = (_FILE_WIDTH, _COUNTED_WIDTH, PORTRAIT_WIDTH - _FILE_WIDTH - _COUNTED_WIDTH)
        document.add_table(words.REMARK_COLUMNS, rows, widths, (words.REMARKS, words.REMARKS_CAPTION))
    for heading, lines in (
        (words.ABSENT, describe_absent(overview)),
        (words.UNEXPECTED, overview.unexpected),
        (words.ELSEWHERE, describe_elsewhere(overview)),
    ):
        if lines:
            document.add_heading(heading, 1)
            document.add_items(lines)


def _add_measures(document: ComposedDocument, overview: Overview, *, is_indexed: bool) -> None:
    document.add_heading(words.MEASURES, 1)
    for measure in overview.measures:
        shares = describe_shares(overview.shares[measure.number])
        document.add_heading(name_measure(measure), 2)
        document.add_paragraph("", write_run(measure.text), KEPT)
        document.add_paragraph("", write_run(describe_responsible(measure), _QUIET), KEPT)
        places = name_places(overview, measure.number) if is_indexed else ()
        _add_shares(document, shares, _name(measure.number), places)
        if not shares:
            document.add_paragraph("", write_run(words.NO_ACTION, _QUIET))
    if overview.unrelated:
        document.add_heading(words.UNRELATED, 1)
        places = name_places(overview, NO_MEASURE) if is_indexed else ()
        _add_shares(document, describe_unrelated(overview), words.NO_MEASURE, places)


def _add_register(document: ComposedDocument, register: Iterable[Entry]) -> None:
    """Add the index; its links lead to places, for a field with a page's number would have to be updated."""
    document.add_heading(words.REGISTER, 1)
    document.add_paragraph("", write_run(words.REGISTER_LINKS, _QUIET), KEPT)
    for entry in register:
        written = write_place_link(entry.row, entry.name)
        for position, (measure, place) in enumerate(entry.places):
            before = ", " if position else f": {words.REGISTER_MEASURES.format(listed='')}"
            written += write_run(before) + write_place_link(place, str(measure or words.NO_MEASURE))
        document.add_paragraph("", written, _ENTRY_LOOK)


def _add_shares(
    document: ComposedDocument, shares: Iterable[ShareLines], what: str, places: Sequence[str]
) -> None:
    """Add what each organisation does: no line of it stands alone on a page.

    Of places that the index leads to there are as many, or none.
    """
    for number, share in enumerate(shares):
        about = write_run(_about(what, number), _LIGHT) if number else ""
        place = document.write_bookmark(places[number]) if places else ""
        document.add_paragraph("Heading3", place + write_run(share.organisation) + about)
        last = len(share.actions) - 1
        for position, line in enumerate(share.actions):
            is_kept = position < last and position in (0, last - 1)
            written = write_run(f"{line.title} ") + write_run(line.note, _QUIET)
            document.add_paragraph(BULLET_STYLE, written, KEPT if is_kept else "")
