"""What is new in a report since an earlier one, action by action and word by word. Values only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from nkps_reports.dates import write_date
from nkps_reports.grammar import on_one_line
from nkps_reports.model import Action, BulletList, Organisation, Paragraph, Report, Text
from nkps_reports.pairing import pair_actions
from nkps_reports.references import join_numbers
from nkps_reports.word_differences import Piece, compare_lines
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
        lines: its paragraphs, each in pieces that are kept, removed or added; where the words are the same,
            the addresses of its links, if those are not.
        has_same_words: whether only looks, lists or links are others.
    """

    header: str
    lines: tuple[tuple[Piece, ...], ...]
    has_same_words: bool = False


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


def fields_of(action: Action) -> Iterator[tuple[str, list[str]]]:
    """The header and the lines of each of an action's fields, in the order of the workbook's columns."""
    yield workbook_words.HEADER_TITLE, lines_of(action.title)
    yield workbook_words.HEADER_RELATION, [*filter(None, [_relation(action)])]
    yield workbook_words.HEADER_RESPONSIBLE, lines_of(action.responsible)
    yield workbook_words.HEADER_DESCRIPTION, lines_of(action.description)
    yield workbook_words.HEADER_TIMING, lines_of(action.timing)


def _relation(action: Action) -> str:
    return join_numbers(action.relation.measures) if action.relation else ""


def _action_changes(old: Action, new: Action) -> Iterator[FieldChange]:
    texts = iter(zip(old.texts, new.texts, strict=True))
    for (header, before), (_, after) in zip(fields_of(old), fields_of(new), strict=True):
        looks = [_Looks(()), _Looks(())]
        if header != workbook_words.HEADER_RELATION:
            looks = [_looks(text) for text in next(texts)]
        if _squeezed(before) != _squeezed(after):
            yield FieldChange(header, compare_lines(before, after))
        elif looks[0] != looks[1]:
            targets = [_targets(text) for text in looks]
            addresses = compare_lines(*targets) if targets[0] != targets[1] else ()
            yield FieldChange(header, addresses, has_same_words=True)


def _squeezed(lines: Sequence[str]) -> list[str]:
    return [on_one_line(line) for line in lines]


@dataclass(frozen=True, slots=True)
class _Looks:
    """All that is to be seen of a text but its white space.

    Attributes:
        kinds: what list each paragraph is an item of, if any.
        characters: each with whether it is bold and italic, and where it leads.
    """

    characters: tuple[tuple[str, bool, bool, str | None], ...]
    kinds: tuple[type, ...] = ()


def _looks(text: Text) -> _Looks:
    kinds = tuple(
        type(block)
        for block in text.blocks
        for _ in ((block,) if isinstance(block, Paragraph) else block.items)
    )
    characters = tuple(
        (character, span.bold, span.italic, span.link)
        for paragraph in text.paragraphs
        for span in paragraph.spans
        for character in span.text
        if not character.isspace()
    )
    return _Looks(characters, kinds)


def _targets(looks: _Looks) -> list[str]:
    """Where its links lead, in order."""
    return [target for target, _ in groupby(link for *_, link in looks.characters) if target]


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
