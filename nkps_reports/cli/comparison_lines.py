"""A comparison as lines for a person. Makes texts; prints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nkps_reports.cli.console import INDENT, TerminalLine
from nkps_reports.cli.problem_lines import describe_problems, problem_lines
from nkps_reports.cli.report_lines import kept_lines
from nkps_reports.comparison.changes import (
    ActionChange,
    Status,
    count_changes,
    describe_looks,
    name_addresses,
    name_number,
)
from nkps_reports.comparison.field_diff import FieldChange
from nkps_reports.comparison.text_diff import Change, Piece, mark_piece
from nkps_reports.jobs.compare import Compared
from nkps_reports.report.grammar import cut
from nkps_reports.wording import comparison as words

_TITLE_CHARACTERS = 70
# So much of unchanged text is shown beside a change.
_CONTEXT_CHARACTERS = 40


def comparison_problem_lines(compared: Compared) -> Iterator[TerminalLine]:
    """What is wrong with the two reports, and why the document was not made."""
    for outcome in compared.outcomes:
        yield from problem_lines(outcome)
    yield from describe_problems(compared.problems)
    for outcome in compared.outcomes:
        if outcome.report is None:
            yield TerminalLine(words.NOT_COMPARED.format(path=outcome.path), style="bold red")


def comparison_lines(compared: Compared) -> Iterator[TerminalLine]:
    """What has become of each action, and how many changed in what way, if they were compared."""
    comparison = compared.comparison
    if comparison is None:
        return
    removed = words.REMOVED.format(text=words.LEGEND_REMOVED)
    added = words.ADDED.format(text=words.LEGEND_ADDED)
    yield TerminalLine(words.LEGEND.format(removed=removed, added=added))
    yield TerminalLine("")
    if comparison.organisation:
        yield TerminalLine(words.ORGANISATION, style="bold")
        for field in comparison.organisation:
            yield from _field_lines(field)
    for change in comparison.actions:
        yield from _action_lines(change)
    yield TerminalLine("")
    yield TerminalLine(count_changes(comparison), style="bold green")
    if compared.document:
        yield TerminalLine(words.MADE.format(path=compared.document.path))
        yield from kept_lines([compared.document])


def _action_lines(change: ActionChange) -> Iterator[TerminalLine]:
    heading = words.TERMINAL_HEADING.format(
        status=change.status.value,
        number=name_number(change),
        title=cut(change.title, _TITLE_CHARACTERS),
    )
    yield TerminalLine(heading, style="" if change.status is Status.UNCHANGED else "bold")
    for field in change.fields:
        yield from _field_lines(field)


def _field_lines(field: FieldChange) -> Iterator[TerminalLine]:
    yield TerminalLine(words.FIELD.format(header=field.header), INDENT)
    for line in field.lines:
        if any(piece.change is not Change.KEPT for piece in line):
            yield TerminalLine("".join(_shortened(line)), 2 * INDENT)
    for said in (*describe_looks(field), *name_addresses(field)):
        yield TerminalLine(said, 2 * INDENT)


def _shortened(line: Sequence[Piece]) -> Iterator[str]:
    """A line with its changes marked, and only as much unchanged text as one needs to find them."""
    last = len(line) - 1
    for place, piece in enumerate(line):
        if piece.change is not Change.KEPT or len(piece.text) <= 2 * _CONTEXT_CHARACTERS:
            yield mark_piece(piece)
            continue
        opening = piece.text[:_CONTEXT_CHARACTERS] if place > 0 else ""
        ending = piece.text[-_CONTEXT_CHARACTERS:] if place < last else ""
        yield f"{opening}{words.ELLIPSIS}{ending}"
