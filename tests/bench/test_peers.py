"""What is compared with is pinned, and nobody but the bench needs it."""

from __future__ import annotations

import json
import tomllib

from tests import ROOT


def test_the_packages_for_node_are_pinned_with_hashes_and_without_addresses() -> None:
    wanted = json.loads((ROOT / "bench/package.json").read_text(encoding="utf-8"))["dependencies"]
    text = (ROOT / "bench/package-lock.json").read_text(encoding="utf-8")
    locked = {name: each for name, each in json.loads(text)["packages"].items() if name}
    assert '"resolved"' not in text
    assert all(each["integrity"].startswith("sha512-") for each in locked.values())
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_the_packages_for_python_are_pinned_and_no_need_of_the_tests() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    own = [each.partition(">")[0] for each in groups["bench"] if isinstance(each, str)]
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert own == ["mammoth"]
    for name in own:
        assert f"\n{name}==" in constraints
        assert name not in str(groups["dev"])
