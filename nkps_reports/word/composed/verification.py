"""A composed Word file, opened again from its bytes before anybody gets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from nkps_reports.files.archive import unpack_parts
from nkps_reports.word.document.elements import w

_BREAKS = {w("tab"): "\t", w("br"): "\n"}


class WrongDocumentError(Exception):
    """A finished document that does not say what it should: a bug in the program."""


def verify_document(file: bytes, expected: Iterable[str]) -> None:
    """Check that a document says everything that was typed, each as often as it must.

    Args:
        file: the bytes of a ``.docx`` file.
        expected: whole paragraphs.

    Raises:
        WrongDocumentError: one of them is not there.
    """
    found = Counter(_paragraphs(file))
    for text, count in Counter(expected).items():
        if found[text] < count:
            raise WrongDocumentError(text)


def _paragraphs(file: bytes) -> Iterator[str]:
    root = etree.fromstring(unpack_parts(file)["word/document.xml"])
    for paragraph in root.iter(w("p")):
        pieces = paragraph.iter(w("t"), *_BREAKS)
        yield "".join(_BREAKS.get(piece.tag) or piece.text or "" for piece in pieces)
