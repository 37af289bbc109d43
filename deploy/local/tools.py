"""The commands that run once and end: migrations, the broker's topology, a user's."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.keys import SERVICES
from deploy.local.programs import BIN, PYTHON
from deploy.local.site import CLONE

ERROR_LINES_MAX = 40
TIMEOUT_S = 120


class ToolError(Exception):
    """A one-shot command ended badly; the message carries the end of its output."""


def migrate(environments: Mapping[str, Mapping[str, str]], logs: Path) -> None:
    """Bring the four databases to the newest version, side by side."""
    with ThreadPoolExecutor() as pool:
        done = [
            pool.submit(
                run,
                [PYTHON, "-m", "machiken.migrate", service],
                environments[f"migrate-{service}"],
                logs / f"migrate-{service}.log",
            )
            for service in SERVICES
        ]
        for one in done:
            one.result()


def declare_topology(environments: Mapping[str, Mapping[str, str]], logs: Path) -> None:
    """Declare users, exchanges, queues and policies on the broker."""
    command = [PYTHON, "-m", "machiken.bus.topology"]
    run(command, environments["topology"], logs / "topology.log")


def run(command: Sequence[str], told: Mapping[str, str], log: Path) -> None:
    """Run a command with `told` as its environment; its output goes to `log`."""
    with log.open("w") as output:
        ended = subprocess.run(  # noqa: S603 - our own commands
            command,
            check=False,
            cwd=CLONE,
            env=_base() | dict(told),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            timeout=TIMEOUT_S,
        )
    if ended.returncode != 0:
        said = f"{' '.join(command)} ended with {ended.returncode}:"
        raise ToolError(f"{said}\n{end_of(log)}")


def end_of(log: Path, *, lines: int = ERROR_LINES_MAX) -> str:
    """Return the last lines of a log, for a person who must see what went wrong."""
    text = log.read_text(errors="replace") if log.exists() else ""
    return "\n".join(text.splitlines()[-lines:])


def become(command: Sequence[str], told: Mapping[str, str]) -> None:
    """Become a person's command, with a process's environment over our own."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    os.execvpe(command[0], list(command), {**os.environ, **told, "PATH": path})  # noqa: S606 - the person's own command


def _base() -> dict[str, str]:
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
    }
