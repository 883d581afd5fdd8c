"""Processes that carry work out: what one of them loses when it is stopped, and what is left of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from nkps_reports.jobs.running.executors import InlineExecutor
from nkps_reports.jobs.running.workers import Workers
from tests.processes import list_processes, wait_until


def whose(_: object = None) -> int:
    """The process this runs in."""
    return os.getpid()


def end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise ValueError("nei")


def test_work_is_done_by_as_many_other_processes_as_asked_for() -> None:
    with Workers(2) as workers:
        done_by = {workers.submit(time.sleep, 0.2).result() or workers.submit(whose).result()}
        futures = [workers.submit(whose) for _ in range(40)]
        done_by |= {future.result() for future in futures}
    assert os.getpid() not in done_by
    assert len(done_by) <= 2


def test_what_the_work_raises_is_raised_and_the_next_is_done() -> None:
    with Workers(1) as workers:
        with pytest.raises(ValueError, match="nei"):
            workers.submit(fail).result()
        assert workers.submit(len, "abc").result() == 3


def test_work_that_cannot_be_sent_is_told_at_once() -> None:
    with Workers(1) as workers, pytest.raises(AttributeError):
        workers.submit(lambda: None)


def make_what_cannot_be_sent() -> object:
    return lambda: None


def test_what_cannot_be_sent_back_is_told_like_what_is_raised() -> None:
    with Workers(1) as workers:
        with pytest.raises(AttributeError):
            workers.submit(make_what_cannot_be_sent).result()
        assert workers.submit(len, "abc").result() == 3


def test_a_process_that_is_stopped_takes_nothing_with_it_but_what_it_was_doing() -> None:
    with Workers(2) as workers:
        stopped = [workers.submit(end) for _ in range(3)]
        done = [workers.submit(len, "a" * count) for count in range(20)]
        for future in stopped:
            with pytest.raises(BrokenExecutor):
                future.result()
        assert [future.result() for future in done] == list(range(20))


def test_a_process_that_is_stopped_while_it_waits_takes_nothing_with_it() -> None:
    with Workers(1) as workers:
        first = workers.submit(whose).result()
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: first not in list_processes())
        assert workers.submit(whose).result() != first


def test_what_is_left_by_an_exception_is_stopped_at_once() -> None:
    begun = time.monotonic()
    workers = Workers(2)
    at_work = {workers.submit(whose).result() for _ in range(2)}
    with pytest.raises(KeyboardInterrupt):
        be_interrupted(workers)
    assert time.monotonic() - begun < 30
    wait_until(lambda: at_work.isdisjoint(list_processes()))


def be_interrupted(workers: Workers) -> None:
    with workers:
        for _ in range(8):
            workers.submit(time.sleep, 60)
        raise KeyboardInterrupt


def test_no_process_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    program = (
        "import os, time; from nkps_reports.jobs.running.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    workers = Workers(2)\n"
        "    print(workers.submit(os.getpid).result(), flush=True)\n"
        "    workers.submit(time.sleep, 3600)\n"
        "    time.sleep(60)\n"
    )
    (tmp_path / "program.py").write_text(program)
    started = subprocess.Popen([sys.executable, tmp_path / "program.py"], stdout=subprocess.PIPE, text=True)
    assert started.stdout
    worker = int(started.stdout.readline())
    assert worker in list_processes()
    started.kill()
    started.communicate()
    wait_until(lambda: worker not in list_processes(), seconds=2)


def test_work_that_takes_too_long_is_ended_and_the_next_is_done() -> None:
    with Workers(1, max_seconds=1) as workers:
        first = workers.submit(whose).result()
        with pytest.raises(TimeoutError):
            workers.submit(time.sleep, 3600).result()
        assert first not in list_processes()
        assert workers.submit(len, "abc").result() == 3


def test_a_process_that_is_stopped_and_never_wakes_is_ended_when_its_time_is_out() -> None:
    with Workers(1, max_seconds=1) as workers:
        first = workers.submit(whose).result()
        os.kill(first, signal.SIGSTOP)
        with pytest.raises(TimeoutError):
            workers.submit(len, "abc").result()
        assert first not in list_processes()
        assert workers.submit(len, "abc").result() == 3


def start_another() -> None:
    """What a process does before its work, in these tests: it has one of its own."""
    global _another
    _another = Workers(1)


_another: Workers | None = None


def whose_another() -> int:
    """The process that the process this runs in has started."""
    assert _another
    return _another.submit(whose).result()


def test_with_a_process_that_is_ended_those_end_that_it_has_started() -> None:
    with Workers(1, prepare=start_another, max_seconds=1) as workers:
        first, second = workers.submit(whose).result(), workers.submit(whose_another).result()
        # One that is stopped hears of nothing.
        os.kill(second, signal.SIGSTOP)
        with pytest.raises(TimeoutError):
            workers.submit(time.sleep, 3600).result()
        wait_until(lambda: not {first, second} & list_processes().keys(), seconds=2)


def test_work_is_done_here_where_that_is_asked_for() -> None:
    with InlineExecutor() as here:
        assert here.submit(whose).result() == os.getpid()
        with pytest.raises(ValueError, match="nei"):
            here.submit(fail).result()


def test_where_the_system_gives_no_process_the_work_is_done_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(self: object) -> None:
        raise BlockingIOError("nei")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    with Workers(2) as workers:
        assert workers.submit(whose).result() == os.getpid()


@pytest.mark.parametrize("size", [10, 10_000_000])
def test_a_process_that_is_stopped_takes_no_longer_than_it_may_whatever_it_is_given(size: int) -> None:
    with Workers(1, max_seconds=1) as workers:
        os.kill(workers.submit(whose).result(), signal.SIGSTOP)
        with pytest.raises(TimeoutError):
            workers.submit(len, "a" * size).result()
        assert workers.submit(len, "abc").result() == 3


def test_a_process_that_is_stopped_while_it_has_nothing_to_do_is_not_waited_for() -> None:
    with Workers(1) as workers:
        first = workers.submit(whose).result()
        os.kill(first, signal.SIGSTOP)
    assert first not in list_processes()
