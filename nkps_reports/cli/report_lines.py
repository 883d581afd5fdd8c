"""What was made of files, and found in them, as lines and tables for a person. Prints nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from nkps_reports.cli.console import INDENT, TerminalLine, TerminalTable
from nkps_reports.cli.problem_lines import exit_of
from nkps_reports.files.names import CONTROL_COPY, path_of
from nkps_reports.files.outputs import Placed
from nkps_reports.jobs.documents import OUTPUTS, WORD
from nkps_reports.jobs.outcome import Outcome, report_subject
from nkps_reports.jobs.templates import WordTemplate
from nkps_reports.report.grammar import count_noun, join_words, on_one_line
from nkps_reports.report.problems import count_problems, has_errors
from nkps_reports.wording import terminal as words
from nkps_reports.wording.codes import Code, Exit, Severity


def summary_lines(outcome: Outcome) -> Iterator[TerminalLine]:
    """What was made of one workbook, if anything was."""
    if WORD.name not in outcome.placed or outcome.organisation is None:
        return
    warnings = sum(problem.severity is Severity.WARNING for problem in outcome.problems)
    yield TerminalLine(words.REPORT_MADE.format(path=outcome.path), style="bold green")
    facts = [
        count_noun(words.ACTIONS, outcome.action_count or 0),
        words.COVERAGE.format(covered=outcome.covered_count, total=outcome.measure_count),
        count_noun(words.WARNINGS, warnings) if warnings else words.NO_WARNINGS,
    ]
    made = [(output.made, outcome.placed.get(output.name)) for output in OUTPUTS]
    facts += [form.format(path=placed.path) for form, placed in made if placed]
    subject = report_subject(outcome.organisation)
    yield from (TerminalLine(fact, INDENT) for fact in facts)
    yield TerminalLine(words.SUBJECT.format(subject=subject), INDENT, wrap=False)
    if outcome.was_open:
        yield TerminalLine(words.WORKBOOK_OPEN, INDENT)
    # Last, where it is noticed: the file to be sent lacks somebody's edits.
    yield from kept_lines(outcome.placed.values(), INDENT)
    yield TerminalLine("")


def build_notice_lines(outcomes: Iterable[Outcome]) -> Iterator[TerminalLine]:
    """What the table of a build does not say: which workbooks were open, and which files had been edited."""
    for outcome in outcomes:
        if outcome.placed and outcome.was_open:
            yield TerminalLine(words.THAT_WORKBOOK_OPEN.format(path=outcome.path))
        yield from kept_lines(outcome.placed.values())


def kept_lines(files: Iterable[Placed], indent: int = 0, form: str = words.KEPT) -> Iterator[TerminalLine]:
    """The files that replaced one that somebody had edited, and where that one is now."""
    for placed in files:
        if placed.kept:
            yield TerminalLine(form.format(path=placed.path, kept=placed.kept), indent, "yellow")


def failure_lines(outcomes: Iterable[Outcome], folder: Path) -> Iterator[TerminalLine]:
    """The last lines of a build: what is not new in the folder of outputs, and must not be sent."""
    for outcome in outcomes:
        missing = [output for output in OUTPUTS if output.name not in outcome.placed]
        paths = {output: path_of(output.name, outcome.path, folder) for output in missing}
        if WORD in missing:
            yield from _not_made_lines(outcome, paths.values())
            continue
        for output, path in paths.items():
            report = outcome.placed[WORD.name].path
            yield TerminalLine(output.not_made.format(report=report), style="bold red")
            yield from _older_lines(path, outcome.path, words.PART_OLDER)


def _not_made_lines(outcome: Outcome, paths: Iterable[Path]) -> Iterator[TerminalLine]:
    """That there is no new report of a workbook, and which files are from an earlier one."""
    exits = {problem.code.exit for problem in outcome.problems}
    if outcome.is_opened and Exit.CONTENT in exits:
        yield TerminalLine(words.MEND_WORKBOOK.format(path=outcome.path))
    if Exit.TEMPLATE in exits:
        yield TerminalLine(words.MEND_TEMPLATE)
    yield TerminalLine(words.NOT_MADE.format(path=outcome.path), style="bold red")
    for path in paths:
        if path != outcome.path:
            yield from _older_lines(path, outcome.path, (words.FROM_EARLIER, words.OLDER))


def _older_lines(output: Path, workbook: Path, forms: tuple[str, str]) -> Iterator[TerminalLine]:
    """That there is an output of an earlier run; in the second form if the workbook was saved since."""
    # One that we may not look at is left out.
    with suppress(OSError):
        made = output.stat().st_mtime
        is_older = workbook.is_file() and made < workbook.stat().st_mtime
        yield TerminalLine(forms[is_older].format(path=output), INDENT, "red")


def check_lines(outcomes: Sequence[Outcome]) -> Iterator[TerminalLine]:
    """What was found in each workbook, in a line or two."""
    for outcome in _read(outcomes):
        is_faulty = has_errors(outcome.problems)
        # With errors the count of actions may be wrong too, and people rely on it.
        form = words.CHECKED_UNREAD if is_faulty else words.CHECKED
        actions = count_noun(words.ACTIONS, outcome.action_count or 0)
        counted = count_problems(outcome.problems)
        said = form.format(path=outcome.path, actions=actions, problems=counted)
        yield TerminalLine(said, style="red" if is_faulty else "green")
        if copy := outcome.placed.get(CONTROL_COPY):
            form = words.CONTROL_COPY if outcome.problems else words.CONTROL_COPY_CLEAN
            yield TerminalLine(form.format(path=copy.path, workbook=outcome.path), INDENT)
            yield from kept_lines([copy], INDENT, words.COPY_KEPT)


def check_notice_lines(outcomes: Iterable[Outcome]) -> Iterator[TerminalLine]:
    """What the table of a check does not say: where the copies are, and which had been edited."""
    copies = [copy for outcome in outcomes if (copy := outcome.placed.get(CONTROL_COPY))]
    for folder in dict.fromkeys(copy.path.parent for copy in copies):
        yield TerminalLine(words.CONTROL_COPIES.format(folder=folder))
    yield from kept_lines(copies, form=words.COPY_KEPT)


def check_end_lines(outcomes: Sequence[Outcome]) -> Iterator[TerminalLine]:
    """The last lines of a check: what comes next."""
    read = _read(outcomes)
    failed = sum(has_errors(outcome.problems) for outcome in read)
    if failed:
        yield TerminalLine(words.CHECK_FAILED)
    if 0 < failed < len(read):
        yield TerminalLine(words.CHECK_BLOCKED)
    if read and not failed:
        yield TerminalLine(words.CHECK_PASSED[len(read) > 1])


def _read(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if exit_of([outcome]) is not Exit.USAGE]


def template_lines(template: WordTemplate) -> Iterator[TerminalLine]:
    """The last lines of a check of a Word template: whether it can be used."""
    if has_errors(template.problems):
        counted = count_problems(template.problems)
        if template.content:
            yield TerminalLine(
                words.TEMPLATE_FAULTY.format(path=template.name, problems=counted), style="red"
            )
    elif lint := template.lint:
        codes = count_noun(words.CODES, lint.code_count)
        headings = count_noun(words.HEADINGS, lint.heading_count)
        said = words.TEMPLATE_IN_ORDER.format(path=template.name, codes=codes, headings=headings)
        yield TerminalLine(said, style="green")


def import_lines(outcome: Outcome) -> Iterator[TerminalLine]:
    """What was made of one Word report, if anything was."""
    if (workbook := outcome.workbook) is None:
        return
    problems = (*outcome.problems, *workbook.problems)
    actions = count_noun(words.ACTIONS, workbook.action_count or 0)
    fields = count_noun(words.FIELDS, outcome.field_count)
    counted = words.IMPORTED_PROBLEMS.format(problems=count_problems(problems))
    yield TerminalLine(words.IMPORTED.format(workbook=workbook.path), style="bold green")
    yield TerminalLine(words.IMPORTED_FACTS.format(actions=actions, fields=fields, path=outcome.path), INDENT)
    yield TerminalLine(counted if problems else words.IMPORTED_CLEAN, INDENT)
    missing = [problem.place for problem in workbook.problems if problem.code is Code.REPORT_MISSING_FACT]
    if missing:
        cells = [words.IMPORTED_CELL.format(label=place.header, cell=place.cell) for place in missing]
        yield TerminalLine(words.IMPORT_FILL_IN.format(cells=join_words(cells)), INDENT)
    yield TerminalLine(words.IMPORT_NEXT[not problems], INDENT)
    yield TerminalLine("")


def import_failure_lines(outcomes: Iterable[Outcome]) -> Iterator[TerminalLine]:
    """The last lines of an import: the reports without a workbook."""
    for outcome in outcomes:
        if outcome.workbook is None:
            yield TerminalLine(words.NOT_IMPORTED.format(path=outcome.path), style="bold red")


def _coverage(outcome: Outcome) -> str:
    covered = words.COVERED.format(covered=outcome.covered_count, total=outcome.measure_count)
    return covered if outcome.organisation else words.NOTHING


def _result(outcome: Outcome) -> str:
    without = [output.without for output in OUTPUTS if output.name not in outcome.placed]
    return ", ".join([words.ROW_MADE, *without]) if WORD.name in outcome.placed else words.ROW_NOT_MADE


def _field_count(outcome: Outcome) -> str:
    return str(outcome.field_count) if outcome.workbook else words.NOTHING


def _workbook(outcome: Outcome) -> str:
    return str(outcome.workbook.path) if outcome.workbook else words.ROW_NOT_MADE


def _sender(outcome: Outcome) -> str:
    return (on_one_line(outcome.report.organisation.name) if outcome.report else "") or words.NOTHING


_Cells = tuple[Callable[[Outcome], str], ...]
# What a row says of a file, by command: before its problems, and after them.
_TABLES: dict[str, tuple[tuple[str, ...], _Cells, _Cells]] = {
    "report": (words.REPORT_COLUMNS, (_coverage,), (_result,)),
    "check": (words.CHECK_COLUMNS, (_coverage,), ()),
    "import": (words.IMPORT_COLUMNS, (_field_count,), (_workbook,)),
    "overview": (words.SUBMISSION_COLUMNS, (), (_sender,)),
}


def outcome_table(command: str, outcomes: Sequence[Outcome]) -> TerminalTable:
    """A row for what became of each file: its name, actions, facts, errors and warnings, and the result."""
    columns, facts, results = _TABLES[command]
    # Without the folder, if it is the same for all.
    is_one_folder = len({outcome.path.parent for outcome in outcomes}) == 1
    rows = []
    for outcome in outcomes:
        problems = [problem for part in outcome.parts for problem in part.problems]
        counts = Counter(problem.severity for problem in problems)
        actions = outcome.parts[-1].action_count
        cells = (
            on_one_line(outcome.path.name if is_one_folder else str(outcome.path)),
            words.NOTHING if actions is None else str(actions),
            *(fact(outcome) for fact in facts),
            str(counts[Severity.ERROR]),
            str(counts[Severity.WARNING]),
            *(result(outcome) for result in results),
        )
        rows.append((cells, "red" if has_errors(problems) else ""))
    return TerminalTable(columns, tuple(rows))
