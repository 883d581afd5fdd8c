"""What is typed after ``make`` reaches the program as it was typed, and nothing of it is run."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT
from tests.builders import a_workbook
from tools.set_up import PINS

# A file's name may hold all but the slash.
PRINTABLE = "".join(chr(code) for code in range(0x20, 0x7F)).replace("/", "")
NAMES = (
    f"a{PRINTABLE}.xlsx",
    f"{PRINTABLE[::-1]}.xlsx",
    "tilskudd $5 mill 50% #1 'a'.xlsx",
    "a$(shell touch X)b",
    "${shell touch X}",
    "$$(shell touch X)$$$(shell touch X)",
    "$(file >X)$(eval $(shell touch X))$(error X)",
    "a`touch X`",
    "$(touch X)",
    '"; touch X; "',
    "'; touch X; '",
    "\\'; touch X; \\'\\",
    "a\n\ttouch X\n",
    "&& touch X | touch X > X %PATH% ^& touch X",
    "$(INPUT)$(NKPS_INPUT)$INPUT$${INPUT}",
    "Årsrapport for Øst og Vest 🙂 ",
    "-x.xlsx",
    "--output=X",
    "--",
    "*",
    "~",
)
# What is typed, and the words that the program then gets; NAME is any name.
NAME = "NAME"
COMMANDS: dict[str, tuple[dict[str, str], list[str]]] = {
    "report": ({"INPUT": NAME, "TEMPLATE": NAME}, ["report", f"--template={NAME}", "--", NAME]),
    "check": (
        {"INPUT": NAME, "TEMPLATE": NAME, "FORMAT": NAME},
        ["check", "--annotate", f"--template={NAME}", f"--format={NAME}", "--", NAME],
    ),
    "import": ({"REPORT": NAME, "FORMAT": NAME}, ["import", f"--format={NAME}", "--", NAME]),
    "compare": ({"OLD": NAME, "NEW": f"{NAME} 2"}, ["compare", "--", NAME, f"{NAME} 2"]),
    "overview": (
        {"FOLDER": f"{NAME} 1", "EXPECTED": NAME, "FORMAT": NAME, "NEWEST": NAME},
        ["overview", f"--expected={NAME}", f"--format={NAME}", "--newest", "--", f"{NAME} 1"],
    ),
    "lint-template": ({"TEMPLATE": NAME}, ["lint-template", "--", NAME]),
    "bench": ({"BUSY": NAME, "QUICK": NAME}, ["--busy", "--quick"]),
    "fuzz": ({"MINUTES": NAME}, [NAME]),
}
PYTEST = ["-n", "auto", "--dist", "worksteal"]
# In one piece, for two may speak at once.
SAY = "import json, sys\nsys.stdout.write(json.dumps(sys.argv[1:]) + '\\n')\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with what make needs, where the set-up is done but for the programs."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in (".venv", "page", "bench"):
        (tmp_path / folder).mkdir()
    for name in PINS:
        (tmp_path / name).touch()
    for name in (".ready", ".ready-for-page", ".ready-for-tests", ".ready-for-bench"):
        (tmp_path / ".venv" / name).touch()
    return tmp_path


@pytest.fixture
def place(project: Path) -> Path:
    """The same, where every program says what it was given."""
    for name in ("nkps_reports/wording", "tests", ".venv/bin"):
        (project / name).mkdir(parents=True)
    shutil.copy(ROOT / "nkps_reports/wording/set_up.py", project / "nkps_reports/wording")
    for name in ("nkps_reports/__main__.py", "bench/__main__.py", "tests/fuzz.py", "pytest.py"):
        (project / name).write_text(SAY)
    (project / ".venv/bin/python").symlink_to(sys.executable)
    return project


def make(place: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make, not as a part of the one that may run the tests."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *words],
        cwd=place, env={**own, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def given(answer: subprocess.CompletedProcess[str]) -> list[str]:
    """What the program says that it was given."""
    assert (answer.returncode, answer.stderr) == (0, "")
    words: list[str] = json.loads(answer.stdout)
    return words


def files_in(place: Path) -> set[Path]:
    return set(place.rglob("*"))


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_typed_is_text(place: Path, command: str) -> None:
    before = files_in(place)
    variables, words = COMMANDS[command]
    for name in NAMES:
        values = {variable: text.replace(NAME, name) for variable, text in variables.items()}
        expected = [word.replace(NAME, name) for word in words]
        typed = [f"{variable}={value}" for variable, value in values.items()]
        assert given(make(place, command, *typed)) == expected
        assert given(make(place, command, **values)) == expected
    assert files_in(place) == before


def test_what_is_typed_for_a_variable_that_there_is_none_of_is_not_read(place: Path) -> None:
    before = files_in(place)
    for name in NAMES:
        typed = (f"report={name}", f"INPTU={name}", f"a={name}")
        assert given(make(place, "check", *typed)) == ["check", "--annotate"]
    assert files_in(place) == before


def test_the_words_for_pytest_are_text_that_may_be_quoted(place: Path) -> None:
    before = files_in(place)
    for name in NAMES:
        typed = f"tests/cli/test_make.py -k {shlex.quote(name)}"
        expected = [*PYTEST, "tests/cli/test_make.py", "-k", name]
        assert given(make(place, "test", f"TESTS={typed}")) == expected
        assert given(make(place, "test", TESTS=typed)) == expected
    assert files_in(place) == before


def test_a_command_that_there_is_none_of_is_text(place: Path) -> None:
    before = files_in(place)
    # To make what has an equals sign is a variable, and the tilde somebody's home.
    for name in (name for name in NAMES if "=" not in name and name != "~"):
        answer = make(place, "--", name)
        assert answer.returncode == 2
        assert "make report" in answer.stdout
    assert files_in(place) == before
    answer = make(place, f"x{PRINTABLE}".replace("=", ""))
    assert f"«make x{PRINTABLE}» finnes ikke.".replace("=", "") in answer.stdout


def test_blanks_around_a_name_are_kept_where_make_keeps_them(place: Path) -> None:
    assert given(make(place, "report", INPUT=" a ")) == ["report", "--", " a "]
    # Those that it begins with make itself takes away.
    assert given(make(place, "report", "INPUT= a ")) == ["report", "--", "a "]


@pytest.mark.parametrize("typed", [[], ["INPUT=", "REPORT=", "TEMPLATE=", "FOLDER="]])
def test_where_nothing_is_typed_nothing_is_given(place: Path, typed: list[str]) -> None:
    alone = {name: words[: words.index("--")] for name, (_, words) in COMMANDS.items() if "--" in words}
    # What is not given as an option with a value.
    alone |= {"report": ["report"], "check": ["check", "--annotate"], "import": ["import"]}
    alone["overview"] = ["overview"]
    for command, words in alone.items():
        assert given(make(place, command, *typed)) == words
    assert given(make(place, "fuzz")) == given(make(place, "bench")) == []
    assert given(make(place, "test")) == PYTEST


def test_one_file_of_a_comparison_is_not_taken_for_the_other(place: Path) -> None:
    assert given(make(place, "compare", "OLD=a")) == ["compare", "--", "a", ""]
    assert given(make(place, "compare", "NEW=b")) == ["compare", "--", "", "b"]


def test_several_commands_at_once_each_get_what_is_theirs(place: Path) -> None:
    before = files_in(place)
    answer = make(place, "-j2", "report", "check", "INPUT=$(shell touch X) `touch X`")
    said = sorted(json.loads(line) for line in answer.stdout.splitlines())
    name = "$(shell touch X) `touch X`"
    assert said == [["check", "--annotate", "--", name], ["report", "--", name]]
    assert files_in(place) == before


@pytest.mark.parametrize(
    "name",
    ["tilskudd $5 mill 50% #1 'a'.xlsx", '-`touch X`$(shell touch X)"; touch X; ".xlsx'],
)
def test_a_workbook_is_checked_whatever_its_name(project: Path, name: str) -> None:
    (project / "templates").mkdir()
    shutil.copy(ROOT / "templates/report.docx", project / "templates")
    for path in Path(sys.prefix).iterdir():
        if not path.name.startswith("."):
            (project / ".venv" / path.name).symlink_to(path)
    (project / name).write_bytes(a_workbook())
    answer = make(project, "check", f"INPUT={name}")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert name in answer.stdout
    assert "Arbeidsboken er klar." in answer.stdout
    assert [path.stem for path in (project / "output").glob("*.xlsx")] == [f"{Path(name).stem}-kontroll"]
    assert not (project / "X").exists()
