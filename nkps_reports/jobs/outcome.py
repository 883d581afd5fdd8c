"""What became of one workbook, whatever the command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from nkps_reports.files.outputs import Placed
from nkps_reports.report.model import Organisation
from nkps_reports.report.problems import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one workbook.

    Attributes:
        path: the workbook, or the path that has none.
        is_opened: whether the workbook could be opened as one, whatever is wrong in it.
        action_count: how many actions were read; None where the workbook could not be.
        problems: everything found, in the order to be shown.
        organisation: who reports; None where the workbook could not be read.
        covered_count: how many measures have at least one action.
        measure_count: how many measures there are.
        word: the report that was put in place.
        matrix: the matrix that was put in place.
        control_copy: the copy with every problem at its cell that was put in place.
        expected: where the report and the matrix stand or would stand, in a build.
        was_open: whether the workbook was open in Excel while it was read.
        is_passed_over: whether it is a blank workbook or one of our own, found in a folder: nobody is told.
    """

    path: Path
    is_opened: bool = False
    action_count: int | None = None
    problems: tuple[Problem, ...] = ()
    organisation: Organisation | None = None
    covered_count: int = 0
    measure_count: int = 0
    word: Placed | None = None
    matrix: Placed | None = None
    control_copy: Placed | None = None
    expected: tuple[Path, ...] = ()
    was_open: bool = False
    is_passed_over: bool = False

    def with_problems(self, *problems: Problem) -> Outcome:
        """The same with more problems."""
        return replace(self, problems=(*self.problems, *problems))
