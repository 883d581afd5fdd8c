"""Click's help and error messages in Norwegian, for which Click has no translation."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import _GeneratorContextManager
from pathlib import Path
from shutil import which
from typing import Any

import click

from nkps_reports.wording import terminal as words

_PROGRAM = "nkps-reports"
# Where the set-up puts the program, which no shell looks through.
_SCRIPTS = Path(".venv", "Scripts" if os.name == "nt" else "bin")


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix=prefix or words.USAGE)

    def section(self, name: str) -> _GeneratorContextManager[None]:
        return super().section(words.SECTIONS.get(name, name))


class _Context(click.Context):
    formatter_class = _Formatter


class NorwegianCommand(click.Command):
    """A command whose help is in Norwegian."""

    context_class = _Context

    def __init__(self, **settings: Any) -> None:
        """Make it, as Click does."""
        super().__init__(options_metavar=words.OPTIONS_METAVAR, **settings)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help."""
        option = super().get_help_option(ctx)
        if option:
            option.help = words.HELP_OPTION
        return option


class NorwegianGroup(NorwegianCommand, click.Group):
    """A group of commands whose help is in Norwegian."""

    command_class = NorwegianCommand


def describe_usage_error(error: click.UsageError) -> Iterator[str]:
    """Say what is wrong with a command line, from the facts of the error and not from its words."""
    if isinstance(error, click.NoSuchOption):
        yield words.UNKNOWN_OPTION.format(name=error.option_name) + _nearest(error.possibilities)
    elif isinstance(error, click.exceptions.NoSuchCommand):
        yield words.UNKNOWN_COMMAND.format(name=error.command_name) + _nearest(error.possibilities)
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        known = words.MAKE_NAMES.get(error.param.name or "", error.param.metavar)
        yield words.MISSING_ARGUMENT.format(name=known)
        name = error.ctx.info_name if error.ctx else None
        if name in words.EXAMPLES:
            yield words.EXAMPLE.format(example=words.EXAMPLES[name])
    elif isinstance(error, click.BadParameter) and error.param is not None:
        yield words.BAD_VALUE.format(name=error.param.opts[0])
    elif isinstance(error, click.BadOptionUsage):
        yield words.BAD_VALUE.format(name=error.option_name)
    else:
        yield words.NOT_UNDERSTOOD
    path = error.ctx.command_path if error.ctx else _PROGRAM
    folder = "" if which(_PROGRAM) else f"{_SCRIPTS}{os.sep}"
    yield words.SEE_HELP.format(folder=folder, command=path)


def _nearest(possibilities: Sequence[str] | None) -> str:
    """The most similar of the names there are, which Click puts first."""
    return words.NEAREST.format(name=possibilities[0]) if possibilities else ""
