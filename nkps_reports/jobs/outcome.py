"""What became of one workbook, whatever the command: the one result from a job to the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nkps_reports.files.names import path_of
from nkps_reports.files.outputs import Placed, write_output
from nkps_reports.jobs.running.failures import attempt
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
        template_problems: what is wrong with the Word template, told once for all workbooks.
        organisation: who reports; None where the workbook could not be read.
        covered_count: how many measures have at least one action.
        measure_count: how many measures there are.
        rendered: the files that were made and are not in their places yet, by their names in ``files.names``.
        placed: those that were put in place, likewise.
        was_open: whether the workbook was open in Excel while it was read.
        is_passed_over: whether it is a blank workbook or one of our own, found in a folder: nobody is told.
    """

    path: Path
    is_opened: bool = False
    action_count: int | None = None
    problems: tuple[Problem, ...] = ()
    template_problems: tuple[Problem, ...] = ()
    organisation: Organisation | None = None
    covered_count: int = 0
    measure_count: int = 0
    rendered: Mapping[str, bytes] = field(default_factory=dict)
    placed: Mapping[str, Placed] = field(default_factory=dict)
    was_open: bool = False
    is_passed_over: bool = False

    def with_problems(self, *problems: Problem) -> Outcome:
        """The same with more problems."""
        return replace(self, problems=(*self.problems, *problems))

    def in_place(self, folder: Path) -> Outcome:
        """The same with its files put in place, up to the first that cannot be.

        Args:
            folder: where they go.
        """
        placed: dict[str, Placed] = {}
        for name, content in self.rendered.items():
            file, problems = attempt(self.path, write_output, path_of(name, self.path, folder), content)
            if file is None:
                return replace(self.with_problems(*problems), rendered={}, placed=placed)
            placed[name] = file
        return replace(self, rendered={}, placed=placed)
