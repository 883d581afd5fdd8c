"""What has changed in the fields of an action: words, and the looks and links of words that are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import itemgetter
from typing import NamedTuple

from nkps_reports.comparison.text_diff import Change, Piece, Steps, compare_items, compare_lines
from nkps_reports.report.model import Action, Paragraph, Text
from nkps_reports.report.references import join_numbers
from nkps_reports.wording import comparison as words
from nkps_reports.wording.form import FIELDS, RELATION


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that has changed.

    Attributes:
        header: what the field is called.
        lines: its paragraphs, each in pieces that are kept, removed or added; none where the words are the
            same.
        restyled: words that are kept and have become bold or italic, or are no longer so.
        relinked: words that are kept and lead elsewhere, or that have got or lost a link.
        addresses: where its links no longer lead, and where they lead now.
    """

    header: str
    lines: tuple[tuple[Piece, ...], ...] = ()
    restyled: tuple[str, ...] = ()
    relinked: tuple[str, ...] = ()
    addresses: tuple[Piece, ...] = ()


def compare_fields(old: Action, new: Action, steps: Steps) -> Iterator[FieldChange]:
    """The fields of an action that have changed, in the order of the form."""
    for before, after in zip(fields_of(old), fields_of(new), strict=True):
        lines = compare_lines(before.lines, after.lines, steps)
        looks = _compare_looks(lines, before, after, steps)
        has_other_words = any(piece.change is not Change.KEPT for line in lines for piece in line)
        if has_other_words or any(looks):
            yield FieldChange(before.header, lines if has_other_words else (), *looks)


def _compare_looks(
    lines: Sequence[Sequence[Piece]], old: FieldLines, new: FieldLines, steps: Steps
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Piece, ...]]:
    """The restyled and relinked words of a field, and its changed addresses, given its words compared."""
    # Equal addresses become one object, so that each character's link is compared by identity.
    addresses: dict[str, str] = {}
    before, after = [*_text_looks(old, addresses)], [*_text_looks(new, addresses)]
    if {*before, *after} <= {_PLAIN}:
        return (), (), ()
    kept = [*_kept(lines, before, after)]
    return (
        tuple(_words_where(kept, lambda look: look.style)),
        tuple(_words_where(kept, lambda look: id(look.link))),
        tuple(compare_items([*_targets(before)], [*_targets(after)], steps)),
    )


class _TextLook(NamedTuple):
    """Whether a character is bold and italic, and where it leads."""

    style: tuple[bool, bool] = (False, False)
    link: str | None = None


_PLAIN = _TextLook()


def _text_looks(field: FieldLines, addresses: dict[str, str]) -> Iterator[_TextLook]:
    """The look of each character but white space; the markers of list items are plain."""
    if field.text is None:
        yield from _repeat(_PLAIN, "".join(field.lines))
        return
    for paragraph, line in zip(field.text.paragraphs, field.lines, strict=True):
        yield from _repeat(_PLAIN, line.removesuffix(paragraph.plain))
        for span in paragraph.spans:
            link = span.link and addresses.setdefault(span.link, span.link)
            yield from _repeat(_TextLook((span.bold, span.italic), link), span.text)


def _repeat(look: _TextLook, text: str) -> Iterator[_TextLook]:
    """The same look once for each character of a text but white space."""
    return repeat(look, len("".join(text.split())))


_Kept = tuple[str, _TextLook, _TextLook]


def _kept(
    lines: Sequence[Sequence[Piece]], old: Sequence[_TextLook], new: Sequence[_TextLook]
) -> Iterator[_Kept]:
    """Each character that is kept with its old and its new look; white space has those of what it follows."""
    before, after = iter(old), iter(new)
    for line in lines:
        # No stretch goes on over the end of a line.
        yield "\n", _PLAIN, _PLAIN
        for piece in line:
            # White space takes no look from the piece before.
            looks = _PLAIN, _PLAIN
            for character in piece.text:
                if not character.isspace():
                    was = next(before) if piece.change is not Change.ADDED else _PLAIN
                    looks = was, next(after) if piece.change is not Change.REMOVED else _PLAIN
                if piece.change is Change.KEPT:
                    yield character, *looks


def _words_where(kept: Sequence[_Kept], aspect: Callable[[_TextLook], object]) -> Iterator[str]:
    """The stretches of kept words in which an aspect of the look has changed."""
    for differs, together in groupby(kept, key=lambda each: aspect(each[1]) != aspect(each[2])):
        if differs:
            yield "".join(map(itemgetter(0), together)).strip()


def _targets(looks: Sequence[_TextLook]) -> Iterator[str]:
    """Where the links of a field lead, in order."""
    return (target for target, _ in groupby(look.link for look in looks) if target)


class FieldLines(NamedTuple):
    """A field of an action.

    Attributes:
        header: what it is called.
        lines: its paragraphs, and its list items with their markers.
        text: the same with its looks; None for the relation, which has none.
    """

    header: str
    lines: list[str]
    text: Text | None


def fields_of(action: Action) -> Iterator[FieldLines]:
    """The fields of an action, in the order of the workbook's columns."""
    for field in FIELDS:
        if field is RELATION:
            relation = join_numbers(action.relation.measures) if action.relation else action.unread_relation
            yield FieldLines(field.header, [relation] * bool(relation), None)
        else:
            text = action.fields[field.key]
            yield FieldLines(field.header, _lines_of(text), text)


def _lines_of(text: Text) -> list[str]:
    """The lines of a text as people see them, with the markers of list items."""
    lines: list[str] = []
    for block in text.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.plain)
            continue
        for item in block.items:
            marker = words.BULLET if item.number is None else words.NUMBERED.format(number=item.number)
            lines.append(words.DEEPER * item.level + marker + item.paragraph.plain)
    return lines
