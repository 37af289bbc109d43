"""Talking to supervisord, the process that keeps all others alive."""

import os
import signal
import subprocess
import time
import xmlrpc.client
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from supervisor.xmlrpc import SupervisorTransport

from deploy.local import places
from deploy.local.programs import BIN, STOP_WAIT_S

POLL_S = 0.05
START_TIMEOUT_S = 20
FAULT_ALREADY_STARTED = 60
FAULT_NOT_RUNNING = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the supervisor knows of one process."""

    name: str
    group: str
    state: str
    pid: int
    up_for: timedelta


def wait_until(condition: Callable[[], bool], timeout_s: float, what: str) -> None:
    """Return once `condition` holds; say `what` did not come within the time."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {timeout_s:g} s")
        time.sleep(POLL_S)


class Supervisor:
    """The supervisor of one root folder."""

    def __init__(self, root: Path, identifier: str) -> None:
        """Know where to find it; nothing is started."""
        self.root = root
        self.identifier = identifier
        self._url = f"unix://{places.supervisor_socket(root)}"

    def is_running(self) -> bool:
        """Return whether a supervisor answers here and is ours."""
        try:
            return bool(self._ask("getIdentification") == self.identifier)
        except (OSError, xmlrpc.client.Error):
            return False

    def begin(self, configuration: Path) -> None:
        """Start the supervisor in the background; it starts no process by itself."""
        subprocess.run(  # noqa: S603 - our own command
            [BIN / "supervisord", "-c", configuration],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # what matters comes on the other stream
            env={
                "PATH": os.environ["PATH"],
                "HOME": os.environ.get("HOME", "/"),
                "MACHIKEN_STACK": str(self.root),
            },
        )
        wait_until(self.is_running, START_TIMEOUT_S, "supervisord")

    def states(self) -> dict[str, State]:
        """Return each process's state by its name."""
        return {
            info["name"]: State(
                name=info["name"],
                group=info["group"],
                state=info["statename"],
                pid=info["pid"],
                up_for=timedelta(seconds=info["now"] - info["start"]),
            )
            for info in self._ask("getAllProcessInfo")
        }

    def start(self, names: Iterable[str]) -> None:
        """Start processes that don't run; an ordered start is not held back."""
        known = self.states()
        for name in names:
            (self.root / "pace" / name).unlink(missing_ok=True)
            self._tell("startProcess", known[name], but_for=FAULT_ALREADY_STARTED)

    def stop(self, names: Iterable[str]) -> None:
        """Stop processes side by side and return when all are gone."""
        wanted = set(names)

        def stopped() -> bool:
            left = [
                state
                for state in self.states().values()
                if state.name in wanted and state.state not in {"STOPPED", "STOPPING"}
            ]
            # Asked again each time: one that was just dying is being started anew.
            for state in left:
                self._tell("stopProcess", state, but_for=FAULT_NOT_RUNNING)
            return all(
                state.state == "STOPPED"
                for state in self.states().values()
                if state.name in wanted
            )

        wait_until(stopped, STOP_WAIT_S + 5, f"stopping {', '.join(sorted(wanted))}")

    def shutdown(self) -> None:
        """End the supervisor with all its processes, applications first."""
        pid = self._ask("getPID")
        self._ask("shutdown")
        wait_until(lambda: not _exists(pid), 3 * STOP_WAIT_S, "supervisord's end")

    def _tell(self, method: str, state: State, *, but_for: int) -> None:
        try:
            self._ask(method, f"{state.group}:{state.name}", False)  # noqa: FBT003 - don't wait
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != but_for:
                raise

    def _ask(self, method: str, *arguments: object) -> Any:
        # One connection for one question: they come from several threads.
        transport = SupervisorTransport(None, None, self._url)
        with xmlrpc.client.ServerProxy("http://localhost", transport) as server:
            return getattr(server.supervisor, method)(*arguments)


def _exists(pid: int) -> bool:
    try:
        status = Path("/proc", str(pid), "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    # A zombie has ended; in a container nobody may ever collect it.
    return status.rpartition(")")[2].split()[0] != "Z"


def send(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process that may have ended meanwhile."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
