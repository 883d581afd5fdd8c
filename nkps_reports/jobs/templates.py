"""The Word templates of a run: which one a report is made by, read and checked once each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nkps_reports.files.sources import FileTooLargeError, PathKind, kind_of, read_file
from nkps_reports.report.model import Language, Report
from nkps_reports.report.problems import Problem, has_errors, unreadable_template
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

if TYPE_CHECKING:
    from nkps_reports.word.template.lint import Lint
    from nkps_reports.word.template.size import Stretch

DEFAULT_TEMPLATES = {
    Language.BOKMAL: Path("templates/report.docx"),
    Language.NYNORSK: Path("templates/report-nn.docx"),
}


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A Word template as it was read and checked.

    Attributes:
        name: what messages call it.
        content: its bytes; empty if it cannot be read.
        problems: everything that is wrong with it, in the order of its text.
        lint: what else was found when it was checked; None if it was not.
    """

    name: str
    content: bytes
    problems: tuple[Problem, ...] = ()
    lint: Lint | None = None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """What its loops repeat, as far as it was checked."""
        return self.lint.stretches if self.lint else ()

    @property
    def is_usable(self) -> bool:
        """Whether reports can be made by it, as far as it was checked."""
        return not has_errors(self.problems)

    def problems_for(self, report: Report | None) -> tuple[Problem, ...]:
        """What is wrong with it, and whether it would make too much of a report."""
        if report is None or not self.stretches:
            return self.problems
        from nkps_reports.word.template.size import check_size

        return (*self.problems, *check_size(self.stretches, self.name, report))


class Templates:
    """The template of each report: the one that was named, or the default of the report's language."""

    def __init__(self, named: WordTemplate | None = None, *, are_linted: bool = True) -> None:
        """Read them here; whichever process does the work checks them, unless they are not to be linted."""
        self._templates = {
            language: named or read_template(_default(language)) for language in DEFAULT_TEMPLATES
        }
        self._are_linted = are_linted

    def template_for(self, language: Language) -> WordTemplate:
        """The template of a report in a language."""
        template = self._templates[language]
        return check_template(template) if self._are_linted else template


def read_templates(named: Path | None) -> tuple[WordTemplate, ...]:
    """Read and check the template that was named, or all defaults; also whether they suit large reports."""
    from nkps_reports.word.template.size import check_size

    paths = (named,) if named else map(_default, DEFAULT_TEMPLATES)
    return tuple(
        replace(template, problems=(*template.problems, *check_size(template.stretches, template.name)))
        for template in map(check_template, map(read_template, paths))
    )


# Each process checks the template of each language once.
@lru_cache(maxsize=4)
def check_template(template: WordTemplate) -> WordTemplate:
    """The same with everything that is wrong with it."""
    from nkps_reports.word.template.lint import lint_template

    if not template.is_usable:
        return template
    lint = lint_template(template.content, template.name)
    return replace(template, problems=lint.problems, lint=lint)


def read_template(path: Path) -> WordTemplate:
    """Read a template, without checking it; one that cannot be read has that as its problem."""
    try:
        return WordTemplate(str(path), read_file(path))
    except FileNotFoundError:
        problem = Problem.of(Code.TEMPLATE_NOT_FOUND, template=path, restore_command=words.RESTORE_COMMAND)
    except (OSError, FileTooLargeError) as error:
        problem = unreadable_template(path, is_too_large=isinstance(error, FileTooLargeError))
    return WordTemplate(str(path), b"", (problem,))


def _default(language: Language) -> Path:
    """The default in the folder, or else the one inside the package."""
    from nkps_reports.word.default.packaged import packaged_template

    path = DEFAULT_TEMPLATES[language]
    return packaged_template(path.name) if kind_of(path) is PathKind.MISSING else path
