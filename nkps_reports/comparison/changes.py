"""What is new in a report since an earlier one, action by action and word by word. Values only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from nkps_reports.comparison.look_diff import LookChanges, compare_looks, fields_of
from nkps_reports.comparison.pairing import pair_actions
from nkps_reports.comparison.text_diff import Change, Piece, Steps, compare_lines
from nkps_reports.report.grammar import on_one_line, write_date
from nkps_reports.report.model import Action, Organisation, Report
from nkps_reports.wording import workbook as workbook_words


class Status(Enum):
    """What has become of an action."""

    NEW = auto()
    GONE = auto()
    CHANGED = auto()
    UNCHANGED = auto()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that has changed.

    Attributes:
        header: what the field is called.
        lines: its paragraphs, each in pieces that are kept, removed or added; none where the words are the
            same.
        looks: what has become of its looks and links.
    """

    header: str
    lines: tuple[tuple[Piece, ...], ...]
    looks: LookChanges = field(default_factory=LookChanges)


@dataclass(frozen=True, slots=True)
class ActionChange:
    """What has become of one action.

    Attributes:
        old: as it was; None where it is new.
        new: as it is; None where it is gone.
        fields: the fields that have changed, in the order of the form.
    """

    old: Action | None
    new: Action | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def status(self) -> Status:
        """What has become of it, in a word."""
        if self.old is None:
            return Status.NEW
        if self.new is None:
            return Status.GONE
        return Status.CHANGED if self.fields else Status.UNCHANGED

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
        organisation: what has changed about who reports.
        actions: what has become of each action: those of the later report in its order, then those that are
            gone.
    """

    old: Report
    new: Report
    organisation: tuple[FieldChange, ...]
    actions: tuple[ActionChange, ...]

    def with_status(self, status: Status) -> tuple[ActionChange, ...]:
        """The actions of which this has become."""
        return tuple(change for change in self.actions if change.status is status)


def compare_reports(old: Report, new: Report) -> Comparison:
    """Compare two reports, the earlier one first."""
    pairs = pair_actions(old.actions, new.actions)
    kept = {id(before) for before in pairs.values()}
    changes: list[ActionChange] = []
    steps = Steps()
    for action in new.actions:
        before = pairs.get(action.number)
        fields = tuple(_action_changes(before, action, steps)) if before else ()
        changes.append(ActionChange(before, action, fields))
    changes.extend(ActionChange(before, None) for before in old.actions if id(before) not in kept)
    organisation = tuple(_organisation_changes(old.organisation, new.organisation))
    return Comparison(old, new, organisation, tuple(changes))


def _action_changes(old: Action, new: Action, steps: Steps) -> Iterator[FieldChange]:
    for before, after in zip(fields_of(old), fields_of(new), strict=True):
        lines = compare_lines(before.lines, after.lines, steps)
        looks = compare_looks(lines, before, after, steps)
        has_other_words = any(piece.change is not Change.KEPT for line in lines for piece in line)
        if has_other_words or looks != LookChanges():
            yield FieldChange(before.header, lines if has_other_words else (), looks)


def _organisation_changes(old: Organisation, new: Organisation) -> Iterator[FieldChange]:
    for (label, before), (_, after) in zip(_facts(old), _facts(new), strict=True):
        if before != after:
            yield FieldChange(label, compare_lines([before] * bool(before), [after] * bool(after)))


def _facts(organisation: Organisation) -> Iterator[tuple[str, str]]:
    yield workbook_words.LABEL_NAME, organisation.name
    yield workbook_words.LABEL_PERIOD, organisation.period
    yield workbook_words.LABEL_DATE, write_date(organisation.report_date)
    yield workbook_words.LABEL_RECIPIENT, organisation.recipient
    yield workbook_words.LABEL_CONTACT, organisation.contact
    yield workbook_words.LABEL_EMAIL, organisation.email
    languages = dict(zip(("nb", "nn"), workbook_words.LANGUAGE_CHOICES, strict=True))
    yield workbook_words.LABEL_LANGUAGE, languages[organisation.language.value]
