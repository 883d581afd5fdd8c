"""A comparison as lines for a person. Makes texts; prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from nkps_reports.cli.console import INDENT, TerminalLine
from nkps_reports.cli.problem_lines import describe_problems, problem_lines
from nkps_reports.cli.report_lines import kept_lines
from nkps_reports.comparison.changes import (
    ActionChange,
    Status,
    count_changes,
    describe_looks,
    name_number,
    name_status,
)
from nkps_reports.comparison.field_diff import FieldDiff
from nkps_reports.comparison.lines import Change, Line, Marker, Piece, join_pieces, mark_text
from nkps_reports.jobs.compare import Compared
from nkps_reports.report.grammar import cut
from nkps_reports.wording import comparison as words

_TITLE_CHARACTERS = 70
# So much of unchanged text is shown beside a change.
_CONTEXT_CHARACTERS = 40
# How a change looks where there are colours: the lines tell them apart too.
_STYLES = {Change.KEPT: "", Change.REMOVED: "red strike", Change.ADDED: "green underline"}
_MOVED_STYLE = "cyan"


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
    yield _legend()
    yield TerminalLine("")
    if comparison.organisation:
        yield TerminalLine(words.ORGANISATION, style="bold")
        for field in comparison.organisation:
            yield from _field_lines(field)
    for change in comparison.actions:
        yield from action_lines(change)
    yield TerminalLine("")
    yield TerminalLine(count_changes(comparison), style="bold green")
    if compared.document:
        yield TerminalLine(words.MADE.format(path=compared.document.path))
        yield from kept_lines([compared.document])


def action_lines(change: ActionChange) -> Iterator[TerminalLine]:
    """What has become of an action."""
    heading = words.TERMINAL_HEADING.format(
        status=name_status(change),
        number=name_number(change),
        title=cut(change.title, _TITLE_CHARACTERS),
    )
    yield TerminalLine(heading, style="" if change.status is Status.UNCHANGED else "bold")
    if change.remark:
        yield TerminalLine(change.remark, INDENT)
        return
    for field in change.fields:
        yield from _field_lines(field)


def _legend() -> TerminalLine:
    """How to read the changes, each said as it looks."""
    removed = mark_text(words.LEGEND_REMOVED, Change.REMOVED)
    added = mark_text(words.LEGEND_ADDED, Change.ADDED)
    before, _, rest = words.LEGEND.partition("{removed}")
    between, _, after = rest.partition("{added}")
    colored = (
        Piece(before, Change.KEPT),
        Piece(words.COLORED_REMOVED, Change.REMOVED),
        Piece(between, Change.KEPT),
        Piece(words.COLORED_ADDED, Change.ADDED),
        Piece(after, Change.KEPT),
    )
    return TerminalLine(words.LEGEND.format(removed=removed, added=added), colored=_in_colors(colored))


def _field_lines(field: FieldDiff) -> Iterator[TerminalLine]:
    yield TerminalLine(words.FIELD.format(header=field.header), INDENT)
    # Where an item came or went, all that follow have other numbers.
    are_numbers_shown = not any(line.has_other_words for line in field.lines)
    for line in field.lines:
        if line.has_other_words or (are_numbers_shown and line.is_renumbered):
            yield _changed_line([*_shortened([*write_line(line)])])
    yield from (TerminalLine(said, 2 * INDENT) for said in describe_looks(field))
    if field.addresses:
        between = [
            Piece(words.ADDRESSES, Change.KEPT),
            *[Piece(" ", Change.KEPT)] * (len(field.addresses) - 1),
        ]
        yield _changed_line([each for pair in zip(between, field.addresses, strict=True) for each in pair])


def _changed_line(pieces: Sequence[Piece]) -> TerminalLine:
    marked = "".join(map(mark_piece, pieces))
    return TerminalLine(marked, 2 * INDENT, colored=_in_colors(pieces))


def _in_colors(pieces: Iterable[Piece]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (mark_piece(piece), _MOVED_STYLE) if piece.move else (piece.text, _STYLES[piece.change])
        for piece in pieces
    )


def mark_piece(piece: Piece) -> str:
    """A piece with signs that say what has become of it; what has moved stands where it is now."""
    if not piece.move:
        return mark_text(piece.text, piece.change)
    text = piece.text.rstrip()
    form = words.MOVED_AWAY if piece.change is Change.REMOVED else words.MOVED_HERE
    return form.format(text=text) + piece.text[len(text) :]


def write_line(line: Line) -> Iterator[Piece]:
    """A line with its marker, whatever its looks."""
    before, after = map(_write_marker, (line.before, line.after))
    backwards = zip(reversed(before), reversed(after), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], backwards))
    pieces = [
        Piece(before[: len(before) - same], Change.REMOVED),
        Piece(after[: len(after) - same], Change.ADDED),
        Piece(after[len(after) - same :], Change.KEPT),
        *line.pieces,
    ]
    if line.end is not Change.KEPT and any(piece.change is not line.end for piece in line.pieces):
        pieces.append(Piece(words.LINE_END, line.end))
    yield from join_pieces(piece for piece in pieces if piece.text)


def _write_marker(marker: Marker | None) -> str:
    if marker is None:
        return ""
    sign = words.BULLET if marker.number is None else words.NUMBERED.format(number=marker.number)
    return words.DEEPER * marker.level + sign


def _shortened(line: Sequence[Piece]) -> Iterator[Piece]:
    """A line with its changes, and only as much unchanged text as one needs to find them."""
    last = len(line) - 1
    for place, piece in enumerate(line):
        if piece.change is not Change.KEPT or len(piece.text) <= 2 * _CONTEXT_CHARACTERS:
            yield piece
            continue
        opening = piece.text[:_CONTEXT_CHARACTERS] if place > 0 else ""
        ending = piece.text[-_CONTEXT_CHARACTERS:] if place < last else ""
        yield Piece(f"{opening}{words.ELLIPSIS}{ending}", Change.KEPT)
