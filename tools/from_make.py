"""Runs a command of the Makefile with what was typed after it, such as ``INPUT=…``.

A file's name may hold anything, and to make and to shells a dollar sign, a back-tick or a quotation mark
means something. So what was typed comes by the environment, and becomes words of a command line here, where
nobody reads it once more.
"""

from __future__ import annotations

import os
import runpy
import shlex
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = ("-n", "auto", "--dist", "worksteal")


def main(command: str) -> None:
    """Do what ``python -m`` does with the words of a command."""
    module, *arguments = words_of(command)
    sys.argv[1:] = arguments
    sys.path[0] = str(ROOT)
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def words_of(command: str) -> list[str]:
    """The module that does a command, and its arguments."""
    match command:
        case "report":
            options = (*option("--template", "TEMPLATE"), *cluster())
            return ["nkps_reports", "report", *options, *names("INPUT")]
        case "check":
            options = (*option("--template", "TEMPLATE"), *option("--format", "FORMAT"), *cluster())
            return ["nkps_reports", "check", "--annotate", *options, *names("INPUT")]
        case "import":
            return ["nkps_reports", "import", *option("--format", "FORMAT"), *cluster(), *names("REPORT")]
        case "compare":
            return ["nkps_reports", "compare", *pair("OLD", "NEW")]
        case "overview":
            options = (*option("--expected", "EXPECTED"), *option("--format", "FORMAT"), *cluster())
            return ["nkps_reports", "overview", *options, *flag("--newest", "NEWEST"), *names("FOLDER")]
        case "lint-template":
            return ["nkps_reports", "lint-template", *names("TEMPLATE")]
        case "test":
            return ["pytest", *PYTEST, *shlex.split(typed("TESTS"))]
        case "bench":
            return ["bench", *flag("--busy", "BUSY"), *flag("--quick", "QUICK")]
        case "fuzz":
            return ["tests.fuzz", *filter(None, [typed("MINUTES")])]
    raise ValueError(command)


def typed(variable: str) -> str:
    """What was typed for a variable, as the Makefile hands it on; nothing where nothing was."""
    return os.environ.get(f"NKPS_{variable}", "")


def names(*variables: str) -> list[str]:
    """The files and folders that were typed, none of them taken for an option."""
    found = [typed(variable) for variable in variables if typed(variable)]
    return ["--", *found] if found else []


def pair(first: str, second: str) -> list[str]:
    """Two files that were typed; one that was not is empty, so that the other is not taken for it."""
    found = [typed(first), typed(second)]
    return ["--", *found] if any(found) else []


def option(name: str, variable: str) -> list[str]:
    """An option with the value that was typed for its variable, where one was."""
    return [f"{name}={typed(variable)}"] if typed(variable) else []


def cluster() -> list[str]:
    """The cluster that does the work, where one was typed."""
    return option("--cluster", "CLUSTER")


def flag(option: str, variable: str) -> list[str]:
    """An option where anything was typed for its variable."""
    return [option] if typed(variable) else []


if __name__ == "__main__":
    main(sys.argv[1])
