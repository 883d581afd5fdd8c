"""The jobs where there are no processes, locks or layout of pages, as in a browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import docx
import openpyxl

from tests import ROOT
from tests.bounded import UNMEASURED
from tests.builders import a_word_report, shipped_report

# Bytes in, bytes out: nothing but what the page in a browser would call.
PROGRAM = """
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

MISSING = {"multiprocessing", "_multiprocessing", "fcntl", "weasyprint"}

class Refuse(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in MISSING:
            raise ModuleNotFoundError(name)

assert not MISSING & {*sys.modules}
sys.meta_path.insert(0, Refuse())

from nkps_reports.comparison.changes import compare_reports
from nkps_reports.files import names
from nkps_reports.files.sources import SourceFile
from nkps_reports.jobs.collection import collect_overviews
from nkps_reports.jobs.documents import render_check, render_documents
from nkps_reports.jobs.import_word import render_workbook_of
from nkps_reports.jobs.submissions import parse_submission
from nkps_reports.jobs.templates import Templates
from nkps_reports.word.composed.changes import render_changes
from nkps_reports.word.composed.overview import render_overview_document
from nkps_reports.workbook.writing.overview import render_overview_workbook

workbook = SourceFile(Path("bok.xlsx"), Path("bok.xlsx").read_bytes())
word = SourceFile(Path("rapport.docx"), Path("rapport.docx").read_bytes())
templates = Templates()
built = render_documents(workbook, templates)
assert [problem.code.value for problem in built.problems if problem.code.exit] == ["matrix-needs-pango"]
Path("laget.docx").write_bytes(built.rendered[names.REPORT])
checked = render_check(workbook, templates, annotates=True)
Path("kontroll.xlsx").write_bytes(checked.rendered[names.CONTROL_COPY])
imported = render_workbook_of(word, folder=Path("input"), templates=Templates(are_linted=False))
(content,) = imported.workbook.rendered.values()
Path("hentet.xlsx").write_bytes(content)
sent = [parse_submission(file) for file in (workbook, word)]
comparison = compare_reports(sent[1].report, sent[0].report)
Path("endringer.docx").write_bytes(render_changes(comparison, "rapport.docx", "bok.xlsx"))
(overview,), _ = collect_overviews(sent, takes_newest=True)
Path("oversikt.docx").write_bytes(render_overview_document(overview))
Path("oversikt.xlsx").write_bytes(render_overview_workbook(overview))
assert not MISSING & {name.partition(".")[0] for name in sys.modules}
"""


def test_every_job_runs_where_nothing_but_python_is(tmp_path: Path) -> None:
    (tmp_path / "bok.xlsx").write_bytes((ROOT / "input/spekter-2017.xlsx").read_bytes())
    (tmp_path / "rapport.docx").write_bytes(a_word_report(shipped_report()))
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env=UNMEASURED,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert (tmp_path / "laget.docx").read_bytes() == (tmp_path / "rapport.docx").read_bytes()
    for name in ("kontroll.xlsx", "hentet.xlsx", "oversikt.xlsx"):
        assert openpyxl.load_workbook(tmp_path / name).sheetnames
    for name in ("endringer.docx", "oversikt.docx"):
        assert docx.Document(str(tmp_path / name)).paragraphs
