"""No text and no workbook of the size that is read takes minutes, whatever is repeated in it.

Each is tried in a process of its own, which the system ends after ten seconds of a processor's time or with
more memory than one GB: a busy machine does not trip that, and whatever hangs does.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests import ROOT
from tests.bounded import MAX_SECONDS, UNMEASURED
from tests.extremes import GROUPS


@pytest.mark.parametrize("group", GROUPS)
def test_time_grows_no_faster_than_the_text(group: str) -> None:
    names = GROUPS[group]
    answer = subprocess.run(
        [sys.executable, "-m", "tests.extremes", group], cwd=ROOT, env=UNMEASURED,
        capture_output=True, text=True, check=True, timeout=2 * MAX_SECONDS * len(names),
    )  # fmt: skip
    found = json.loads(answer.stdout)
    assert found.keys() == names.keys()
    failed = {name: how for name, how in found.items() if how[0]}
    assert not failed, answer.stderr


HANGS = """
import tests.extremes as extremes
extremes.MAX_SECONDS = 1
extremes.GROUPS["x"] = {"endless": lambda: [None for _ in iter(int, 1)], "short": lambda: None}
print([how for how, _ in extremes.try_all("x").values()])
"""


def test_the_limit_is_one_that_a_hang_trips_and_nothing_else() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", HANGS], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    hanging, short = json.loads(answer.stdout)
    assert hanging != 0
    assert short == 0
