"""Problems, which are values that are collected, and errors, which carry problems to the place that prints.

The words of each kind of problem stand in ``wording.codes``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Self

from nkps_reports.report.grammar import count_noun, cut, join_words, on_one_line
from nkps_reports.report.model import Place
from nkps_reports.wording import problems as words
from nkps_reports.wording import workbook as workbook_words
from nkps_reports.wording.codes import Code, Exit, Severity

# About two lines on a terminal.
_MAX_QUOTE_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, with everything a message or a machine needs.

    Attributes:
        code: what kind.
        place: where; empty where it concerns the whole file.
        found: what stands there, if anything.
        message: what is wrong, in bokmål.
        fix: what to do, in one sentence.
    """

    code: Code
    place: Place
    found: str | None
    message: str
    fix: str

    @property
    def severity(self) -> Severity:
        """Whether the problem stops the build."""
        return self.code.severity

    @classmethod
    def of(cls, code: Code, place: Place | None = None, found: str | None = None, **facts: object) -> Self:
        """Make a problem and fill in its words; ``facts`` is what else they need.

        What a user typed is filled in as a value and never read as a format. In the message it stands on one
        line and is cut where it is long; ``found`` keeps all of it.
        """
        place = place or Place()
        values = {
            "sheet": place.sheet,
            "cell": place.cell,
            "header": place.header,
            "found": None if found is None else cut(on_one_line(found), _MAX_QUOTE_CHARACTERS),
            **facts,
        }
        return cls(code, place, found, code.message.format_map(values), code.fix.format_map(values))


def unreadable_template(name: object, *, is_too_large: bool = False) -> Problem:
    """The problem of a template that is no Word document, or is too large to be read."""
    reason, advice = words.TEMPLATE_TOO_MUCH if is_too_large else words.TEMPLATE_NO_WORD
    return Problem.of(Code.TEMPLATE_UNREADABLE, template=name, reason=reason, advice=advice)


def name_row(problem: Problem) -> str:
    """What problems are listed by: sheet and row, or part; nothing where it concerns the whole file."""
    place = problem.place
    if place.sheet is None:
        return place.part or ""
    form = words.WHERE_ROW if place.cell else words.WHERE_SHEET
    return form.format(sheet=place.sheet, row=(place.cell or "").lstrip(ascii_uppercase))


def name_place(problem: Problem) -> str:
    """Where in its row or part a problem is: «celle B5 (Tiltak)»; nothing where it concerns all of it."""
    cell, header = problem.place.cell, on_one_line(problem.place.header or "")
    if cell:
        return (words.CELL_OF if header else words.CELL).format(cell=cell, header=header)
    return header


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def highest_exit(problems: Iterable[Problem]) -> Exit:
    """The exit code of several problems together: the highest."""
    return max((problem.code.exit for problem in problems), default=Exit.DONE)


def count_problems(problems: Iterable[Problem]) -> str:
    """How many there are, in words: «11 feil og 6 merknader»; a kind that there is none of is left out."""
    counts = Counter(problem.severity for problem in problems)
    forms = ((words.ERROR_COUNT, Severity.ERROR), (words.WARNING_COUNT, Severity.WARNING))
    counted = [count_noun(form, counts[severity]) for form, severity in forms if counts[severity]]
    return join_words(counted) or words.NO_PROBLEMS


def sort_problems(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Errors before warnings; then by sheet, row and column; those of no sheet in the order they come in."""
    return tuple(sorted(problems, key=_order))


def _order(problem: Problem) -> tuple[str, int, int, int, str, str]:
    place = problem.place
    sheets = (workbook_words.ORGANISATION, workbook_words.ACTIONS)
    sheet = sheets.index(place.sheet) if place.sheet in sheets else len(sheets)
    column = "".join(filter(str.isalpha, place.cell or ""))
    row = "".join(filter(str.isdecimal, place.cell or ""))
    # A template's problems come in the order of its document.
    code = problem.code.value if place.sheet else ""
    # Z stands before AA.
    return problem.severity.value, sheet, int(row or 0), len(column), column, code


class NkpsError(Exception):
    """Something could not be done; carries the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(problem.message for problem in self.problems)


class UsageError(NkpsError):
    """The command cannot be carried out as it was given."""


class WorkbookError(NkpsError):
    """A workbook cannot be read as one."""


class WordReportError(NkpsError):
    """A Word report cannot be read as one."""


class TemplateError(NkpsError):
    """The Word template is faulty."""


class OutputError(NkpsError):
    """An output cannot be made or put in place."""
