"""The commands: each reads its options, has the work done and printed, and ends with an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from nkps_reports import __version__
from nkps_reports.cli.console import TerminalLine, print_ignored, print_lines, print_table
from nkps_reports.cli.help import NorwegianGroup, describe_usage_error
from nkps_reports.cli.problem_lines import describe_problems, exit_of, problem_lines, to_json
from nkps_reports.cli.report_lines import (
    build_notice_lines,
    check_end_lines,
    check_lines,
    check_notice_lines,
    failure_lines,
    import_failure_lines,
    import_lines,
    outcome_table,
    summary_lines,
    template_lines,
)
from nkps_reports.cli.session import Session
from nkps_reports.files.sources import find_reports, find_sources, list_folder
from nkps_reports.jobs.build import DEFAULT_OUTPUT, build_reports, check_workbooks, write_blank_workbook
from nkps_reports.jobs.check import BLANK_WORKBOOK, DEFAULT_INPUT
from nkps_reports.jobs.outcome import Outcome
from nkps_reports.jobs.running.batch import run_batch
from nkps_reports.jobs.running.executors import start_layouter
from nkps_reports.jobs.running.failures import report_bug
from nkps_reports.jobs.templates import read_templates
from nkps_reports.report.problems import NkpsError, UsageError, has_errors, highest_exit
from nkps_reports.wording import comparison as comparison_words
from nkps_reports.wording import overview as overview_words
from nkps_reports.wording import terminal as words
from nkps_reports.wording.codes import Exit

_workbooks = click.argument("workbooks", nargs=-1, type=Path, metavar=words.WORKBOOKS_METAVAR)

_word_template = click.option(
    "--template", type=Path, metavar=words.WORD_TEMPLATE_METAVAR, help=words.WORD_TEMPLATE_OPTION
)

_output = click.option(
    "--output", type=Path, default=DEFAULT_OUTPUT, metavar=words.OUTPUT_METAVAR, help=words.OUTPUT_OPTION
)

_format = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=words.FORMAT_OPTION
)

_cluster = click.option("--cluster", metavar=words.CLUSTER_METAVAR, help=words.CLUSTER_OPTION)


def _named(context: click.Context, argument: click.Parameter, value: str) -> Path:
    """The path of an argument; an empty one is what was not typed after a command of make."""
    if not value:
        raise click.MissingParameter(ctx=context, param=argument)
    return Path(value)


def run(arguments: list[str]) -> int:
    """Run a command by the words after the program's name, and return its exit code.

    Raises:
        KeyboardInterrupt: the user stopped the program; no other exception leaves this function.
    """
    try:
        code = commands.main(arguments, prog_name="nkps-reports", standalone_mode=False)
        return int(code or Exit.DONE)
    except click.exceptions.NoArgsIsHelpError as error:
        print_lines([TerminalLine(error.ctx.get_help() if error.ctx else "")], to_error=False)
        return Exit.USAGE
    except click.UsageError as error:
        print_lines([TerminalLine(text) for text in describe_usage_error(error)])
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


@click.group(cls=NorwegianGroup, help=words.PROGRAM, subcommand_metavar=words.COMMAND_METAVAR)
@click.help_option("--help", help=words.HELP_OPTION)
@click.version_option(__version__, "--version", help=words.VERSION_OPTION, message="%(version)s")
def commands() -> None:
    """The group that the commands belong to."""


@commands.command("report", help=words.REPORT)
@_workbooks
@_word_template
@_output
@_cluster
def report(workbooks: tuple[Path, ...], template: Path | None, output: Path, cluster: str | None) -> Exit:
    """Build the reports and matrices."""
    sources = find_sources(workbooks or (DEFAULT_INPUT,))
    print_ignored(sources.ignored, words.IGNORED_FILE)
    session = Session(sources.files, cluster)
    try:
        session.run(
            "report", lambda crew: build_reports(sources, template, output, crew), summarise=summary_lines
        )
    finally:
        # After Ctrl-C too: some reports may be new.
        outcomes = session.outcomes
        if len(outcomes) > 1:
            print_table(outcome_table("report", outcomes))
        if session.is_many:
            print_lines(build_notice_lines(outcomes), to_error=False)
    print_lines(failure_lines(outcomes, output))
    return exit_of(outcomes)


@commands.command("check", help=words.CHECK)
@_workbooks
@_format
@click.option("--annotate", is_flag=True, help=words.ANNOTATE_OPTION)
@_word_template
@_output
@_cluster
def check(
    workbooks: tuple[Path, ...],
    form: str,
    annotate: bool,
    template: Path | None,
    output: Path,
    cluster: str | None,
) -> Exit:
    """Check the workbooks."""
    sources = find_sources(workbooks or (DEFAULT_INPUT,))
    print_ignored(sources.ignored, words.IGNORED_FILE)
    session = Session(sources.files, cluster, is_silent=form == "json")
    annotate_in = output if annotate else None
    try:
        session.run("check", lambda crew: check_workbooks(sources, crew, template, annotate_in))
    except UsageError as error:
        return _refuse(error, workbooks or (DEFAULT_INPUT,), form)
    outcomes = session.outcomes
    if form == "json":
        click.echo(to_json(outcomes))
        return exit_of(outcomes)
    if session.is_many:
        print_table(outcome_table("check", outcomes))
    told = check_notice_lines(outcomes) if session.is_many else check_lines(outcomes)
    print_lines([*told, *check_end_lines(outcomes)], to_error=bool(exit_of(outcomes)))
    return exit_of(outcomes)


@commands.command("import", help=words.IMPORT)
@click.argument("reports", nargs=-1, required=True, type=Path, metavar=words.REPORTS_METAVAR)
@click.option(
    "--output",
    type=Path,
    default=DEFAULT_INPUT,
    metavar=words.OUTPUT_METAVAR,
    help=words.IMPORT_OUTPUT_OPTION,
)
@_format
@_cluster
def import_command(reports: tuple[Path, ...], output: Path, form: str, cluster: str | None) -> Exit:
    """Make workbooks of Word reports."""
    # Imported here and below, so that the other commands start without it.
    from nkps_reports.jobs.import_word import import_reports

    sources = find_reports(reports)
    print_ignored(sources.ignored, words.IGNORED_REPORT)
    is_silent = form == "json"
    session = Session(sources.files, cluster, is_silent=is_silent)
    try:
        session.run("import", lambda crew: import_reports(sources, output, crew), summarise=import_lines)
    except UsageError as error:
        return _refuse(error, reports, form)
    finally:
        outcomes = session.outcomes
        if len(outcomes) > 1 and not is_silent:
            print_table(outcome_table("import", outcomes))
    if is_silent:
        click.echo(to_json(outcomes))
    else:
        print_lines(import_failure_lines(outcomes))
    return exit_of(outcomes)


@commands.command("overview", help=overview_words.OVERVIEW)
@click.argument("folder", type=Path, metavar=overview_words.FOLDER_METAVAR)
@click.option(
    "--expected", type=Path, metavar=overview_words.EXPECTED_METAVAR, help=overview_words.EXPECTED_OPTION
)
@click.option("--newest", is_flag=True, help=overview_words.NEWEST_OPTION)
@_output
@_format
@_cluster
def overview_command(
    folder: Path, expected: Path | None, newest: bool, output: Path, form: str, cluster: str | None
) -> Exit:
    """Put many reports side by side."""
    from nkps_reports.cli.overview_lines import (
        overview_failure_lines,
        overview_lines,
        overview_outcomes,
        remark_lines,
    )
    from nkps_reports.jobs.expected import read_expected
    from nkps_reports.jobs.overview import build_overviews
    from nkps_reports.jobs.submissions import parse_submission

    is_silent = form == "json"
    with start_layouter():
        try:
            listed = None if expected is None else read_expected(expected)
            listing = list_folder(folder, without=expected)
            session = Session(listing.files, cluster, is_silent=is_silent)
            # Nothing is printed of a file yet: what is wrong with it depends on the others.
            session.run(
                "overview", lambda crew: run_batch(crew, parse_submission, listing.files), lambda _: ()
            )
        except UsageError as error:
            return _refuse(error, (folder,), form)
        submissions = session.outcomes
        overviews = build_overviews(listing, submissions, listed, output, takes_newest=newest)
    if is_silent:
        click.echo(to_json(overview_outcomes(overviews, submissions)))
        return highest_exit(overviews.problems)
    print_lines(remark_lines(overviews))
    if session.is_many:
        print_table(outcome_table("overview", submissions))
    print_lines(overview_lines(overviews), to_error=False)
    print_lines(overview_failure_lines(overviews))
    return highest_exit(overviews.problems)


def _refuse(error: UsageError, paths: Sequence[Path], form: str) -> Exit:
    """Tell what keeps a command from being carried out, as JSON where that was asked for."""
    if form != "json":
        raise error
    click.echo(to_json([Outcome(path, error.problems) for path in paths]))
    return highest_exit(error.problems)


@commands.command("compare", help=comparison_words.COMPARE)
@click.argument("old", callback=_named, metavar=comparison_words.OLD_METAVAR)
@click.argument("new", callback=_named, metavar=comparison_words.NEW_METAVAR)
@_output
def compare_command(old: Path, new: Path, output: Path) -> Exit:
    """Say what is new since last time."""
    from nkps_reports.cli.comparison_lines import comparison_lines, comparison_problem_lines
    from nkps_reports.jobs.compare import compare_files

    with Session((old, new)).crew("compare") as crew:
        compared = compare_files(old, new, output, crew)
    print_lines(comparison_problem_lines(compared))
    print_lines(comparison_lines(compared), to_error=False)
    return max(exit_of(compared.outcomes), highest_exit(compared.problems))


@commands.command("template", help=words.TEMPLATE)
@click.argument("path", type=Path, default=BLANK_WORKBOOK, required=False, metavar=words.TEMPLATE_METAVAR)
def template_command(path: Path) -> Exit:
    """Write the blank workbook."""
    write_blank_workbook(path)
    made = words.TEMPLATE_MADE.format(path=path)
    print_lines([TerminalLine(made), TerminalLine(words.TEMPLATE_NEXT)], to_error=False)
    return Exit.DONE


@commands.command("lint-template", help=words.LINT_TEMPLATE)
@click.argument("path", type=Path, required=False, metavar=words.WORD_TEMPLATE_ARGUMENT)
def lint_template_command(path: Path | None) -> Exit:
    """Check the Word template."""
    templates = read_templates(path)
    for template in templates:
        print_lines(problem_lines(Outcome(Path(template.name), template.problems)))
        print_lines(template_lines(template), to_error=has_errors(template.problems))
    return highest_exit([problem for template in templates for problem in template.problems])
