"""The commands: reads the command line, has the work done and printed, and ends with the exit code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nkps_reports import __version__
from nkps_reports.cli.console import print_ignored, print_lines, print_table
from nkps_reports.cli.help import NorwegianCommand, NorwegianGroup, describe_usage_error
from nkps_reports.cli.report_lines import (
    Line,
    build_notice_lines,
    check_end_lines,
    check_lines,
    check_notice_lines,
    describe_problems,
    exit_of,
    failure_lines,
    problem_lines,
    summary_lines,
    template_lines,
    template_problem_lines,
    to_json,
)
from nkps_reports.cli.runs import Run
from nkps_reports.cli.tables import check_table, report_table
from nkps_reports.files.sources import find_reports, find_sources, list_folder
from nkps_reports.jobs.build import DEFAULT_OUTPUT, build_reports, check_workbooks, write_blank_workbook
from nkps_reports.jobs.check import BLANK_WORKBOOK, DEFAULT_INPUT
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.executors import start_layouter
from nkps_reports.jobs.running.failures import report_bug
from nkps_reports.jobs.templates import read_templates
from nkps_reports.report.problems import NkpsError, UsageError, has_errors, highest_exit
from nkps_reports.wording import comparison as comparison_words
from nkps_reports.wording import overview as overview_words
from nkps_reports.wording import terminal as words
from nkps_reports.wording.codes import Exit

if TYPE_CHECKING:
    from nkps_reports.jobs.import_word import Import

_workbooks = click.argument(
    "workbooks", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar=words.WORKBOOKS_METAVAR
)

_word_template = click.option(
    "--template", type=click.Path(path_type=Path, readable=False), metavar=words.WORD_TEMPLATE_METAVAR,
    help=words.WORD_TEMPLATE_OPTION,
)  # fmt: skip

_output = click.option(
    "--output", type=click.Path(path_type=Path, readable=False), default=DEFAULT_OUTPUT,
    metavar=words.OUTPUT_METAVAR, help=words.OUTPUT_OPTION,
)  # fmt: skip


_format = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=words.FORMAT_OPTION
)


def run(arguments: list[str]) -> int:
    """Run a command.

    Args:
        arguments: the words after the program's name.

    Returns:
        The exit code.

    Raises:
        KeyboardInterrupt: the user stopped the program; no other exception leaves this function.
    """
    try:
        code = commands.main(arguments, prog_name="nkps-reports", standalone_mode=False)
        return int(code or Exit.DONE)
    except click.exceptions.NoArgsIsHelpError as error:
        print_lines([Line(error.ctx.get_help() if error.ctx else "")], to_error=False)
        return Exit.USAGE
    except click.UsageError as error:
        print_lines([Line(text) for text in describe_usage_error(error)])
        return Exit.USAGE
    except click.Abort as error:
        # Click's own name for Ctrl-C.
        raise KeyboardInterrupt from error
    except NkpsError as error:
        print_lines(describe_problems(error.problems))
        return highest_exit(error.problems)
    except Exception as error:
        print_lines(describe_problems([report_bug(error)]))
        return Exit.BUG


@click.group(
    cls=NorwegianGroup,
    help=words.PROGRAM,
    options_metavar=words.OPTIONS_METAVAR,
    subcommand_metavar=words.COMMAND_METAVAR,
)
@click.help_option("--help", help=words.HELP_OPTION)
@click.version_option(__version__, "--version", help=words.VERSION_OPTION, message="%(version)s")
def commands() -> None:
    """The group that the commands belong to."""


@commands.command("report", cls=NorwegianCommand, help=words.REPORT, options_metavar=words.OPTIONS_METAVAR)
@_workbooks
@_word_template
@_output
@click.help_option("--help", help=words.HELP_OPTION)
def report(workbooks: tuple[Path, ...], template: Path | None, output: Path) -> Exit:
    """Build the reports and matrices."""
    sources = find_sources(workbooks or (DEFAULT_INPUT,))
    print_ignored(sources.ignored)
    run = Run(sources.files)
    outcomes: list[Outcome] = []
    try:
        with run.crew("report") as crew, run.progress() as progress:
            for outcome in build_reports(sources, template, output, crew):
                run.take(outcome, outcomes, progress)
                if not run.is_many:
                    print_lines(summary_lines(outcome), to_error=False)
    finally:
        # After Ctrl-C too: what is new is new.
        outcomes = run.in_order(outcomes, lambda outcome: outcome.path)
        if len(outcomes) > 1:
            print_table(report_table(outcomes))
        if run.is_many:
            print_lines(build_notice_lines(outcomes), to_error=False)
    print_lines(failure_lines(outcomes, output))
    return exit_of(outcomes)


@commands.command("check", cls=NorwegianCommand, help=words.CHECK, options_metavar=words.OPTIONS_METAVAR)
@_workbooks
@_format
@click.option("--annotate", is_flag=True, help=words.ANNOTATE_OPTION)
@_word_template
@_output
@click.help_option("--help", help=words.HELP_OPTION)
def check(
    workbooks: tuple[Path, ...], form: str, annotate: bool, template: Path | None, output: Path
) -> Exit:
    """Check the workbooks."""
    sources = find_sources(workbooks or (DEFAULT_INPUT,))
    print_ignored(sources.ignored)
    run = Run(sources.files, is_silent=form == "json")
    outcomes: list[Outcome] = []
    with run.crew("check") as crew, run.progress() as progress:
        for outcome in check_workbooks(sources, crew, template, output if annotate else None):
            run.take(outcome, outcomes, progress)
    outcomes = run.in_order(outcomes, lambda outcome: outcome.path)
    if form == "json":
        click.echo(to_json(outcomes))
        return exit_of(outcomes)
    if run.is_many:
        print_table(check_table(outcomes))
    told = check_notice_lines(outcomes) if run.is_many else check_lines(outcomes)
    print_lines([*told, *check_end_lines(outcomes)], to_error=bool(exit_of(outcomes)))
    return exit_of(outcomes)


@commands.command("import", cls=NorwegianCommand, help=words.IMPORT, options_metavar=words.OPTIONS_METAVAR)
@click.argument(
    "reports", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False),
    metavar=words.REPORTS_METAVAR,
)  # fmt: skip
@click.option(
    "--output", type=click.Path(path_type=Path, readable=False), default=DEFAULT_INPUT,
    metavar=words.OUTPUT_METAVAR, help=words.IMPORT_OUTPUT_OPTION,
)  # fmt: skip
@_format
@click.help_option("--help", help=words.HELP_OPTION)
def import_command(reports: tuple[Path, ...], output: Path, form: str) -> Exit:
    """Make workbooks of Word reports."""
    # Here and below: a report is made without what other commands need.
    from nkps_reports.cli.import_lines import import_failure_lines, import_lines, import_table
    from nkps_reports.jobs.import_word import import_reports

    sources = find_reports(reports)
    print_lines(Line(words.IGNORED_REPORT.format(path=path), style="yellow") for path in sources.ignored)
    run = Run(sources.files, is_silent=form == "json")
    imports: list[Import] = []
    try:
        with run.crew("import") as crew, run.progress() as progress:
            for made in import_reports(sources, output, crew):
                imports.append(made)
                progress.advance(failed=made.workbook is None)
                for outcome in made.outcomes:
                    run.tell(problem_lines(outcome), progress)
                if not run.is_many and not run.is_silent:
                    print_lines(import_lines(made), to_error=False)
    finally:
        imports = run.in_order(imports, lambda made: made.report.path)
        if len(imports) > 1 and not run.is_silent:
            print_table(import_table(imports))
    outcomes = [outcome for made in imports for outcome in made.outcomes]
    if run.is_silent:
        click.echo(to_json(outcomes))
    else:
        print_lines(import_failure_lines(imports))
    return exit_of(outcomes)


@commands.command(
    "overview", cls=NorwegianCommand, help=overview_words.OVERVIEW, options_metavar=words.OPTIONS_METAVAR
)
@click.argument(
    "folder", type=click.Path(path_type=Path, readable=False), metavar=overview_words.FOLDER_METAVAR
)
@click.option(
    "--expected", type=click.Path(path_type=Path, readable=False), metavar=overview_words.EXPECTED_METAVAR,
    help=overview_words.EXPECTED_OPTION,
)  # fmt: skip
@click.option("--newest", is_flag=True, help=overview_words.NEWEST_OPTION)
@_output
@_format
@click.help_option("--help", help=words.HELP_OPTION)
def overview_command(folder: Path, expected: Path | None, newest: bool, output: Path, form: str) -> Exit:
    """Put many reports side by side."""
    from nkps_reports.cli.overview_lines import (
        overview_failure_lines,
        overview_lines,
        overview_outcomes,
        remark_lines,
        submission_table,
    )
    from nkps_reports.jobs.expected import read_expected
    from nkps_reports.jobs.overview import build_overviews
    from nkps_reports.jobs.submissions import read_submissions

    with start_layouter():
        try:
            names = None if expected is None else read_expected(expected)
            listing = list_folder(folder, without=expected)
        except UsageError as error:
            if form != "json":
                raise
            click.echo(to_json([Outcome(folder, problems=error.problems)]))
            return highest_exit(error.problems)
        run = Run(listing.files, is_silent=form == "json")
        submissions = []
        with run.crew("overview") as crew, run.progress() as progress:
            for submission in read_submissions(listing.files, crew):
                submissions.append(submission)
                progress.advance(failed=has_errors(submission.concerns))
        submissions = run.in_order(submissions, lambda submission: submission.path)
        overviews = build_overviews(listing, submissions, names, output, takes_newest=newest)
    if run.is_silent:
        click.echo(to_json(overview_outcomes(overviews, submissions)))
        return highest_exit(overviews.problems)
    print_lines(remark_lines(overviews))
    if run.is_many:
        print_table(submission_table(submissions))
    print_lines(overview_lines(overviews), to_error=False)
    print_lines(overview_failure_lines(overviews))
    return highest_exit(overviews.problems)


@commands.command(
    "compare", cls=NorwegianCommand, help=comparison_words.COMPARE, options_metavar=words.OPTIONS_METAVAR
)
@click.argument("old", type=click.Path(path_type=Path, readable=False), metavar=comparison_words.OLD_METAVAR)
@click.argument("new", type=click.Path(path_type=Path, readable=False), metavar=comparison_words.NEW_METAVAR)
@_output
@click.help_option("--help", help=words.HELP_OPTION)
def compare_command(old: Path, new: Path, output: Path) -> Exit:
    """Say what is new since last time."""
    from nkps_reports.cli.comparison_lines import comparison_lines, comparison_problem_lines
    from nkps_reports.jobs.compare import compare_files, concerns_of

    with Run((old, new)).crew("compare") as crew:
        compared = compare_files(old, new, output, crew)
    print_lines(comparison_problem_lines(compared))
    print_lines(comparison_lines(compared), to_error=False)
    found = [problem for submission in compared.submissions for problem in concerns_of(submission)]
    return highest_exit([*found, *compared.problems])


@commands.command(
    "template", cls=NorwegianCommand, help=words.TEMPLATE, options_metavar=words.OPTIONS_METAVAR
)
@click.argument(
    "path", type=click.Path(path_type=Path, readable=False), default=BLANK_WORKBOOK, required=False,
    metavar=words.TEMPLATE_METAVAR,
)  # fmt: skip
@click.help_option("--help", help=words.HELP_OPTION)
def template_command(path: Path) -> Exit:
    """Write the blank workbook."""
    write_blank_workbook(path)
    made = words.TEMPLATE_MADE.format(path=path)
    print_lines([Line(made), Line(words.TEMPLATE_NEXT)], to_error=False)
    return Exit.DONE


@commands.command(
    "lint-template", cls=NorwegianCommand, help=words.LINT_TEMPLATE, options_metavar=words.OPTIONS_METAVAR
)
@click.argument(
    "path", type=click.Path(path_type=Path, readable=False), required=False,
    metavar=words.WORD_TEMPLATE_ARGUMENT,
)  # fmt: skip
@click.help_option("--help", help=words.HELP_OPTION)
def lint_template_command(path: Path | None) -> Exit:
    """Check the Word template."""
    templates = read_templates(path)
    for template in templates:
        print_lines(template_problem_lines(template))
        print_lines(template_lines(template), to_error=has_errors(template.problems))
    return highest_exit([problem for template in templates for problem in template.problems])
