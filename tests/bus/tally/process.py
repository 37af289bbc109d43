"""The tally as a process: started, watched, ended by its tests."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from deploy.local import health
from deploy.local.supervision import wait_until

ROOT = Path(__file__).parents[3]
START_S_MAX = 30


class Tally:
    """One tally process after another, on one log."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        """Know how to start it."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self._env = {"HEALTH_ADDRESS": self.address, **env}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process's id."""
        assert self._process is not None, "it was started"
        return self._process.pid

    def start(self, **more: str) -> None:
        """Start the process; it may not be ready yet."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.bus.tally"],
                cwd=ROOT,
                env={**os.environ, **self._env, **more},
                stdout=log,
                stderr=log,
            )

    def is_alive(self) -> bool:
        """Return whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def is_well(self) -> bool:
        """Return whether the process says that it is well."""
        return health.is_healthy(f"http://{self.address}/healthz")

    def wait_well(self) -> None:
        """Return once the process works. Raises where it has ended instead."""

        def well() -> bool:
            if not self.is_alive():
                raise ChildProcessError(self._log.read_text()[-4000:])
            return self.is_well()

        wait_until(well, START_S_MAX, "the tally being well")

    def wait_ended(self, timeout_s: float = 20) -> int:
        """Return the exit code once the process has ended."""
        assert self._process is not None, "it was started"
        return self._process.wait(timeout_s)

    def send(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        assert self._process is not None, "it was started"
        self._process.send_signal(number)

    def end(self) -> None:
        """End the process, however it stands."""
        if self.is_alive():
            self.send(signal.SIGKILL)
            self.wait_ended()

    def logged(self, event: str) -> list[dict[str, Any]]:
        """Return the log lines of one event."""
        return [line for line in self._lines() if line.get("event") == event]

    def heard(self, outcome: str) -> int:
        """Return of how many events the process says that this became of them."""
        counted = f'machiken_events_heard_total{{event="rang",outcome="{outcome}"}} '
        lines = health.checks(f"http://{self.address}/metrics").splitlines()
        counts = [line for line in lines if line.startswith(counted)]
        return int(float(counts[0].removeprefix(counted))) if counts else 0

    def written(self) -> str:
        """Return all that the process has written."""
        return self._log.read_text()

    def _lines(self) -> list[dict[str, Any]]:
        lines = self._log.read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]
