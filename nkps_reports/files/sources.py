"""Which workbooks and Word reports a command is about: the files named, and those in the folders named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum, auto
from errno import ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR
from os.path import realpath
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from nkps_reports.files.limits import MAX_FILE_BYTES
from nkps_reports.files.locks import find_lock
from nkps_reports.files.names import owners_of
from nkps_reports.report.problems import Problem, UsageError
from nkps_reports.wording.codes import Code

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})
REPORT_SUFFIXES = frozenset({".docx"})
# Spreadsheets that somebody may expect to be read; other files in a folder are nobody's concern.
OTHER_SPREADSHEETS = frozenset(
    {".xls", ".xlsb", ".xltx", ".xltm", ".xlt", ".ods", ".fods", ".csv", ".tsv", ".numbers"}
)
# The same of documents.
OTHER_DOCUMENTS = frozenset({".doc", ".docm", ".dot", ".dotx", ".odt", ".rtf", ".pdf", ".pages"})
# Lock files of Excel and LibreOffice, and what a Mac puts beside files on a foreign disk.
_PASSED_OVER = ("~$", ".~lock.", "._")
_PDF = ".pdf"
# What lies in iCloud and not on the disk: «.rapport.docx.icloud».
_NOT_FETCHED = ".icloud"
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})
_MIN_LIKENESS = 0.7


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found: workbooks, or Word reports.

    Attributes:
        named: those the user named one by one.
        found: those found in folders, in the order of their names.
        ignored: files of other formats in those folders that somebody may expect to be read.
        missing: paths that do not exist.
        unreadable: paths we may not look at.
        folders: the folders looked through.
        irregular: what is no file: a pipe, a device, or a link that leads nowhere.
    """

    named: tuple[Path, ...]
    found: tuple[Path, ...]
    ignored: tuple[Path, ...]
    missing: tuple[Path, ...]
    unreadable: tuple[Path, ...]
    folders: tuple[Path, ...]
    irregular: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file once, whatever path leads to it, the named ones first."""
        once = {realpath(path): path for path in reversed((*self.named, *self.found))}
        return tuple(path for path in (*self.named, *self.found) if once.pop(realpath(path), None))


def find_sources(paths: Sequence[Path]) -> Sources:
    """Find the workbooks.

    Args:
        paths: files and folders, as the user wrote them.

    Returns:
        The workbooks, and what was passed over. Folders are not searched below their first level.
    """
    return _find(paths, WORKBOOK_SUFFIXES, OTHER_SPREADSHEETS)


def find_reports(paths: Sequence[Path]) -> Sources:
    """Find the Word reports, as ``find_sources`` finds workbooks."""
    return _find(paths, REPORT_SUFFIXES, OTHER_DOCUMENTS)


def _find(paths: Sequence[Path], suffixes: frozenset[str], others: frozenset[str]) -> Sources:
    kinds: dict[Kind, list[Path]] = {kind: [] for kind in Kind}
    entries: list[Path] = []
    for path in paths:
        kind = kind_of(path)
        try:
            entries.extend(_entries_of(path) if kind is Kind.FOLDER else ())
        except OSError:
            kind = Kind.UNREADABLE
        kinds[kind].append(path)
    readable = [(path, kind_of(path)) for path in _with_suffix(entries, suffixes)]
    return Sources(
        named=tuple(kinds[Kind.FILE]),
        # One that we may not look at is told when it is to be read.
        found=tuple(path for path, kind in readable if kind in (Kind.FILE, Kind.UNREADABLE)),
        ignored=tuple(path for path in _with_suffix(entries, others) if kind_of(path) is Kind.FILE),
        missing=tuple(kinds[Kind.MISSING]),
        unreadable=tuple(kinds[Kind.UNREADABLE]),
        folders=tuple(kinds[Kind.FOLDER]),
        irregular=(
            *kinds[Kind.IRREGULAR],
            *(path for path, kind in readable if kind is Kind.IRREGULAR),
        ),
    )


@dataclass(frozen=True, slots=True)
class FolderListing:
    """What lies in a folder of reports.

    Attributes:
        folder: the folder.
        files: what may be a report, by its name, in the order of the names; without the PDFs that the
            program made of them.
        others: files that are none.
        folders: the folders in it.
    """

    folder: Path
    files: tuple[Path, ...]
    others: tuple[Path, ...]
    folders: tuple[Path, ...]


def list_folder(folder: Path, without: Path | None = None) -> FolderListing:
    """Look through a folder of reports, not below its first level.

    Args:
        folder: the folder.
        without: a file in it that is meant for something else.

    Raises:
        UsageError: it is no folder, or may not be looked into.
    """
    kind = kind_of(folder)
    if kind is Kind.MISSING:
        raise UsageError(Problem.of(Code.NO_SUCH_FILE, path=folder, nearest=""))
    if kind is Kind.IRREGULAR:
        raise UsageError(Problem.of(Code.IRREGULAR_FILE, path=folder))
    if kind is Kind.FILE:
        raise UsageError(Problem.of(Code.NOT_A_FOLDER, path=folder))
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name.casefold())
        shown = [each for each in entries if not _is_hidden(each) and not _is_same(each, without)]
        folders = [each for each in shown if each.is_dir()]
        # A pipe or a device among them: told when it is to be read.
        files = [each for each in shown if each.exists() and not each.is_dir()]
    except OSError as error:
        raise UsageError(Problem.of(Code.FILE_NOT_READABLE, None, error.strerror, path=folder)) from error
    readable = _with_suffix(files, REPORT_SUFFIXES | OTHER_DOCUMENTS | WORKBOOK_SUFFIXES | OTHER_SPREADSHEETS)
    # Links that lead nowhere among them.
    left = {*shown} - {*folders, *readable}
    others = tuple(each for each in shown if each in left)
    listing = FolderListing(folder, readable, others, tuple(folders))
    made = _owned([each for each in readable if each.suffix.casefold() == _PDF], readable)
    return replace(listing, files=tuple(each for each in readable if each not in made))


def _owned(files: Iterable[Path], owners: Iterable[Path]) -> frozenset[Path]:
    """Those files whose owners, by their names, are among others."""
    names = {each.name.casefold() for each in owners}
    return frozenset(file for file in files if not owners_of(file.name).isdisjoint(names))


def _is_hidden(path: Path) -> bool:
    """Whether a system put it there for itself; what a Mac has not fetched yet is somebody's."""
    name = path.name.casefold()
    is_hidden = name.startswith((".", *_PASSED_OVER)) or name in _OF_SYSTEMS
    return is_hidden and not name.endswith(_NOT_FETCHED)


def _is_same(file: Path, other: Path | None) -> bool:
    # A link that leads to itself leads nowhere.
    with suppress(OSError):
        return other is not None and file.samefile(other)
    return False


class FileTooLargeError(Exception):
    """A file is larger than any that is read."""


class IrregularFileError(OSError):
    """What has the name of a file is a pipe or a device, which could be read for ever, or leads nowhere."""


def read_file(path: Path, max_bytes: int = MAX_FILE_BYTES) -> bytes:
    """Read a file that somebody sent, as far as it is not too large.

    Raises:
        FileTooLargeError: it is larger than the limit.
        FileNotFoundError: there is none.
        IrregularFileError: it is no file.
        OSError: it cannot be read.
    """
    kind = kind_of(path)
    if kind is Kind.MISSING:
        raise FileNotFoundError
    if kind is Kind.IRREGULAR:
        raise IrregularFileError
    with path.open("rb") as file:
        content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise FileTooLargeError
    return content


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that somebody sent, as it was read: all that is made of it is made of this.

    Attributes:
        path: where it lies.
        content: its bytes.
        is_open: whether it is open in a program.
        saved_ns: when it was last saved, in nanoseconds of the system's clock.
    """

    path: Path
    content: bytes
    is_open: bool = False
    saved_ns: int = 0


def read_source(path: Path) -> SourceFile:
    """Read a file and what the system knows of it, as ``read_file`` does."""
    return SourceFile(path, read_file(path), find_lock(path) is not None, path.stat().st_mtime_ns)


def find_nearest(missing: Path, folder: Path) -> Path | None:
    """The workbook that a path with a slip in it may mean; the Word report, where that is its kind.

    Args:
        missing: a path that does not exist.
        folder: where they usually lie; looked through beside the path's own folder.
    """
    is_report = missing.suffix.casefold() in REPORT_SUFFIXES
    files: list[Path] = []
    for place in (missing.parent, folder):
        with suppress(OSError):
            files.extend(path for path in _entries_of(place) if path.is_file())
    suffixes = REPORT_SUFFIXES if is_report else WORKBOOK_SUFFIXES
    by_name = {file.name.casefold(): file for file in reversed(_with_suffix(files, suffixes))}
    nearest = get_close_matches(missing.name.casefold(), by_name, n=1, cutoff=_MIN_LIKENESS)
    return by_name[nearest[0]] if nearest else None


class Kind(Enum):
    """What a path leads to."""

    FILE = auto()
    FOLDER = auto()
    IRREGULAR = auto()
    MISSING = auto()
    UNREADABLE = auto()


def kind_of(path: Path) -> Kind:
    """What a path leads to, as far as we may look."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno == ELOOP or (error.errno == ENOENT and path.is_symlink()):
            return Kind.IRREGULAR
        # No file can have a name that is too long.
        is_missing = error.errno in (ENOENT, ENOTDIR, ENAMETOOLONG)
        return Kind.MISSING if is_missing else Kind.UNREADABLE
    if S_ISDIR(mode):
        return Kind.FOLDER
    return Kind.FILE if S_ISREG(mode) else Kind.IRREGULAR


def _entries_of(folder: Path) -> list[Path]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name.casefold())
    return [entry for entry in entries if not entry.name.startswith(_PASSED_OVER)]


def _with_suffix(files: Iterable[Path], suffixes: frozenset[str]) -> tuple[Path, ...]:
    return tuple(file for file in files if file.suffix.casefold() in suffixes)
