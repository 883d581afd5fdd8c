"""Whether a finished matrix shows the marks that it should, and an overview the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from nkps_reports.matrix.verification.errors import require
from nkps_reports.matrix.verification.tables import Tables, open_tables, require_places
from nkps_reports.overview.overview import Overview
from nkps_reports.report.model import Report
from nkps_reports.report.strategy import find_coverage
from nkps_reports.wording import overview as words


class Marks(NamedTuple):
    """What a matrix must show.

    Attributes:
        measures: the numbers over the columns, in order, each with its short name.
        rows: for each action, in order, the numbers of its measures.
    """

    measures: dict[int, str]
    rows: tuple[frozenset[int], ...]

    @classmethod
    def of(cls, report: Report) -> Marks:
        """What the matrix of a report must show, by its coverage and not by the page made of it."""
        rows: dict[int, set[int]] = {action.number: set() for action in report.actions}
        coverage = find_coverage(report)
        for measure, actions in coverage.items():
            for action in actions:
                rows[action.number].add(measure.number)
        names = {measure.number: measure.short_name for measure in coverage}
        return cls(names, tuple(map(frozenset, rows.values())))


def verify_matrix(file: bytes, marks: Marks, intended_fonts: Sequence[str]) -> None:
    """Check that a PDF shows each mark and each count once, under its measure, in a font that is in the file.

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
    head, counts, *rows = tables.rows()
    header = [tables.read(cell) for cell in head[1:]]
    names = [f"{number}{name}" for number, name in marks.measures.items()]
    require([cell.text for cell in header] == names, "header", header)
    columns = [cell.x for cell in header]
    related_to = Counter(measure for related in marks.rows for measure in related)
    _verify_row(tables, counts, [str(related_to[number]) for number in marks.measures], columns)
    require(len(rows) == len(marks.rows), "rows", len(rows))
    for number, (row, related) in enumerate(zip(rows, marks.rows, strict=True), start=1):
        title = tables.read(row[0], own_pieces=1)
        require(title.opening == str(number), "number", number, title)
        _verify_row(tables, row, [str(each) if each in related else "" for each in marks.measures], columns)
    totals = [word for word in tables.caption().split() if word.isdecimal()]
    require(totals == [str(len(rows)), str(related_to.total())], "totals", totals)


def _verify_row(
    tables: Tables, row: Sequence[Any], expected: Sequence[str], columns: Sequence[float]
) -> None:
    cells = [tables.read(cell) for cell in row[1:]]
    require([cell.text for cell in cells] == expected, "figures", expected, cells)
    require_places(cells, columns)


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
    names = [f"{measure.number}{measure.short_name}" for measure in overview.measures]
    sums = [str(figure or words.NONE) for figure in overview.totals]
    expected = [[*names, " ".join(words.ACTION_COUNT.split())], [*sums, str(overview.action_count)]]
    for each in overview.contributions:
        expected.append([*(str(count or "") for count in each.counts), str(len(each.report.actions))])
    organisations = [str(figure or words.NONE) for figure in overview.organisation_totals]
    expected.append([*organisations, words.ORGANISATIONS_IN_ALL.format(count=len(overview.contributions))])
    with open_tables(file, intended_fonts) as tables:
        rows = [*tables.rows()]
        require(len(rows) == len(expected), "rows", len(rows))
        columns = [tables.read(cell).x for cell in rows[0][1:]]
        for row, texts in zip(rows, expected, strict=True):
            _verify_row(tables, row, texts, columns)
