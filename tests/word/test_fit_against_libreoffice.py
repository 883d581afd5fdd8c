"""The lines of descriptions are those that LibreOffice makes of the same report."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from docx.document import Document
from docx.shared import Mm, Pt

from nkps_reports.report.model import Text
from nkps_reports.word.fit.descriptions import lay_out, measure
from nkps_reports.word.fit.typography import read_typography
from tests.builders import a_report, a_word_report, with_texts
from tests.conftest import Convert
from tests.descriptions import Lines, laid_out, many_descriptions
from tests.word_templates import Change, a_template

COUNT = 240
NAME = "templates/report.docx"


def in_arial(document: Document) -> None:
    """Another font, size, spacing, indents and margins: all that staff may change."""
    for name in ("Normal", "List Bullet", "List Number"):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(10)
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(4), Pt(8)
    document.styles["List Bullet"].paragraph_format.left_indent = Mm(12)
    document.styles["List Bullet"].paragraph_format.first_line_indent = Mm(-5)
    section = document.sections[0]
    section.left_margin, section.right_margin, section.top_margin = Mm(30), Mm(18), Mm(20)


def in_cambria(document: Document) -> None:
    """Another font, and nothing else."""
    for name in ("Normal", "List Bullet", "List Number"):
        document.styles[name].font.name = "Cambria"


def in_times(document: Document) -> None:
    """Lines of a fixed height, and a first line that begins further in."""
    for name in ("Normal", "List Bullet", "List Number"):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(12)
        style.paragraph_format.line_spacing = Pt(15)
    document.styles["Normal"].paragraph_format.first_line_indent = Mm(6)


def in_a_cell(document: Document) -> None:
    """In a cell of a table, with the tag's own font and indents, and links of another size."""
    tag = next(p for p in document.paragraphs if "tiltak.beskrivelse" in p.text)
    tag.runs[0].font.size, tag.runs[0].font.name = Pt(9.5), "Arial"
    tag.paragraph_format.left_indent, tag.paragraph_format.first_line_indent = Mm(9), Mm(-4)
    link = document.styles["Hyperlink"].font
    link.size, link.bold = Pt(12), True
    table = document.add_table(1, 1)
    table.autofit = False
    table.columns[0].width = table.cell(0, 0).width = Mm(120)
    tag._p.addprevious(table._tbl)
    # A cell ends with a paragraph, as a table with text after it does.
    table.cell(0, 0)._tc.insert(1, tag._p)


@dataclass(frozen=True)
class Held:
    """Our lines held against those of LibreOffice, description by description."""

    ours: list[Lines]
    theirs: list[Lines]
    limit_pt: float
    line_pt: float

    @property
    def differences(self) -> Counter[int]:
        """How many descriptions have so many lines more or less."""
        return Counter(abs(a.count - b.count) for a, b in zip(self.ours, self.theirs, strict=True))

    @property
    def worst_mm(self) -> float:
        """The greatest difference in height between those of as many lines, on one page."""
        pairs = [(a, b) for a, b in zip(self.ours, self.theirs, strict=True) if a.count == b.count]
        return max(abs(a.height_pt - b.height_pt) for a, b in pairs if b.height_pt) / 72 * 25.4

    @property
    def verdicts(self) -> Counter[tuple[bool, bool]]:
        """Whether a description is over half a page, by us and by LibreOffice."""
        return Counter(
            (self._is_over(a), self._is_over(b)) for a, b in zip(self.ours, self.theirs, strict=True)
        )

    def _is_over(self, lines: Lines) -> bool:
        # One that goes on on the next page has no height of its own, and is longer than any half page.
        return lines.count > 1 and (
            not lines.height_pt or lines.height_pt + self.line_pt > self.limit_pt + 0.5
        )


@pytest.mark.parametrize(
    ("change", "tolerance_mm", "tabs"),
    # Where a line has letters of two sizes, what is measured in the PDF are its first ones.
    [
        (lambda _: None, 0.5, 0),
        (lambda _: None, 0.5, 0.3),
        (in_arial, 0.5, 0),
        (in_cambria, 0.5, 0),
        (in_times, 0.5, 0),
        (in_a_cell, 2.0, 0),
    ],
    ids=["default", "tabs", "Arial", "Cambria", "Times", "cell"],
)
def test_descriptions_have_the_lines_that_libreoffice_gives_them(
    change: Change, tolerance_mm: float, tabs: float, libreoffice: Convert, tmp_path: Path
) -> None:
    held = hold(change, many_descriptions(COUNT, tabs=tabs), libreoffice, tmp_path)
    same = sum(count for key, count in held.verdicts.items() if key[0] == key[1])
    # Shown by pytest -s.
    sys.stdout.write(
        f"\n{COUNT} descriptions, {sum(lines.count for lines in held.theirs)} lines: "
        f"{held.differences[0]} exact, {held.differences[1]} one off, {held.differences[2]} two off, "
        f"worst {max(held.differences)}; verdict the same {same}; worst height {held.worst_mm:.2f} mm\n"
    )
    assert held.differences[0] >= 0.9 * COUNT
    assert held.differences[0] + held.differences[1] >= 0.98 * COUNT
    assert same >= 0.99 * COUNT
    assert held.worst_mm < tolerance_mm
    # Both verdicts are there, or it would say nothing.
    assert min(held.verdicts[True, True], held.verdicts[False, False]) > COUNT / 10


def hold(change: Change, texts: list[Text], libreoffice: Convert, folder: Path) -> Held:
    template = a_template(change)
    plain = a_report(*["x"] * COUNT)
    pairs = zip(plain.actions, texts, strict=True)
    report = replace(plain, actions=tuple(with_texts(action, description=text) for action, text in pairs))
    (folder / "report.docx").write_bytes(a_word_report(report, template))
    theirs = laid_out(libreoffice(folder / "report.docx", "pdf"))

    typography = read_typography(template, NAME)
    ours = []
    for text in texts:
        lines = list(lay_out(text, typography))
        ours.append(Lines(len(lines), lines[-1].bottom_pt - lines[0].bottom_pt))
    (line, *_) = lay_out(texts[0], typography)
    fits = filter(None, (measure(text, typography) for text in texts))
    assert all(fit.is_exact for fit in fits)
    return Held(ours, theirs, typography.area.half_page_pt, line.bottom_pt)
