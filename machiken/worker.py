"""A service's worker: plain Python, no eventlet, one thread for each task.

`python -m machiken.worker redemption` runs the outbox relay and the service's own
slow or timed work until it is told to stop.
"""

import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from machiken import clock, health, logs
from machiken.database import Transactions, connect
from machiken.metrics import TASKS
from machiken.relay import Relay
from machiken.settings import Environment, read

log = structlog.get_logger()

BACK_OFF_S_MAX = 15.0
STILL_S_MAX = 120.0
CONNECTIONS = 6
LIMITS = {"lock_timeout": "2s", "idle_in_transaction_session_timeout": "60s"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Work that comes back: `run` returns how much it did, and runs again at once.

    When there is nothing to do it rests for `idle_s`, calling `idle` before.
    """

    name: str
    run: Callable[[], int]
    idle_s: float = 0.5
    idle: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The settings that every worker needs."""

    machiken_env: Environment
    database_url: str = field(repr=False)  # both hold a password
    amqp_url: str = field(repr=False)
    health_address: str
    log_level: str = "info"


class Runner:
    """Runs one task until it is told to stop; a fault is told and backed off."""

    def __init__(self, task: Task, stopping: threading.Event) -> None:
        """Remember the task; `thread` runs it."""
        self.task = task
        self._stopping = stopping
        self._faults = 0
        self.thread = threading.Thread(target=self._loop, name=task.name)

    def check(self) -> None:
        """Return where the task runs well. Raises `health.Unhealthy`."""
        if not self.thread.is_alive():
            raise health.Unhealthy("not running")
        if self._faults:
            raise health.Unhealthy(f"{self._faults} faults in a row")

    def _loop(self) -> None:
        while not self._stopping.is_set():
            rest_s = self._once()
            if rest_s:
                self._stopping.wait(rest_s)

    def _once(self) -> float:
        try:
            done = self.task.run()
            if not done:
                self.task.idle()
        except Exception:
            self._faults += 1
            TASKS.labels(task=self.task.name, outcome="fault").inc()
            log.exception("worker.task_failed", task=self.task.name)
            return min(0.5 * 2.0 ** min(self._faults, 10), BACK_OFF_S_MAX)
        self._faults = 0
        TASKS.labels(task=self.task.name, outcome="ok").inc()
        return 0 if done else self.task.idle_s


def main(service: str) -> None:
    """Run the worker of `service` until SIGTERM."""
    common = read(Common)
    logs.configure(f"{service}-worker", common.log_level)
    db = connect(common.database_url, pool_size=CONNECTIONS, limits=LIMITS)
    if common.machiken_env is Environment.PRODUCTION:
        with db.begin() as tx:
            clock.refuse_moved(tx)
    module = importlib.import_module(f"services.{service}.worker")
    tasks = [*module.tasks(read(module.SETTINGS), db), *_relay(service, common, db)]
    run(tasks, db, common.health_address)


def run(tasks: Sequence[Task], db: Transactions, address: str) -> None:
    """Run the tasks until SIGTERM or SIGINT; then let each finish what it does."""
    stopping = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopping.set())
    runners = [Runner(task, stopping) for task in tasks]
    checks = {runner.task.name: runner.check for runner in runners}
    # Before any work: an address that is taken must end the process.
    health.serve(address, {"database": health.database(db), **checks})
    for runner in runners:
        runner.thread.start()
    log.info("worker.started", tasks=sorted(checks))
    stopping.wait()
    for runner in runners:
        runner.thread.join(STILL_S_MAX)
    log.info("worker.stopped")
    os._exit(0)  # a health request in flight must not keep the process


def _relay(service: str, common: Common, db: Transactions) -> list[Task]:
    tables = importlib.import_module(f"services.{service}.store.tables")
    if not hasattr(tables, "OUTBOX"):
        return []
    relay = Relay(db, tables.OUTBOX, common.amqp_url)
    return [Task(name="relay", run=relay.run, idle_s=0.1, idle=relay.idle)]


if __name__ == "__main__":
    main(sys.argv[1])
