"""What a programmer would write in an hour, or a user run instead."""

from __future__ import annotations

import gc
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import openpyxl
from docx import Document
from docxtpl import DocxTemplate
from weasyprint import HTML

from bench.material import many_actions
from nkps_reports.report.model import Report
from tools.page.places import PYODIDE

_NODE = Path(sys.executable).with_name("node")
_DOCXTEMPLATER = Path(__file__).with_name("docxtemplater.mjs")
IMPORTS = "import openpyxl, docxtpl, weasyprint"
_NEEDED_BY_PYODIDE = (
    "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip",
)  # fmt: skip


def convert_with_libreoffice(documents: Iterable[Path], kind: str, folder: Path) -> tuple[str | Path, ...]:
    """The command that makes files of another kind of documents, in a folder."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: run make test, or install it"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return (program, profile, "--headless", "--convert-to", kind, "--outdir", folder, *documents)


def write_plain_page(folder: Path) -> Path:
    """A page of one sentence."""
    page = folder / "setning.html"
    page.write_text("<!doctype html><html lang=nb><title>Side</title><p>En setning.</p>")
    return page


def write_bare_pyodide(folder: Path) -> Path:
    """A folder for a web server: a page that starts Pyodide and does nothing with it."""
    folder.mkdir()
    for name in _NEEDED_BY_PYODIDE:
        shutil.copyfile(PYODIDE / name, folder / name)
    start = "document.documentElement.dataset.state = (await loadPyodide()) && 'ready'"
    script = f"<script type=module>import {{ loadPyodide }} from './pyodide.mjs'; {start}</script>"
    (folder / "index.html").write_text(f"<!doctype html><html lang=nb><title>Side</title>{script}")
    return folder


def write_rows(report: Report) -> list[list[str]]:
    """The text of a report, a row of paragraphs for each action."""
    return [
        [action.title.plain, *(p.plain for text in action.texts[1:] for p in text.paragraphs)]
        for action in report.actions
    ]


def render_plain_report(rows: list[list[str]]) -> bytes:
    """A docxtpl loop over the same text in as many paragraphs, without lists and links."""
    document = DocxTemplate(io.BytesIO(_plain_template(_JINJA)))
    document.render({"rows": rows}, autoescape=True)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@dataclass(frozen=True, slots=True)
class _Codes:
    """How a template says what is to be done: the rows, the first text of one, its texts, and a text."""

    rows: str
    first: str
    end_rows: str
    texts: str
    text: str
    end_texts: str


_JINJA = _Codes(
    "{%p for row in rows %}", "{{ row[0] }}", "{%p endfor %}",
    "{%p for text in row %}", "{{ text }}", "{%p endfor %}",
)  # fmt: skip
_MUSTACHE = _Codes("{#rows}", "{title}", "{/rows}", "{#texts}", "{.}", "{/texts}")


@cache
def _plain_template(codes: _Codes) -> bytes:
    """Our form has six paragraphs of its own for each action besides the texts, and two in the list."""
    document = Document()
    document.add_paragraph(codes.rows)
    document.add_paragraph(codes.first)
    document.add_paragraph("Relasjon til NKPS-tiltak nr. 4.")
    document.add_paragraph(codes.end_rows)
    document.add_paragraph(codes.rows)
    for heading in (
        "Rapporteringspunkt", "1. Tiltak", "Relasjon", "2. Ansvarlig", "3. Beskrivelse", "4. Tid",
    ):  # fmt: skip
        document.add_paragraph(heading, style="Heading 2")
    document.add_paragraph(codes.texts)
    document.add_paragraph(codes.text)
    document.add_paragraph(codes.end_texts)
    document.add_paragraph(codes.end_rows)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def time_docxtemplater(folder: Path, count: int) -> float:
    """Seconds that docxtemplater takes for the same, the second time in its process."""
    rows = write_rows(many_actions(count))
    template, data, result = (
        folder / f"docxtemplater-{name}" for name in ("mal.docx", "data.json", "ut.docx")
    )
    template.write_bytes(_plain_template(_MUSTACHE))
    data.write_text(json.dumps({"rows": [{"title": row[0], "texts": row} for row in rows]}))
    command = (_NODE, "--expose-gc", _DOCXTEMPLATER, template, data, result)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert _paragraphs(result.read_bytes()) == _expected_paragraphs(count), "it is not the same text"
    return float(done.stdout)


@cache
def _expected_paragraphs(count: int) -> list[str]:
    return _paragraphs(render_plain_report(write_rows(many_actions(count))))


def _paragraphs(file: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(file)).paragraphs]


def read_plainly(file: bytes) -> int:
    """Every value of a workbook, as openpyxl reads it when nothing is asked for: no rich text, one view."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return sum(
        value is not None for sheet in book for row in sheet.iter_rows(values_only=True) for value in row
    )


def render_plain_table(report: Report) -> bytes:
    """A table to archive in which a mark is an «x», laid out by WeasyPrint."""
    head = "".join(f"<th>{measure.number}" for measure in report.measures)
    rows = "".join(
        f"<tr><th>{escape(action.title.plain)}"
        + "".join("<td>x" if m.number in action.relation.measures else "<td>" for m in report.measures)
        for action in report.actions
        if action.relation
    )
    style = "@page { size: A4 landscape } table { border-collapse: collapse } td, th { border: 1px solid }"
    table = f"<table><thead><tr><th>{head}<tbody>{rows}</table>"
    page = f"<html lang=nb><title>x</title><style>{style}</style>{table}"
    # As the program does it.
    gc.disable()
    try:
        return bytes(HTML(string=page).write_pdf(pdf_variant="pdf/a-2a"))
    finally:
        gc.enable()


def walk_reports(file: bytes, times: int) -> None:
    """Every paragraph and every cell of a Word file, with python-docx."""
    for _ in range(times):
        document = Document(io.BytesIO(file))
        for paragraph in document.paragraphs:
            assert paragraph.style is not None
            assert paragraph.text is not None
        for table in document.tables:
            for row in table.rows:
                assert [cell.text for cell in row.cells]


def convert_to_html(file: bytes, times: int) -> None:
    """A Word file as HTML, by mammoth."""
    # Nothing but the bench has it.
    import mammoth

    for _ in range(times):
        assert mammoth.convert_to_html(io.BytesIO(file)).value
