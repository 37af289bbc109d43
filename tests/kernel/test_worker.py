import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import health
from deploy.local.supervision import wait_until
from machiken.health import Unhealthy
from machiken.worker import BACK_OFF_S_MAX, Runner, Task

ROOT = Path(__file__).parents[2]


@pytest.fixture
def stopping() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


class Work:
    """Does what its list says, then nothing."""

    def __init__(self, *plan: int | Exception) -> None:
        """Remember the plan."""
        self.plan = list(plan)
        self.runs = 0
        self.rests = 0

    def run(self) -> int:
        """Do the next thing."""
        self.runs += 1
        step = self.plan.pop(0) if self.plan else 0
        if isinstance(step, Exception):
            raise step
        return step

    def idle(self) -> None:
        """Count the rests."""
        self.rests += 1


def _runner(work: Work, stopping: threading.Event, idle_s: float = 600) -> Runner:
    task = Task(name="work", run=work.run, idle_s=idle_s, idle=work.idle)
    return Runner(task, stopping)


def test_work_is_repeated_at_once_while_there_is_some(
    stopping: threading.Event,
) -> None:
    work = Work(3, 2, 1)
    runner = _runner(work, stopping)

    runner.thread.start()
    wait_until(lambda: work.rests == 1, 5, "the first rest")

    assert work.runs == 4
    runner.check()


def test_a_resting_task_looks_again_after_its_pause(stopping: threading.Event) -> None:
    work = Work()
    runner = _runner(work, stopping, idle_s=0.01)

    runner.thread.start()

    wait_until(lambda: work.rests >= 3, 5, "three rests")


def test_a_fault_is_told_and_the_task_goes_on(stopping: threading.Event) -> None:
    work = Work(RuntimeError("no"), 1)
    runner = _runner(work, stopping)

    runner.thread.start()
    wait_until(lambda: work.runs == 1, 5, "the first run")
    wait_until(lambda: _illness(runner) == "1 faults in a row", 5, "its fault told")

    wait_until(lambda: work.rests == 1, 5, "the work done after all")
    runner.check()


def test_a_fault_while_resting_counts_as_one(stopping: threading.Event) -> None:
    work = Work()
    task = Task(name="work", run=work.run, idle=lambda: 1 / 0)  # type: ignore[arg-type] # it raises
    runner = Runner(task, stopping)

    runner.thread.start()

    wait_until(lambda: "faults in a row" in _illness(runner), 5, "its fault told")


def test_rests_after_faults_grow_up_to_a_limit(stopping: threading.Event) -> None:
    work = Work(*[RuntimeError("no")] * 6)
    runner = _runner(work, stopping)

    rests = [runner._once() for _ in range(6)]  # noqa: SLF001 - its pauses add up to minutes

    assert rests == [1, 2, 4, 8, BACK_OFF_S_MAX, BACK_OFF_S_MAX]
    assert runner._once() == 600  # noqa: SLF001 - the same
    assert _illness(runner) == "not running"


def test_a_task_stops_when_it_is_told_even_while_it_backs_off(
    stopping: threading.Event,
) -> None:
    runner = _runner(Work(*[RuntimeError("no")] * 40), stopping)
    runner.thread.start()
    wait_until(lambda: _illness(runner) != "", 5, "a fault")

    stopping.set()
    runner.thread.join(5)

    assert not runner.thread.is_alive()
    assert _illness(runner) == "not running"


WORKER = """
import sys
from machiken import logs
from machiken.database import connect
from machiken.worker import Task, run
logs.configure("test-worker")
db = connect(sys.argv[1], pool_size=2)
done = []
def work():
    done.append(1)
    return 0
def failing():
    raise RuntimeError("canary")
tasks = [Task(name="work", run=work, idle_s=0.01)]
if "failing" in sys.argv: tasks.append(Task(name="failing", run=failing))
run(tasks, db, sys.argv[2])
"""


@pytest.fixture
def address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


def _begin(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", WORKER, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_ends_when_it_is_asked_to(
    kernel_url: str, address: str, number: signal.Signals
) -> None:
    with _begin(kernel_url, address) as process:
        wait_until(lambda: _is_well(address), 20, "a healthy worker")
        process.send_signal(number)
        written, _ = process.communicate(timeout=10)

    assert process.returncode == 0
    assert "worker.stopped" in written


def test_a_failing_task_makes_the_worker_unwell_and_stops_no_other(
    kernel_url: str, address: str
) -> None:
    with _begin(kernel_url, address, "failing") as process:
        wait_until(lambda: "faults in a row" in _said(address), 20, "its illness told")
        found = json.loads(_said(address))["checks"]
        process.terminate()
        written, _ = process.communicate(timeout=10)

    assert found["work"] == "ok"
    assert found["failing"].startswith("Unhealthy")
    assert "worker.task_failed" in written


def test_a_worker_whose_address_is_taken_ends_instead_of_working_unseen(
    kernel_url: str,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with _begin(kernel_url, address) as process:
            assert process.wait(timeout=20) == 1


def _illness(runner: Runner) -> str:
    try:
        runner.check()
    except Unhealthy as unhealthy:
        return str(unhealthy)
    return ""


def _said(address: str) -> str:
    return health.checks(f"http://{address}/healthz")


def _is_well(address: str) -> bool:
    return health.is_healthy(f"http://{address}/healthz")
