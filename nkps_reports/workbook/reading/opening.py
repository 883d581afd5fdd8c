"""The one door for workbooks: what a file is, told by its content and not by its name."""

from __future__ import annotations

from nkps_reports.files.archive import Archive, ArchiveError, Flaw
from nkps_reports.files.kinds import FileKind, kind_of_file, kinds_of_archive
from nkps_reports.report.problems import Problem, WorkbookError
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

_KINDS = {
    FileKind.OLD_WORKBOOK: words.KIND_XLS,
    FileKind.BINARY_WORKBOOK: words.KIND_XLSB,
    FileKind.WORD: words.KIND_WORD,
    FileKind.OLD_WORD: words.KIND_WORD,
    FileKind.RTF: words.KIND_WORD,
    FileKind.OPEN_DOCUMENT: words.KIND_OPEN_DOCUMENT,
    FileKind.POWERPOINT: words.KIND_POWERPOINT,
    FileKind.APPLE: words.KIND_NUMBERS,
    FileKind.PDF: words.KIND_PDF,
    FileKind.PICTURE: words.KIND_PICTURE,
    FileKind.TEXT: words.KIND_TEXT,
}


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
        kind = next((_KINDS[kind] for kind in kinds_of_archive(archive) if kind in _KINDS), None)
    except ArchiveError as error:
        raise WorkbookError(_refused(error.flaw, content)) from error
    if kind:
        raise unsupported(kind)
    return archive


def unsupported(kind: str) -> WorkbookError:
    """The file is something else than a workbook: what, in words."""
    return WorkbookError(Problem.of(Code.UNSUPPORTED_FORMAT, kind=kind))


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
        return Problem.of(Code.PROTECTED_WORKBOOK)
    if flaw is Flaw.TOO_LARGE:
        return Problem.of(Code.TOO_LARGE, what=words.TOO_MUCH_IN_FILE, advice=words.LESS_IN_FILE)
    return Problem.of(Code.UNREADABLE_WORKBOOK, reason=words.REASON_DAMAGED)


def _no_archive(content: bytes) -> Problem:
    if not content:
        return Problem.of(Code.UNREADABLE_WORKBOOK, reason=words.REASON_EMPTY)
    kind = kind_of_file(content)
    if kind is FileKind.PROTECTED:
        return Problem.of(Code.PROTECTED_WORKBOOK)
    if kind in _KINDS:
        return Problem.of(Code.UNSUPPORTED_FORMAT, kind=_KINDS[kind])
    return Problem.of(Code.UNREADABLE_WORKBOOK, reason=words.REASON_DAMAGED)
