"""Every Norwegian word stands in one place, and every code has its words."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path

import pytest

from nkps_reports.report.problems import Problem
from nkps_reports.word.text import vocabulary
from nkps_reports.wording.codes import Code
from nkps_reports.wording.documents import BOKMAL, NYNORSK, DocumentWords
from tests import ROOT
from tools.problem_docs import README, SCHEMA, render_readme, render_schema

PACKAGE = ROOT / "nkps_reports"
NORWEGIAN = re.compile("[æøåÆØÅ«»]")
# A style's or a file's own name is a name and no wording.
NAMES = re.compile(r"^(NKPS \w+( \w+)?|[-\w]+\.txt)$")


def strings_of(path: Path) -> list[str]:
    """The string constants of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def test_no_module_but_the_catalogue_has_norwegian_words() -> None:
    modules = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "wording"]
    assert len(modules) > 30
    found = [(path.name, text) for path in modules for text in strings_of(path)
             if NORWEGIAN.search(text) and not NAMES.match(text)]  # fmt: skip
    assert found == []


def test_every_code_has_a_message_and_a_fix() -> None:
    assert [code for code in Code if not (code.message and code.fix)] == []


def test_readme_and_the_schema_list_the_codes_of_the_table() -> None:
    readme, schema = README.read_text(encoding="utf-8"), SCHEMA.read_text(encoding="utf-8")
    assert render_readme(readme) == readme
    assert render_schema(schema) == schema
    assert f"| `{Code.BUG}` | error, 1 |" in readme


def test_readme_lists_every_word_a_template_may_use() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, kind in (
        ("virksomhet", vocabulary.Virksomhet),
        ("tiltak", vocabulary.Tiltak),
        ("nkps", vocabulary.NkpsTiltak),
    ):
        for field in dataclasses.fields(kind):
            assert f"{name}.{field.name} }}}}`" in readme


def test_every_word_of_the_catalogue_is_used() -> None:
    users = [
        path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*") if path.suffix in (".py", ".html")
    ]
    users += [path.read_text(encoding="utf-8") for path in (ROOT / "tools").rglob("*.py")]
    names = re.findall(
        r"^([A-Z_]+)(?=.* = )",
        "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "wording").glob("*.py")),
        re.MULTILINE,
    )
    names += DocumentWords.__dataclass_fields__
    assert len(names) > 100
    assert [name for name in names if len(re.findall(rf"\b{name}\b", "\n".join(users))) < 2] == []


def test_nynorsk_is_worded_apart_where_the_two_differ_and_asks_for_the_same_facts() -> None:
    fields = list(DocumentWords.__dataclass_fields__)
    both = [(repr(getattr(BOKMAL, name)), repr(getattr(NYNORSK, name))) for name in fields]
    assert [re.findall(r"\{\w+\}", one) for one, _ in both] == [
        re.findall(r"\{\w+\}", two) for _, two in both
    ]
    bokmal_only = re.compile(r"\b(ikke|fra|uten|hvilke\w*|hvert|ansvarlig|ett|tiltakene)\b", re.IGNORECASE)
    assert [two for _, two in both if bokmal_only.search(two)] == []
    assert len([one for one, two in both if one != two]) > 12


def test_a_measure_is_never_called_just_tiltak() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "wording").glob("*.py"))
    assert not re.search(r"(?<![-\w])tiltak \{", sources)
    for forbidden in ("dekket", "ikke fulgt opp", "trafikklys"):
        assert forbidden not in sources


@pytest.mark.parametrize("typed", ["{sheet}", "{0}", "{", "%s", "{{x}}"])
def test_what_a_user_typed_is_never_read_as_a_format(typed: str) -> None:
    assert f"«{typed}»" in Problem.of(Code.BAD_EMAIL, None, typed).message
