"""A Dask cluster on this machine, in a process of its own as a cluster is.

What Dask warns of and leaves behind is then not that of the tests. ``python -m tests.a_cluster`` starts it,
prints its address, and does what each line of its input says.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from distributed import LocalCluster

from tests import ROOT

COUNT = 2
_KILL, _KILL_ALL = "kill", "kill all"


class Cluster:
    """A running one, and what can be done to it from outside."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Wait for its address."""
        self._process = process
        self.address = self._answer()

    def kill_whoever_works(self) -> None:
        """End the processes that are at work; others come in their place."""
        self._tell(_KILL)

    def kill_all_for_good(self) -> None:
        """End all processes, and let no others come in their place."""
        self._tell(_KILL_ALL)

    def end(self) -> None:
        """End the scheduler and all else, without a word to anybody."""
        os.killpg(self._process.pid, signal.SIGKILL)

    def freeze(self) -> None:
        """Have the scheduler be there and answer nobody."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def _tell(self, command: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()
        assert self._answer() == command

    def _answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


@contextmanager
def a_cluster(*first: Path) -> Iterator[Cluster]:
    """Start a cluster of two processes, each of which begins by running a file of Python."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.a_cluster", *first],
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:  # fmt: skip
        cluster = Cluster(process)
        try:
            yield cluster
        finally:
            if process.poll() is None:
                cluster.end()


def main(*first: str) -> None:
    """Start it, and do what the input says until that ends."""
    with LocalCluster(
        n_workers=COUNT, threads_per_worker=1, dashboard_address=None, preload=[*first]
    ) as cluster:
        say(cluster.scheduler_address)
        for line in sys.stdin:
            if line.strip() == _KILL:
                kill_whoever_works(cluster)
            else:
                kill_all_for_good(cluster)
            say(line.strip())


def say(words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def kill_whoever_works(cluster: Any) -> None:
    """Wait until somebody works, and end their processes."""
    while not (busy := [each.address for each in cluster.scheduler.workers.values() if each.processing]):
        sleep(0.01)
    for nanny in cluster.workers.values():
        if nanny.worker_address in busy:
            os.kill(nanny.pid, signal.SIGKILL)


def kill_all_for_good(cluster: Any) -> None:
    """End all processes, and wait until the scheduler knows; the cluster is told to start no others."""
    for nanny in cluster.workers.values():
        nanny.auto_restart = False
        os.kill(nanny.pid, signal.SIGKILL)
    cluster.scale(0)
    while cluster.scheduler.workers:
        sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
