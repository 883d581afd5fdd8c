"""How long something takes and how much memory: processes, and functions in this one."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

import psutil

from bench.material import ROOT

PROGRAM = Path(sys.executable).with_name("nkps-reports")
_BETWEEN_LOOKS_S = 0.05
_LOOK_S, _IDLE_PERCENT = 3, 10


def time_processes(*commands: tuple[str | Path, ...]) -> float:
    """Seconds that commands take, one after the other."""
    begun = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begun


def time_import(reports: Path, workbooks: Path) -> float:
    """Seconds that an import of a folder takes, which writes over nothing."""
    shutil.rmtree(workbooks, ignore_errors=True)
    command = (PROGRAM, "import", reports, "--output", workbooks)
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    # A report made by hand does not say who reports, which the workbook must.
    assert done.returncode in (0, 4), done.stderr
    return seconds


def alone(work: str, size: object) -> tuple[str | Path, ...]:
    """The command that does something in a process of its own."""
    return (sys.executable, "-m", "bench.alone", work, str(size))


def time_alone(work: str, size: object) -> float:
    """Seconds that something takes in a process in which nothing else was done."""
    done = subprocess.run(alone(work, size), cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout)


def peak_memory_mb(*command: str | Path) -> float:
    """The most memory that a command and what it starts take together; what they share counts once."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(map(_memory_mb, _family_of(process.pid))))
        time.sleep(_BETWEEN_LOOKS_S)
    assert process.returncode == 0
    return peak


def peak_renderer_mb(work: Callable[[], object]) -> float:
    """The most memory that a process of a browser that holds a page takes while something is done there."""
    is_done = Event()

    def look() -> float:
        peak = 0.0
        while not is_done.wait(_BETWEEN_LOOKS_S):
            peak = max(peak, *map(_memory_mb, filter(_is_renderer, _family_of(os.getpid()))), 0.0)
        return peak

    with ThreadPoolExecutor(1) as looking:
        peak = looking.submit(look)
        try:
            work()
        finally:
            is_done.set()
    return peak.result()


def _is_renderer(process: int) -> bool:
    with suppress(OSError):
        return b"--type=renderer" in Path(f"/proc/{process}/cmdline").read_bytes()
    return False


def _family_of(process: int) -> list[int]:
    family = [process]
    for member in family:
        with suppress(OSError):
            for thread in Path(f"/proc/{member}/task").iterdir():
                family.extend(map(int, (thread / "children").read_text().split()))
    return family


def _memory_mb(process: int) -> float:
    """By Linux's own count: pages that n processes share are an nth of each one's."""
    with suppress(OSError):
        return int(Path(f"/proc/{process}/smaps_rollup").read_text().partition("\nPss:")[2].split()[0]) / 1024
    return 0.0


@contextmanager
def a_busy_core(is_busy: bool) -> Iterator[None]:
    """Keep one core at work with something else, if that is asked for."""
    if not is_busy:
        yield
        return
    spinning = subprocess.Popen((sys.executable, "-c", "while True: pass"))
    try:
        yield
    finally:
        spinning.kill()
        spinning.wait()


def describe_commit() -> str:
    """The version of the program, and whether it has changes that are in no commit."""
    command = ("git", "describe", "--always", "--dirty", "--exclude=*")
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def is_at_work() -> bool:
    """Whether other work takes so much of the machine that it would show in the figures."""
    return float(psutil.cpu_percent(_LOOK_S)) > _IDLE_PERCENT


def describe_machine() -> str:
    """What it was measured on."""
    info = Path("/proc/cpuinfo")
    models = (
        [line for line in info.read_text().splitlines() if line.startswith("model name")]
        if info.exists()
        else []
    )
    processor = models[0].partition(": ")[2] if models else platform.processor() or platform.machine()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{processor}, {cores} cores; {platform.system()}, Python {platform.python_version()}"
