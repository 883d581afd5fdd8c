"""Text that somebody struck through in a cell: it is meant to go, and is left out and named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from nkps_reports.report.markup import Run
from nkps_reports.report.model import Place
from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.cells import CellContent, Position, cell_name
from nkps_reports.workbook.reading.sheets import Sheet

# Between what stood in different places of a cell.
_GAP = " … "


def leave_out_struck(sheet: Sheet, headers: Mapping[Position, str]) -> tuple[Sheet, list[Problem]]:
    """Leave struck text out of the cells that a report takes.

    Args:
        sheet: the sheet they stand on.
        headers: the header or label of each cell that is taken.

    Returns:
        The sheet without that text and without the cells that held nothing else, and a warning for each cell.
    """
    contents = dict(sheet.contents)
    problems: list[Problem] = []
    for position, header in headers.items():
        content = contents.get(position)
        if content is None or not content.struck:
            continue
        kept = _without_struck(content)
        contents[position] = kept
        if kept.is_blank:
            del contents[position]
        place = Place(sheet.name, cell_name(*position), header)
        rest = words.NOTHING_LEFT if kept.is_blank else ""
        problems.append(Problem.of(Code.STRUCK_TEXT, place, _struck_text(content), rest=rest))
    return (replace(sheet, contents=contents) if problems else sheet), problems


def _without_struck(content: CellContent) -> CellContent:
    kept: list[Run] = []
    is_after = False
    for number, run in enumerate(content.runs):
        if number in content.struck:
            is_after = True
            continue
        # Of the spaces before and after, one is left.
        is_gap = is_after and run.text.startswith(" ") and (not kept or kept[-1].text.endswith((" ", "\n")))
        if text := run.text[1:] if is_gap else run.text:
            kept.append(replace(run, text=text))
        is_after = False
    return content._replace(runs=tuple(kept), value=None, struck=frozenset())


def _struck_text(content: CellContent) -> str:
    """What is struck through; what stands together, together."""
    stretches = groupby(enumerate(content.runs), key=lambda numbered: numbered[0] in content.struck)
    return _GAP.join("".join(run.text for _, run in runs) for is_struck, runs in stretches if is_struck)
