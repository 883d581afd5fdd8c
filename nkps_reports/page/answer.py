"""The answer to a request, as the page shows it: what ``page/answer.js`` describes, in Python's spelling."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Literal

from nkps_reports.page.sheets import ShownSheet
from nkps_reports.report.problems import Problem, count_problems, name_place, name_row, sort_problems
from nkps_reports.wording import page as words
from nkps_reports.wording import problems as problem_words
from nkps_reports.wording.codes import Code, Severity

Task = Literal["auto", "compare", "overview"]

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What is not for the page.
_KEPT = ("contents", "bugs", "make_rest")
_AFTER_UNDERSCORE = re.compile("_([a-z])")


MakeRest = Callable[[], tuple[bytes | None, tuple[Problem, ...]]]


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem in words."""

    code: str
    severity: str
    label: str
    sheet: str | None
    cell: str | None
    group: str
    place: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What was found in one file, and the sheets it holds."""

    name: str
    problems: tuple[ShownProblem, ...]
    counted: str
    sheets: tuple[ShownSheet, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and what it counts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file to save; ``file`` is its place among the answer's files, or None where it comes after them."""

    name: str
    label: str
    is_main: bool
    type: str
    file: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of a finished document; ``file`` is its place among the answer's files."""

    kind: Literal["word", "page"]
    title: str
    file: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """What became of one of several files."""

    name: str
    kind: str
    organisation: str
    period: str
    actions: str
    counted: str
    outcome: str
    is_report: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Something else that can be done with the same files."""

    task: Task
    label: str
    order: tuple[int, ...] | None = None
    takes_list: bool = False


@dataclass(slots=True)
class Answer:
    """An answer while it is put together.

    Attributes:
        contents: its files.
        bugs: the problems that have a log each.
        make_rest: makes the file that the answer does not wait for, or says why it cannot be made.
    """

    title: str
    is_made: bool = False
    lead: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    checked: list[CheckedFile] = field(default_factory=list)
    files: list[FileRow] = field(default_factory=list)
    downloads: list[Download] = field(default_factory=list)
    previews: list[Preview] = field(default_factory=list)
    subject: str = ""
    choices: list[Choice] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    follows: int | None = None
    contents: list[bytes] = field(default_factory=list)
    bugs: list[Problem] = field(default_factory=list)
    make_rest: MakeRest | None = None

    def add_fact(self, label: str, value: object) -> None:
        """Add a figure."""
        self.facts.append(Fact(label, str(value)))

    def add_download(
        self, name: str, label: str, content: bytes, *, is_main: bool = False, media_type: str = WORD_TYPE
    ) -> int:
        """Add a file to save; return its place among the answer's files."""
        self.contents.append(content)
        self.downloads.append(Download(name, label, is_main, media_type, len(self.contents) - 1))
        return len(self.contents) - 1

    def add_later(self, name: str, label: str, media_type: str, make: MakeRest) -> None:
        """Add a file to save that is made after the answer."""
        self.downloads.append(Download(name, label, False, media_type, None))
        self.make_rest = make

    def add_word(self, title: str, file: int) -> None:
        """Add a preview of a Word file that is among the answer's files."""
        self.previews.append(Preview("word", title, file))

    def add_page(self, title: str, content: bytes, note: str = "") -> None:
        """Add a page of HTML to show and print."""
        self.contents.append(content)
        self.previews.append(Preview("page", title, len(self.contents) - 1, note))

    def add_checked(self, name: str, problems: Iterable[Problem], sheets: Sequence[ShownSheet] = ()) -> None:
        """Add what was found in a file."""
        ordered = sort_problems([*problems])
        self.bugs += [problem for problem in ordered if problem.code is Code.BUG]
        shown = tuple(map(_show, ordered))
        self.checked.append(CheckedFile(name, shown, count_problems(ordered), tuple(sheets)))

    def to_json(self) -> str:
        """All but the contents of the files, as JSON in the page's spelling."""
        shown = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in _KEPT}
        return json.dumps(_in_camel_case(shown))


def rest_to_json(problems: Iterable[Problem]) -> str:
    """Why the file could not be made that an answer did not wait for, as JSON in the page's spelling."""
    return json.dumps(_in_camel_case({"problems": [*map(_show, problems)]}))


def _show(problem: Problem) -> ShownProblem:
    is_error = problem.severity is Severity.ERROR
    place = problem.place
    fix = words.FIXES.get(problem.code)
    return ShownProblem(
        problem.code.value,
        problem.severity.value,
        problem_words.ERROR if is_error else problem_words.WARNING,
        place.sheet,
        place.cell,
        name_row(problem),
        name_place(problem),
        problem.message,
        problem.fix if fix is None else fix.format(sheet=place.sheet),
    )


def _in_camel_case(value: object) -> object:
    """A value with the names of its fields as JavaScript spells them."""
    if is_dataclass(value):
        value = {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, dict):
        return {_AFTER_UNDERSCORE.sub(_capital, name): _in_camel_case(each) for name, each in value.items()}
    return [*map(_in_camel_case, value)] if isinstance(value, list | tuple) else value


def _capital(match: re.Match[str]) -> str:
    return match[1].upper()
