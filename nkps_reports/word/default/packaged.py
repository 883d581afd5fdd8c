"""The default looks inside the package: the templates, the document without text, and their page."""

from __future__ import annotations

from pathlib import Path

# A4 with margins of 25 mm, in twentieths of a point.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1417
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TABLE_STYLE = "NKPS tabell"
# A document in the looks of the default template, without text; ``tools.word_template`` makes it.
BLANK_DOCUMENT = Path(__file__).with_name("blank.docx")


def packaged_template(name: str) -> Path:
    """The path of a default template by its file name: in the wheel, or in ``templates/`` of a checkout."""
    here = Path(__file__).parent
    installed = here / name
    return installed if installed.exists() else here.parents[2] / "templates" / name
