"""Runs the program while what it asks of the system is written down: ``tests/watched.py LOG ARGUMENT…``.

Each file opened, program started and connection sought is a line of the log. Connections are refused.
"""

from __future__ import annotations

import os
import sys

_CONNECTS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "urllib.Request")
_STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")


def main() -> None:
    """Watch, then run."""
    log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        target = arguments[0] if arguments else ""
        if event == "open" and isinstance(target, str | bytes | os.PathLike):
            writes = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            # By hand: what Path does would be seen as well.
            path = os.path.abspath(os.fsdecode(target))  # noqa: PTH100
            os.write(log, f"{'write' if writes else 'read'} {path}\n".encode())
        elif event in _STARTS:
            os.write(log, f"start {target}\n".encode())
        elif event in _CONNECTS:
            os.write(log, f"connect {event} {arguments!r}\n".encode())
            raise ConnectionRefusedError(event)

    sys.addaudithook(watch)
    sys.argv = ["nkps-reports", *sys.argv[2:]]
    from nkps_reports.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
