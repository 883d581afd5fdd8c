"""Makes the committed files that come from code and from the source document: ``python -m tests.shipped``."""

from __future__ import annotations

from nkps_reports.jobs.templates import DEFAULT_TEMPLATES
from nkps_reports.word.default.packaged import BLANK_DOCUMENT
from nkps_reports.wording.documents import BOKMAL
from nkps_reports.workbook.writing.blank import render_workbook
from tests import ROOT
from tests.source_document import shipped_rows
from tools.word_template.blank_document import render_blank_document
from tools.word_template.template import render_default_template


def render_shipped_workbook() -> bytes:
    """The eight actions of the source document as a filled-in workbook."""
    return render_workbook({"name": "Spekter", "period": "2017"}, shipped_rows())


if __name__ == "__main__":
    BLANK_DOCUMENT.write_bytes(render_blank_document(BOKMAL.language))
    for language, path in DEFAULT_TEMPLATES.items():
        (ROOT / path).write_bytes(render_default_template(language))
    (ROOT / "input/spekter-2017.xlsx").write_bytes(render_shipped_workbook())
