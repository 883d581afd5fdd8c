"""A Word file exported by LibreOffice as a PDF for the archive, to hold its tags against the standard."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Convert

TAGGED_PDF = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}


def archived(libreoffice: Convert, word: Path) -> Path:
    """The PDF with the claim of level A.

    LibreOffice 7.4 makes a tagged PDF/A-2 that keeps every rule of level A, and says level B in it. Where the
    claim is made, veraPDF tries all the rules.
    """
    pdf = libreoffice(word, f"pdf:writer_pdf_Export:{json.dumps(TAGGED_PDF)}")
    content = pdf.read_bytes()
    pdf.write_bytes(content.replace(b"<pdfaid:conformance>B<", b"<pdfaid:conformance>A<"))
    return pdf
