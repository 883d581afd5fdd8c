"""A page of HTML to a PDF. Importing this module imports WeasyPrint, and fails where Pango is missing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from weasyprint import HTML, URLFetcher

from nkps_reports.matrix.process import LaidOutPage


def render_pdf(page: str) -> LaidOutPage:
    """Lay a page out.

    Args:
        page: HTML with its style sheet in it.

    Returns:
        The bytes of the PDF, the names of the fonts embedded in it, and the characters that no font has
        and that are shown as empty boxes.

    Raises:
        RuntimeError: WeasyPrint warned of something else it could not do.
    """
    fonts: set[str] = set()
    missing: dict[str, None] = {}

    def note_fonts(document: object, pdf: Any) -> None:
        del document
        for item in pdf.objects:
            if isinstance(item, dict) and (name := item.get("BaseFont")):
                fonts.add(str(name).lstrip("/").partition("+")[2])

    with _warnings_are_errors(missing):
        pdf = HTML(string=page, url_fetcher=_NoFetcher()).write_pdf(finisher=note_fonts)
    return bytes(pdf), frozenset(fonts), "".join(missing)


class _NoFetcher(URLFetcher):  # type: ignore[misc]
    """The page holds everything it needs; whatever asks for more is a fault."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        raise ValueError(f"the matrix must not fetch {url}")


@contextmanager
def _warnings_are_errors(missing: dict[str, None]) -> Iterator[None]:
    """WeasyPrint writes to its log what it could not do, and goes on; to us that is a fault."""
    logger = logging.getLogger("weasyprint")
    handler = _Raise(missing)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


class _Raise(logging.Handler):
    """Turns what is logged into an exception, but for characters that no font has: they are noted."""

    def __init__(self, missing: dict[str, None]) -> None:
        super().__init__(logging.WARNING)
        self._missing = missing

    def emit(self, record: logging.LogRecord) -> None:
        match record.args:
            case (str(character), int(codepoint)) if character == chr(codepoint):
                self._missing[character] = None
                return
        raise RuntimeError(record.getMessage())
