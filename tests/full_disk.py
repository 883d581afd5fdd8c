"""Runs the program on a disk that fills up: ``tests/full_disk.py FOLDER BYTES ARGUMENT…``.

Once the files of the folder have so many bytes, all that is opened there to be written is a device that is
always full. A small disk of its own would need rights that not every machine gives.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

FULL = Path("/dev/full")


def main() -> None:
    """Watch the folder, then run."""
    folder, size = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    assert FULL.is_char_device()

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str | os.PathLike):
            return
        path, flags = Path(arguments[0]), arguments[2]
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        if writes and path.parent.resolve() == folder and used(folder) >= size:
            path.symlink_to(FULL)

    sys.addaudithook(watch)
    sys.argv = ["nkps-reports", *sys.argv[3:]]
    from nkps_reports.__main__ import main as run

    run()


def used(folder: Path) -> int:
    """How many bytes the files of a folder have."""
    return sum(path.lstat().st_size for path in folder.iterdir())


if __name__ == "__main__":
    main()
