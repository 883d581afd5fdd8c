"""What is new in a report since an earlier one, action by action and word by word. Values only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from nkps_reports.dates import write_date
from nkps_reports.grammar import on_one_line
from nkps_reports.model import Action, BulletList, Organisation, Paragraph, Report, Text
from nkps_reports.pairing import pair_actions
from nkps_reports.references import join_numbers
from nkps_reports.word_differences import Change, Piece, compare_lines, compare_wholes
from nkps_reports.wording import comparison as words
from nkps_reports.wording import workbook as workbook_words


class Status(Enum):
    """What has become of an action."""

    NEW = auto()
    GONE = auto()
    CHANGED = auto()
    UNCHANGED = auto()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is not what it was.

    Attributes:
        header: what the field is called.
        lines: its paragraphs, each in pieces that are kept, removed or added; none where the words are the
            same.
        restyled: words that are kept, but bold or italic where they were not, or no longer.
        relinked: words that are kept and lead elsewhere, somewhere at last or nowhere any more.
        addresses: where its links no longer lead, and where they lead now.
    """

    header: str
    lines: tuple[tuple[Piece, ...], ...]
    restyled: tuple[str, ...] = ()
    relinked: tuple[str, ...] = ()
    addresses: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionChange:
    """What has become of one action.

    Attributes:
        status: in a word.
        old: as it was; None where it is new.
        new: as it is; None where it is gone.
        fields: what is not what it was, in the order of the form.
    """

    status: Status
    old: Action | None
    new: Action | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def title(self) -> str:
        """Its title on one line, as it is or was."""
        action = self.new or self.old
        return on_one_line(action.title.plain) if action else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports compared.

    Attributes:
        old: the earlier one.
        new: the later one.
        organisation: what is not what it was of the one who reports.
        actions: what has become of each action: those of the later report in its order, then those that are
            gone.
    """

    old: Report
    new: Report
    organisation: tuple[FieldChange, ...]
    actions: tuple[ActionChange, ...]

    def with_status(self, status: Status) -> tuple[ActionChange, ...]:
        """The actions that the same has become of."""
        return tuple(change for change in self.actions if change.status is status)


def compare_reports(old: Report, new: Report) -> Comparison:
    """Compare two reports.

    Args:
        old: the earlier one.
        new: the later one.

    Returns:
        What has become of each action; they are known by their titles and never by their numbers.
    """
    pairs = pair_actions(old.actions, new.actions)
    kept = {id(before) for before in pairs.values()}
    changes: list[ActionChange] = []
    for action in new.actions:
        before = pairs.get(action.number)
        if before is None:
            changes.append(ActionChange(Status.NEW, None, action))
            continue
        fields = tuple(_action_changes(before, action))
        status = Status.CHANGED if fields else Status.UNCHANGED
        changes.append(ActionChange(status, before, action, fields))
    changes.extend(
        ActionChange(Status.GONE, before, None) for before in old.actions if id(before) not in kept
    )
    organisation = tuple(_organisation_changes(old.organisation, new.organisation))
    return Comparison(old, new, organisation, tuple(changes))


def lines_of(text: Text) -> list[str]:
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


class Field(NamedTuple):
    """A field of an action.

    Attributes:
        header: what it is called.
        lines: what stands in it, with what stands before the items of lists.
        text: the same with its looks; None for the relation, which has none.
    """

    header: str
    lines: list[str]
    text: Text | None


def fields_of(action: Action) -> Iterator[Field]:
    """The fields of an action, in the order of the workbook's columns."""
    relation = join_numbers(action.relation.measures) if action.relation else action.unread_relation
    yield Field(workbook_words.HEADER_TITLE, lines_of(action.title), action.title)
    yield Field(workbook_words.HEADER_RELATION, [relation] * bool(relation), None)
    yield Field(workbook_words.HEADER_RESPONSIBLE, lines_of(action.responsible), action.responsible)
    yield Field(workbook_words.HEADER_DESCRIPTION, lines_of(action.description), action.description)
    yield Field(workbook_words.HEADER_TIMING, lines_of(action.timing), action.timing)


def _action_changes(old: Action, new: Action) -> Iterator[FieldChange]:
    for before, after in zip(fields_of(old), fields_of(new), strict=True):
        lines = compare_lines(before.lines, after.lines)
        marks, other_marks = [*_marks(before)], [*_marks(after)]
        is_plain = {*marks, *other_marks} <= {_Mark()}
        kept = [] if is_plain else [*_kept(lines, marks, other_marks)]
        change = FieldChange(
            before.header,
            lines if any(piece.change is not Change.KEPT for line in lines for piece in line) else (),
            tuple(_words_where(kept, lambda mark: mark.style)),
            tuple(_words_where(kept, lambda mark: mark.link)),
            compare_wholes([*_targets(marks)], [*_targets(other_marks)]),
        )
        if change.lines or change.restyled or change.relinked or change.addresses:
            yield change


class _Mark(NamedTuple):
    """How a character looks that is no white space: bold and italic or not, and where it leads."""

    style: tuple[bool, bool] = (False, False)
    link: str | None = None


def _marks(field: Field) -> Iterator[_Mark]:
    """The looks of each character of a field; what stands before the items of lists has none."""
    if field.text is None:
        yield from (_Mark() for line in field.lines for character in line if not character.isspace())
        return
    for paragraph, line in zip(field.text.paragraphs, field.lines, strict=True):
        yield from (_Mark() for character in line.removesuffix(paragraph.plain) if not character.isspace())
        for span in paragraph.spans:
            mark = _Mark((span.bold, span.italic), span.link)
            yield from (mark for character in span.text if not character.isspace())


_Kept = tuple[str, _Mark, _Mark]


def _kept(lines: Sequence[Sequence[Piece]], old: Sequence[_Mark], new: Sequence[_Mark]) -> Iterator[_Kept]:
    """Each character that is kept, how it looked and how it looks; white space looks as what it follows."""
    before, after = iter(old), iter(new)
    marks = _Mark(), _Mark()
    for line in lines:
        # Words of two lines are no stretch.
        yield "\n", _Mark(), _Mark()
        for change, character in ((piece.change, character) for piece in line for character in piece.text):
            if not character.isspace():
                was = next(before) if change is not Change.ADDED else _Mark()
                marks = was, next(after) if change is not Change.REMOVED else _Mark()
            if change is Change.KEPT:
                yield character, *marks


def _words_where(kept: Sequence[_Kept], aspect: Callable[[_Mark], object]) -> Iterator[str]:
    """The stretches of kept words of which an aspect is another."""
    for differs, together in groupby(kept, key=lambda each: aspect(each[1]) != aspect(each[2])):
        if differs:
            yield "".join(map(itemgetter(0), together)).strip()


def _targets(marks: Sequence[_Mark]) -> Iterator[str]:
    """Where the links of a field lead, in order."""
    return (target for target, _ in groupby(mark.link for mark in marks) if target)


def _organisation_changes(old: Organisation, new: Organisation) -> Iterator[FieldChange]:
    for (label, before), (_, after) in zip(_facts(old), _facts(new), strict=True):
        if before != after:
            yield FieldChange(label, compare_lines([before] * bool(before), [after] * bool(after)))


def _facts(organisation: Organisation) -> Iterator[tuple[str, str]]:
    day = organisation.report_date
    yield workbook_words.LABEL_NAME, organisation.name
    yield workbook_words.LABEL_PERIOD, organisation.period
    yield workbook_words.LABEL_DATE, write_date(day) if day else ""
    yield workbook_words.LABEL_RECIPIENT, organisation.recipient
    yield workbook_words.LABEL_CONTACT, organisation.contact
    yield workbook_words.LABEL_EMAIL, organisation.email
    languages = dict(zip(("nb", "nn"), workbook_words.LANGUAGE_CHOICES, strict=True))
    yield workbook_words.LABEL_LANGUAGE, languages[organisation.language.value]
