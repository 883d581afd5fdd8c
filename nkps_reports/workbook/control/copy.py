"""A copy of a workbook in which every problem stands at its cell and in a list on the first sheet.

Works on the parts of the file and changes only what it must. openpyxl would lose what it does not know:
text boxes, sparklines, form controls, macros.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nkps_reports.report.problems import Problem
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Severity
from nkps_reports.workbook.control.book import Book, ListedSheet
from nkps_reports.workbook.control.elements import Element, child_of, is_true, number, put_child
from nkps_reports.workbook.control.grid import Grid, Position, position_of
from nkps_reports.workbook.control.listing import HEADER_ROW, render_control_sheet
from nkps_reports.workbook.control.note_boxes import Blocks
from nkps_reports.workbook.control.notes import write_notes
from nkps_reports.workbook.control.overlays import lay_over
from nkps_reports.workbook.control.package import Package
from nkps_reports.workbook.control.tints import Tints

# Protected, but columns and rows may be given other sizes, and lists may be filtered.
_PROTECTION = {
    "sheet": "1",
    "objects": "1",
    "scenarios": "1",
    "formatColumns": "0",
    "formatRows": "0",
    "autoFilter": "0",
}


def annotate_parts(
    parts: Mapping[str, bytes], problems: Sequence[Problem], source: str, summary: str
) -> dict[str, bytes]:
    """The parts of a workbook with each problem as a note on its cell, the cell coloured, and a first
    sheet that lists all.

    Args:
        parts: every part of the workbook by name, safely unpacked.
        problems: what is wrong, in the order to list it.
        source: the path of the workbook itself, which is the one to correct.
        summary: a line that says how many problems there are.

    Returns:
        All parts of the copy; those that need no change are the same bytes.

    Raises:
        WorkbookError: a part that must be changed cannot be read.
    """
    package = Package(parts)
    book = Book(package)
    tints = Tints(package)
    tints.lock()
    book.deselect()
    blocks = Blocks(package)
    by_sheet = _by_sheet(problems)
    for sheet in book.sheets:
        if sheet.is_worksheet:
            _annotate_sheet(package, sheet, by_sheet.get(sheet.name, {}), tints, blocks)
            if not _is_protected(package.look(sheet.part)):
                _protect(package.edit(sheet.part))
    sheets = {sheet.name for sheet in book.sheets if sheet.is_worksheet}
    explained = f"{summary}. {words.CONTROL_LEGEND}" if problems else summary
    heading = (words.CONTROL_TITLE.format(source=source), explained)
    listing = render_control_sheet(problems, sheets, heading, tints, package.dialect)
    _protect(listing)
    book.add_first(book.free_name(words.CONTROL_SHEET), listing, f"${HEADER_ROW}:${HEADER_ROW}")
    return package.finish()


def _by_sheet(problems: Sequence[Problem]) -> dict[str, dict[Position, list[Problem]]]:
    """The problems that concern a cell, by the name of its sheet and by row and column."""
    found: dict[str, dict[Position, list[Problem]]] = {}
    for problem in problems:
        position = position_of(problem.place.cell)
        if position is not None and problem.place.sheet is not None:
            found.setdefault(problem.place.sheet, {}).setdefault(position, []).append(problem)
    return found


def _annotate_sheet(
    package: Package,
    sheet: ListedSheet,
    problems: Mapping[Position, Sequence[Problem]],
    tints: Tints,
    blocks: Blocks,
) -> None:
    if not problems:
        return
    root = package.edit(sheet.part)
    grid = Grid(root)
    gathered: dict[Position, list[Problem]] = {}
    for position, shown in sorted(grid.visible(problems).items()):
        gathered.setdefault(shown, []).extend(problems[position])
    for position, together in gathered.items():
        # Errors first: they decide the colour and open the note.
        together.sort(key=lambda problem: problem.severity is not Severity.ERROR)
        _tint(grid.cell(position), together[0].severity, tints)
    lay_over(root, {p: together[0].severity for p, together in gathered.items()}, tints)
    texts = {position: _note(together) for position, together in gathered.items()}
    write_notes(package, sheet.part, grid, texts, blocks)


def _tint(cell: Element, severity: Severity, tints: Tints) -> None:
    cell.set("s", str(tints.tinted(number(cell.get("s")), severity)))


def _note(problems: Sequence[Problem]) -> str:
    return "\n\n".join(f"{problem.message}\n{problem.fix}".strip() for problem in problems)


def _is_protected(root: Element) -> bool:
    protection = child_of(root, "sheetProtection")
    return protection is not None and is_true(protection.get("sheet"))


def _protect(root: Element) -> None:
    """Protect a worksheet, without a password."""
    protection = put_child(root, "sheetProtection")
    # Left over from a protection that was taken off, there could be a password.
    protection.attrib.clear()
    for name, value in _PROTECTION.items():
        protection.set(name, value)
