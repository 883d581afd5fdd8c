"""What is new in a report since an earlier one, to the bytes of a Word file with tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nkps_reports.comparison.changes import (
    ActionChange,
    Comparison,
    Status,
    count_changes,
    describe_looks,
    name_number,
    name_reports,
    name_status,
)
from nkps_reports.comparison.field_diff import FieldDiff, FieldLines, compare_field, plain_lines
from nkps_reports.comparison.lines import Change, Piece
from nkps_reports.comparison.matching import Steps
from nkps_reports.report.grammar import cut, join_words, on_one_line
from nkps_reports.word.composed.document import NO_PAGE_BREAK, PORTRAIT_WIDTH, ComposedDocument
from nkps_reports.word.composed.revisions import Revisions, divide_links
from nkps_reports.word.composed.runs import write_place_link, write_run
from nkps_reports.word.composed.tables import TableCell
from nkps_reports.word.document.bookmarks import CHANGES_BOOKMARK
from nkps_reports.wording import comparison as words
from nkps_reports.wording.form import TITLE

_NUMBER_WIDTH, _STATUS_WIDTH = 2000, 1700
# A title that is longer, or more than one paragraph, stands as a field too, and is cut in the heading.
_TITLE_CHARACTERS = 300
_FACT_STYLE, _BOOKMARK = "NKPSopplysning", "endring"
# What has become of an action and its headings as a whole.
_WHOLE = {Status.NEW: Change.ADDED, Status.GONE: Change.REMOVED}
_ORGANISATION_BOOKMARK = "endring_virksomheten"
# In the order of the summary too.
_PARTS = (
    (Status.CHANGED, words.CHANGED_PART),
    (Status.NEW, words.NEW_PART),
    (Status.GONE, words.GONE_PART),
    (Status.UNCHANGED, words.UNCHANGED_PART),
)


def render_changes(comparison: Comparison, old_name: str, new_name: str) -> bytes:
    """Make the bytes of a ``.docx`` file; the names are those of the files that were compared."""
    facts = name_reports(comparison, old_name, new_name)
    footer = words.FOOTER.format(old=old_name, new=new_name)
    document = ComposedDocument(words.DOCUMENT_TITLE.format(**facts), footer, CHANGES_BOOKMARK)
    document.add_title(words.TITLE, words.SUBTITLE.format(**facts))
    document.add_text(words.FILES.format(old=old_name, new=new_name))
    document.add_text(words.HOW_TO_READ.format(old=old_name, new=new_name))
    body = _Body(document)
    bookmarks = {id(change): f"{_BOOKMARK}_{n}" for n, change in enumerate(comparison.actions, start=1)}
    _add_summary(document, comparison, bookmarks)
    # The last paragraph of a document must be one that stays: what is unchanged has one, and who reports.
    for status, heading in _PARTS:
        if status is Status.UNCHANGED and comparison.organisation:
            body.add_facts(comparison.facts)
        if changes := comparison.with_status(status):
            body.add_part(heading, status)
            for change in changes:
                body.add_action(change, bookmarks[id(change)])
    if not comparison.organisation:
        body.add_facts(comparison.facts)
    return document.render(_typed(comparison))


def _add_summary(document: ComposedDocument, comparison: Comparison, bookmarks: dict[int, str]) -> None:
    document.add_heading(words.SUMMARY, 1)
    document.add_text(words.IN_ALL.format(counts=count_changes(comparison)))
    if comparison.organisation:
        changed = [fact.header for fact in comparison.organisation]
        said = write_run(words.CHANGED_FACTS.format(facts=join_words(changed)))
        place = write_place_link(_ORGANISATION_BOOKMARK, words.ABOUT_ORGANISATION)
        document.add_paragraph("", place + said)
    rows = [
        (
            TableCell((name_number(change),), bookmark=bookmarks[id(change)]),
            TableCell((name_status(change),), is_bold=change.status is not Status.UNCHANGED),
            TableCell((change.title, *_describe_change(change))),
        )
        for status, _ in _PARTS
        for change in comparison.with_status(status)
    ]
    widths = (_NUMBER_WIDTH, _STATUS_WIDTH, PORTRAIT_WIDTH - _NUMBER_WIDTH - _STATUS_WIDTH)
    document.add_table(words.COLUMNS, rows, widths, (words.SUMMARY, words.TABLE_DESCRIPTION))
    if remarks := [*_remarks(comparison)]:
        document.add_heading(words.REMARKS, 2)
        document.add_items(remarks)


def _describe_change(change: ActionChange) -> Iterator[str]:
    """What stands below the title of an action in the summary."""
    if change.remark:
        yield change.remark
    elif change.changed_fields:
        yield words.CHANGED_FIELDS.format(fields=join_words(change.changed_fields))


def _remarks(comparison: Comparison) -> Iterator[str]:
    """What tracked changes alone do not tell: what is otherwise about looks, and where links lead."""
    for change in comparison.actions:
        for field in change.fields:
            if field.has_other_looks:
                said = " ".join((*describe_looks(field), *_describe_addresses(field)))
                yield words.REMARK.format(number=name_number(change), header=field.header, said=said)


def _describe_addresses(field: FieldDiff) -> Iterator[str]:
    for form, change in ((words.GONE_ADDRESSES, Change.REMOVED), (words.NEW_ADDRESSES, Change.ADDED)):
        if found := [piece.text for piece in field.addresses if piece.change is change]:
            yield form.format(addresses=join_words(found))


class _Body:
    """All that the reports say, with what has changed tracked."""

    def __init__(self, document: ComposedDocument) -> None:
        self._document, self._revisions = document, Revisions(document)

    def add_part(self, heading: str, status: Status) -> None:
        """Begin the actions that one thing has become of."""
        self._add_heading(heading, 1, _WHOLE.get(status, Change.KEPT))

    def add_action(self, change: ActionChange, bookmark: str) -> None:
        """Add an action with all its fields."""
        whole = _WHOLE.get(change.status, Change.KEPT)
        prefix = Piece(words.HEADING.format(number=name_number(change)), whole)
        place = self._document.write_bookmark(bookmark)
        self._revisions.add_paragraph((prefix, *_title_of(change)), whole, "Heading2", before=place)
        for field in change.form:
            if field.header != TITLE.header or not _is_heading(field):
                self._add_field(field)

    def _add_field(self, field: FieldDiff) -> None:
        ends = {line.end for line in field.lines}
        if ends:
            # The heading of a field that was empty, or is now, is new or gone with its text.
            self._add_heading(field.header, 3, ends.pop() if len(ends) == 1 else Change.KEPT)
            self._revisions.add_lines(field.lines)

    def add_facts(self, facts: Iterable[FieldDiff]) -> None:
        """Add all that is said of who reports."""
        place = self._document.write_bookmark(_ORGANISATION_BOOKMARK)
        self._add_heading(words.ORGANISATION, 1, Change.KEPT, place)
        for fact in facts:
            for line in fact.lines:
                label = Piece(words.FACT.format(label=fact.header), line.end)
                self._revisions.add_paragraph((label, *line.pieces), line.end, _FACT_STYLE)

    def _add_heading(self, text: str, level: int, change: Change, before: str = "") -> None:
        more = NO_PAGE_BREAK if level == 1 else ""
        piece = Piece(text, change)
        self._revisions.add_paragraph((piece,), change, f"Heading{level}", before=before, more=more)


def _is_heading(title: FieldDiff) -> bool:
    """Whether a title can stand as a heading as it is, without being a field as well."""
    length = sum(len(piece.text) for line in title.lines for piece in line.pieces)
    markers = [marker for line in title.lines for marker in (line.before, line.after) if marker]
    return len(title.lines) <= 1 and not markers and length <= _TITLE_CHARACTERS


def _title_of(change: ActionChange) -> Iterable[Piece]:
    """The title of an action for its heading."""
    title = change.form[0]
    if _is_heading(title):
        return title.lines[0].pieces if title.lines else ()
    old, new = (
        FieldLines(TITLE.header, plain_lines(cut(on_one_line(action.title.plain), _TITLE_CHARACTERS)))
        if action
        else FieldLines(TITLE.header)
        for action in (change.old, change.new)
    )
    return [piece for line in compare_field(old, new, Steps()).lines for piece in line.pieces]


def _typed(comparison: Comparison) -> Iterator[str]:
    """Everything typed by somebody that must stand in the document, and where links lead."""
    for change in comparison.actions:
        for field in change.form:
            is_heading = field.header == TITLE.header and _is_heading(field)
            prefix = words.HEADING.format(number=name_number(change)) if is_heading else ""
            yield from (prefix + _text_of(line.pieces) for line in field.lines)
    for fact in comparison.facts:
        label = words.FACT.format(label=fact.header)
        yield from (label + _text_of(line.pieces) for line in fact.lines)
    yield from _remarks(comparison)


def _text_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in divide_links(pieces))
