"""The Word templates of a run: which one a report is made by, read once each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nkps_reports.model import Language
from nkps_reports.problems import Code, Problem, TemplateError, a_problem
from nkps_reports.sources import FileTooLargeError, read_file
from nkps_reports.wording import problems as words

DEFAULT_TEMPLATES = {
    Language.BOKMAL: Path("templates/report.docx"),
    Language.NYNORSK: Path("templates/report-nn.docx"),
}


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A Word template as it was read.

    Attributes:
        name: what messages call it by.
        content: its bytes; none where it cannot be read.
        problems: what is wrong with it.
    """

    name: str
    content: bytes
    problems: tuple[Problem, ...] = ()


class Templates:
    """Gives each report its template: the one that was named, or the default of the report's language."""

    def __init__(self, named: Path | None = None) -> None:
        """Args:
        named: the template of every report, whatever its language; None for the defaults.
        """
        self._named = named
        self._templates: dict[Language, WordTemplate] = {}

    def template_for(self, language: Language) -> WordTemplate:
        """Read the template of a report, once.

        Args:
            language: what the report is worded in.
        """
        if language not in self._templates:
            self._templates[language] = _read(self._named or _default(language))
        return self._templates[language]


def _read(path: Path) -> WordTemplate:
    try:
        return WordTemplate(str(path), read_template(path))
    except TemplateError as error:
        return WordTemplate(str(path), b"", error.problems)


def read_template(path: Path) -> bytes:
    """Read a Word template.

    Raises:
        TemplateError: the file is not there or cannot be read.
    """
    try:
        return read_file(path)
    except FileNotFoundError as error:
        command = words.RESTORE_COMMAND
        raise TemplateError(
            a_problem(Code.TEMPLATE_NOT_FOUND, template=path, restore_command=command)
        ) from error
    except (OSError, FileTooLargeError) as error:
        raise TemplateError(a_problem(Code.TEMPLATE_UNREADABLE, template=path)) from error


def _default(language: Language) -> Path:
    """The one in the folder, or else the one inside the package."""
    from nkps_reports.word.packaged import packaged_template

    path = DEFAULT_TEMPLATES[language]
    return path if path.exists() else packaged_template(path.name)
