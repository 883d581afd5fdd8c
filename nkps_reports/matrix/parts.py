"""A PDF laid out in parts, so that only one of them is in memory as boxes."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from nkps_reports.matrix.joining import JoinedPdf
from nkps_reports.matrix.pdf import lay_out_from
from nkps_reports.matrix.places import fill_in_pages


def render_parts(parts: Sequence[str]) -> tuple[bytes, str]:
    """Lay out pages of HTML one after the other.

    Args:
        parts: each tells of pages of those before it only.

    Returns:
        The bytes of one PDF, and the characters that no font has.
    """
    numbers: dict[str, int] = {}
    missing: dict[str, None] = {}
    with JoinedPdf() as joined, _searching_new_garbage_only():
        for part in parts:
            laid_out = lay_out_from(fill_in_pages(part, numbers), joined.page_count + 1)
            joined.append(laid_out.pdf, laid_out.bookmarks)
            numbers |= laid_out.places
            missing |= dict.fromkeys(laid_out.missing)
            # WeasyPrint's boxes refer to each other.
            gc.collect()
        return joined.save(), "".join(missing)


@contextmanager
def _searching_new_garbage_only() -> Iterator[None]:
    """Have the garbage collector pass over what is there already: all of WeasyPrint, each time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
