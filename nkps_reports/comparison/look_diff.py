"""The fields of an action line by line, and which words that are kept look otherwise, or lead elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from nkps_reports.comparison.text_diff import Change, Piece, Steps, compare_wholes
from nkps_reports.report.model import Action, BulletList, Paragraph, Text
from nkps_reports.report.references import join_numbers
from nkps_reports.wording import comparison as words
from nkps_reports.wording.form import FIELDS, RELATION


@dataclass(frozen=True, slots=True)
class LookChanges:
    """What has become of the looks and links of a field.

    Attributes:
        restyled: words that are kept, but bold or italic where they were not, or no longer.
        relinked: words that are kept and lead elsewhere, somewhere at last or nowhere any more.
        addresses: where its links no longer lead, and where they lead now.
    """

    restyled: tuple[str, ...] = ()
    relinked: tuple[str, ...] = ()
    addresses: tuple[Piece, ...] = ()


def compare_looks(
    lines: Sequence[Sequence[Piece]], old: FieldLines, new: FieldLines, steps: Steps | None = None
) -> LookChanges:
    """Compare the looks of a field.

    Args:
        lines: its words compared, as ``compare_lines`` does.
        old: the field as it was.
        new: the field as it is.
        steps: what is left for comparing the two reports that they stand in.
    """
    # One text for each address, so that they are told apart without a look at their characters.
    addresses: dict[str, str] = {}
    before, after = [*_marks(old, addresses)], [*_marks(new, addresses)]
    if {*before, *after} <= {_Mark()}:
        return LookChanges()
    kept = [*_kept(lines, before, after)]
    return LookChanges(
        tuple(_words_where(kept, lambda mark: mark.style)),
        tuple(_words_where(kept, lambda mark: id(mark.link))),
        compare_wholes([*_targets(before)], [*_targets(after)], steps),
    )


class _Mark(NamedTuple):
    """How a character looks that is no white space: bold and italic or not, and where it leads."""

    style: tuple[bool, bool] = (False, False)
    link: str | None = None


def _marks(field: FieldLines, addresses: dict[str, str]) -> Iterator[_Mark]:
    """The looks of each character of a field; what stands before the items of lists has none."""
    if field.text is None:
        yield from (_Mark() for line in field.lines for character in line if not character.isspace())
        return
    for paragraph, line in zip(field.text.paragraphs, field.lines, strict=True):
        yield from (_Mark() for character in line.removesuffix(paragraph.plain) if not character.isspace())
        for span in paragraph.spans:
            link = None if span.link is None else addresses.setdefault(span.link, span.link)
            mark = _Mark((span.bold, span.italic), link)
            yield from (mark for character in span.text if not character.isspace())


_Kept = tuple[str, _Mark, _Mark]


def _kept(lines: Sequence[Sequence[Piece]], old: Sequence[_Mark], new: Sequence[_Mark]) -> Iterator[_Kept]:
    """Each character that is kept, how it looked and how it looks; white space looks as what it follows."""
    before, after = iter(old), iter(new)
    for line in lines:
        # Words of two lines are no stretch.
        yield "\n", _Mark(), _Mark()
        for piece in line:
            # What is kept at first may follow something that is not.
            marks = _Mark(), _Mark()
            for character in piece.text:
                if not character.isspace():
                    was = next(before) if piece.change is not Change.ADDED else _Mark()
                    marks = was, next(after) if piece.change is not Change.REMOVED else _Mark()
                if piece.change is Change.KEPT:
                    yield character, *marks


def _words_where(kept: Sequence[_Kept], aspect: Callable[[_Mark], object]) -> Iterator[str]:
    """The stretches of kept words of which an aspect is another."""
    for differs, together in groupby(kept, key=lambda each: aspect(each[1]) != aspect(each[2])):
        if differs:
            yield "".join(map(itemgetter(0), together)).strip()


def _targets(marks: Sequence[_Mark]) -> Iterator[str]:
    """Where the links of a field lead, in order."""
    return (target for target, _ in groupby(mark.link for mark in marks) if target)


class FieldLines(NamedTuple):
    """A field of an action.

    Attributes:
        header: what it is called.
        lines: what stands in it, with what stands before the items of lists.
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
    """The lines of a text as people see them, with what stands before the items of lists."""
    lines: list[str] = []
    for block in text.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.plain)
        elif isinstance(block, BulletList):
            lines.extend(words.BULLET + item.plain for item in block.items)
        else:
            lines.extend(
                words.NUMBERED.format(number=number) + item.plain
                for number, item in enumerate(block.items, start=1)
            )
    return lines
