"""What has changed in the fields of an action: words, and the looks and links of words that are kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from nkps_reports.comparison.lines import Change, Line, Marker, Piece, SourceLine
from nkps_reports.comparison.looks import add_looks, find_targets, find_words
from nkps_reports.comparison.matching import Steps
from nkps_reports.comparison.text_diff import compare_lines
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import Action, ListItem, Paragraph, Span, Text
from nkps_reports.report.references import join_numbers
from nkps_reports.wording.form import FIELDS, RELATION, TITLE

# A full stop or white space, but for one between two figures.
_STOP = re.compile(r"[.\s](?![0-9])|(?<![0-9])[.\s]")


class FieldLines(NamedTuple):
    """A field of an action: what it is called, and its paragraphs and list items."""

    header: str
    lines: tuple[SourceLine, ...] = ()

    @property
    def plain(self) -> str:
        """All its characters in a row."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """A field of two reports.

    Attributes:
        header: what the field is called.
        lines: the lines of both, laid together.
        restyled: words that are kept and have become bold or italic, or are no longer so.
        relinked: words that are kept and lead elsewhere, or that have got or lost a link.
        addresses: where its links no longer lead, and where they lead now.
        is_slight: whether it is a title where only full stops or white space have changed.
    """

    header: str
    lines: tuple[Line, ...]
    restyled: tuple[str, ...] = ()
    relinked: tuple[str, ...] = ()
    addresses: tuple[Piece, ...] = ()
    is_slight: bool = False

    @property
    def has_other_words(self) -> bool:
        """Whether its words, its lists or its paragraphs have changed."""
        return any(line.has_other_words or line.is_renumbered for line in self.lines)

    @property
    def has_other_looks(self) -> bool:
        """Whether something that is kept looks otherwise or leads elsewhere."""
        return bool(self.restyled or self.relinked or self.addresses)

    @property
    def is_changed(self) -> bool:
        """Whether anything has changed."""
        return self.has_other_words or self.has_other_looks


def compare_actions(old: Action | None, new: Action | None, steps: Steps) -> Iterator[FieldDiff]:
    """The fields of an action in two reports, in the order of the form; None where a report lacks it."""
    for before, after in zip(_fields_of(old), _fields_of(new), strict=True):
        yield compare_field(before, after, steps)


def compare_field(old: FieldLines, new: FieldLines, steps: Steps) -> FieldDiff:
    """A field of two reports."""
    lines = add_looks(compare_lines(old.lines, new.lines, steps), old.lines, new.lines)
    diff = FieldDiff(
        old.header,
        lines,
        tuple(find_words(lines, lambda look: (look.is_bold, look.is_italic))),
        tuple(find_words(lines, lambda look: look.link)),
        tuple(_compare_targets(find_targets(old.lines), find_targets(new.lines))),
    )
    is_slight = old.header == TITLE.header and not diff.has_other_looks and _is_stop_alone(old, new, lines)
    return replace(diff, is_slight=is_slight)


def _compare_targets(old: Iterable[str], new: Iterable[str]) -> Iterator[Piece]:
    """Where links no longer lead, and where they lead now, whatever their order."""
    before, after = Counter(old), Counter(new)
    yield from (Piece(target, Change.REMOVED) for target in (before - after).elements())
    yield from (Piece(target, Change.ADDED) for target in (after - before).elements())


def _is_stop_alone(old: FieldLines, new: FieldLines, lines: tuple[Line, ...]) -> bool:
    """Whether two titles differ in nothing but full stops and white space."""
    are_same_lines = all(line.end is Change.KEPT and line.before == line.after for line in lines)
    return are_same_lines and _STOP.sub("", old.plain) == _STOP.sub("", new.plain)


def _fields_of(action: Action | None) -> Iterator[FieldLines]:
    """The fields of an action, in the order of the workbook's columns."""
    for field in FIELDS:
        if action is None:
            yield FieldLines(field.header)
        elif field is RELATION:
            relation = join_numbers(action.relation.measures) if action.relation else action.unread_relation
            yield FieldLines(field.header, plain_lines(relation))
        else:
            yield FieldLines(field.header, tuple(_lines_of(action.fields[field.key])))


def plain_lines(text: str) -> tuple[SourceLine, ...]:
    """A text without looks and lists, on one line; no line where it is empty."""
    return (SourceLine((Span(on_one_line(text)),)),) if text.strip() else ()


def _lines_of(text: Text) -> Iterator[SourceLine]:
    numbering = 0
    for block in text.blocks:
        if isinstance(block, Paragraph):
            yield SourceLine(block.spans)
            continue
        # For each level the numbering of the items with numbers.
        numberings: dict[int, int] = {}
        for item in block.items:
            if item.number == 1:
                numbering += 1
                numberings[item.level] = numbering
            yield SourceLine(item.paragraph.spans, _marker_of(item, numberings))


def _marker_of(item: ListItem, numberings: dict[int, int]) -> Marker:
    return Marker(item.level, item.number, 0 if item.number is None else numberings[item.level])
