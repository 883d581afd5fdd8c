"""Writes README's list of codes and the schema from the table: ``python -m tools.problem_docs``."""

from __future__ import annotations

import re
from pathlib import Path

from nkps_reports.wording.codes import Code, Severity

ROOT = Path(__file__).parent.parent
README, SCHEMA = ROOT / "README.md", ROOT / "docs/check.schema.json"
_TABLE = re.compile(r"(?<=\| codes \| severity, exit code \|\n\|---\|---\|\n)(?:\|.*\n)*")
_ENUM = re.compile(r'(?<="code": \{\n      "enum": \[\n).*?(?=\n      \])', re.DOTALL)


def render_readme(readme: str) -> str:
    """README with the list of codes as the table has it, one row for each severity and exit code."""
    rows: dict[str, list[str]] = {}
    for code in Code:
        kind = f"error, {code.exit.value}" if code.severity is Severity.ERROR else "warning"
        rows.setdefault(kind, []).append(f"`{code}`")
    table = "".join(f"| {' '.join(codes)} | {kind} |\n" for kind, codes in rows.items())
    return _TABLE.sub(lambda _: table, readme)


def render_schema(schema: str) -> str:
    """The schema with the codes that the table has."""
    return _ENUM.sub(lambda _: ",\n".join(f'        "{code}"' for code in Code), schema)


if __name__ == "__main__":
    README.write_text(render_readme(README.read_text(encoding="utf-8")), encoding="utf-8")
    SCHEMA.write_text(render_schema(SCHEMA.read_text(encoding="utf-8")), encoding="utf-8")
