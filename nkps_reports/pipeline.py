"""The recipe: read, check, render, verify, write. The only module that knows all the others.

Files are read at the start and written at the end; in between there are only values and bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from tempfile import mkstemp
from traceback import format_exception

from nkps_reports.checks import check_lengths, check_report
from nkps_reports.coverage import measure_coverage
from nkps_reports.installation import how_to_install_matrix_needs
from nkps_reports.model import Language, Organisation, Report
from nkps_reports.outputs import Placed, write_file, write_output, writing
from nkps_reports.problems import (
    Code,
    NkpsError,
    OutputError,
    Problem,
    a_problem,
    count_problems,
    has_errors,
    sort_problems,
)
from nkps_reports.sources import FileTooLargeError, Sources, find_nearest, is_open, read_file
from nkps_reports.templates import Templates, WordTemplate
from nkps_reports.wording import problems as words

DEFAULT_INPUT = Path("input")
DEFAULT_OUTPUT = Path("output")
BLANK_WORKBOOK = Path("input/template.xlsx")
CONTROL_SUFFIX = "-kontroll"
_BUG_LOG = "nkps-reports-feil-"


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


def build_reports(
    sources: Sources, template: Path | None, folder: Path, executor: Executor
) -> Iterator[Outcome]:
    """Build the report and the matrix of each workbook.

    Args:
        sources: the workbooks.
        template: the Word template; None for the default of each report's language.
        folder: where the finished files go.
        executor: makes the matrices, so that both documents are made at once.

    Yields:
        What became of each workbook, and of each path that has none. Blank workbooks found in a
        folder are passed over.
    """
    yield from (_expecting(outcome, folder) for outcome in _unread(sources))
    templates = Templates(template)
    built = False
    for checked in _check_all(sources):
        report = checked.report
        built = built or not _is_unsaved(checked.outcome)
        language = report.organisation.language if report else Language.BOKMAL
        word_template = templates.template_for(language)
        found = templates.problems_to_tell(word_template)
        outcome = _expecting(_with_problems(checked.outcome, *found), folder)
        if report and not has_errors(outcome.problems):
            outcome = _build(outcome, report, word_template, executor)
        elif report and word_template.is_usable:
            outcome = _with_lengths(outcome, report, word_template)
        yield outcome
    yield from _nothing(sources, built)


def check_workbooks(
    sources: Sources, template: Path | None = None, annotate_in: Path | None = None
) -> Iterator[Outcome]:
    """Check each workbook.

    Args:
        sources: the workbooks.
        template: the Word template that descriptions are laid out by; None for the default of each report's
            language.
        annotate_in: the folder that control copies are written to; without it nothing is written.

    Yields:
        What was found in each workbook, and each path that has none.
    """
    yield from _unread(sources)
    # A default template is checked when something is made of it: that takes longer than a check.
    templates = Templates(template, are_linted=template is not None)
    checked = False
    for each in _check_all(sources):
        checked = checked or not _is_unsaved(each.outcome)
        outcome = each.outcome
        if each.report:
            word_template = templates.template_for(each.report.organisation.language)
            outcome = _with_problems(outcome, *templates.problems_to_tell(word_template))
            if word_template.is_usable:
                outcome = _with_lengths(outcome, each.report, word_template)
        yield _annotate(outcome, each.file, annotate_in) if annotate_in else outcome
    yield from _nothing(sources, checked)


def write_blank_workbook(path: Path) -> None:
    """Write the blank workbook.

    Raises:
        OutputError: the file holds something beyond the blank workbook, or cannot be written.
    """
    from nkps_reports.workbook.blank import render_workbook
    from nkps_reports.workbook.parsing import parse_workbook

    with writing(path):
        current = path.read_bytes() if path.exists() else None
    if current is not None:
        try:
            is_untouched = parse_workbook(current).is_untouched
        except NkpsError:
            is_untouched = False
        if not is_untouched:
            raise OutputError(a_problem(Code.FILLED_TEMPLATE, path=path))
    write_file(path, render_workbook())


def output_paths(workbook: Path, folder: Path) -> tuple[Path, Path]:
    """Where a workbook's report and matrix stand."""
    return folder / f"{workbook.stem}.docx", folder / f"{workbook.stem}-matrise.pdf"


def report_bug(error: BaseException, path: Path | None = None) -> Problem:
    """A bug in the program as a problem; the details go into a file the user can send."""
    details = f"{path or ''}\n{''.join(format_exception(error))}"
    hint = ""
    # That the details cannot be kept must not hide that there is a bug.
    with suppress(OSError):
        descriptor, log = mkstemp(prefix=_BUG_LOG, suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(details)
        hint = words.BUG_LOG.format(path=log)
    return a_problem(Code.BUG, None, type(error).__name__, log=hint)


@dataclass(frozen=True, slots=True)
class _Checked:
    """A workbook that was read and checked: what became of it, its report if it has one, and its bytes."""

    outcome: Outcome
    report: Report | None = None
    file: bytes = b""


def _check_all(sources: Sources) -> Iterator[_Checked]:
    """Read and check each workbook, but those that are blank and that nobody would miss."""
    clashes = _find_clashes(sources.workbooks)
    for path in sources.workbooks:
        checked = _checked(path, is_named=path in sources.named)
        if checked is not None:
            yield replace(checked, outcome=_with_problems(checked.outcome, *clashes.get(path, ())))


def _checked(path: Path, *, is_named: bool) -> _Checked | None:
    """Read and check a workbook; nothing where it is blank and nobody would miss it."""
    from nkps_reports.workbook.parsing import parse_workbook

    try:
        file = read_file(path)
        reading = parse_workbook(file)
        if reading.is_control_copy:
            named = Outcome(path, problems=(a_problem(Code.CONTROL_COPY),))
            return _Checked(named) if is_named else None
        if reading.is_blank:
            blank = _blank(path, is_named=is_named)
            return _Checked(blank) if blank else None
        problems = list(reading.problems)
        report = reading.report
        if report:
            problems.extend(check_report(report))
    except NkpsError as error:
        return _Checked(Outcome(path, problems=error.problems))
    except FileTooLargeError:
        problem = a_problem(Code.TOO_LARGE, what=words.TOO_MUCH_IN_FILE, advice=words.LESS_IN_FILE)
        return _Checked(Outcome(path, problems=(problem,)))
    except OSError as error:
        problem = a_problem(Code.FILE_NOT_READABLE, None, error.strerror, path=path)
        return _Checked(Outcome(path, problems=(problem,)))
    except Exception as error:
        return _Checked(Outcome(path, problems=(report_bug(error, path),)))
    if path.name.casefold() == BLANK_WORKBOOK.name:
        suggestion = words.TEMPLATE_SUGGESTION
        command = words.TEMPLATE_COMMAND
        problems.append(a_problem(Code.TEMPLATE_FILLED_IN, suggestion=suggestion, template_command=command))
    count = len(report.actions) if report else None
    outcome = Outcome(
        path, is_opened=True, action_count=count, problems=tuple(problems), was_open=is_open(path)
    )
    if report and not has_errors(problems):
        coverage = measure_coverage(report)
        outcome = replace(
            outcome,
            organisation=report.organisation,
            covered_count=len(coverage.with_action),
            measure_count=len(report.measures),
        )
    return _Checked(outcome, report, file)


def _blank(path: Path, *, is_named: bool) -> Outcome | None:
    """A blank workbook is passed over, but where somebody asked for it or has it open."""
    if is_named:
        return Outcome(path, problems=(a_problem(Code.BLANK_WORKBOOK),), was_open=is_open(path))
    if is_open(path) and path.name.casefold() != BLANK_WORKBOOK.name:
        return Outcome(path, problems=(a_problem(Code.UNSAVED_WORKBOOK),))
    return None


def _is_unsaved(outcome: Outcome) -> bool:
    return any(problem.code is Code.UNSAVED_WORKBOOK for problem in outcome.problems)


def _expecting(outcome: Outcome, folder: Path) -> Outcome:
    return replace(outcome, expected=output_paths(outcome.path, folder))


def _build(outcome: Outcome, report: Report, template: WordTemplate, executor: Executor) -> Outcome:
    """Render both documents in memory, then put them in place, the report first."""
    from nkps_reports.matrix.rendering import begin_matrix, finish_matrix
    from nkps_reports.word.fit.descriptions import measure_descriptions
    from nkps_reports.word.rendering import render_report

    word_path, matrix_path = outcome.expected
    try:
        laid_out = begin_matrix(report, executor)
        outcome = replace(
            outcome, word=write_output(word_path, render_report(report, template.content, template.name))
        )
        # While the matrix is made, which takes longer than the Word report: nobody waits for it.
        fits = measure_descriptions(report, template.content, template.name)
        outcome = _with_problems(outcome, *check_lengths(report, fits))
        matrix, warnings = finish_matrix(laid_out, how_to_install_matrix_needs())
        outcome = _with_problems(outcome, *warnings)
        return replace(outcome, matrix=write_output(matrix_path, matrix))
    except NkpsError as error:
        problems = error.problems
    except Exception as error:
        problems = (report_bug(error, outcome.path),)
    return _with_problems(outcome, *problems)


def _with_lengths(outcome: Outcome, report: Report, template: WordTemplate) -> Outcome:
    """Check how long the descriptions are, and tell what is wrong with the template."""
    from nkps_reports.word.fit.descriptions import measure_descriptions

    try:
        problems = tuple(check_lengths(report, measure_descriptions(report, template.content, template.name)))
    except NkpsError as error:
        problems = error.problems
    except Exception as error:
        problems = (report_bug(error, outcome.path),)
    return _with_problems(outcome, *problems)


def _annotate(outcome: Outcome, file: bytes, folder: Path) -> Outcome:
    """Write the control copy of a workbook that could be opened."""
    from nkps_reports.workbook.control.file import render_control_copy

    if not outcome.is_opened:
        return outcome
    problems = sort_problems(outcome.problems)
    try:
        copy = render_control_copy(file, problems, str(outcome.path), count_problems(problems))
        path = folder / f"{outcome.path.stem}{CONTROL_SUFFIX}{copy.suffix}"
        return replace(outcome, control_copy=write_output(path, copy.content))
    except NkpsError as error:
        return _with_problems(outcome, *error.problems)
    except Exception as error:
        return _with_problems(outcome, report_bug(error, outcome.path))


def _with_problems(outcome: Outcome, *problems: Problem) -> Outcome:
    return replace(outcome, problems=(*outcome.problems, *problems))


def _find_clashes(workbooks: Sequence[Path]) -> dict[Path, tuple[Problem]]:
    """For each workbook whose outputs would have the name of another's, the problem that says so."""
    groups: dict[str, list[Path]] = {}
    for path in workbooks:
        groups.setdefault(path.stem.casefold(), []).append(path)
    clashes: dict[Path, tuple[Problem]] = {}
    for group in groups.values():
        # A blank one makes no report that could be in the way.
        filled = [p for p in group if len(group) > 1 and _checked(p, is_named=False)]
        for path, other in permutations(filled, 2):
            clashes[path] = (a_problem(Code.SAME_OUTPUT, other=other),)
    return clashes


def _unread(sources: Sources) -> Iterator[Outcome]:
    """The paths that lead to nothing that can be read."""
    for path in sources.missing:
        nearest = find_nearest(path, DEFAULT_INPUT)
        hint = words.NEAREST_FILE.format(path=nearest) if nearest else ""
        yield Outcome(path, problems=(a_problem(Code.NO_SUCH_FILE, path=path, nearest=hint),))
    for path in sources.unreadable:
        yield Outcome(path, problems=(a_problem(Code.FILE_NOT_READABLE, path=path),))


def _nothing(sources: Sources, found: bool) -> Iterator[Outcome]:
    if found or sources.named or sources.missing or sources.unreadable:
        return
    for folder in sources.folders:
        problem = a_problem(Code.NOTHING_TO_BUILD, path=folder, template=BLANK_WORKBOOK.name)
        yield Outcome(folder, problems=(problem,))
