"""What a comparison says in words, on the terminal and in its document."""

from __future__ import annotations

from collections.abc import Iterator

from nkps_reports.comparison.changes import ActionChange, Comparison, FieldChange, Status
from nkps_reports.comparison.text_diff import Change, Piece
from nkps_reports.report.grammar import count_noun, join_words
from nkps_reports.wording import comparison as words

STATUS_NAMES = {
    Status.NEW: words.STATUS_NEW,
    Status.GONE: words.STATUS_GONE,
    Status.CHANGED: words.STATUS_CHANGED,
    Status.UNCHANGED: words.STATUS_UNCHANGED,
}
_MARKS = {Change.ADDED: words.ADDED, Change.REMOVED: words.REMOVED}


def count_changes(comparison: Comparison) -> str:
    """How many actions are new, gone, changed and unchanged."""
    return words.COUNTS.format(
        new=count_noun(words.NEW_COUNT, len(comparison.with_status(Status.NEW))),
        gone=count_noun(words.GONE_COUNT, len(comparison.with_status(Status.GONE))),
        changed=count_noun(words.CHANGED_COUNT, len(comparison.with_status(Status.CHANGED))),
        unchanged=count_noun(words.UNCHANGED_COUNT, len(comparison.with_status(Status.UNCHANGED))),
    )


def name_number(change: ActionChange) -> str:
    """An action's number, and the one it had where that is another: «3 (var 2)»."""
    if change.new is None:
        return words.NUMBER_GONE.format(before=change.old.number if change.old else "")
    if change.old is None or change.old.number == change.new.number:
        return words.NUMBER.format(number=change.new.number)
    return words.NUMBER_BEFORE.format(number=change.new.number, before=change.old.number)


def name_reports(comparison: Comparison, old_name: str, new_name: str) -> dict[str, str]:
    """Who reports, and what tells the two reports apart: their periods, or else the names of their files."""
    old, new = comparison.old.organisation, comparison.new.organisation
    has_periods = old.period and new.period and old.period != new.period
    return {
        "organisation": new.name or old.name or new_name,
        "old": old.period if has_periods else old_name,
        "new": new.period if has_periods else new_name,
    }


def describe_looks(field: FieldChange) -> Iterator[str]:
    """What has changed in the look of a field, in one sentence each."""
    if not field.lines:
        yield words.SAME_WORDS
    for said, stretches in ((words.RESTYLED, field.looks.restyled), (words.RELINKED, field.looks.relinked)):
        if stretches:
            yield said.format(words=join_words([words.QUOTED.format(text=text) for text in stretches]))


def name_addresses(field: FieldChange) -> Iterator[str]:
    """Where the links of a field no longer lead and where they lead now, marked, on one line."""
    if field.looks.addresses:
        yield words.ADDRESSES + " ".join(map(mark_piece, field.looks.addresses))


def mark_piece(piece: Piece) -> str:
    """A stretch of text with marks that say what has become of it, for those who do not see colours."""
    return _MARKS.get(piece.change, "{text}").format(text=piece.text)
