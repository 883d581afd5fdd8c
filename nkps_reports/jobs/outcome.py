"""What became of one file, whatever the command: the one result from a job to the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nkps_reports.files.outputs import Placed
from nkps_reports.report.model import Organisation, Report
from nkps_reports.report.problems import Problem, has_errors
from nkps_reports.wording.documents import DOCUMENT_WORDS

if TYPE_CHECKING:
    from nkps_reports.workbook.reading.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, a workbook or a Word report.

    Attributes:
        path: the file, or the path that has none.
        problems: everything found, in the order to be shown.
        report: as much of the report as could be read; None where there is none, or nobody needs it any more.
        template_problems: what is wrong with the Word template, told once for all workbooks.
        is_opened: whether the workbook could be opened as one, whatever is wrong in it.
        action_count: how many actions were read; None where the file could not be.
        organisation: who reports; None where the workbook has errors.
        covered_count: how many measures have at least one action.
        measure_count: how many measures there are.
        rendered: the files that were made and are not in their places yet, by their names in ``files.names``.
        placed: those that were put in place, likewise.
        workbook: what became of the workbook that was made of a Word report.
        field_count: how many fields of that workbook were filled in.
        was_open: whether the file was open in a program while it was read.
        saved_ns: when it was last saved, in nanoseconds of the system's clock.
        sheets: those that the report was read from, where somebody asked for them.
        is_passed_over: whether it is a blank workbook or one of our own, found in a folder: nobody is told.
    """

    path: Path
    problems: tuple[Problem, ...] = ()
    report: Report | None = None
    template_problems: tuple[Problem, ...] = ()
    is_opened: bool = False
    action_count: int | None = None
    organisation: Organisation | None = None
    covered_count: int = 0
    measure_count: int = 0
    rendered: Mapping[str, bytes] = field(default_factory=dict)
    placed: Mapping[str, Placed] = field(default_factory=dict)
    workbook: Outcome | None = None
    field_count: int = 0
    was_open: bool = False
    saved_ns: int = 0
    sheets: tuple[Sheet, ...] = ()
    is_passed_over: bool = False

    @property
    def parts(self) -> tuple[Outcome, ...]:
        """This, and what became of the workbook that was made of it."""
        return (self, self.workbook) if self.workbook else (self,)

    @property
    def has_failed(self) -> bool:
        """Whether errors kept anything from being made of it."""
        return self.workbook is None and has_errors(self.problems)

    def with_problems(self, *problems: Problem) -> Outcome:
        """The same with more problems."""
        return replace(self, problems=(*self.problems, *problems))


def report_subject(organisation: Organisation) -> str:
    """The subject of the e-mail that a report is sent with."""
    form = DOCUMENT_WORDS[organisation.language].report_subject
    return form.format(organisation=organisation.name, period=organisation.period)
