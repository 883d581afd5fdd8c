"""The folder with the finished files: whole or not at all, and nobody's editing is lost.

What the program wrote is remembered by hash in ``.nkps-reports.json``. A file that has another hash now
was changed by somebody, and is kept under a name of its own before the new one takes its place.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

from nkps_reports.files.names import find_lock
from nkps_reports.files.sources import FileTooLargeError, IrregularFileError, PathKind, kind_of, read_file
from nkps_reports.report.problems import OutputError, Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

MANIFEST = ".nkps-reports.json"
_KEPT = "-redigert"
# Held while files are put in place, which takes some milliseconds.
_LOCK, _MAX_WAIT_SECONDS, _BETWEEN_TRIES_S = "nkps-reports-{user}.lock", 10.0, 0.01
# What is remembered of a file takes some 100 bytes.
_MAX_MANIFEST_BYTES = 1_000_000
_numbers = count()


@dataclass(frozen=True, slots=True)
class Placed:
    """A file that was put in place, and where an edited one of the same name was kept, if any."""

    path: Path
    kept: Path | None = None


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn whatever the operating system says about a file that cannot be written into an ``OutputError``."""
    try:
        yield
    except OSError as error:
        reason = _reason(error, path)
        advice = words.SHORTER_NAME if error.errno == errno.ENAMETOOLONG else words.CLOSE_AND_MAKE_ROOM
        problem = Problem.of(Code.OUTPUT_NOT_WRITABLE, path=path, reason=reason, advice=advice)
        raise OutputError(problem) from error


def write_output(path: Path, content: bytes) -> Placed:
    """Put a finished file in place, as ``write_outputs`` does."""
    (placed,) = write_outputs(path.parent, {path.name: content})
    return placed


def write_outputs(folder: Path, files: Mapping[str, bytes]) -> tuple[Placed, ...]:
    """Put finished files in place that belong together, by their names: all of them or none.

    Raises:
        OutputError: one of them is open in a program, or cannot be written. What was there still is.
    """
    for path in map(folder.joinpath, files):
        with writing(path):
            if lock := find_lock(path):
                raise OutputError(Problem.of(Code.OUTPUT_OPEN, path=path, lock=lock))
            folder.mkdir(parents=True, exist_ok=True)
    with _alone():
        return _write_together(folder, files)


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other run of the program puts files in place: each would overwrite the other's manifest.

    One lock serves all folders of a user: it is held only briefly, and one in each would never be removed.
    """
    # Imported here: a run that writes nothing does without.
    from filelock import FileLock

    with ExitStack() as held:
        # Some disks have no locks; and whoever holds one for so long hangs.
        with suppress(OSError, NotImplementedError):
            user = os.getuid() if hasattr(os, "getuid") else ""
            path = Path(gettempdir(), _LOCK.format(user=user))
            lock = FileLock(path, _MAX_WAIT_SECONDS, poll_interval=_BETWEEN_TRIES_S, fallback_to_soft=False)
            held.enter_context(lock)
        yield


def _write_together(folder: Path, files: Mapping[str, bytes]) -> tuple[Placed, ...]:
    manifest = folder / MANIFEST
    with writing(manifest):
        known = _read_manifest(folder)
    hashes = known | {name: _hash(content) for name, content in files.items()}
    # In ASCII: a file name may hold bytes that are no letters in any encoding.
    remembered = (json.dumps(hashes, indent=1, sort_keys=True) + "\n").encode()
    with ExitStack() as temporary, ExitStack() as undoing:
        staged = []
        for name, content in files.items():
            with writing(path := folder / name):
                is_edited = _is_edited(path, known.get(name), content)
                staged.append(_stage(path, content, temporary, is_edited=is_edited))
        # The manifest first: once the files are in place nothing may fail any more.
        with writing(manifest):
            _put_in_place(_stage(manifest, remembered, temporary, is_edited=False), undoing)
        placed = []
        for each in staged:
            with writing(each.path):
                placed.append(_put_in_place(each, undoing))
        undoing.pop_all()
    return tuple(placed)


class _Staged(NamedTuple):
    """A new file beside its place, and where what stands there is kept: for good where it was edited."""

    path: Path
    new: Path
    old: Path | None
    is_edited: bool


def _stage(path: Path, content: bytes, temporary: ExitStack, *, is_edited: bool) -> _Staged:
    new = temporary.enter_context(_write_beside(path, content))
    if is_edited:
        return _Staged(path, new, _find_free_name(path), is_edited)
    if not path.exists():
        return _Staged(path, new, None, is_edited)
    old = _temporary_name(path)
    temporary.callback(_unlink, old)
    # A copy: there is a whole file in the place, whenever the program is stopped.
    shutil.copy2(path, old)
    return _Staged(path, new, old, is_edited)


def _put_in_place(staged: _Staged, undoing: ExitStack) -> Placed:
    """Give a new file its name, and note how that is undone."""
    path, new, old, is_edited = staged
    # Noted first, so that it is undone whenever Ctrl-C comes.
    if old:
        undoing.callback(_replace, old, path)
    else:
        undoing.callback(_unlink, path)
    if old and is_edited:
        path.rename(old)
    new.replace(path)
    return Placed(path, old if is_edited else None)


def write_file(path: Path, content: bytes) -> None:
    """Put a file in place that is no output of a workbook, whole or not at all.

    Raises:
        OutputError: it cannot be written. What was there still is.
    """
    with writing(path), _write_beside(path, content) as new:
        new.replace(path)


def write_new(path: Path, content: bytes) -> None:
    """Put a file in place where there is none of its name, whole or not at all.

    Raises:
        OutputError: there is one, or it cannot be written.
    """
    with writing(path), _write_beside(path, content) as new:
        try:
            # Unlike a rename, a link never takes the place of a file that came in the meantime.
            path.hardlink_to(new)
        except FileExistsError as error:
            raise OutputError(Problem.of(Code.OUTPUT_EXISTS, path=path)) from error
        except OSError:
            # Some disks have no links.
            if path.exists():
                raise
            new.replace(path)


def is_own_output(path: Path) -> bool:
    """Whether a file lies where the program put it, as the program made it."""
    try:
        return _read_manifest(path.parent).get(path.name) == _hash(path.read_bytes())
    except OSError:
        return False


def _is_edited(path: Path, known: str | None, content: bytes) -> bool:
    kind = kind_of(path)
    if kind is PathKind.IRREGULAR:
        raise IrregularFileError
    if kind is not PathKind.FILE:
        return False
    current = path.read_bytes()
    return current != content and _hash(current) != known


@contextmanager
def _write_beside(path: Path, content: bytes) -> Iterator[Path]:
    """A new file in the same folder, which is made if need be, safely on the disk; removed if not renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = _temporary_name(path)
    try:
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield new
    finally:
        _unlink(new)


def _temporary_name(path: Path) -> Path:
    # Short, where the file's own name may be as long as the system takes.
    return path.with_name(f".nkps-{os.getpid()}-{next(_numbers)}.tmp")


def _unlink(path: Path) -> None:
    """Remove a file if that is possible; if not, the error that led here is the one to report."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _replace(old: Path, path: Path) -> None:
    """Put back what was there before, likewise."""
    with suppress(OSError):
        old.replace(path)


def _find_free_name(path: Path) -> Path:
    endings = chain([_KEPT], (f"{_KEPT}-{number}" for number in count(2)))
    names = (path.with_name(f"{path.stem}{ending}{path.suffix}") for ending in endings)
    return next(name for name in names if not name.exists())


def _read_manifest(folder: Path) -> dict[str, str]:
    try:
        remembered = json.loads(read_file(folder / MANIFEST, _MAX_MANIFEST_BYTES))
    except (FileNotFoundError, FileTooLargeError, ValueError, RecursionError):
        return {}
    return remembered if isinstance(remembered, dict) else {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _reason(error: OSError, path: Path) -> str:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return words.REASON_PERMISSION
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return words.REASON_FULL
    if error.errno == errno.ENAMETOOLONG:
        return words.REASON_LONG_NAME
    if isinstance(error, IrregularFileError):
        return words.REASON_IRREGULAR
    if isinstance(error, IsADirectoryError):
        return words.REASON_FOLDER
    if isinstance(error, NotADirectoryError | FileExistsError):
        return words.REASON_FILE.format(name=path.parent)
    return words.REASON_OTHER.format(text=error.strerror or error.errno)
