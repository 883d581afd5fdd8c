"""Which workbooks and Word reports a command is about: the files named, and those in the folders named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, auto
from errno import ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR
from os.path import realpath
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from nkps_reports.files.limits import MAX_FILE_BYTES
from nkps_reports.files.names import find_lock, owners_of
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
# Lock files of Office programs, and what a Mac puts beside files on a foreign disk.
_PASSED_OVER = ("~$", ".~lock.", "._")
# The placeholder of a file that is in iCloud only: «.rapport.docx.icloud».
_NOT_FETCHED = ".icloud"
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_MIN_LIKENESS = 0.7


class PathKind(Enum):
    """What a path leads to; of the last three no file can be read, and they are reported in this order."""

    FILE = auto()
    FOLDER = auto()
    MISSING = auto()
    UNREADABLE = auto()
    IRREGULAR = auto()


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found: workbooks, or Word reports.

    Attributes:
        named: those the user named one by one.
        found: those in folders, in the order of their names.
        ignored: files of other formats in those folders that somebody may expect to be read.
        folders: the folders looked through.
        unread: the paths that lead to no file that we may read, and what they lead to instead.
    """

    named: tuple[Path, ...]
    found: tuple[Path, ...] = ()
    ignored: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    unread: tuple[tuple[Path, PathKind], ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file once, whatever path leads to it, the named ones first."""
        once = {realpath(path): path for path in reversed((*self.named, *self.found))}
        return tuple(path for path in (*self.named, *self.found) if once.pop(realpath(path), None))


def find_sources(paths: Sequence[Path]) -> Sources:
    """Find the workbooks among files and in folders, which are not searched below their first level."""
    return _find(paths, WORKBOOK_SUFFIXES, OTHER_SPREADSHEETS)


def find_reports(paths: Sequence[Path]) -> Sources:
    """Find the Word reports, as ``find_sources`` finds workbooks."""
    return _find(paths, REPORT_SUFFIXES, OTHER_DOCUMENTS)


def _find(paths: Sequence[Path], suffixes: frozenset[str], others: frozenset[str]) -> Sources:
    kinds: dict[PathKind, list[Path]] = {kind: [] for kind in PathKind}
    entries: list[Path] = []
    for path in paths:
        kind = kind_of(path)
        try:
            entries.extend(_entries_of(path) if kind is PathKind.FOLDER else ())
        except OSError:
            kind = PathKind.UNREADABLE
        kinds[kind].append(path)
    readable = [(path, kind_of(path)) for path in _with_suffix(entries, suffixes)]
    named, folders = kinds.pop(PathKind.FILE), kinds.pop(PathKind.FOLDER)
    kinds[PathKind.IRREGULAR].extend(path for path, kind in readable if kind is PathKind.IRREGULAR)
    return Sources(
        named=tuple(named),
        # One that we may not look at is reported when it is to be read.
        found=tuple(path for path, kind in readable if kind in (PathKind.FILE, PathKind.UNREADABLE)),
        ignored=tuple(path for path in _with_suffix(entries, others) if kind_of(path) is PathKind.FILE),
        folders=tuple(folders),
        unread=tuple((path, kind) for kind, paths in kinds.items() for path in paths),
    )


_NO_FOLDERS = {
    PathKind.MISSING: Code.NO_SUCH_FILE,
    PathKind.IRREGULAR: Code.IRREGULAR_FILE,
    PathKind.FILE: Code.NOT_A_FOLDER,
}


@dataclass(frozen=True, slots=True)
class FolderListing:
    """What lies in a folder of reports, in the order of the names.

    Attributes:
        folder: the folder itself.
        files: what may be a report, by its name; without the PDFs that the program made of them.
        others: all other files.
        folders: the folders in it.
    """

    folder: Path
    files: tuple[Path, ...]
    others: tuple[Path, ...]
    folders: tuple[Path, ...]


def list_folder(folder: Path, without: Path | None = None) -> FolderListing:
    """Look through a folder of reports, not below its first level, without a file that is no report.

    Raises:
        UsageError: it is no folder, or may not be looked into.
    """
    if refused := _NO_FOLDERS.get(kind_of(folder)):
        raise UsageError(Problem.of(refused, path=folder, nearest=""))
    try:
        entries = sorted(folder.iterdir(), key=_name_of)
        shown = [each for each in entries if not _is_hidden(each) and not _is_same(each, without)]
        folders = tuple(each for each in shown if each.is_dir())
        # Links that lead nowhere are no files; a pipe or a device is reported when it is to be read.
        files = [each for each in shown if each.exists() and not each.is_dir()]
    except OSError as error:
        raise UsageError(Problem.of(Code.FILE_NOT_READABLE, None, error.strerror, path=folder)) from error
    readable = _with_suffix(files, REPORT_SUFFIXES | OTHER_DOCUMENTS | WORKBOOK_SUFFIXES | OTHER_SPREADSHEETS)
    known = {*folders, *readable}
    others = tuple(each for each in shown if each not in known)
    names = {each.name.casefold() for each in readable}
    reports = tuple(each for each in readable if owners_of(each.name).isdisjoint(names))
    return FolderListing(folder, reports, others, folders)


def _is_hidden(path: Path) -> bool:
    """Whether a system put it there for itself; what a Mac has not fetched yet is a user's."""
    name = path.name.casefold()
    is_hidden = name.startswith((".", *_PASSED_OVER)) or name in _SYSTEM_FILES
    return is_hidden and not name.endswith(_NOT_FETCHED)


def _is_same(file: Path, other: Path | None) -> bool:
    # A link that leads to itself leads nowhere.
    with suppress(OSError):
        return other is not None and file.samefile(other)
    return False


class FileTooLargeError(Exception):
    """A file is larger than any that is read."""


class IrregularFileError(OSError):
    """The path is a pipe or a device, which might never end, or a link that leads nowhere."""


def read_file(path: Path, max_bytes: int = MAX_FILE_BYTES) -> bytes:
    """Read a file that somebody sent, as far as it is not too large.

    Raises:
        FileTooLargeError: it is larger than the limit.
        FileNotFoundError: there is none.
        IrregularFileError: it is no file.
        OSError: it cannot be read.
    """
    kind = kind_of(path)
    if kind is PathKind.MISSING:
        raise FileNotFoundError
    if kind is PathKind.IRREGULAR:
        raise IrregularFileError
    with path.open("rb") as file:
        content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise FileTooLargeError
    return content


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that somebody sent, as it was read once; ``saved_ns`` is when it was last saved."""

    path: Path
    content: bytes
    is_open: bool = False
    saved_ns: int = 0


def read_source(path: Path) -> SourceFile:
    """Read a file and what the system knows of it, as ``read_file`` does."""
    return SourceFile(path, read_file(path), find_lock(path) is not None, path.stat().st_mtime_ns)


def find_nearest(missing: Path, folder: Path) -> Path | None:
    """The file of the same kind that a mistyped path may mean, in the path's own folder or in another."""
    suffixes = REPORT_SUFFIXES if missing.suffix.casefold() in REPORT_SUFFIXES else WORKBOOK_SUFFIXES
    by_name: dict[str, Path] = {}
    for place in (missing.parent, folder):
        with suppress(OSError):
            for path in _with_suffix(_entries_of(place), suffixes):
                if path.is_file():
                    by_name.setdefault(_name_of(path), path)
    nearest = get_close_matches(_name_of(missing), by_name, n=1, cutoff=_MIN_LIKENESS)
    return by_name[nearest[0]] if nearest else None


def kind_of(path: Path) -> PathKind:
    """What a path leads to, as far as we may look."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno == ELOOP or (error.errno == ENOENT and path.is_symlink()):
            return PathKind.IRREGULAR
        # No file can have a name that is too long.
        is_missing = error.errno in (ENOENT, ENOTDIR, ENAMETOOLONG)
        return PathKind.MISSING if is_missing else PathKind.UNREADABLE
    if S_ISDIR(mode):
        return PathKind.FOLDER
    return PathKind.FILE if S_ISREG(mode) else PathKind.IRREGULAR


def _name_of(path: Path) -> str:
    return path.name.casefold()


def _entries_of(folder: Path) -> list[Path]:
    entries = sorted(folder.iterdir(), key=_name_of)
    return [entry for entry in entries if not entry.name.startswith(_PASSED_OVER)]


def _with_suffix(files: Iterable[Path], suffixes: frozenset[str]) -> tuple[Path, ...]:
    return tuple(file for file in files if file.suffix.casefold() in suffixes)
