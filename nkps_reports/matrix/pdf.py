"""A page of HTML to a PDF fit to archive. Importing it imports WeasyPrint, and fails without Pango."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache, lru_cache
from typing import Any, NamedTuple, NoReturn
from unicodedata import normalize
from xml.etree.ElementTree import fromstring

import pydyf
from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML, URLFetcher
from weasyprint.html import UA_STYLESHEET
from weasyprint.text.fonts import FontConfiguration

from nkps_reports.matrix.cells import KeptCells, keeping_cells
from nkps_reports.matrix.grid import draw_grid
from nkps_reports.matrix.places import PLACE, find_places
from nkps_reports.matrix.tags import POINTS_PER_PIXEL, mend_tags

# Part 2 of PDF/A, at the level that can be read aloud.
_VARIANT = "pdf/a-2a"
# PDF/A takes no characters of private use: each font has its own pictures for them.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_STYLE, _END_OF_STYLE = "<style>", "</style>"
_EMPTY_BOX = "\u25a1"


class Bookmark(NamedTuple):
    """A heading that a reader can go to: how deep it stands, and how far down its page, in points."""

    level: int
    title: str
    page: int
    left: float
    top: float


class LaidOut(NamedTuple):
    """A page of HTML, laid out.

    Attributes:
        pdf: the bytes of the PDF.
        missing: the characters that no font has.
        places: the number of the page of each place.
        bookmarks: its headings; their pages are counted from 0.
    """

    pdf: bytes
    missing: str
    places: dict[str, int]
    bookmarks: list[Bookmark]


def render_pdf(page: str) -> tuple[bytes, str]:
    """Lay a page out.

    Args:
        page: HTML with its style sheet in it, written as XML.

    Returns:
        The bytes of the PDF, and the characters that no font has.

    Raises:
        RuntimeError: WeasyPrint warned of something else it could not do.
    """
    laid_out = lay_out_from(page, 1)
    return laid_out.pdf, laid_out.missing


def lay_out_from(page: str, first: int) -> LaidOut:
    """Lay a page out whose pages are counted from ``first``.

    Raises:
        RuntimeError: WeasyPrint warned of something else it could not do.
    """
    head, begin, body = page.partition("<body")
    lacking = dict.fromkeys(_PRIVATE.findall(body))
    while True:
        # Fonts have a picture for what they lack, but no archive takes it; the file's properties keep it.
        boxed = body.translate({ord(character): _EMPTY_BOX for character in lacking})
        missing: dict[str, None] = {}
        laid_out = _render(head + begin + boxed, first, missing)
        # Not what the markup is written with: a font of pictures may lack the space.
        found = dict.fromkeys(
            character
            for character in (boxed if missing else "")
            if not character.isascii() and not missing.keys().isdisjoint(_parts(character))
        )
        if not found:
            shown = (character for character in lacking | missing if not character.isascii())
            return laid_out._replace(missing="".join(shown))
        lacking |= found


def _parts(character: str) -> str:
    """A character and what a font may show it by."""
    return character + normalize("NFKD", character)


def _render(page: str, first: int, missing: dict[str, None]) -> LaidOut:
    before, _, styled = page.partition(_STYLE)
    style, _, after = styled.partition(_END_OF_STYLE)
    with _warnings_are_errors(missing):
        sheet, kept = parse_style(style)
        sheets = [sheet] if first == 1 else [sheet, _count_from(first)]
        with keeping_cells(kept):
            document = _Page(before + after).render(
                pdf_variant=_VARIANT, font_config=_fonts(), stylesheets=sheets
            )
        places = find_places(document, first) if PLACE in after else {}
        pdf = bytes(document.write_pdf(finisher=_finish, pdf_variant=_VARIANT))
        return LaidOut(pdf, "", places, [*_bookmarks(document)])


def _count_from(first: int) -> CSS:
    return CSS(string=f"@page :first {{ counter-reset: page {first} }}", url_fetcher=_NoFetcher())


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    for number, page in enumerate(document.pages):
        for level, title, (x, y), _ in page.bookmarks:
            yield Bookmark(level, title, number, x * POINTS_PER_PIXEL, (page.height - y) * POINTS_PER_PIXEL)


class _Page(HTML):  # type: ignore[misc]
    """A page read as XML: to read it by the rules that HTML has for slips takes ten times as long."""

    def __init__(self, page: str) -> None:
        # All that WeasyPrint's own constructor sets. S314: the page is ours, with what users typed escaped.
        self.base_url, self.media_type, self.url_fetcher = None, "print", _NoFetcher()
        root = fromstring(page)  # noqa: S314
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        """What elements look like where our style says nothing."""
        return [_plain_style()]


@cache
def _plain_style() -> CSS:
    """WeasyPrint's own without what it tries on each element: links, notes, bullets. Our pages have none."""
    style = copy(UA_STYLESHEET)
    style.matcher = copy(style.matcher)
    style.matcher.other_selectors = []
    return style


@cache
def _fonts() -> FontConfiguration:
    """The fonts of the machine, found once for all pages of a process."""
    return FontConfiguration()


# The pages of a run have the same one in each language; that of an overview is its own.
@lru_cache(maxsize=4)
def parse_style(style: str) -> tuple[CSS, KeptCells]:
    """A style sheet, and what pages with it have in common."""
    return CSS(string=style, url_fetcher=_NoFetcher(), font_config=_fonts()), {}


def _finish(document: Any, pdf: Any) -> None:
    mend_tags(document, pdf)
    draw_grid(document, pdf)
    pdf.objects = _Packed(item if item.free == "f" else _Written(_pack(item)) for item in pdf.objects)


class _Packed(list[Any]):
    """The objects of a file, packed: WeasyPrint takes four times as long to make them a fiftieth smaller."""

    def append(self, item: Any) -> None:
        """Take one of those that WeasyPrint makes last, which hold the others."""
        super().append(_pack(item))


def _pack(item: Any) -> Any:
    if isinstance(item, pydyf.Stream) and item.compress:
        item.compress = False
        content = item.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
        item.stream, item.extra["Filter"] = [zlib.compress(content)], "/FlateDecode"
    return item


class _Pdf(pydyf.PDF):  # type: ignore[misc]
    """A PDF that makes the list of its pages once, and not for each tag."""

    _references: tuple[bytes, ...] = ()

    @property
    def page_references(self) -> tuple[bytes, ...]:
        """The references to the pages."""
        if len(self._references) != self.pages["Count"]:
            self._references = super().page_references
        return self._references


# WeasyPrint knows no other way to be given one.
pydyf.PDF = _Pdf


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object as it is written, made once: WeasyPrint makes each twice, to name the file by its content."""

    data = b""
    compressible = False

    def __init__(self, item: Any) -> None:
        super().__init__()
        self.number, self.generation = item.number, item.generation
        self.data, self.compressible = item.data, item.compressible


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
