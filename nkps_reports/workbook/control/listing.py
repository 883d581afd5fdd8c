"""The sheet that lists every problem of a workbook, as it stands first in a control copy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

from nkps_reports.report.grammar import cut
from nkps_reports.report.problems import Problem
from nkps_reports.wording import workbook as words
from nkps_reports.wording.codes import Severity
from nkps_reports.workbook.control.book import quoted
from nkps_reports.workbook.control.elements import Element, add_child, add_text, new_root
from nkps_reports.workbook.control.grid import name_of, position_of
from nkps_reports.workbook.control.tints import LIGHT_RED, LIGHT_YELLOW, Tints, fill
from nkps_reports.workbook.reading.dialects import Dialect

HEADER_ROW = 3

_WIDTHS = (6, 8, 14, 8, 26, 28, 42, 42)
_CELL_COLUMN = 4
# The list shows what it is about; the whole of a long text stands in its cell.
_MAX_TEXT_CHARACTERS = 500
# Nobody reads more. All stand at their cells, and the number of those left is told.
_MAX_LISTED = 10_000

_BLUE, _LINE = "1F3864", "B4C2D6"
_BOX = "<border>{}<diagonal/></border>".format(
    "".join(
        f'<{side} style="thin"><color rgb="FF{_LINE}"/></{side}>'
        for side in ("left", "right", "top", "bottom")
    )
)
_WRAPPED = '<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>'
_CENTRED = '<alignment horizontal="center" vertical="center"/>'
_MIDDLE = '<alignment vertical="center"/>'
# About two characters of a column's width go to the indent.
_INDENT = 3
_LINE_HEIGHT_PT, _ROW_MARGIN_PT, _MAX_HEIGHT_PT = 15, 8, 409


def _font(size: int = 11, *, bold: bool = False, underlined: bool = False, colour: str = "000000") -> str:
    return (
        f'<font>{"<b/>" * bold}{"<u/>" * underlined}<sz val="{size}"/><color rgb="FF{colour}"/>'
        '<name val="Calibri"/><family val="2"/></font>'
    )


@dataclass(frozen=True, slots=True)
class _Formats:
    """The numbers of the formats the sheet uses."""

    title: int
    summary: int
    header: int
    count: int
    error: int
    warning: int
    text: int
    link: int


def render_control_sheet(
    problems: Sequence[Problem],
    sheets: Collection[str],
    heading: tuple[str, str],
    tints: Tints,
    dialect: Dialect,
) -> Element:
    """Lay out the sheet.

    Args:
        problems: what to list, in this order.
        sheets: the sheets that links can lead to.
        heading: the two lines on top.
        tints: takes the formats of the cells.
        dialect: the namespaces of the workbook.

    Returns:
        The root element of the worksheet's part.
    """
    formats = _add_formats(tints)
    root = new_root("worksheet", dialect)
    _lay_out(root)
    rows = add_child(root, "sheetData")
    _add_texts(_add_row(rows, 1, 28), 1, [(heading[0], formats.title)])
    _add_texts(_add_row(rows, 2, 20), 2, [(heading[1], formats.summary)])
    headers = [(column, formats.header) for column in words.CONTROL_COLUMNS]
    _add_texts(_add_row(rows, HEADER_ROW, 24), HEADER_ROW, headers)
    links: list[tuple[str, str]] = []
    for count, problem in enumerate(problems[:_MAX_LISTED], start=1):
        target = _target(problem, sheets)
        row = HEADER_ROW + count
        _add_problem(
            _add_row(rows, row, _height_pt(problem)), count, problem, formats, is_linked=target is not None
        )
        if target is not None:
            links.append((name_of((row, _CELL_COLUMN)), target))
    left = len(problems) - _MAX_LISTED
    if not problems or left > 0:
        said = words.CONTROL_MORE.format(count=left) if problems else words.CONTROL_NO_PROBLEMS
        row = HEADER_ROW + min(len(problems), _MAX_LISTED) + 1
        _add_texts(_add_row(rows, row, 24), row, [(said, formats.summary)])
    _finish(root, links)
    return root


def _add_formats(tints: Tints) -> _Formats:
    text = {"fonts": _font(), "borders": _BOX}
    white = _font(bold=True, colour="FFFFFF")
    return _Formats(
        title=tints.add_format({"fonts": _font(16, bold=True, colour=_BLUE)}, _MIDDLE),
        summary=tints.add_format({"fonts": _font()}, _MIDDLE),
        header=tints.add_format({"fonts": white, "fills": fill(_BLUE), "borders": _BOX}, _WRAPPED),
        count=tints.add_format(text, _CENTRED),
        error=tints.add_format({**text, "fills": fill(LIGHT_RED)}, _CENTRED),
        warning=tints.add_format({**text, "fills": fill(LIGHT_YELLOW)}, _CENTRED),
        text=tints.add_format(text, _WRAPPED),
        link=tints.add_format({**text, "fonts": _font(underlined=True, colour="0563C1")}, _WRAPPED),
    )


def _lay_out(root: Element) -> None:
    add_child(add_child(root, "sheetPr"), "pageSetUpPr", {"fitToPage": "1"})
    view = {"showGridLines": "0", "tabSelected": "1", "workbookViewId": "0"}
    view_element = add_child(add_child(root, "sheetViews"), "sheetView", view)
    below = name_of((HEADER_ROW + 1, 1))
    frozen = {"ySplit": str(HEADER_ROW), "topLeftCell": below, "activePane": "bottomLeft", "state": "frozen"}
    add_child(view_element, "pane", frozen)
    add_child(view_element, "selection", {"pane": "bottomLeft", "activeCell": below, "sqref": below})
    add_child(root, "sheetFormatPr", {"defaultRowHeight": "15"})
    columns = add_child(root, "cols")
    for number, width in enumerate(_WIDTHS, start=1):
        column = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        add_child(columns, "col", column)


def _finish(root: Element, links: Sequence[tuple[str, str]]) -> None:
    if links:
        listed = add_child(root, "hyperlinks")
        for cell, target in links:
            add_child(listed, "hyperlink", {"ref": cell, "location": target})
    margins = {"left": "0.5", "right": "0.5", "top": "0.6", "bottom": "0.6", "header": "0.3", "footer": "0.3"}
    add_child(root, "pageMargins", margins)
    a4_landscape = {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}
    add_child(root, "pageSetup", a4_landscape)
    footer = add_child(add_child(root, "headerFooter"), "oddFooter")
    footer.text = f"&R{words.PRINT_PAGE}"


def _target(problem: Problem, sheets: Collection[str]) -> str | None:
    """What a link to the problem's cell says; nothing where there is no such cell."""
    position = position_of(problem.place.cell)
    if position is None or problem.place.sheet not in sheets:
        return None
    return f"{quoted(problem.place.sheet or '')}!{name_of(position)}"


def _texts_of(problem: Problem) -> list[str]:
    place = problem.place
    texts = (place.sheet, place.cell, place.header, problem.found, problem.message, problem.fix)
    return [cut(text or "", _MAX_TEXT_CHARACTERS) for text in texts]


def _height_pt(problem: Problem) -> int:
    """About the height that the wrapped texts need: not every program works it out as it opens a file."""
    lines = max(
        sum(max(1, ceil(len(line) / (width - _INDENT))) for line in text.split("\n"))
        for text, width in zip(_texts_of(problem), _WIDTHS[2:], strict=True)
    )
    return min(lines * _LINE_HEIGHT_PT + _ROW_MARGIN_PT, _MAX_HEIGHT_PT)


def _add_row(rows: Element, number: int, height_pt: int) -> Element:
    return add_child(rows, "row", {"r": str(number), "ht": str(height_pt)})


def _add_problem(row: Element, count: int, problem: Problem, formats: _Formats, *, is_linked: bool) -> None:
    number = int(row.get("r", ""))
    counted = add_child(row, "c", {"r": name_of((number, 1)), "s": str(formats.count)})
    add_child(counted, "v").text = str(count)
    kind = (words.CONTROL_WARNING, formats.warning)
    if problem.severity is Severity.ERROR:
        kind = (words.CONTROL_ERROR, formats.error)
    looks = [formats.text, formats.link if is_linked else formats.text, *[formats.text] * 4]
    texts = [kind, *zip(_texts_of(problem), looks, strict=True)]
    _add_texts(row, number, texts, first_column=2)


def _add_texts(row: Element, number: int, texts: Sequence[tuple[str, int]], first_column: int = 1) -> None:
    for column, (text, format_) in enumerate(texts, start=first_column):
        cell = add_child(row, "c", {"r": name_of((number, column)), "s": str(format_)})
        if text:
            cell.set("t", "inlineStr")
            add_text(add_child(cell, "is"), text)
