"""Colours that show where a sheet has conditional looks of its own, which would else lie over them.

The looks stay; two rules come before them, for the cells with errors and for those with warnings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from nkps_reports.wording.codes import Severity
from nkps_reports.workbook.control.elements import Element, children_of, named, number
from nkps_reports.workbook.control.grid import Position, name_of
from nkps_reports.workbook.control.tints import Tints

_LOOKS = "conditionalFormatting"
_RULE = "cfRule"
# So many cells in one list; Excel itself writes lists that are longer.
_CELLS_IN_LIST = 400
_PRIORITIES = {Severity.ERROR: 1, Severity.WARNING: 2}


def lay_over(root: Element, severities: Mapping[Position, Severity], tints: Tints) -> None:
    """Let the colours of cells come before the conditional looks of their sheet, if it has any.

    Args:
        root: the sheet.
        severities: for each coloured cell the gravest of its problems.
        tints: where conditional looks are added.
    """
    rules = [rule for rule in root.iter("{*}" + _RULE) if rule.get("priority")]
    first = next(iter(children_of(root, _LOOKS)), None)
    if first is None:
        return
    for rule in rules:
        rule.set("priority", str(number(rule.get("priority")) + len(_PRIORITIES)))
    for severity, priority in _PRIORITIES.items():
        cells = sorted(position for position, found in severities.items() if found is severity)
        for start in range(0, len(cells), _CELLS_IN_LIST):
            first.addprevious(
                _rule(root, cells[start : start + _CELLS_IN_LIST], priority, tints.overlay(severity))
            )


def _rule(root: Element, cells: Sequence[Position], priority: int, look: int) -> Element:
    looks = etree.Element(named(root, _LOOKS), {"sqref": " ".join(name_of(position) for position in cells)})
    attributes = {"type": "expression", "dxfId": str(look), "priority": str(priority), "stopIfTrue": "1"}
    rule = etree.SubElement(looks, named(root, _RULE), attributes)
    etree.SubElement(rule, named(root, "formula")).text = "TRUE"
    return looks
