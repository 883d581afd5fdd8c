"""An overview of many reports to the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nkps_reports.overview.overview import Overview, shade_of
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
from nkps_reports.word.composed.document import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, ComposedDocument, TableCell
from nkps_reports.word.document.bookmarks import OVERVIEW_BOOKMARK
from nkps_reports.wording import overview as words

_FILE_WIDTH, _COUNTED_WIDTH = 2600, 1300
_MEASURE_WIDTH, _SUM_WIDTH, _COUNT_WIDTH = 540, 700, 860


def render_overview_document(overview: Overview) -> bytes:
    """Make the bytes of a ``.docx`` file; the same input gives the same bytes."""
    title = words.DOCUMENT_TITLE.format(period=overview.period)
    document = ComposedDocument(title, words.FOOTER.format(period=overview.period), OVERVIEW_BOOKMARK)
    document.add_title(words.TITLE, words.PERIOD.format(period=overview.period))
    document.add_text(summarise(overview))
    _add_remarks(document, overview)
    if overview.elsewhere:
        document.add_heading(words.ELSEWHERE, 1)
        document.add_items(describe_elsewhere(overview))
    _add_list(document, overview)
    document.end_section(is_landscape=False)
    _add_matrix(document, overview)
    document.end_section(is_landscape=True)
    _add_measures(document, overview)
    return document.render(_typed(overview))


def _typed(overview: Overview) -> Iterator[str]:
    """Everything typed by somebody that must stand in the document."""
    yield from (each.name for each in overview.contributions)
    yield from (line for remark in describe_remarks(overview) for line in remark.said)
    yield from (*describe_elsewhere(overview), *(describe_absent(overview) or ()), *overview.unexpected)
    for entries in overview.entries.values():
        yield from map(describe_entry, entries)
    yield from map(describe_unrelated, overview.unrelated)


def _add_remarks(document: ComposedDocument, overview: Overview) -> None:
    document.add_heading(words.REMARKS, 1)
    remarks = describe_remarks(overview)
    if not remarks:
        document.add_text(describe_no_remarks(overview))
        return
    rows = [(TableCell((each.file,)), TableCell((each.counted,)), TableCell(each.said)) for each in remarks]
    widths = (_FILE_WIDTH, _COUNTED_WIDTH, PORTRAIT_WIDTH - _FILE_WIDTH - _COUNTED_WIDTH)
    document.add_table(words.REMARK_COLUMNS, rows, widths, (words.REMARKS, words.REMARKS_CAPTION))


def _add_list(document: ComposedDocument, overview: Overview) -> None:
    """Add who on the list has not reported, and who has reported without being on it."""
    absent = describe_absent(overview)
    if absent is None:
        return
    document.add_heading(words.ABSENT, 1)
    document.add_items(absent)
    if not absent:
        document.add_text(words.NONE_ABSENT)
    if overview.unexpected:
        document.add_heading(words.UNEXPECTED, 1)
        document.add_items(overview.unexpected)


def _add_matrix(document: ComposedDocument, overview: Overview) -> None:
    document.add_heading(words.MATRIX, 1)
    document.add_text(words.MATRIX_INTRODUCTION)
    numbers = [str(measure.number) for measure in overview.measures]
    header = (words.ORGANISATION, *numbers, words.SUM, words.ACTION_COUNT)
    narrow = [_MEASURE_WIDTH] * len(numbers) + [_SUM_WIDTH, _COUNT_WIDTH]
    widths = (LANDSCAPE_WIDTH - sum(narrow), *narrow)
    document.add_table(header, _matrix_rows(overview), widths, (words.MATRIX, words.MATRIX_CAPTION))
    document.add_heading(words.WITHOUT_ACTION, 2)
    document.add_text(describe_without_action(overview))


def _matrix_rows(overview: Overview) -> Iterator[Sequence[TableCell]]:
    for each in overview.contributions:
        *counts, relations, actions = each.figures
        yield (TableCell((each.name,)), *map(_figure, counts), _sum(relations), _sum(actions))
    for name, figures in (
        (words.TOTAL, overview.total_figures),
        (words.ORGANISATION_TOTAL, overview.organisation_figures),
    ):
        yield (TableCell((name,), is_bold=True), *map(_sum, figures))


def _figure(count: int) -> TableCell:
    shade = shade_of(count)
    if shade is None:
        return TableCell((words.NOTHING,), is_centred=True)
    return TableCell((str(count),), shade.fill, shade.color, is_bold=shade.is_dark, is_centred=True)


def _sum(figure: int) -> TableCell:
    return TableCell((str(figure),), is_bold=True, is_centred=True)


def _add_measures(document: ComposedDocument, overview: Overview) -> None:
    document.add_heading(words.MEASURES, 1)
    for measure in overview.measures:
        document.add_heading(words.MEASURE.format(number=measure.number), 2)
        document.add_text(measure.text)
        document.add_text(describe_responsible(measure))
        entries = overview.entries[measure.number]
        document.add_items(map(describe_entry, entries))
        if not entries:
            document.add_text(words.NO_ACTION)
    if overview.unrelated:
        document.add_heading(words.UNRELATED, 1)
        document.add_items(map(describe_unrelated, overview.unrelated))
