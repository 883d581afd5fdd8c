"""The workbooks pass Microsoft's own validator, and both validators see what is wrong."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfWriter

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.checks import check_report
from nkps_reports.workbook.control_copy import render_control_copy
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.writing.blank import render_workbook
from tests import ROOT
from tests.builders import a_row
from tests.foreign import from_google, strict
from tests.rich_workbook import rich_parts
from tests.validators import check_office, check_pdf


def test_a_broken_word_file_is_seen(tmp_path: Path) -> None:
    parts = unpack_parts((ROOT / "templates/report.docx").read_bytes())
    name = "word/document.xml"
    parts[name] = parts[name].replace(b"<w:body>", b"<w:body><w:tab/>", 1)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(pack_parts(parts))
    (line,) = check_office(broken)
    assert line.startswith("broken.docx: ")
    assert "w:tab" in line or ":tab" in line


def test_a_plain_pdf_is_seen_to_be_no_pdf_a(tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(plain)
    assert any("Metadata" in line for line in check_pdf("2a", plain))


def test_blank_shipped_and_control_copies_are_valid_workbooks(tmp_path: Path) -> None:
    # Not by the tests' builder: openpyxl writes fonts that the validator minds.
    rows = [a_row(relation="17"), a_row(relation=""), a_row(title="9. En dag", description="Se [her](x:y)")]
    faulty = render_workbook({"name": "Spekter"}, rows)
    made = {
        "blank.xlsx": render_workbook(),
        "spekter-2017.xlsx": (ROOT / "input/spekter-2017.xlsx").read_bytes(),
        "kontroll.xlsx": _control_copy(faulty),
        "kontroll-strict.xlsx": _control_copy(strict(faulty)),
        "kontroll-rik.xlsx": _control_copy(pack_parts(rich_parts())),
        "kontroll-google.xlsx": _control_copy(from_google([["x", "17", "", "y", "9. En dag"]])),
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    assert check_office(*(tmp_path / name for name in made)) == []


def _control_copy(workbook: bytes) -> bytes:
    reading = parse_workbook(workbook)
    assert reading.report
    problems = (*reading.problems, *check_report(reading.report))
    assert len(problems) > 1
    return render_control_copy(workbook, problems, "input/x.xlsx", "")
