"""Whether a finished matrix shows the marks that it should, and an overview the figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nkps_reports.matrix.verification.errors import require
from nkps_reports.matrix.verification.tables import Tables, open_tables, require_places
from nkps_reports.overview.overview import Overview
from nkps_reports.report.model import Report
from nkps_reports.report.strategy import find_coverage


class Marks(NamedTuple):
    """What a matrix must show.

    Attributes:
        measures: the numbers over the columns, in order.
        rows: for each action, in order, the numbers of its measures.
    """

    measures: tuple[int, ...]
    rows: tuple[frozenset[int], ...]

    @classmethod
    def of(cls, report: Report) -> Marks:
        """What the matrix of a report must show, by its coverage and not by the page made of it."""
        rows: dict[int, set[int]] = {action.number: set() for action in report.actions}
        coverage = find_coverage(report)
        for measure, actions in coverage.items():
            for action in actions:
                rows[action.number].add(measure.number)
        return cls(tuple(measure.number for measure in coverage), tuple(map(frozenset, rows.values())))


def verify_matrix(file: bytes, marks: Marks, intended_fonts: Sequence[str]) -> None:
    """Check that a PDF shows each mark once, under its measure, in a font that is in the file.

    Args:
        file: the bytes of the PDF.
        marks: what must be in it, and nothing else.
        intended_fonts: how the names of the fonts that figures may be in begin.

    Raises:
        NoIntendedFontError: no font in the PDF is an intended one.
        WrongMatrixError: the PDF is not what it should be.
    """
    with open_tables(file, intended_fonts) as tables:
        _verify(tables, marks)


def _verify(tables: Tables, marks: Marks) -> None:
    head, *rows = tables.rows()
    measures = [*map(str, marks.measures)]
    header = [tables.read(cell) for cell in head[1:]]
    require([cell.text for cell in header[:-1]] == measures, "header", header)
    require(len(rows) == len(marks.rows) + 1, "rows", len(rows))
    columns = [cell.x for cell in header]
    for number, (row, related) in enumerate(zip(rows, marks.rows, strict=False), start=1):
        title, cells = tables.read(row[0], own_pieces=1), [tables.read(cell) for cell in row[1:]]
        shown = [str(measure) if measure in related else "" for measure in marks.measures]
        require(title.opening == str(number), "number", number, title)
        require([cell.text for cell in cells] == [*shown, str(len(related))], "marks", number, cells)
        require_places(cells, columns)
    counts = [sum(measure in related for related in marks.rows) for measure in marks.measures]
    sums = [tables.read(cell) for cell in rows[-1][1:]]
    require([cell.text for cell in sums] == [*map(str, counts), str(sum(counts))], "sums", sums)
    require_places(sums, columns)


def verify_overview(file: bytes, overview: Overview, intended_fonts: Sequence[str]) -> None:
    """Check that a PDF shows every figure of the heat map, in a font that is in the file.

    Args:
        file: the bytes of the PDF.
        overview: what must be in it.
        intended_fonts: how the names of the fonts that figures may be in begin.

    Raises:
        NoIntendedFontError: no font in the PDF is an intended one.
        WrongMatrixError: the PDF is not what it should be.
    """
    figures = [each.figures for each in overview.contributions]
    expected = [[*(str(count or "") for count in row[:-2]), *map(str, row[-2:])] for row in figures]
    expected += [[*map(str, row)] for row in (overview.total_figures, overview.organisation_figures)]
    with open_tables(file, intended_fonts) as tables:
        _, *rows = tables.rows(1 if overview.remarks else 0)
        require(len(rows) == len(expected), "rows", len(rows))
        for row, texts in zip(rows, expected, strict=True):
            shown = [tables.read(cell).text for cell in row[1:]]
            require(shown == texts, "figures", shown)
