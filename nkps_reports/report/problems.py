"""Problems and failures: the codes, how grave each is, and the exit code it leads to.

A ``Problem`` is a value that is gathered; a ``NkpsError`` is an exception that carries problems to the
place that prints. The words stand in ``wording.problems``; nothing here reads or writes a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from nkps_reports.report.grammar import count_noun, cut, join_words, on_one_line
from nkps_reports.report.model import Place
from nkps_reports.wording import problems as words
from nkps_reports.wording import workbook as workbook_words

# What a message quotes of what was found; about two lines on a terminal.
_MAX_QUOTE_CHARACTERS = 160


class Exit(IntEnum):
    """The exit codes of the command line."""

    DONE = 0
    BUG = 1
    USAGE = 2
    UNREADABLE = 3
    CONTENT = 4
    TEMPLATE = 5
    OUTPUT = 6


class Severity(StrEnum):
    """An error stops its workbook's build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """The stable name of each kind of problem."""

    MISSING_VALUE = "missing-value"
    UNKNOWN_MEASURE = "unknown-measure"
    UNREADABLE_REFERENCE = "unreadable-reference"
    NUMBER_AS_DECIMAL = "number-as-decimal"
    NUMBER_AS_DATE = "number-as-date"
    FORMULA_WITHOUT_VALUE = "formula-without-value"
    FORMULA_ERROR = "formula-error"
    MERGED_CELL = "merged-cell"
    TEXT_IN_NEXT_ROW = "text-in-next-row"
    NO_ACTIONS = "no-actions"
    BAD_EMAIL = "bad-email"
    BAD_DATE = "bad-date"
    BAD_LANGUAGE = "bad-language"
    REPEATED_MEASURE = "repeated-measure"
    DUPLICATE_ACTION = "duplicate-action"
    OTHER_MEASURE_IN_TEXT = "other-measure-in-text"
    TOO_LONG_DESCRIPTION = "too-long-description"
    STRAY_LIST_NUMBER = "stray-list-number"
    VAGUE_LINK_TEXT = "vague-link-text"
    HIDDEN_ROW = "hidden-row"
    HIDDEN_COLUMN = "hidden-column"
    HIDDEN_SHEET = "hidden-sheet"
    UNUSED_OBJECT = "unused-object"
    TEMPLATE_FILLED_IN = "template-filled-in"
    UNUSED_SHEET_OR_COLUMN = "unused-sheet-or-column"
    CONTROL_CHARACTER = "control-character"
    UNSUPPORTED_LINK = "unsupported-link"
    MISSING_SHEET = "missing-sheet"
    MISSING_HEADER = "missing-header"
    DUPLICATE_HEADER = "duplicate-header"
    UNREADABLE_WORKBOOK = "unreadable-workbook"
    PROTECTED_WORKBOOK = "protected-workbook"
    UNSUPPORTED_FORMAT = "unsupported-format"
    TOO_LARGE = "too-large"
    TOOK_TOO_LONG = "took-too-long"
    UNSAVED_WORKBOOK = "unsaved-workbook"
    TEMPLATE_NOT_FOUND = "template-not-found"
    TEMPLATE_UNREADABLE = "template-unreadable"
    TEMPLATE_SYNTAX = "template-syntax"
    TEMPLATE_UNKNOWN_VARIABLE = "template-unknown-variable"
    TEMPLATE_MISPLACED_TAG = "template-misplaced-tag"
    TEMPLATE_MISSING_STYLE = "template-missing-style"
    TEMPLATE_INCOMPLETE = "template-incomplete"
    TEMPLATE_UNCLOSED_TAG = "template-unclosed-tag"
    TEMPLATE_UNCLOSED_BLOCK = "template-unclosed-block"
    TEMPLATE_UNKNOWN_FILTER = "template-unknown-filter"
    TEMPLATE_NOT_ALLOWED = "template-not-allowed"
    TEMPLATE_TOO_MANY_CODES = "template-too-many-codes"
    TEMPLATE_TOO_LARGE = "template-too-large"
    TEMPLATE_LARGE = "template-large"
    TEMPLATE_TAG_NOT_RENDERED = "template-tag-not-rendered"
    TEMPLATE_MISSING_HEADING = "template-missing-heading"
    TEMPLATE_MISSING_FIELD = "template-missing-field"
    TEMPLATE_UNDEFINED_STYLE = "template-undefined-style"
    TEMPLATE_MISSING_NUMBERING = "template-missing-numbering"
    TEMPLATE_DEAD_LINK = "template-dead-link"
    TEMPLATE_REVIEW_MARKS = "template-review-marks"
    TEMPLATE_FORM_HEADING = "template-form-heading"
    TEMPLATE_BROKEN_LINK = "template-broken-link"
    REPORT_UNREADABLE = "report-unreadable"
    REPORT_PROTECTED = "report-protected"
    REPORT_UNSUPPORTED_FORMAT = "report-unsupported-format"
    REPORT_WITHOUT_FORM = "report-without-form"
    REPORT_INCOMPLETE_FORM = "report-incomplete-form"
    REPORT_IS_TEMPLATE = "report-is-template"
    REPORT_EMPTY = "report-empty"
    REPORT_IS_OWN = "report-is-own"
    REPORT_MISSING_HEADING = "report-missing-heading"
    REPORT_REPEATED_HEADING = "report-repeated-heading"
    REPORT_NEAR_HEADING = "report-near-heading"
    REPORT_MISSING_VALUE = "report-missing-value"
    REPORT_LONG_TEXT = "report-long-text"
    REPORT_NOT_PLACED = "report-not-placed"
    REPORT_LEFT_OUT = "report-left-out"
    REPORT_TABLE_AS_TEXT = "report-table-as-text"
    REPORT_TRACKED_CHANGES = "report-tracked-changes"
    DUPLICATE_REPORT = "duplicate-report"
    REPLACED_REPORT = "replaced-report"
    SAME_FILE = "same-file"
    NOT_A_FOLDER = "not-a-folder"
    NOT_A_FILE = "not-a-file"
    NOTHING_TO_COLLECT = "nothing-to-collect"
    NOTHING_TO_IMPORT = "nothing-to-import"
    BAD_LIST = "bad-list"
    UNREAD_FILES = "unread-files"
    NO_REPORT = "no-report"
    OPEN_FILE = "open-file"
    ALIKE_ORGANISATIONS = "alike-organisations"
    NO_SUCH_FILE = "no-such-file"
    FILE_NOT_READABLE = "file-not-readable"
    IRREGULAR_FILE = "irregular-file"
    NOTHING_TO_BUILD = "nothing-to-build"
    BLANK_WORKBOOK = "blank-workbook"
    CONTROL_COPY = "control-copy"
    SAME_OUTPUT = "same-output"
    FILLED_TEMPLATE = "filled-template"
    OUTPUT_EXISTS = "output-exists"
    OUTPUT_OPEN = "output-open"
    OUTPUT_NOT_WRITABLE = "output-not-writable"
    MATRIX_LACKS_CHARACTER = "matrix-lacks-character"
    MATRIX_NEEDS_PANGO = "matrix-needs-pango"
    MATRIX_NEEDS_FONT = "matrix-needs-font"
    MATRIX_STOPPED = "matrix-stopped"
    WORKER_STOPPED = "worker-stopped"
    BUG = "bug"


WARNINGS = frozenset(
    {
        Code.REPEATED_MEASURE,
        Code.DUPLICATE_ACTION,
        Code.OTHER_MEASURE_IN_TEXT,
        Code.TOO_LONG_DESCRIPTION,
        Code.STRAY_LIST_NUMBER,
        Code.VAGUE_LINK_TEXT,
        Code.HIDDEN_ROW,
        Code.HIDDEN_COLUMN,
        Code.HIDDEN_SHEET,
        Code.UNUSED_OBJECT,
        Code.TEMPLATE_FILLED_IN,
        Code.UNUSED_SHEET_OR_COLUMN,
        Code.CONTROL_CHARACTER,
        Code.UNSUPPORTED_LINK,
        Code.UNSAVED_WORKBOOK,
        Code.MATRIX_LACKS_CHARACTER,
        Code.TEMPLATE_REVIEW_MARKS,
        Code.TEMPLATE_LARGE,
        Code.REPLACED_REPORT,
        Code.UNREAD_FILES,
        Code.NO_REPORT,
        Code.OPEN_FILE,
        Code.ALIKE_ORGANISATIONS,
        Code.REPORT_REPEATED_HEADING,
        Code.REPORT_NEAR_HEADING,
        Code.REPORT_NOT_PLACED,
        Code.REPORT_LEFT_OUT,
        Code.REPORT_TABLE_AS_TEXT,
        Code.REPORT_TRACKED_CHANGES,
    }
)

_EXITS: dict[Exit, frozenset[Code]] = {
    Exit.BUG: frozenset({Code.BUG}),
    Exit.USAGE: frozenset(
        {
            Code.NO_SUCH_FILE,
            Code.NOTHING_TO_BUILD,
            Code.BLANK_WORKBOOK,
            Code.CONTROL_COPY,
            Code.SAME_OUTPUT,
            Code.REPORT_IS_OWN,
            Code.SAME_FILE,
            Code.NOT_A_FOLDER,
            Code.NOT_A_FILE,
            Code.NOTHING_TO_COLLECT,
            Code.NOTHING_TO_IMPORT,
            Code.BAD_LIST,
        }
    ),
    Exit.UNREADABLE: frozenset(
        {
            Code.MISSING_SHEET,
            Code.MISSING_HEADER,
            Code.DUPLICATE_HEADER,
            Code.UNREADABLE_WORKBOOK,
            Code.PROTECTED_WORKBOOK,
            Code.UNSUPPORTED_FORMAT,
            Code.TOO_LARGE,
            Code.TOOK_TOO_LONG,
            Code.FILE_NOT_READABLE,
            Code.IRREGULAR_FILE,
            Code.REPORT_UNREADABLE,
            Code.REPORT_PROTECTED,
            Code.REPORT_UNSUPPORTED_FORMAT,
            Code.REPORT_WITHOUT_FORM,
            Code.REPORT_INCOMPLETE_FORM,
            Code.REPORT_IS_TEMPLATE,
            Code.REPORT_EMPTY,
        }
    ),
    Exit.TEMPLATE: frozenset(
        {
            Code.TEMPLATE_NOT_FOUND,
            Code.TEMPLATE_UNREADABLE,
            Code.TEMPLATE_SYNTAX,
            Code.TEMPLATE_UNKNOWN_VARIABLE,
            Code.TEMPLATE_MISPLACED_TAG,
            Code.TEMPLATE_MISSING_STYLE,
            Code.TEMPLATE_INCOMPLETE,
            Code.TEMPLATE_UNCLOSED_TAG,
            Code.TEMPLATE_UNCLOSED_BLOCK,
            Code.TEMPLATE_UNKNOWN_FILTER,
            Code.TEMPLATE_NOT_ALLOWED,
            Code.TEMPLATE_TOO_MANY_CODES,
            Code.TEMPLATE_TOO_LARGE,
            Code.TEMPLATE_TAG_NOT_RENDERED,
            Code.TEMPLATE_MISSING_HEADING,
            Code.TEMPLATE_MISSING_FIELD,
            Code.TEMPLATE_UNDEFINED_STYLE,
            Code.TEMPLATE_MISSING_NUMBERING,
            Code.TEMPLATE_DEAD_LINK,
            Code.TEMPLATE_FORM_HEADING,
            Code.TEMPLATE_BROKEN_LINK,
        }
    ),
    Exit.OUTPUT: frozenset(
        {
            Code.FILLED_TEMPLATE,
            Code.OUTPUT_EXISTS,
            Code.OUTPUT_OPEN,
            Code.OUTPUT_NOT_WRITABLE,
            Code.MATRIX_NEEDS_PANGO,
            Code.MATRIX_NEEDS_FONT,
            Code.MATRIX_STOPPED,
            Code.WORKER_STOPPED,
        }
    ),
}


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
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    @property
    def exit(self) -> Exit:
        """The exit code this problem alone would give."""
        if self.severity is Severity.WARNING:
            return Exit.DONE
        return next((code for code, members in _EXITS.items() if self.code in members), Exit.CONTENT)


def a_problem(code: Code, place: Place | None = None, found: str | None = None, **facts: object) -> Problem:
    """Make a problem, its words filled in from the catalogue.

    Args:
        code: what kind.
        place: where; nothing where it concerns the whole file.
        found: what stands there.
        **facts: what else the words of this code need.

    Returns:
        The problem. User text enters the words as a value and is never read as a format; in the words
        it stands on one line and is cut where it is long, in ``found`` it is whole.
    """
    place = place or Place()
    message, fix = words.MESSAGES[code]
    values = {
        "sheet": place.sheet,
        "cell": place.cell,
        "header": place.header,
        "found": None if found is None else cut(on_one_line(found), _MAX_QUOTE_CHARACTERS),
        **facts,
    }
    return Problem(code, place, found, message.format_map(values), fix.format_map(values))


def unreadable_template(name: object, *, is_too_large: bool = False) -> Problem:
    """The problem of a template that is no Word document, or has more in it than is read."""
    reason, advice = words.TEMPLATE_TOO_MUCH if is_too_large else words.TEMPLATE_NO_WORD
    return a_problem(Code.TEMPLATE_UNREADABLE, template=name, reason=reason, advice=advice)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def highest_exit(problems: Iterable[Problem]) -> Exit:
    """The exit code of several problems together: the highest."""
    return max((problem.exit for problem in problems), default=Exit.DONE)


def count_problems(problems: Iterable[Problem]) -> str:
    """How many there are, in words: «11 feil og 6 merknader»; a kind that there is none of is left out."""
    counts = Counter(problem.severity for problem in problems)
    forms = ((words.ERROR_COUNT, Severity.ERROR), (words.WARNING_COUNT, Severity.WARNING))
    counted = [count_noun(form, counts[severity]) for form, severity in forms if counts[severity]]
    return join_words(counted) or words.NO_PROBLEMS


def sort_problems(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Errors before warnings; then by sheet, row and column; those of no sheet in the order they come in."""
    return tuple(sorted(problems, key=_order))


def _order(problem: Problem) -> tuple[str, int, int, int, str]:
    sheets = (workbook_words.ORGANISATION, workbook_words.ACTIONS)
    sheet = sheets.index(problem.place.sheet) if problem.place.sheet in sheets else len(sheets)
    row, column = _position(problem.place)
    # A template's problems come in the order of its document.
    code = problem.code.value if problem.place.sheet else ""
    return problem.severity.value, sheet, row, column, code


def _position(place: Place) -> tuple[int, int]:
    letters = "".join(c for c in place.cell or "" if c.isalpha())
    digits = "".join(c for c in place.cell or "" if c.isdecimal())
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits or 0), column


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
