"""A comparison as lines for a person. Makes texts; prints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nkps_reports.cli.report_lines import INDENT, Line, describe_problems
from nkps_reports.comparison.changes import ActionChange, Comparison, FieldChange, Status
from nkps_reports.comparison.text_diff import Change, Piece
from nkps_reports.comparison.words import (
    STATUS_NAMES,
    count_changes,
    describe_looks,
    mark_piece,
    name_addresses,
    name_number,
)
from nkps_reports.jobs.compare import Compared, concerns_of
from nkps_reports.report.grammar import cut
from nkps_reports.wording import comparison as words
from nkps_reports.wording import terminal as terminal_words

_TITLE_CHARACTERS = 70
# Of what is kept between two changes so much is shown on each side.
_CONTEXT_CHARACTERS = 40


def comparison_problem_lines(compared: Compared) -> Iterator[Line]:
    """What is wrong with the two reports, and what kept the document from being made."""
    for submission in compared.submissions:
        if concerns := concerns_of(submission):
            yield Line(terminal_words.FILE_HEADING.format(path=submission.path), style="bold")
            yield from describe_problems(concerns)
            yield Line("")
    yield from describe_problems(compared.problems)
    for submission in compared.submissions:
        if submission.report is None:
            yield Line(words.NOT_COMPARED.format(path=submission.path), style="bold red")


def comparison_lines(compared: Compared) -> Iterator[Line]:
    """What has become of each action, and how many of them that is; nothing where nothing was compared."""
    comparison = compared.comparison
    if comparison is None:
        return
    removed = words.REMOVED.format(text=words.LEGEND_REMOVED)
    added = words.ADDED.format(text=words.LEGEND_ADDED)
    yield Line(words.LEGEND.format(removed=removed, added=added))
    yield Line("")
    yield from _organisation_lines(comparison)
    for change in comparison.actions:
        yield from _action_lines(change)
    yield Line("")
    yield Line(count_changes(comparison), style="bold green")
    if compared.document:
        yield Line(words.MADE.format(path=compared.document.path))
        if compared.document.kept:
            kept = terminal_words.KEPT.format(path=compared.document.path, kept=compared.document.kept)
            yield Line(kept, style="yellow")


def _organisation_lines(comparison: Comparison) -> Iterator[Line]:
    if comparison.organisation:
        yield Line(words.ORGANISATION, style="bold")
        for field in comparison.organisation:
            yield from _field_lines(field)


def _action_lines(change: ActionChange) -> Iterator[Line]:
    heading = words.TERMINAL_HEADING.format(
        status=STATUS_NAMES[change.status],
        number=name_number(change),
        title=cut(change.title, _TITLE_CHARACTERS),
    )
    yield Line(heading, style="" if change.status is Status.UNCHANGED else "bold")
    for field in change.fields:
        yield from _field_lines(field)


def _field_lines(field: FieldChange) -> Iterator[Line]:
    yield Line(words.FIELD.format(header=field.header), INDENT)
    for line in field.lines:
        if any(piece.change is not Change.KEPT for piece in line):
            yield Line("".join(_shortened(line)), 2 * INDENT)
    for said in (*describe_looks(field), *name_addresses(field)):
        yield Line(said, 2 * INDENT)


def _shortened(line: Sequence[Piece]) -> Iterator[str]:
    """A line with its changes marked, and no more of what is kept than one needs to find them."""
    last = len(line) - 1
    for place, piece in enumerate(line):
        if piece.change is not Change.KEPT or len(piece.text) <= 2 * _CONTEXT_CHARACTERS:
            yield mark_piece(piece)
            continue
        opening = piece.text[:_CONTEXT_CHARACTERS] if place > 0 else ""
        ending = piece.text[-_CONTEXT_CHARACTERS:] if place < last else ""
        yield f"{opening}{words.ELLIPSIS}{ending}"
