"""Whether a finished overview shows the figures that it should."""

from __future__ import annotations

from collections.abc import Sequence

from nkps_reports.matrix.verification.errors import require
from nkps_reports.matrix.verification.tables import open_tables
from nkps_reports.overview.overview import Overview


def verify_overview(file: bytes, overview: Overview, intended_fonts: Sequence[str]) -> None:
    """Check that a PDF shows every figure of the heat map, in a font that is in the file.

    Args:
        file: the bytes of the PDF.
        overview: what must be in it.
        intended_fonts: how the names of the fonts begin that figures may be in.

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
