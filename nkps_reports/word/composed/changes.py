"""What is new in a report since an earlier one, to the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nkps_reports.comparison.changes import (
    ActionChange,
    Comparison,
    Status,
    count_changes,
    describe_looks,
    name_addresses,
    name_number,
    name_reports,
)
from nkps_reports.comparison.field_diff import FieldChange, fields_of
from nkps_reports.comparison.text_diff import Change, Piece, mark_piece
from nkps_reports.report.grammar import cut
from nkps_reports.report.model import Action, Text
from nkps_reports.word.composed.document import PORTRAIT_WIDTH, ComposedDocument, TableCell, write_run
from nkps_reports.word.document.bookmarks import CHANGES_BOOKMARK
from nkps_reports.wording import comparison as words

_ADDED, _REMOVED = "NKPSnytt", "NKPSborte"
_STYLES = {Change.ADDED: _ADDED, Change.REMOVED: _REMOVED, Change.KEPT: ""}
# Brackets and lines tell them apart too; the colours have a contrast to white of 7.9 and 9.0 to 1.
_ADDED_LOOK = '<w:b/><w:bCs/><w:color w:val="1B5E20"/><w:u w:val="single"/>'
_REMOVED_LOOK = '<w:strike/><w:color w:val="8E1B1B"/>'
_NUMBER_WIDTH, _STATUS_WIDTH = 2000, 1300
_TITLE_CHARACTERS = 90
_PARTS = (
    (Status.CHANGED, words.CHANGED_PART),
    (Status.NEW, words.NEW_PART),
    (Status.GONE, words.GONE_PART),
)


def render_changes(comparison: Comparison, old_name: str, new_name: str) -> bytes:
    """Make the bytes of a ``.docx`` file; the names are those of the files that were compared."""
    facts = name_reports(comparison, old_name, new_name)
    footer = words.FOOTER.format(old=old_name, new=new_name)
    document = ComposedDocument(words.DOCUMENT_TITLE.format(**facts), footer, CHANGES_BOOKMARK)
    document.add_style(_ADDED, "NKPS nytt", _ADDED_LOOK)
    document.add_style(_REMOVED, "NKPS borte", _REMOVED_LOOK)
    document.add_title(words.TITLE, words.SUBTITLE.format(**facts))
    document.add_text(words.FILES.format(old=old_name, new=new_name))
    document.add_runs(*_legend())
    _add_summary(document, comparison)
    if comparison.organisation:
        document.add_heading(words.ORGANISATION, 1)
        for field in comparison.organisation:
            _add_change(document, field)
    for status, heading in _PARTS:
        if changes := comparison.with_status(status):
            document.add_heading(heading, 1)
            for change in changes:
                _add_action(document, change)
    return document.render(_typed(comparison))


def _typed(comparison: Comparison) -> Iterator[str]:
    """Everything typed by somebody that must stand in the document."""
    changed = (field for change in comparison.actions for field in change.fields)
    for field in (*comparison.organisation, *changed):
        yield from ("".join(map(mark_piece, line)) for line in field.lines)
        yield from (*describe_looks(field), *name_addresses(field))
    for status, marks in ((Status.NEW, words.ADDED), (Status.GONE, words.REMOVED)):
        for change in comparison.with_status(status):
            action = change.new or change.old
            lines = [line for field in fields_of(action) for line in field.lines] if action else []
            yield from (marks.format(text=line) for line in lines)


def _legend() -> Iterator[str]:
    """How to read the marks, each shown as it looks."""
    before, _, rest = words.LEGEND.partition("{removed}")
    between, _, after = rest.partition("{added}")
    yield write_run(before)
    yield write_run(words.REMOVED.format(text=words.LEGEND_REMOVED), _REMOVED)
    yield write_run(between)
    yield write_run(words.ADDED.format(text=words.LEGEND_ADDED), _ADDED)
    yield write_run(after)


def _add_summary(document: ComposedDocument, comparison: Comparison) -> None:
    document.add_heading(words.SUMMARY, 1)
    document.add_text(words.IN_ALL.format(counts=count_changes(comparison)))
    rows = [
        (
            TableCell((name_number(change),)),
            TableCell((change.status.value,), is_bold=change.status is not Status.UNCHANGED),
            TableCell((change.title,)),
        )
        for change in comparison.actions
    ]
    widths = (_NUMBER_WIDTH, _STATUS_WIDTH, PORTRAIT_WIDTH - _NUMBER_WIDTH - _STATUS_WIDTH)
    document.add_table(words.COLUMNS, rows, widths, (words.SUMMARY, words.TABLE_DESCRIPTION))


def _add_action(document: ComposedDocument, change: ActionChange) -> None:
    title = cut(change.title, _TITLE_CHARACTERS)
    document.add_heading(words.HEADING.format(number=name_number(change), title=title), 2)
    if change.status is Status.CHANGED:
        for field in change.fields:
            _add_change(document, field)
    elif action := change.new or change.old:
        _add_whole(document, action, _ADDED if change.status is Status.NEW else _REMOVED)


def _add_change(document: ComposedDocument, field: FieldChange) -> None:
    document.add_heading(field.header, 3)
    for line in field.lines:
        document.add_runs(*map(_marked, line))
    for said in describe_looks(field):
        document.add_text(said)
    if field.addresses:
        between = write_run(" ")
        document.add_runs(write_run(words.ADDRESSES), between.join(map(_marked, field.addresses)))


def _marked(piece: Piece) -> str:
    return write_run(mark_piece(piece), _STYLES[piece.change])


def _add_whole(document: ComposedDocument, action: Action, style: str) -> None:
    """Add every field of a new or removed action, marked as a whole, with its links."""
    marks = words.ADDED if style == _ADDED else words.REMOVED
    before, _, after = marks.partition("{text}")
    for field in fields_of(action):
        document.add_heading(field.header, 3)
        written: Iterator[str] = (write_run(line, style) for line in field.lines)
        if field.text:
            written = _with_links(document, field.text, field.lines, style)
        for line in written:
            document.add_runs(write_run(before, style), line, write_run(after, style))


def _with_links(document: ComposedDocument, text: Text, lines: Sequence[str], style: str) -> Iterator[str]:
    """The lines of a text with its links; the markers of list items have none."""
    for paragraph, line in zip(text.paragraphs, lines, strict=True):
        marker = line.removesuffix(paragraph.plain)
        yield (write_run(marker, style) if marker else "") + document.write_spans(paragraph.spans, style)
