"""The one door for workbooks: what a file is, told by its content and not by its name."""

from __future__ import annotations

from nkps_reports.archive import Archive, ArchiveError, Flaw
from nkps_reports.problems import Code, Problem, WorkbookError, a_problem
from nkps_reports.wording import problems as words

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names of streams in an OLE file, which stand in its directory with two bytes a letter.
_OLE_KINDS = (
    ("Workbook", words.KIND_XLS),
    ("Book", words.KIND_XLS),
    ("WordDocument", words.KIND_WORD),
)
_OLE_ENCRYPTED = "EncryptedPackage"
_SIGNATURES = (
    (b"%PDF-", words.KIND_PDF),
    (b"{\\rtf", words.KIND_WORD),
    (b"\x89PNG", words.KIND_PICTURE),
    (b"\xff\xd8\xff", words.KIND_PICTURE),
)
# Parts that tell what a zip archive is.
_ZIP_KINDS = (
    ("xl/workbook.bin", words.KIND_XLSB),
    ("word/document.xml", words.KIND_WORD),
    ("ppt/presentation.xml", words.KIND_POWERPOINT),
    ("Index/Document.iwa", words.KIND_NUMBERS),
)
_MIME_TYPE = "mimetype"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
# How much of a file is looked at to see whether it is text.
_OPENING_BYTES = 4096


def open_workbook(content: bytes) -> Archive:
    """Open the archive of what should be a workbook.

    Args:
        content: the bytes of the file.

    Returns:
        The archive; whether there is a workbook in it is for ``package`` to say.

    Raises:
        WorkbookError: the file is no archive, or one that is not opened; carries one problem that says
            what it is and what to do.
    """
    try:
        archive = Archive(content)
        kind = _kind_of(archive)
    except ArchiveError as error:
        raise WorkbookError(_refused(error.flaw, content)) from error
    if kind:
        raise unsupported(kind)
    return archive


def unsupported(kind: str) -> WorkbookError:
    """The file is something else than a workbook: what, in words."""
    return WorkbookError(a_problem(Code.UNSUPPORTED_FORMAT, kind=kind))


def refused(flaw: Flaw) -> WorkbookError:
    """A part of the archive cannot be read."""
    return WorkbookError(_refused(flaw, b""))


def too_large() -> WorkbookError:
    """There is more in the file than is read."""
    return refused(Flaw.TOO_LARGE)


def damaged() -> WorkbookError:
    """What stands in the archive is no workbook that can be read."""
    return refused(Flaw.DAMAGED)


def _refused(flaw: Flaw, content: bytes) -> Problem:
    if flaw is Flaw.NO_ARCHIVE:
        return _no_archive(content)
    if flaw is Flaw.ENCRYPTED:
        return a_problem(Code.PROTECTED_WORKBOOK)
    if flaw is Flaw.TOO_LARGE:
        return a_problem(Code.TOO_LARGE, what=words.TOO_MUCH_IN_FILE, advice=words.LESS_IN_FILE)
    return a_problem(Code.UNREADABLE_WORKBOOK, reason=words.REASON_DAMAGED)


def _no_archive(content: bytes) -> Problem:
    if not content:
        return a_problem(Code.UNREADABLE_WORKBOOK, reason=words.REASON_EMPTY)
    if content.startswith(_OLE):
        if _names_stream(content, _OLE_ENCRYPTED):
            return a_problem(Code.PROTECTED_WORKBOOK)
        kinds = [kind for name, kind in _OLE_KINDS if _names_stream(content, name)]
        # Passwords of other programs, and of Excel before 2007, leave nothing else to go by.
        if not kinds:
            return a_problem(Code.PROTECTED_WORKBOOK)
    else:
        kinds = [kind for signature, kind in _SIGNATURES if content.startswith(signature)]
        kinds += [words.KIND_TEXT] * _is_text(content[:_OPENING_BYTES])
    if kinds:
        return a_problem(Code.UNSUPPORTED_FORMAT, kind=kinds[0])
    return a_problem(Code.UNREADABLE_WORKBOOK, reason=words.REASON_DAMAGED)


def _names_stream(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content


def _is_text(opening: bytes) -> bool:
    """Whether a file begins like text: in UTF-16, or without the bytes that text never has."""
    if opening.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 27 for byte in opening)


def _kind_of(archive: Archive) -> str | None:
    """What an archive is when it is plainly no workbook of Excel's."""
    if _MIME_TYPE in archive and archive.read(_MIME_TYPE).startswith(_OPEN_DOCUMENT):
        return words.KIND_OPEN_DOCUMENT
    return next((kind for part, kind in _ZIP_KINDS if part in archive), None)
