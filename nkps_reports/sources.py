"""Which workbooks a command is about: the files named, and those in the folders named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})
# Spreadsheets that somebody may expect to be read; other files in a folder are nobody's concern.
_OTHER_SPREADSHEETS = frozenset(
    {".xls", ".xlsb", ".xltx", ".xltm", ".xlt", ".ods", ".fods", ".csv", ".tsv", ".numbers"}
)
_LOCK_PREFIXES = ("~$", ".~lock.")
_LEAST_LIKENESS = 0.7


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found.

    Attributes:
        named: workbooks the user named one by one.
        found: workbooks found in folders, in the order of their names.
        ignored: other spreadsheet files in those folders.
        missing: paths that do not exist.
        folders: the folders looked through.
    """

    named: tuple[Path, ...]
    found: tuple[Path, ...]
    ignored: tuple[Path, ...]
    missing: tuple[Path, ...]
    folders: tuple[Path, ...]

    @property
    def workbooks(self) -> tuple[Path, ...]:
        """Every workbook once, the named ones first."""
        return tuple(dict.fromkeys((*self.named, *self.found)))


def find_sources(paths: Sequence[Path]) -> Sources:
    """Find the workbooks.

    Args:
        paths: files and folders, as the user wrote them.

    Returns:
        The workbooks, and what was passed over. Folders are not searched below their first level.
    """
    folders = tuple(path for path in paths if path.is_dir())
    files = [
        file
        for folder in folders
        for file in sorted(folder.iterdir(), key=lambda file: file.name.casefold())
        if file.is_file() and not file.name.startswith(_LOCK_PREFIXES)
    ]
    return Sources(
        named=tuple(path for path in paths if path.exists() and not path.is_dir()),
        found=_with_suffix(files, WORKBOOK_SUFFIXES),
        ignored=_with_suffix(files, _OTHER_SPREADSHEETS),
        missing=tuple(path for path in paths if not path.exists()),
        folders=folders,
    )


def find_nearest(missing: Path, folder: Path) -> Path | None:
    """The workbook that a path with a slip in it may mean.

    Args:
        missing: a path that does not exist.
        folder: where workbooks usually lie; looked through beside the path's own folder.
    """
    files = [file for place in (missing.parent, folder) if place.is_dir() for file in place.iterdir()]
    by_name = {file.name.casefold(): file for file in reversed(_with_suffix(files, WORKBOOK_SUFFIXES))}
    nearest = get_close_matches(missing.name.casefold(), by_name, n=1, cutoff=_LEAST_LIKENESS)
    return by_name[nearest[0]] if nearest else None


def is_open(workbook: Path) -> bool:
    """Whether Excel's or LibreOffice's lock file lies beside the workbook."""
    locks = (f"~${workbook.name}", f".~lock.{workbook.name}#")
    return any(workbook.with_name(lock).exists() for lock in locks)


def _with_suffix(files: Iterable[Path], suffixes: frozenset[str]) -> tuple[Path, ...]:
    return tuple(file for file in files if file.suffix.casefold() in suffixes)
