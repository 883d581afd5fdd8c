"""What an overview says in words, in each of its documents."""

from __future__ import annotations

from dataclasses import dataclass

from nkps_reports.overview.overview import Absentee, Entry, Overview, Remark
from nkps_reports.report.characters import make_showable
from nkps_reports.report.grammar import count_noun, join_words, on_one_line
from nkps_reports.report.model import Measure, Place
from nkps_reports.report.problems import Problem, sort_problems
from nkps_reports.report.references import join_numbers
from nkps_reports.wording import overview as words

# At most so many problems of one file are shown; its sender gets them all.
_MAX_TOLD = 5


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark in words: a file's name, whether its report is counted, and a line for each problem."""

    file: str
    counted: str
    said: tuple[str, ...]


def summarise(overview: Overview) -> str:
    """What the overview says in figures."""
    said = words.SUMMARY.format(
        organisations=count_noun(words.ORGANISATIONS, len(overview.contributions)),
        actions=count_noun(words.ACTIONS, overview.action_count),
        relations=count_noun(words.RELATIONS, sum(overview.totals)),
        covered=len(overview.measures) - len(overview.without_action),
        total=len(overview.measures),
    )
    if overview.unrelated:
        said = f"{said} {count_noun(words.UNRELATED_COUNT, len(overview.unrelated))}"
    return said


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


def describe_entry(entry: Entry) -> str:
    """An action, and whose it is."""
    title = entry.action.title.plain
    return words.ENTRY.format(organisation=entry.organisation, number=entry.action.number, title=title)


def describe_unrelated(entry: Entry) -> str:
    """An action without a measure, and what stands in the place of one."""
    relation = entry.action.relation
    written = relation.found if relation else entry.action.unread_relation
    said = words.WRITTEN.format(written=on_one_line(written)) if written else words.NOTHING_WRITTEN
    return f"{describe_entry(entry)} {said}"


def describe_responsible(measure: Measure) -> str:
    """Who is mainly responsible for a measure."""
    return words.RESPONSIBLE.format(responsible=measure.responsible or words.NO_RESPONSIBLE)


def describe_without_action(overview: Overview) -> str:
    """The numbers of the measures that no action relates to."""
    return join_numbers(measure.number for measure in overview.without_action) or words.NONE_WITHOUT


def _with_place(problem: Problem) -> str:
    place = problem.place
    if place.cell:
        return words.IN_CELL.format(sheet=place.sheet, cell=place.cell, message=problem.message)
    if place.part and place.header:
        return words.IN_PART.format(part=place.part, header=place.header, message=problem.message)
    where = place.part or place.header
    return words.IN_FIELD.format(header=where, message=problem.message) if where else problem.message
