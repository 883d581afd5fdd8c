"""Files whose outputs would have the same name: none of them is built, whichever comes first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import permutations
from pathlib import Path
from unicodedata import normalize

from nkps_reports.report.problems import Problem
from nkps_reports.wording.codes import Code


def group_by_output(paths: Iterable[Path]) -> tuple[tuple[Path, ...], ...]:
    """Those files of a run that share the names of their outputs, on any disk, each group in their order."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        # Some disks know no capitals, and some no difference between «å» as one character and as two.
        groups.setdefault(normalize("NFC", path.stem).casefold(), []).append(path)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def report_clashes(groups: Iterable[Iterable[Path]], in_the_way: Collection[Path]) -> dict[Path, Problem]:
    """For each file whose outputs would have the name of another's, the problem that says so.

    Args:
        groups: the files that share names.
        in_the_way: those of them that have outputs; a blank workbook makes none.
    """
    clashes: dict[Path, Problem] = {}
    for group in groups:
        for path, other in permutations([path for path in group if path in in_the_way], 2):
            clashes[path] = Problem.of(Code.SAME_OUTPUT, other=other)
    return clashes
