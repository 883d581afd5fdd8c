"""What an overview says in words, in each of its documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from nkps_reports.overview.overview import Absentee, Overview, Remark, Share
from nkps_reports.report.characters import make_showable
from nkps_reports.report.grammar import count_noun, cut, join_words, on_one_line
from nkps_reports.report.model import Action, Measure, Place
from nkps_reports.report.problems import Problem, has_errors, sort_problems
from nkps_reports.report.references import join_numbers
from nkps_reports.wording import overview as words
from nkps_reports.wording.codes import Code

# At most so many problems of one file are shown; its sender gets them all.
_MAX_TOLD = 5
# So many names, of so many characters, have room in a line.
_MAX_NAMED, _NAME_CHARACTERS = 3, 40


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark in words: a file's name, whether its report is counted, and a line for each problem."""

    file: str
    counted: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in words: its title, and a note of what number it has."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class ShareLines:
    """What an organisation does, in words."""

    organisation: str
    actions: tuple[ActionLine, ...]


def summarise(overview: Overview) -> str:
    """What the overview says in figures."""
    return f"{summarise_reports(overview)} {summarise_measures(overview)}"


def summarise_reports(overview: Overview) -> str:
    """How many have reported how much."""
    said = words.REPORTED.format(
        organisations=count_noun(words.ORGANISATIONS, len(overview.contributions)),
        actions=count_noun(words.ACTIONS, overview.action_count),
        relations=count_noun(words.RELATIONS, sum(overview.totals)),
    )
    if count := sum(len(share.actions) for share in overview.unrelated):
        said = f"{said} {count_noun(words.UNRELATED_COUNT, count)}"
    return said


def summarise_measures(overview: Overview) -> str:
    """How many of the measures somebody does something for."""
    total = len(overview.measures)
    return words.COVERED.format(covered=total - len(overview.without_action), total=total)


def describe_missing(overview: Overview) -> str:
    """What is missing, in one line: files, organisations, measures without an action; then what is not."""
    lacks = [*_describe_lacks(overview)] or [words.NOTHING_MISSING]
    return " ".join((*lacks, *_describe_complete(overview)))


def _describe_lacks(overview: Overview) -> Iterator[str]:
    yield from _describe_files(overview.remarks)
    if overview.absent:
        yield f"{count_absent(overview.absent)}."
    if overview.without_action:
        yield _describe_without_action(overview.without_action)
    if overview.remarks or overview.absent:
        yield words.LISTED_BELOW


def count_absent(absent: Sequence[Absentee]) -> str:
    """How many have not reported who should, with their names if those are few."""
    return _name_few(words.ABSENT_COUNT, [each.name for each in absent])


def _describe_complete(overview: Overview) -> Iterator[str]:
    if not overview.remarks:
        yield describe_no_remarks(overview)
    if overview.absent is not None and not overview.absent:
        yield words.NONE_ABSENT
    if not overview.without_action:
        yield words.NONE_WITHOUT


def _describe_files(remarks: Sequence[Remark]) -> Iterator[str]:
    """Which files are left out or have something wrong, and whether others were not read."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for remark in remarks:
        if not remark.is_folder:
            groups[_kind_of(remark)].append(make_showable(remark.path.name))
    if groups:
        yield f"{join_words([_name_few(*group) for group in groups.items()])}."
    if any(problem.code is Code.UNREAD_FILES for remark in remarks for problem in remark.problems):
        yield words.NOT_READ


def _kind_of(remark: Remark) -> tuple[str, str]:
    if not remark.is_counted:
        return words.LEFT_OUT_COUNT
    return words.FAULTY_COUNT if has_errors(remark.problems) else words.NOTED_COUNT


def _name_few(forms: tuple[str, str], names: Sequence[str]) -> str:
    """How many there are, with their names if those are few."""
    said = count_noun(forms, len(names))
    if len(names) > _MAX_NAMED:
        return said
    return words.NAMED.format(said=said, names=join_words([cut(name, _NAME_CHARACTERS) for name in names]))


def _describe_without_action(measures: Sequence[Measure]) -> str:
    named = [words.SHORT_NAME.format(number=each.number, name=each.short_name) for each in measures]
    numbers = join_numbers(each.number for each in measures)
    return words.WITHOUT_ACTION.format(measures=numbers if len(named) > _MAX_NAMED else join_words(named))


def describe_remarks(overview: Overview) -> tuple[RemarkLine, ...]:
    """What there is to say of each file that is left out, or was read with problems."""
    return tuple(map(_describe_remark, overview.remarks))


def _describe_remark(remark: Remark) -> RemarkLine:
    # The problems of the file as a whole come before those in its cells.
    problems = sorted(sort_problems(remark.problems), key=lambda problem: problem.place != Place())
    said = [*map(_with_place, problems[:_MAX_TOLD])]
    if len(problems) > _MAX_TOLD:
        said.append(words.MORE_PROBLEMS.format(count=len(problems) - _MAX_TOLD))
    counted = words.IS_COUNTED if remark.is_counted else words.IS_NOT_COUNTED
    return RemarkLine(make_showable(remark.path.absolute().name), counted, tuple(map(make_showable, said)))


def describe_no_remarks(overview: Overview) -> str:
    """That there is nothing to say of any file."""
    return words.NO_REMARKS_HERE if overview.elsewhere else words.NO_REMARKS


def describe_elsewhere(overview: Overview) -> tuple[str, ...]:
    """The reports that are about another period, and which."""
    return tuple(
        words.ELSEWHERE_ENTRY.format(
            organisation=each.name, period=each.period, file=make_showable(each.path.name)
        )
        for each in overview.elsewhere
    )


def describe_absent(overview: Overview) -> tuple[str, ...] | None:
    """The organisations that have not reported, and what may be their reports; None without a list."""
    return None if overview.absent is None else tuple(map(_describe_absentee, overview.absent))


def _describe_absentee(absentee: Absentee) -> str:
    if absentee.left_out:
        files = join_words([make_showable(path.name) for path in absentee.left_out])
        return words.SENT.format(name=absentee.name, files=files)
    if absentee.nearest:
        return words.NEAREST.format(name=absentee.name, nearest=absentee.nearest)
    return absentee.name


def describe_shares(shares: Iterable[Share]) -> list[ShareLines]:
    """What each organisation does."""
    return [_describe_share(share, _note_number) for share in shares]


def describe_unrelated(overview: Overview) -> list[ShareLines]:
    """The actions without a measure, and what stands in the place of one."""
    return [_describe_share(share, _note_relation) for share in overview.unrelated]


def _describe_share(share: Share, note: Callable[[Action], str]) -> ShareLines:
    lines = (ActionLine(action.title.plain, note(action)) for action in share.actions)
    return ShareLines(share.organisation, tuple(lines))


def _note_number(action: Action) -> str:
    return words.NOTE.format(number=action.number)


def _note_relation(action: Action) -> str:
    relation = action.relation
    written = relation.found if relation else action.unread_relation
    said = words.WRITTEN.format(written=on_one_line(written)) if written else words.NOTHING_WRITTEN
    return words.NOTE_WITH_RELATION.format(number=action.number, said=said)


def name_measure(measure: Measure) -> str:
    """A measure's number and short name."""
    return words.MEASURE_HEADING.format(number=measure.number, name=measure.short_name)


def describe_responsible(measure: Measure) -> str:
    """Who is mainly responsible for a measure."""
    return words.RESPONSIBLE.format(responsible=measure.responsible or words.NO_RESPONSIBLE)


def _with_place(problem: Problem) -> str:
    place = problem.place
    if place.cell:
        return words.IN_CELL.format(sheet=place.sheet, cell=place.cell, message=problem.message)
    if place.part and place.header:
        return words.IN_PART.format(part=place.part, header=place.header, message=problem.message)
    where = place.part or place.header
    return words.IN_FIELD.format(header=where, message=problem.message) if where else problem.message
