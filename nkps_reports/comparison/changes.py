"""What is new in a report since an earlier one: as values, and in the words that all its outputs share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from nkps_reports.comparison.field_diff import (
    FieldDiff,
    FieldLines,
    compare_actions,
    compare_field,
    plain_lines,
)
from nkps_reports.comparison.matching import Steps
from nkps_reports.comparison.order import find_moved
from nkps_reports.comparison.pairing import pair_actions
from nkps_reports.report.grammar import count_noun, cut, join_words, on_one_line, write_date
from nkps_reports.report.model import Action, Language, Organisation, Report
from nkps_reports.wording import comparison as words
from nkps_reports.wording import workbook as workbook_words
from nkps_reports.wording.form import FIELDS

# So much of each stretch of words is quoted where their look has changed.
_QUOTED_CHARACTERS = 80


class Status(Enum):
    """What has become of an action, as documents call it."""

    NEW = words.STATUS_NEW
    GONE = words.STATUS_GONE
    CHANGED = words.STATUS_CHANGED
    UNCHANGED = words.STATUS_UNCHANGED


@dataclass(frozen=True, slots=True)
class ActionChange:
    """What has become of an action.

    Attributes:
        old: what it was; None where it is new.
        new: what it is; None where it is gone.
        form: all its fields, in the order of the form.
        is_moved: whether it stands in another place among those of both reports.
    """

    old: Action | None
    new: Action | None
    form: tuple[FieldDiff, ...] = ()
    is_moved: bool = False

    @property
    def fields(self) -> tuple[FieldDiff, ...]:
        """The fields that have changed; none where the action is new or gone."""
        is_kept = self.old is not None and self.new is not None
        return tuple(field for field in self.form if field.is_changed) if is_kept else ()

    @property
    def status(self) -> Status:
        """What has become of it."""
        if self.old is None:
            return Status.NEW
        if self.new is None:
            return Status.GONE
        is_changed = any(not field.is_slight for field in self.fields)
        return Status.CHANGED if is_changed else Status.UNCHANGED

    @property
    def remark(self) -> str:
        """What is otherwise in an action that counts as unchanged; empty where nothing is."""
        return words.ONLY_STOP if self.status is Status.UNCHANGED and self.fields else ""

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """What the fields that have changed are called in a list; none where the action is new or gone."""
        briefs = {field.header: field.brief for field in FIELDS}
        return tuple(briefs[field.header] for field in self.fields)

    @property
    def title(self) -> str:
        """Its title on one line, as it is or was."""
        action = self.new or self.old
        return on_one_line(action.title.plain) if action else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier and a later report compared.

    Attributes:
        facts: all that is said of who reports.
        actions: what has become of each action: those of the later report in its order, then those that are
            gone.
    """

    old: Report
    new: Report
    facts: tuple[FieldDiff, ...]
    actions: tuple[ActionChange, ...]

    @property
    def organisation(self) -> tuple[FieldDiff, ...]:
        """What has changed about who reports."""
        return tuple(fact for fact in self.facts if fact.is_changed)

    def with_status(self, status: Status) -> tuple[ActionChange, ...]:
        """The actions that have this status."""
        return tuple(change for change in self.actions if change.status is status)


def compare_reports(old: Report, new: Report) -> Comparison:
    """Compare two reports, the earlier one first."""
    pairs = pair_actions(old.actions, new.actions)
    kept = {id(before) for before in pairs.values()}
    both = [(pairs.get(action.number), action) for action in new.actions]
    gone = [(before, None) for before in old.actions if id(before) not in kept]
    moved = _find_moved(old.actions, [before for before, _ in both if before])
    steps = Steps()
    actions = tuple(
        ActionChange(before, after, tuple(compare_actions(before, after, steps)), id(before) in moved)
        for before, after in (*both, *gone)
    )
    facts = tuple(
        compare_field(FieldLines(label, plain_lines(before)), FieldLines(label, plain_lines(after)), steps)
        for (label, before), (_, after) in zip(
            _facts(old.organisation), _facts(new.organisation), strict=True
        )
    )
    return Comparison(old, new, facts, actions)


def _find_moved(actions: Sequence[Action], kept: Iterable[Action]) -> frozenset[int]:
    """The identities of actions of the earlier report that stand in another order now."""
    places = {id(action): place for place, action in enumerate(actions)}
    return frozenset(id(actions[place]) for place in find_moved([places[id(action)] for action in kept]))


def _facts(organisation: Organisation) -> Iterator[tuple[str, str]]:
    yield workbook_words.LABEL_NAME, organisation.name
    yield workbook_words.LABEL_PERIOD, organisation.period
    yield workbook_words.LABEL_DATE, write_date(organisation.report_date)
    yield workbook_words.LABEL_RECIPIENT, organisation.recipient
    yield workbook_words.LABEL_CONTACT, organisation.contact
    yield workbook_words.LABEL_EMAIL, organisation.email
    languages = dict(zip(Language, workbook_words.LANGUAGE_CHOICES, strict=True))
    yield workbook_words.LABEL_LANGUAGE, languages[organisation.language]


def count_changes(comparison: Comparison) -> str:
    """How many actions are new, gone, changed and unchanged, and how many have moved if any have."""
    counts = words.COUNTS.format(
        new=count_noun(words.NEW_COUNT, len(comparison.with_status(Status.NEW))),
        gone=count_noun(words.GONE_COUNT, len(comparison.with_status(Status.GONE))),
        changed=count_noun(words.CHANGED_COUNT, len(comparison.with_status(Status.CHANGED))),
        unchanged=count_noun(words.UNCHANGED_COUNT, len(comparison.with_status(Status.UNCHANGED))),
    )
    moved = sum(change.is_moved for change in comparison.actions)
    return words.COUNTS_MOVED.format(counts=counts, count=moved) if moved else counts


def name_status(change: ActionChange) -> str:
    """What has become of an action, and whether it has moved: «Uendret, flyttet»."""
    return (words.STATUS_MOVED if change.is_moved else words.STATUS).format(status=change.status.value)


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


def describe_looks(field: FieldDiff) -> Iterator[str]:
    """What has changed in the look of a field, in one sentence each."""
    if not field.has_other_words:
        yield words.SAME_WORDS
    for said, stretches in ((words.RESTYLED, field.restyled), (words.RELINKED, field.relinked)):
        if stretches:
            quoted = [words.QUOTED.format(text=cut(text, _QUOTED_CHARACTERS)) for text in stretches]
            yield said.format(words=join_words(quoted))
