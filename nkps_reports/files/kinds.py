"""What a file is, told by its content and not by its name."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from nkps_reports.files.archive import Archive


class FileKind(Enum):
    """Workbooks, Word documents, and what people send instead of them."""

    WORKBOOK = auto()
    BINARY_WORKBOOK = auto()
    OLD_WORKBOOK = auto()
    WORD = auto()
    OLD_WORD = auto()
    OPEN_DOCUMENT = auto()
    POWERPOINT = auto()
    APPLE = auto()
    PDF = auto()
    RTF = auto()
    PICTURE = auto()
    TEXT = auto()
    PROTECTED = auto()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names of streams in an OLE file, whose directory has them in UTF-16.
_OLE_KINDS = (
    ("EncryptedPackage", FileKind.PROTECTED),
    ("Workbook", FileKind.OLD_WORKBOOK),
    ("Book", FileKind.OLD_WORKBOOK),
    ("WordDocument", FileKind.OLD_WORD),
)
_SIGNATURES = (
    (b"%PDF-", FileKind.PDF),
    (b"{\\rtf", FileKind.RTF),
    (b"\x89PNG", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
)
# Parts that tell what a zip archive is.
_ZIP_KINDS = (
    ("xl/workbook.xml", FileKind.WORKBOOK),
    ("xl/workbook.bin", FileKind.BINARY_WORKBOOK),
    ("word/document.xml", FileKind.WORD),
    ("ppt/presentation.xml", FileKind.POWERPOINT),
    ("Index/Document.iwa", FileKind.APPLE),
)
_MIME_TYPE, _OPEN_DOCUMENT = "mimetype", b"application/vnd.oasis.opendocument"
# How much of a file is looked at to see whether it is text.
_OPENING_BYTES = 4096


def kind_of_file(content: bytes) -> FileKind | None:
    """What a file is that is no zip archive; None where it is nothing that we know."""
    if content.startswith(_OLE):
        named = (kind for name, kind in _OLE_KINDS if name.encode("utf-16-le") in content)
        # A password set by another program, or by Office before 2007, hides all names.
        return next(named, FileKind.PROTECTED)
    signed = (kind for signature, kind in _SIGNATURES if content.startswith(signature))
    return next(signed, FileKind.TEXT if _is_text(content[:_OPENING_BYTES]) else None)


def kinds_of_archive(archive: Archive) -> Iterator[FileKind]:
    """What a zip archive may be, by the parts in it.

    Raises:
        ArchiveError: a part cannot be read.
    """
    if _MIME_TYPE in archive and archive.read(_MIME_TYPE).startswith(_OPEN_DOCUMENT):
        yield FileKind.OPEN_DOCUMENT
    yield from (kind for part, kind in _ZIP_KINDS if part in archive)


def _is_text(opening: bytes) -> bool:
    """Whether a file begins like text: in UTF-16, or without the control characters that text never has."""
    if opening.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 27 for byte in opening)
